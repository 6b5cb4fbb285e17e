import assert from 'node:assert/strict';
import * as zlib from 'node:zlib';
import { compressorsFor } from '../../../src/datasets/compressors.ts';
import { moreCompressors } from '../../../src/datasets/moreCompressors.ts';

describe('What undoes the compression of a table', () => {
  const text = Buffer.from('eight words of a table, eight words of a table');

  it('is Node’s own where there is some', async () => {
    const { GZIP, BROTLI, LZ4 } = await compressorsFor(new Set(['GZIP', 'BROTLI']));
    assert.deepEqual(Buffer.from(GZIP?.(zlib.gzipSync(text), text.length) ?? []), text);
    assert.deepEqual(Buffer.from(BROTLI?.(zlib.brotliCompressSync(text), text.length) ?? []), text);
    assert.equal(LZ4, undefined);
  });

  it('is loaded where Node has none', async () => {
    const { LZ4_RAW } = await compressorsFor(new Set(['LZ4_RAW']));
    // A block of literals alone: their count in the upper half of the first byte.
    const block = Buffer.concat([Buffer.from([0x50]), Buffer.from('hello')]);
    assert.deepEqual(Buffer.from(LZ4_RAW?.(block, 5) ?? []), Buffer.from('hello'));
    assert.deepEqual(Buffer.from(moreCompressors.ZSTD?.(zlib.zstdCompressSync(text), text.length) ?? []), text);
  });
});
