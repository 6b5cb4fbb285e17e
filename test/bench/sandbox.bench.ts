/** What the sandbox adds to a command: the same one with it and without, by turns, in one invocation. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallId } from '../../src/base/ids.ts';
import { createPermitAuthority } from '../../src/base/permit.ts';
import { findWorkspaceSandbox } from '../../src/runs/workspaceSandbox.ts';
import { createShell, type ShellPort } from '../../src/workspace/shell.ts';
import { bench, median } from './bench.ts';

const rounds = 25;
const root = fileURLToPath(new URL('../../', import.meta.url));
mkdirSync(join(root, 'out'), { recursive: true });
const folder = realpathSync(mkdtempSync(join(root, 'out/sandbox-bench-')));
const workspace = join(folder, 'ws');
const home = join(folder, 'practicum');
for (const path of [workspace, home]) mkdirSync(path);
for (let i = 0; i < 200; i++) {
  mkdirSync(join(workspace, `part${i}`));
  for (let j = 0; j < 10; j++) writeFileSync(join(workspace, `part${i}`, `module${j}.py`), '');
}

// shows: sandbox-commands
await bench('a confined command, 200 folders with 2,000 files in the workspace, beside the same one unconfined', async () => {
  try {
    const relay = { node: process.execPath, script: join(root, 'src/sandbox/relay.ts') };
    const status = await findWorkspaceSandbox({ roots: [workspace], home, env: process.env, relay });
    if (status.kind === 'none') throw new Error(status.why);
    const permits = createPermitAuthority();
    const plain = createShell({ require: permits.require, env: process.env });
    const confined = createShell({
      require: permits.require,
      env: process.env,
      confine: async (program) => ({
        program: await status.sandbox.confine(program, { writable: [workspace], network: 'off' }),
        network: 'off',
      }),
    });
    const time = async (shell: ShellPort): Promise<number> => {
      const permit = permits.mint('ca_bench' as CallId, [{ kind: 'shell', command: 'true', cwd: workspace }]);
      const startedMs = performance.now();
      const { exitCode } = await shell.run(permit, {
        command: 'true',
        cwd: workspace,
        timeoutMs: 30_000,
        signal: new AbortController().signal,
      });
      if (exitCode !== 0) throw new Error(`true ended with ${exitCode}`);
      return performance.now() - startedMs;
    };
    const times = { plain: [] as number[], confined: [] as number[] };
    await time(plain);
    await time(confined);
    for (let round = 0; round < rounds; round++) {
      times.plain.push(await time(plain));
      times.confined.push(await time(confined));
    }
    return { value: median(times.confined), unit: 'ms', samples: times.confined, peer: { name: 'unconfined', value: median(times.plain) } };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
