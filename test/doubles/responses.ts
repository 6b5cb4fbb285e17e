import { randomUUID } from 'node:crypto';
import { neutralMessages, type ResponsesBody, responsesBody, responsesRefusal } from './responsesRules.ts';
import { argumentsOf, countTokens, type DoubleOptions, type NeutralReply, pieces } from './script.ts';
import { type Exchange, holdsLoneSurrogate, sendJson, stream } from './wire.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Speaks the Responses API for a scripted model, at `/responses` behind the base address. The key was looked at before. */
export function createResponsesDouble(options: DoubleOptions): (exchange: Exchange) => Promise<void> {
  const issued = new Set<string>();
  let answered = 0;

  return async ({ request, response }) => {
    const requestId = { 'x-request-id': `req_${randomUUID().replaceAll('-', '')}` };
    const refuse = (status: number, error: Fields, headers: Readonly<Record<string, string>> = {}): void =>
      sendJson(
        response,
        status,
        { error: { type: 'invalid_request_error', param: null, code: null, ...error } },
        { ...requestId, ...headers },
      );

    const parsed = responsesBody.safeParse(request.body);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return refuse(400, { message: `${issue?.path.join('.')}: ${issue?.message}`, param: issue?.path.join('.') ?? null });
    }
    const body = parsed.data;
    if (!options.models.includes(body.model))
      return refuse(400, { message: `The requested model '${body.model}' does not exist.`, code: 'model_not_found', param: 'model' });
    if (holdsLoneSurrogate(request.body)) return refuse(400, { message: 'We could not parse the JSON body of your request.' });
    const refusal = responsesRefusal(body, issued);
    if (refusal !== undefined) return refuse(400, { ...refusal });

    const reply = await options.brain({
      wire: 'openai',
      model: body.model,
      system: body.instructions ?? '',
      toolNames: (body.tools ?? []).map((tool) => tool.name),
      messages: neutralMessages(body),
      earlierRequests: answered,
    });
    answered += 1;
    if (reply.fault?.kind === 'status') {
      const { status, message = 'A scripted failure.', type = 'server_error', headers = {}, html } = reply.fault;
      if (html !== undefined) {
        response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(html);
        return;
      }
      return refuse(status, { message, type, code: type }, headers);
    }
    const planned = planOf(body, reply, issued);
    if (body.stream !== true) return sendJson(response, 200, planned.whole, requestId);
    await stream(response, reply, { requestId, ...planned.plan });
  };
}

interface ItemEvents {
  readonly before: string;
  readonly inner: readonly string[];
  after(): string;
}

interface Planned {
  readonly whole: Fields;
  readonly plan: Omit<Parameters<typeof stream>[2], 'requestId'>;
}

/** Items in the service's order: reasoning, message, calls. Each event bears its number; the last one holds the whole response. */
function planOf(body: ResponsesBody, reply: NeutralReply, issued: Set<string>): Planned {
  const size = reply.chunkChars ?? 24;
  const output: Fields[] = [];
  const deltas: string[] = [];
  let written = '';
  let sequence_number = 0;
  const event = (type: string, fields: Fields): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence_number++, ...fields })}\n\n`;
  const head = {
    id: `resp_${hex()}`,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    model: body.model,
    instructions: body.instructions ?? null,
    tools: [],
    tool_choice: 'auto',
    parallel_tool_calls: true,
    metadata: {},
    temperature: 1,
    top_p: 1,
    error: null,
    incomplete_details: null,
  };
  const opening =
    event('response.created', { response: { ...head, status: 'in_progress', output: [] } }) +
    event('response.in_progress', { response: { ...head, status: 'in_progress', output: [] } });

  /** What opens an item goes out with its first delta, what closes it with its last. */
  const addItem = (started: Fields, item: Fields, between: (place: Fields) => ItemEvents): void => {
    const output_index = output.length;
    output.push(item);
    const first = event('response.output_item.added', { output_index, item: started });
    const { before, inner, after } = between({ output_index, item_id: item['id'] });
    const last = after() + event('response.output_item.done', { output_index, item });
    const lines = inner.length === 0 ? [''] : inner;
    for (const [place, line] of lines.entries())
      deltas.push((place === 0 ? first + before : '') + line + (place === lines.length - 1 ? last : ''));
  };

  if (reply.thinking !== undefined) {
    const encrypted_content = Buffer.from(randomUUID() + randomUUID()).toString('base64');
    issued.add(encrypted_content);
    const thinking = reply.thinking;
    const started = { id: `rs_${hex()}`, type: 'reasoning', summary: [] };
    const item = { ...started, summary: [{ type: 'summary_text', text: thinking }], encrypted_content };
    addItem(started, item, (place) => {
      const at = { ...place, summary_index: 0 };
      return {
        before: event('response.reasoning_summary_part.added', { ...at, part: { type: 'summary_text', text: '' } }),
        inner: pieces(thinking, size).map((delta) => event('response.reasoning_summary_text.delta', { ...at, delta })),
        after: () =>
          event('response.reasoning_summary_text.done', { ...at, text: thinking }) +
          event('response.reasoning_summary_part.done', { ...at, part: { type: 'summary_text', text: thinking } }),
      };
    });
    written += thinking;
  }
  if (reply.text !== undefined && reply.text !== '') {
    const text = reply.text;
    const started = { id: `msg_${hex()}`, type: 'message', role: 'assistant', status: 'in_progress', content: [] };
    const kind = reply.stop === 'refusal' ? 'refusal' : 'output_text';
    const part = (said: string): Fields =>
      kind === 'refusal' ? { type: 'refusal', refusal: said } : { type: 'output_text', text: said, annotations: [], logprobs: [] };
    addItem(started, { ...started, status: 'completed', content: [part(text)] }, (place) => {
      const at = { ...place, content_index: 0 };
      const logprobs = kind === 'refusal' ? {} : { logprobs: [] };
      return {
        before: event('response.content_part.added', { ...at, part: part('') }),
        inner: pieces(text, size).map((delta) => event(`response.${kind}.delta`, { ...at, delta, ...logprobs })),
        after: () =>
          event(`response.${kind}.done`, { ...at, [kind === 'refusal' ? 'refusal' : 'text']: text, ...logprobs }) +
          event('response.content_part.done', { ...at, part: part(text) }),
      };
    });
    written += text;
  }
  for (const call of reply.calls ?? []) {
    const json = argumentsOf(call);
    const started = {
      id: `fc_${hex()}`,
      type: 'function_call',
      call_id: `call_${hex().slice(0, 24)}`,
      name: call.name,
      arguments: '',
      status: 'in_progress',
    };
    addItem(started, { ...started, arguments: json, status: 'completed' }, (place) => ({
      before: '',
      inner: pieces(json, size).map((delta) => event('response.function_call_arguments.delta', { ...place, delta })),
      after: () => event('response.function_call_arguments.done', { ...place, name: call.name, arguments: json }),
    }));
    written += json;
  }

  const input_tokens = countTokens(JSON.stringify(body.input));
  const output_tokens = countTokens(written);
  const usage = {
    input_tokens,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens,
    output_tokens_details: { reasoning_tokens: countTokens(reply.thinking ?? '') },
    total_tokens: input_tokens + output_tokens,
  };
  const isCut = reply.stop === 'limit';
  const whole = {
    ...head,
    status: isCut ? 'incomplete' : 'completed',
    ...(isCut ? { incomplete_details: { reason: 'max_output_tokens' } } : {}),
    output,
    usage,
  };
  return {
    whole,
    plan: {
      opening,
      deltas,
      closing: event(isCut ? 'response.incomplete' : 'response.completed', { response: whole }),
      garbage: 'event: response.output_text.delta\ndata: {"type":"response.output_text.delta",oops\n\n',
      errorEvent: (type, message) => event('error', { code: type, message, param: null }),
    },
  };
}

function hex(): string {
  return randomUUID().replaceAll('-', '');
}
