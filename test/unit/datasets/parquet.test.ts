import assert from 'node:assert/strict';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { type ByteSource, bytesInMemory } from '../../../src/datasets/bytes.ts';
import { ParquetSplit } from '../../../src/datasets/parquet.ts';
import { isBad } from '../../../src/datasets/table.ts';
import { noSignal } from './memory.ts';

/** What is read of it is counted. */
function counted(bytes: Uint8Array): { readonly source: ByteSource; read(): number } {
  const inner = bytesInMemory(bytes);
  let total = 0;
  const source: ByteSource = {
    byteLength: inner.byteLength,
    async read(start, end, signal) {
      total += end - start;
      return await inner.read(start, end, signal);
    },
  };
  return { source, read: () => total };
}

function written(columns: ColumnSource[], rowGroupSize?: number): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData: columns, ...(rowGroupSize === undefined ? {} : { rowGroupSize }) }));
}

const splitOf = (source: ByteSource, sampleBytes = 2 ** 30): ParquetSplit =>
  new ParquetSplit({ name: 'train', files: [async () => source], sampleBytes });

describe('A parquet file', () => {
  // shows: data-parquet
  it('tells its columns, its rows by page, and null from empty', async () => {
    const bytes = written([
      { name: 'text', data: ['a', '', null, 'd'], type: 'STRING' },
      { name: 'n', data: [1n, 2n, null, 9007199254740993n], type: 'INT64' },
      { name: 'tags', data: [{ list: ['x', 'y'] }, { list: [] }, null, { list: ['z'] }], type: 'JSON' },
    ]);
    const split = splitOf(bytesInMemory(bytes));
    assert.deepEqual(
      (await split.columns(noSignal)).map(({ name, type }) => `${name} ${type}`),
      ['text string', 'n int64', 'tags string'],
    );
    const { rows, total } = await split.page(1, 3, noSignal);
    assert.deepEqual(total, { rows: 4, how: 'counted' });
    assert.deepEqual(
      rows.map((row) => (isBad(row) ? row.why : row.cells)),
      [
        { text: '', n: 2, tags: { list: [] } },
        { text: null, n: null, tags: null },
        { text: 'd', n: '9007199254740993', tags: { list: ['z'] } },
      ],
    );
  });

  // shows: data-parquet
  it('is read in ranges: only the columns and row groups that are needed, and never its bytes', async () => {
    const rows = 8_000;
    const big = Array.from({ length: rows }, (_, index) =>
      Uint8Array.from({ length: 400 }, (__, at) => (index * 31 + at * 17 + (at % 7) * index) & 255),
    );
    const bytes = written(
      [
        { name: 'text', data: Array.from({ length: rows }, (_, index) => `row ${index} ${Math.imul(index, 2654435761)}`), type: 'STRING' },
        { name: 'image', data: big, type: 'BYTE_ARRAY' },
      ],
      1_000,
    );
    const { source, read } = counted(bytes);
    const split = splitOf(source, 100_000);
    // The footer is asked for with some of what stands before it.
    await split.columns(noSignal);
    const before = read();
    const sample = await split.sample(400, noSignal);
    const found: number[] = [];
    for await (const row of sample.rows) found.push(row.index);
    assert.deepEqual(sample.skipped, ['image']);
    assert.match(sample.rule, /^every \d+(?:st|nd|rd|th) row of \d of 8 row groups, spread evenly$/);
    assert.ok(found.length > 300 && found.length <= 400, `${found.length} rows`);
    assert.ok((found.at(-1) ?? 0) > rows / 2, 'they are not the first rows only');
    assert.ok(read() - before < bytes.length / 5, `${read() - before} of ${bytes.length} bytes were read`);
    assert.deepEqual(await split.bytesOf(5, 'image', 1_000_000, noSignal), big[5]);
    assert.equal(await split.bytesOf(5, 'image', 100, noSignal), undefined);
  });

  // shows: data-parquet
  it('in several parts is one split', async () => {
    const part = (from: number): Uint8Array => written([{ name: 'n', data: [from, from + 1, from + 2], type: 'INT32' }]);
    const split = new ParquetSplit({
      name: 'train',
      sampleBytes: 1e9,
      files: [async () => bytesInMemory(part(0)), async () => bytesInMemory(part(3))],
    });
    const { rows, total } = await split.page(2, 3, noSignal);
    assert.deepEqual(total, { rows: 6, how: 'counted' });
    assert.deepEqual(
      rows.map((row) => (isBad(row) ? row.why : [row.index, row.cells['n']])),
      [
        [2, 2],
        [3, 3],
        [4, 4],
      ],
    );
  });

  // shows: data-parquet
  it('that is damaged is said to be', async () => {
    const bytes = written([{ name: 'n', data: [1], type: 'INT32' }]);
    await assert.rejects(splitOf(bytesInMemory(bytes.subarray(0, bytes.length - 9))).columns(noSignal), { code: 'dataset-broken' });
  });
});
