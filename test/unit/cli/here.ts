import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { hideSecrets } from '../../../src/base/redact.ts';
import { runCommandLine } from '../../../src/cli/commandLine.ts';
import type { Ended } from './program.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;
let isRunning = false;

/**
 * The command line within this process, from its source, without a terminal: for what a start of its own would show nothing more of. One at a
 * time, since it reads the environment of the process, which it finds as a program of its own would: with `PATH` and `env`, and nothing else.
 */
export async function runHere(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input: string | Buffer = '',
): Promise<Ended> {
  assert.ok(!isRunning, 'Another command line runs in this process.');
  isRunning = true;
  const before = { ...process.env };
  const listening = signals.map((signal) => process.listeners(signal));
  let [out, err] = ['', ''];
  const output = {
    out(text: string) {
      out += hideSecrets(text);
    },
    err(text: string) {
      err += hideSecrets(text);
    },
    closed: new AbortController().signal,
  };
  const surroundings = { output, input: Readable.from([Buffer.from(input)]), terminal: () => undefined };
  setEnvironment({ PATH: before['PATH'] ?? '', ...env });
  try {
    const code = await runCommandLine(['--cwd', cwd, ...args], {
      ...surroundings,
      beforeSession: () => undefined,
      afterFirstAnswer: () => undefined,
    });
    return { code, out, err };
  } finally {
    setEnvironment(before);
    signals.forEach((signal, index) => {
      for (const listener of process.listeners(signal)) if (!listening[index]?.includes(listener)) process.off(signal, listener);
    });
    isRunning = false;
  }
}

function setEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) delete process.env[name];
  Object.assign(process.env, env);
}
