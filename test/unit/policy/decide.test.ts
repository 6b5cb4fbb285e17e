import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import { rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { type Effect, type Mode, type RepoChange, writesIn } from '../../../src/base/effects.ts';
import type { RuleId } from '../../../src/base/ids.ts';
import { decide } from '../../../src/policy/decide.ts';
import { knowsNothing } from '../../../src/policy/lookup.ts';
import { createPolicy, type Policy } from '../../../src/policy/policy.ts';
import type { DecideRequest } from '../../../src/policy/request.ts';
import type { Verdict } from '../../../src/policy/ruling.ts';
import { judge, policyOf, useWorkspace, write } from './workspace.ts';

const severity: Readonly<Record<Verdict, number>> = { allow: 0, ask: 1, deny: 2 };

/** A disk on which everything is a file where it is named, apart from folders that end in `/ws` or `/src`. */
const plainDisk: DecideRequest['lookup'] = {
  paths: ({ path }) => [{ kind: 'real', path, entry: /\/(ws|src)$/.test(path) ? 'directory' : path.endsWith('HEAD') ? 'missing' : 'file' }],
  code: ({ argv }) => `hash of ${argv[1]}`,
};

function requestFor(effects: readonly Effect[], mode: Mode = 'ask', others: Partial<DecideRequest> = {}): DecideRequest {
  return {
    effects,
    mode,
    isTrusted: true,
    roots: ['/ws'],
    platform: 'linux',
    session: [],
    isRepositoryUnchanged: true,
    searchPath: [],
    lookup: plainDisk,
    ...others,
  };
}

const read: Effect = { kind: 'read', path: '/ws/src/a.py' };
const write_: Effect = { kind: 'write', path: '/ws/src/a.py' };
const list: Effect = { kind: 'shell', command: 'ls -la', cwd: '/ws' };
const touch: Effect = { kind: 'shell', command: 'touch x', cwd: '/ws' };
const train: Effect = { kind: 'execute', argv: ['python', '/ws/src/a.py'], cwd: '/ws' };
const plan: Effect = { kind: 'record', what: 'plan' };

describe('decide', () => {
  const verdictOf = (effect: Effect, mode: Mode, others: Partial<DecideRequest> = {}): Verdict =>
    decide(requestFor([effect], mode, others)).verdict;

  // shows: policy-decide, policy-plan-mode
  it('lets plan mode look and nothing else', () => {
    assert.deepEqual(
      [read, plan, write_, list, touch, train].map((effect) => verdictOf(effect, 'plan')),
      ['allow', 'allow', 'deny', 'deny', 'deny', 'deny'],
    );
  });

  // shows: policy-decide
  it('lets a service that the person set up be asked, in every mode, and no other host unasked', () => {
    const lookupHosts = ['huggingface.co'];
    const at = (host: string): Effect => ({ kind: 'lookup', host });
    for (const mode of ['plan', 'ask', 'auto'] as const)
      assert.deepEqual(
        ['huggingface.co', 'evil.example', 'huggingface.co.evil.example'].map((host) => verdictOf(at(host), mode, { lookupHosts })),
        ['allow', 'ask', 'ask'],
      );
    assert.equal(verdictOf(at('huggingface.co'), 'auto', { lookupHosts, isTrusted: false }), 'ask');
    // To be allowed to ask a host is not to be allowed a line to it.
    assert.equal(verdictOf({ kind: 'reach', host: 'huggingface.co' }, 'auto', { lookupHosts }), 'ask');
  });

  // shows: policy-decide
  it('asks each time before others see something, see it no more, or it is deleted elsewhere, whatever the rules say', () => {
    const rules = [
      { id: 'r' as RuleId, verdict: 'allow' as const, about: { kind: 'publish' as const, repo: 'models/ada/*' }, madeAtMs: 0 },
    ];
    const change = (what: RepoChange): Verdict => verdictOf({ kind: 'publish', repo: 'models/ada/tiny', change: what }, 'auto', { rules });
    assert.deepEqual((['upload', 'tag', 'show', 'hide', 'delete'] as const).map(change), ['allow', 'allow', 'ask', 'ask', 'ask']);
    const asked = decide(requestFor([{ kind: 'publish', repo: 'models/ada/tiny', change: 'upload' }], 'ask'));
    assert.equal(asked.reason, 'It would change models/ada/tiny on the Hugging Face Hub.');
  });

  // shows: policy-decide, policy-ask-mode
  it('asks in ask mode for everything that is not known to be harmless', () => {
    assert.deepEqual(
      [read, plan, list, write_, touch, train].map((effect) => verdictOf(effect, 'ask')),
      ['allow', 'allow', 'allow', 'ask', 'ask', 'ask'],
    );
  });

  // shows: policy-decide, policy-auto-mode
  it('lets edits of the workspace pass in auto mode, and still asks before anything runs', () => {
    assert.deepEqual(
      [read, plan, list, write_, touch, train].map((effect) => verdictOf(effect, 'auto')),
      ['allow', 'allow', 'allow', 'allow', 'ask', 'ask'],
    );
  });

  // shows: mode-untrusted
  it('lets an untrusted folder only be read, and says what to do', () => {
    for (const mode of ['plan', 'ask', 'auto'] as const) {
      assert.deepEqual(
        [read, plan].map((effect) => verdictOf(effect, mode, { isTrusted: false })),
        ['allow', 'allow'],
      );
      for (const effect of [write_, list, touch, train, { kind: 'read', path: '/etc/hosts' } as const]) {
        const decision = decide(requestFor([effect], mode, { isTrusted: false }));
        assert.equal(decision.verdict, 'deny');
        assert.match(decision.reason, /Trust the folder/);
      }
    }
  });

  // shows: policy-fails-closed
  it('asks about an effect that it does not know', () => {
    const unknown = JSON.parse('{"kind":"teleport","to":"mars"}') as Effect;
    assert.deepEqual(
      (['ask', 'auto'] as const).map((mode) => verdictOf(unknown, mode)),
      ['ask', 'ask'],
    );
    assert.equal(verdictOf(unknown, 'plan'), 'deny');
    assert.equal(decide(requestFor([read, unknown], 'auto')).verdict, 'ask');
  });

  // shows: policy-fails-closed
  it('asks when a tool that may act declares no effect, and lets one pass that can only look', () => {
    assert.equal(decide(requestFor([], 'auto', { effectKinds: ['write'] })).verdict, 'ask');
    assert.equal(decide(requestFor([], 'auto')).verdict, 'ask');
    assert.equal(decide(requestFor([], 'plan', { effectKinds: ['write'] })).verdict, 'deny');
    assert.equal(decide(requestFor([], 'plan', { effectKinds: ['read', 'record'] })).verdict, 'allow');
  });

  // shows: policy-fails-closed, effects-declared
  it('refuses an effect of a kind that the tool never declared', () => {
    assert.equal(decide(requestFor([write_], 'auto', { effectKinds: ['read'] })).rule, 'undeclared');
  });

  // shows: policy-fails-closed
  it('allows nothing about a path that nobody looked up', () => {
    for (const effect of [read, write_, { kind: 'shell', command: 'cat README.md', cwd: '/ws' } as const]) {
      assert.notEqual(verdictOf(effect, 'auto', { lookup: knowsNothing }), 'allow');
    }
  });

  it('asks each time about money, publishing and deleting, and offers no session for them', () => {
    const effects: readonly Effect[] = [
      { kind: 'spend', usd: undefined, on: 'a GPU', purpose: 'run' },
      { kind: 'publish', repo: 'me/model', change: 'upload' },
      { kind: 'delete', path: '/ws/src/a.py' },
    ];
    for (const effect of effects) {
      const decision = decide(requestFor([effect], 'auto'));
      assert.deepEqual([decision.verdict, decision.sessionScope], ['ask', undefined]);
    }
  });

  // shows: mcp-effects
  it('asks about a tool of a server in every mode that lets it happen, and offers that tool and its host for the session', () => {
    const call: Effect = { kind: 'mcp', server: 'x', tool: 'y' };
    const reach: Effect = { kind: 'reach', host: 'mcp.example.org' };
    assert.equal(verdictOf(call, 'plan'), 'deny');
    for (const mode of ['ask', 'auto'] as const) {
      const { verdict, sessionScope } = decide(requestFor([call, reach], mode));
      assert.deepEqual([verdict, sessionScope], ['ask', [call, reach]]);
      assert.equal(decide({ ...requestFor([call, reach], mode), session: sessionScope ?? [] }).verdict, 'allow');
      for (const other of [
        { ...call, tool: 'z' },
        { ...call, server: 'workspace/x' },
      ])
        assert.equal(decide({ ...requestFor([other], mode), session: sessionScope ?? [] }).verdict, 'ask');
    }
  });

  it('says why in words that name the path', () => {
    assert.match(decide(requestFor([{ kind: 'write', path: '/ws/.git/hooks/x' }], 'auto')).reason, /\/ws\/\.git\/hooks\/x .*hooks/);
  });

  describe('as a property', () => {
    const path = fc.constantFrom(
      '/ws/src/a.py',
      '/ws/.env',
      '/ws/.git/config',
      '/etc/passwd',
      '/ws/.practicum/runs/r/points.jsonl',
      '/ws/$HOME/x',
      'relative',
      '/ws/a\u0000',
      '/dev/sda',
    );
    const command = fc.constantFrom(
      'ls',
      'cat .env',
      'rm -rf /',
      'touch x',
      'echo $x',
      'git status',
      'cat src/a.py | head',
      'rm -r .practicum/runs',
    );
    const effect: fc.Arbitrary<Effect> = fc.oneof(
      fc.record({ kind: fc.constantFrom('read' as const, 'write' as const, 'delete' as const), path }),
      fc.record({ kind: fc.constant('shell' as const), command, cwd: fc.constantFrom('/ws', '/etc', '/ws/.practicum/runs') }),
      fc.record({
        kind: fc.constant('execute' as const),
        argv: fc.constant(['python', '/ws/src/a.py']),
        cwd: fc.constantFrom('/ws', '/etc'),
      }),
      fc.constant(plan),
      fc.record({
        kind: fc.constant('spend' as const),
        usd: fc.constant(1),
        on: fc.constant('tokens'),
        purpose: fc.constant('run' as const),
      }),
      fc.constant(JSON.parse('{"kind":"unknown"}') as Effect),
    );
    const setting = fc.record({
      mode: fc.constantFrom<Mode>('plan', 'ask', 'auto'),
      isTrusted: fc.boolean(),
      isRepositoryUnchanged: fc.boolean(),
    });

    // shows: policy-decide, decide-reasons
    it('the verdict on several effects is the worst on any of them alone', () => {
      fc.assert(
        fc.property(fc.array(effect, { minLength: 1, maxLength: 5 }), setting, (effects, { mode, ...others }) => {
          const alone = effects.map((one) => severity[decide(requestFor([one], mode, others)).verdict]);
          assert.equal(severity[decide(requestFor(effects, mode, others)).verdict], Math.max(...alone));
        }),
      );
    });

    // shows: decide-reasons
    it('answers with a whole sentence and the rule that gave it, and the same each time', () => {
      fc.assert(
        fc.property(fc.array(effect, { maxLength: 4 }), setting, (effects, { mode, ...others }) => {
          const request = requestFor(effects, mode, others);
          const { verdict, reason, rule } = decide(request);
          assert.match(reason, /^\S.*[.!]$/);
          assert.match(rule, /^[a-z][\w.-]+$/);
          const again = decide(request);
          assert.deepEqual([again.verdict, again.reason, again.rule], [verdict, reason, rule]);
        }),
      );
    });

    it('one more effect never makes it laxer', () => {
      fc.assert(
        fc.property(fc.array(effect, { minLength: 1, maxLength: 4 }), effect, setting, (effects, more, { mode, ...others }) => {
          const before = severity[decide(requestFor(effects, mode, others)).verdict];
          assert.ok(severity[decide(requestFor([...effects, more], mode, others)).verdict] >= before);
        }),
      );
    });

    // shows: policy-plan-mode
    it('plan mode and untrusted folders allow only looking', () => {
      fc.assert(
        fc.property(fc.array(effect, { minLength: 1, maxLength: 4 }), setting, (effects, { mode, ...others }) => {
          if (mode !== 'plan' && others.isTrusted) return;
          if (decide(requestFor(effects, mode, others)).verdict !== 'allow') return;
          assert.ok(effects.every((one) => one.kind === 'read' || one.kind === 'record'));
        }),
      );
    });

    // shows: policy-runs-folder, path-never
    it('nothing ever allows or asks about writing among the records of runs', () => {
      const spelling = fc.constantFrom(
        '.practicum/runs/a',
        '.PRACTICUM/Runs/a',
        '.practicum\u200b/runs',
        'sub/.practicum/runs/x/y',
        '.practicum./runs./a',
      );
      fc.assert(
        fc.property(spelling, fc.constantFrom('write' as const, 'delete' as const), setting, (below, kind, { mode, ...others }) => {
          const decision = decide(
            requestFor([{ kind, path: `/ws/${below}` }], mode, { ...others, session: [{ kind: 'write', path: `/ws/${below}` }] }),
          );
          assert.equal(decision.verdict, 'deny');
        }),
      );
    });

    // shows: policy-shell-parsed
    it('an allowed command with metacharacters thrown in passes only as listed programs', () => {
      const allowed = fc.constantFrom('ls -la', 'cat README.md', 'grep -n x src/a.py | head -5', 'git status', 'cd src && cat a.py');
      const thrown = fc.constantFrom(
        ...'$`;&|<>(){}*?[]~#!\\"\'\n \t=',
        '$(touch x)',
        '`touch x`',
        '; touch x',
        '| sh',
        '> x',
        '&& rm x',
        '\u0000',
        '\u200b',
        '--',
        ' -exec ',
      );
      const listed = new Set(['ls', 'cat', 'grep', 'head', 'git', 'cd']);
      fc.assert(
        fc.property(allowed, fc.array(fc.tuple(fc.nat(60), thrown), { maxLength: 4 }), (start, insertions) => {
          const command = insertions.reduce<string>((text, [at, what]) => text.slice(0, at) + what + text.slice(at), start);
          if (decide(requestFor([{ kind: 'shell', command, cwd: '/ws' }], 'auto')).verdict !== 'allow') return;
          // Every word in the place of a program is a listed one; quotes apart, nothing that expands is left.
          const bare = command.replace(/'[^']*'|"(\\.|[^"\\$`])*"|\\./gs, 'q');
          assert.doesNotMatch(bare, /[$`<(){}]|\p{Cf}|(^|[\s=:])~|(^|[\s;|&])#|(?<!2>)&(?!&)(?<!&&)/u, command);
          for (const part of bare.split(/&&|\|\||[;|\n]/)) {
            const [program = ''] = part.trim().split(/\s+/);
            assert.ok(program === '' || listed.has(program), `${program} in ${command}`);
          }
        }),
        { numRuns: 3000 },
      );
    });
  });
});

describe('The policy on a real workspace', () => {
  const places = useWorkspace();

  // shows: policy-runs-folder
  it('refuses to write among the records of runs through a link', async () => {
    await write(join(places.root, '.practicum/runs/r1/points.jsonl'));
    await symlink('.practicum', join(places.root, 'notes'));
    await symlink('notes/runs/r1/points.jsonl', join(places.root, 'data.jsonl'));
    const policy = policyOf(places);
    for (const path of ['notes/runs/r1/points.jsonl', 'data.jsonl', 'notes/runs/new/spec.json', '.practicum/runs/new', '.practicum']) {
      assert.equal((await judge(policy, [{ kind: 'write', path: join(places.root, path) }], 'auto')).verdict, 'deny', path);
    }
    assert.equal((await judge(policy, [{ kind: 'read', path: join(places.root, 'data.jsonl') }])).verdict, 'allow');
    assert.equal((await judge(policy, [{ kind: 'write', path: join(places.root, '.practicum/papers/a.md') }], 'auto')).verdict, 'allow');
  });

  // shows: policy-runs-folder
  it('refuses a command that names the records of runs and is not proven to look only', async () => {
    await write(join(places.root, '.practicum/runs/r1/points.jsonl'));
    await write(join(places.root, '.practicum/papers/p.md'));
    const policy = policyOf(places);
    const verdict = async (command: string, folder = ''): Promise<Verdict> =>
      (await judge(policy, [{ kind: 'shell', command, cwd: join(places.root, folder) }], 'auto')).verdict;
    const refused = [
      'rm -r .practicum/runs',
      'rm -r ".practi"cum',
      'cd .practicum && rm -r runs',
      'rm -r .prac*',
      'echo 1 > .practicum/runs/r1/points.jsonl',
      'rm -rf ./.PRACTICUM/runs/r1',
      'mv x .practicum/papers/../runs/r1',
      'rm -r .{practicum,x}/runs',
      'dd of=.practicum/runs/x',
      'rm -r .practicum/r*',
    ];
    for (const command of refused) assert.equal(await verdict(command), 'deny', command);
    assert.equal(await verdict('rm points.jsonl', '.practicum/runs/r1'), 'deny');
    assert.equal(await verdict('tail -n 3 .practicum/runs/r1/points.jsonl'), 'allow');
    assert.equal(await verdict('python3 read.py .practicum/papers/p.md'), 'ask');
    assert.equal(await verdict('python3 train.py --out .practicum-old'), 'ask');
  });

  it('follows cd, and asks when it goes through a link', async () => {
    await symlink('src', join(places.root, 'link'));
    const policy = policyOf(places);
    const verdict = async (command: string): Promise<Verdict> =>
      (await judge(policy, [{ kind: 'shell', command, cwd: places.root }])).verdict;
    assert.equal(await verdict('cd src && cat a.py && cd .. && cat README.md'), 'allow');
    assert.equal(await verdict('cat link/a.py'), 'allow');
    for (const command of [
      'cd link && cat ../README.md',
      'cd src && cd .. && cd .. && ls',
      'cd src || cd ..; cat ../outside.txt',
      'cd nowhere && ls',
    ]) {
      assert.equal(await verdict(command), 'ask', command);
    }
  });

  // shows: path-never
  it('asks each time about a whole folder that a command is to write in, and refuses what only names it', async () => {
    const policy = policyOf(places);
    const shell: Effect = { kind: 'shell', command: 'touch x', cwd: places.root };
    for (const path of ['.git', 'src', '..'].map((name) => join(places.root, name))) {
      const decision = await judge(policy, [shell, writesIn(path)], 'auto');
      assert.deepEqual([decision.verdict, decision.sessionScope], ['ask', undefined], path);
      assert.equal((await judge(policy, [{ kind: 'write', path }], 'auto')).verdict, 'deny', path);
    }
    assert.equal((await judge(policy, [shell, writesIn(join(places.root, '.practicum/runs'))], 'auto')).verdict, 'deny');
  });

  it('does not double what it keeps in mind with every further cd', async () => {
    const command = Array.from({ length: 300 }, (_, index) => `cd ${index % 2 === 0 ? 'src' : '..'}`).join(' ; ');
    const decision = await judge(policyOf(places), [{ kind: 'shell', command, cwd: places.root }]);
    assert.equal(decision.verdict, 'ask');
  });

  it('looks at every file that a pattern stands for', async () => {
    const policy = policyOf(places);
    const verdict = async (command: string): Promise<Verdict> =>
      (await judge(policy, [{ kind: 'shell', command, cwd: places.root }])).verdict;
    assert.deepEqual(
      [
        await verdict('cat src/*.py'),
        await verdict('cat ./*'),
        await verdict('cat ./.e*'),
        await verdict('cat src/*/x'),
        await verdict('cat src/[ab].py'),
        await verdict('cat s*/../.e[n]v'),
        await verdict('cat [s]rc/a.py'),
      ],
      ['allow', 'allow', 'ask', 'allow', 'allow', 'ask', 'ask'],
    );
    await symlink('../../outside.txt', join(places.root, 'src/c.py'));
    assert.equal(await verdict('cat src/*.py'), 'ask');
    assert.equal(await verdict('cat src/?.md'), 'allow');
    await write(join(places.root, 'src/key.pem'));
    assert.equal(await verdict('cat src/*.pem'), 'ask');
  });

  it('stops believing git when its configuration changes, and never believes a repository inside the workspace', async () => {
    const policy = policyOf(places);
    const verdict = async (command: string): Promise<Verdict> =>
      (await judge(policy, [{ kind: 'shell', command, cwd: places.root }])).verdict;
    assert.equal(await verdict('git status'), 'allow');
    await write(join(places.root, 'sub/.git/config'));
    await write(join(places.root, 'bare/HEAD'));
    assert.equal(await verdict('cd sub && git status'), 'ask');
    assert.equal(await verdict('cd bare && git log'), 'ask');
    assert.equal(await verdict('cd src && git log'), 'allow');
    await write(join(places.root, '.git/hooks/post-index-change'));
    assert.equal(await verdict('git status'), 'ask');
  });

  it('knows a workspace that was opened through a link', async () => {
    const root = join(places.outside, 'opened');
    await symlink('ws', root);
    const policy = createPolicy({ roots: [root], platform: 'linux', fs });
    const verdict = async (effect: Effect): Promise<Verdict> => (await judge(policy, [effect], 'auto')).verdict;
    assert.equal(await verdict({ kind: 'write', path: join(root, 'src/a.py') }), 'allow');
    assert.equal(await verdict({ kind: 'write', path: join(places.root, 'src/a.py') }), 'allow');
    assert.equal(await verdict({ kind: 'shell', command: 'cd src && cat a.py && git status', cwd: root }), 'allow');
    assert.equal(await verdict({ kind: 'shell', command: 'cat ../outside.txt', cwd: root }), 'ask');
  });

  it('does not take a program of the workspace for the one of the machine', async () => {
    const policy = (searchPath: readonly string[]): Policy =>
      createPolicy({ roots: [places.root], platform: 'linux', fs, searchPath: ['/usr/bin', ...searchPath] });
    const verdict = async (searchPath: readonly string[]): Promise<Verdict> =>
      (await judge(policy(searchPath), [{ kind: 'shell', command: 'ls', cwd: places.root }])).verdict;
    const bin = join(places.root, 'node_modules/.bin');
    assert.deepEqual([await verdict([bin]), await verdict(['.']), await verdict([''])], ['allow', 'allow', 'allow']);
    await write(join(bin, 'ls'));
    assert.deepEqual([await verdict([bin]), await verdict(['.'])], ['ask', 'allow']);
    await write(join(places.root, 'ls'));
    assert.deepEqual([await verdict(['.']), await verdict([''])], ['ask', 'ask']);
  });

  it('judges a call that names thousands of files in moments', async () => {
    const names = Array.from({ length: 1200 }, (_, index) => `f${index}`).join(' ');
    const decision = await judge(policyOf(places), [{ kind: 'shell', command: `cat ${names}`, cwd: places.root }]);
    assert.equal(decision.verdict, 'allow');
  });

  it('sees a folder swapped for a link', async () => {
    const policy = policyOf(places);
    const effect: Effect = { kind: 'write', path: join(places.root, 'src/a.py') };
    assert.equal((await judge(policy, [effect], 'auto')).verdict, 'allow');
    await rename(join(places.root, 'src'), join(places.outside, 'src'));
    await symlink('../src', join(places.root, 'src'));
    assert.equal((await judge(policy, [effect], 'auto')).verdict, 'deny');
  });
});
