import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { classifyPath } from '../../../src/policy/paths.ts';
import { createPolicy } from '../../../src/policy/policy.ts';
import { resolvePath } from '../../../src/policy/resolvePath.ts';
import { judge, policyOf, useWorkspace, write } from './workspace.ts';

/** Kinds of paths beyond the public cases, in auto mode: the least that any mode asks about. */
describe('Paths', () => {
  const places = useWorkspace();
  const verdictOn = async (kind: 'read' | 'write' | 'delete', path: string): Promise<string> =>
    (await judge(policyOf(places), [{ kind, path: join(places.root, path) }], 'auto')).verdict;

  // shows: path-never
  it('to locks, register decisions and run folders are never written, in no mode and no spelling', async () => {
    for (const path of [
      '.practicum/runs/r1/points.jsonl',
      '.practicum/launch.lock',
      '.practicum/papers/p1/state.lock',
      '.practicum/papers/p1/register.json',
      '.practicum/papers/p1/register-decisions.jsonl',
      '.practicum/papers/p1/integrity.json',
      '.PRACTICUM/papers/p1/Register.json',
      '.pract\u200cicum/papers/p1/register.json',
      '.practicum',
    ]) {
      for (const kind of ['write', 'delete'] as const) assert.equal(await verdictOn(kind, path), 'deny', `${kind} ${path}`);
    }
    for (const path of ['.practicum/papers/p1/notes.md', 'src/register.json', 'poetry.lock', 'uv.lock'])
      assert.equal(await verdictOn('write', path), 'allow', path);
    for (const command of [
      'rm .practicum/launch.lock',
      'cp x .practicum/papers/p1/register.json',
      'tee .practicum/papers/*/register*',
      'rm .practicum/papers/p1/integrity.json',
    ])
      assert.equal((await judge(policyOf(places), [{ kind: 'shell', command, cwd: places.root }], 'auto')).verdict, 'deny', command);
  });

  // shows: reproduction-stages-kept
  it('to the stages of a reproduction are written unasked by what keeps them, and a person’s yes in no way but theirs', async () => {
    const kept = async (path: string, mode: 'ask' | 'auto' | 'plan'): Promise<string> =>
      (
        await judge(
          policyOf(places),
          [
            { kind: 'write', path: join(places.root, path) },
            { kind: 'record', what: 'stages' },
          ],
          mode,
        )
      ).verdict;
    const papers = '.practicum/papers/file-paper.tex';
    for (const name of ['register.json', 'integrity.json', 'spec.json', 'report.md', 'analysis/src__model.py.md']) {
      assert.equal(await kept(`${papers}/${name}`, 'ask'), 'allow', name);
      assert.equal(await kept(`${papers}/${name}`, 'plan'), 'deny', name);
    }
    assert.equal(await kept(`${papers}/accepted.json`, 'auto'), 'ask');
    for (const path of ['.practicum/runs/r1/register.json', '.practicum/papers/p1/x/register.json', `${papers}/register.lock`])
      assert.equal(await kept(path, 'auto'), 'deny', path);
    assert.equal(await kept('src/model.py', 'ask'), 'ask');
    await fs.mkdir(join(places.root, '.practicum/papers/p2'), { recursive: true });
    await fs.symlink(join(places.root, 'src/register.json'), join(places.root, '.practicum/papers/p2/register.json'));
    assert.equal(await kept('.practicum/papers/p2/register.json', 'auto'), 'deny');
  });

  // shows: path-protected
  it('to what steers a tool ask at every depth, in any case, composed or not, with characters that nobody sees', async () => {
    for (const path of [
      'vendor/lib/.git/hooks/post-checkout',
      'sub/.git',
      '.Git/config',
      '.g\u200bit/config',
      '.gi\u00adt/hooks/x',
      '\ufeff.git/config',
      '.vscode\ufe0f/tasks.json',
      'a/b/c/.VSCODE/settings.json',
      'tests/CONFTEST.py',
      'lib/x.PTH',
      'deep/.envrc',
      'x/.devcontainer/devcontainer.json',
      'Agents.MD',
      '.practicum/rules.json',
    ])
      assert.equal(await verdictOn('write', path), 'ask', JSON.stringify(path));
  });

  // shows: path-secrets
  it('to secrets are not read without asking, whatever link or case leads there', async () => {
    await fs.symlink('.env', join(places.root, 'notes.txt'));
    await fs.symlink('..', join(places.root, 'src/up'));
    for (const path of [
      '.env',
      'notes.txt',
      'src/up/.env',
      '.ENV',
      'app/.env.production',
      'keys/ID_RSA',
      'certs/tls.PEM',
      '.aws/credentials',
    ])
      assert.equal(await verdictOn('read', path), 'ask', path);
  });

  // shows: path-algorithm
  it('go by the file, also where it has several names, and by the folder that is there when it counts', async () => {
    await fs.link(join(places.root, 'src/a.py'), join(places.root, 'same.py'));
    assert.equal(await verdictOn('write', 'same.py'), 'allow');
    await fs.mkdir(join(places.root, 'swapped'));
    assert.equal(await verdictOn('write', 'swapped/x.txt'), 'allow');
    await fs.rmdir(join(places.root, 'swapped'));
    await fs.symlink('../home', join(places.root, 'swapped'));
    assert.equal(await verdictOn('write', 'swapped/x.txt'), 'deny');
    await fs.symlink('swapped/../../outside.txt', join(places.root, 'long'));
    assert.equal(await verdictOn('write', 'long'), 'deny');
  });

  // shows: path-algorithm
  it('are the same in any case where the volume does not tell cases apart', async () => {
    // macOS: the root is found under another case than it was opened in.
    const lower = (path: string): string =>
      path.toLowerCase().startsWith(places.root.toLowerCase()) ? join(places.root, path.slice(places.root.length)) : path;
    const folding = {
      lstat: (path: string) => fs.lstat(lower(path)),
      readlink: (path: string) => fs.readlink(lower(path)),
      readdir: (path: string) => fs.readdir(lower(path)),
      readFile: (path: string) => fs.readFile(lower(path)),
    };
    const policy = createPolicy({ roots: [places.root], platform: 'darwin', fs: folding });
    const shouted = join(places.root.toUpperCase(), 'src/a.py');
    const decision = await judge(policy, [{ kind: 'write', path: shouted }], 'auto');
    assert.equal(decision.verdict, 'allow', decision.reason);
    assert.equal((await judge(policy, [{ kind: 'write', path: join(places.root.toUpperCase(), '.GIT/config') }], 'auto')).verdict, 'ask');
    assert.equal((await judge(policyOf(places), [{ kind: 'write', path: shouted }], 'auto')).verdict, 'deny');
  });

  // shows: path-secrets
  it('are not read without asking under the short names of Windows, behind which a secret may stand', () => {
    const at = (path: string): ReturnType<typeof classifyPath> =>
      classifyPath({ kind: 'real', path: `C:\\ws\\${path}`, entry: 'file' }, { platform: 'win32', roots: ['C:\\ws'] });
    for (const path of ['ENV~1', 'sub\\ENV~1.LOC', 'AWS~1\\credentials.x']) {
      const found = at(path);
      assert.equal(found.kind === 'inside' && found.secret?.id, 'protected.short-name', path);
    }
    const ordinary = at('src\\a~b.py');
    assert.ok(ordinary.kind === 'inside' && ordinary.secret === undefined);
  });

  // shows: path-algorithm
  it('of any spelling never lead a write out of the workspace', async () => {
    await fs.symlink('..', join(places.root, 'src/up'));
    await fs.symlink('../../home', join(places.root, 'src/home'));
    await fs.symlink('nowhere/../..', join(places.root, 'dangling'));
    await write(join(places.root, 'src/deep/x.py'));
    const segment = fc.constantFrom('..', '.', '', 'src', 'up', 'home', 'deep', 'dangling', 'x.py', 'new', '.git', '~', '$HOME');
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 7 }), async (segments) => {
        const path = `${places.root}/${segments.join('/')}`;
        if ((await judge(policyOf(places), [{ kind: 'write', path }], 'auto')).verdict !== 'allow') return;
        const real = await resolvePath(path, fs, { platform: 'linux' });
        assert.ok(real.kind === 'real' && real.path.startsWith(`${places.root}/`), path);
        const at = classifyPath(real, { platform: 'linux', roots: [places.root] });
        assert.ok(at.kind === 'inside' && at.guarded === undefined && !at.isRunRecord, path);
        assert.ok(!real.path.slice(places.root.length).split('/').includes('.git'), path);
      }),
      { numRuns: 300 },
    );
  });
});
