import assert from 'node:assert/strict';
import { untilText } from '../../../src/app/grantWords.ts';
import type { SessionId } from '../../../src/base/ids.ts';
import { describeGrant, grantStatusText } from '../../../src/editor/grantText.ts';

const nowMs = new Date('2026-11-21T22:00:00').getTime();
const hourMs = 3_600_000;
const granted = (hours: number, sessionTitle: string) => ({
  session: `se_${hours}` as SessionId,
  sessionTitle,
  grant: { id: 'gr_1', endsAtMs: nowMs + hours * hourMs, lines: ['Changes files in src'], protection: 'Confined.' },
});

describe('What the status bar says of a grant', () => {
  // shows: grant-shown
  it('is until when the agent works unattended, with what it may do and what protects', () => {
    assert.equal(grantStatusText([], nowMs), undefined);
    const one = grantStatusText([granted(1, 'Train it')], nowMs);
    assert.equal(one?.text, '$(shield) Unattended until 23:00');
    assert.equal(one?.tooltip, describeGrant(granted(1, 'Train it')));
    assert.match(one?.tooltip ?? '', /“Train it” may go on without asking:\n• Changes files in src\nConfined\./);
    assert.equal(grantStatusText([granted(1, ''), granted(1.5, 'b')], nowMs)?.label, 'Unattended until 23:30 (2 sessions)');
  });

  it('names the day where it is not today', () => {
    assert.equal(untilText(nowMs + 9.5 * hourMs, nowMs), 'Sun 22 Nov, 07:30');
  });
});
