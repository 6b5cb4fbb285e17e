import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Random, randomOf } from '../../soak/random.ts';
import { killRuns } from '../../soak/runs/killing.ts';
import { systemPython } from '../../systemPython.ts';
import { makeWorkspace, supervisorScript, type Workspace } from './workspace.ts';

const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Every line is one write. `import rich` gives every other one a terminal. */
function train(workspace: Workspace, number: number, steps: number, exitCode: number): string {
  return workspace.script(
    `train-${number}.py`,
    `import os, sys, time
${number % 2 === 0 ? '# import rich' : ''}
for step in range(1, ${steps + 1}):
    os.write(1, f"step {step} loss {1 / step}\\n".encode())
    if step % 50 == 0:
        time.sleep(0.03)
sys.exit(${exitCode})
`,
  );
}

/** Opens the workspace in a process of its own, which is killed after a while: SIGKILL, as a crash, or SIGTERM, as closing. Answers whether it was in the middle. */
async function openAndKill(workspace: Workspace, id: string, random: Random): Promise<boolean> {
  const host = spawn(process.execPath, [program('host.ts'), workspace.root, id], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(host, 'exit');
  await Promise.race([once(host.stdout, 'data'), ended]);
  await sleep(random.int(0, 200));
  host.kill(random.pick(['SIGKILL', 'SIGKILL', 'SIGTERM']));
  const [code] = (await ended) as [number | null];
  return code === null;
}

async function openToTheEnd(
  workspace: Workspace,
  id: string,
): Promise<{ status: string; code: number; seen: readonly (readonly [number, number])[] }> {
  const host = spawn(process.execPath, [program('host.ts'), workspace.root, id], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  host.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await once(host, 'close');
  return JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') as {
    status: string;
    code: number;
    seen: readonly (readonly [number, number])[];
  };
}

describe('A run whose launcher is killed, or that is stopped, at any moment', () => {
  // shows: run-survives-kill, run-stop
  it('loses no line and no point and doubles none, six times', async function () {
    this.timeout(300_000);
    const { runs, killedBeforeLaunch } = await killRuns({ name: 'runs', atLeast: 6 });
    assert.equal(runs + killedBeforeLaunch, 6);
  });
});

describe('A host that is killed, or closed, and opened again in the middle of a run', () => {
  // shows: run-kills-50, run-survives-kill
  it('finds every point and the exit code, fifty times', async function () {
    this.timeout(900_000);
    const seed = process.env['PRACTICUM_SEED'] ?? 'reopened';
    const random = randomOf(seed);
    const workspace = makeWorkspace();
    let kills = 0;
    let points = 0;
    let rounds = 0;
    try {
      for (; kills < 50; rounds++) {
        const [steps, exitCode] = [random.int(500, 3000), random.pick([0, 1, 3, 255])];
        const script = train(workspace, rounds, steps, exitCode);
        const launcher = spawn(process.execPath, [program('launcher.ts'), workspace.root, script, supervisorScript, systemPython()], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const [said] = (await once(launcher.stdout.setEncoding('utf8'), 'data')) as [string];
        const id = said.trim();
        await sleep(random.int(0, 100));
        launcher.kill('SIGKILL');
        kills += 1;
        while ((await openAndKill(workspace, id, random)) && random.chance(0.6)) kills += 1;
        const { status, code, seen } = await openToTheEnd(workspace, id);
        const wanted = Array.from({ length: steps }, (_, at) => [at + 1, 1 / (at + 1)]);
        assert.deepEqual(seen, wanted, `points are lost or doubled (seed ${seed}, round ${rounds})`);
        assert.deepEqual([status, code], [exitCode === 0 ? 'done' : 'failed', exitCode]);
        const log = readFileSync(path.join(workspace.root, '.practicum', 'runs', id, 'console.log'), 'utf8');
        assert.equal(log.split('\n').length - 1, steps);
        points += seen.length;
      }
      assert.ok(points > 0 && rounds > 0);
    } finally {
      workspace.dispose();
    }
  });
});
