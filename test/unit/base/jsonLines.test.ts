import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { CannotWrite, DiskFull } from '../../../src/base/diskErrors.ts';
import { type AppendFile, JsonLinesWriter, openForAppend } from '../../../src/base/jsonLines.ts';
import { type JsonLine, readJsonLines } from '../../../src/base/readJsonLines.ts';
import { ManualClock } from './manualClock.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practicum-lines-'));
  path = join(folder, 'lines.jsonl');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by the test`), { code });
}

/** A real file whose writes and syncs go through the test's hands. */
function tampered(hooks: {
  readonly write?: (bytes: Uint8Array, file: AppendFile) => Promise<number>;
  readonly sync?: (file: AppendFile) => Promise<void>;
}): (path: string) => Promise<AppendFile> {
  return async (at) => {
    const file = await openForAppend(at);
    return {
      ...file,
      write: (bytes) => hooks.write?.(bytes, file) ?? file.write(bytes),
      sync: () => hooks.sync?.(file) ?? file.sync(),
    };
  };
}

async function linesOf(file: string, from?: number): Promise<readonly JsonLine[]> {
  const lines: JsonLine[] = [];
  for await (const line of readJsonLines(file, from)) lines.push(line);
  return lines;
}

async function valuesIn(file: string): Promise<readonly unknown[]> {
  return (await linesOf(file)).map((line) => (line.kind === 'value' ? line.value : line.kind));
}

describe('The JSON-lines writer', () => {
  it('writes lines in the order they came, all of them with one write', async () => {
    const writes: number[] = [];
    const writer = new JsonLinesWriter(path, {
      open: tampered({
        write(bytes, file) {
          writes.push(bytes.length);
          return file.write(bytes);
        },
      }),
    });
    for (let index = 0; index < 100; index += 1) writer.append({ index });
    await writer.flush();
    assert.deepEqual(
      await valuesIn(path),
      Array.from({ length: 100 }, (_, index) => ({ index })),
    );
    assert.equal(writes.length, 1);
    await writer.close();
  });

  it('writes by itself when the delay is over', async () => {
    const clock = new ManualClock();
    const { promise: written, resolve } = Promise.withResolvers<void>();
    const open = tampered({
      async write(bytes, file) {
        const count = await file.write(bytes);
        resolve();
        return count;
      },
    });
    const writer = new JsonLinesWriter(path, { clock, open });
    writer.append('a');
    clock.advance(249);
    assert.equal(writer.pendingBytes, 4);
    clock.advance(1);
    await written;
    assert.deepEqual(await valuesIn(path), ['a']);
    await writer.close();
  });

  it('does not wait when much has gathered', async () => {
    const { promise: written, resolve } = Promise.withResolvers<void>();
    const open = tampered({
      write(bytes, file) {
        resolve();
        return file.write(bytes);
      },
    });
    const writer = new JsonLinesWriter(path, { clock: new ManualClock(), open });
    writer.append('x'.repeat(70_000));
    await written;
    await writer.close();
  });

  it('appends to what is there and keeps others from reading it', async () => {
    for (const value of [1, 2]) {
      const writer = new JsonLinesWriter(path);
      writer.append(value);
      await writer.close();
    }
    assert.deepEqual(await valuesIn(path), [1, 2]);
    if (process.platform !== 'win32') assert.equal((await stat(path)).mode & 0o777, 0o600);
  });

  // shows: bad-disk-full
  it('says that the disk is full, keeps every line, and writes them when there is space again', async () => {
    await symlink('/dev/full', path); // Linux answers every write to it with ENOSPC
    const failures: string[] = [];
    const writer = new JsonLinesWriter(path);
    writer.onDidFail((error) => failures.push(error.code));
    writer.append('first');
    await assert.rejects(writer.sync(), (error: unknown) => {
      assert.ok(error instanceof DiskFull);
      assert.match(error.hint ?? '', /Free some space/);
      return true;
    });
    writer.append('second');
    await assert.rejects(writer.flush(), DiskFull);
    assert.deepEqual(failures, ['disk-full', 'disk-full']);
    await rm(path);
    writer.append('third');
    await writer.sync();
    assert.deepEqual(await valuesIn(path), ['first', 'second', 'third']);
    await writer.close();
  });

  // shows: bad-disk-full
  it('goes on in the middle of a line where a write stopped short', async () => {
    let budget = 10;
    const open = tampered({
      async write(bytes, file) {
        if (budget === 0) throw systemError('ENOSPC');
        const count = await file.write(bytes.subarray(0, Math.min(budget, bytes.length)));
        budget -= count;
        return count;
      },
    });
    const writer = new JsonLinesWriter(path, { open });
    writer.append('a long enough line');
    writer.append('another');
    await assert.rejects(writer.flush(), DiskFull);
    assert.equal((await readFile(path)).length, 10);
    budget = 1000;
    await writer.flush();
    assert.deepEqual(await valuesIn(path), ['a long enough line', 'another']);
    await writer.close();
  });

  it('writes anew what a failed sync may have lost', async () => {
    let mayFail = true;
    const open = tampered({
      async sync(file) {
        if (!mayFail) return file.sync();
        await file.truncate(0); // what a broken disk may do with pages that it could not write
        await file.write(Buffer.alloc(8));
        throw systemError('EIO');
      },
    });
    const writer = new JsonLinesWriter(path, { open });
    writer.append('abcde'); // 8 bytes with quotes and line end
    await assert.rejects(writer.sync(), CannotWrite);
    mayFail = false;
    await writer.sync();
    assert.deepEqual(await valuesIn(path), ['abcde']);
    await writer.close();
  });

  it('says what else keeps it from writing', async () => {
    const writer = new JsonLinesWriter(folder); // a folder is no file
    writer.append('x');
    await assert.rejects(
      writer.flush(),
      (error: unknown) => error instanceof CannotWrite && error.code === 'cannot-write' && error.message.includes('EISDIR'),
    );
    await assert.rejects(writer.close(), CannotWrite);
    await writer.discard();
  });

  it('syncs once for callers that come together', async () => {
    let syncs = 0;
    const writer = new JsonLinesWriter(path, {
      open: tampered({
        async sync(file) {
          syncs += 1;
          await file.sync();
        },
      }),
    });
    for (const value of [1, 2, 3]) writer.append(value);
    await Promise.all([writer.sync(), writer.sync(), writer.sync()]);
    assert.equal(syncs, 1);
    await writer.close();
  });
});

describe('The JSON-lines reader', () => {
  it('gives values with their places', async () => {
    await writeFile(path, '{"a":1}\n\n[2]\n');
    assert.deepEqual(await linesOf(path), [
      { kind: 'value', offset: 0, length: 8, value: { a: 1 } },
      { kind: 'value', offset: 9, length: 4, value: [2] },
    ]);
    assert.deepEqual(await linesOf(path, 9), [{ kind: 'value', offset: 9, length: 4, value: [2] }]);
  });

  it('reports a malformed line in the middle and goes on', async () => {
    await writeFile(path, '1\n{"a":\n\0\0\0\n2\n');
    const lines = await linesOf(path);
    assert.deepEqual(
      lines.map(({ kind, offset }) => [kind, offset]),
      [
        ['value', 0],
        ['malformed', 2],
        ['malformed', 8],
        ['value', 12],
      ],
    );
  });

  it('reports a last line without its end, with its value where it is whole', async () => {
    await writeFile(path, '1\n{"a":2');
    const [, torn] = await linesOf(path);
    assert.deepEqual(torn, { kind: 'torn', offset: 2, length: 6, bytes: Buffer.from('{"a":2') });
    await writeFile(path, '1\n{"a":2}');
    const [, whole] = await linesOf(path);
    assert.deepEqual(whole?.kind === 'torn' ? whole.value : undefined, { a: 2 });
  });

  it('joins lines and characters that are split over pieces of the file', async () => {
    const values = [`${'ä'.repeat(200_000)}`, '損'.repeat(300_000), 'x', '…'.repeat(87_381)];
    await writeFile(path, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
    assert.deepEqual(await valuesIn(path), values);
  });

  // shows: bad-log-cut
  it('reads every whole line of a file that was cut anywhere', async () => {
    const values = fc.array(fc.record({ n: fc.integer(), text: fc.string({ unit: 'binary', maxLength: 20 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(values, fc.double({ min: 0, max: 1, noNaN: true }), async (written, share) => {
        const bytes = Buffer.from(written.map((value) => `${JSON.stringify(value)}\n`).join(''));
        const cut = Math.floor(bytes.length * share);
        await writeFile(path, bytes.subarray(0, cut));
        const lines = await linesOf(path);
        const whole = bytes.subarray(0, cut).filter((byte) => byte === 0x0a).length;
        const read = lines.flatMap((line) => (line.kind === 'value' ? [line.value] : []));
        assert.deepEqual(read, JSON.parse(JSON.stringify(written.slice(0, whole))));
        assert.equal(
          lines.reduce((sum, { length }) => sum + length, 0),
          cut,
        );
      }),
      { numRuns: 60 },
    );
  });
});
