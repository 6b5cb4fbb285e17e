import assert from 'node:assert/strict';
import { symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Effect, Mode } from '../../../src/base/effects.ts';
import { describeApproval, type SessionApproval } from '../../../src/policy/remember.ts';
import type { Verdict } from '../../../src/policy/ruling.ts';
import { judge, policyOf, type TestWorkspace, useWorkspace, write } from './workspace.ts';

async function approve(places: TestWorkspace, effects: readonly Effect[], mode: Mode = 'ask'): Promise<readonly SessionApproval[]> {
  const decision = await judge(policyOf(places), effects, mode);
  assert.equal(decision.verdict, 'ask');
  assert.ok(decision.sessionScope !== undefined, 'a session is offered');
  return decision.sessionScope;
}

describe('Approved for this session', () => {
  const places = useWorkspace();
  const verdict = async (effect: Effect, session: readonly SessionApproval[], mode: Mode = 'ask'): Promise<Verdict> =>
    (await judge(policyOf(places), [effect], mode, session)).verdict;
  const inside = (path: string): string => join(places.root, path);

  // shows: approval-session-scope
  it('covers further edits of the same file, and no other', async () => {
    const session = await approve(places, [{ kind: 'write', path: inside('src/a.py') }]);
    assert.equal(await verdict({ kind: 'write', path: inside('src/a.py') }, session), 'allow');
    assert.equal(await verdict({ kind: 'write', path: inside('src/../src/a.py') }, session), 'allow');
    assert.equal(await verdict({ kind: 'write', path: inside('src/b.py') }, session), 'ask');
    assert.equal(await verdict({ kind: 'delete', path: inside('src/a.py') }, session), 'ask');
    assert.equal(await verdict({ kind: 'write', path: inside('src/a.py') }, session, 'plan'), 'deny');
  });

  it('does not follow a file that was swapped for a link', async () => {
    const session = await approve(places, [{ kind: 'write', path: inside('src/a.py') }]);
    await unlink(inside('src/a.py'));
    await symlink('b.py', inside('src/a.py'));
    assert.equal(await verdict({ kind: 'write', path: inside('src/a.py') }, session), 'ask');
  });

  // shows: approval-session-scope
  it('covers a run of the same script with other arguments until the script changes', async () => {
    const run = (...args: readonly string[]): Effect => ({
      kind: 'execute',
      argv: ['python', inside('src/a.py'), ...args],
      cwd: places.root,
    });
    const session = await approve(places, [run('--lr', '0.1')]);
    assert.equal(await verdict(run('--lr', '0.001', '--epochs', '3'), session, 'auto'), 'allow');
    assert.equal(await verdict({ kind: 'execute', argv: ['python', inside('src/b.py')], cwd: places.root }, session), 'ask');
    assert.equal(await verdict({ kind: 'execute', argv: ['bash', inside('src/a.py')], cwd: places.root }, session), 'ask');
    await write(inside('src/a.py'), 'import os\n');
    assert.equal(await verdict(run('--lr', '0.1'), session), 'ask');
  });

  // shows: approval-session-scope
  it('covers a check behind walls, and no run without them', async () => {
    const run: Effect = { kind: 'execute', argv: ['python', inside('src/a.py')], cwd: places.root };
    const check: Effect = { ...run, isWalled: true };
    const session = await approve(places, [check]);
    assert.equal(await verdict(check, session), 'allow');
    assert.equal(await verdict(run, session), 'ask');
    assert.match(
      session.map(describeApproval).join(),
      /^checking .*a\.py in a sandbox, where there is one, while it and what it imports are unchanged$/,
    );
    await write(inside('src/a.py'), 'import sys\n');
    assert.equal(await verdict(check, session), 'ask');
  });

  // shows: approval-session-scope
  it('covers a run in the place that it was given for, and in no other', async () => {
    const place = fc.constantFrom(undefined, 'ssh:gpu-box', 'ssh:ada@gpu-box', 'ssh:GPU-BOX', 'ssh:other', 'hf-job', 'local');
    const run = (on: string | undefined): Effect => {
      const here = { kind: 'execute' as const, argv: ['python', inside('src/a.py')], cwd: places.root };
      return on === undefined ? here : { ...here, on };
    };
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(place, { minLength: 1 }), place, async (given, wanted) => {
        const session: SessionApproval[] = [];
        for (const on of given) session.push(...(await approve(places, [run(on)])));
        assert.equal(await verdict(run(wanted), session, 'auto'), given.includes(wanted) ? 'allow' : 'ask');
      }),
      { numRuns: 60 },
    );
  });

  // shows: approval-session-scope
  it('covers the same command in the same folder, and nothing like it', async () => {
    const shell = (command: string, folder = places.root): Effect => ({ kind: 'shell', command, cwd: folder });
    const session = await approve(places, [shell('mkdir -p out && touch out/log')]);
    assert.equal(await verdict(shell('mkdir  -p out &&   touch "out/log"'), session), 'allow');
    for (const other of [
      shell('mkdir -p out'),
      shell('mkdir -p out; touch out/log'),
      shell('mkdir -p out && touch out/log2'),
      shell('mkdir -p out && touch out/log', inside('src')),
    ]) {
      assert.equal(await verdict(other, session), 'ask');
    }
  });

  // shows: approval-session-scope
  it('is not offered for what is protected, secret, denied, unreadable or runs whatever a file says', async () => {
    const policy = policyOf(places);
    const effects: readonly Effect[] = [
      { kind: 'write', path: inside('.vscode/settings.json') },
      { kind: 'write', path: inside('conftest.py') },
      { kind: 'read', path: inside('.env') },
      { kind: 'read', path: join(places.home, '.netrc') },
      { kind: 'write', path: join(places.outside, 'x') },
      { kind: 'execute', argv: ['python', '-m', 'train'], cwd: places.root },
      { kind: 'execute', argv: ['python', inside('conftest.py')], cwd: places.root },
      { kind: 'execute', argv: ['python', join(places.outside, 'outside.txt')], cwd: places.root },
      ...[
        'touch $x',
        'echo a > b',
        'python3 train.py',
        'bash -c ls',
        './run.sh',
        'rm x',
        'cp x .git/hooks/pre-commit',
        'cp x --target=.vscode',
        'touch *',
        'env ls',
        'FOO=1 touch x',
        'rm -rf /',
        'pytest',
      ].map((command): Effect => ({ kind: 'shell', command, cwd: places.root })),
    ];
    for (const effect of effects) {
      const decision = await judge(policy, [effect], 'ask');
      assert.notEqual(decision.verdict, 'allow', JSON.stringify(effect));
      assert.equal(decision.sessionScope, undefined, JSON.stringify(effect));
    }
  });

  it('is not offered for a call of which one part may only be allowed once', async () => {
    const decision = await judge(policyOf(places), [
      { kind: 'write', path: inside('src/a.py') },
      { kind: 'write', path: inside('.envrc') },
    ]);
    assert.deepEqual([decision.verdict, decision.sessionScope], ['ask', undefined]);
  });

  it('says what it covers', async () => {
    const [approval] = await approve(places, [{ kind: 'write', path: inside('src/a.py') }]);
    assert.ok(approval !== undefined);
    assert.equal(describeApproval(approval), `further edits of ${inside('src/a.py')}`);
  });

  // shows: approval-session-scope
  it('matches the same call again, whatever it was', async () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9./_-]{0,8}$/);
    const effect = fc.oneof(
      fc.record({ kind: fc.constantFrom('write' as const, 'read' as const), path: word.map((name) => `WS/${name}`) }),
      fc.record({ kind: fc.constant('read' as const), path: fc.constantFrom('/etc/hostname', '/usr/share/doc') }),
      fc.record({
        kind: fc.constant('shell' as const),
        command: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
        cwd: fc.constant('WS'),
      }),
      fc.record({
        kind: fc.constant('execute' as const),
        argv: fc.array(word, { maxLength: 3 }).map((args) => ['python', 'src/a.py', ...args]),
        cwd: fc.constant('WS'),
      }),
      fc.record({
        kind: fc.constant('execute' as const),
        argv: fc.constant(['python', 'src/a.py']),
        cwd: fc.constant('WS'),
        on: fc.domain().map((host) => `ssh:${host}`),
      }),
      fc.record({ kind: fc.constant('reach' as const), host: fc.domain() }),
    );
    const place = (one: Effect): Effect => JSON.parse(JSON.stringify(one).replaceAll('WS', places.root)) as Effect;
    await fc.assert(
      fc.asyncProperty(fc.array(effect, { minLength: 1, maxLength: 3 }), fc.constantFrom<Mode>('ask', 'auto'), async (some, mode) => {
        const effects = some.map(place);
        const policy = policyOf(places);
        const first = await judge(policy, effects, mode);
        if (first.verdict !== 'ask' || first.sessionScope === undefined) return;
        assert.equal((await judge(policy, effects, mode, first.sessionScope)).verdict, 'allow');
      }),
      { numRuns: 100 },
    );
  });
});
