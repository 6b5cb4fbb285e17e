import { randomUUID } from 'node:crypto';
import { effortRefusal, neutralMessages, type OpenAiBody, openAiBody, openAiRefusal, systemOf } from './openaiRules.ts';
import { createResponsesDouble } from './responses.ts';
import { argumentsOf, countTokens, type DoubleOptions, type NeutralReply, pieces } from './script.ts';
import { type Exchange, holdsLoneSurrogate, sendJson, stream } from './wire.ts';

interface OpenAiError {
  readonly message: string;
  readonly type?: string;
  readonly param?: string | null;
  readonly code?: string | null;
}

/** Speaks Chat Completions, and beside it the Responses API, for a scripted model. Paths are those behind its base address, which ends in `/v1`. */
export function createOpenAiDouble(options: DoubleOptions): (exchange: Exchange, path: string) => Promise<void> {
  const responses = createResponsesDouble(options);
  let answered = 0;

  return async ({ request, response }, path) => {
    const requestId = { 'x-request-id': `req_${randomUUID().replaceAll('-', '')}` };
    const refuse = (
      status: number,
      { message, type = 'invalid_request_error', param = null, code = null }: OpenAiError,
      headers: Readonly<Record<string, string>> = {},
    ): void => sendJson(response, status, { error: { message, type, param, code } }, { ...requestId, ...headers });

    if (options.key !== undefined && request.headers['authorization'] !== `Bearer ${options.key}`) {
      const message = request.headers['authorization'] === undefined ? 'You didn’t provide an API key.' : 'Incorrect API key provided.';
      return refuse(401, { message, code: 'invalid_api_key' });
    }
    if (path === '/models' && request.method === 'GET') return sendJson(response, 200, modelList(options), requestId);
    if (path === '/responses' && request.method === 'POST') return responses({ request, response });
    if (path !== '/chat/completions' || request.method !== 'POST')
      return refuse(404, { message: `Invalid URL (${request.method} ${path})` });

    const parsed = openAiBody.safeParse(request.body);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return refuse(400, { message: `${issue?.path.join('.')}: ${issue?.message}`, param: issue?.path.join('.') ?? null });
    }
    const body = parsed.data;
    const routed = routeOf(body.model, options);
    if (routed === 'nobody') return refuse(400, { message: nobodyAnswers(body.model), param: 'model', code: 'model_not_supported' });
    if (routed === 'unknown') {
      return refuse(404, {
        message: `The model \`${body.model}\` does not exist or you do not have access to it.`,
        code: 'model_not_found',
      });
    }
    if (holdsLoneSurrogate(request.body)) return refuse(400, { message: 'We could not parse the JSON body of your request.' });
    const refusal = openAiRefusal(body) ?? effortRefusal(body, options);
    if (refusal !== undefined) return refuse(400, refusal);

    const reply = await options.brain({
      wire: 'openai',
      model: body.model,
      system: systemOf(body),
      toolNames: (body.tools ?? []).map((tool) => tool.function.name),
      messages: neutralMessages(body),
      earlierRequests: answered,
    });
    answered += 1;
    const { fault } = reply;
    if (fault?.kind === 'status') {
      if (fault.html !== undefined) {
        response.writeHead(fault.status, { 'content-type': 'text/html', ...fault.headers }).end(fault.html);
        return;
      }
      return refuse(
        fault.status,
        { message: fault.message ?? 'A scripted failure.', type: fault.type ?? 'server_error', code: fault.type ?? null },
        fault.headers,
      );
    }
    if (body.stream !== true) return sendJson(response, 200, wholeAnswer(body, reply), requestId);
    await stream(response, reply, { requestId, ...planOf(body, reply) });
  };
}

function modelList({ models, price, providers }: Pick<DoubleOptions, 'models' | 'price' | 'providers'>): unknown {
  const listed = { ...(price === undefined ? {} : { pricing: price }), ...(providers === undefined ? {} : { providers }) };
  return { object: 'list', data: models.map((id) => ({ id, object: 'model', created: 1_767_225_600, owned_by: 'double', ...listed })) };
}

/** The rules by which the Hugging Face router chooses (huggingface.co/docs/inference-providers). */
const rules = ['fastest', 'cheapest', 'preferred'];

function routeOf(name: string, { models, providers }: DoubleOptions): 'known' | 'unknown' | 'nobody' {
  if (models.includes(name)) return 'known';
  const [base = '', chosen = ''] = name.split(/:(?=[^:/]*$)/);
  if (providers === undefined || !models.includes(base)) return 'unknown';
  const isLive = providers.some(({ provider, status }) => provider === chosen && status === 'live');
  return isLive || rules.includes(chosen) ? 'known' : 'nobody';
}

function nobodyAnswers(name: string): string {
  return `The requested model '${name}' is not supported by any provider you have enabled.`;
}

function headOf(body: OpenAiBody, object: string): Readonly<Record<string, unknown>> {
  return { id: `chatcmpl-${randomUUID()}`, object, created: Math.floor(Date.now() / 1000), model: body.model };
}

function usageOf(body: OpenAiBody, reply: NeutralReply): Readonly<Record<string, unknown>> {
  const written = (reply.thinking ?? '') + (reply.text ?? '') + (reply.calls ?? []).map(argumentsOf).join('');
  const prompt_tokens = countTokens(JSON.stringify(body.messages));
  const completion_tokens = countTokens(written);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens, prompt_tokens_details: { cached_tokens: 0 } };
}

function callsOf(
  reply: NeutralReply,
): readonly { readonly id: string; readonly type: 'function'; readonly function: { name: string; arguments: string } }[] {
  return (reply.calls ?? []).map((call) => ({
    id: `call_${randomUUID().replaceAll('-', '').slice(0, 24)}`,
    type: 'function',
    function: { name: call.name, arguments: argumentsOf(call) },
  }));
}

function wholeAnswer(body: OpenAiBody, reply: NeutralReply): unknown {
  const calls = callsOf(reply);
  const message = { role: 'assistant', content: reply.text ?? null, refusal: null, ...(calls.length === 0 ? {} : { tool_calls: calls }) };
  return {
    ...headOf(body, 'chat.completion'),
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason(reply) }],
    usage: usageOf(body, reply),
  };
}

function planOf(body: OpenAiBody, reply: NeutralReply): Omit<Parameters<typeof stream>[2], 'requestId'> {
  const head = headOf(body, 'chat.completion.chunk');
  const wantsUsage = body.stream_options?.include_usage === true;
  const size = reply.chunkChars ?? 24;
  const line = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;
  const chunk = (delta: Readonly<Record<string, unknown>>, finish_reason: string | null = null): string =>
    line({ ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason }], ...(wantsUsage ? { usage: null } : {}) });

  const deltas = [
    ...pieces(reply.thinking ?? '', size).map((reasoning_content) => chunk({ reasoning_content })),
    ...pieces(reply.text ?? '', size).map((content) => chunk({ content })),
    ...callsOf(reply).flatMap((call, index) => [
      chunk({ tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.function.name, arguments: '' } }] }),
      ...pieces(call.function.arguments, size).map((part) => chunk({ tool_calls: [{ index, function: { arguments: part } }] })),
    ]),
  ];
  const usage = wantsUsage ? line({ ...head, choices: [], usage: usageOf(body, reply) }) : '';
  return {
    opening: chunk({ role: 'assistant', content: '', refusal: null }),
    deltas,
    closing: `${chunk({}, finishReason(reply))}${usage}data: [DONE]\n\n`,
    garbage: 'data: {"id":oops\n\n',
    errorEvent: (type, message) => line({ error: { message, type, param: null, code: type } }),
  };
}

function finishReason(reply: NeutralReply): string {
  if (reply.stop === 'limit') return 'length';
  if (reply.stop === 'refusal') return 'content_filter';
  return (reply.calls ?? []).length > 0 ? 'tool_calls' : 'stop';
}
