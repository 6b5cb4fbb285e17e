import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { CodeVersion } from '../../../src/base/approval.ts';
import { codeVersion } from '../../../src/runs/codeVersion.ts';
import { loadsMore, localImports } from '../../../src/runs/localImports.ts';

describe('The version of code', () => {
  let root: string;

  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'practicum-code-')));
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  async function write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), text);
    }
  }

  const version = (...argv: readonly string[]): Promise<CodeVersion | undefined> =>
    codeVersion({ argv: ['python', ...argv], cwd: root }, [root]);
  const filesOf = async (...argv: readonly string[]): Promise<readonly string[] | undefined> =>
    (await version(...argv))?.files.map(({ path }) => relative(root, path));

  // shows: grant-code
  it('covers the script and every workspace file that it imports, directly and by way of others', async () => {
    await write({
      'train.py':
        'import torch, model\nfrom data.loader import batches\nfrom pkg import (\n  a,  # one\n  b as c,\n)\nif True: import late\n',
      'model.py': 'from helpers import *\n',
      'helpers/__init__.py': 'from . import deep\n',
      'helpers/deep.py': 'from ..shared import x\n',
      'shared.py': '',
      'data/loader.py': 'import os; import \\\n  joined\n',
      'joined.py': '',
      'pkg/__init__.py': '',
      'pkg/a.py': 'from .b import y\n',
      'pkg/b.py': '',
      'late.py': 'import train\n',
      'src/torch.py': '',
      'unrelated.py': '',
    });
    assert.deepEqual(await filesOf('train.py'), [
      'train.py',
      'data/loader.py',
      'helpers/__init__.py',
      'helpers/deep.py',
      'joined.py',
      'late.py',
      'model.py',
      'pkg/__init__.py',
      'pkg/a.py',
      'pkg/b.py',
      'shared.py',
      'src/torch.py',
    ]);
  });

  // shows: grant-code
  it('is another one after any of these files has changed, or one was put in the place of another, and the same otherwise', async () => {
    await write({ 'train.py': 'import model\n', 'model.py': 'x = 1\n', 'other.py': '' });
    const first = await version('train.py');
    await write({ 'other.py': 'y = 2\n' });
    assert.deepEqual(await version('train.py'), first);
    await write({ 'model.py': 'x = 2\n' });
    assert.notEqual((await version('train.py'))?.hash, first?.hash);
    await write({ 'model.py': 'x = 1\n' });
    assert.equal((await version('train.py'))?.hash, first?.hash);
    await write({ 'model/__init__.py': 'x = 1\n' });
    assert.notEqual((await version('train.py'))?.hash, first?.hash);
  });

  // shows: grant-code
  it('covers what Python executes without source: bytecode, compiled modules and packages of them', async () => {
    await write({ 'train.py': 'import a, b, c, d.e\n', 'a.pyc': '1', 'b.cpython-311-x86_64-linux-gnu.so': '1', 'c/__init__.pyc': '1' });
    await write({ 'd/__init__.abi3.so': '1', 'd/e.pyd': '1', '__pycache__/train.cpython-311.pyc': '1' });
    assert.deepEqual(await filesOf('train.py'), [
      'train.py',
      'a.pyc',
      'b.cpython-311-x86_64-linux-gnu.so',
      'c/__init__.pyc',
      'd/__init__.abi3.so',
      'd/e.pyd',
    ]);
  });

  // shows: grant-code
  it('covers what stands in the place of a module that the standard library or a package imports, though nothing here names it', async () => {
    await write({ 'src/train.py': 'import torch\n', 'src/eval.py': '', 'src/yaml/data.txt': '' });
    const before = await version('src/train.py');
    assert.deepEqual(await filesOf('src/train.py'), ['src/train.py']);
    for (const shadow of ['src/random.py', 'src/sympy/__init__.py', 'src/triton.pyc', 'yaml.py']) {
      await write({ [shadow]: 'import eval\n' });
      const found = (await version('src/train.py')) ?? assert.fail();
      assert.notEqual(found.hash, before?.hash, shadow);
      assert.ok(found.files.some(({ path }) => path === join(root, shadow)));
      if (shadow.endsWith('.py'))
        assert.ok(
          found.files.some(({ path }) => path === join(root, 'src/eval.py')),
          'with what it imports',
        );
      assert.match(found.note ?? '', /may stand in for what other packages import/);
      await rm(join(root, shadow));
      await rm(join(root, 'src/sympy'), { recursive: true, force: true });
    }
    assert.equal((await version('src/train.py'))?.hash, before?.hash);
  });

  // shows: grant-code
  it('counts configuration that the arguments name, and a module started with -m', async () => {
    await write({
      'pkg/train.py': 'import model\n',
      'model.py': '',
      'conf/a.yaml': 'lr: 1\n',
      'conf/b.yaml': 'lr: 2\n',
      'data.csv': '1\n',
    });
    assert.deepEqual(await filesOf('-m', 'pkg.train', '--config=conf/a.yaml', '--data', 'data.csv'), [
      'pkg/train.py',
      'conf/a.yaml',
      'model.py',
    ]);
    assert.deepEqual(await filesOf('pkg/train.py', '--config-dir', 'conf'), ['pkg/train.py', 'conf/a.yaml', 'conf/b.yaml', 'model.py']);
    assert.equal(await filesOf('-m', 'pip', 'install', 'torch'), undefined);
    assert.equal(await filesOf('-c', 'print(1)'), undefined);
  });

  // shows: grant-code
  it('covers every Python file beside a script that may load more than it names, and says so', async () => {
    await write({ 'app/train.py': 'import importlib\n', 'app/plugins/one.py': '', 'app/.hidden/two.py': '', 'elsewhere.py': '' });
    const found = await version('app/train.py');
    assert.deepEqual(await filesOf('app/train.py'), ['app/train.py', 'app/plugins/one.py']);
    assert.match(found?.note ?? '', /every Python file below app counts/);
  });

  it('is not known for what lies outside the workspace, or for more than a yes can mean', async () => {
    await write({ 'train.py': 'import big\n', 'big.py': `x = "${'a'.repeat(2 * 1024 * 1024)}"\n` });
    assert.equal(await version('train.py'), undefined);
    assert.equal(await version('/etc/hosts'), undefined);
    assert.equal(await version('missing.py'), undefined);
  });

  it('reads imports however they are written', () => {
    const names = (text: string): readonly string[] =>
      localImports(text).map(({ level, module, names: from }) => `${'.'.repeat(level)}${module.join('.')}:${from.join(',')}`);
    assert.ok(names('from.x import y').includes('.x:y'));
    assert.ok(names('from . . a . b import(c)').includes('..a.b:c'));
    assert.ok(names('try:\n\timport a.b as c, d').includes('a.b:'));
    assert.ok(names('import ｍodel').includes('model:'));
    assert.ok(names('x = 1;import a').includes('a:'));
    assert.ok(names('"""\nimport a\n"""').includes('a:'));
    assert.ok(names('from größe import maß').includes('größe:maß'));
  });

  it('takes training code for what it is', () => {
    for (const text of ['model.eval()', 'torch.compile(model)', 'important = 1', 're.compile("a")', 'cursor.execute("x")'])
      assert.ok(!loadsMore(text), text);
    for (const text of [
      'exec(open("a.py").read())',
      '__import__("a")',
      'sys.path.insert(0, "x")',
      'import runpy',
      'os.system("python b.py")',
      'x = eval ("1")',
    ])
      assert.ok(loadsMore(text), text);
  });
});
