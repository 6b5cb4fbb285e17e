import assert from 'node:assert/strict';
import { usedByJob } from '../../../../src/runs/hub/settleJob.ts';

describe('What a job came to', () => {
  const place = { microUsdPerHour: 600_000 };
  const nowMs = 1_000_000;

  // shows: job-quote
  it('is by begun minutes, also of one that ended within its first second, and nothing of one that never started', () => {
    const cases = [
      { ran: {}, microUsd: 0, isEstimated: false },
      { ran: { ranMs: 0 }, microUsd: 0, isEstimated: false },
      { ran: { startedMs: 500_000, ranMs: 0 }, microUsd: 10_000, isEstimated: false },
      { ran: { startedMs: 500_000, finishedMs: 500_000 }, microUsd: 10_000, isEstimated: true },
      { ran: { startedMs: 500_000, ranMs: 61_000 }, microUsd: 20_000, isEstimated: false },
      { ran: { startedMs: nowMs + 5_000 }, microUsd: 10_000, isEstimated: true },
    ];
    for (const { ran, microUsd, isEstimated } of cases)
      assert.deepEqual(usedByJob(place, ran, nowMs), { used: { microUsd, tokens: 0 }, isEstimated }, JSON.stringify(ran));
  });
});
