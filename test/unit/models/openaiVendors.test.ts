import assert from 'node:assert/strict';
import type { ModelEvent } from '../../../src/models/model.ts';
import { createOpenAiModel, type OpenAiOptions } from '../../../src/models/openai.ts';
import { OpenAiReader } from '../../../src/models/openaiEvents.ts';
import { sendJson, serve } from '../../doubles/wire.ts';
import { asking, callsOf, collect, endOf, failureIn, textOf, user } from './support.ts';

type Chunk = Readonly<Record<string, unknown>>;

function delta(fields: Chunk, finish_reason: string | null = null): Chunk {
  return { choices: [{ index: 0, delta: fields, finish_reason }] };
}

function callDelta(...calls: readonly Chunk[]): Chunk {
  return delta({ tool_calls: calls });
}

let ids = 0;

function read(...chunks: readonly Chunk[]): readonly ModelEvent[] {
  const events: ModelEvent[] = [];
  const reader = new OpenAiReader({
    service: 'a server',
    estimate: (outputTokens) => ({ inputTokens: 7, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: true }),
    newCallId: () => `made_${++ids}`,
  });
  for (const chunk of chunks) reader.take('', JSON.stringify(chunk), events);
  reader.end(events);
  return events;
}

const done = delta({}, 'tool_calls');
const a = { name: 'read_file', arguments: '{"path":"a"}' };
const b = { name: 'read_file', arguments: '{"path":"b"}' };
const both = [
  ['read_file', '{"path":"a"}'],
  ['read_file', '{"path":"b"}'],
];

function namesAndArguments(events: readonly ModelEvent[]): readonly (readonly string[])[] {
  return callsOf(events).map(({ name, argumentsJson }) => [name, argumentsJson]);
}

describe('calls from OpenAI-compatible servers', () => {
  // shows: model-openai-base-url
  it('may come whole in one chunk', () => {
    const events = read(callDelta({ index: 0, id: 'x', function: a }, { index: 1, id: 'y', function: b }), done);
    assert.deepEqual(namesAndArguments(events), both);
  });

  it('may come interleaved by their numbers', () => {
    const events = read(
      callDelta({ index: 0, id: 'x', function: { name: 'read_file', arguments: '' } }),
      callDelta({ index: 1, id: 'y', function: { name: 'read_file', arguments: '' } }),
      callDelta({ index: 0, function: { arguments: '{"path"' } }),
      callDelta({ index: 1, function: { arguments: '{"path"' } }),
      callDelta({ index: 0, function: { arguments: ':"a"}' } }),
      callDelta({ index: 1, function: { arguments: ':"b"}' } }),
      done,
    );
    assert.deepEqual(namesAndArguments(events), both);
  });

  it('may lack their numbers', () => {
    const events = read(
      callDelta({ id: 'x', function: { name: 'read_file', arguments: '{"path"' } }),
      callDelta({ function: { arguments: ':"a"}' } }),
      callDelta({ id: 'y', function: b }),
      done,
    );
    assert.deepEqual(namesAndArguments(events), both);
  });

  it('may all have the number 0', () => {
    const events = read(callDelta({ index: 0, id: 'x', function: a }), callDelta({ index: 0, id: 'y', function: b }), done);
    assert.deepEqual(namesAndArguments(events), both);
    assert.deepEqual(
      callsOf(events).map(({ id }) => id),
      ['x', 'y'],
    );
  });

  it('may repeat id and name in every piece', () => {
    const events = read(
      callDelta({ index: 0, id: 'x', function: { name: 'read_file', arguments: '{"path"' } }),
      callDelta({ index: 0, id: 'x', function: { name: 'read_file', arguments: ':"a"}' } }),
      callDelta({ id: 'y', function: { name: 'read_file', arguments: '{"path"' } }),
      callDelta({ id: 'y', function: { name: 'read_file', arguments: ':"b"}' } }),
      done,
    );
    assert.deepEqual(namesAndArguments(events), both);
  });

  it('may lack both number and id, and get ids that are unique', () => {
    const events = read(callDelta({ function: a }), callDelta({ function: b }), done);
    assert.deepEqual(namesAndArguments(events), both);
    assert.equal(new Set(callsOf(events).map(({ id }) => id)).size, 2);
  });

  it('may share an id by mistake, and get unique ones', () => {
    const events = read(callDelta({ index: 0, id: 'x', function: a }), callDelta({ index: 1, id: 'x', function: b }), done);
    assert.deepEqual(namesAndArguments(events), both);
    assert.equal(new Set(callsOf(events).map(({ id }) => id)).size, 2);
  });

  it('may bring their arguments as an object, before their name, or not at all', () => {
    const events = read(
      callDelta({ index: 0, id: 'x', function: { arguments: { path: 'a' } } }),
      callDelta({ index: 0, function: { name: 'read_file' } }),
      callDelta({ index: 1, id: 'y', function: { name: 'list_files' } }),
      done,
    );
    assert.deepEqual(namesAndArguments(events), [
      ['read_file', '{"path":"a"}'],
      ['list_files', '{}'],
    ]);
  });

  it('count even when the server says that it just stopped', () => {
    assert.equal(endOf(read(callDelta({ index: 0, id: 'x', function: a }), delta({}, 'stop'))).stop, 'calls');
    assert.equal(endOf(read(delta({ content: 'none' }), done)).stop, 'end');
  });
});

describe('answers from OpenAI-compatible servers', () => {
  it('bring reasoning under either name, once', () => {
    const events = read(
      delta({ reasoning_content: 'a' }),
      delta({ reasoning: 'b' }),
      delta({ reasoning_content: 'c', reasoning: 'c' }),
      delta({ content: 'd' }, 'stop'),
    );
    assert.equal(events.flatMap((event) => (event.type === 'thinking' ? [event.text] : [])).join(''), 'abc');
    assert.equal(textOf(events), 'd');
  });

  it('bring reasoning as a piece of the content', () => {
    const content = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
      { type: 'text', text: 'so' },
    ];
    const events = read(delta({ content }), delta({}, 'stop'));
    assert.deepEqual(events.slice(0, 2), [
      { type: 'thinking', text: 'hm' },
      { type: 'text', text: 'so' },
    ]);
  });

  it('may cut a character in two deltas', () => {
    assert.equal(textOf(read(delta({ content: 'a\ud83d' }), delta({ content: '\ude42b' }), delta({ content: '\ud83d' }, 'stop'))), 'a🙂b');
  });

  it('are counted by the last usage, not by the sum, and cached tokens once', () => {
    const running = (completion_tokens: number): Chunk => ({
      ...delta({ content: 'x' }),
      usage: { prompt_tokens: 10, completion_tokens, prompt_tokens_details: { cached_tokens: 4 } },
    });
    const { usage } = endOf(read(running(1), running(2), delta({}, 'stop')));
    assert.deepEqual(usage, { inputTokens: 6, outputTokens: 2, cacheReadTokens: 4, cacheWriteTokens: 0, isEstimated: false });
  });

  it('without usage are estimated, and say so', () => {
    const { usage } = endOf(read(delta({ content: 'eight ch' }, 'stop')));
    assert.deepEqual(usage, { inputTokens: 7, outputTokens: 2, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: true });
  });

  it('without a finish reason are whole only when the usage closes them', () => {
    assert.throws(() => read(delta({ content: 'half' })), { kind: 'broken-stream' });
    const closing = { choices: [], usage: { prompt_tokens: 1, completion_tokens: 1 } };
    assert.equal(endOf(read(delta({ content: 'whole' }), closing)).stop, 'end');
    assert.throws(() => read(callDelta({ index: 0, id: 'x', function: { name: 'read_file', arguments: '{"pa' } }), closing), {
      kind: 'broken-stream',
    });
  });

  it('are broken when a piece has another shape', () => {
    assert.throws(() => read({ choices: 'none' }), { kind: 'broken-stream' });
  });
});

describe('an endpoint with its own idea of the request', () => {
  /** Refuses requests that hold `refused`, as services do; answers the others without usage. */
  async function against(
    refused: (body: Chunk) => Chunk | undefined,
    options: Partial<OpenAiOptions> = {},
  ): Promise<{
    readonly events: readonly ModelEvent[];
    readonly bodies: readonly Chunk[];
    readonly headers: Readonly<Record<string, string>>;
  }> {
    const server = await serve(({ request, response }) => {
      const body = request.body as Chunk;
      const error = refused(body);
      if (error !== undefined) return sendJson(response, 400, { error });
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${JSON.stringify(delta({ content: 'ok' }, 'stop'))}\n\n`);
    });
    try {
      // What an endpoint wants is remembered by its address and model, and a port may be used again.
      const model = createOpenAiModel({ name: `m${++ids}`, baseUrl: `${server.url}/`, contextTokens: 8192, ...options });
      await collect(model, asking(user('first')));
      const events = await collect(model, asking(user('second')));
      return { events, bodies: server.requests.map(({ body }) => body as Chunk), headers: server.requests[0]?.headers ?? {} };
    } finally {
      await server.close();
    }
  }

  // shows: model-openai-base-url
  it('is asked without stream_options when it refuses them, from then on', async () => {
    const { events, bodies } = await against((body) =>
      'stream_options' in body ? { message: 'Extra inputs are not permitted: stream_options' } : undefined,
    );
    assert.equal(endOf(events).usage.isEstimated, true);
    assert.deepEqual(
      bodies.map((body) => 'stream_options' in body),
      [true, false, false],
    );
  });

  it('is asked with the other name of the limit when it refuses one', async () => {
    const { events, bodies } = await against((body) =>
      'max_tokens' in body
        ? {
            message: "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            param: 'max_tokens',
          }
        : undefined,
    );
    assert.equal(textOf(events), 'ok');
    assert.deepEqual(
      bodies.map((body) => 'max_completion_tokens' in body),
      [false, true, true],
    );
  });

  it('is asked without a limit when it refuses every limit', async () => {
    const { events, bodies } = await against((body) => {
      const name = ['max_tokens', 'max_completion_tokens'].find((key) => key in body);
      return name === undefined ? undefined : { message: `${name} is too large: 1000.`, param: name };
    });
    assert.equal(textOf(events), 'ok');
    assert.equal(bodies.length, 4);
  });

  it('is asked without reasoning when it takes tools only so', async () => {
    const { events, bodies } = await against((body) =>
      'reasoning_effort' in body
        ? undefined
        : { message: 'Function tools with reasoning_effort are not supported in /v1/chat/completions.', param: 'reasoning_effort' },
    );
    assert.equal(textOf(events), 'ok');
    assert.equal(bodies.at(-1)?.['reasoning_effort'], 'none');
  });

  it('is not asked for ever', async () => {
    const { events, bodies } = await against(() => ({
      message: 'max_tokens, max_completion_tokens, stream_options and reasoning_effort are wrong',
    }));
    assert.equal(failureIn(events).kind, 'bad-request');
    assert.ok(bodies.length < 60);
  });

  it('gets no key header where there is no key', async () => {
    assert.equal((await against(() => undefined)).headers['authorization'], undefined);
    assert.equal((await against(() => undefined, { apiKey: 'k' })).headers['authorization'], 'Bearer k');
  });
});
