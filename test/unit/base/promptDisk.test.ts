import assert from 'node:assert/strict';
import fs, { appendFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { GrowingFile } from '../../../src/base/growingFile.ts';
import { GrowingLines } from '../../../src/base/growingLines.ts';
import { DiskPace, factsSoon, isPrompt, littleBytes, readSoon } from '../../../src/base/promptDisk.ts';
import { openAppend } from '../../../src/runs/appendFile.ts';
import { formatPoint } from '../../../src/runs/folderSchema.ts';
import { PointsStore } from '../../../src/runs/store/pointsStore.ts';

const nfs = 0x6969;
const atOnce = [
  'openSync',
  'fstatSync',
  'statSync',
  'lstatSync',
  'readSync',
  'readFileSync',
  'existsSync',
  'writeSync',
  'closeSync',
] as const;
type AtOnce = (typeof atOnce)[number];

let folder: string;
let ranAtOnce: AtOnce[];
let asked: string[];
let restore: () => void;
/** What each call takes by the clock that the disk is measured with. */
let tookMs: number;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'practicum-disk-'));
  for (const name of ['here', 'far']) mkdirSync(path.join(folder, name, 'run'), { recursive: true });
  ranAtOnce = [];
  asked = [];
  tookMs = 0;
  const were = { ...fs };
  const { statfs } = fs.promises;
  const { now } = performance;
  // Long ago: what is held to be slow now is that no more afterwards.
  let nowMs = now.call(performance) - 100_000;
  performance.now = () => nowMs;
  for (const name of atOnce)
    Object.assign(fs, {
      [name]: (...args: never[]) => {
        ranAtOnce.push(name);
        nowMs += tookMs;
        return Reflect.apply(were[name], fs, args);
      },
    });
  fs.promises.statfs = (async (place: string) => {
    asked.push(path.relative(folder, place));
    const found = await statfs(place);
    return place.startsWith(path.join(folder, 'far')) ? Object.assign(found, { type: nfs }) : found;
  }) as typeof statfs;
  syncBuiltinESMExports();
  restore = () => {
    for (const name of atOnce) Object.assign(fs, { [name]: were[name] });
    fs.promises.statfs = statfs;
    performance.now = now;
    syncBuiltinESMExports();
  };
});
afterEach(() => {
  restore();
  rmSync(folder, { recursive: true, force: true });
});

const here = (name: string): string => path.join(folder, 'here', 'run', name);
const far = (name: string): string => path.join(folder, 'far', 'run', name);
/** What of the product's own calls ran at once; the tests write files as well. */
async function during(work: () => Promise<unknown>): Promise<readonly AtOnce[]> {
  ranAtOnce.length = 0;
  await work();
  return [...ranAtOnce];
}

describe('Little that lies on a disk', () => {
  it('of this machine is read before anybody else has a turn, much of it is not', async () => {
    writeFileSync(here('log'), 'one\n');
    assert.equal(await isPrompt(here('log')), true);
    const growing = new GrowingFile(here('log'));
    const store = new PointsStore({ points: here('points.jsonl'), columns: [] });
    await store.refresh();
    appendFileSync(here('points.jsonl'), formatPoint({ metric: 'loss', step: 1, value: 1, wallMs: 1, source: 'console' }));
    let turns = 0;
    setImmediate(() => {
      turns += 1;
    });
    assert.equal((await growing.read())?.bytes.toString(), 'one\n');
    assert.equal(await readSoon(here('log')), 'one\n');
    assert.equal((await factsSoon(here('log')))?.size, 4);
    await store.refresh();
    assert.equal(store.pointCount, 1);
    assert.equal(turns, 0);
    const long = Buffer.alloc(littleBytes + 1, 'x');
    writeFileSync(here('long'), long);
    const said = await during(async () => assert.deepEqual((await new GrowingFile(here('long')).read())?.bytes, long));
    // Only its first bytes, by which another file is told.
    assert.deepEqual(said, ['lstatSync', 'openSync', 'fstatSync', 'readSync', 'closeSync']);
  });

  it('of another machine never holds anybody up, whatever is asked of it', async () => {
    writeFileSync(far('log'), 'one\n');
    const said = await during(async () => {
      assert.equal((await new GrowingFile(far('log')).read())?.bytes.toString(), 'one\n');
      const lines: string[] = [];
      await new GrowingLines(far('log')).read(
        (line) => lines.push(line),
        () => undefined,
      );
      assert.deepEqual(lines, ['one']);
      assert.equal(await new GrowingFile(far('none')).read(), undefined);
      assert.equal(await readSoon(far('log')), 'one\n');
      assert.equal(await readSoon(far('none')), undefined);
      assert.equal((await factsSoon(far('log')))?.size, 4);
      assert.equal(await factsSoon(far('none')), undefined);
      const handle = await openAppend(far('log'));
      await handle.write(Buffer.from('two\n'), 0, 4);
      await handle.close();
    });
    assert.deepEqual(said, []);
    assert.equal(readFileSync(far('log'), 'utf8'), 'one\ntwo\n');
    assert.deepEqual(asked, ['far']);
  });

  it('that makes one wait again and again is asked without waiting for it', async () => {
    writeFileSync(here('log'), 'one\n');
    await readSoon(here('log'));
    tookMs = 100;
    const said = await during(async () => {
      for (let time = 0; time < 50; time++) {
        assert.equal(await readSoon(here('log')), 'one\n');
        assert.equal((await new GrowingFile(here('log')).read())?.newBytes, 4);
        await nextTurn();
      }
    });
    assert.ok(said.length <= 10, said.join(' '));
  });

  it('is not slow for being held up once, nor for ever, and others have their turn in between', async () => {
    let nowMs = 0;
    const pace = new DiskPace(() => nowMs);
    const take = (ms: number): void =>
      pace.atOnce(() => {
        nowMs += ms;
      });
    take(1000);
    assert.deepEqual([pace.isSlow, pace.isOthersTurn], [false, true]);
    await nextTurn();
    assert.equal(pace.isOthersTurn, false);
    for (let time = 0; time < 10; time++) take(0.1);
    assert.equal(pace.isSlow, false);
    for (let time = 0; time < 10; time++) take(5);
    assert.equal(pace.isSlow, true);
    nowMs += 10_000;
    assert.equal(pace.isSlow, false);
    assert.throws(
      () =>
        pace.atOnce(() => {
          throw new Error('no such file');
        }),
      /no such file/,
    );
  });
});

type Change = { readonly append: string } | { readonly cut: number } | { readonly replace: string };
const texts = fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r\n', ' '), maxLength: 40 });
const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ append: texts }) },
    { weight: 1, arbitrary: fc.record({ cut: fc.nat(100) }) },
    { weight: 1, arbitrary: fc.record({ replace: texts }) },
  ),
  { maxLength: 12 },
);

function change(file: string, how: Change): void {
  if ('append' in how) appendFileSync(file, how.append);
  else if ('cut' in how) truncateSync(file, Math.min(how.cut, readFileSync(file).length));
  else {
    writeFileSync(`${file}.new`, how.replace);
    renameSync(`${file}.new`, file);
  }
}

describe('Lines that are read at once', () => {
  it('are the same as those that are waited for, wherever the file was cut, replaced or left in the middle of a line', async () => {
    const header = `${'the first record of this log '.repeat(10)}\n`;
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const followed = [here('lines'), far('lines')].map((file) => {
          writeFileSync(file, header);
          return { file, lines: new GrowingLines(file), seen: [] as (string | number)[] };
        });
        for (const how of [{ append: '' }, ...all]) {
          for (const { file, lines, seen } of followed) {
            change(file, how);
            await lines.read(
              (line, offset) => seen.push(offset, line),
              () => seen.push('<anew>'),
            );
            seen.push(lines.toldBytes);
          }
          assert.deepEqual(followed[0]?.seen, followed[1]?.seen);
        }
        for (const { file, lines, seen } of followed) {
          await lines.read(
            (line, offset) => seen.push(offset, line),
            () => seen.push('<anew>'),
            { isFinal: true },
          );
          const whole = seen.slice(seen.lastIndexOf('<anew>') + 1).filter((each) => typeof each === 'string');
          const rest = readFileSync(file, 'utf8').split('\n');
          if (rest.at(-1) === '') rest.pop();
          assert.deepEqual(
            whole,
            rest.map((line) => line.replace(/\r$/, '')),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are written as they are when they are waited for, little and much', async () => {
    const parts = [Buffer.from('one\n'), Buffer.alloc(littleBytes + 1, 'x'), Buffer.from('three\n')];
    for (const file of [here('out'), far('out')]) {
      const handle = await openAppend(file);
      for (const part of parts) assert.equal((await handle.write(part, 0, part.length)).bytesWritten, part.length);
      assert.equal((await handle.write(parts[0] ?? Buffer.alloc(0), 1, 2)).bytesWritten, 2);
      await handle.sync();
      await handle.close();
      assert.deepEqual(readFileSync(file), Buffer.concat([...parts, Buffer.from('ne')]));
    }
  });
});
