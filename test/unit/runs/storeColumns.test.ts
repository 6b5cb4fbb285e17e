import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { mergePoints } from '../../../src/runs/merge.ts';
import type { MetricPoint } from '../../../src/runs/run.ts';
import { summarise } from '../../../src/runs/series.ts';
import { Column, type ColumnKey } from '../../../src/runs/store/column.ts';
import { encodeColumns } from '../../../src/runs/store/columnsFile.ts';
import { bytesOf, countOf, numberAt, type Packed, pack, unpack } from '../../../src/runs/store/packed.ts';
import { blocksOf, bytesOfBlocks } from '../../../src/runs/store/packedBytes.ts';
import { resolve } from '../../../src/runs/store/resolve.ts';

const key: ColumnKey = { metric: 'loss', segment: 0, source: 'hook' };

/** Numbers as metrics have them: regular, printed, of single precision, of double precision, and broken ones. */
const numbers = fc.oneof(
  fc
    .tuple(fc.integer({ min: -1000, max: 1e6 }), fc.integer({ min: 0, max: 500 }), fc.nat(50))
    .map(([start, stride, n]) => Array.from({ length: n }, (_, i) => start + i * stride)),
  fc.array(fc.maxSafeInteger(), { maxLength: 50 }),
  fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_700_000_060_000 }), { maxLength: 50 }),
  fc.array(
    fc.integer({ min: -99_999, max: 99_999 }).map((n) => n / 10_000),
    { maxLength: 50 },
  ),
  fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 999 }).map((n) => n / 100),
      fc.constant(Number.NaN),
    ),
    { maxLength: 50 },
  ),
  fc.array(fc.float(), { maxLength: 50 }),
  fc.array(fc.double(), { maxLength: 50 }),
  fc.array(fc.constantFrom(0, -0, Number.NaN, Infinity, -Infinity, 5e-324, 2 ** 53, -(2 ** 31), 2 ** 31), { maxLength: 10 }),
);

function unpacked(packed: Packed): readonly number[] {
  const target = new Float64Array(countOf(packed));
  unpack(packed, 0, target.length, target, 0);
  return [...target];
}

describe('Packed numbers', () => {
  it('are the very numbers again, one by one and all together', () => {
    fc.assert(
      fc.property(numbers, (given) => {
        const packed = pack(Float64Array.from(given));
        assert.deepEqual(unpacked(packed), given);
        assert.deepEqual(
          given.map((_, index) => numberAt(packed, index)),
          given,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('take no more room than they need', () => {
    const kindOf = (...given: readonly number[]): string => pack(Float64Array.from(given)).kind;
    assert.equal(kindOf(10, 20, 30), 'line');
    assert.equal(kindOf(1, 2, 4), 'offset');
    assert.equal(kindOf(2.1234, 2.1201, Number.NaN), 'decimal');
    assert.equal(kindOf(Math.fround(Math.PI), Math.fround(Math.E), Infinity), 'single');
    assert.equal(kindOf(Math.PI, Math.E, Math.SQRT2), 'double');
    assert.equal(bytesOf(pack(Float64Array.of(1_700_000_000_000, 1_700_000_000_007, 1_700_000_065_000))), 6);
  });
});

const point = fc.record({
  metric: fc.constant('loss'),
  step: fc.integer({ min: 0, max: 40 }),
  value: fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, 0.5)),
  wallMs: fc.integer({ min: 0, max: 1e12 }),
});

describe('A column', () => {
  it('gives every point back, whether it stands in plain arrays, is packed, or was a file', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(point, fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined })), { maxLength: 40 }),
        fc.nat(80),
        (some, copies) => {
          // Long enough for more than one block.
          const points: MetricPoint[] = Array.from({ length: copies }, () => some)
            .flat()
            .map(([its, epoch]) => (epoch === undefined ? its : { ...its, epoch: epoch / 10 }));
          const column = new Column(key);
          for (const each of points) column.add(each);
          const expected = {
            steps: points.map(({ step }) => step),
            values: points.map(({ value }) => value),
            wallMs: points.map(({ wallMs }) => wallMs),
            epochs: points.map(({ epoch }) => epoch ?? Number.NaN),
          };
          const look = (its: Column): void => {
            const { steps, values, wallMs, epochs } = its.read(0, its.count);
            assert.deepEqual([...steps], expected.steps);
            assert.deepEqual([...values], expected.values);
            assert.deepEqual([...wallMs], expected.wallMs);
            if (epochs === undefined) assert.ok(expected.epochs.every(Number.isNaN));
            else assert.deepEqual([...epochs], expected.epochs);
            assert.deepEqual(its.summary, summarise(points)[0]);
          };
          look(column);
          column.seal();
          look(column);
          const blocks = blocksOf(bytesOfBlocks(column.blocks()));
          const { summary, isSorted } = column;
          assert.ok(blocks !== undefined);
          if (summary !== undefined) look(new Column(key, blocks, { isSorted, summary }));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes on where it was packed before it was full', () => {
    const column = new Column(key);
    for (let step = 0; step < 3000; step++) {
      column.add({ metric: 'loss', step, value: 1 / step, wallMs: step });
      if (step % 700 === 0) column.seal();
    }
    assert.equal(column.count, 3000);
    assert.deepEqual(
      [0, 699, 700, 701, 1023, 1024, 2999].map((index) => [column.stepAt(index), column.read(index, index + 1).values[0]]),
      [0, 699, 700, 701, 1023, 1024, 2999].map((step) => [step, 1 / step]),
    );
    assert.deepEqual([...column.read(1020, 1030).steps], [1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027, 1028, 1029]);
  });

  // shows: series-memory
  it('of a million points takes less than 14 MB, however its values came', () => {
    const sources: Readonly<Record<string, (step: number) => number>> = {
      'of a tensor': (step) => Math.fround(Math.sin(step) + 2),
      printed: (step) => Math.round(1e4 * (Math.sin(step) + 2)) / 1e4,
      'of Python': (step) => Math.sin(step) + 2,
    };
    for (const [name, valueAt] of Object.entries(sources)) {
      const column = new Column(key);
      // A tenth of it, as the rest is like it.
      for (let step = 0; step < 100_000; step++)
        column.add({ metric: 'loss', step: step * 10, value: valueAt(step), wallMs: 1_795_221_307_340 + step * 130 + (step % 7) });
      assert.ok(column.bytes / column.count <= 14, `${name}: ${column.bytes / column.count} bytes a point`);
    }
  });
});

describe('A file of columns', () => {
  it('can be read by its specification alone', () => {
    const steps = [1, 2, 3];
    const values = [0.5, Number.NaN, 2.25];
    const column = new Column(key);
    for (const [index, step] of steps.entries())
      column.add({ metric: 'loss', step, value: values[index] ?? 0, wallMs: 1000 + step * step, source: 'hook' });
    const file = Buffer.from(encodeColumns([column], 77, 'a hash', 0));
    const shortHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    assert.equal(file.toString('latin1', 0, 8), 'PCOLUMN1');
    const header = file.subarray(24, 24 + file.readUInt32LE(8));
    assert.equal(file.toString('hex', 16, 24), shortHash(header));
    const { pointsBytes, columns } = JSON.parse(header.toString());
    assert.equal(pointsBytes, 77);
    const [{ at, bytes, hash, first, firstNonFinite, highest, ...row }] = columns;
    assert.deepEqual([row.metric, row.segment, row.source, row.isSorted, row.n, row.nonFinite], ['loss', 0, 'hook', true, 3, 1]);
    assert.deepEqual(
      [first, firstNonFinite, highest],
      [
        [1, 0.5],
        [2, 'NaN'],
        [3, 2.25],
      ],
    );
    assert.equal(at % 8, 0);
    assert.equal(hash, shortHash(file.subarray(at, at + bytes)));
    // Steps are a line, values have two decimals, times are near one another, epochs there are none.
    const part = (offset: number): readonly number[] => [
      file.readUInt32LE(at + offset),
      file.readUInt32LE(at + offset + 4),
      file.readDoubleLE(at + offset + 8),
      file.readDoubleLE(at + offset + 16),
    ];
    assert.deepEqual(part(0), [1, 3, 1, 1]);
    assert.deepEqual(part(24), [4, 3, 100, 0]);
    assert.deepEqual(
      [48, 52, 56].map((offset) => file.readInt32LE(at + offset)),
      [50, -(2 ** 31), 225],
    );
    assert.deepEqual(part(64), [2, 3, 1001, 0]);
    assert.deepEqual(
      [88, 90, 92].map((offset) => file.readUInt16LE(at + offset)),
      [0, 3, 8],
    );
    assert.deepEqual(part(96), [0, 0, 0, 0]);
    assert.equal(bytes, 120);
  });
});

describe('What counts of a metric', () => {
  const metric = fc.constantFrom('loss', 'train/loss', 'train_loss', 'eval_loss');
  const measured = fc.record({
    metric,
    step: fc.integer({ min: 0, max: 12 }),
    value: fc.integer({ min: 0, max: 9 }),
    wallMs: fc.constant(0),
    source: fc.constantFrom('hook', 'file', 'console'),
  });

  function columnsOf(points: readonly MetricPoint[]): readonly Column[] {
    const columns = new Map<string, Column>();
    for (const each of points) {
      const { metric: name, segment = 0, source = 'console' } = each;
      const id = `${segment} ${source} ${name}`;
      const column = columns.get(id) ?? new Column({ metric: name, segment, source });
      columns.set(id, column);
      column.add(each);
    }
    return [...columns.values()];
  }

  // shows: capture-merge
  it('is what the rule for single points says, whatever the order of steps', () => {
    fc.assert(
      fc.property(fc.array(measured, { maxLength: 40 }), fc.boolean(), (given, isSorted) => {
        const points: readonly MetricPoint[] = isSorted ? given.toSorted((a, b) => a.step - b.step) : given;
        const columns = columnsOf(points);
        const counting = mergePoints(points);
        for (const name of ['loss', 'train/loss', 'train_loss', 'eval_loss']) {
          const series = resolve(name, columns);
          const { steps, values } = series.read();
          const mine = [...steps].map((step, index) => `${step} ${values[index]}`);
          const theirs = counting.filter((each) => each.metric === name).map(({ step, value }) => `${step} ${value}`);
          assert.deepEqual(mine.toSorted(), theirs.toSorted());
          if (isSorted) assert.ok(series.isSorted);
          assert.deepEqual(
            mine,
            mine.map((_, index) => `${series.stepAt(index)} ${series.valueAt(index)}`),
          );
        }
      }),
    );
  });

  // shows: run-resume
  it('of a resumed run is the newer measurement, and the older is kept apart', () => {
    const at = (segment: number, step: number, value: number): MetricPoint => ({ metric: 'loss', step, value, wallMs: 0, segment });
    const series = resolve('loss', columnsOf([at(0, 1, 9), at(0, 2, 8), at(0, 3, 7), at(0, 4, 6), at(1, 3, 5), at(1, 4, 4), at(2, 4, 3)]));
    assert.deepEqual([...series.read().steps], [1, 2, 3, 4]);
    assert.deepEqual([...series.read().values], [9, 8, 5, 3]);
    assert.deepEqual([...(series.superseded?.read().values ?? [])], [7, 6, 4]);
    assert.deepEqual(series.at(3), [{ step: 3, value: 5 }]);
    assert.deepEqual(series.at(9), []);
    assert.equal(series.summary()?.best?.value, 3);
  });

  it('keeps its order where steps repeat or go back, and finds every value at a step', () => {
    const steps = [5, 5, 3, 4, 5];
    const series = resolve('loss', columnsOf(steps.map((step, value): MetricPoint => ({ metric: 'loss', step, value, wallMs: 0 }))));
    assert.deepEqual([...series.read().steps], steps);
    assert.deepEqual(
      series.at(5).map(({ value }) => value),
      [0, 1, 4],
    );
    assert.equal(series.isSorted, false);
  });

  it('is nothing but NaN where nothing else was measured', () => {
    const series = resolve(
      'loss',
      columnsOf([1, 2, 3].map((step): MetricPoint => ({ metric: 'loss', step, value: Number.NaN, wallMs: 0 }))),
    );
    assert.equal(series.summary()?.nonFinite, 3);
    assert.equal(series.summary()?.best, undefined);
  });
});
