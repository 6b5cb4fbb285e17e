/** The inference router: its list of models, and chat that replays a script. */
import type { Accounts } from './accounts.ts';
import { fieldsOf, listOf, textOf } from './fields.ts';
import { Refusal } from './refusal.ts';
import { type Route, route } from './routes.ts';

export interface RouterModel {
  readonly id: string;
  readonly contextLength?: number;
  readonly inputUsd?: number;
  readonly outputUsd?: number;
  readonly supportsTools?: boolean;
}

export const firstRouterModels: readonly RouterModel[] = [
  { id: 'Qwen/Qwen3-8B', contextLength: 40_960, inputUsd: 0.05, outputUsd: 0.2, supportsTools: true },
];

/** Texts that are said one after the other; when they are used up, the question is repeated. */
export interface ChatScript {
  readonly replies: string[];
}

export function routerRoutes(accounts: Accounts, models: readonly RouterModel[], script: ChatScript, now: () => number): readonly Route[] {
  return [
    route('GET /router/v1/models', (exchange) => exchange.send(200, { object: 'list', data: models.map(describe) })),
    route('GET /router/v1/models/:owner/:name', (exchange) => {
      const id = `${exchange.param('owner')}/${exchange.param('name')}`;
      const model = models.find((each) => each.id === id);
      if (model === undefined) throw new Refusal(404, `The model ${id} does not exist`);
      exchange.send(200, describe(model));
    }),
    route('POST /router/v1/chat/completions', async (exchange) => {
      accounts.need(exchange);
      const asked = await exchange.json();
      const model = textOf(asked['model']) ?? '';
      const last = fieldsOf(listOf(asked['messages']).at(-1));
      const content = script.replies.shift() ?? textOf(last['content']) ?? '';
      const base = { id: 'chatcmpl-hub', created: Math.floor(now() / 1000), model };
      const usage = { prompt_tokens: 10, completion_tokens: content.split(/\s+/).length, total_tokens: 10 + content.split(/\s+/).length };
      if (asked['stream'] !== true) {
        const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
        exchange.send(200, { ...base, object: 'chat.completion', choices, usage });
        return;
      }
      const chunk = (delta: unknown, finish: string | null): string =>
        `data: ${JSON.stringify({ ...base, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
      const words = content.split(/(?<=\s)/).map((word) => chunk({ content: word }, null));
      const end = `data: ${JSON.stringify({ ...base, object: 'chat.completion.chunk', choices: [], usage })}\n\ndata: [DONE]\n\n`;
      exchange.sendText(200, [chunk({ role: 'assistant', content: '' }, null), ...words, chunk({}, 'stop'), end].join(''), {
        'content-type': 'text/event-stream',
      });
    }),
  ];
}

function describe({ id, contextLength, inputUsd, outputUsd, supportsTools }: RouterModel): unknown {
  const provider = {
    provider: 'stand-in',
    status: 'live',
    ...(contextLength === undefined ? {} : { context_length: contextLength }),
    ...(inputUsd === undefined ? {} : { pricing: { input: inputUsd, output: outputUsd ?? inputUsd } }),
    ...(supportsTools === undefined ? {} : { supports_tools: supportsTools }),
  };
  const architecture = { input_modalities: ['text'], output_modalities: ['text'] };
  return { id, object: 'model', created: 1_700_000_000, owned_by: id.split('/')[0], architecture, providers: [provider] };
}
