import assert from 'node:assert/strict';
import type { Effect, Mode } from '../../../src/base/effects.ts';
import type { RuleId } from '../../../src/base/ids.ts';
import { decide } from '../../../src/policy/decide.ts';
import { knowsNothing } from '../../../src/policy/lookup.ts';
import type { DecideRequest } from '../../../src/policy/request.ts';
import type { Rule } from '../../../src/policy/rule.ts';

const on = 'hf-sandbox:ada/69f0';
const write: Effect = { kind: 'operate', on, does: 'write', what: '/work/a.py' };
const shell: Effect = { kind: 'operate', on, does: 'shell', what: 'pip install torch && rm -rf /work/old' };

/** Nothing of the disk here is ever looked at for it. */
function judged(effect: Effect, mode: Mode = 'ask', more: Partial<DecideRequest> = {}) {
  const request: DecideRequest = {
    effects: [effect],
    mode,
    isTrusted: true,
    roots: ['/work'],
    platform: 'linux',
    session: [],
    isRepositoryUnchanged: true,
    searchPath: [],
    lookup: knowsNothing,
    ...more,
  };
  return decide(request);
}

describe('What happens on another machine', () => {
  const rule = (more: Pick<Rule, 'verdict' | 'about'>): Rule => ({ ...more, id: 'ru_1' as RuleId, madeAtMs: 0 });

  // shows: sandbox-policy
  it('is allowed by no rule for paths here, although the path reads the same', () => {
    const rules = [
      rule({ verdict: 'allow', about: { kind: 'write', path: '**' } }),
      rule({ verdict: 'allow', about: { kind: 'write', path: '/work/**' } }),
    ];
    assert.equal(judged(write, 'ask', { rules }).verdict, 'ask');
  });

  // shows: sandbox-policy
  it('is held by what the person has said of programs', () => {
    const about = { kind: 'shell', program: 'rm', words: [{ is: 'rest' }] } as const;
    assert.equal(judged(shell, 'auto', { rules: [rule({ verdict: 'deny', about })] }).verdict, 'deny');
    assert.equal(judged({ ...shell, what: 'ls' }, 'auto', { rules: [rule({ verdict: 'deny', about })] }).verdict, 'ask');
  });

  // shows: sandbox-policy
  it('may be agreed to for the session, for this machine and no other', () => {
    const { sessionScope } = judged(shell);
    assert.deepEqual(sessionScope, [{ kind: 'operate', on, does: 'shell' }]);
    const session = sessionScope ?? [];
    assert.equal(judged({ ...shell, what: 'python other.py' }, 'ask', { session }).verdict, 'allow');
    assert.equal(judged({ ...shell, on: 'hf-sandbox:ada/70a1' }, 'ask', { session }).verdict, 'ask');
    assert.equal(judged(write, 'ask', { session }).verdict, 'ask');
    for (const does of ['use', 'end'] as const) assert.equal(judged({ kind: 'operate', on, does, what: '' }).sessionScope, undefined);
  });

  // shows: sandbox-policy
  it('asks where the machine is none that is known, and is nothing for a folder that is not trusted', () => {
    for (const where of ['local', 'ssh:gpu-box', 'hf-sandbox:ada', 'hf-sandbox:../x/y'])
      for (const effect of [
        { ...write, on: where },
        { kind: 'inspect', on: where, path: '/work/a.py' },
      ] as const) {
        const { verdict, sessionScope } = judged(effect, 'auto');
        assert.deepEqual([verdict, sessionScope], ['ask', undefined], where);
      }
    for (const effect of [write, shell]) assert.equal(judged(effect, 'auto', { isTrusted: false }).verdict, 'deny');
  });
});
