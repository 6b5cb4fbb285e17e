import assert from 'node:assert/strict';
import { z } from 'zod';
import { formatModelId, type ModelEvent } from '../../../src/models/model.ts';
import { type RecordedRequest, serve } from '../../doubles/wire.ts';
import { blockDelta, blockStart, blockStop, callBlock, frame, messageEnd, messageStart, textBlock } from './frames.ts';
import { asking, callsOf, collect, endOf, failureIn, modelAt, textOf, useFaults, user } from './support.ts';

/** Faults of the Messages wire. Titles begin with the ids of the fault list. */
describe('a fault of the Messages wire', () => {
  const bench = useFaults();
  const ask = (...raw: readonly string[]): Promise<readonly ModelEvent[]> => {
    bench.answer({ raw });
    return bench.ask('anthropic');
  };

  // shows: stream-faults, stream-cut-call
  it('fa-034 max_tokens inside tool arguments says that it was cut, and keeps the arguments as they are', async () => {
    const events = await ask(messageStart, callBlock(0, { id: 'c', name: 'write_file' }, '{"path":"a","con'), messageEnd('max_tokens'));
    assert.equal(endOf(events).stop, 'limit');
    assert.equal(callsOf(events)[0]?.argumentsJson, '{"path":"a","con');
  });

  // shows: stream-faults
  it('fa-036 duplicate message_start is one message with the later usage', async () => {
    const again = frame('message_start', { message: { usage: { input_tokens: 20, output_tokens: 1 } } });
    const events = await ask(messageStart, again, textBlock(0, 'one'), messageEnd('end_turn'));
    assert.equal(textOf(events), 'one');
    assert.equal(endOf(events).usage.inputTokens, 20);
  });

  // shows: stream-faults
  it('fa-038 interleaved blocks are routed by their index', async () => {
    const events = await ask(
      messageStart,
      ...[0, 1].map((index) => blockStart(index, { type: 'tool_use', id: `c${index}`, name: 'read_file', input: {} })),
      ...['{"path"', ':"f"}'].flatMap((partial_json) =>
        [0, 1].map((index) => blockDelta(index, { type: 'input_json_delta', partial_json })),
      ),
      blockStop(1),
      blockStop(0),
      messageEnd('tool_use'),
    );
    assert.deepEqual(
      callsOf(events).map(({ id, argumentsJson }) => [id, argumentsJson]),
      [
        ['c0', '{"path":"f"}'],
        ['c1', '{"path":"f"}'],
      ],
    );
  });

  // shows: stream-faults
  it('fa-040 delta of the wrong type is a broken stream, which may be asked for again', async () => {
    const call = blockStart(0, { type: 'tool_use', id: 'c', name: 'read_file', input: {} });
    const error = failureIn(await ask(messageStart, call, blockDelta(0, { type: 'text_delta', text: 'words' })));
    assert.deepEqual([error.kind, error.isTransient], ['broken-stream', true]);
  });

  // shows: stream-faults
  it('fa-042 duplicate tool_use id in one message: the second call gets an id of its own, also when it is sent back', async () => {
    const twin = (index: number, path: string): string => callBlock(index, { id: 'same', name: 'read_file' }, JSON.stringify({ path }));
    const calls = callsOf(await ask(messageStart, twin(0, 'a'), twin(1, 'b'), messageEnd('tool_use')));
    assert.equal(new Set(calls.map(({ id }) => id)).size, 2);
    bench.answer({ text: 'fine' });
    const history = [
      user('go'),
      { role: 'assistant', parts: calls.map((call) => ({ type: 'call' as const, ...call, id: 'same' })) },
      { role: 'tool', results: calls.map(() => ({ callId: 'same', content: 'x', isError: false })) },
    ] as const;
    assert.equal(textOf(await collect(bench.model('anthropic'), asking(...history))), 'fine');
  });

  // shows: stream-faults
  it('fa-044 empty input is an empty object', async () => {
    const events = await ask(messageStart, callBlock(0, { id: 'c', name: 'read_file' }), messageEnd('tool_use'));
    assert.equal(callsOf(events)[0]?.argumentsJson, '{}');
  });

  // shows: stream-faults
  it('fa-046 tool name with other case or white space comes as the model wrote it, and goes back in a form that the service takes', async () => {
    const events = await ask(messageStart, callBlock(0, { id: 'c', name: 'Read_File ' }, '{"path":"a"}'), messageEnd('tool_use'));
    const [call] = callsOf(events);
    assert.equal(call?.name, 'Read_File ');
    bench.answer({ text: 'fine' });
    const parts = [{ type: 'call', id: 'c', name: 'Read_File ', argumentsJson: '{}' }] as const;
    assert.equal(textOf(await collect(bench.model('anthropic'), asking(user('go'), { role: 'assistant', parts }))), 'fine');
  });

  // shows: stream-faults
  it('fa-048 stop_reason tool_use with no tool block is the end of the answer', async () => {
    const events = await ask(messageStart, textBlock(0, 'That is all.'), messageEnd('tool_use'));
    assert.equal(endOf(events).stop, 'end');
    assert.equal(bench.asked, 1);
  });

  // shows: stream-faults
  it('fa-050 pause_turn sends the message back unchanged and goes on as one answer', async () => {
    const search = { type: 'server_tool_use', id: 's', name: 'web_search', input: { query: 'digits' } };
    const found = { type: 'web_search_tool_result', tool_use_id: 's', content: [{ type: 'web_search_result', url: 'https://a.example' }] };
    const { events, requests } = await answering(
      [
        messageStart,
        blockStart(0, { type: 'thinking', thinking: '', signature: '' }),
        blockDelta(0, { type: 'thinking_delta', thinking: 'Hm' }),
        blockDelta(0, { type: 'signature_delta', signature: 'a' }),
        blockDelta(0, { type: 'signature_delta', signature: 'b' }),
        blockStop(0),
        textBlock(1, 'Half ', 'of it'),
        blockStart(2, { ...search, input: {} }),
        blockDelta(2, { type: 'input_json_delta', partial_json: '{"query":' }),
        blockDelta(2, { type: 'input_json_delta', partial_json: '"digits"}' }),
        blockStop(2),
        blockStart(3, found),
        blockStop(3),
        messageEnd('pause_turn', { output_tokens: 5 }),
      ].join(''),
      messageStart + textBlock(0, ', and the rest.') + messageEnd('end_turn', { output_tokens: 7 }),
    );
    assert.equal(textOf(events), 'Half of it, and the rest.');
    assert.equal(endOf(events).usage.outputTokens, 12);
    assert.equal(events.filter(({ type }) => type === 'end').length, 1);
    const [first, second] = requests.map(({ body }) => sentMessages.parse(body).messages);
    assert.deepEqual(second?.slice(0, -1), first);
    assert.deepEqual(second?.at(-1), {
      role: 'assistant',
      content: [{ type: 'thinking', thinking: 'Hm', signature: 'ab' }, { type: 'text', text: 'Half of it' }, search, found],
    });
  });

  // shows: stream-faults
  it('fa-050 pause_turn without end is not followed for ever', async () => {
    const { events, requests } = await answering(messageStart + textBlock(0, 'x') + messageEnd('pause_turn'));
    assert.equal(endOf(events).stop, 'end');
    assert.equal(requests.length, 6);
  });

  // shows: stream-faults, context-thinking
  it('fa-052 thinking signature split in pieces goes back as the same bytes, before the call that it led to', async () => {
    bench.answer({ thinking: 'Let me see.', calls: [{ name: 'read_file', input: { path: 'a' } }] }, { text: 'fine' });
    const model = bench.model('anthropic');
    const first = await collect(model, asking(user('go')));
    const thought = first.filter((event) => event.type === 'thinking');
    const signature = thought.at(-1)?.signature ?? '';
    const calls = callsOf(first).map((call) => ({ type: 'call' as const, ...call }));
    const thinking = { type: 'thinking', text: 'Let me see.', signature, origin: formatModelId(model.id) } as const;
    const request = asking(
      user('go'),
      { role: 'assistant', parts: [thinking, ...calls] },
      { role: 'tool', results: calls.map(({ id }) => ({ callId: id, content: 'x', isError: false })) },
    );
    // The double takes only signatures that it issued.
    assert.equal(textOf(await collect(model, request)), 'fine');
    const [, said] = sentMessages.parse(bench.doubles.requests.at(-1)?.body).messages;
    assert.deepEqual(said?.content[0], { type: 'thinking', thinking: 'Let me see.', signature });
    assert.equal(said?.content[1]?.type, 'tool_use');

    const split = await ask(
      messageStart,
      blockStart(0, { type: 'thinking', thinking: '', signature: '' }),
      ...['ab', 'cd', 'ef'].map((piece) => blockDelta(0, { type: 'signature_delta', signature: piece })),
      blockStop(0),
      textBlock(1, 'x'),
      messageEnd('end_turn'),
    );
    assert.equal(split.find((event) => event.type === 'thinking')?.signature, 'abcdef');
  });

  // shows: stream-faults, context-thinking
  it('fa-054 signature rejected: the thinking is left out, asked for again once, and left out from then on', async () => {
    bench.answer({ text: 'fine' });
    const model = bench.model('anthropic');
    const thinking = { type: 'thinking', text: 'old', signature: 'of another account', origin: formatModelId(model.id) } as const;
    const request = asking(user('one'), { role: 'assistant', parts: [thinking, { type: 'text', text: 'two' }] }, user('three'));
    assert.equal(textOf(await collect(model, request)), 'fine');
    assert.equal(bench.asked, 2);
    assert.equal(textOf(await collect(model, request)), 'fine');
    assert.equal(bench.asked, 3);
  });

  // shows: stream-faults
  it('fa-056 cache usage fields absent or null count as 0', async () => {
    for (const usage of [{ output_tokens: 5 }, { output_tokens: 5, cache_read_input_tokens: null, cache_creation_input_tokens: null }]) {
      const events = await ask(messageStart, textBlock(0, 'x'), messageEnd('end_turn', usage));
      assert.deepEqual(endOf(events).usage, {
        inputTokens: 10,
        outputTokens: 5,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        isEstimated: false,
      });
    }
  });

  it('may end a message without message_stop, and a block without its end', async () => {
    const [end = ''] = messageEnd('end_turn').split('event: message_stop');
    assert.equal(textOf(await ask(messageStart, textBlock(0, 'one'), end)), 'one');
    const open = blockStart(0, { type: 'text', text: '' }) + blockDelta(0, { type: 'text_delta', text: 'one' });
    assert.equal(textOf(await ask(messageStart, open, messageEnd('end_turn'))), 'one');
  });

  it('may refuse, also in the middle of a call', async () => {
    const events = await ask(messageStart, callBlock(0, { id: 'c', name: 'read_file' }, '{"pa'), messageEnd('refusal'));
    assert.equal(endOf(events).stop, 'refusal');
  });

  it('may leave the names of its events out, and the types', async () => {
    const stream = messageStart + textBlock(0, 'one') + messageEnd('end_turn');
    assert.equal(textOf(await ask(stream.replace(/^event: .*\n/gm, ''))), 'one');
    assert.equal(textOf(await ask(stream.replace(/^data: \{"type":"(?:message|content)_[a-z_]+",?/gm, 'data: {'))), 'one');
  });
});

const sentMessages = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.array(z.looseObject({ type: z.string() })) })),
});

/** What comes of one question to a service that sends these bodies one after the other, the last one for ever. */
async function answering(...bodies: readonly string[]): Promise<{ events: readonly ModelEvent[]; requests: readonly RecordedRequest[] }> {
  let count = 0;
  const server = await serve(({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(bodies[Math.min(count, bodies.length - 1)]);
    count += 1;
  });
  try {
    return { events: await collect(modelAt('anthropic', server.url), asking(user('go'))), requests: server.requests };
  } finally {
    await server.close();
  }
}
