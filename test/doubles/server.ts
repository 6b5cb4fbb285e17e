/**
 * Both doubles on one port of 127.0.0.1. As a program: `node test/doubles/server.ts --port 0` prints one line of JSON
 * (`port`, `anthropicUrl`, `openaiUrl`, `key`, `models`) and serves the demonstration model until SIGTERM.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { defined } from '../../src/base/defined.ts';
import { createAnthropicDouble } from './anthropic.ts';
import { demoBrain, demoModelNames } from './demoModel.ts';
import { createOpenAiDouble } from './openai.ts';
import type { Brain, RoutedProvider, TokenPrice } from './script.ts';
import { type LoopbackServer, sendJson, serve } from './wire.ts';

/** `requests` are those to a model; who only asks which models there are is not counted. */
export interface Doubles extends LoopbackServer {
  readonly anthropicUrl: string;
  readonly openaiUrl: string;
  readonly key: string;
  readonly models: readonly string[];
}

export interface DoublesOptions {
  readonly brain?: Brain;
  readonly port?: number;
  /** `none`: no key is asked for. */
  readonly key?: string | 'none';
  readonly models?: readonly string[];
  /** What the OpenAI double lists as the price of its models; nothing unless given. */
  readonly price?: TokenPrice;
  /** The OpenAI double is a router over these. */
  readonly providers?: readonly RoutedProvider[];
  /** The reasoning efforts that the OpenAI double takes; any unless given. */
  readonly efforts?: readonly string[];
  /** Leaves out the pauses between deltas, for tests that look at what is said and not at how it streams. */
  readonly isHurried?: boolean;
}

/** A key that looks like one, so that tests of redaction and of storage have something real to find. */
export const demoKey = 'sk-double-0123456789abcdefghijklmnopqrstuvwxyz';

export async function startDoubles(options: DoublesOptions = {}): Promise<Doubles> {
  const key = options.key ?? demoKey;
  const models = options.models ?? demoModelNames;
  const brain = options.brain ?? demoBrain;
  const shared = {
    brain: options.isHurried === true ? hurried(brain) : brain,
    models,
    ...defined({ price: options.price, providers: options.providers, efforts: options.efforts }),
    ...(key === 'none' ? {} : { key }),
  };
  const anthropic = createAnthropicDouble(shared);
  const openai = createOpenAiDouble(shared);
  const server = await serve(
    async (exchange) => {
      const { path } = exchange.request;
      if (path.startsWith('/anthropic/')) return anthropic(exchange, path.slice('/anthropic'.length));
      if (path.startsWith('/openai/v1/')) return openai(exchange, path.slice('/openai/v1'.length));
      sendJson(exchange.response, 404, { detail: 'Not Found' });
    },
    options.port,
    ({ method }) => method !== 'GET',
  );
  return { ...server, anthropicUrl: `${server.url}/anthropic`, openaiUrl: `${server.url}/openai/v1`, key, models };
}

function hurried(brain: Brain): Brain {
  return async (conversation) => ({ ...(await brain(conversation)), delayMs: 0 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const { port, anthropicUrl, openaiUrl, key, models, close } = await startDoubles({ port: Number(values.port) });
  console.log(JSON.stringify({ port, anthropicUrl, openaiUrl, key, models }));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void close());
}
