import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import type { LanguageModel, ModelEvent } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import { startDoubles } from '../../doubles/server.ts';
import { type LoopbackServer, serve } from '../../doubles/wire.ts';
import { asking, collect, endOf, user, type Wire, wires } from './support.ts';

/** The bytes of one answer of each double: text beyond ASCII, calls, thinking. */
async function recordedAnswer(wire: Wire): Promise<Buffer> {
  const doubles = await startDoubles({
    brain: () => ({
      thinking: 'Grübeln … 🤔',
      text: 'Größe 🙂, ∑ and 漢字.',
      calls: [
        { name: 'read_file', input: { path: 'naïve/🙂.py' } },
        { name: 'read_file', input: {} },
      ],
      chunkChars: 3,
    }),
  });
  try {
    const body =
      wire === 'anthropic'
        ? { model: 'demo-digits', max_tokens: 10, stream: true, messages: [{ role: 'user', content: 'go' }] }
        : { model: 'demo-digits', stream: true, stream_options: { include_usage: true }, messages: [{ role: 'user', content: 'go' }] };
    const url = wire === 'anthropic' ? `${doubles.anthropicUrl}/v1/messages` : `${doubles.openaiUrl}/chat/completions`;
    const headers = { authorization: `Bearer ${doubles.key}`, 'anthropic-version': '2023-06-01', 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return Buffer.from(await response.arrayBuffer());
  } finally {
    await doubles.close();
  }
}

/** A service that sends fixed bytes, cut where it is told to, each piece in a write of its own. */
class Replayer {
  bytes: Buffer = Buffer.alloc(0);
  cuts: readonly number[] = [];
  server: LoopbackServer | undefined;

  async start(): Promise<void> {
    this.server = await serve(async ({ response }) => {
      response.socket?.setNoDelay(true);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      let start = 0;
      for (const cut of [...this.cuts.filter((place) => place < this.bytes.length), this.bytes.length]) {
        if (cut > start) {
          response.write(this.bytes.subarray(start, cut));
          await nextTurn();
        }
        start = Math.max(start, cut);
      }
      response.end();
    });
  }

  model(wire: Wire): LanguageModel {
    const baseUrl = this.server?.url ?? '';
    return wire === 'anthropic' ? createAnthropicModel({ name: 'm', apiKey: 'k', baseUrl }) : createOpenAiModel({ name: 'm', baseUrl });
  }
}

/** Places in an answer, in order; those behind its end do nothing. */
const anyCuts = fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 40 }).map((cuts) => cuts.sort((a, b) => a - b));

describe('the bytes of an answer', () => {
  const replayer = new Replayer();
  before(() => replayer.start());
  after(() => replayer.server?.close());

  for (const wire of wires) {
    describe(`over ${wire}`, () => {
      let bytes: Buffer = Buffer.alloc(0);
      let expected: readonly ModelEvent[] = [];
      before(async () => {
        bytes = await recordedAnswer(wire);
        expected = await answerTo(bytes, []);
        endOf(expected);
      });

      async function answerTo(sent: Buffer, cuts: readonly number[]): Promise<readonly ModelEvent[]> {
        replayer.bytes = sent;
        replayer.cuts = cuts;
        return collect(replayer.model(wire), asking(user('go')));
      }

      it('mean the same byte by byte', async () => {
        const everywhere = Array.from({ length: bytes.length }, (_, index) => index);
        assert.deepEqual(await answerTo(bytes, everywhere), expected);
      });

      it('mean the same however they are cut', async () => {
        await fc.assert(
          fc.asyncProperty(anyCuts, async (cuts) => {
            assert.deepEqual(await answerTo(bytes, cuts), expected);
          }),
          { numRuns: 60 },
        );
      });

      it('mean the same with each of the line ends, behind a byte order mark or not, however they are cut', async () => {
        const text = bytes.toString('utf8');
        const forms = fc.tuple(fc.constantFrom('\n', '\r\n', '\r'), fc.constantFrom('', '\ufeff'), anyCuts);
        await fc.assert(
          fc.asyncProperty(forms, async ([lineEnd, mark, cuts]) => {
            assert.deepEqual(await answerTo(Buffer.from(mark + text.replaceAll('\n', lineEnd)), cuts), expected);
          }),
          { numRuns: 40 },
        );
      });

      it('are no answer when they end anywhere before its end', async () => {
        // Up to where only the last event, which may be missing, is left.
        const last = wire === 'anthropic' ? bytes.indexOf('event: message_delta') : bytes.lastIndexOf('"finish_reason":"tool_calls"');
        await fc.assert(
          fc.asyncProperty(fc.integer({ min: 0, max: last }), async (length) => {
            const end = (await answerTo(bytes.subarray(0, length), [])).at(-1);
            assert.equal(end?.type === 'failed' ? end.error.kind : end?.type, 'broken-stream');
          }),
          { numRuns: 40 },
        );
      });
    });
  }
});
