import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { addRules, readRules } from '../../../src/app/rulesFile.ts';
import { systemClock } from '../../../src/base/clock.ts';
import type { Effect, Mode } from '../../../src/base/effects.ts';
import type { RuleId } from '../../../src/base/ids.ts';
import type { Judged, JudgedCall } from '../../../src/policy/policy.ts';
import { describeAbout, type NewRule, type Rule } from '../../../src/policy/rule.ts';
import { matchesSegments, segmentsOf } from '../../../src/policy/ruleGlob.ts';
import { isNeverAllowedByRule, isNeverRemembered } from '../../../src/policy/ruleNever.ts';
import type { Verdict } from '../../../src/policy/ruling.ts';
import { policyOf, useWorkspace, write } from './workspace.ts';

const kept = (rules: readonly NewRule[]): readonly Rule[] =>
  rules.map((rule, index) => ({ ...rule, id: `ru_${index}` as RuleId, madeAtMs: index }));
const rule = (verdict: Verdict, about: Rule['about']): NewRule => ({ verdict, about });

describe('Programs that no rule covers', () => {
  // shows: rules-kinds
  it('are the same in any case, as macOS finds them', () => {
    for (const program of ['python3', 'PYTHON3', 'Bash', './x', 'Rscript', 'RM'])
      assert.equal(isNeverAllowedByRule(program), true, program);
    for (const program of ['Git', 'MAKE', 'Npm']) assert.equal(isNeverRemembered(program), true, program);
    for (const program of ['touch', 'mkdir']) assert.equal(isNeverRemembered(program), false, program);
  });
});

describe('The globs of rules', () => {
  const matches = (path: string, glob: string): boolean => matchesSegments(segmentsOf(path), segmentsOf(glob));

  // shows: rules-kinds
  it('mean whole segments with two stars and characters of one segment with one', () => {
    for (const [path, glob] of [
      ['src/a.py', 'src/*.py'],
      ['src/a.py', '**/*.py'],
      ['a.py', '**/*.py'],
      ['src/x/y/a.py', 'src/**/a.py'],
      ['src/a.py', 'src/**/a.py'],
      ['data/x/y', 'data/**'],
      ['data', 'data/**'],
      ['x', '**'],
    ] as const)
      assert.ok(matches(path, glob), `${path} ${glob}`);
    for (const [path, glob] of [
      ['src/x/a.py', 'src/*.py'],
      ['srcs/a.py', 'src/**'],
      ['src/a.pyc', '**/*.py'],
      ['a', 'a/b'],
      ['a/b', 'a'],
    ] as const)
      assert.ok(!matches(path, glob), `${path} ${glob}`);
  });

  it('agree with a plain expression, whatever they are', () => {
    const segment = fc.constantFrom('a', 'b', 'ab', 'a.b');
    const part = fc.constantFrom('a', 'b', '*', 'a*', '**', '*b');
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), fc.array(part, { minLength: 1, maxLength: 5 }), (path, glob) => {
        const expression = glob.map((each) => (each === '**' ? '(?:[^/]+/)*' : `${each.replace(/\./g, '\\.').replace(/\*/g, '[^/]*')}/`));
        assert.equal(matchesSegments(path, glob), new RegExp(`^${expression.join('')}$`).test(`${path.join('/')}/`));
      }),
    );
  });
});

describe('Rules', () => {
  const places = useWorkspace();
  const inside = (path: string): string => join(places.root, path);
  const shell = (command: string, folder = places.root): Effect => ({ kind: 'shell', command, cwd: folder });
  const judge = (effects: readonly Effect[], rules: readonly NewRule[], others: Partial<JudgedCall> = {}): Promise<Judged> =>
    policyOf(places).judge({ effects, mode: 'ask', isTrusted: true, session: [], rules: kept(rules), earlier: [], ...others });
  const verdict = async (effect: Effect, rules: readonly NewRule[], mode: Mode = 'ask'): Promise<Verdict> =>
    (await judge([effect], rules, { mode })).verdict;

  // shows: rules-kinds
  it('allow by path, command, host, cost, repository and server, and say which rule it was and where to change it', async () => {
    const allowed: readonly (readonly [Effect, Rule['about']])[] = [
      [
        { kind: 'write', path: inside('src/a.py') },
        { kind: 'write', path: 'src/*.py' },
      ],
      [
        { kind: 'delete', path: inside('x.tmp') },
        { kind: 'delete', path: '**/*.tmp' },
      ],
      [
        { kind: 'read', path: join(places.outside, 'outside.txt') },
        { kind: 'read', path: join(places.outside, '*.txt') },
      ],
      [shell('touch src/new.py'), { kind: 'shell', program: 'touch', words: [{ is: 'file', below: 'src' }] }],
      [shell('mkdir -p out'), { kind: 'shell', program: 'mkdir', words: ['-p', 'out'] }],
      [shell('pytest -q'), { kind: 'shell', program: 'pytest', words: ['-q'] }],
      [
        { kind: 'reach', host: 'cdn.huggingface.co' },
        { kind: 'reach', host: '*.huggingface.co' },
      ],
      [
        { kind: 'spend', usd: 0.5, on: 'a request', purpose: 'main' },
        { kind: 'spend', usd: 1, purpose: 'main' },
      ],
      [
        { kind: 'publish', repo: 'me/model', change: 'upload' },
        { kind: 'publish', repo: 'me/*' },
      ],
      [
        { kind: 'mcp', server: 'docs', tool: 'search' },
        { kind: 'mcp', server: 'docs', tool: '*' },
      ],
    ];
    for (const [effect, about] of allowed) {
      assert.equal(await verdict(effect, []), 'ask', JSON.stringify(effect));
      const answer = await judge([effect], [rule('allow', about)]);
      assert.equal(answer.verdict, 'allow', JSON.stringify([effect, about]));
      assert.equal(answer.reason, `Allowed by your rule for ${describeAbout(about, 'allow')}.`);
      assert.equal(answer.rule, 'ru_0');
    }
  });

  // shows: rules-kinds
  it('deny and ask in the same ways, also what would pass by itself', async () => {
    const tightened: readonly (readonly [Effect, Rule['about']])[] = [
      [
        { kind: 'read', path: inside('src/a.py') },
        { kind: 'read', path: 'src/**' },
      ],
      [
        { kind: 'write', path: inside('SRC/A.py') },
        { kind: 'write', path: 'src/**' },
      ],
      [shell('cat src/a.py'), { kind: 'read', path: 'src/**' }],
      [shell('ls -la'), { kind: 'shell', program: 'ls', words: [{ is: 'rest' }] }],
      [shell('sudo -n curl x.org'), { kind: 'shell', program: 'curl', words: [{ is: 'rest' }] }],
      [shell('/usr/bin/curl $X'), { kind: 'shell', program: 'curl', words: [{ is: 'rest' }] }],
      [
        { kind: 'execute', argv: ['/usr/bin/pip', 'install', 'x'], cwd: places.root },
        { kind: 'execute', program: 'pip', words: [{ is: 'rest' }] },
      ],
      [
        { kind: 'execute', argv: ['python', inside('src/a.py')], cwd: places.root, on: 'ssh:gpu-box' },
        { kind: 'execute', program: 'python', words: [{ is: 'rest' }] },
      ],
      [
        { kind: 'execute', argv: ['python', inside('src/a.py')], cwd: places.root, on: 'ssh:Gpu-Box' },
        { kind: 'execute', program: 'python', words: [{ is: 'rest' }], on: 'ssh:gpu-*' },
      ],
      [
        { kind: 'reach', host: 'EVIL.org:443' },
        { kind: 'reach', host: 'evil.org' },
      ],
      [
        { kind: 'spend', usd: 5, on: 'a job', purpose: 'run' },
        { kind: 'spend', usd: 1 },
      ],
      [
        { kind: 'spend', usd: undefined, on: 'a job', purpose: 'run' },
        { kind: 'spend', usd: 100 },
      ],
      [
        { kind: 'publish', repo: 'Me/Model', change: 'upload' },
        { kind: 'publish', repo: 'me/*' },
      ],
      [
        { kind: 'mcp', server: 'x', tool: 'y' },
        { kind: 'mcp', server: '*', tool: '*' },
      ],
    ];
    for (const [effect, about] of tightened) {
      const denied = await judge([effect], [rule('allow', about), rule('deny', about)], { mode: 'auto' });
      assert.deepEqual([denied.verdict, denied.rule], ['deny', 'ru_1'], JSON.stringify([effect, about]));
      assert.match(denied.reason, /^Denied by your rule against .*\.$/);
      const asked = await judge([effect], [rule('ask', about), rule('allow', about)], { mode: 'auto' });
      assert.deepEqual([asked.verdict, asked.rule, asked.sessionScope, asked.proposal], ['ask', 'ru_0', undefined, undefined]);
    }
  });

  // shows: rules-kinds
  it('allow a command only where every word is what the rule says, and leads to an ordinary place', async () => {
    await mkdir(inside('out'));
    await symlink('../../outside.txt', inside('src/link.py'));
    const touch = rule('allow', { kind: 'shell', program: 'touch', words: [{ is: 'file', below: 'src' }] });
    const head = rule('allow', { kind: 'shell', program: 'mytool', words: ['-n', { is: 'number' }, 'src/a.py'], folder: '.' });
    const rules = [touch, head];
    for (const command of [
      'touch src/x',
      'touch ./src/y/z',
      'cd src && touch x',
      'mytool -n 12 src/a.py | head -n 3',
      'ls && touch src/x',
    ]) {
      assert.equal(await verdict(shell(command), rules), 'allow', command);
    }
    for (const command of [
      ...[
        'touch out/x',
        'touch src',
        'touch src/../out/x',
        'touch src/link.py',
        'touch src/.env',
        'touch src/conftest.py',
        'touch src/x src/y',
      ],
      ...['touch -r src/a.py', 'touch src/*', 'touch "$x"', 'X=1 touch src/x', 'touch src/x > out/y', 'touch src/x; rm src/a.py'],
      ...[
        'touch src/x && touch out/x',
        './touch src/x',
        'cd out && mytool -n 12 src/a.py',
        'mytool -n -12 src/a.py',
        'mytool -n 12 src/b.py',
      ],
      ...['cd src && mytool -n 1 src/a.py', 'touch src/x &', 'cd - ; touch src/x', 'sudo touch src/x'],
    ]) {
      assert.notEqual(await verdict(shell(command), rules), 'allow', command);
    }
  });

  // shows: rules-kinds
  it('that keep a folder from being read keep it from a search, too, and let others pass', async () => {
    const rules = [rule('deny', { kind: 'read', path: 'src/**' })];
    for (const command of [
      'grep -rn x .',
      'grep -rn x',
      'cat README.md src/a.py',
      'cd src && cat a.py',
      'git show HEAD:src/a.py',
      'cat src/*',
    ])
      assert.equal(await verdict(shell(command), rules), 'deny', command);
    for (const command of ['ls -la', 'cat README.md', 'git status', 'grep -n x README.md'])
      assert.equal(await verdict(shell(command), rules), 'allow', command);
    assert.equal(await verdict(shell('cat src/a.py'), [rule('deny', { kind: 'write', path: 'src/**' })]), 'allow');
  });

  // shows: rules-kinds
  it('add up what a call would spend, and take no unknown price for a small one', async () => {
    const rules = [rule('allow', { kind: 'spend', usd: 1, purpose: 'run' })];
    const spend = (usd: number | undefined, purpose: 'run' | 'main' = 'run'): Effect => ({ kind: 'spend', usd, on: 'x', purpose });
    assert.equal((await judge([spend(0.5), spend(0.5)], rules)).verdict, 'allow');
    for (const effects of [[spend(0.6), spend(0.6)], [spend(undefined)], [spend(Number.NaN)], [spend(-1)], [spend(0.1, 'main')]])
      assert.equal((await judge(effects, rules)).verdict, 'ask', JSON.stringify(effects));
  });

  it('hold in their own workspace only', async () => {
    const here = { ...rule('allow', { kind: 'write', path: 'src/**' }), workspace: places.root };
    assert.equal(await verdict({ kind: 'write', path: inside('src/a.py') }, [here]), 'allow');
    assert.equal(await verdict({ kind: 'write', path: join(places.secondRoot, 'src/a.py') }, [here]), 'ask');
    assert.equal(await verdict({ kind: 'write', path: inside('src/a.py') }, [{ ...here, workspace: '/elsewhere' }]), 'ask');
  });

  // shows: rules-offer
  it('are offered as narrow as they can be, in words', async () => {
    const offered = async (effect: Effect): Promise<string | undefined> => (await judge([effect], [])).proposal?.text;
    assert.equal(await offered({ kind: 'write', path: inside('src/a.py') }), 'Always allow changing src/a.py in this workspace');
    assert.equal(
      await offered(shell('mkdir -p out && touch out/log')),
      'Always allow “mkdir -p out” and “touch out/log” in this workspace',
    );
    assert.equal(await offered(shell('touch new.py', inside('src'))), 'Always allow “touch new.py” in src in this workspace');
    assert.equal(await offered({ kind: 'reach', host: 'PyPI.org' }), 'Always allow reaching pypi.org in this workspace');
    assert.equal(
      await offered({ kind: 'spend', usd: 0.123, on: 'x', purpose: 'run' }),
      'Always allow spending up to $0.13 a call on training in this workspace',
    );
  });

  // shows: rules-offer
  it('are offered wider only as far as earlier calls of the session show, and say which of them they would have matched', async () => {
    await mkdir(inside('out'));
    const earlier = [
      { title: 'Run touch out/b', effects: [shell('touch out/b')] },
      { title: 'Run touch src/q', effects: [shell('touch src/q')] },
      { title: 'Run touch out/c', effects: [shell('touch out/c')] },
      { title: 'Run rm out/c', effects: [shell('rm out/c')] },
    ];
    const { proposal } = await judge([shell('touch out/a')], [], { earlier });
    assert.equal(proposal?.text, 'Always allow “touch ‹a file below out›” in this workspace');
    assert.deepEqual([proposal.matched, proposal.matchedCount], [['Run touch out/b', 'Run touch out/c'], 2]);
    const numbers = await judge([shell('mytool -n 3 x')], [], { earlier: [{ title: 'before', effects: [shell('mytool -n 5 x')] }] });
    assert.equal(numbers.proposal?.text, 'Always allow “mytool -n ‹a number› x” in this workspace');
  });

  // shows: rules-offer
  it('are never offered for interpreters, wrappers, what destroys, publishes or is protected, secret, unknown or without a price', async () => {
    const effects: readonly Effect[] = [
      ...['python3 -c "print(1)"', 'python3 train.py', 'bash -c ls', 'env touch x', 'rm x.tmp', 'pytest -q', 'make', 'git commit -m x'],
      ...[
        'curl https://x.org',
        'sed -i s/a/b/ src/a.py',
        'touch .git/hooks/x',
        'touch .env',
        'touch ../outside.txt',
        'touch $x',
        './evil.sh',
      ],
      ...['find . -delete', 'touch src/*.py', 'cp src/a.py conftest.py', 'mytool --to=.vscode', 'mytool -o../x'],
    ].map((command) => shell(command));
    const others: readonly Effect[] = [
      { kind: 'write', path: inside('.vscode/settings.json') },
      { kind: 'read', path: inside('.env') },
      { kind: 'read', path: join(places.home, '.netrc') },
      { kind: 'delete', path: join(places.outside, 'outside.txt') },
      { kind: 'execute', argv: ['python', inside('src/a.py')], cwd: places.root },
      { kind: 'spend', usd: undefined, on: 'x', purpose: 'run' },
      { kind: 'publish', repo: 'me/model', change: 'upload' },
      { kind: 'mcp', server: 'x', tool: '*' },
      JSON.parse('{"kind":"teleport"}') as Effect,
    ];
    for (const effect of [...effects, ...others]) {
      const { verdict: answer, proposal } = await judge([effect], []);
      assert.notEqual(answer, 'allow', JSON.stringify(effect));
      assert.equal(proposal, undefined, JSON.stringify(effect));
    }
  });

  // shows: mcp-effects
  it('are offered for one tool of a server, with its host', async () => {
    const { proposal } = await judge(
      [
        { kind: 'mcp', server: 'docs', tool: 'search' },
        { kind: 'reach', host: 'mcp.example.org' },
      ],
      [],
    );
    assert.equal(proposal?.text, 'Always allow calling “search” of the server “docs” and reaching mcp.example.org in this workspace');
  });

  // shows: rules-offer
  it('come with the parts of the command line and why each of them asks', async () => {
    const { command } = await judge(
      [shell('ls src && touch out/x | head')],
      [rule('allow', { kind: 'shell', program: 'nothing', words: [] })],
    );
    assert.deepEqual(command, [
      { joiner: '', words: ['ls', 'src'], redirections: [] },
      { joiner: '&&', words: ['touch', 'out/x'], redirections: [], why: '“touch” is not on the list of harmless programs' },
      { joiner: '|', words: ['head'], redirections: [] },
    ]);
  });

  // shows: rules-same
  it('match the same call again once they are saved and read, whatever it was', async () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9._-]{0,6}$/);
    const word = fc.oneof(
      name,
      fc.tuple(name, name).map((two) => two.join('/')),
      fc.constantFrom('-v', '--fast', '-n', '3', '1e-4', 'a b', "it's", 'é'),
    );
    const quoted = word.map((text) => (/^[\w./-]+$/.test(text) ? text : `"${text}"`));
    const line = fc.array(fc.tuple(name, fc.array(quoted, { maxLength: 3 })), { minLength: 1, maxLength: 3 });
    const effect: fc.Arbitrary<Effect> = fc.oneof(
      fc.record({ kind: fc.constantFrom('write' as const, 'delete' as const), path: word.map((text) => inside(text)) }),
      fc.record({ kind: fc.constant('read' as const), path: name.map((text) => join(places.outside, text)) }),
      fc
        .tuple(line, fc.constantFrom(' && ', ' | ', '; ', ' || '))
        .map(([commands, joiner]) => shell(commands.map(([program, words]) => [program, ...words].join(' ')).join(joiner))),
      fc.domain().map((host) => ({ kind: 'reach' as const, host })),
      fc.double({ min: 0, max: 100, noNaN: true }).map((usd) => ({ kind: 'spend' as const, usd, on: 'x', purpose: 'run' as const })),
    );
    let count = 0;
    let proposed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(effect, { minLength: 1, maxLength: 2 }), fc.array(effect, { maxLength: 2 }), async (effects, before) => {
        const earlier = before.map((one) => ({ title: 'before', effects: [one] }));
        const { proposal } = await judge(effects, [], { earlier });
        if (proposal === undefined) return;
        proposed += 1;
        const path = join(places.outside, `rules-${count++}.json`);
        await addRules(path, proposal.rules, systemClock);
        const { rules, problem } = await readRules(path);
        assert.equal(problem, undefined);
        assert.equal((await judge(effects, rules)).verdict, 'allow', JSON.stringify([effects, rules]));
      }),
      { numRuns: 120 },
    );
    assert.ok(proposed > 20, `only ${proposed} were offered`);
  });

  // shows: mode-floor, path-protected, path-secrets, path-never, mode-untrusted
  it('never turn what is forbidden, protected, secret or evidence into a yes, in no mode, with no grant and no approval', async () => {
    const floor: readonly Effect[] = [
      ...['rm -rf /', 'touch .git/hooks/x', 'cp src/a.py .vscode/tasks.json', 'tee .env', 'cat .env', 'rm -r .practicum/runs'].map(
        (command) => shell(command),
      ),
      ...['.git/config', '.vscode/settings.json', 'conftest.py', '.env', '.practicum/rules.json'].map((path) => ({
        kind: 'write' as const,
        path: inside(path),
      })),
      { kind: 'delete', path: inside('.git/index') },
      { kind: 'read', path: inside('.env') },
      { kind: 'read', path: join(places.home, '.ssh/id_rsa') },
      { kind: 'write', path: inside('.practicum/runs/r/points.jsonl') },
      { kind: 'write', path: join(places.outside, 'outside.txt') },
      { kind: 'spend', usd: undefined, on: 'x', purpose: 'run' },
      JSON.parse('{"kind":"teleport"}') as Effect,
    ];
    const broad: readonly NewRule[] = [
      ...(['read', 'write', 'delete'] as const).flatMap((kind) => [
        rule('allow', { kind, path: '**' }),
        rule('allow', { kind, path: '/**' }),
      ]),
      ...['rm', 'touch', 'cp', 'tee', 'cat'].flatMap((program) => [
        rule('allow', { kind: 'shell', program, words: [{ is: 'file', below: '.' }] }),
        rule('allow', { kind: 'shell', program, words: [{ is: 'rest' }] }),
        rule('allow', {
          kind: 'shell',
          program,
          words: [
            { is: 'file', below: '.' },
            { is: 'file', below: '.' },
          ],
        }),
      ]),
      ...['.env', '.git/hooks/x'].map((path) => rule('allow', { kind: 'shell', program: 'touch', words: [path] })),
      rule('allow', { kind: 'spend', usd: 1000 }),
    ];
    const grant = {
      grant: {
        id: 'gr_x' as never,
        signedAtMs: 0,
        endsAtMs: 1e15,
        usd: 100,
        targets: ['local'],
        folders: [places.root],
        hosts: ['*.example.org'],
        code: 'sandboxed' as const,
      },
      nowMs: 1,
      until: '07:30',
      isConfined: true,
      usdLeft: 100,
      approvedCode: new Set<string>(),
    };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...floor),
        fc.subarray([...broad]),
        fc.constantFrom<Mode>('plan', 'ask', 'auto'),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('.env', 'conftest.py', 'src/a.py'),
        async (effect, rules, mode, isTrusted, hasGrant, approved) => {
          const session = [
            { kind: 'write' as const, path: inside(approved) },
            { kind: 'read' as const, path: inside(approved) },
          ];
          const answer = await judge([effect], rules, { mode, isTrusted, session, ...(hasGrant ? { grant } : {}) });
          assert.notEqual(answer.verdict, 'allow', JSON.stringify([effect, answer]));
        },
      ),
      { numRuns: 300 },
    );
  });

  // shows: mode-floor, mode-untrusted
  it('let plan mode and an untrusted folder look only, whatever they allow', async () => {
    const rules = [rule('allow', { kind: 'write', path: '**' }), rule('allow', { kind: 'shell', program: 'touch', words: ['src/x'] })];
    for (const effect of [{ kind: 'write', path: inside('src/a.py') } as const, shell('touch src/x'), shell('ls')]) {
      assert.equal((await judge([effect], rules, { mode: 'plan' })).verdict, 'deny');
      assert.equal((await judge([effect], rules, { isTrusted: false })).verdict, 'deny');
    }
  });

  // shows: path-never
  it('leave Practicum’s own home alone, also where it lies in the workspace', async () => {
    await write(inside('state/rules.json'), '{}');
    const { createPolicy } = await import('../../../src/policy/policy.ts');
    const fs = await import('node:fs/promises');
    const policy = createPolicy({ roots: [places.root], home: inside('state'), platform: 'linux', fs });
    const answer = async (effect: Effect): Promise<Verdict> =>
      (
        await policy.judge({
          effects: [effect],
          mode: 'auto',
          isTrusted: true,
          session: [],
          rules: kept([rule('allow', { kind: 'write', path: '**' })]),
        })
      ).verdict;
    assert.equal(await answer({ kind: 'write', path: inside('state/rules.json') }), 'deny');
    assert.equal(await answer({ kind: 'read', path: inside('state/keys.json') }), 'ask');
    assert.equal(await answer(shell('cat state/rules.json')), 'ask');
    assert.equal(await answer({ kind: 'write', path: inside('src/a.py') }), 'allow');
  });
});
