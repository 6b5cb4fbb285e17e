import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { endOfStarts, startAfter } from '../../../src/hub/cron.ts';

const at = (text: string): number => Date.parse(text);

describe('When a schedule starts something', () => {
  // shows: job-scheduled
  it('is as cron has it, in UTC', () => {
    const cases = [
      ['@hourly', '2026-11-21T00:59:59Z', '2026-11-21T01:00:00Z'],
      ['@daily', '2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z'],
      ['@weekly', '2026-11-21T12:00:00Z', '2026-11-22T00:00:00Z'],
      ['@monthly', '2026-12-05T12:00:00Z', '2027-01-01T00:00:00Z'],
      ['@yearly', '2026-11-21T12:00:00Z', '2027-01-01T00:00:00Z'],
      ['*/20 3-4 * * *', '2026-11-21T03:40:00Z', '2026-11-21T04:00:00Z'],
      ['30 9 * * mon-fri', '2026-11-21T12:00:00Z', '2026-11-23T09:30:00Z'],
      ['0 0 29 2 *', '2026-11-21T12:00:00Z', '2028-02-29T00:00:00Z'],
      ['0 0 * jan,JUL *', '2026-11-21T12:00:00Z', '2027-01-01T00:00:00Z'],
      ['0 0 * * 7', '2026-11-21T12:00:00Z', '2026-11-22T00:00:00Z'],
      // Either will do where both are limited.
      ['0 0 1 * mon', '2026-11-24T12:00:00Z', '2026-11-30T00:00:00Z'],
    ] as const;
    for (const [schedule, after, next] of cases) assert.equal(startAfter(schedule, at(after)), at(next), schedule);
    for (const none of ['', 'nightly', '@reboot', '* * * *', '60 * * * *', '5-1 * * * *', '* * 0 * *', '*/0 * * * *', '0 0 30 2 *'])
      assert.equal(startAfter(none, at('2026-11-21T00:00:00Z')), undefined, none);
  });

  // shows: job-scheduled
  it('is so often until the end of so many starts, not once more', () => {
    const schedules = fc.constantFrom('@daily', '@weekly', '*/7 * * * *', '0 9 * * 1-5', '15 0,12 1,15 * *', '0 0 29 2 *');
    fc.assert(
      fc.property(schedules, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 4e8 }), (schedule, starts, minutes) => {
        const from = at('2026-01-01T00:00:00Z') + (minutes % 2e6) * 60_000;
        const end = endOfStarts(schedule, from, starts) ?? assert.fail();
        let count = 0;
        for (let next = startAfter(schedule, from); next !== undefined && next < end; next = startAfter(schedule, next)) count += 1;
        assert.equal(count, starts);
      }),
      { numRuns: 100 },
    );
  });
});
