import type { Disposable } from '../base/disposables.ts';
import type { McpDesk } from '../mcp/desk.ts';
import type { Output } from './output.ts';

/** Says once of each server that it is left out until the person has agreed to it. Nobody is asked: a prompt’s run gives no consent. */
export function sayLeftOutServers(desk: McpDesk, output: Output): Disposable {
  const said = new Set<string>();
  const look = (): void => {
    const waiting = desk
      .servers()
      .filter(({ name, state }) => !said.has(name) && (state === 'asks-consent' || state === 'changed' || state === 'needs-sign-in'));
    for (const { name } of waiting) said.add(name);
    const ask = waiting.filter(({ state }) => state !== 'needs-sign-in').map(({ name }) => name);
    const sign = waiting.filter(({ state }) => state === 'needs-sign-in').map(({ name }) => name);
    if (ask.length > 0)
      output.err(
        `Left out for want of your consent: ${ask.join(', ')}. Look at them with “practicum mcp list”, agree with “practicum mcp consent ${ask[0] ?? ''}”.\n`,
      );
    for (const name of sign) output.err(`Left out for want of a sign-in: ${name}. Run “practicum mcp sign-in ${name}”.\n`);
  };
  const listening = desk.onDidChange(look);
  look();
  return {
    dispose() {
      listening.dispose();
      // What was read while the work was done.
      look();
    },
  };
}
