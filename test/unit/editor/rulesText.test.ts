import assert from 'node:assert/strict';
import type { RuleId } from '../../../src/base/ids.ts';
import { ruleRows } from '../../../src/editor/rulesText.ts';
import type { Rule } from '../../../src/policy/rule.ts';

describe('The list of rules', () => {
  // shows: rules-manage
  it('says each in words and where it holds, the newest of the person first and those of the workspace last', () => {
    const about = { kind: 'write', path: 'src/a.py' } as const;
    const rules: readonly Rule[] = [
      {
        id: 'workspace-1' as RuleId,
        verdict: 'deny',
        about: { kind: 'reach', host: 'x.org' },
        workspace: '/ws',
        madeAtMs: 0,
        isOfWorkspace: true,
      },
      { id: 'ru_1' as RuleId, verdict: 'allow', about, workspace: '/ws', madeAtMs: 1 },
      { id: 'ru_2' as RuleId, verdict: 'ask', about: { kind: 'spend', usd: 2 }, madeAtMs: 2, note: 'Dear.' },
    ];
    assert.deepEqual(
      ruleRows(rules).map(({ label, description, detail }) => [label, description, detail]),
      [
        ['Always ask about spending more than $2.00 a call', 'everywhere', 'Dear.'],
        ['Always allow changing src/a.py', 'in /ws', ''],
        ['Never allow reaching x.org', 'this workspace', ''],
      ],
    );
  });
});
