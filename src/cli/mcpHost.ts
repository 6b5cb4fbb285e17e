import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { noopDisposable } from '../base/disposables.ts';
import type { McpHost } from '../mcp/desk.ts';
import type { McpPerson, McpPlace } from './mcpFiles.ts';

/**
 * Servers as the command line knows them: `mcp.json` of the home, and the files of the folder. Without a person nobody is asked for anything
 * and no browser is opened. What reads is loaded when it is needed.
 */
export function createCliMcpHost(place: McpPlace, person?: McpPerson): McpHost {
  const files = async () => await import('./mcpFiles.ts');
  return {
    // Most folders have none: nothing is loaded to find that out.
    configurations: async () => (hasFiles(place) ? (await files()).readCliServers(place) : { servers: [], problems: [] }),
    onDidChange: () => noopDisposable,
    credentials: {
      get: async (key) => (await files()).readCredential(place.home, key),
      set: async (key, value) => (await files()).writeCredential(place.home, key, value),
      delete: async (key) => (await files()).writeCredential(place.home, key, undefined),
    },
    input: async (id, server) => (await files()).inputValue(place, server, id, person),
    ...(person === undefined ? {} : { openExternal: (page: string) => person.open(page) }),
  };
}

/** Those that `readCliServers` reads. */
function hasFiles({ home, roots }: McpPlace): boolean {
  const paths = [join(home, 'mcp.json'), ...roots.flatMap((root) => [join(root, '.vscode', 'mcp.json'), join(root, '.mcp.json')])];
  return paths.some((path) => existsSync(path));
}
