import type { RequirePermit } from '../base/permit.ts';
import type { McpDesk } from '../mcp/desk.ts';
import type { WorkbenchHost } from './api.ts';
import type { Walls } from './walls.ts';

/** A session's first request, which a command line sends at once, is on its way by then: to load and start something costs whoever waits. */
const afterStartMs = 250;

/**
 * The servers that the person configured. A session starts without them: `connect` answers at once, what speaks to them is loaded afterwards and
 * only where one is configured, and their tools come with the next request.
 */
export function createMcpDesk(host: WorkbenchHost, require: RequirePermit, walls: Walls): McpDesk {
  const listeners = new Set<() => void>();
  let desk: McpDesk | undefined;
  let opening: Promise<McpDesk> | undefined;
  let isDisposed = false;
  const fire = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const open = (): Promise<McpDesk> => {
    opening ??= import('./mcpServers.ts').then(({ openMcpServers }) => {
      const opened = openMcpServers(host, require, walls);
      if (isDisposed) opened.dispose();
      else desk = opened;
      opened.onDidChange(fire);
      opened.connect();
      return opened;
    });
    return opening;
  };
  const openWhereAny = async (): Promise<void> => {
    const found = await host.mcp?.configurations();
    if (found === undefined || isDisposed || (found.servers.length === 0 && found.problems.length === 0)) return;
    await open();
  };
  const look = (): void => {
    openWhereAny().catch((error: unknown) => host.log('warn', `The servers could not be read: ${String(error)}`));
  };
  let waiting: { dispose(): void } | undefined;
  let starting: NodeJS.Timeout | undefined;
  return {
    connect() {
      if (host.mcp === undefined || waiting !== undefined) return;
      waiting = host.mcp.onDidChange(() => {
        if (opening === undefined) look();
      });
      starting = setTimeout(look, afterStartMs);
    },
    servers: () => desk?.servers() ?? [],
    async known() {
      clearTimeout(starting);
      await openWhereAny().catch(() => undefined);
      await desk?.known();
    },
    get problems() {
      return desk?.problems ?? [];
    },
    onDidChange(listener) {
      const heard = (): void => listener();
      listeners.add(heard);
      return { dispose: () => void listeners.delete(heard) };
    },
    tools: () => desk?.tools() ?? [],
    prompts: () => desk?.prompts() ?? [],
    resources: () => desk?.resources() ?? [],
    prompt: async (...given) => await (await open()).prompt(...given),
    consent: async (...given) => await (await open()).consent(...given),
    trust: async (...given) => await (await open()).trust(...given),
    forget: async (...given) => await (await open()).forget(...given),
    restart: async (...given) => await (await open()).restart(...given),
    signIn: async (...given) => await (await open()).signIn(...given),
    signOut: async (...given) => await (await open()).signOut(...given),
    logTail: (name) => desk?.logTail(name) ?? '',
    async close() {
      isDisposed = true;
      waiting?.dispose();
      clearTimeout(starting);
      await (await opening)?.close();
    },
    dispose() {
      isDisposed = true;
      waiting?.dispose();
      clearTimeout(starting);
      listeners.clear();
      desk?.dispose();
    },
  };
}
