import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { MetricPoint } from '../../../../src/runs/run.ts';
import { read, told } from './reading.ts';

const at = (name: string): URL => new URL(`../../../fixtures/${name}`, import.meta.url);
const log = (name: string): Buffer => readFileSync(at(name));
const points = (name: string, isWhole = false): readonly MetricPoint[] => read(log(name), { isWhole }).points;

/** The numbers of the dicts that a Trainer printed, as a careful person would copy them, at the steps at which it was told to log. */
function trainerTruth(name: string, steps: readonly number[]): readonly string[] {
  // The last one repeats an evaluation, of a model in another mode.
  const dicts = [
    ...log(name)
      .toString()
      .matchAll(/\{([^}]*)\}/g),
  ].slice(0, steps.length);
  return dicts.flatMap(([, inside = ''], index) =>
    [...inside.matchAll(/'(\w+)': '?([^',]+)'?/g)].flatMap(([, metric, value]) =>
      metric === 'epoch' ? [] : [`${metric}@${steps[index]}=${value === 'nan' ? 'NaN' : Number(value)}`],
    ),
  );
}

/** `logging_steps=4` with the first one, 8 steps an epoch, an evaluation after each, a summary at the end. */
const everyFour = [1, 4, 8, 8, 12, 16, 16, 16];

describe('Console logs of real trainers', () => {
  for (const name of ['runs/hf_trainer_v5.merged_unbuffered.txt', 'runs/hf_trainer_v5.pty120x40.txt']) {
    // shows: console-truth
    it(`tell every value at its step, nothing else: ${name}`, () => {
      assert.deepEqual(told(points(name)), trainerTruth(name, everyFour));
    });
  }

  // shows: console-truth
  it('tell their steps even without a bar, once they are over', () => {
    const steps = [1, 2, 4, 6, 8, 8, 10, 12, 14, 16, 16, 16];
    const nan = 'runs/hf_trainer_v5_nan_loss.stdout.txt';
    assert.deepEqual(told(points(nan, true)), trainerTruth(nan, steps));
    const plain = 'runs/hf_trainer_v5.stdout.txt';
    assert.deepEqual(told(points(plain, true)), trainerTruth(plain, everyFour));
  });

  // shows: console-truth
  it('of bars alone hold nothing measured', () => {
    assert.deepEqual(points('metrics/hf_trainer_v5.stderr.txt'), []);
  });

  // shows: console-truth
  it('of Keras agree with its own table, which holds the means at the end of each epoch', () => {
    const [header = '', ...rows] = readFileSync(at('metrics/keras_csvlogger.csv'), 'utf8').trim().split(/\r?\n/);
    const names = header.split(',').slice(1);
    // Its table counts epochs from 0, its console from 1.
    const truth = rows.flatMap((row) => {
      const [epoch, ...values] = row.split(',').map(Number);
      return names.map((metric, index) => `${metric}@${(epoch ?? 0) + 1}=${values[index]?.toFixed(4)}`);
    });
    const found = points('runs/keras_progbar.pipe.txt').map(({ metric, step, value }) => `${metric}@${step}=${value.toFixed(4)}`);
    assert.deepEqual(found, truth);
  });

  // shows: console-truth
  it('of Lightning hold the last value of each step, at the steps that its own table has', () => {
    const train = [0.135, 0.115, 0.114, 0.181, 0.155, 0.0711, 0.0988, 0.0534, 0.0984, 0.0851, 0.0802, 0.132, 0.113, 0.052, 0.0722, 0.0386];
    const of = (metric: string, name: string): readonly (readonly [number, number])[] =>
      points(name)
        .filter((point) => point.metric === metric)
        .map(({ step, value }) => [step, value]);
    const tqdm = 'runs/lightning_tqdm.pipe.txt';
    assert.deepEqual(
      of('train_loss', tqdm),
      train.map((value, step) => [step, value]),
    );
    assert.deepEqual(of('val_loss', tqdm), [
      [7, 0.133],
      [15, 0.0977],
    ]);
    const rich = 'runs/lightning_rich.pty160x40.txt';
    // Frames are drawn ten times a second: of steps 13 and 14 there is none.
    assert.deepEqual(of('train_loss', rich), [
      [0, 0.473],
      [1, 0.253],
      [2, 0.315],
      [3, 0.229],
      [4, 1.083],
      [5, 0.341],
      [6, 0.623],
      [7, 0.415],
      [8, 0.305],
      [9, 0.161],
      [10, 0.214],
      [11, 0.143],
      [12, 0.74],
      [15, 0.294],
    ]);
    assert.deepEqual(of('val_loss', rich), [
      [7, 0.259],
      [15, 0.179],
    ]);
    assert.deepEqual(told(points('metrics/lightning_rich.pipe.txt')), ['train_loss@15=0.153', 'val_loss@15=0.257']);
    for (const name of [tqdm, rich]) assert.deepEqual([...new Set(points(name).map(({ metric }) => metric))], ['train_loss', 'val_loss']);
  });

  // shows: console-truth
  it('of several ranks hold each value once', () => {
    assert.deepEqual(told(points('runs/torchrun_tee3.merged.txt')), ['loss@0=1', 'loss@1=0.5', 'loss@2=0.3333']);
  });

  // shows: console-truth, capture-bad-logs
  it('that are cut off anywhere hold nothing that the whole log does not', () => {
    for (const name of [
      'runs/hf_trainer_v5.merged_unbuffered.txt',
      'runs/lightning_tqdm.pipe.txt',
      'runs/lightning_rich.pty160x40.txt',
      'runs/keras_progbar.pipe.txt',
    ]) {
      const bytes = log(name);
      const whole = new Set(told(points(name)));
      for (let end = 1; end < bytes.length; end += 37) {
        for (const point of told(read(bytes.subarray(0, end)).points)) assert.ok(whole.has(point), `${name} to byte ${end}: ${point}`);
      }
    }
  });
});
