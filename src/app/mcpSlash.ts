import { PracticumError } from '../base/errors.ts';
import type { McpDesk, PromptRow } from '../mcp/desk.ts';
import type { SlashSource } from './slash.ts';

/** Prompts of the servers that are ready, as `/server.prompt`. What comes of one is the server’s words and is marked so. */
export function createMcpSlashSource(desk: Pick<McpDesk, 'prompts' | 'prompt' | 'onDidChange'>): SlashSource {
  const named = (): ReadonlyMap<string, PromptRow> => {
    const rows = new Map<string, PromptRow>();
    for (const row of desk.prompts()) {
      const name = `${plain(row.server)}.${plain(row.name)}`;
      for (let count = 1; ; count += 1) {
        const free = count === 1 ? name : `${name}-${count}`;
        if (rows.has(free)) continue;
        rows.set(free, row);
        break;
      }
    }
    return rows;
  };
  return {
    list: () =>
      [...named()].map(([name, { server, title, description, arguments: needed }]) => ({
        name,
        description: description === '' ? title : description,
        arguments: needed,
        from: `the server “${server}”`,
      })),
    onDidChange: desk.onDidChange,
    async expand(name, args, signal) {
      const row = named().get(name);
      if (row === undefined)
        throw new PracticumError('slash-unknown', `There is no command /${name} now.`, {
          hint: 'Its server may have been stopped: look at the list of servers.',
        });
      const text = await desk.prompt(row.server, row.name, args, signal);
      return { text, origin: { kind: 'mcp', name: `${row.server}/${row.name}` } };
    },
  };
}

function plain(name: string): string {
  const letters = name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '_');
  return letters === '' ? '_' : letters;
}
