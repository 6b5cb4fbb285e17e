import assert from 'node:assert/strict';
import { capTyped, isNearlySpent, spendLabel, spendTooltip } from '../../../src/editor/spendText.ts';
import type { SpendHead } from '../../../src/protocol/chat.ts';

const spent: SpendHead = {
  spentUsd: 1.2,
  estimatedUsd: 0,
  promisedUsd: 0.3,
  cap: { usd: 10, of: 'session' },
  byKind: [
    { kind: 'main', usd: 0.9 },
    { kind: 'compaction', usd: 0.3 },
  ],
  unpricedRequests: 0,
  unpricedTokens: 0,
};

describe('Spending in the status bar', () => {
  // shows: ledger-status
  it('is spent and cap', () => {
    assert.equal(spendLabel(spent), '$1.20 / $10.00');
    assert.equal(spendLabel({ ...spent, cap: { usd: 25, of: 'day' } }), '$1.20 / $25.00 a day');
    const { cap: _none, ...uncapped } = spent;
    assert.equal(spendLabel(uncapped), '$1.20');
    assert.equal(spendLabel({ ...spent, spentUsd: 0.0001 }), '< $0.01 / $10.00');
  });

  // shows: ledger-status, ledger-kinds
  it('is told by kind when it is pointed at', () => {
    assert.deepEqual(spendTooltip({ ...spent, estimatedUsd: 0.2, unpricedRequests: 2, unpricedTokens: 1_500 }), [
      'Practicum spent $1.20 in this session',
      'Conversation: $0.90',
      'Summaries: $0.30',
      'Estimated of it, because the service does not say it: $0.20',
      'Promised to what goes on now: $0.30',
      'Cap for this session: $10.00',
      'Without a price, and not in it: 2 requests, 1,500 tokens',
    ]);
  });

  it('warns when the session’s own cap is near', () => {
    assert.deepEqual([isNearlySpent(spent), isNearlySpent({ ...spent, spentUsd: 8.8 })], [false, true]);
    assert.equal(isNearlySpent({ ...spent, spentUsd: 24, cap: { usd: 25, of: 'day' } }), false);
  });

  // shows: ledger-caps
  it('takes dollars for a cap as people write them, 0 or nothing for none, and no nonsense', () => {
    assert.deepEqual(['5', ' $2.50', '2,5', '0', '', 'none'].map(capTyped), [5, 2.5, 2.5, null, null, null]);
    assert.deepEqual(['-1', 'five', '1e3', '1.2.3', '99999999'].map(capTyped), [undefined, undefined, undefined, undefined, undefined]);
  });
});
