import assert from 'node:assert/strict';
import type { CallPart, ModelMessage, ThinkingPart } from '../../../src/base/messages.ts';
import { formatModelId, type ModelEvent } from '../../../src/models/model.ts';
import { chunk, done, line, messageEnd, messageStart, textBlock } from './frames.ts';
import { asking, callsOf, collect, endOf, failureIn, textOf, useFaults, user, type Wire, wires } from './support.ts';

/** A whole answer of one text, as the wire brings it. */
function answerOf(wire: Wire, ...texts: readonly string[]): string {
  return wire === 'anthropic'
    ? messageStart + textBlock(0, ...texts) + messageEnd('end_turn')
    : texts.map((content) => chunk({ content })).join('') + chunk({}, 'stop') + done;
}

/** The same bytes with every data line cut in two where JSON allows it: behind its first brace. */
function inSeveralLines(stream: string): string {
  return stream.replaceAll('data: {', 'data: {\ndata: ');
}

/** The faults that come once a stream has begun. Titles begin with the ids of the fault list. */
describe('a fault within the stream', () => {
  const bench = useFaults();

  for (const wire of wires) {
    describe(`over ${wire}`, () => {
      const broken = async (...raw: readonly (string | Uint8Array)[]): Promise<string> => {
        bench.answer({ raw });
        const events = await bench.ask(wire);
        assert.equal(events.filter(({ type }) => type === 'end' || type === 'failed').length, 1);
        const error = failureIn(events);
        assert.equal(error.isTransient, true);
        return error.kind;
      };
      const said = async (...raw: readonly (string | Uint8Array)[]): Promise<string> => {
        bench.answer({ raw });
        const events = await bench.ask(wire);
        endOf(events);
        return textOf(events);
      };

      // shows: stream-faults
      it('fa-018 end before the final event is no answer, and may be asked for again', async () => {
        const half = wire === 'anthropic' ? messageStart + textBlock(0, 'Half of') : chunk({ content: 'Half of' });
        assert.equal(await broken(half), 'broken-stream');
      });

      for (const [place, reply] of [
        ['text', { text: 'One two three four', chunkChars: 4 }],
        ['thinking', { thinking: 'One two three four', text: 'Five.', chunkChars: 4 }],
        ['arguments', { calls: [{ name: 'read_file', input: { path: 'one/two/three' } }], chunkChars: 4 }],
      ] as const) {
        for (const kind of ['cut', 'reset'] as const) {
          // shows: stream-faults
          it(`${kind === 'reset' ? 'fa-020 connection reset' : 'fa-018 end'} in the middle of ${place} is no answer`, async () => {
            bench.answer({ ...reply, fault: { kind, afterDeltas: 2 } });
            const events = await bench.ask(wire);
            const error = failureIn(events);
            assert.deepEqual([error.kind, error.isTransient], ['broken-stream', true]);
            assert.ok(!events.some(({ type }) => type === 'end'));
          });
        }

        // shows: stream-faults, stream-classified
        it(`fa-022 mid-stream error event in the middle of ${place} is classified by its type`, async () => {
          const fault = { kind: 'errorEvent', afterDeltas: 1, type: 'overloaded_error', message: 'Overloaded' } as const;
          bench.answer({ ...reply, fault });
          const error = failureIn(await bench.ask(wire));
          assert.deepEqual([error.kind, error.isTransient], ['overloaded', true]);
        });
      }

      // shows: stream-classified
      it('fa-022 mid-stream error event that no retry mends is not retried', async () => {
        bench.answer({ text: 'One', fault: { kind: 'errorEvent', afterDeltas: 1, type: 'invalid_request_error', message: 'no' } });
        const error = failureIn(await bench.ask(wire));
        assert.deepEqual([error.kind, error.isTransient], ['bad-request', false]);
      });

      // shows: stream-faults
      it('fa-024 surrogate pair split across deltas is one character', async () => {
        assert.equal(await said(answerOf(wire, 'a\ud83d', '\ude42b', '\ud83d')), 'a🙂b');
      });

      // shows: stream-faults
      it('fa-026 several data: lines in one event are joined', async () => {
        const stream = inSeveralLines(answerOf(wire, 'one', 'two'));
        assert.match(stream, /data: \{\ndata: /);
        assert.equal(await said(stream), 'onetwo');
      });

      // shows: stream-faults
      it('fa-028 BOM at the start of the stream is stripped', async () => {
        assert.equal(await said(Uint8Array.of(0xef, 0xbb, 0xbf), answerOf(wire, 'one')), 'one');
        assert.equal(await said(Uint8Array.of(0xef), Uint8Array.of(0xbb, 0xbf), answerOf(wire, 'one')), 'one');
      });

      // shows: stream-faults
      it('fa-030 100,000 one-character deltas all arrive, in order', async () => {
        const text = Array.from({ length: 100_000 }, (_, index) => String(index % 10)).join('');
        bench.answer({ text, chunkChars: 1 });
        const events = await bench.ask(wire);
        assert.equal(events.length, 100_001);
        assert.equal(textOf(events), text);
      });

      // shows: stream-faults
      it('fa-032 invalid JSON in one data line fails the attempt, and says which bytes', async () => {
        bench.answer({ text: 'One two three', chunkChars: 4, fault: { kind: 'garbage', afterDeltas: 2 } });
        const error = failureIn(await bench.ask(wire));
        assert.deepEqual([error.kind, error.isTransient], ['broken-stream', true]);
        assert.match(error.message, /oops/);
      });

      // shows: stream-faults, model-cancel
      it('fa-077 abort during streaming closes the connection, and nothing comes after it', async () => {
        bench.answer({ text: 'One two three four', chunkChars: 4, fault: { kind: 'stall', afterDeltas: 3 } });
        const stop = new AbortController();
        const kinds: string[] = [];
        for await (const event of bench.model(wire).stream(asking(user('go')), stop.signal)) {
          if (event.type === 'alive') continue;
          kinds.push(event.type === 'failed' ? event.error.kind : event.type);
          if (kinds.length === 3) stop.abort();
        }
        assert.deepEqual(kinds, ['text', 'text', 'text', 'cancelled']);
        assert.equal(await bench.doubles.requests.at(-1)?.hungUp, true);
      });

      it('takes an empty stream for no answer', async () => {
        assert.equal(await broken(), 'broken-stream');
        assert.equal(await broken(': nothing\n\n'), 'broken-stream');
      });

      // shows: stream-empty
      it('brings an empty message as one that ended and said nothing', async () => {
        const raw =
          wire === 'anthropic'
            ? messageStart + messageEnd('end_turn')
            : chunk({ role: 'assistant', content: '' }) + chunk({}, 'stop') + done;
        bench.answer({ raw: [raw] });
        assert.deepEqual(
          (await bench.ask(wire)).map(({ type }) => type),
          ['end'],
        );
      });

      it('passes over events that it does not know, comments and pings', async () => {
        const news = 'event: something_new\ndata: {"type":"something_new"}\n\nevent: other\ndata: not JSON\n\n';
        const noise = `: comment\n\nretry: 3000\nid: 7\n\n${news}event: ping\ndata: {"type": "ping"}\n\n`;
        assert.equal(await said(noise, answerOf(wire, 'one').replaceAll('\n\n', `\n\n${news}`)), 'one');
      });

      it('reads all three line ends, cut anywhere', async () => {
        for (const end of ['\r\n', '\r']) {
          const bytes = Buffer.from(answerOf(wire, 'Größe', ' 🙂').replaceAll('\n', end));
          assert.equal(await said(...Array.from(bytes, (byte) => Uint8Array.of(byte))), 'Größe 🙂');
        }
      });

      it('reads an answer whose last line has no end', async () => {
        assert.equal(await said(answerOf(wire, 'one').trimEnd()), 'one');
      });

      it('reads spaces where another server leaves them out', async () => {
        const spaced = answerOf(wire, 'one', 'two').replaceAll('":', '": ').replaceAll('data: ', 'data:');
        assert.equal(await said(spaced), 'onetwo');
      });

      // shows: arguments-repair
      it('keeps quotes, escapes and braces of arguments byte for byte', async () => {
        const path = 'C:\\new "x"\t{"path":"no"},"arguments":"';
        bench.answer({ calls: [{ name: 'read_file', input: { path } }], chunkChars: 1 });
        const [call] = callsOf(await bench.ask(wire));
        assert.deepEqual(JSON.parse(call?.argumentsJson ?? ''), { path });
      });
    });
  }

  // shows: stream-faults
  it('fa-087 model switch mid session with thinking and tool ids is accepted by both services', async () => {
    const history: ModelMessage[] = [user('go')];
    for (const [turn, wire] of (['anthropic', 'openai', 'anthropic'] as const).entries()) {
      bench.answer({ thinking: `Hm ${turn}.`, text: 'Let me see.', calls: [{ name: 'read_file', input: { path: 'a' } }] });
      const model = bench.model(wire);
      const events = await collect(model, asking(...history));
      assert.equal(endOf(events).stop, 'calls');
      const calls = callsOf(events).map((call): CallPart => ({ type: 'call', ...call, id: `${call.id}|${'x'.repeat(60)}` }));
      history.push(
        { role: 'assistant', parts: [...thinkingOf(events, formatModelId(model.id)), { type: 'text', text: textOf(events) }, ...calls] },
        { role: 'tool', results: calls.map(({ id }) => ({ callId: id, content: 'content', isError: false })) },
      );
    }
    bench.answer({ text: 'fine' });
    for (const wire of wires) assert.equal(textOf(await collect(bench.model(wire), asking(...history))), 'fine');
    const [, anthropic] = bench.doubles.requests
      .slice(-2)
      .map(({ bodyText }) => bodyText)
      .toReversed();
    assert.match(anthropic ?? '', /Hm 0.*Hm 2/);
    assert.doesNotMatch(anthropic ?? '', /Hm 1/);
  });

  // shows: stream-faults
  it('passes on what came before a failure in the same bytes', async () => {
    bench.answer({ raw: [chunk({ content: 'Half' }) + line({ error: { message: 'gone', code: 502 } })] });
    const events = await bench.ask('openai');
    assert.equal(textOf(events), 'Half');
    assert.equal(failureIn(events).kind, 'server');
  });
});

function thinkingOf(events: readonly ModelEvent[], origin: string): readonly ThinkingPart[] {
  const thinking = events.filter((event) => event.type === 'thinking');
  const signature = thinking.at(-1)?.signature;
  return [{ type: 'thinking', text: thinking.map(({ text }) => text).join(''), origin, ...(signature === undefined ? {} : { signature }) }];
}
