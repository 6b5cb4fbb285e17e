import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Capture } from '../../../../src/runs/capture/capture.ts';
import { frameWaitMs } from '../../../../src/runs/capture/trainerDicts.ts';
import type { MetricPoint } from '../../../../src/runs/run.ts';
import { read, told } from './reading.ts';

describe('A dict of a trainer that nothing follows', () => {
  const capture = (): {
    readonly say: (text: string, atMs: number) => readonly string[];
    readonly settle: (atMs: number) => readonly string[];
  } => {
    const one = new Capture();
    return { say: (text, atMs) => told(one.push(Buffer.from(text), atMs)), settle: (atMs) => told(one.settle(atMs)) };
  };
  const dict = "{'loss': nan, 'grad_norm': 1.5, 'epoch': 3.0}\n";
  const bar = (n: number): string => ` ${n * 10}%|██        | ${n}/10 [00:0${n}<00:10,  1.00it/s]`;

  // shows: console-formats
  it('is handed over once no bar is to be expected, and only once', () => {
    const { say, settle } = capture();
    assert.deepEqual(say(dict, 1000), []);
    assert.deepEqual(settle(2999), []);
    assert.deepEqual(settle(3000), ['loss@3=NaN', 'grad_norm@3=1.5']);
    assert.deepEqual(settle(9000), []);
    assert.deepEqual(say('Saving the model\n', 9000), []);
    assert.deepEqual(say(`\r${bar(7)}\r${bar(8)}\r`, 9500), []);
  });

  it('goes by the frame that was drawn right after it, which has no end yet', () => {
    const { say, settle } = capture();
    assert.deepEqual(say(`\r${bar(1)}\r${bar(3)}\r      \r${dict}\r${bar(4)}`, 1000), []);
    assert.deepEqual(settle(3000), ['loss@4=NaN', 'grad_norm@4=1.5']);
    assert.deepEqual(say(`\r${bar(5)}\r`, 4000), []);
  });

  it('goes by the newest frame where none was drawn after it, and is not corrected', () => {
    const { say, settle } = capture();
    assert.deepEqual(say(`\r${bar(3)}\r${dict}`, 1000), []);
    assert.deepEqual(settle(3000), ['loss@3=NaN', 'grad_norm@3=1.5']);
    assert.deepEqual(say(`\r${bar(4)}\r`, 4000), []);
  });

  it('waits beside a full bar that may have counted something else', () => {
    const { say, settle } = capture();
    assert.deepEqual(say(`\r100%|██████████| 170498071/170498071 [00:09<00:00, 9.9it/s]\n${dict}`, 1000), []);
    assert.deepEqual(settle(60_000), []);
    assert.deepEqual(say(dict.replace('nan', '0.5').replace('3.0', '4.0'), 61_000), ['loss@3=NaN', 'grad_norm@3=1.5']);
  });

  it('keeps the time of its output, also when the clock was set back', () => {
    const one = new Capture();
    one.push(Buffer.from(dict), 10_000);
    assert.deepEqual(
      one.settle(500).map(({ wallMs }) => wallMs),
      [10_000, 10_000],
    );
  });

  it('is read as ever, whatever the chunks, when ticks come between them in time', () => {
    const text = Buffer.from(`\r${bar(1)}\r${dict}\r${bar(2)}\r${dict.replace('nan', '0.5')}\r${bar(3)}\r`);
    const whole = told(read(text).points);
    for (let size = 1; size < text.length; size += 7) {
      const one = new Capture();
      const points: MetricPoint[] = [];
      for (let at = 0; at < text.length; at += size) points.push(...one.push(text.subarray(at, at + size), 1000), ...one.settle(2900));
      assert.deepEqual(told([...points, ...one.end(2900)]), whole);
    }
  });

  // shows: console-formats
  it('has the step that the whole log tells, when a real trainer falls silent behind every frame', () => {
    const bytes = readFileSync(new URL('../../../fixtures/runs/hf_trainer_v5.merged_unbuffered.txt', import.meta.url));
    const one = new Capture();
    const points: MetricPoint[] = [];
    let atMs = 0;
    let from = 0;
    let settled = 0;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the cursor goes up
    for (const frame of bytes.toString('latin1').matchAll(/it\/s[^\]\r\n]*\](?:\u001b\[A)?/g)) {
      const to = frame.index + frame[0].length;
      points.push(...one.push(bytes.subarray(from, to), atMs));
      from = to;
      atMs += frameWaitMs;
      const late = one.settle(atMs);
      settled += late.length;
      points.push(...late);
    }
    points.push(...one.push(bytes.subarray(from), atMs), ...one.end(atMs));
    assert.deepEqual([settled, told(points)], [27, told(read(bytes).points)]);
  });
});
