import assert from 'node:assert/strict';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf, PaperStore } from '../../../../src/papers/sources/store.ts';
import { bytesOf, useTemporaryFolder } from '../../workspace/temporary.ts';

const facts = (key: string) => ({ key, from: 'http://127.0.0.1/x', at: '2026-11-21T00:00:00.000Z', type: 'text/html' });

describe('papers kept in the home', () => {
  const folder = useTemporaryFolder();
  const notes: string[] = [];
  const storeOf = (mostBytes = 1_000_000) => new PaperStore({ folder: folder.path, mostBytes, onNote: (text) => void notes.push(text) });
  beforeEach(() => void notes.splice(0));

  // shows: paper-cache
  it('have their bytes once, whatever they are called', async () => {
    const store = storeOf();
    await store.keep({ ...facts('arxiv:1/html'), licence: 'CC BY 4.0' }, bytesOf('the page'));
    await store.keep(facts('arxiv:1v2/html'), bytesOf('the page'));
    assert.deepEqual(await readdir(join(folder.path, 'bytes')), [hashOf('the page')]);
    const kept = await storeOf().find('arxiv:1/html');
    assert.deepEqual([Buffer.from(kept?.bytes ?? []).toString(), kept?.entry.licence], ['the page', 'CC BY 4.0']);
    assert.equal(await store.find('arxiv:2/html'), undefined);
  });

  // shows: paper-cache
  it('are taken for absent where the disk damaged them, and it is said', async () => {
    const store = storeOf();
    const { sha256 } = await store.keep(facts('a'), bytesOf('right'));
    await writeFile(join(folder.path, 'bytes', sha256), 'wrong');
    assert.equal(await store.find('a'), undefined);
    assert.equal(notes.length, 1);
    await store.keepParsed(['opened:a'], bytesOf('read'));
    assert.equal(Buffer.from((await store.findParsed('opened:a')) ?? []).toString(), 'read');
    await writeFile(join(folder.path, 'parsed', hashOf('read')), 'reed');
    assert.equal(await store.findParsed('opened:a'), undefined);
    const [name = ''] = await readdir(join(folder.path, 'index'));
    await writeFile(join(folder.path, 'index', name), '{"v":1,');
    assert.equal(await store.find('a'), undefined);
  });

  // shows: paper-cache
  it('make room for new ones: those that nobody read for longest go, and it is said', async () => {
    const store = storeOf(2_500);
    for (const [index, key] of ['a', 'b', 'c'].entries()) {
      const { sha256 } = await store.keep(facts(key), Buffer.alloc(1_000, key));
      await utimes(join(folder.path, 'bytes', sha256), index + 1, index + 1).catch(() => undefined);
      if (key === 'b') assert.ok((await store.find('a')) !== undefined, 'reading it makes it new again');
    }
    assert.equal(await store.find('b'), undefined);
    assert.ok((await store.find('c')) !== undefined);
    assert.match(notes.join(), /were dropped to keep within practicum\.papers\.cacheMegabytes/);
  });
});
