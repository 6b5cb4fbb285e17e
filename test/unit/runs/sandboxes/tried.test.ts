import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noteTried, triedBefore } from '../../../../src/runs/sandboxes/tried.ts';
import { useTemporaryFolder } from '../../workspace/temporary.ts';

describe('What came of scripts that were tried', () => {
  const folder = useTemporaryFolder();
  const done = { end: 'done', tookMs: 4_000, output: '' } as const;

  // shows: sandbox-smoke
  it('is kept whole, and nothing is known of code whose note is damaged until it is tried again', async () => {
    await noteTried(folder.path, 'abc', 't4-small', done);
    const [name = '', ...others] = readdirSync(join(folder.path, 'smokes'));
    assert.deepEqual([name, others], ['abc.json', []]);
    const file = join(folder.path, 'smokes', name);
    const text = readFileSync(file, 'utf8');
    for (const part of ['', text.slice(0, text.length / 2), '{"v":2}']) {
      writeFileSync(file, part);
      assert.equal(await triedBefore(folder.path, 'abc'), undefined);
    }
    await noteTried(folder.path, 'abc', 't4-small', done);
    assert.deepEqual(await triedBefore(folder.path, 'abc'), { id: 'a smoke run', status: 'done', where: 'in a sandbox on t4-small' });
    assert.deepEqual(readdirSync(join(folder.path, 'smokes')), ['abc.json']);
  });

  // shows: sandbox-smoke
  it('can be read while it is written, as one of the two that were there', async () => {
    const slow = { ...done, end: 'failed', why: 'x'.repeat(200_000) } as const;
    await noteTried(folder.path, 'abc', 't4-small', done);
    let isOver = false;
    const writing = (async () => {
      for (let at = 0; at < 40; at++) await noteTried(folder.path, 'abc', 't4-small', at % 2 === 0 ? slow : done);
    })().finally(() => {
      isOver = true;
    });
    while (!isOver) assert.ok((await triedBefore(folder.path, 'abc')) !== undefined);
    await writing;
  });
});
