import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promises } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import type { Sandbox } from '../base/sandbox.ts';

/** What a confined program tried, and what came of it. */
export type Attempts = readonly { readonly what: string; readonly isAsItShould: boolean; readonly text: string }[];

export interface ProbeTools {
  readonly node: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const answerSchema = z.object({ network: z.boolean(), shared: z.boolean(), gpus: z.number() });

/** Runs inside: tries to write beside the workspace and to reach a server of this machine, and looks at what training needs. */
const script = `
const fs = require('node:fs');
const attempt = (act) => { try { act(); return true; } catch { return false; } };
const [outside, port] = process.argv.slice(1);
attempt(() => fs.writeFileSync(outside, 'x'));
const answer = {
  shared: attempt(() => fs.writeFileSync('/dev/shm/practicum', 'x')),
  gpus: fs.readdirSync('/dev').filter((name) => /^(nvidia\\d+|kfd|dxg)$/.test(name)).length,
};
const socket = require('node:net').connect(Number(port), '127.0.0.1');
const end = (network) => { console.log(JSON.stringify({ ...answer, network })); process.exit(); };
socket.once('connect', () => end(true));
socket.once('error', () => end(false));
`;

/** Whether the walls hold, found out by a program that runs at them. Throws PracticumError where it cannot even be started. */
export async function tryWalls(sandbox: Sandbox, root: string, tools: ProbeTools): Promise<Attempts> {
  const outside = join(homedir(), `.practicum-probe-${randomBytes(6).toString('hex')}`);
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    const answer = await askInside(sandbox, root, tools, [outside, String(port)]);
    // Only what is here afterwards was written outside: a folder that is its own inside may take it, and is gone with the program.
    const isOutside = await promises.access(outside).then(
      () => true,
      () => false,
    );
    const gpus = (await promises.readdir('/dev').catch((): string[] => [])).filter((name) => /^(nvidia\d+|kfd|dxg)$/.test(name)).length;
    return [
      { what: 'writing outside', isAsItShould: !isOutside, text: isOutside ? `it could write ${outside}` : 'refused' },
      { what: 'network', isAsItShould: !answer.network, text: answer.network ? 'it could reach a server of this machine' : 'refused' },
      ...(process.platform === 'linux'
        ? [
            {
              what: '/dev/shm',
              isAsItShould: answer.shared,
              text: answer.shared ? 'can be written, as data loaders need' : 'cannot be written',
            },
          ]
        : []),
      ...(gpus === 0 ? [] : [{ what: 'GPU', isAsItShould: answer.gpus === gpus, text: `${answer.gpus} of ${gpus} devices are there` }]),
    ];
  } finally {
    server.close();
    await promises.rm(outside, { force: true });
  }
}

async function askInside(
  sandbox: Sandbox,
  root: string,
  { node, env }: ProbeTools,
  args: readonly string[],
): Promise<z.infer<typeof answerSchema>> {
  const whole = Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const program = { argv: [node, '-e', script, ...args], cwd: root, env: { ...whole, ELECTRON_RUN_AS_NODE: '1' } };
  const confined = await sandbox.confine(program, { writable: [root], network: 'off' });
  try {
    const [file = '', ...rest] = confined.argv;
    const said = await new Promise<string>((resolve, reject) => {
      execFile(file, rest, { env: confined.env, timeout: 20_000 }, (error, stdout, stderr) => {
        if (stdout.trim() !== '') resolve(stdout);
        else
          reject(
            new PracticumError(
              'sandbox',
              `A confined program cannot be started: ${stderr.split('\n')[0] || (error?.message ?? 'it says nothing')}`,
            ),
          );
      });
    });
    return answerSchema.parse(JSON.parse(said));
  } finally {
    await confined.dispose();
  }
}
