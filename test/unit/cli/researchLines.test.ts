import assert from 'node:assert/strict';
import type { ResearchAgent } from '../../../src/base/research.ts';
import { ResearchLines } from '../../../src/cli/researchLines.ts';

const agent: ResearchAgent = {
  id: 'su_1',
  question: 'Which\noptimiser?',
  state: 'working',
  step: 'Reads',
  notes: [],
  calls: 0,
  tokens: 0,
  looks: [],
  earlierLooks: 0,
  facts: [],
  notBacked: [],
  open: [],
};

describe('Research on the command line', () => {
  // shows: research-progress
  it('is a line for each sub-agent as it begins, and one as it ends', () => {
    const lines = new ResearchLines();
    const of = (...agents: readonly ResearchAgent[]): readonly string[] => lines.of({ kind: 'research', agents });
    assert.deepEqual(of({ ...agent, id: 'waiting-0', state: 'waiting' }), []);
    assert.deepEqual(of(agent), ['· sub-agent looks: Which optimiser?']);
    assert.deepEqual(of({ ...agent, calls: 3 }), []);
    const fact = { text: 'Adam', source: { kind: 'url', url: 'https://example.org' } } as const;
    assert.deepEqual(of({ ...agent, state: 'done', calls: 3, tokens: 12_000, usd: 0.1, facts: [fact] }), [
      '· sub-agent is done: Which optimiser? (3 calls, 12,000 tokens, $0.10, 1 fact)',
    ]);
    assert.deepEqual(
      of({
        ...agent,
        id: 'su_2',
        state: 'partial',
        notes: ['The budget of this research is used up.'],
        notBacked: [{ text: 'x', why: 'y' }],
      }),
      [
        '· sub-agent found only a part: Which optimiser? (0 calls, 0 tokens, 0 facts, 1 not backed) The budget of this research is used up.',
      ],
    );
  });
});
