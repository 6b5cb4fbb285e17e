import assert from 'node:assert/strict';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Emitter } from '../../../src/base/events.ts';
import type { CallId, TurnId } from '../../../src/base/ids.ts';
import { newId } from '../../../src/base/newId.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import type { Tool, ToolResult } from '../../../src/base/tool.ts';
import { parseToolInput } from '../../../src/base/toolInput.ts';
import type { McpDesk, ServerConfiguration, ServerRow, SignIn } from '../../../src/mcp/desk.ts';
import type { McpRoomParts } from '../../../src/mcp/roomParts.ts';
import { openServers } from '../../../src/mcp/servers.ts';
import { compiledBefore } from '../../programs.ts';

const root = resolve(import.meta.dirname, '../../..');
export const everything = join(root, 'node_modules/@modelcontextprotocol/server-everything/dist/index.js');
export const filesystem = join(root, 'node_modules/@modelcontextprotocol/server-filesystem/dist/index.js');
export const nasty = join(root, 'test/doubles/mcp/nastyServer.ts');

/** A person's own server that is a program of Node. */
export function nodeServer(
  name: string,
  script: string,
  args: readonly string[] = [],
  more: Partial<ServerConfiguration> = {},
): ServerConfiguration {
  return {
    name,
    transport: { kind: 'stdio', command: process.execPath, args: [script, ...args], env: compiledBefore },
    from: 'user',
    ...more,
  };
}

export const permits = createPermitAuthority();

export interface Room {
  readonly desk: McpDesk;
  readonly home: string;
  readonly folder: string;
  configure(...servers: readonly ServerConfiguration[]): void;
  row(name: string): ServerRow;
  /** Resolves when a server is in one of these states. */
  until(name: string, ...states: readonly ServerRow['state'][]): Promise<ServerRow>;
  /** Says yes to it, and waits until it is what it will be. */
  accept(name: string): Promise<ServerRow>;
  tool(name: string): Tool;
  /** As the loop calls it, with a permit for exactly its effects. */
  call(tool: string, input: unknown, signal?: AbortSignal, progress?: (text: string) => void): Promise<ToolResult>;
  close(): Promise<void>;
}

const nobody: SignIn = {
  token: async () => undefined,
  renewed: async () => undefined,
  signIn: async () => undefined,
  signOut: async () => undefined,
};

/** The servers of one workspace, over real processes and sockets. */
export async function openRoom(servers: readonly ServerConfiguration[], over: Partial<McpRoomParts> = {}): Promise<Room> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-mcp-')));
  const home = over.home ?? join(folder, '.home');
  let configured = servers;
  const changed = new Emitter<void>();
  const kept = new Map<string, string>();
  const desk = openServers({
    host: {
      configurations: async () => ({ servers: configured, problems: [] }),
      onDidChange: changed.event,
      credentials: {
        get: async (key) => kept.get(key),
        set: async (key, value) => void kept.set(key, value),
        delete: async (key) => void kept.delete(key),
      },
    },
    app: 'test 1.2.3',
    roots: [folder],
    env: process.env,
    isTrusted: () => true,
    require: permits.require,
    confine: async () => undefined,
    protection: async () => 'Not confined',
    signIn: async () => nobody,
    restartMs: [50, 50, 50],
    ...over,
    home,
  });
  desk.connect();
  const row = (name: string): ServerRow => {
    const found = desk.servers().find((one) => one.name === name);
    assert.ok(found, `no server ${name}`);
    return found;
  };
  const until = async (name: string, ...states: readonly ServerRow['state'][]): Promise<ServerRow> => {
    const now = (): ServerRow | undefined => desk.servers().find((one) => one.name === name && states.includes(one.state));
    const there = now();
    if (there !== undefined) return there;
    return await new Promise((found) => {
      const heard = desk.onDidChange(() => {
        const one = now();
        if (one === undefined) return;
        heard.dispose();
        found(one);
      });
    });
  };
  const tool = (name: string): Tool => {
    const found = desk.tools().find((one) => one.name === name);
    assert.ok(found, `no tool ${name} among ${desk.tools().map((one) => one.name)}`);
    return found;
  };
  return {
    desk,
    home,
    folder,
    configure(...others) {
      configured = others;
      changed.fire();
    },
    row,
    until,
    async accept(name) {
      const { question } = await until(name, 'asks-consent');
      assert.ok(question);
      const settled = new Promise<ServerRow>((found) => {
        const heard = desk.onDidChange(() => {
          const { state } = row(name);
          if (!['ready', 'failed', 'changed', 'needs-sign-in', 'off'].includes(state)) return;
          heard.dispose();
          found(row(name));
        });
      });
      await desk.consent(name, 'yes', question.shown);
      return await settled;
    },
    tool,
    async call(name, input, signal = new AbortController().signal, progress = () => undefined) {
      const called = tool(name);
      const parsed = parseToolInput(called, JSON.stringify(input));
      if (!parsed.ok) throw parsed.error;
      const id = newId<CallId>('ca');
      const permit = permits.mint(id, called.effects(parsed.input));
      try {
        return await called.run(parsed.input, { id, turn: 'tu' as TurnId, permit, signal, progress });
      } finally {
        permits.revoke(permit);
      }
    },
    async close() {
      await desk.close();
      desk.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
