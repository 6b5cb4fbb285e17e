import * as z from 'zod';
import type { Effect } from '../base/effects.ts';
import type { RequirePermit } from '../base/permit.ts';
import type { Tool, ToolCall, ToolResult } from '../base/tool.ts';
import { maxDescriptionChars, shownLine, shownWords } from './bounds.ts';
import { mismatch } from './checkValue.ts';
import type { ServerConfiguration } from './desk.ts';
import type { ListedTool } from './listed.ts';
import { descriptionOf, hashOf } from './pins.ts';
import { idOf } from './question.ts';
import { refusalResult, resourceResult, toolResult } from './result.ts';
import { Refused, type Server } from './server.ts';
import { toolNameOf } from './toolNames.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** The effects of one call to a server: what it is told, and where that goes. Nothing that a server says of its tools loosens them. */
export function callEffects(configuration: ServerConfiguration, tool: string): readonly Effect[] {
  const { transport } = configuration;
  const call: Effect = { kind: 'mcp', server: idOf(configuration), tool };
  return transport.kind === 'http' ? [call, { kind: 'reach', host: new URL(transport.url).hostname }] : [call];
}

/** A tool of a server as the loop knows it. */
export function makeTool(server: Server, listed: ListedTool, require: RequirePermit): Tool<Arguments> {
  const { configuration } = server;
  const id = idOf(configuration);
  const hash = hashOf(listed);
  const { schema = { type: 'object' } } = listed;
  const effects = callEffects(configuration, listed.name);
  return {
    name: toolNameOf(id, listed.name),
    description: describe(id, listed),
    input: z.record(z.string(), z.unknown()).superRefine((value, context) => {
      const wrong = mismatch(schema, value);
      if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
    }),
    inputSchema: { ...schema },
    effectKinds: effects.map(({ kind }) => kind),
    title: () => `${shownLine(listed.name, 80)} of ${shownLine(id, 60)}`,
    effects: () => effects,
    preview: async (input) => ({ kind: 'text', text: JSON.stringify(input, null, 2) }),
    async run(input, call) {
      for (const effect of effects) require(call.permit, effect);
      server.requireTool(listed.name, hash);
      return await answered(`${id}/${listed.name}`, async () => {
        const raw = await server.ask(
          `a call of ${shownLine(listed.name, 80)}`,
          call.signal,
          (connection, options) => connection.callTool(listed.name, input, options),
          progressOf(call),
        );
        return toolResult(id, listed, raw);
      });
    },
  };
}

function describe(id: string, tool: ListedTool): string {
  const words = shownWords(descriptionOf(tool), maxDescriptionChars);
  return `Tool of the MCP server “${shownLine(id, 60)}”, which describes it so: ${words === '' ? 'not at all.' : words}`;
}

/** One server's resource, or what resources there are. */
const resourceInput = z.strictObject({
  server: z.string().describe('As it is listed'),
  uri: z.string().max(2_000).optional().describe('Absent: what there is to read'),
});

const maxListedHere = 200;

/** Offered as long as some server has resources. */
export function makeResourceTool(servers: () => readonly Server[], require: RequirePermit): Tool<z.infer<typeof resourceInput>> {
  const having = (): readonly Server[] => servers().filter(({ listed }) => listed.resources.length > 0);
  const named = (id: string): Server | undefined => servers().find(({ configuration }) => idOf(configuration) === id);
  return {
    name: 'mcp_resource',
    description:
      'Reads a resource of an MCP server (a file, a record, a page that it offers) by its URI; without `uri`, lists what a server has.',
    input: resourceInput,
    effectKinds: ['mcp', 'reach', 'record'],
    isOffered: () => having().length > 0,
    title: ({ server, uri }) => (uri === undefined ? `Resources of ${shownLine(server, 60)}` : `Read ${shownLine(uri, 80)}`),
    effects: ({ server, uri }) => {
      const found = named(server);
      if (uri === undefined || found === undefined) return [{ kind: 'record', what: 'session' }];
      return callEffects(found.configuration, 'resources/read');
    },
    async run({ server: id, uri }, call) {
      const server = named(id);
      if (server === undefined) {
        const names = having().map(({ configuration }) => idOf(configuration));
        return { content: `There is no server “${shownLine(id, 60)}” here. With resources: ${names.join(', ') || 'none'}.` };
      }
      if (uri === undefined) return listing(id, server);
      for (const effect of callEffects(server.configuration, 'resources/read')) require(call.permit, effect);
      return await answered(`${id}/resources/read`, async () => {
        const raw = await server.ask(
          `a read of ${shownLine(uri, 80)}`,
          call.signal,
          (connection, options) => connection.readResource(uri, options),
          progressOf(call),
        );
        return resourceResult(id, uri, raw);
      });
    },
  };
}

function listing(id: string, { listed: { resources } }: Server): ToolResult {
  const lines = resources
    .slice(0, maxListedHere)
    .map(({ uri, name, description, isTemplate }) => `${uri}${isTemplate ? ' (fill in the braces)' : ''}: ${name} ${description}`.trim());
  const left = resources.length - lines.length;
  return {
    content: [...lines, ...(left > 0 ? [`… and ${left} more`] : [])].join('\n') || 'It has none.',
    origin: { kind: 'mcp', name: `${id}/resources/list` },
  };
}

/** What a server refuses in its own words is a result that is marked as such, not our voice. */
async function answered(name: string, act: () => Promise<ToolResult>): Promise<ToolResult> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refused) return refusalResult(name, error.message);
    throw error;
  }
}

const betweenProgressMs = 100;

function progressOf(call: ToolCall): (text: string) => void {
  let nextMs = 0;
  return (text) => {
    if (performance.now() < nextMs) return;
    nextMs = performance.now() + betweenProgressMs;
    call.progress(text);
  };
}
