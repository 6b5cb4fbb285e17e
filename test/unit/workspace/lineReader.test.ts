import assert from 'node:assert/strict';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BinaryFile, UnknownEncoding } from '../../../src/workspace/fileErrors.ts';
import { createLineReader, type LinePage, type LineRange } from '../../../src/workspace/lineReader.ts';
import { permitForPaths, requirePermit, useTemporaryFolder } from './temporary.ts';

describe('lines of a file of any size', () => {
  const folder = useTemporaryFolder();
  const path = (): string => join(folder.path, 'log.txt');
  const read = (range: LineRange): Promise<LinePage> =>
    createLineReader({ roots: [folder.path], require: requirePermit }).readLines(permitForPaths(path()), path(), range);

  // shows: bad-file-large
  it('are read from the middle of 50 MB', async () => {
    const block = Array.from({ length: 10_000 }, (_, i) => `${String(i).padStart(6, '0')} ${'x'.repeat(43)}\n`).join('');
    await writeFile(path(), '');
    for (let i = 0; i < 100; i++) await appendFile(path(), block);
    const first = await read({ firstLine: 1, lines: 200 });
    assert.equal(first.lines.length, 200);
    assert.equal(first.hasMore, true);
    assert.match(first.lines[199] ?? '', /^000199 /);
    const late = await read({ firstLine: 999_999, lines: 5 });
    assert.deepEqual(
      late.lines.map((line) => line.slice(0, 6)),
      ['009998', '009999'],
    );
    assert.deepEqual([late.hasMore, late.totalLines], [false, 1_000_000]);
  });

  it('count every kind of line end, also where a piece of the file ends between them', async () => {
    // The pieces are 262,144 bytes: the first ends between \r and \n.
    await writeFile(path(), `${'a'.repeat(262_143)}\r\nb\rc\n\nd`);
    const page = await read({ firstLine: 2, lines: 10 });
    assert.deepEqual(page.lines, ['b', 'c', '', 'd']);
    assert.equal(page.totalLines, 5);
  });

  it('are cut when a line never ends', async () => {
    await writeFile(path(), `${'z'.repeat(3_000_000)}\nnext\n`);
    const page = await read({ firstLine: 1, lines: 2 });
    assert.match(page.lines[0] ?? '', /^z{2000}… \[cut: the line has 3000000 characters\]$/);
    assert.equal(page.lines[1], 'next');
  });

  it('are decoded whole where a character lies across two pieces', async () => {
    await writeFile(path(), `${'a'.repeat(262_142)}\n😀 end\n`);
    assert.deepEqual((await read({ firstLine: 2, lines: 1 })).lines, ['😀 end']);
  });

  // shows: secrets-everywhere
  it('hide the rest of a private key that begins before them, and nothing else', async () => {
    const body = 'Ab1Cd2Ef3GhIj4KlMn5OpQr6StUv7WxYz8aBcD9eFgH0iJkL1mNoP2qRsT3uVwXy';
    const pem = ['-----BEGIN RSA PRIVATE', ' KEY-----'].join('');
    await writeFile(path(), `a = 1\n${pem}\n${body}\n${body}\n-----END RSA PRIVATE\nb = 2\n${body}\n`);
    const hidden = '[redacted:private-key]';
    assert.deepEqual((await read({ firstLine: 3, lines: 4 })).lines, [hidden, hidden, '-----END RSA PRIVATE', 'b = 2']);
    assert.deepEqual((await read({ firstLine: 4, lines: 1 })).lines, [hidden]);
    assert.deepEqual((await read({ firstLine: 6, lines: 2 })).lines, ['b = 2', body]);
    await writeFile(path(), `if "${pem}" in text:\n    raise ValueError\n${body}\n`);
    assert.deepEqual((await read({ firstLine: 3, lines: 1 })).lines, [body]);
  });

  it('are refused when they are not text', async () => {
    await writeFile(path(), Buffer.from([0x61, 0x0a, 0x00, 0x62]));
    await assert.rejects(read({ firstLine: 1, lines: 5 }), BinaryFile);
    await writeFile(path(), Buffer.from([0x61, 0x0a, 0xe9, 0x0a]));
    await assert.rejects(read({ firstLine: 1, lines: 5 }), UnknownEncoding);
  });
});
