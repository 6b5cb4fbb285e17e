import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RuleBook } from '../../../src/app/rules.ts';
import { addRules } from '../../../src/app/rulesFile.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import { describeRule, type NewRule } from '../../../src/policy/rule.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';

const writing = (path: string, verdict: NewRule['verdict'] = 'allow'): NewRule => ({ verdict, about: { kind: 'write', path } });

describe('The rules of a person', () => {
  const folder = useTemporaryFolder();
  let isTrusted: boolean;
  let problems: string[];

  beforeEach(async () => {
    isTrusted = true;
    problems = [];
    await mkdir(join(folder.path, 'ws/.practicum'), { recursive: true });
  });

  const home = (): string => join(folder.path, 'home');
  const file = (): string => join(home(), 'rules.json');
  const workspaceFile = (): string => join(folder.path, 'ws/.practicum/rules.json');
  const book = (root = join(folder.path, 'ws')): RuleBook =>
    new RuleBook({ home: home(), roots: [root], isTrusted: () => isTrusted, clock: systemClock, onProblem: (text) => problems.push(text) });
  const texts = async (rules: RuleBook): Promise<readonly string[]> => (await rules.current()).map((rule) => describeRule(rule));
  const putWorkspaceRules = (rules: readonly unknown[]): Promise<void> => writeFile(workspaceFile(), JSON.stringify({ version: 1, rules }));

  // shows: rules-home
  it('are kept in the home for nobody else to read, once each, and seen by every window at once', async () => {
    const [first, second] = [book(), book()];
    assert.deepEqual(await first.current(), []);
    await first.save([writing('src/a.py')]);
    await second.save([writing('src/a.py'), writing('src/b.py')]);
    assert.deepEqual(await texts(first), ['always allow changing src/a.py', 'always allow changing src/b.py']);
    assert.equal((await stat(file())).mode & 0o777, 0o600);
    assert.equal(JSON.parse(await readFile(file(), 'utf8')).version, 1);
  });

  // shows: rules-home
  it('lose nothing when windows and other processes save at once', async () => {
    const script = `import { addRules } from ${JSON.stringify(new URL('../../../src/app/rulesFile.ts', import.meta.url).href)};
      import { systemClock } from ${JSON.stringify(new URL('../../../src/base/clock.ts', import.meta.url).href)};
      for (let i = 0; i < 5; i += 1)
        await addRules(process.argv[1], [{ verdict: 'ask', about: { kind: 'write', path: process.argv[2] + i } }], systemClock);`;
    const other = (name: string): Promise<number | null> =>
      new Promise((done) => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', script, file(), name], { stdio: 'inherit' });
        child.once('close', done);
      });
    const here = Array.from({ length: 5 }, (_, index) => addRules(file(), [writing(`here-${index}`)], systemClock));
    assert.deepEqual(await Promise.all([other('a'), other('b')]), [0, 0]);
    await Promise.all(here);
    assert.equal((await book().current()).length, 15);
  });

  // shows: rules-manage
  it('are removed by their id or its end, and a wrong id is told with the next step', async () => {
    const rules = book();
    const [saved] = await rules.save([writing('src/a.py'), writing('src/b.py')]);
    assert.ok(saved !== undefined);
    assert.deepEqual((await rules.remove(saved.id.slice(-6))).id, saved.id);
    assert.deepEqual(await texts(rules), ['always allow changing src/b.py']);
    await assert.rejects(
      rules.remove('ru_nothing'),
      (error) => error instanceof PracticumError && error.hint === 'See practicum rules list.',
    );
  });

  // shows: rules-home
  it('allow nothing while their file is broken, and nothing of it is lost by saving', async () => {
    const rules = book();
    await rules.save([writing('src/a.py'), writing('data/**', 'deny')]);
    const { rules: kept } = JSON.parse(await readFile(file(), 'utf8'));
    const broken = JSON.stringify({ version: 1, rules: [...kept, { verdict: 'allow', about: { kind: 'teleport' } }] });
    await writeFile(file(), broken);
    assert.deepEqual(await texts(rules), ['never allow changing data/**']);
    await rules.current();
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /Rules that allow something are off: rule 3 cannot be read.*Repair .*rules\.json, or move it away/);
    await assert.rejects(rules.save([writing('src/b.py')]), /could not be changed/);
    assert.equal(await readFile(file(), 'utf8'), broken);
    for (const text of ['{"version":1,', '[]', 'null', '{"version":2,"rules":[]}']) {
      await writeFile(file(), text);
      assert.deepEqual(await texts(book()), [], text);
    }
    assert.equal(problems.length, 5);
    await rm(file());
    assert.deepEqual(await texts(rules), []);
  });

  // shows: rules-home
  it('cannot be written so that they allow an interpreter, a wrapper, any words or a place outside', async () => {
    const refused: readonly unknown[] = [
      { kind: 'shell', program: 'python3', words: ['-c', 'x'] },
      { kind: 'shell', program: 'bash', words: [] },
      { kind: 'shell', program: 'sudo', words: ['ls'] },
      { kind: 'shell', program: 'rm', words: ['x'] },
      { kind: 'shell', program: './x', words: [] },
      { kind: 'shell', program: 'pytest', words: [{ is: 'rest' }] },
      { kind: 'execute', program: 'pip', words: [] },
      { kind: 'write', path: '/etc/**' },
      { kind: 'reach', host: '*' },
      { kind: 'reach', host: '*.com' },
      { kind: 'mcp', server: '*', tool: '*' },
      { kind: 'spend', usd: -1 },
    ];
    await mkdir(home());
    for (const about of refused) {
      await writeFile(file(), JSON.stringify({ version: 1, rules: [{ id: 'ru_1', verdict: 'allow', about, madeAtMs: 1 }] }));
      const fresh = book();
      assert.deepEqual(await fresh.current(), [], JSON.stringify(about));
      assert.equal((await fresh.read()).problems.length, 1, JSON.stringify(about));
    }
  });

  // shows: rules-home
  it('of a workspace only tighten, only when it is trusted, and are read again when they change', async () => {
    await putWorkspaceRules([writing('data/**', 'deny'), writing('**')]);
    const rules = book();
    const [denying, ...others] = await rules.current();
    assert.deepEqual([denying?.verdict, denying?.isOfWorkspace, denying?.workspace, others], ['deny', true, join(folder.path, 'ws'), []]);
    assert.match(problems.join(), /only ask or deny, so these of .* do not count: “always allow changing \*\*” would allow something/);
    await putWorkspaceRules([writing('src/**', 'ask')]);
    assert.deepEqual(await texts(rules), ['always ask about changing src/**']);
    await assert.rejects(rules.remove('workspace-1'), /came with the workspace/);
    isTrusted = false;
    assert.deepEqual(await texts(rules), []);
  });

  it('of a workspace that was opened through a link hold where it really lies', async () => {
    await putWorkspaceRules([writing('data/**', 'deny')]);
    await symlink('ws', join(folder.path, 'opened'));
    assert.equal((await book(join(folder.path, 'opened')).current())[0]?.workspace, join(folder.path, 'ws'));
  });
});
