import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../../../src/base/clock.ts';
import { openAppend } from '../../../../src/runs/appendFile.ts';
import { EpochStart } from '../../../../src/runs/files/epochStart.ts';
import { FileCollector } from '../../../../src/runs/files/fileCollector.ts';
import { runPaths } from '../../../../src/runs/folder.ts';
import { parsePoint } from '../../../../src/runs/folderSchema.ts';
import { holdMs, mergePoints } from '../../../../src/runs/merge.ts';
import { Recorder } from '../../../../src/runs/recorder.ts';
import type { MetricPoint } from '../../../../src/runs/run.ts';
import { useTemporaryFolder } from '../../workspace/temporary.ts';

const fixture = (name: string): string => path.join(import.meta.dirname, '../../../fixtures', name);

/** A run of Keras that prints, and writes its CSVLogger's table. */
class KerasRun {
  readonly recorder: Recorder;
  readonly #files: FileCollector;
  readonly #folder: string;

  private constructor(folder: string, recorder: Recorder) {
    this.#folder = folder;
    this.recorder = recorder;
    const firstEpoch = (): number | undefined => recorder.firstEpoch;
    this.#files = new FileCollector({ folders: [path.join(folder, 'logs')], startedMs: 0, lookEveryMs: 0, firstEpoch });
  }

  static async begin(folder: string): Promise<KerasRun> {
    const recorder = await Recorder.open(runPaths(folder), systemClock, openAppend, { logLimitBytes: 2 ** 20, holdMs });
    return new KerasRun(folder, recorder);
  }

  async poll(isLast = false): Promise<void> {
    await this.recorder.collected(await this.#files.poll(0, isLast));
  }

  /** What readers take for measured, as `metric@step=value`. */
  async end(): Promise<readonly string[]> {
    await this.poll(true);
    await this.recorder.endOfOutput();
    await this.recorder.exit({ v: 1, code: 0, signal: null, endedMs: 1 }, 'done');
    const written = readFileSync(runPaths(this.#folder).points, 'utf8').trimEnd().split('\n').map(parsePoint);
    return mergePoints(written.filter((point) => point !== undefined))
      .map(({ metric, step, value }) => `${metric}@${step}=${value}`)
      .toSorted();
  }
}

const table = readFileSync(fixture('metrics/keras_csvlogger.csv'), 'utf8');

/** With `first` added to the epochs that the table has. */
function told(first: number): readonly string[] {
  const [header = '', ...rows] = table.trimEnd().split(/\r?\n/);
  const names = header.split(',').slice(1);
  return rows
    .flatMap((row) => {
      const [epoch = 0, ...values] = row.split(',').map(Number);
      return names.map((metric, at) => `${metric}@${epoch + first}=${values[at]}`);
    })
    .toSorted();
}

describe('The epochs of one run', () => {
  const folder = useTemporaryFolder();
  let run: KerasRun;
  beforeEach(async () => {
    mkdirSync(path.join(folder.path, 'logs'));
    run = await KerasRun.begin(folder.path);
  });
  const writeTable = (): void => {
    copyFileSync(fixture('metrics/keras_csvlogger.csv'), path.join(folder.path, 'logs', 'training.csv'));
  };

  // shows: capture-merge
  it('have the number that Keras prints, whichever of its console and its table is read first, and each is one point', async () => {
    const printed = readFileSync(fixture('runs/keras_progbar.pipe.txt'));
    const half = printed.length / 2;
    await run.recorder.output(printed.subarray(0, half));
    writeTable();
    await run.poll();
    await run.recorder.output(printed.subarray(half));
    assert.deepEqual(await run.end(), told(1));
  });

  // shows: capture-merge
  it('have it also where the table is read before a word of the console', async () => {
    writeTable();
    await run.poll();
    await run.recorder.output(readFileSync(fixture('runs/keras_progbar.pipe.txt')));
    assert.deepEqual(await run.end(), told(1));
  });

  // shows: capture-merge
  it('have the hook’s number where nothing is printed, for what only the table holds too', async () => {
    writeTable();
    const loss = [1.8530057668685913, 1.8232464790344238].map(
      (value, at): MetricPoint => ({ metric: 'loss', step: at + 1, epoch: at + 1, value, wallMs: 0, source: 'hook' }),
    );
    await run.recorder.collected({ points: loss });
    assert.deepEqual(await run.end(), told(1));
  });

  // shows: capture-merge
  it('have the table’s own number where nobody else tells of them, or where the console counts from 0 as well', async () => {
    writeTable();
    await run.recorder.output(Buffer.from('Epoch 0/1\n'));
    assert.deepEqual(await run.end(), told(0));
    const alone = new EpochStart(() => undefined);
    const point: MetricPoint = { metric: 'loss', step: 0, epoch: 0, value: 1, wallMs: 0 };
    alone.add(point);
    assert.deepEqual([alone.take(false), alone.take(true)], [[], [point]]);
  });

  // shows: capture-merge
  it('are left alone in a table that has steps', async () => {
    await run.recorder.output(Buffer.from('Epoch 1/2\n'));
    writeFileSync(path.join(folder.path, 'logs', 'metrics.csv'), 'epoch,step,loss\n0,0,0.5\n0,1,0.25\n');
    assert.deepEqual(await run.end(), ['loss@0=0.5', 'loss@1=0.25']);
  });
});
