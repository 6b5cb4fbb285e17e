import { systemClock } from '../base/clock.ts';
import { DisposableList } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import type { Tool } from '../base/tool.ts';
import { shownWords } from './bounds.ts';
import type { ConfigurationProblem, McpDesk, ServerConfiguration } from './desk.ts';
import { isObject, textOf } from './listed.ts';
import { ServerUnknown } from './mcpErrors.ts';
import { idOf } from './question.ts';
import type { McpRoomParts } from './roomParts.ts';
import { Server } from './server.ts';
import { makeResourceTool, makeTool } from './tools.ts';

/** Of all servers together: every request carries them. */
const maxTools = 256;
const maxPromptChars = 64 * 1024;

/** All servers that are configured, with their tools. Loaded with the first of them. */
export function openServers(parts: McpRoomParts): McpDesk {
  const changed = new Emitter<void>();
  const disposables = new DisposableList();
  const servers = new Map<string, Server>();
  /** Those that have been ready, in the order in which they became so. */
  const order: Server[] = [];
  const bound = new WeakMap<object, Tool>();
  const resourceTool = makeResourceTool(() => order, parts.require) as Tool;
  /** The one behind whose tools that one stands, for good. */
  let firstWithResources: Server | undefined;
  let problems: readonly ConfigurationProblem[] = [];
  let tools: readonly Tool[] | undefined;
  let reading: Promise<void> = Promise.resolve();
  let isConnected = false;

  const didChange = (): void => {
    tools = undefined;
    changed.fire();
  };
  const named = (name: string): Server => {
    const server = servers.get(name);
    if (server === undefined) throw new ServerUnknown(name);
    return server;
  };
  const remove = (name: string, server: Server): void => {
    servers.delete(name);
    const at = order.indexOf(server);
    if (at >= 0) order.splice(at, 1);
    void server.close().finally(() => server.dispose());
  };
  const add = (configuration: ServerConfiguration): void => {
    const server = new Server(configuration, parts);
    servers.set(configuration.name, server);
    server.onDidChange(() => {
      if (server.state === 'ready' && !order.includes(server)) order.push(server);
      didChange();
    });
    void server.start();
  };
  const read = async (): Promise<void> => {
    const found = await parts.host.configurations();
    if (disposables.isDisposed) return;
    const { kept, others } = distinct(found.servers);
    problems = [...found.problems, ...others];
    const now = new Map(kept.map((configuration) => [configuration.name, configuration]));
    for (const [name, server] of [...servers]) if (!isSame(server.configuration, now.get(name))) remove(name, server);
    for (const [name, configuration] of now) {
      const known = servers.get(name);
      if (known === undefined) add(configuration);
      // A folder may have become trusted.
      else if (known.state === 'idle') void known.start();
    }
    didChange();
  };
  const readAgain = (): Promise<void> => {
    reading = reading.then(read, read).catch((error: unknown) => {
      problems = [{ file: '', text: `The servers could not be read: ${error instanceof Error ? error.message : String(error)}` }];
      didChange();
    });
    return reading;
  };
  const toolOf = (server: Server, listed: Server['offered'][number]): Tool => {
    const known = bound.get(listed);
    if (known !== undefined) return known;
    const tool = makeTool(server, listed, parts.require) as Tool;
    bound.set(listed, tool);
    return tool;
  };

  return {
    connect() {
      if (isConnected) return;
      isConnected = true;
      disposables.add(parts.host.onDidChange(() => void readAgain()));
      void readAgain();
    },
    servers: () => [...servers.values()].map((server) => server.row),
    async known() {
      await reading;
      await Promise.all([...servers.values()].map((server) => server.asked));
    },
    get problems() {
      return problems;
    },
    onDidChange: changed.event,
    tools() {
      if (tools !== undefined) return tools;
      const all = new Map<string, Tool>();
      if (firstWithResources !== undefined && !order.includes(firstWithResources)) firstWithResources = undefined;
      firstWithResources ??= order.find(({ listed }) => listed.resources.length > 0);
      for (const server of order) {
        for (const listed of server.offered) {
          const tool = toolOf(server, listed);
          if (all.size < maxTools && !all.has(tool.name)) all.set(tool.name, tool);
        }
        if (server === firstWithResources) all.set(resourceTool.name, resourceTool);
      }
      tools = [...all.values()];
      return tools;
    },
    prompts: () =>
      order.flatMap(({ configuration, listed }) => listed.prompts.map((prompt) => ({ ...prompt, server: configuration.name }))),
    resources: () => order.flatMap(({ configuration, listed }) => listed.resources.map((one) => ({ ...one, server: configuration.name }))),
    async prompt(name, prompt, values, signal) {
      const raw = await named(name).ask(`for the prompt ${prompt}`, signal, (connection, options) =>
        connection.getPrompt(prompt, values, options),
      );
      return promptText(raw);
    },
    consent: (name, answer, shown) => named(name).consent(answer, shown),
    trust: (name, answer, shown) => named(name).trust(answer, shown),
    async forget(name) {
      const server = named(name);
      try {
        await signOut(server);
      } finally {
        // Also where its authorization server could not be told.
        await server.forget();
      }
    },
    restart: (name) => named(name).restart(),
    async signIn(name, signal) {
      const server = named(name);
      const { challenge } = server;
      if (challenge === undefined) throw new ServerUnknown(name);
      await (await parts.signIn()).signIn(challenge, signal);
      await server.restart();
    },
    async signOut(name) {
      const server = named(name);
      await signOut(server);
      await server.restart();
    },
    logTail: (name) => named(name).tail.text(),
    async close() {
      disposables.dispose();
      // Whoever is asked for something by then may never answer.
      await Promise.race([reading, systemClock.sleep(1_000)]);
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
    dispose() {
      disposables.dispose();
      for (const server of servers.values()) server.dispose();
      changed.dispose();
    },
  };

  async function signOut({ configuration: { transport } }: Server): Promise<void> {
    if (transport.kind === 'http') await (await parts.signIn()).signOut(transport.url);
  }
}

/** The person's own first; of one name, and of one that passes for another, only the first counts. */
function distinct(all: readonly ServerConfiguration[]): {
  readonly kept: readonly ServerConfiguration[];
  readonly others: readonly ConfigurationProblem[];
} {
  const rank = { user: 0, home: 1, workspace: 2 } as const;
  const kept = new Map<string, ServerConfiguration>();
  const others: ConfigurationProblem[] = [];
  for (const one of [...all].sort((a, b) => rank[a.from] - rank[b.from])) {
    if (!kept.has(one.name) && !(one.from !== 'workspace' && idOf(one).startsWith('workspace/'))) kept.set(one.name, one);
    else others.push({ file: one.file ?? '', text: `There is another server “${one.name}”. Give this one another name.` });
  }
  return { kept: [...kept.values()], others };
}

function isSame(a: ServerConfiguration, b: ServerConfiguration | undefined): boolean {
  return b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

function promptText(raw: Readonly<Record<string, unknown>>): string {
  const messages = Array.isArray(raw['messages']) ? raw['messages'].filter(isObject).slice(0, 100) : [];
  const texts = messages.flatMap(({ content }) => {
    if (!isObject(content)) return [];
    if (content['type'] === 'text') return [textOf(content['text'])];
    const { resource } = content;
    return isObject(resource) ? [textOf(resource['text'])] : [];
  });
  return shownWords(texts.join('\n\n'), maxPromptChars);
}
