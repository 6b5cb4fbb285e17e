import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Clock, systemClock } from '../../../src/base/clock.ts';
import type { RunAlert } from '../../../src/runs/alert.ts';
import { type AppendHandle, openAppend } from '../../../src/runs/appendFile.ts';
import { frameWaitMs } from '../../../src/runs/capture/trainerDicts.ts';
import type { Watcher } from '../../../src/runs/collector.ts';
import { runPaths } from '../../../src/runs/folder.ts';
import { parsePoint } from '../../../src/runs/folderSchema.ts';
import { holdMs } from '../../../src/runs/merge.ts';
import { Recorder, type RecorderOptions } from '../../../src/runs/recorder.ts';
import type { MetricPoint } from '../../../src/runs/run.ts';

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
    recorder = await Recorder.open(runPaths(folder), systemClock, disk.open, { logLimitBytes: 2 ** 20 });
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

describe('The record of a run with several sources', () => {
  let folder: string;
  let clock: Clock & { atMs: number };
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'practicum-recorder-'));
    clock = { atMs: 1000, nowMs: () => clock.atMs, sleep: systemClock.sleep };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (options: Partial<RecorderOptions> = {}): Promise<Recorder> =>
    Recorder.open(runPaths(folder), clock, openAppend, { logLimitBytes: 2 ** 20, holdMs, ...options });
  const lines = (name: string): readonly string[] =>
    existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n') : [];
  const told = (): readonly string[] =>
    lines('points.jsonl').map((line) => {
      const point = parsePoint(line);
      return `${point?.source ?? 'console'} ${point?.metric}@${point?.step}=${point?.value} ${point?.segment ?? 0}`;
    });
  const end = { v: 1, code: 0, signal: null, endedMs: 5 } as const;
  const hooked = (step: number, value: number): MetricPoint => ({ metric: 'loss', step, value, wallMs: 0, source: 'hook' });
  const alert: RunAlert = {
    id: 'not-finite-loss',
    atMs: 5,
    rule: 'not-finite',
    level: 'error',
    title: 'loss is NaN at step 2',
    evidence: ['loss NaN'],
    suggestion: 'Lower the learning rate.',
    action: 'stop',
  };

  // shows: capture-merge
  it('writes what the console rounds once, exactly, and everything else of the console', async () => {
    const recorder = await open();
    await recorder.output(Buffer.from('step 1 loss 0.48 lr 0.1\n'));
    await recorder.collected({ points: [hooked(1, 0.4777)] });
    clock.atMs += holdMs;
    await recorder.output(Buffer.from('step 2 loss 0.45 lr 0.1\n'));
    await recorder.tick();
    await recorder.points([hooked(2, 0.4512)]);
    assert.deepEqual(told(), ['hook loss@1=0.4777 0', 'console lr@1=0.1 0', 'console lr@2=0.1 0', 'hook loss@2=0.4512 0']);
    await recorder.exit(end, 'done');
    assert.equal(told().length, 4);
    assert.deepEqual(JSON.parse(lines('exit.json')[0] ?? '').pointCount, 4);
  });

  it('goes on in a segment of its own where a run was resumed, and counts what was there', async () => {
    const recorder = await open({ segment: 2, before: { pointCount: 7, metrics: ['acc'], logBytes: 0 } });
    await recorder.points([hooked(3, 0.5)]);
    await recorder.exit(end, 'done');
    assert.deepEqual(told(), ['hook loss@3=0.5 2']);
    const exit = JSON.parse(lines('exit.json')[0] ?? '');
    assert.deepEqual([exit.pointCount, exit.metrics, exit.segment], [8, ['acc', 'loss'], 2]);
  });

  it('shows watchers everything, writes down what they find once, and tells whoever may end the run', async () => {
    const recorder = await open();
    const seen: string[] = [];
    const asked: string[] = [];
    const watcher: Watcher = {
      onPoints: (points) => {
        seen.push(...points.map(({ metric, step }) => `${metric}@${step}`));
        return [alert];
      },
      onOutput: (bytes) => {
        seen.push(bytes.toString());
        return [];
      },
      onTick: () => [alert],
    };
    recorder.watch([watcher], ({ action }) => asked.push(action));
    await recorder.output(Buffer.from('hello'));
    await recorder.points([hooked(2, Number.NaN)]);
    await recorder.tick();
    await recorder.exit(end, 'done');
    assert.deepEqual(seen, ['hello', 'loss@2']);
    assert.deepEqual(asked, ['stop']);
    assert.deepEqual(
      lines('alerts.jsonl').map((line) => JSON.parse(line)),
      [alert],
    );
  });

  it('lets a watcher that breaks end only itself', async () => {
    const recorder = await open();
    const breaks = (): never => {
      throw new Error('no such window');
    };
    recorder.watch([{ onPoints: breaks, onOutput: breaks, onTick: breaks }]);
    await recorder.points([hooked(1, 1)]);
    await recorder.tick();
    await recorder.points([hooked(2, 1)]);
    await recorder.exit(end, 'done');
    assert.equal(told().length, 2);
    const notes = lines('state.jsonl').flatMap((line) => JSON.parse(line).text ?? []);
    assert.deepEqual(notes, ['A watchdog of this run broke and is off (no such window).']);
  });

  it('keeps samples of the machine, notes each cause once, and makes no file for what nobody said', async () => {
    const recorder = await open();
    await recorder.system([{ atMs: 1, cpuPercent: 99.5 }]);
    await recorder.note('The table is damaged.');
    await recorder.note('The table is damaged.');
    await recorder.exit(end, 'done');
    assert.deepEqual(lines('system.jsonl'), ['{"atMs":1,"cpuPercent":99.5}']);
    assert.equal(lines('state.jsonl').filter((line) => line.includes('damaged')).length, 1);
    assert.equal(existsSync(path.join(folder, 'alerts.jsonl')), false);
  });

  // shows: capture-merge
  it('shows watchdogs the last line before a long silence within seconds', async () => {
    const recorder = await open({ holdMs: 0 });
    const seen: string[] = [];
    recorder.watch([
      {
        onPoints: (points) => {
          seen.push(...points.map(({ metric, step, value }) => `${metric}@${step}=${value}`));
          return [];
        },
        onOutput: () => [],
        onTick: () => [],
      },
    ]);
    await recorder.output(Buffer.from("{'loss': nan, 'epoch': 2.0}\n"));
    await recorder.tick();
    assert.deepEqual(seen, []);
    clock.atMs += frameWaitMs;
    await recorder.tick();
    assert.deepEqual(seen, ['loss@2=NaN']);
    await recorder.tick();
    await recorder.endOfOutput();
    await recorder.exit(end, 'done');
    assert.deepEqual(told(), ['console loss@2=NaN 0']);
  });

  it('notes once what was unusual about the console, and what the script itself raised', async () => {
    const recorder = await open();
    const notes = (): readonly string[] => lines('state.jsonl').flatMap((line) => JSON.parse(line).text ?? []);
    for (let step = 1; step <= 2; step++) {
      await recorder.output(Buffer.from(`${'x'.repeat(70_000)}\n[TRACKIO WARN] loss: spiked (step 42)\n`));
    }
    const said = ['Lines of more than 64 KiB were passed over.', 'The script raised an alert (warning) at step 42: loss: spiked'];
    assert.deepEqual(notes(), said);
    await recorder.output(Buffer.from('step 1 loss nan'));
    await recorder.endOfOutput();
    await recorder.exit(end, 'done');
    assert.deepEqual(notes(), [...said, 'Every value in this log is NaN or infinite.']);
    assert.equal(existsSync(path.join(folder, 'alerts.jsonl')), false);
  });

  it('leaves room for the notes of sources beside a script that raises alerts for ever', async () => {
    const recorder = await open();
    for (let step = 0; step < 100; step++) await recorder.output(Buffer.from(`[TRACKIO INFO] ${'long '.repeat(500)} (step ${step})\n`));
    await recorder.note('The table is damaged.');
    await recorder.exit(end, 'done');
    const notes = lines('state.jsonl').flatMap((line) => JSON.parse(line).text ?? []);
    assert.deepEqual([notes.length, notes.at(-1)], [26, 'The table is damaged.']);
    assert.ok(notes.every((text) => text.length < 600));
  });
});
