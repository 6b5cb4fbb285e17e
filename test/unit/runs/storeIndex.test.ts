import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunId } from '../../../src/base/ids.ts';
import type { MetricPoint, RunState } from '../../../src/runs/run.ts';
import { RunIndex } from '../../../src/runs/store/runIndex.ts';
import { openRuns, rest, temporaryFolder, writeRun } from './storeSupport.ts';

describe('The list of runs', () => {
  let root = '';
  let home = '';
  beforeEach(() => {
    root = temporaryFolder();
    home = path.join(root, 'home');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const folderOf = (id: RunId): string => path.join(root, '.practicum', 'runs', id);
  const names = (states: readonly RunState[]): readonly string[] => states.map(({ spec }) => spec.id);

  async function listed(): Promise<readonly RunState[]> {
    const runs = openRuns(root, home);
    try {
      return await runs.list();
    } finally {
      runs.dispose();
    }
  }

  function indexFile(): string {
    const [name = ''] = readdirSync(path.join(home, 'runs'));
    return path.join(home, 'runs', name, 'index.jsonl');
  }

  /** Enough of them that an index is written. */
  function writeMany(): readonly RunId[] {
    return Array.from({ length: 20 }, (_, i) => writeRun(root, `r${i}`, { createdMs: 1000 + i }));
  }

  // shows: run-index
  it('is the same from the folders and from the index, which can be deleted or damaged at any time', async () => {
    writeMany();
    const first = await listed();
    assert.deepEqual(names(first).slice(0, 2), ['r19', 'r18']);
    const good = readFileSync(indexFile(), 'utf8');
    assert.deepEqual(await listed(), first);
    for (const spoilt of [
      '',
      'no json\n',
      good.slice(0, good.length / 2),
      good.replace('"v":', '"w":'),
      good.replaceAll('"done"', '"lost"'),
    ]) {
      writeFileSync(indexFile(), spoilt);
      assert.deepEqual(await listed(), first);
    }
    rmSync(indexFile());
    for (const states of await Promise.all([listed(), listed(), listed()])) assert.deepEqual(states, first);
    const linesOf = (text: string): readonly string[] => text.split('\n').sort();
    assert.deepEqual(linesOf(readFileSync(indexFile(), 'utf8')), linesOf(good));
    assert.deepEqual(readdirSync(path.dirname(indexFile())), ['index.jsonl']);
  });

  it('believes a folder over the index: what changed, went or came is seen', async () => {
    const [first, second] = writeMany();
    assert.ok(first !== undefined && second !== undefined);
    await listed();
    // As another window or machine would: the folder gets a new time.
    writeFileSync(
      path.join(folderOf(first), 'exit.new'),
      JSON.stringify({ v: 1, code: 3, signal: null, endedMs: 9, pointCount: 7, metrics: ['loss'] }),
    );
    renameSync(path.join(folderOf(first), 'exit.new'), path.join(folderOf(first), 'exit.json'));
    rmSync(folderOf(second), { recursive: true });
    writeRun(root, 'newer', { createdMs: 9000 });
    const states = await listed();
    assert.equal(states.find(({ spec }) => spec.id === first)?.exit?.code, 3);
    assert.equal(states.length, 20);
    assert.deepEqual(names(states)[0], 'newer');
    assert.ok(!names(states).includes(second));
  });

  it('does not believe an index of another folder', async () => {
    writeMany();
    await listed();
    const text = readFileSync(indexFile(), 'utf8').replaceAll('run r', 'forged r');
    writeFileSync(indexFile(), text);
    assert.ok(
      (await listed()).every(({ spec }) => spec.name.startsWith('forged ')),
      'an index of this folder is used',
    );
    writeFileSync(indexFile(), text.replace(JSON.stringify(path.join(root, '.practicum', 'runs')), '"/elsewhere"'));
    assert.ok((await listed()).every(({ spec }) => spec.name.startsWith('run ')));
  });

  // shows: run-10000
  it('reads nothing twice of runs that have ended, and looks at a few of them each time', async () => {
    for (let i = 0; i < 300; i++) writeRun(root, `r${i}`, { createdMs: i });
    const runs = path.join(root, '.practicum', 'runs');
    utimesSync(runs, 1, 1);
    const read: string[] = [];
    const inner = openRuns(root);
    const index = new RunIndex(runs, undefined, (folder) => {
      read.push(path.basename(folder));
      return inner.get(path.basename(folder) as RunId);
    });
    const first = await index.list();
    assert.equal(read.length, 300);
    assert.equal(await index.list(), first, 'the very same list, as nothing changed');
    assert.equal(read.length, 300);
    // One changes without anybody telling: it is found when its turn comes, after at most five looks at 64.
    rest(path.join(runs, 'r7'), 60);
    for (let look = 0; look < 5; look++) await index.list();
    assert.deepEqual(read.slice(300), ['r7']);
    inner.dispose();
  });

  // shows: run-newer
  it('holds a run of a newer version, a half-written and a broken one, each with one note, and all others', async () => {
    const newer = writeRun(root, 'newer', { spec: { v: 99, name: 'from the future' } });
    writeFileSync(path.join(folderOf(newer), 'points.jsonl'), 'a format of its own');
    const broken = writeRun(root, 'broken');
    writeFileSync(path.join(folderOf(broken), 'spec.json'), Buffer.from([0, 159, 146, 150]));
    rest(folderOf(broken));
    const half = 'half' as RunId;
    mkdirSync(folderOf(half));
    rest(folderOf(half));
    writeRun(root, 'good');
    const byId = new Map((await listed()).map((state) => [String(state.spec.id), state]));
    assert.deepEqual([...byId.keys()].sort(), ['broken', 'good', 'half', 'newer']);
    assert.match(byId.get('newer')?.note ?? '', /written by a newer Practicum \(run folder version 99;.*Update Practicum/);
    assert.equal(byId.get('newer')?.spec.name, 'from the future');
    assert.match(byId.get('broken')?.note ?? '', /spec\.json of this run cannot be read/);
    assert.match(byId.get('half')?.note ?? '', /has no spec\.json/);
    assert.equal(byId.get('good')?.status, 'done');
    assert.equal(byId.get('good')?.note, undefined);
  });

  it('goes on when a folder is removed while it is read', async () => {
    const ids = writeMany();
    const runs = openRuns(root, home);
    const listing = runs.list();
    for (const id of ids.slice(0, 10)) rmSync(folderOf(id), { recursive: true });
    await listing;
    assert.deepEqual(names(await runs.list()).length, 10);
    await assert.rejects(runs.get(ids[0] ?? ('' as RunId)), { code: 'run-not-found' });
    await assert.rejects(runs.seriesOf('../../home' as RunId), { code: 'run-not-found' });
    runs.dispose();
  });

  it('keeps nothing in the home of runs that are gone', async () => {
    const points = Array.from({ length: 4000 }, (_, step): MetricPoint => ({ metric: 'loss', step, value: step / 7, wallMs: step }));
    const ids = [writeRun(root, 'stays', { points }), writeRun(root, 'goes', { points })];
    const runs = openRuns(root, home);
    for (const id of ids) await runs.seriesOf(id);
    runs.dispose();
    const cache = path.join(home, 'runs', readdirSync(path.join(home, 'runs'))[0] ?? '');
    assert.deepEqual(readdirSync(cache).sort(), ['goes.columns', 'stays.columns']);
    rmSync(folderOf('goes' as RunId), { recursive: true });
    await listed();
    assert.deepEqual(readdirSync(cache), ['stays.columns']);
  });

  it('writes no index for a few runs, and needs no home', async () => {
    writeRun(root, 'only');
    assert.equal((await listed()).length, 1);
    assert.equal(existsSync(home), false);
    const runs = openRuns(root);
    assert.equal((await runs.list()).length, 1);
    runs.dispose();
  });
});
