import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import fc from 'fast-check';
import { GrowingFile, type GrowingFileOptions } from '../../../src/base/growingFile.ts';
import { GrowingLines, type GrowingLinesOptions, type LinesRequest } from '../../../src/base/growingLines.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'practicum-growing-'));
  file = path.join(folder, 'log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As a program that copies does it: another file in its place. */
function replaceWith(text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

describe('A file that grows', () => {
  const following = (options?: GrowingFileOptions): { read(): Promise<string>; readonly growing: GrowingFile } => {
    const growing = new GrowingFile(file, options);
    return {
      growing,
      read: async () => {
        let seen = '';
        await growing.readToEnd(({ bytes, beginsAnew }) => {
          seen += `${beginsAnew === undefined ? '' : `<${beginsAnew}>`}${bytes.toString()}`;
        });
        return seen;
      },
    };
  };

  // shows: entry-tasks
  it('is handed on as it grows, also half lines and half characters, and nothing twice', async () => {
    const growing = new GrowingFile(file);
    const decoder = new StringDecoder('utf8');
    let seen = '';
    const read = (): Promise<boolean> =>
      growing.readToEnd(({ bytes }) => {
        seen += decoder.write(bytes);
      });
    assert.equal(await read(), false);
    const bytes = Buffer.from('loss 1\r10%é\nend');
    appendFileSync(file, bytes.subarray(0, 11));
    assert.equal(await read(), true);
    assert.equal(seen, 'loss 1\r10%');
    appendFileSync(file, bytes.subarray(11));
    await Promise.all([read(), read()]);
    assert.equal(seen, 'loss 1\r10%é\nend');
  });

  it('is read from a byte on, or from so many before its end', async () => {
    writeFileSync(file, 'one two');
    const fromByte = following({ from: 4 });
    const fromEnd = following({ lastBytes: 3 });
    const fromBeforeAll = following({ lastBytes: 100 });
    assert.deepEqual([await fromByte.read(), await fromEnd.read(), await fromBeforeAll.read()], ['two', 'two', 'one two']);
    appendFileSync(file, ' three');
    assert.deepEqual([await fromByte.read(), await fromEnd.read(), await fromBeforeAll.read()], [' three', ' three', ' three']);
  });

  it('begins anew where it is shorter than what was read, and says whether it begins with the same', async () => {
    const start = 'first '.repeat(50);
    writeFileSync(file, `${start}second`);
    const { read } = following();
    await read();
    truncateSync(file, start.length);
    assert.equal(await read(), `<same>${start}`);
    truncateSync(file, 0);
    appendFileSync(file, 'other');
    assert.equal(await read(), '<other>other');
    const behindItsEnd = following({ from: 100 });
    assert.equal(await behindItsEnd.read(), '<same>other');
  });

  it('begins anew where another file was put in its place, however long that is', async () => {
    writeFileSync(file, 'first');
    const { read } = following();
    await read();
    replaceWith('first second');
    assert.equal(await read(), '<same>first second');
    replaceWith('a third, which is longer');
    assert.equal(await read(), '<other>a third, which is longer');
    rmSync(file);
    assert.equal(await read(), '');
    writeFileSync(file, 'made again');
    assert.equal(await read(), '<other>made again');
    rmSync(file);
    writeFileSync(file, '');
    assert.equal(await read(), '<other>');
  });

  it('keeps what was not consumed, and brings as much behind it as is asked for', async () => {
    writeFileSync(file, '0123456789');
    const growing = new GrowingFile(file);
    const brief = async (request?: Parameters<GrowingFile['read']>[0]): Promise<unknown> => {
      const piece = await growing.read(request);
      return piece && [piece.bytes.toString(), piece.offset, piece.newBytes, piece.behindBytes];
    };
    assert.deepEqual(await brief({ maxBytes: 4 }), ['0123', 0, 4, 6]);
    growing.consume(3);
    assert.deepEqual(await brief({ maxBytes: 1 }), ['34', 3, 1, 5]);
    assert.deepEqual(await brief({ maxBytes: 0 }), ['34', 3, 0, 5]);
    assert.deepEqual(await brief({ maxBytes: 0, neededBytes: 5 }), ['34567', 3, 3, 2]);
    growing.skip(1);
    assert.deepEqual(await brief({ neededBytes: 100 }), ['9', 9, 1, 0]);
    assert.equal(growing.consumedBytes, 9);
  });

  it('is none where something else lies under its name, and reading that does not wait', async () => {
    mkdirSync(file);
    await assert.rejects(new GrowingFile(file).read(), /not a plain file/);
    const zeros = path.join(folder, 'zeros');
    symlinkSync('/dev/zero', zeros);
    await assert.rejects(new GrowingFile(zeros).read(), /not a plain file/);
    const link = path.join(folder, 'link');
    const real = path.join(folder, 'real');
    symlinkSync(real, link);
    writeFileSync(real, 'text');
    assert.equal((await new GrowingFile(link).read())?.bytes.toString(), 'text');
    await assert.rejects(new GrowingFile(link, { refusesLinks: true }).read(), { code: 'ELOOP' });
    assert.equal(await new GrowingFile(path.join(real, 'below')).read(), undefined);
  });
});

describe('The lines of a file that grows', () => {
  interface Following {
    readonly lines: GrowingLines;
    /** The lines of one read, with how many were too long where there were any. */
    read(request?: LinesRequest): Promise<readonly (string | number)[]>;
  }
  const following = (options?: GrowingLinesOptions): Following => {
    const lines = new GrowingLines(file, options);
    return {
      lines,
      read: async (request) => {
        const seen: (string | number)[] = [];
        const { tooLong } = await lines.read(
          (line) => seen.push(line),
          () => seen.push('<anew>'),
          request,
        );
        return tooLong === 0 ? seen : [...seen, tooLong];
      },
    };
  };

  it('are told once each, when they are whole, wherever the writer was interrupted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(64)), async (text, cuts) => {
        rmSync(file, { force: true });
        const bytes = Buffer.from(text.replaceAll('~', '\r\n').replaceAll('!', '\n'));
        const { read, lines } = following();
        const seen: (string | number)[] = [];
        let at = 0;
        for (const cut of [...cuts, bytes.length]) {
          appendFileSync(file, bytes.subarray(at, at + cut));
          at += cut;
          seen.push(...(await read()));
        }
        const expected = bytes.toString().split('\n');
        const rest = expected.pop() ?? '';
        assert.deepEqual(
          seen,
          expected.map((line) => line.replace(/\r$/, '')),
        );
        assert.equal(lines.toldBytes, bytes.length - Buffer.byteLength(rest));
        assert.deepEqual(await read({ isFinal: true }), rest === '' ? [] : [rest.replace(/\r$/, '')]);
      }),
      { numRuns: 50 },
    );
  });

  it('say where they begin, so that reading may go on there', async () => {
    writeFileSync(file, 'é\r\n\nthree\nfo');
    const offsets: number[] = [];
    await new GrowingLines(file).read(
      (_, offset) => offsets.push(offset),
      () => undefined,
    );
    assert.deepEqual(offsets, [0, 4, 5]);
    assert.deepEqual(await following({ from: 5 }).read({ isFinal: true }), ['three', 'fo']);
  });

  it('begin anew with the file', async () => {
    writeFileSync(file, 'one\ntwo');
    const { read } = following();
    assert.deepEqual(await read(), ['one']);
    replaceWith('three\nfour\n');
    assert.deepEqual(await read(), ['<anew>', 'three', 'four']);
    truncateSync(file, 6);
    assert.deepEqual(await read(), ['<anew>', 'three']);
  });

  it('are left out and counted when they are too long, without being held', async () => {
    writeFileSync(file, `a\n${'x'.repeat(10)}\n${'y'.repeat(11)}\nb\n`);
    assert.deepEqual(await following({ maxLineBytes: 10 }).read(), ['a', 'x'.repeat(10), 'b', 1]);
    const { read } = following();
    writeFileSync(file, `a\n${'z'.repeat(9 << 20)}`);
    assert.deepEqual(await read(), ['a']);
    appendFileSync(file, 'z\nb\n');
    assert.deepEqual(await read(), ['b', 1]);
    appendFileSync(file, 'z'.repeat(5 << 20));
    assert.deepEqual(await read({ isFinal: true }), [1]);
    assert.deepEqual(await read({ isFinal: true }), []);
  });

  it('are read a part at a time, and the oldest may be skipped', async () => {
    writeFileSync(file, Array.from({ length: 10 }, (_, index) => `line ${index}\n`).join(''));
    const { lines, read } = following();
    assert.deepEqual(await read({ maxBytes: 10 }), ['line 0']);
    lines.skip(40);
    assert.deepEqual(await read({ maxBytes: 0 }), []);
    assert.deepEqual(await read({ maxBytes: 14 }), ['line 8', 1]);
    assert.deepEqual(await read(), ['line 9']);
  });
});
