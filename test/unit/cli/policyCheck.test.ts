import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pathCases from '../../fixtures/policy/path-cases.json' with { type: 'json' };
import shellCases from '../../fixtures/policy/shell-cases.json' with { type: 'json' };
import { runHere } from './here.ts';
import { type Ended, runSource } from './program.ts';

interface Answer {
  readonly verdict?: string;
  readonly reason?: string;
  readonly rule?: string;
  readonly error?: string;
}

/** Those that need a state which is not there when a batch begins: a race, another folder in its place. They are tests of the policy. */
const needState = ['pa-047', 'pa-097', 'pa-099'];

describe('practicum policy check', () => {
  let folder: string;
  const at = (path: string): string => join(folder, path);

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-check-')));
    const files = ['ws/README.md', 'ws/src/a.py', 'ws/src/b.py', 'ws/big.txt', 'ws/.env', 'ws/.git/config', 'ws/evil.sh', 'ws/x.tmp'];
    for (const file of [...files, 'ws/src/café.py', 'ws2/y.py', 'outside.txt', 'home/.netrc', 'home/.ssh/id_rsa']) {
      await mkdir(dirname(at(file)), { recursive: true });
      await writeFile(at(file), 'text\n');
    }
    await writeFile(at('ws/.git/config'), '[core]\n\tbare = false\n');
    for (const [link, to] of [
      ['link_file', '../outside.txt'],
      ['link_dir', '..'],
      ['l1', 'l2'],
      ['l2', '../outside.txt'],
      ['inlink', 'src/a.py'],
    ] as const)
      await symlink(to, at(`ws/${link}`));
    execFileSync('mkfifo', [at('ws/fifo')]);
  });

  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  const practicum = (args: readonly string[], input = ''): Promise<Ended> =>
    runHere(at('ws'), args, { HOME: at('home'), PRACTICUM_HOME: at('state') }, input);
  /** As a program of its own. */
  const started = (args: readonly string[], input: string): Promise<Ended> =>
    runSource(at('ws'), args, { HOME: at('home'), PRACTICUM_HOME: at('state') }, input);

  async function batch(lines: readonly unknown[]): Promise<{ readonly code: number | null; readonly answers: readonly Answer[] }> {
    const { code, out } = await practicum(['policy', 'check', '--batch'], lines.map((line) => JSON.stringify(line)).join('\n'));
    return {
      code,
      answers: out
        .trimEnd()
        .split('\n')
        .map((line): Answer => JSON.parse(line)),
    };
  }

  // shows: policy-check, path-algorithm, path-protected, path-secrets, shell-exact
  it('answers the public cases, in their order, with verdict, reason and rule', async () => {
    const paths = pathCases.cases
      .filter(({ id }) => !needState.includes(id))
      .map(({ id, op, path, platform, expect }) => ({
        id,
        expect,
        line: {
          kind: 'path',
          access: op,
          path: (id === 'pa-011' ? at('ws2/x.py') : path).replaceAll(/\$\{WS\}/g, at('ws')).replaceAll(/\$\{HOME\}/g, at('home')),
          ...(platform === undefined ? {} : { platform }),
          ...(id === 'pa-011' ? { roots: [at('ws'), at('ws2')] } : {}),
        },
      }));
    const commands = shellCases.cases.map(({ id, command, expect }) => ({ id, expect, line: { kind: 'shell', command, cwd: at('ws') } }));
    // What a repository is configured to start stands there before anybody looks: it is a batch of its own.
    const cases = [...paths, ...commands].filter(({ id }) => id !== 'sh-122');
    const { code, answers } = await batch(cases.map(({ line }) => line));
    assert.equal(code, 0);
    assert.deepEqual(
      answers.map(({ verdict }, index) => `${cases[index]?.id} ${verdict}`),
      cases.map(({ id, expect }) => `${id} ${expect}`),
    );
    assert.ok(answers.every(({ reason = '', rule = '' }) => reason !== '' && rule !== ''));
  });

  // shows: policy-check
  it('does not believe a repository that came with a program in its configuration', async () => {
    await writeFile(at('ws/.git/config'), '[core]\n\tfsmonitor = "touch PWNED;"\n');
    const { answers } = await batch([{ kind: 'shell', command: 'git status', cwd: at('ws') }]);
    assert.deepEqual(
      answers.map(({ verdict, rule }) => [verdict, rule]),
      [['ask', 'shell.repository']],
    );
  });

  // shows: policy-check
  it('answers a line that asks nothing with its error, goes on, and says so at the end', async () => {
    const input =
      'nonsense\n{"kind":"path","access":"eat","path":"a"}\n\n{"kind":"path","access":"read","path":"README.md"}\n{"kind":"x"}\n';
    const { code, out } = await started(['policy', 'check', '--batch'], input);
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line): Answer => JSON.parse(line));
    assert.equal(code, 2);
    assert.deepEqual(
      answers.map((answer) => answer.verdict ?? 'error'),
      ['error', 'error', 'allow', 'error'],
    );
  });

  // shows: policy-check
  it('reads a patch header as the path that it names, and a Windows path as Windows does', async () => {
    const cases: readonly (readonly [string, string, string, string])[] = [
      ['*** Update File: .git/hooks/pre-commit', 'write', 'linux', 'ask'],
      ['*** Add File: src/new.py', 'create', 'linux', 'allow'],
      ['+++ b/.vscode/settings.json', 'write', 'linux', 'ask'],
      ['*** Move to: ../../x', 'write', 'linux', 'deny'],
      ['diff --git a/src/a.py b/../../x', 'write', 'linux', 'deny'],
      ['Index: .envrc', 'write', 'linux', 'ask'],
      ['src/x.ipynb#/etc/x', 'write', 'linux', 'deny'],
      ['SRC\\A.py', 'write', 'windows', 'allow'],
      ['src\\..\\..\\outside.txt', 'write', 'windows', 'deny'],
      ['//server/share/x', 'read', 'windows', 'deny'],
      ['src\\nul.txt', 'write', 'windows', 'deny'],
      ['.Git/hooks/x', 'write', 'macos', 'ask'],
    ];
    const { answers } = await batch(cases.map(([path, access, platform]) => ({ kind: 'path', access, path, platform })));
    assert.deepEqual(
      answers.map(({ verdict }, index) => `${cases[index]?.[0]} ${verdict}`),
      cases.map(([path, , , verdict]) => `${path} ${verdict}`),
    );
  });

  // shows: policy-check
  it('answers for one call in words, with an exit code', async () => {
    const check = (...args: readonly string[]) => practicum(['policy', 'check', ...args]);
    const said = await check('--shell', 'ls -la');
    assert.deepEqual(said, { code: 0, out: 'allow: This command only looks at the workspace. (shell.harmless)\n', err: '' });
    assert.equal((await check('--shell', 'rm -rf /')).code, 1);
    assert.equal((await check('--path', 'src/a.py', '--access', 'write', '--mode', 'ask')).code, 3);
    assert.equal((await check('--path', 'src/a.py', '--shell', 'ls')).code, 2);
  });

  // shows: policy-check, rules-manage
  it('follows the person’s rules, which are listed and removed', async () => {
    await mkdir(at('state'));
    const about = { kind: 'shell', program: 'pytest', words: ['-q'] };
    await writeFile(at('state/rules.json'), JSON.stringify({ version: 1, rules: [{ id: 'ru_1', verdict: 'allow', about, madeAtMs: 1 }] }));
    assert.deepEqual((await batch([{ kind: 'shell', command: 'pytest -q' }])).answers, [
      { verdict: 'allow', reason: 'Allowed by your rule for “pytest -q”.', rule: 'ru_1' },
    ]);
    assert.equal((await practicum(['rules'])).out, 'ru_1  always allow “pytest -q”\n');
    assert.equal((await practicum(['rules', 'remove', 'ru_1'])).code, 0);
    assert.deepEqual(await practicum(['rules', 'list', '--json']), { code: 0, out: '', err: '' });
    const wrong = await practicum(['rules', 'remove', 'ru_1']);
    assert.deepEqual([wrong.code, wrong.err], [1, 'practicum: There is no rule ru_1. See practicum rules list.\n']);
  });

  // shows: policy-check
  it('answers hundreds of lines, many at once, in their order', async () => {
    const { code, answers } = await batch(
      Array.from({ length: 600 }, (_, index) => ({
        kind: 'shell',
        command: index % 2 === 0 ? `head -n ${index} README.md` : `touch ${index}`,
      })),
    );
    assert.equal(code, 0);
    assert.deepEqual(
      answers.map(({ verdict }) => verdict),
      Array.from({ length: 600 }, (_, index) => (index % 2 === 0 ? 'allow' : 'ask')),
    );
  });
});
