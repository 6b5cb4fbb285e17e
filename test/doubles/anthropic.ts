import { randomUUID } from 'node:crypto';
import { type AnthropicBody, anthropicBody, anthropicRefusal, neutralMessages } from './anthropicRules.ts';
import { argumentsOf, countTokens, type DoubleOptions, type Fault, type NeutralReply, pieces } from './script.ts';
import { type Exchange, holdsLoneSurrogate, sendJson, stream } from './wire.ts';

/** The status that the service sends with each of its error types (platform.claude.com, “Errors”). */
const statusOf: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  overloaded_error: 529,
};

/** Speaks the Anthropic Messages API for a scripted model. Paths are those behind its base address. */
export function createAnthropicDouble(options: DoubleOptions): (exchange: Exchange, path: string) => Promise<void> {
  const signatures = new Set<string>();
  let answered = 0;

  return async ({ request, response }, path) => {
    const requestId = { 'request-id': `req_${randomUUID().replaceAll('-', '')}` };
    const refuse = (type: string, message: string, status = statusOf[type] ?? 400, headers: Readonly<Record<string, string>> = {}): void =>
      sendJson(
        response,
        status,
        { type: 'error', error: { type, message }, request_id: requestId['request-id'] },
        { ...requestId, ...headers },
      );

    const given = request.headers['x-api-key'] ?? request.headers['authorization']?.replace(/^Bearer /, '');
    if (options.key !== undefined && given !== options.key) return refuse('authentication_error', 'invalid x-api-key');
    if (request.headers['anthropic-version'] === undefined) return refuse('invalid_request_error', 'anthropic-version: header is required');
    if (path === '/v1/models' && request.method === 'GET') return sendJson(response, 200, modelList(options.models), requestId);
    if (path !== '/v1/messages' || request.method !== 'POST') return refuse('not_found_error', 'Not Found');

    const parsed = anthropicBody.safeParse(request.body);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return refuse('invalid_request_error', `${issue?.path.join('.')}: ${issue?.message}`);
    }
    const body = parsed.data;
    if (!options.models.includes(body.model)) return refuse('not_found_error', `model: ${body.model}`);
    if (holdsLoneSurrogate(request.body))
      return refuse('invalid_request_error', 'The request body is not valid JSON: no low surrogate in string');
    const refusal = anthropicRefusal(body, signatures);
    if (refusal !== undefined) return refuse('invalid_request_error', refusal);

    const reply = await options.brain({
      wire: 'anthropic',
      model: body.model,
      system: typeof body.system === 'string' ? body.system : (body.system ?? []).map(({ text }) => text).join('\n\n'),
      toolNames: (body.tools ?? []).map(({ name }) => name),
      messages: neutralMessages(body),
      earlierRequests: answered,
    });
    answered += 1;
    if (reply.fault?.kind === 'status') return sendFault(reply.fault, response, refuse);
    const { message, events } = planOf(body, reply, signatures);
    if (body.stream !== true) return sendJson(response, 200, message, requestId);
    await stream(response, reply, { requestId, ...events });
  };
}

function sendFault(
  fault: Extract<Fault, { kind: 'status' }>,
  response: Exchange['response'],
  refuse: (type: string, message: string, status?: number, headers?: Readonly<Record<string, string>>) => void,
): void {
  if (fault.html !== undefined) {
    response.writeHead(fault.status, { 'content-type': 'text/html', ...fault.headers }).end(fault.html);
    return;
  }
  const type = fault.type ?? Object.entries(statusOf).find(([, status]) => status === fault.status)?.[0] ?? 'api_error';
  refuse(type, fault.message ?? 'A scripted failure.', fault.status, fault.headers);
}

function modelList(models: readonly string[]): unknown {
  const data = models.map((id) => ({ type: 'model', id, display_name: id, created_at: '2026-01-01T00:00:00Z' }));
  return { data, has_more: false, first_id: models[0] ?? null, last_id: models.at(-1) ?? null };
}

interface Planned {
  readonly message: unknown;
  readonly events: {
    readonly opening: string;
    readonly deltas: readonly string[];
    readonly closing: string;
    readonly garbage: string;
    errorEvent(type: string, message: string): string;
  };
}

/** One event of the stream: the name stands in the event line and again in the data. */
function event(type: string, fields: Readonly<Record<string, unknown>> = {}): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

/** Blocks in the service's order: thinking, text, calls; a ping early on, as the service sends one. */
function planOf(body: AnthropicBody, reply: NeutralReply, signatures: Set<string>): Planned {
  const size = reply.chunkChars ?? 24;
  const content: Record<string, unknown>[] = [];
  const deltas: string[] = [];
  let written = '';

  const addBlock = (
    start: Readonly<Record<string, unknown>>,
    whole: Record<string, unknown>,
    parts: readonly Readonly<Record<string, unknown>>[],
  ): void => {
    const index = content.length;
    content.push(whole);
    const opening = event('content_block_start', { index, content_block: start });
    const closing = event('content_block_stop', { index });
    if (parts.length === 0) deltas.push(opening + closing);
    for (const [place, delta] of parts.entries()) {
      const line = event('content_block_delta', { index, delta });
      deltas.push((place === 0 ? opening : '') + line + (place === parts.length - 1 ? closing : ''));
    }
  };

  if (reply.thinking !== undefined) {
    const signature = Buffer.from(randomUUID() + randomUUID()).toString('base64');
    signatures.add(signature);
    addBlock({ type: 'thinking', thinking: '', signature: '' }, { type: 'thinking', thinking: reply.thinking, signature }, [
      ...pieces(reply.thinking, size).map((thinking) => ({ type: 'thinking_delta', thinking })),
      { type: 'signature_delta', signature },
    ]);
    written += reply.thinking;
  }
  if (reply.text !== undefined && reply.text !== '') {
    const parts = pieces(reply.text, size).map((text) => ({ type: 'text_delta', text }));
    addBlock({ type: 'text', text: '' }, { type: 'text', text: reply.text }, parts);
    written += reply.text;
  }
  for (const call of reply.calls ?? []) {
    const head = { type: 'tool_use', id: `toolu_${randomUUID().replaceAll('-', '').slice(0, 24)}`, name: call.name };
    const json = argumentsOf(call);
    // The service sends no arguments at all for an empty object.
    const parts = json === '{}' ? [] : pieces(json, size).map((partial_json) => ({ type: 'input_json_delta', partial_json }));
    addBlock({ ...head, input: {} }, { ...head, input: call.input }, parts);
    written += json;
  }

  const usage = {
    input_tokens: countTokens(JSON.stringify(body.messages)),
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: countTokens(JSON.stringify([body.tools, body.system])),
    output_tokens: 1,
  };
  const head = { id: `msg_${randomUUID().replaceAll('-', '').slice(0, 24)}`, type: 'message', role: 'assistant', model: body.model };
  const stop_reason = stopReason(reply);
  const output_tokens = countTokens(written);
  return {
    message: { ...head, content, stop_reason, stop_sequence: null, usage: { ...usage, output_tokens } },
    events: {
      opening: event('message_start', { message: { ...head, content: [], stop_reason: null, stop_sequence: null, usage } }) + event('ping'),
      deltas,
      closing: event('message_delta', { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens } }) + event('message_stop'),
      garbage: 'event: content_block_delta\ndata: {"type":"content_block_delta",oops\n\n',
      errorEvent: (type, message) => event('error', { error: { type, message } }),
    },
  };
}

function stopReason(reply: NeutralReply): string {
  if (reply.stop === 'limit') return 'max_tokens';
  if (reply.stop === 'refusal') return 'refusal';
  return (reply.calls ?? []).length > 0 ? 'tool_use' : 'end_turn';
}
