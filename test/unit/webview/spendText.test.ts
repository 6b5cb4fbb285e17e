import assert from 'node:assert/strict';
import { isNearlySpent, isSpending, spendLines, spendText } from '../../../webview-ui/chat/spendText.ts';
import { formatMoment, formatUsd } from '../../../webview-ui/shared/format.ts';
import { visible } from '../../../webview-ui/shared/visible.ts';
import { restingHead } from '../../doubles/chatHead.ts';
import { spend } from '../../webview/trustStates.ts';

describe('What was spent, in words', () => {
  // shows: ledger-kinds
  it('is short beside the composer and says every kind when it is asked', () => {
    assert.equal(spendText(spend), '$1.20 of $10.00');
    assert.ok(spendLines({ ...spend, estimatedUsd: 0.4 }).includes('$0.40 of it is estimated: the service does not say it.'));
    assert.deepEqual(spendLines(spend), [
      'This session spent $1.20: conversation $0.70, research $0.10, runs $0.40.',
      '$2.00 more is promised to what runs now.',
      'The cap for this session is $10.00.',
    ]);
  });

  it('is nothing while nothing was spent and nothing caps it', () => {
    const nothing = restingHead.spend;
    assert.equal(isSpending(nothing), false);
    for (const change of [{ spentUsd: 0.001 }, { promisedUsd: 1 }, { unpricedRequests: 1 }, { cap: spend.cap ?? { usd: 1, of: 'day' } }]) {
      assert.equal(isSpending({ ...nothing, ...change }), true, JSON.stringify(change));
    }
  });

  // shows: ledger-unknown
  it('says that requests have no price instead of counting them as free', () => {
    const unpriced = { ...restingHead.spend, unpricedRequests: 1, unpricedTokens: 1800 };
    assert.equal(spendText(unpriced), '1 unpriced');
    assert.equal(spendText({ ...spend, unpricedRequests: 3 }), '$1.20 of $10.00 + 3 unpriced');
    assert.equal(spendLines(unpriced).at(-1), '1 request with 1.8k tokens has no known price and is not in it.');
  });

  it('does not call this session’s part the day’s', () => {
    assert.equal(spendText({ ...spend, cap: { usd: 20, of: 'day' } }), '$1.20, $20.00 a day');
  });

  it('warns by what is promised too', () => {
    assert.equal(isNearlySpent(spend), false);
    assert.equal(isNearlySpent({ ...spend, promisedUsd: 7.3 }), true);
    assert.equal(isNearlySpent({ ...restingHead.spend, cap: { usd: 0, of: 'session' } }), false);
  });

  it('never shows something as nothing', () => {
    assert.deepEqual([0, 0.004, 0.006, 0.01, 1234.5].map(formatUsd), ['$0.00', '< $0.01', '$0.01', '$0.01', '$1,234.50']);
  });
});

describe('A moment to come, in words', () => {
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 30).getTime();

  it('is a time today, a weekday within the week, else a date', () => {
    assert.equal(formatMoment(at(21, 23), at(21, 9)), '23:30');
    assert.equal(formatMoment(at(22, 7), at(21, 9)), 'Sun 07:30');
    assert.equal(formatMoment(at(28, 7), at(21, 9)), '28 Nov 07:30');
  });
});

describe('Text that decides something', () => {
  // shows: approval-facts
  it('shows what would not be seen, or would turn the rest around, and leaves the rest alone', () => {
    assert.equal(visible('safe\u202etxt.exe \u200b\u001b[31m'), 'safe⟨U+202E⟩txt.exe ⟨U+200B⟩⟨U+001B⟩[31m');
    assert.equal(visible('tab\tline\nnaïve 日本 −× ❤️ 👩🏽‍🔬 🏳️‍🌈'), 'tab\tline\nnaïve 日本 −× ❤️ 👩🏽‍🔬 🏳️‍🌈');
    assert.equal(visible('\u{e0041}\u2066\u00ad'), '⟨U+E0041⟩⟨U+2066⟩⟨U+00AD⟩');
  });
});
