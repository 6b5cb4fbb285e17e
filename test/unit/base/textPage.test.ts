import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readTextPage, type TextPage } from '../../../src/base/textPage.ts';

async function* inPieces(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const page = async (text: string | Uint8Array, fromLine: number, lines: number, size = 3): Promise<TextPage | undefined> =>
  await readTextPage(inPieces(Buffer.from(text), size), { fromLine, lines, atMostBytes: 1_000_000 });

describe('lines of a text that comes in pieces', () => {
  it('are those that were asked for, however it was cut', async () => {
    const word = fc.constantFrom('a', 'ü', '🙂', '\n', '\r\n', 'line');
    await fc.assert(
      fc.asyncProperty(
        fc.array(word),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        async (words, from, count, size) => {
          const text = words.join('');
          const all = text.split(/\r?\n/);
          if (all.at(-1) === '') all.pop();
          const read = await page(text, from, count, size);
          assert.deepEqual(read?.lines, all.slice(from - 1, from - 1 + count));
          assert.equal(read?.hasMore, all.length > from - 1 + count);
          if (read?.totalLines !== undefined) assert.equal(read.totalLines, all.length);
        },
      ),
    );
  });

  it('are read in one go where one of them is the whole file', async () => {
    const long = 'x'.repeat(8 * 2 ** 20);
    const read = await readTextPage(inPieces(Buffer.from(long), 4_096), { fromLine: 1, lines: 2, atMostBytes: 2 ** 30 });
    assert.equal(read?.lines[0]?.length, long.length);
  });

  it('are none where it is no text', async () => {
    assert.equal(await page(Buffer.from([65, 0, 66]), 1, 5), undefined);
    assert.equal(await page(Buffer.from([0xff, 0xfe, 65]), 1, 5), undefined);
    assert.equal(await page(Buffer.from([65, 0xe2, 0x82]), 1, 5), undefined);
  });

  it('are looked for no further than the limit', async () => {
    const endless = async function* (): AsyncIterable<Uint8Array> {
      for (;;) yield Buffer.from('line\n');
    };
    const read = await readTextPage(endless(), { fromLine: 1_000_000, lines: 1, atMostBytes: 10_000 });
    assert.deepEqual(read, { lines: [], firstLine: 1_000_000, hasMore: true, isCut: true });
    assert.deepEqual((await readTextPage(endless(), { fromLine: 2, lines: 1, atMostBytes: 10_000 }))?.lines, ['line']);
  });
});
