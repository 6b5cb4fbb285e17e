import assert from 'node:assert/strict';
import type { ApprovalFacts } from '../../../src/base/approval.ts';
import { answerKeys, approvalLines } from '../../../src/cli/approvalText.ts';

const facts: ApprovalFacts = {
  reason: '“touch” is not in the list.',
  effects: [{ kind: 'shell', command: "ls 'a b' && touch x 2>/dev/null", cwd: '/w' }],
  sessionScope: 'this command in /w',
  rule: { text: 'Always allow “touch” of files below /w', matched: ['Run touch y'], matchedCount: 1 },
  command: [
    { joiner: '', words: ['ls', 'a b'], redirections: [] },
    { joiner: '&&', words: ['touch', 'x'], redirections: ['2>/dev/null'], why: 'it writes' },
  ],
  cost: { usd: 3.2, text: 'at most $3.20', left: '$6.80 of $10.00 left' },
  changes: [{ what: 'seed', before: '42', after: undefined, since: 'the run lr-0.1' }],
  protection: 'Confined by bubblewrap',
};

describe('A request on the command line', () => {
  // shows: approval-places, approval-facts, approval-changes
  it('says each part of the command, what costs, what changed silently, and how it is confined', () => {
    assert.deepEqual(approvalLines(facts, ['run in .']), [
      "  ls 'a b'",
      '! && touch x 2>/dev/null   (it writes)',
      'run in .',
      'Changed since the run lr-0.1: seed 42 → (not given)',
      'at most $3.20; $6.80 of $10.00 left',
      'Confined by bubblewrap',
      '“touch” is not in the list.',
    ]);
  });

  it('offers only the answers that it takes', () => {
    assert.deepEqual(answerKeys(facts), [
      '[y] once',
      '[s] for this session: this command in /w',
      '[a] always: Always allow “touch” of files below /w, as 1 earlier call',
      '[n] no, or say why',
    ]);
    assert.deepEqual(answerKeys({ reason: 'why', effects: [] }), ['[y] once', '[n] no, or say why']);
  });

  it('lets no text paint the terminal', () => {
    const [line] = approvalLines({ reason: 'a\u001b[2Jb\r\nc', effects: [] });
    assert.equal(line, 'a [2Jb c');
  });
});
