import assert from 'node:assert/strict';
import type { Effect } from '../../../src/base/effects.ts';
import type { RuleId } from '../../../src/base/ids.ts';
import { losesBytecodeGuard } from '../../../src/policy/shell/bytecodeGuard.ts';
import { judge, policyOf, useWorkspace } from './workspace.ts';

const losing = [
  'python -I src/a.py',
  'python3 -E src/a.py',
  'python3.12 -sE -u src/a.py',
  '.venv/bin/python -uI -c "import a"',
  'python -W ignore -X utf8 -I src/a.py',
  'python -X pycache_prefix= src/a.py',
  'PYTHONPYCACHEPREFIX= python src/a.py',
  'unset PYTHONPYCACHEPREFIX; python src/a.py',
  'env -i python src/a.py',
  'env - python src/a.py',
  'env -u PYTHONPYCACHEPREFIX python src/a.py',
  'env --ignore-environment PATH=/usr/bin python src/a.py',
  'env A=1 -vi python src/a.py',
  '/usr/bin/env -i /usr/bin/python3 src/a.py',
  'ls && timeout 9 "python" "-I" src/a.py',
  'sudo -u ada python src/a.py',
];
const keeping = [
  'python src/a.py',
  'python -u src/a.py -I -E',
  'python -c "print(1)" -I',
  'python -m a -E',
  'python -W error src/a.py',
  'env A=1 python src/a.py -i',
  'env -u HOME python src/a.py',
  'grep -I python src/a.py',
  'ls -I python',
  'touch src/environment',
];

describe('A command that starts Python without the guard against planted bytecode', () => {
  const places = useWorkspace();

  // shows: grant-code
  it('is told from others by its words', () => {
    for (const command of losing) assert.ok(losesBytecodeGuard(command), command);
    for (const command of keeping) assert.ok(!losesBytecodeGuard(command), command);
  });

  // shows: grant-code, shell-exact
  it('is asked about each time, with that reason, and no session and no rule speaks for it', async () => {
    for (const command of losing)
      for (const mode of ['ask', 'auto'] as const) {
        const effect: Effect = { kind: 'shell', command, cwd: places.root };
        const decision = await judge(policyOf(places), [effect], mode);
        assert.equal(decision.verdict === 'ask' || decision.verdict === 'deny', true, command);
        if (decision.verdict === 'deny') continue;
        assert.equal(decision.sessionScope, undefined, command);
        assert.match(decision.reason, /planted bytecode/, command);
        const program = command.split(' ')[0] ?? '';
        const words = command.split(' ').slice(1);
        const rule = { id: 'rule_1' as RuleId, madeAtMs: 0, verdict: 'allow', about: { kind: 'shell', program, words } } as const;
        const ruled = await policyOf(places).judge({ effects: [effect], mode, isTrusted: true, session: [], rules: [rule] });
        assert.notEqual(ruled.verdict, 'allow', command);
      }
  });
});
