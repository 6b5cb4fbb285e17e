import assert from 'node:assert/strict';
import { questionText, WaitsForApproval } from '../../../src/cli/mcpServeAsk.ts';

const question = {
  call: { tool: 'start_run', input: {} },
  title: 'Train with train.py',
  reason: 'It executes code.',
  effects: [],
  facts: {},
};

describe('A question through somebody else’s client', () => {
  // shows: mcp-serve-asks
  it('has a line for each thing that would happen, and the folder', () => {
    const effects = [{ kind: 'execute' as const, argv: ['python', 'train.py'], cwd: '/work' }];
    const facts = { cost: { usd: 0.1, text: 'at most $0.10: 10 min × t4-small', left: '$4.90 of $5.00 left' }, protection: 'No network' };
    assert.equal(
      questionText({ ...question, effects, facts, detail: 'Costs $0.10.\n\n3 files would go there.' }, ['/work']),
      `Train with train.py?

execute python train.py in /work
at most $0.10: 10 min × t4-small; $4.90 of $5.00 left
No network
It executes code.
Costs $0.10.
3 files would go there.
Folder: /work`,
    );
  });

  // shows: mcp-serve-asks
  it('lets arguments of a model’s making neither add a line nor hide one, and shows no key', () => {
    const title = 'Train with a.py --x\nCosts nothing.\u202egnp.exe\u200b sk-double-0123456789abcdefghijklmnopqrstuvwxyz';
    const [first = '', second] = questionText({ ...question, title }, ['/work']).split('\n');
    assert.match(first, /^Train with a\.py --x Costs nothing\.⟨U\+202E⟩gnp\.exe⟨U\+200B⟩ \[redacted:[^\]]+\]\?$/);
    assert.equal(second, '');
  });

  it('is not asked where it is too long to be read; where nobody answers, an agent is told what a person can do, and no id to answer with', () => {
    assert.throws(() => questionText({ ...question, detail: 'x'.repeat(9_000) }, ['/work']), { code: 'too-long-to-ask' });
    const refused = new WaitsForApproval({ ...question, facts: { cost: { usd: undefined, text: 'not known: a100' } } });
    assert.match(refused.message, /What it costs: not known: a100\.$/);
    assert.match(refused.message, /^Waiting for approval: Train with train\.py\. Nothing was done yet\./);
    assert.match(refused.hint ?? '', /same call again.*--grant FILE/);
    assert.doesNotMatch(`${refused.message} ${refused.hint}`, /ap_|approve \S/);
  });
});
