import assert from 'node:assert/strict';
import type { StopReason } from '../../../src/base/messages.ts';
import type { LanguageModel, ModelErrorKind, ModelEvent } from '../../../src/models/model.ts';
import { type LoopbackServer, serve } from '../../doubles/wire.ts';
import { asking, callsOf, collect, endOf, failureIn, textOf, user } from './support.ts';

/** Something that a service really does, and what is to be made of it. */
export interface Quirk {
  readonly says: string;
  /** The answer's bytes; several: each in a write of its own. */
  readonly raw: string | readonly (string | Uint8Array)[];
  readonly status?: number;
  readonly type?: string;
  readonly text?: string;
  readonly thinking?: string;
  /** Names with their arguments. */
  readonly calls?: readonly (readonly [string, string])[];
  readonly stop?: StopReason;
  /** Input, output, read from the cache. Absent: estimated, or not looked at. */
  readonly usage?: readonly [number, number, number] | 'estimated';
  readonly fails?: ModelErrorKind;
}

/** How many quirks each dialect is to be held against. */
export const leastQuirks = 20;

/** One test for each, over a real server, and one that counts them. `make`: a model at its address. */
export function describeQuirks(dialect: string, quirks: readonly Quirk[], make: (baseUrl: string) => LanguageModel): void {
  describe(`what services make of ${dialect}`, () => {
    let server: LoopbackServer;
    let current: Quirk | undefined;
    before(async () => {
      server = await serve(async ({ response }) => {
        response.writeHead(current?.status ?? 200, { 'content-type': current?.type ?? 'text/event-stream' });
        for (const piece of typeof current?.raw === 'string' ? [current.raw] : (current?.raw ?? [])) {
          response.write(piece);
          await new Promise((resolve) => setImmediate(resolve));
        }
        response.end();
      });
    });
    after(() => server.close());

    for (const quirk of quirks) {
      // shows: model-quirks
      it(`is understood: ${quirk.says}`, async () => {
        current = quirk;
        holdAgainst(quirk, await collect(make(server.url), asking(user('go'))));
      });
    }

    // shows: model-quirks
    it(`is held against ${leastQuirks} of them at least, no two alike`, () => {
      assert.ok(quirks.length >= leastQuirks, String(quirks.length));
      assert.equal(new Set(quirks.map(({ says }) => says)).size, quirks.length);
      assert.equal(new Set(quirks.map(({ raw, status }) => `${status} ${String(raw)}`)).size, quirks.length);
    });
  });
}

export function holdAgainst(quirk: Omit<Quirk, 'says' | 'raw'>, events: readonly ModelEvent[]): void {
  if (quirk.fails !== undefined) {
    assert.equal(failureIn(events).kind, quirk.fails);
    return;
  }
  const { stop, usage } = endOf(events);
  assert.equal(textOf(events), quirk.text ?? '');
  assert.equal(events.map((event) => (event.type === 'thinking' ? event.text : '')).join(''), quirk.thinking ?? '');
  const calls = callsOf(events);
  assert.deepEqual(
    calls.map(({ name, argumentsJson }) => [name, argumentsJson]),
    quirk.calls ?? [],
  );
  assert.ok(calls.every(({ id }) => id !== ''));
  assert.equal(new Set(calls.map(({ id }) => id)).size, calls.length);
  assert.equal(stop, quirk.stop ?? (calls.length > 0 ? 'calls' : 'end'));
  if (quirk.usage === 'estimated') assert.equal(usage.isEstimated, true);
  else if (quirk.usage !== undefined)
    assert.deepEqual([usage.inputTokens, usage.outputTokens, usage.cacheReadTokens, usage.isEstimated], [...quirk.usage, false]);
}
