import { homedir } from 'node:os';
import { personalHubClient } from '../app/hubDoor.ts';
import { Cancelled } from '../base/errors.ts';
import { type CommonOptions, WrongUsage } from './command.ts';
import type { ExitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import type { HubCommand } from './hub/context.ts';
import type { Values } from './options.ts';
import type { Output } from './output.ts';
import { createTerminal } from './terminal.ts';

/** One line each; its parts are loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<HubCommand>>> = {
  dataset: async () => (await import('./hub/dataset.ts')).dataset,
  evaluate: async () => (await import('./hub/evaluate.ts')).evaluate,
  jobs: async () => (await import('./hub/jobs.ts')).jobs,
  login: async () => (await import('./hub/login.ts')).login,
  logout: async () => (await import('./hub/logout.ts')).logout,
  payer: async () => (await import('./hub/payer.ts')).payer,
  sandbox: async () => (await import('./hub/sandbox.ts')).sandbox,
  search: async () => (await import('./hub/search.ts')).search,
  publish: async () => (await import('./hub/publish.ts')).publish,
  smoke: async () => (await import('./hub/sandbox.ts')).smoke,
  spaces: async () => (await import('./hub/spaces.ts')).spaces,
  whoami: async () => (await import('./hub/whoami.ts')).whoami,
};

/** `practicum hub …`: throws WrongUsage where the sub-command is none. */
export async function workWithHub(
  options: CommonOptions,
  [name = '', ...words]: readonly string[],
  values: Values,
  output: Output,
): Promise<ExitCode> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined)
    throw new WrongUsage(name === '' ? `hub needs one of: ${names()}.` : `“hub ${name}” is no command; there are: ${names()}.`);
  const command = await load();
  const host = createCliHost(options, output);
  const place = { home: host.home, env: process.env, homedir: homedir() };
  const stopped = new AbortController();
  const stop = (): void => stopped.abort(new Cancelled());
  process.once('SIGINT', stop);
  try {
    const hub = personalHubClient(host);
    return await command({
      words,
      values,
      options,
      host,
      place,
      hub,
      output,
      input: process.stdin,
      terminal: createTerminal(),
      signal: stopped.signal,
    });
  } finally {
    process.off('SIGINT', stop);
  }
}

function names(): string {
  return Object.keys(commands).join(', ');
}
