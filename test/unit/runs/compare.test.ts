import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keepCode } from '../../../src/runs/codeCopies.ts';
import { codeIdentity } from '../../../src/runs/codeIdentity.ts';
import { argumentsOf, betterOf } from '../../../src/runs/compare.ts';
import { loadComparison } from '../../../src/runs/loadCompared.ts';
import { createRuns } from '../../../src/runs/runs.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';
import { type WrittenRun, writeRun } from './writtenRun.ts';

describe('The comparison of two runs', () => {
  const folder = useTemporaryFolder();

  // shows: agent-runs-compare
  it('shows how code differs, as each run executed it: from the commit, from changes on it, in whatever state the tree is now', async () => {
    const script = path.join(folder.path, 'src', 'train.py');
    const git = (...args: readonly string[]): void =>
      void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder.path, stdio: 'ignore' });
    const run = async (name: string, text: string): Promise<WrittenRun> => {
      writeFileSync(script, text);
      const spec = { script, cwd: folder.path, argv: ['python', script], code: await codeIdentity(script) };
      const written = writeRun(folder.path, name, spec);
      await keepCode(written.folder, folder.path, spec);
      written.end(0);
      return written;
    };
    mkdirSync(path.dirname(script));
    writeFileSync(script, 'lr = 1\nsteps = 10\nprint(lr)\n');
    git('init', '-q');
    git('add', 'src');
    git('commit', '-qm', 'first');
    const a = await run('a', 'lr = 1\nsteps = 10\nprint(lr)\n');
    const b = await run('b', 'lr = 2\nsteps = 10\nprint(lr)\n');
    git('commit', '-qam', 'second');
    const c = await run('c', 'lr = 2\nsteps = 10\nprint(lr, steps)\n');
    writeFileSync(script, 'something else\n');
    for (const { folder: kept } of [a, b, c]) assert.ok(readFileSync(path.join(kept, 'code', 'code.json'), 'utf8').includes('"git"'));

    const runs = createRuns({
      roots: [folder.path],
      supervisor: { node: process.execPath, script: '' },
      require: () => undefined,
      interpreter: async () => undefined,
    });
    const diffOf = async (one: WrittenRun, other: WrittenRun): Promise<string | undefined> =>
      (await loadComparison(runs, one.id, other.id)).code.files.find(({ path: file }) => file === 'src/train.py')?.diff;
    try {
      assert.match((await diffOf(a, b)) ?? '', /^-lr = 1\n\+lr = 2$/m);
      assert.match((await diffOf(b, c)) ?? '', /^-print\(lr\)\n\+print\(lr, steps\)$/m);
      assert.match((await diffOf(a, c)) ?? '', /^-lr = 1\n\+lr = 2$/m);
      const same = await loadComparison(runs, a.id, a.id);
      assert.deepEqual([same.code.kind, same.code.files], ['same', []]);
    } finally {
      runs.dispose();
    }
  });

  it('knows arguments however they are written', () => {
    const read = (...words: readonly string[]): Readonly<Record<string, string>> =>
      Object.fromEntries(argumentsOf(['python', '-m', 'torch.distributed.run', '/w/train.py', ...words], '/w/train.py'));
    assert.deepEqual(read('--lr', '0.1', '--betas', '0.9', '0.99', '--amp', '--seed=3'), {
      '--lr': '0.1',
      '--betas': '0.9 0.99',
      '--amp': 'given',
      '--seed': '3',
    });
    assert.deepEqual(read('data.csv', 'optimizer.lr=0.1', '+model=small', '--shift', '-1'), {
      'argument 1': 'data.csv',
      'optimizer.lr': '0.1',
      '+model': 'small',
      '--shift': '-1',
    });
    assert.deepEqual(read(), {});
  });

  it('says which is better only where the metric says what better is', () => {
    assert.deepEqual(
      [betterOf('min', 1, 2), betterOf('max', 1, 2), betterOf(undefined, 1, 2), betterOf('min', 1, 1), betterOf('min', Number.NaN, 1)],
      ['A', 'B', undefined, undefined, undefined],
    );
  });
});
