import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { formatPoint } from '../../../src/runs/folderSchema.ts';
import type { MetricPoint } from '../../../src/runs/run.ts';
import { summarise } from '../../../src/runs/series.ts';
import { PointsStore } from '../../../src/runs/store/pointsStore.ts';
import { writeColumns } from '../../../src/runs/store/writeColumns.ts';
import { openRuns, temporaryFolder, writeRun } from './storeSupport.ts';

const losses = (n: number, metric = 'loss'): readonly MetricPoint[] =>
  Array.from({ length: n }, (_, i) => ({ metric, step: i + 1, value: 1 / (i + 1), wallMs: 1_795_221_307_340 + i * 90, source: 'hook' }));
const linesOf = (points: readonly MetricPoint[]): string => points.map(formatPoint).join('');

describe('The series of a run', () => {
  let folder = '';
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const places = (): { readonly points: string; readonly columns: readonly [string]; readonly cache: string } => ({
    points: path.join(folder, 'points.jsonl'),
    columns: [path.join(folder, 'points.columns')],
    cache: path.join(folder, 'home', 'cache.columns'),
  });

  async function opened(): Promise<PointsStore> {
    const store = new PointsStore(places());
    await store.refresh();
    return store;
  }

  async function valuesOf(store: PointsStore, metric = 'loss'): Promise<readonly number[]> {
    return [...(await store.column(metric)).read().values];
  }

  it('grow with the file, each whole line once, whatever piece of a line was there', async () => {
    const { points } = places();
    const text = linesOf(losses(50));
    writeFileSync(points, '');
    const store = await opened();
    for (let at = 0; at < text.length; at += 37) {
      appendFileSync(points, text.slice(at, at + 37));
      await store.refresh();
      assert.equal(store.pointCount, readFileSync(points, 'utf8').split('\n').length - 1);
    }
    assert.deepEqual(
      await valuesOf(store),
      losses(50).map(({ value }) => value),
    );
  });

  // shows: series-reopen
  it('are opened without reading a line, one of them without reading the others', async () => {
    const { points, columns } = places();
    const names = Array.from({ length: 20 }, (_, i) => `metric_${i}`);
    writeFileSync(points, names.map((name) => linesOf(losses(200, name))).join(''));
    await writeColumns({ points, columns: columns[0] });
    const store = await opened();
    assert.deepEqual([store.pointCount, store.metrics, store.bytes], [4000, names, 0]);
    assert.deepEqual(
      await valuesOf(store, 'metric_7'),
      losses(200).map(({ value }) => value),
    );
    const one = store.bytes;
    await valuesOf(store, 'metric_8');
    assert.ok(one > 0 && store.bytes === 2 * one);
  });

  it('are taken from the columns that the supervisor left, and lines that came later are added', async () => {
    const { points, columns } = places();
    const all = losses(3000).map((point, i) => ({ ...point, epoch: i / 8, value: i % 1000 === 999 ? Number.NaN : point.value }));
    writeFileSync(points, linesOf(all.slice(0, 2500)));
    await writeColumns({ points, columns: columns[0] });
    appendFileSync(points, linesOf(all.slice(2500)));
    const store = await opened();
    assert.equal(store.pointCount, 3000);
    assert.deepEqual(
      await valuesOf(store),
      all.map(({ value }) => value),
    );
    await writeColumns({ points, columns: columns[0] });
    const summed = await opened();
    assert.deepEqual(await summed.summaries(), summarise(all));
    assert.equal(summed.bytes, 0, 'what a metric came to needs none of its points');
    assert.equal((await summed.column('loss')).count, 3000);
    assert.ok(summed.bytes > 0);
  });

  it('come from the lines when columns are damaged, stale, cut off, of another file or of another version', async () => {
    const { points, columns } = places();
    const [file] = columns;
    const write = (n: number): void => writeFileSync(points, linesOf(losses(n)));
    write(2000);
    await writeColumns({ points, columns: file });
    const good = readFileSync(file);
    const whole = losses(2000).map(({ value }) => value);
    const spoilt: Readonly<Record<string, Buffer>> = {
      'a header byte': Buffer.from(good.map((byte, at) => (at === 100 ? byte ^ 1 : byte))),
      'a number': Buffer.from(good.map((byte, at) => (at === good.length - 9 ? byte ^ 1 : byte))),
      'its end': good.subarray(0, good.length - 100),
      'its beginning': good.subarray(0, 10),
      'another version': Buffer.concat([Buffer.from('PCOLUMN2'), good.subarray(8)]),
      nothing: Buffer.alloc(0),
    };
    for (const [what, bytes] of Object.entries(spoilt)) {
      writeFileSync(file, bytes);
      const store = await opened();
      assert.deepEqual(await valuesOf(store), whole, what);
    }
    writeFileSync(file, good);
    writeFileSync(points, linesOf(losses(2000).map((point) => ({ ...point, value: 7 }))));
    assert.deepEqual(new Set(await valuesOf(await opened())), new Set([7]), 'other lines of any length');
    write(10);
    assert.equal((await opened()).pointCount, 10, 'fewer lines');
  });

  it('that had to be made anew are kept in the home, and believed only as long as they fit', async () => {
    const { points, cache } = places();
    writeFileSync(points, linesOf(losses(4000)));
    const store = await opened();
    await store.seal();
    assert.ok(existsSync(cache));
    const again = await opened();
    assert.deepEqual([again.pointCount, again.bytes], [4000, 0]);
    writeFileSync(points, linesOf(losses(4000, 'accuracy')));
    assert.deepEqual((await opened()).metrics, ['accuracy']);
    assert.deepEqual(readdirSync(path.dirname(cache)), ['cache.columns'], 'no half-written file is left');
  });

  it('begin anew when the file was replaced', async () => {
    const { points } = places();
    writeFileSync(points, linesOf(losses(20)));
    const store = await opened();
    writeFileSync(`${points}.new`, linesOf(losses(30, 'accuracy')));
    renameSync(`${points}.new`, points);
    await store.refresh();
    assert.deepEqual(store.metrics, ['accuracy']);
    assert.equal(store.pointCount, 30);
  });

  // shows: capture-bad-logs
  it('pass over binary trash, broken lines and a line without an end, and say so once', async () => {
    const { points } = places();
    const [first = '', second = '', third = ''] = linesOf(losses(3)).split(/(?<=\n)/);
    writeFileSync(
      points,
      Buffer.concat([
        Buffer.from(first),
        Buffer.from([0, 255, 254, 10, 128, 10]),
        Buffer.from(`{"metric":\n${second}`),
        Buffer.from(third.slice(0, 20)),
      ]),
    );
    const store = await opened();
    assert.deepEqual(await valuesOf(store), [1, 0.5]);
    assert.match(store.note ?? '', /^3 lines of points\.jsonl cannot be read and are passed over/);
    appendFileSync(points, third.slice(20));
    await store.refresh();
    assert.deepEqual(await valuesOf(store), [1, 0.5, 1 / 3]);
  });

  // shows: capture-bad-logs
  it('pass over a line of twenty megabytes without holding it', async () => {
    const { points } = places();
    const [first = '', second = ''] = linesOf(losses(2)).split(/(?<=\n)/);
    writeFileSync(points, first);
    appendFileSync(points, Buffer.alloc(20_000_000, 'x'));
    const store = await opened();
    assert.deepEqual(await valuesOf(store), [1]);
    appendFileSync(points, `\n${second}`);
    await store.refresh();
    assert.deepEqual(await valuesOf(store), [1, 0.5]);
    assert.match(store.note ?? '', /^One line/);
  });

  it('are none when there is no file, and the folder may go while they are read', async () => {
    const store = await opened();
    assert.deepEqual(store.metrics, []);
    const { points, columns } = places();
    writeFileSync(points, linesOf(losses(2000)));
    await writeColumns({ points, columns: columns[0] });
    const lazy = await opened();
    rmSync(folder, { recursive: true });
    assert.equal((await lazy.column('loss')).count, 0);
    assert.deepEqual(await lazy.summaries(), []);
  });

  // shows: run-index
  it('are read by two windows while a process writes each of them: every acknowledged line exactly once', async function () {
    this.timeout(60_000);
    const names = ['a', 'b', 'c'];
    for (const name of names) writeRun(folder, name, { exitCode: null });
    // Each writes to its own run whenever it is told to, in pieces that end in the middle of lines, and says what it has written.
    const program = `
      const { appendFileSync } = require('node:fs');
      let [written, held] = [0, ''];
      process.stdin.on('data', () => {
        for (let i = 0; i < 100; i++) {
          held += JSON.stringify({ metric: written % 2 ? 'loss' : 'lr', step: written, value: written / 7, wallMs: 1000 + written }) + '\\n';
          written += 1;
          const cut = i === 99 ? held.length : Math.min(held.length, written % 67);
          appendFileSync(process.argv[1], held.slice(0, cut));
          held = held.slice(cut);
        }
        console.log(written);
      });`;
    const acknowledged = new Map<string, number>();
    const writers = names.map((name) => {
      const file = path.join(folder, '.practicum', 'runs', name, 'points.jsonl');
      const child = spawn(process.execPath, ['-e', program, file], { stdio: ['pipe', 'pipe', 'inherit'] });
      createInterface(child.stdout).on('line', (line) => acknowledged.set(name, Number(line)));
      return child;
    });
    const windows = [openRuns(folder, path.join(folder, 'home')), openRuns(folder, path.join(folder, 'home'))];
    const written = Promise.all(writers.map((child) => once(child, 'close')));
    for (let look = 0; look < 20; look++) {
      for (const { stdin } of writers) stdin.write('on');
      for (const window of windows) {
        for (const { spec } of await window.list()) {
          const least = acknowledged.get(spec.id) ?? 0;
          const series = await window.seriesOf(spec.id);
          assert.ok(series.pointCount >= least, `${series.pointCount} of ${least}`);
          for (const metric of series.metrics) {
            const { steps } = (await series.column(metric)).read();
            assert.ok(steps.every((step, index) => index === 0 || step - (steps[index - 1] ?? 0) === 2));
          }
        }
      }
    }
    for (const { stdin } of writers) stdin.end();
    await written;
    for (const window of windows) {
      for (const { spec } of await window.list()) {
        const series = await window.seriesOf(spec.id);
        const count = acknowledged.get(spec.id) ?? 0;
        assert.ok(count > 0);
        assert.equal(series.pointCount, count);
        const { steps, values } = (await series.column('loss')).read();
        assert.deepEqual(
          [...steps],
          Array.from({ length: count / 2 }, (_, i) => 2 * i + 1),
        );
        assert.deepEqual(
          [...values],
          Array.from({ length: count / 2 }, (_, i) => (2 * i + 1) / 7),
        );
      }
      window.dispose();
    }
  });
});
