import assert from 'node:assert/strict';
import { z } from 'zod';
import type { ModelEvent } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import { openAiDialect } from '../../../src/models/openaiDialect.ts';
import { sendJson, serve } from '../../doubles/wire.ts';
import { callChunk, chunk, done, line } from './frames.ts';
import { asking, callsOf, collect, endOf, failureIn, textOf, useFaults, user } from './support.ts';

/** Faults of the Chat Completions wire. Titles begin with the ids of the fault list. */
describe('a fault of the Chat Completions wire', () => {
  const bench = useFaults();
  const ask = (...raw: readonly string[]): Promise<readonly ModelEvent[]> => {
    bench.answer({ raw });
    return bench.ask('openai');
  };
  const end = chunk({}, 'tool_calls') + done;

  // shows: stream-faults
  it('fa-058 tool call index missing: the id says which call, else the place', async () => {
    const byId = await ask(
      callChunk({ id: 'c', function: { name: 'read_file', arguments: '{"path"' } }),
      callChunk({ id: 'c', function: { arguments: ':"a"}' } }),
      end,
    );
    const byPlace = await ask(
      callChunk({ function: { name: 'read_file', arguments: '{"path"' } }),
      callChunk({ function: { arguments: ':"a"}' } }),
      end,
    );
    for (const events of [byId, byPlace])
      assert.deepEqual(
        callsOf(events).map(({ argumentsJson }) => argumentsJson),
        ['{"path":"a"}'],
      );
  });

  // shows: stream-faults
  it('fa-060 two tool calls interleaved by index are two calls, in order', async () => {
    const events = await ask(
      callChunk({ index: 0, id: 'a', function: { name: 'read_file', arguments: '' } }),
      callChunk({ index: 1, id: 'b', function: { name: 'list_files', arguments: '' } }),
      callChunk({ index: 1, function: { arguments: '{"path"' } }),
      callChunk({ index: 0, function: { arguments: '{"path"' } }),
      callChunk({ index: 1, function: { arguments: ':"b"}' } }),
      callChunk({ index: 0, function: { arguments: ':"a"}' } }),
      end,
    );
    assert.deepEqual(callsOf(events), [
      { id: 'a', name: 'read_file', argumentsJson: '{"path":"a"}' },
      { id: 'b', name: 'list_files', argumentsJson: '{"path":"b"}' },
    ]);
  });

  // shows: stream-faults
  it('fa-062 arguments arrive as an object, and are taken', async () => {
    const events = await ask(callChunk({ index: 0, id: 'a', function: { name: 'read_file', arguments: { path: 'x' } } }), end);
    assert.deepEqual(callsOf(events), [{ id: 'a', name: 'read_file', argumentsJson: '{"path":"x"}' }]);
  });

  // shows: stream-faults
  it('fa-064 JSON doubled or wrapped in a code fence comes as the model wrote it: whoever runs the call decides', async () => {
    for (const written of ['```json\n{"path":"x"}\n```', '{"path":"x"}{"path":"x"}', '"{\\"path\\":\\"x\\"}"']) {
      const events = await ask(callChunk({ index: 0, id: 'a', function: { name: 'read_file', arguments: written } }), end);
      assert.equal(callsOf(events)[0]?.argumentsJson, written);
    }
  });

  // shows: stream-faults
  it('fa-066 finish_reason stop together with tool_calls: the calls count', async () => {
    const call = callChunk({ index: 0, id: 'a', function: { name: 'read_file', arguments: '{"path":"x"}' } });
    assert.equal(endOf(await ask(call, chunk({}, 'stop'), done)).stop, 'calls');
  });

  // shows: stream-faults
  it('fa-068 [DONE] without finish_reason is no whole answer, and may be asked for again', async () => {
    const error = failureIn(await ask(chunk({ content: 'Half' }), done));
    assert.deepEqual([error.kind, error.isTransient], ['broken-stream', true]);
  });

  // shows: stream-faults
  it('fa-070 usage in every chunk is a running total: the last one counts, not the sum', async () => {
    const usage = (completion_tokens: number) => ({ usage: { prompt_tokens: 100, completion_tokens } });
    const events = await ask(
      chunk({ content: 'a' }, null, usage(1)),
      chunk({ content: 'b' }, null, usage(2)),
      chunk({}, 'stop', usage(3)),
      done,
    );
    assert.deepEqual(endOf(events).usage, {
      inputTokens: 100,
      outputTokens: 3,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      isEstimated: false,
    });
  });

  // shows: stream-faults, stream-classified
  it('fa-072 error object inside a 200 stream is classified, and retried when it is transient', async () => {
    const within = async (error: unknown) => {
      const failure = failureIn(await ask(chunk({ content: 'Half' }), line({ error })));
      return [failure.kind, failure.isTransient];
    };
    assert.deepEqual(await within({ message: 'Bad gateway', code: 502 }), ['server', true]);
    assert.deepEqual(await within({ message: 'slow down', code: 429 }), ['rate-limited', true]);
    assert.deepEqual(await within({ message: 'no', type: 'invalid_request_error', code: 400 }), ['bad-request', false]);
    assert.deepEqual(await within('Connection reset by peer'), ['server', true]);
    assert.deepEqual(await within({ message: 'The prompt is too long: 9000, model maximum context length: 4096' }), ['too-long', false]);
    const named = failureIn(await ask('event: error\ndata: {"message":"overloaded","type":"overloaded_error"}\n\n'));
    assert.equal(named.kind, 'overloaded');
  });

  // shows: stream-faults
  it('fa-074 max_completion_tokens refused: the other name is tried once, and remembered for the endpoint', async () => {
    const server = await serve(({ request, response }) => {
      if (limits.parse(request.body).max_completion_tokens === undefined) {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end(chunk({ content: 'ok' }, 'stop') + done);
        return;
      }
      const message = "Unsupported parameter: 'max_completion_tokens' is not supported with this model.";
      sendJson(response, 400, {
        error: { message, type: 'invalid_request_error', param: 'max_completion_tokens', code: 'unsupported_parameter' },
      });
    });
    try {
      const options = { name: `refusing-${server.port}`, baseUrl: server.url, contextTokens: 8192, dialect: openAiDialect };
      assert.equal(textOf(await collect(createOpenAiModel(options), asking(user('go')))), 'ok');
      assert.equal(server.requests.length, 2);
      // A model that is opened anew, as in the next session.
      assert.equal(textOf(await collect(createOpenAiModel(options), asking(user('go')))), 'ok');
      assert.equal(server.requests.length, 3);
      assert.equal(limits.parse(server.requests.at(-1)?.body).max_tokens, 1000);
    } finally {
      await server.close();
    }
  });

  it('may stop at a content filter, and may refuse in words of their own', async () => {
    assert.equal(endOf(await ask(chunk({ content: 'x' }, 'content_filter'), done)).stop, 'refusal');
    assert.equal(endOf(await ask(chunk({ refusal: 'I will not.' }), chunk({}, 'stop'), done)).stop, 'refusal');
  });

  it('may send chunks without choices, or with none that concern us', async () => {
    const noise = line({ choices: [] }) + line({ choices: null }) + line({ choices: [{ index: 1, delta: { content: 'no' } }] }) + line({});
    assert.equal(textOf(await ask(noise, chunk({ content: 'one' }), noise, chunk({}, 'stop'), done)), 'one');
  });

  it('may send delta after delta of text, reasoning and calls in any order, and each reaches its own', async () => {
    const events = await ask(
      chunk({ reasoning_content: 'a"' }),
      chunk({ reasoning_content: 'b\\' }),
      chunk({ content: 'c"content":"' }),
      chunk({ content: 'd' }),
      callChunk({ index: 0, id: 'x', function: { name: 'read_file', arguments: '{' } }),
      callChunk({ index: 0, function: { arguments: '"path":' } }),
      callChunk({ index: 0, function: { arguments: '"}"' } }),
      callChunk({ index: 0, function: { arguments: '}' } }),
      chunk({ content: 'e' }),
      end,
    );
    assert.equal(events.flatMap((event) => (event.type === 'thinking' ? [event.text] : [])).join(''), 'a"b\\');
    assert.equal(textOf(events), 'c"content":"de');
    assert.equal(callsOf(events)[0]?.argumentsJson, '{"path":"}"}');
  });
});

const limits = z.object({ max_tokens: z.number().optional(), max_completion_tokens: z.number().optional() });
