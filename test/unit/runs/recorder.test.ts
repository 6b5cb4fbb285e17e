import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../../src/base/clock.ts';
import { type AppendHandle, openAppend } from '../../../src/runs/appendFile.ts';
import { runPaths } from '../../../src/runs/folder.ts';
import { parsePoint } from '../../../src/runs/folderSchema.ts';
import { Recorder } from '../../../src/runs/recorder.ts';

/** A disk that takes `room` more bytes, in the middle of a write if need be. */
class SmallDisk {
  room = Number.POSITIVE_INFINITY;

  readonly open = async (file: string): Promise<AppendHandle> => {
    const handle = await openAppend(file);
    return {
      write: async (bytes, offset, length) => {
        const fits = Math.min(length, this.room);
        if (fits <= 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        this.room -= fits;
        return handle.write(bytes, offset, fits);
      },
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  };
}

describe('The record of a run on a full disk', () => {
  let folder: string;
  let disk: SmallDisk;
  let recorder: Recorder;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'practicum-recorder-'));
    disk = new SmallDisk();
    recorder = await Recorder.open(runPaths(folder), systemClock, disk.open, 2 ** 20);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const steps = (): readonly (number | undefined)[] =>
    read('points.jsonl')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => parsePoint(line)?.step);
  const end = { v: 1, code: 0, signal: null, endedMs: 5 } as const;

  for (const room of [0, 1, 40, 100, 333]) {
    // shows: bad-disk-full
    it(`keeps every point and says what is missing from the log, when ${room} more bytes fit`, async () => {
      await recorder.output(Buffer.from('step 1 loss 0.5\n'));
      disk.room = room;
      for (let step = 2; step <= 50; step++) await recorder.output(Buffer.from(`step ${step} loss 0.5\n`));
      disk.room = Number.POSITIVE_INFINITY;
      await recorder.retry();
      await recorder.output(Buffer.from('step 51 loss 0.5\n'));
      await recorder.exit(end, 'done');
      assert.deepEqual(
        steps(),
        Array.from({ length: 51 }, (_, i) => i + 1),
      );
      assert.equal(JSON.parse(read('exit.json')).pointCount, 51);
      assert.match(
        read('console.log'),
        /^step 1 loss 0\.5\n[\s\S]*\[practicum\] [\d,]+ bytes of output are missing here: the disk was full\.\n[\s\S]*step 51 loss 0\.5\n$/,
      );
      const notes = read('state.jsonl')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).note ?? JSON.parse(line).status);
      assert.deepEqual(notes, ['disk-full', 'disk-ok', 'done']);
    });
  }

  it('writes the exit as soon as there is room for it, even before the points', async () => {
    disk.room = 0;
    await recorder.output(Buffer.from('step 1 loss 0.5\n'));
    const exiting = recorder.exit(end, 'done');
    while (!existsSync(path.join(folder, 'exit.json'))) await systemClock.sleep(5);
    assert.equal(JSON.parse(read('exit.json')).pointCount, 0);
    disk.room = Number.POSITIVE_INFINITY;
    await exiting;
    assert.equal(JSON.parse(read('exit.json')).pointCount, 1);
    assert.deepEqual(steps(), [1]);
  });

  it('sets room aside at the start and gives it back at the end', async () => {
    assert.equal(read('reserve').length, 64 * 1024);
    await recorder.exit(end, 'done');
    assert.equal(existsSync(path.join(folder, 'reserve')), false);
  });
});
