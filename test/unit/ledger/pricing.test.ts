import assert from 'node:assert/strict';
import { priceOf } from '../../../src/agent/modelPrice.ts';
import type { Effect } from '../../../src/base/effects.ts';
import type { SessionId } from '../../../src/base/ids.ts';
import { emptyState } from '../../../src/ledger/fold.ts';
import { dollars, dollarsAtMost, dollarsLeft, microUsdOf } from '../../../src/ledger/money.ts';
import { fallbackPricePerHour, publishedPrice } from '../../../src/ledger/prices.ts';
import { machineQuote, modelQuote, usedByMachine, usedByModel } from '../../../src/ledger/quote.ts';
import { forecast, standingOf } from '../../../src/ledger/standing.ts';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import { catalogue } from '../../../src/models/catalogue.ts';
import { listedModel } from '../../../src/models/listedModel.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';

const minuteMs = 60_000;
const usage = { inputTokens: 1_000, outputTokens: 2_000, cacheReadTokens: 100_000, cacheWriteTokens: 4_000, isEstimated: false };
const standing = (caps: { readonly session: number | null; readonly day: number | null }) =>
  standingOf(emptyState(), { session: 'se_a' as SessionId, day: '2026-11-21', caps: { ...caps, run: null }, grant: undefined });

describe('What things cost', () => {
  // shows: ledger-reserve
  it('is, of a request to a model, the prompt at its dearest and the longest answer', () => {
    const price = { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 };
    assert.deepEqual(modelQuote(price, 100_000, 16_384), { kind: 'priced', microUsd: 100_000 * 3.75 + 16_384 * 15 });
    // 1,000 × 3 + 100,000 × 0.3 + 4,000 × 3.75 + 2,000 × 15
    assert.deepEqual(usedByModel(price, usage), { microUsd: 3_000 + 30_000 + 15_000 + 30_000, tokens: 107_000 });
    assert.deepEqual(usedByModel({ input: 1, output: 1 }, usage), { microUsd: 107_000, tokens: 107_000 });
    assert.deepEqual(usedByModel(undefined, usage), { microUsd: 0, tokens: 107_000 });
  });

  it('is another price for all of a request with a long prompt', () => {
    const price = { input: 1, output: 1, long: { aboveTokens: 105_000, input: 10, output: 10 } };
    assert.equal(usedByModel(price, usage).microUsd, 107_000);
    assert.equal(usedByModel(price, { ...usage, inputTokens: 1_001 }).microUsd, 1_070_010);
    assert.deepEqual(modelQuote(price, 105_001, 0), { kind: 'priced', microUsd: 1_050_010 });
  });

  // shows: ledger-reserve
  it('is, of a machine, its price for the time that it may run, by the minute begun', () => {
    const perHour = fallbackPricePerHour('a10g-small') ?? 0;
    assert.deepEqual(machineQuote('a10g-small', perHour, 90 * minuteMs), {
      quote: { kind: 'priced', microUsd: 1_500_000 },
      on: '90 min × a10g-small $1.00/h',
      limitMs: 90 * minuteMs,
    });
    assert.equal(usedByMachine(perHour, 30 * minuteMs + 1).microUsd, Math.ceil((31 * 1_000_000) / 60));
    assert.equal(fallbackPricePerHour('toString'), undefined);
    assert.equal(fallbackPricePerHour('zero-a10g'), undefined);
  });

  // shows: ledger-unknown
  it('is nothing on this machine and in its network, counted in the editor, and unknown where nobody says it', async () => {
    const { signal } = new AbortController();
    for (const baseUrl of ['http://127.0.0.1:11434/v1', 'http://localhost:8000/v1', 'http://192.168.1.7:8000/v1', 'http://gpu-box:8000/v1'])
      assert.deepEqual(await priceOf(createOpenAiModel({ name: 'gpt-4o', baseUrl }), signal), { kind: 'free' }, baseUrl);
    const published = { kind: 'priced', price: { input: 2.5, output: 10, cacheRead: 1.25 } };
    assert.deepEqual(await priceOf(createOpenAiModel({ name: 'gpt-4o', baseUrl: 'https://api.openai.com/v1' }), signal), published);
    assert.deepEqual(await priceOf(createOpenAiModel({ name: 'gpt-4o-mine', baseUrl: 'https://api.openai.com/v1' }), signal), {
      kind: 'unknown',
    });
    assert.deepEqual(
      await priceOf(createAnthropicModel({ name: 'claude-opus-5', apiKey: 'k', baseUrl: 'https://proxy.example' }), signal),
      { kind: 'unknown' },
    );
    const editor = {
      id: { provider: 'editor', name: 'gpt-4o' },
      label: 'GPT-4o',
      contextTokens: undefined,
      stream: () => (async function* () {})(),
    } as const;
    assert.deepEqual(await priceOf(editor, signal), { kind: 'counted' });
    const listed = {
      ...createOpenAiModel({ name: 'gpt-4o', baseUrl: 'https://api.openai.com/v1' }),
      listedPrice: async () => ({ input: 7, output: 9 }),
    };
    assert.deepEqual(await priceOf(listed, signal), { kind: 'priced', price: { input: 7, output: 9 } });
  });

  it('is known by exact name only, and never less for the answer than for the question', () => {
    const endpoints = { anthropic: 'https://api.anthropic.com', openai: 'https://api.openai.com/v1' };
    for (const { provider, name } of catalogue) {
      if (provider === 'editor') continue;
      const price = publishedPrice(provider, name, endpoints[provider]);
      assert.equal(publishedPrice(provider, `${name}-x`, endpoints[provider]), undefined);
      assert.equal(publishedPrice(provider, name, 'https://elsewhere.example'), undefined);
      for (const rates of price === undefined ? [] : [price, ...(price.long === undefined ? [] : [price.long])])
        assert.ok(
          rates.output >= rates.input && (rates.cacheRead ?? 0) < rates.input && (rates.cacheWrite ?? rates.input) >= rates.input,
          name,
        );
    }
    assert.equal(publishedPrice('anthropic', 'constructor', endpoints.anthropic), undefined);
  });

  // shows: ledger-unknown
  it('is what the endpoint lists: the dearest of those that may serve it, unknown when one of them is silent', () => {
    const router = (providers: readonly unknown[]) => ({ data: [{ id: 'org/model', providers }] });
    const a = { provider: 'a', status: 'live', pricing: { input: 1, output: 4 } };
    const b = { provider: 'b', status: 'live', pricing: { input: 2, output: 3 } };
    assert.deepEqual(listedModel(router([a, b]), 'org/model')?.price, { input: 2, output: 4 });
    assert.deepEqual(listedModel(router([a, b]), 'org/model:a')?.price, { input: 1, output: 4 });
    assert.deepEqual(listedModel(router([a, { ...b, status: 'error' }]), 'org/model:fastest')?.price, { input: 1, output: 4 });
    assert.deepEqual(listedModel(router([a, { provider: 'c', status: 'live' }]), 'org/model')?.price, undefined);
    assert.deepEqual(listedModel(router([{ provider: 'c', is_free: true }]), 'org/model')?.price, { input: 0, output: 0 });
    assert.deepEqual(listedModel(router([]), 'org/model')?.price, undefined);
    assert.deepEqual(listedModel(router([a]), 'org/other')?.price, undefined);
    assert.deepEqual(listedModel('nonsense', 'org/model')?.price, undefined);
    const openRouter = { data: [{ id: 'x/y', pricing: { prompt: '0.000003', completion: '1.5e-05', input_cache_read: '0.0000003' } }] };
    const listed = listedModel(openRouter, 'x/y')?.price;
    assert.deepEqual([listed?.input, listed?.output, Math.round((listed?.cacheRead ?? 0) * 10)], [3, 15, 3]);
  });

  it('is said in dollars: never less than it may be, never more than is left', () => {
    assert.deepEqual([dollars(1_204_000), dollars(0), dollars(3), dollars(5_000)], ['$1.20', '$0.00', '< $0.01', '$0.01']);
    assert.deepEqual(
      [dollarsAtMost(1_200_001), dollarsAtMost(1_200_000), dollarsLeft(1_209_999), dollarsLeft(-5)],
      ['$1.21', '$1.20', '$1.20', '$0.00'],
    );
    assert.equal(microUsdOf(0.1) + microUsdOf(0.2), microUsdOf(0.3));
  });
});

describe('The forecast', () => {
  const { quote, on } = machineQuote('a10g-small', 1_000_000, 90 * minuteMs);
  const machine: Effect = { kind: 'spend', usd: quote.microUsd / 1e6, on, purpose: 'run' };
  const model: Effect = { kind: 'spend', usd: 1.7, on: 'anthropic/claude-opus-5', purpose: 'research' };

  // shows: ledger-forecast
  it('says at most how much, why, and what is left then', () => {
    assert.deepEqual(forecast([{ kind: 'read', path: '/a' }, machine, model], standing({ session: 10_000_000, day: 25_000_000 })), {
      usd: 3.2,
      text: 'at most $3.20: 90 min × a10g-small $1.00/h + model ≤ $1.70',
      left: '$6.80 of $10.00 left',
    });
    assert.equal(forecast([{ kind: 'read', path: '/a' }], standing({ session: 1, day: 1 })), undefined);
  });

  // shows: ledger-forecast
  it('says how much too little there is, of the tightest cap', () => {
    assert.equal(
      forecast([machine, model], standing({ session: 10_000_000, day: 2_000_000 }))?.left,
      '$2.00 of $2.00 left today, $1.20 too little',
    );
  });

  // shows: ledger-forecast, ledger-unknown
  it('names what nobody knows the price of, and no cap where there is none', () => {
    const unknown: Effect = { kind: 'spend', usd: undefined, on: 'openai/mystery', purpose: 'main' };
    assert.deepEqual(forecast([machine, unknown], standing({ session: null, day: null })), {
      usd: undefined,
      text: 'more than $1.50: 90 min × a10g-small $1.00/h + openai/mystery, whose price is not known',
    });
    assert.deepEqual(forecast([unknown], standing({ session: 1, day: 1 })), { usd: undefined, text: 'not known: openai/mystery' });
  });
});
