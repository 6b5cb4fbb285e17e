import assert from 'node:assert/strict';
import type { ModelMessage } from '../../../src/base/messages.ts';
import { formatModelId } from '../../../src/models/model.ts';
import type { Brain, NeutralReply } from '../../doubles/script.ts';
import { allWires, asking, callsOf, collect, endOf, failureIn, textOf, useDoubles, user } from './support.ts';

/** Answers what the last message of the person names. */
const replies: Readonly<Record<string, NeutralReply>> = {
  plain: { text: 'Größe 🙂 ist egal.', chunkChars: 3 },
  calls: {
    text: 'Two things:',
    calls: [
      { name: 'read_file', input: { path: 'a.py' } },
      { name: 'read_file', input: {} },
    ],
    chunkChars: 4,
  },
  thinking: { thinking: 'Hm. Let me see.', text: 'Seen.', calls: [{ name: 'read_file', input: { path: 'b' } }], chunkChars: 5 },
  limit: { text: 'Cut he', stop: 'limit' },
  cutCall: { calls: [{ name: 'read_file', input: {}, brokenArguments: '{"path": "a' }], stop: 'limit' },
  refusal: { text: 'I will not.', stop: 'refusal' },
  stall: { text: 'One two three four', chunkChars: 4, fault: { kind: 'stall', afterDeltas: 2 } },
  cut: { text: 'One two three four', chunkChars: 4, fault: { kind: 'cut', afterDeltas: 2 } },
  cutInCall: { calls: [{ name: 'read_file', input: { path: 'abcdefgh' } }], chunkChars: 4, fault: { kind: 'cut', afterDeltas: 2 } },
  reset: { text: 'One two three four', chunkChars: 4, fault: { kind: 'reset', afterDeltas: 2 } },
  garbage: { text: 'One two three four', chunkChars: 4, fault: { kind: 'garbage', afterDeltas: 2 } },
  overloadedLater: {
    text: 'One two',
    chunkChars: 4,
    fault: { kind: 'errorEvent', afterDeltas: 1, type: 'overloaded_error', message: 'Overloaded' },
  },
  empty: { fault: { kind: 'empty' } },
  many: { text: 'x'.repeat(20_000), chunkChars: 1 },
};

const brain: Brain = ({ messages }) => {
  const asked = messages.findLast(({ role }) => role === 'user');
  return replies[asked?.role === 'user' ? asked.text : ''] ?? { text: 'what?' };
};

describe('a model’s stream', () => {
  const bench = useDoubles({ brain });

  for (const wire of allWires) {
    describe(`over ${wire}`, () => {
      // shows: model-anthropic, model-openai, model-responses
      it('brings text in pieces and ends with the usage that the service reports', async () => {
        const events = await collect(bench.model(wire), asking(user('plain')));
        assert.equal(textOf(events), 'Größe 🙂 ist egal.');
        assert.ok(events.length > 4);
        const { stop, usage } = endOf(events);
        assert.equal(stop, 'end');
        assert.equal(usage.isEstimated, false);
        assert.ok(usage.inputTokens > 0 && usage.outputTokens > 0);
      });

      // shows: model-anthropic, model-openai, model-responses
      it('brings calls with their arguments, and an empty object where there are none', async () => {
        const events = await collect(bench.model(wire), asking(user('calls')));
        assert.deepEqual(
          callsOf(events).map(({ name, argumentsJson }) => [name, JSON.parse(argumentsJson)]),
          [
            ['read_file', { path: 'a.py' }],
            ['read_file', {}],
          ],
        );
        assert.equal(new Set(callsOf(events).map(({ id }) => id)).size, 2);
        assert.equal(endOf(events).stop, 'calls');
      });

      it('tells thinking from text', async () => {
        const events = await collect(bench.model(wire), asking(user('thinking')));
        const thought = events.flatMap((event) => (event.type === 'thinking' ? [event.text] : [])).join('');
        assert.equal(thought, 'Hm. Let me see.');
        assert.equal(textOf(events), 'Seen.');
      });

      it('goes on with the results of its calls', async () => {
        const model = bench.model(wire);
        const first = await collect(model, asking(user('calls')));
        const calls = callsOf(first);
        const request = asking(
          user('calls'),
          {
            role: 'assistant',
            parts: [{ type: 'text', text: textOf(first) }, ...calls.map((call) => ({ type: 'call' as const, ...call }))],
          },
          { role: 'tool', results: calls.map(({ id }) => ({ callId: id, content: '', isError: false })) },
          user('plain'),
        );
        assert.equal(textOf(await collect(model, request)), 'Größe 🙂 ist egal.');
      });

      it('says that an answer was cut by its limit, also in the middle of a call', async () => {
        assert.equal(endOf(await collect(bench.model(wire), asking(user('limit')))).stop, 'limit');
        const cut = await collect(bench.model(wire), asking(user('cutCall')));
        assert.equal(endOf(cut).stop, 'limit');
        assert.equal(callsOf(cut)[0]?.argumentsJson, '{"path": "a');
      });

      it('says that the model refused', async () => {
        assert.equal(endOf(await collect(bench.model(wire), asking(user('refusal')))).stop, 'refusal');
      });

      for (const fault of ['cut', 'cutInCall', 'reset', 'garbage', 'empty']) {
        // shows: model-retry
        it(`takes a stream that breaks off (${fault}) for no answer, and for one that may be asked for again`, async () => {
          const events = await collect(bench.model(wire), asking(user(fault)));
          const error = failureIn(events);
          assert.equal(error.kind, 'broken-stream');
          assert.equal(error.isTransient, true);
          assert.equal(events.filter(({ type }) => type === 'failed' || type === 'end').length, 1);
        });
      }

      // shows: model-retry
      it('classifies an error that comes inside the stream', async () => {
        const error = failureIn(await collect(bench.model(wire), asking(user('overloadedLater'))));
        assert.equal(error.kind, 'overloaded');
        assert.equal(error.isTransient, true);
      });

      // shows: model-cancel
      it('stops at once when it is aborted in the middle, and closes the connection', async () => {
        const controller = new AbortController();
        const events: string[] = [];
        for await (const event of bench.model(wire).stream(asking(user('stall')), controller.signal)) {
          if (event.type === 'alive') continue;
          events.push(event.type === 'failed' ? event.error.kind : event.type);
          if (events.length === 2) controller.abort();
        }
        assert.deepEqual(events, ['text', 'text', 'cancelled']);
        assert.equal(await bench.doubles.requests.at(-1)?.hungUp, true);
      });

      // shows: model-cancel
      it('asks nothing when it was aborted before', async () => {
        const before = bench.doubles.requests.length;
        const error = failureIn(await collect(bench.model(wire), asking(user('plain')), AbortSignal.abort()));
        assert.equal(error.kind, 'cancelled');
        assert.equal(bench.doubles.requests.length, before);
      });

      it('closes the connection when nobody listens any more', async () => {
        for await (const event of bench.model(wire).stream(asking(user('stall')), new AbortController().signal))
          if (event.type === 'text') break;
        assert.equal(await bench.doubles.requests.at(-1)?.hungUp, true);
      });

      it('fails when a service falls silent in the middle', async () => {
        const model = bench.model(wire, { limits: { headersMs: 5000, bytesMs: 50 } });
        const error = failureIn(await collect(model, asking(user('stall'))));
        assert.equal(error.kind, 'silent');
        assert.equal(error.isTransient, true);
      });

      it('brings 20,000 pieces one by one and loses none', async () => {
        const events = await collect(bench.model(wire), asking(user('many')));
        assert.equal(events.length, 20_001);
        assert.equal(textOf(events).length, 20_000);
      });

      it('leaves no listener behind on a signal that outlives many streams', async () => {
        const controller = new AbortController();
        const warnings: Error[] = [];
        const onWarning = (warning: Error): number => warnings.push(warning);
        process.on('warning', onWarning);
        for (let turn = 0; turn < 30; turn += 1) await collect(bench.model(wire), asking(user('limit')), controller.signal);
        await new Promise((resolve) => setImmediate(resolve));
        process.off('warning', onWarning);
        assert.deepEqual(warnings, []);
      });
    });
  }

  for (const wire of ['anthropic', 'responses'] as const) {
    // shows: model-thinking-replayed
    it(`sends thinking back over ${wire}, signature and all, to the model that produced it and to no other`, async () => {
      const model = bench.model(wire);
      const events = await collect(model, asking(user('thinking')));
      const thinking = events.filter((event) => event.type === 'thinking');
      const signature = thinking.at(-1)?.signature;
      assert.ok(signature);
      const replay = (origin: string): readonly ModelMessage[] => [
        user('thinking'),
        {
          role: 'assistant',
          parts: [
            { type: 'thinking', text: thinking.map(({ text }) => text).join(''), signature, origin },
            ...callsOf(events).map((call) => ({ type: 'call' as const, ...call })),
          ],
        },
        { role: 'tool', results: callsOf(events).map(({ id }) => ({ callId: id, content: 'ok', isError: false })) },
      ];
      const sent = async (origin: string): Promise<string> => {
        endOf(await collect(model, asking(...replay(origin), user('plain'))));
        return bench.doubles.requests.at(-1)?.bodyText ?? '';
      };
      // The double refuses signatures that it did not issue, so being accepted shows that the bytes are the same.
      assert.ok((await sent(formatModelId(model.id))).includes(signature));
      assert.ok(!(await sent(`${model.id.provider}/another`)).includes(signature));
    });

    it(`asks once more without old thinking over ${wire} when the service refuses its signature`, async () => {
      const model = bench.model(wire);
      const signature =
        wire === 'anthropic'
          ? 'from another account'
          : '{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"of another account"}';
      const request = asking(
        user('one'),
        {
          role: 'assistant',
          parts: [
            { type: 'thinking', text: 'old', signature, origin: formatModelId(model.id) },
            { type: 'text', text: 'two' },
          ],
        },
        user('plain'),
      );
      const before = bench.doubles.requests.length;
      assert.equal(textOf(await collect(model, { ...request, effort: 'high' })), 'Größe 🙂 ist egal.');
      assert.equal(bench.doubles.requests.length, before + 2);
      assert.match(bench.doubles.requests.at(-1)?.bodyText ?? '', /"effort":"high"/);
    });
  }
});
