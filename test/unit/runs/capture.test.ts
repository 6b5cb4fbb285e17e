import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Capture } from '../../../src/runs/capture/capture.ts';
import { goalOf } from '../../../src/runs/capture/names.ts';
import { maxSegmentBytes, Segmenter } from '../../../src/runs/capture/segments.ts';
import type { MetricPoint } from '../../../src/runs/run.ts';

function capture(bytes: Buffer | string): readonly MetricPoint[] {
  const reader = new Capture();
  return [...reader.push(Buffer.from(bytes), 0), ...reader.end(0)];
}

/** `loss@100=0.42`, with the epoch where there is one: `loss@100=0.42 e1`. */
function shown(points: readonly MetricPoint[]): readonly string[] {
  return points.map(({ metric, step, value, epoch }) => `${metric}@${step}=${value}${epoch === undefined ? '' : ` e${epoch}`}`);
}

const fixture = (name: string): Buffer => readFileSync(new URL(`../../fixtures/runs/${name}`, import.meta.url));
const fixtures = [
  'hf_trainer_v5.merged_unbuffered.txt',
  'hf_trainer_v5.pty120x40.txt',
  'hf_trainer_v5.stdout.txt',
  'hf_trainer_v5_nan_loss.stdout.txt',
  'torchrun_tee3.merged.txt',
  'lightning_tqdm.pipe.txt',
  'lightning_rich.pty160x40.txt',
  'keras_progbar.pipe.txt',
];

describe('Capture', () => {
  // Each row: what a script prints, and the points in it.
  const lines: readonly (readonly [text: string, points: readonly string[]])[] = [
    ['step 100 loss 0.42', ['loss@100=0.42']],
    ['step: 100 | loss: 0.42', ['loss@100=0.42']],
    ['epoch 3/20 train_loss=0.1 val_acc 0.9', ['train_loss@3=0.1 e3', 'val_acc@3=0.9 e3']],
    ["{'loss': 0.42, 'epoch': 1.0}", ['loss@1=0.42 e1']],
    ["{'loss': '0.4777', 'grad_norm': '1.075', 'epoch': '0.5'}", ['loss@0.5=0.4777 e0.5', 'grad_norm@0.5=1.075 e0.5']],
    ['{"step": 12, "loss": 0.5, "time": 1795221307.3, "pid": 55}', ['loss@12=0.5']],
    ['{"step": 3, "loss": NaN, "reward": -Infinity}', ['loss@3=NaN', 'reward@3=-Infinity']],
    ["{'loss': np.float64(0.33), 'acc': tensor(0.9, device='cuda:0'), 'epoch': 9}", ['loss@9=0.33 e9', 'acc@9=0.9 e9']],
    ["{'test_accuracy': 0.97, 'test_loss': 0.1}", ['test_accuracy@1=0.97', 'test_loss@1=0.1']],
    ["INFO:root:{'loss': 1.5, 'epoch': 2.0}", ['loss@2=1.5 e2']],
    ['epoch 4 step 700 loss nan', ['loss@700=NaN e4']],
    ['Epoch 5 val_loss: -inf', ['val_loss@5=-Infinity e5']],
    ['epoch 3 | accuracy: 97.5%', ['accuracy@3=97.5 e3']],
    ['step 0: train loss 10.9885, val loss 10.9898', ['train_loss@0=10.9885', 'val_loss@0=10.9898']],
    ['iter 10: loss 9.6843, time 135.40ms, mfu 31.20%', ['loss@10=9.6843', 'mfu@10=31.2']],
    ['Train Epoch: 1 [640/60000 (1%)]\tLoss: 2.258567', ['Loss@640=2.258567 e1']],
    ['Epoch [3/5], Step [100/600], Loss: 0.3012', ['Loss@100=0.3012 e3']],
    ['Validation step 5 loss 0.3', ['val_loss@5=0.3']],
    [
      'step 00300/21400 (1.40%) | loss: 3.123456 | grad_norm: 0.51234 | dt: 341.20ms | tok/sec: 1,534,000 | total time: 1.71m',
      ['loss@300=3.123456', 'grad_norm@300=0.51234', 'tok/sec@300=1534000'],
    ],
    [
      '[titan] 2026-02-24 19:46:17,508 - root - INFO - step:  4  loss:  7.62585  grad_norm: 26.6250  memory: 66.91GiB(37.51%)',
      ['loss@4=7.62585', 'grad_norm@4=26.625'],
    ],
    ['\u001b[32mstep 7\u001b[0m \u001b[1mloss 0.5\u001b[0m', ['loss@7=0.5']],
    ['step 8 loss 0.9\b\b\b0.4', ['loss@8=0.4']],
    // None of these is a measurement.
    ["{'lr': 0.1, 'epochs': 20, 'batch_size': 64, 'hidden': 64}", []],
    ["config: {'lr': 0.1, 'loss': 2}", []],
    ['config: epochs=20 lr=0.001 batch_size=64 seed=0 train_images=1437', []],
    ['2026-01-01 10:00:00 INFO worker pid 1234 step 5 listening on port 8080', []],
    ['{"status": 200, "latency": 0.2}', []],
    ['saved checkpoint at step 100 loss 0.42', []],
    ['Saving model to out/epoch=3-val_loss=0.12.ckpt', []],
    ['Epoch 00002: val_loss improved from 0.5 to 0.4, saving model', []],
    ['batch size 64, loss 3', []],
    ['step 3 of 10 took 5 seconds', []],
    ['Num examples = 1,000 | Num Epochs = 1 | Total steps = 60', []],
    ['The loss is 0.5 today', []],
    ['number of nan iterations: 0 at step 5, loss ok', []],
    ["{'loss': 0.42, 'epoch'", []],
  ];
  for (const [text, points] of lines) {
    // shows: run-points
    it(`reads ${points.length === 0 ? 'nothing' : points.join(', ')} from “${text.replaceAll('\b', '␈').replaceAll('\u001b', '␛').slice(0, 90)}”`, () => {
      assert.deepEqual(shown(capture(`${text}\n`)), points);
      assert.deepEqual(shown(capture(text)), points, 'the last line may have no newline');
    });
  }

  it('takes the step of a printed dict from the progress bar beside it', () => {
    assert.deepEqual(
      shown(capture(fixture('hf_trainer_v5.merged_unbuffered.txt'))).filter((text) => /^(?:loss|eval_loss)@/.test(text)),
      [
        'loss@1=0.6295 e0.125',
        'loss@4=1.07 e0.5',
        'loss@8=1.007 e1',
        'eval_loss@8=0.9798 e1',
        'loss@12=1.395 e1.5',
        'loss@16=0.9492 e2',
        'eval_loss@16=1.135 e2',
      ],
    );
  });

  it('reads the same from a terminal as from a pipe', () => {
    const steps = (name: string): readonly string[] => capture(fixture(name)).map(({ metric, step }) => `${metric}@${step}`);
    assert.deepEqual(steps('hf_trainer_v5.pty120x40.txt'), steps('hf_trainer_v5.merged_unbuffered.txt'));
  });

  it('sees the NaN that a trainer hides behind a loss of zero', () => {
    const points = capture(fixture('hf_trainer_v5_nan_loss.stdout.txt'));
    assert.deepEqual(shown(points.filter(({ metric, step }) => metric === 'grad_norm' && step >= 0.75)), [
      'grad_norm@0.75=1.646 e0.75',
      'grad_norm@1=NaN e1',
      'grad_norm@1.25=NaN e1.25',
      'grad_norm@1.5=NaN e1.5',
      'grad_norm@1.75=NaN e1.75',
      'grad_norm@2=NaN e2',
    ]);
  });

  it('hears one rank of several, also where their lines were joined', () => {
    const points = capture(fixture('torchrun_tee3.merged.txt'));
    assert.deepEqual(shown(points), ['loss@0=1', 'loss@1=0.5', 'loss@2=0.3333']);
  });

  it('goes on counting where steps begin anew with each epoch', () => {
    const text = [1, 2, 3]
      .flatMap((epoch) => [1, 2].map((step) => `Epoch [${epoch}/3], Step [${step * 50}/100], Loss: 0.5${epoch}${step}\n`))
      .join('');
    assert.deepEqual(
      capture(text).map(({ step }) => step),
      [50, 100, 150, 200, 250, 300],
    );
  });

  it('puts a line without a step at the newest step, where the first value counts', () => {
    const points = capture("epoch 1 step 23 loss 0.5\nepoch 1 test_accuracy 0.7\n{'test_accuracy': 0.71, 'test_loss': 0.9}\n");
    assert.deepEqual(shown(points), ['loss@23=0.5 e1', 'test_accuracy@23=0.7 e1', 'test_loss@23=0.9']);
  });

  it('drops a line too long to be a measurement and reads the next one', () => {
    const long = `step 1 loss 0.5 ${'x'.repeat(maxSegmentBytes)}`;
    assert.deepEqual(shown(capture(`${long}\nstep 2 loss 0.4\n`)), ['loss@2=0.4']);
  });

  it('gives the same points however the bytes are cut', () => {
    const everything = Buffer.concat([...fixtures.map(fixture), Buffer.from(lines.map(([text]) => `${text}\n`).join(''))]);
    const whole = capture(everything);
    assert.ok(whole.length > 100);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 40 }), (sizes) => {
        const reader = new Capture();
        const points: MetricPoint[] = [];
        for (let at = 0, turn = 0; at < everything.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          points.push(...reader.push(everything.subarray(at, at + size), 0));
          at += size;
        }
        points.push(...reader.end(0));
        assert.deepEqual(points, whole);
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same points byte by byte', () => {
    const bytes = fixture('hf_trainer_v5.pty120x40.txt');
    const reader = new Capture();
    const points = [...bytes].flatMap((byte) => reader.push(Buffer.of(byte), 0));
    assert.deepEqual([...points, ...reader.end(0)], capture(bytes));
  });

  it('never throws, whatever is printed', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('step ', 'loss', '{', '}', "'", ': ', '\r', '\n', '\b', '\u001b[A', '%|', '| 3/4 [', ']', '1e999', 'nan', ','),
    );
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 60 }), (parts) => {
        for (const { step, metric } of capture(parts.join(''))) {
          assert.ok(Number.isFinite(step));
          assert.notEqual(metric, '');
        }
      }),
    );
  });

  it('knows which direction is better only where the name says it', () => {
    assert.deepEqual(['loss', 'val_loss', 'test_accuracy', 'eval_f1', 'lr', 'tok/sec', 'rewards/mean'].map(goalOf), [
      'min',
      'min',
      'max',
      'max',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('Segments', () => {
  it('lose no text to escapes, and know what was drawn below', () => {
    const seen: string[] = [];
    const segmenter = new Segmenter();
    segmenter.push(Buffer.from('a\u001b[31mb\u001b[0m\n\r  50%| 1/2\u001b[A\r\u001b]0;title\u0007c\u001b[2Kd\n'), (text, end, isNested) =>
      seen.push(`${text}${isNested ? ' (above)' : ''}${end === 'line' ? '.' : ''}`),
    );
    assert.deepEqual(
      seen.filter((text) => text !== ''),
      ['ab.', '  50%| 1/2 (above)', 'c (above)', 'd.'],
    );
  });
});
