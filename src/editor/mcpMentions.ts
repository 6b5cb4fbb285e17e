import type { McpDesk } from '../mcp/desk.ts';
import type { MentionChip } from '../protocol/chat.ts';

const mostFound = 10;

/** Resources of servers for an @-mention. What is mentioned is read by a call of the agent, which asks like any other. */
export function resourceMentions(desk: Pick<McpDesk, 'resources' | 'servers'>, query: string): readonly MentionChip[] {
  const wanted = query.trim().toLowerCase();
  const ofWorkspace = new Set(desk.servers().flatMap(({ name, from }) => (from === 'workspace' ? [name] : [])));
  return desk
    .resources()
    .filter(({ isTemplate, uri }) => !isTemplate && !/\s/.test(uri))
    .filter(({ uri, name, server }) => `${server}:${name} ${uri}`.toLowerCase().includes(wanted))
    .slice(0, mostFound)
    .map(({ uri, server }) => ({
      kind: 'resource',
      label: uri.slice(0, 500),
      path: `${uri} ${ofWorkspace.has(server) ? `workspace/${server}` : server}`,
    }));
}
