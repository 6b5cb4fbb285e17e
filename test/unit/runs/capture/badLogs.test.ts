import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { read, told } from './reading.ts';

describe('Console output that is out of order', () => {
  // shows: capture-bad-logs
  it('with a gigantic line loses that line, with one note', () => {
    const { points, notes } = read(
      `step 1 loss 0.5\nstep 2 loss 0.4 ${'x'.repeat(5_000_000)}\n${'y'.repeat(70_000)}\nstep 3 loss 0.3\n`,
      {},
      65_536,
    );
    assert.deepEqual(told(points), ['loss@1=0.5', 'loss@3=0.3']);
    assert.deepEqual(notes, ['Lines of more than 64 KiB were passed over.']);
  });

  // shows: capture-bad-logs
  it('with binary in it loses only that, with one note', () => {
    const noise = Buffer.concat(Array.from({ length: 200 }, (_, index) => createHash('sha256').update(String(index)).digest()));
    const { points, notes } = read(Buffer.concat([Buffer.from('step 1 loss 0.5\n'), noise, Buffer.from('\nstep 2 loss 0.4\n')]));
    assert.deepEqual(told(points), ['loss@1=0.5', 'loss@2=0.4']);
    assert.deepEqual(notes, ['Binary output was passed over.']);
  });

  // shows: capture-bad-logs
  it('that holds only NaN is read as it is, and that is said', () => {
    const { points, notes } = read('step 1 loss nan\nstep 2 loss NaN\nstep 3 loss -inf\n');
    assert.deepEqual(told(points), ['loss@1=NaN', 'loss@2=NaN', 'loss@3=-Infinity']);
    assert.deepEqual(notes, ['Every value in this log is NaN or infinite.']);
  });

  // shows: capture-bad-logs
  it('that goes back in time keeps what was measured first and again, with one note', () => {
    const steps = [100, 200, 300, 400, 500, 200, 300, 400, 500, 600, 100];
    const { points, notes } = read(steps.map((step, index) => `step ${step} loss 0.${index + 1}\n`).join(''));
    assert.deepEqual(
      points.map(({ step }) => step),
      steps,
    );
    assert.deepEqual(notes, ['Steps went back from 500 to 200: what was measured again from there stands beside what was measured first.']);
  });

  // shows: capture-bad-logs
  it('that says each step several times keeps the first value of each', () => {
    const text = [1, 2, 3].flatMap((step) => [0, 1, 2, 3].map((rank) => `step ${step} loss 0.${step}${rank}\n`)).join('');
    assert.deepEqual(told(read(text).points), ['loss@1=0.1', 'loss@2=0.2', 'loss@3=0.3']);
    const lagging = 'step 5 loss 0.5\nstep 6 loss 0.61\nstep 5 loss 0.51\nstep 6 loss 0.6\nstep 7 loss 0.7\n';
    assert.deepEqual(read(lagging), { points: read('step 5 loss 0.5\nstep 6 loss 0.61\nstep 7 loss 0.7\n').points, notes: [] });
  });

  // shows: capture-bad-logs, console-terminal
  it('that several streams wrote into one line is taken apart', () => {
    const text = [
      "\r  6%|#         | 1/16 [00:00<00:00]{'loss': 0.5, 'epoch': 0.1}\r 12%|#         | 2/16 [00:00<00:00]",
      '24/1752 [01:08<1:22:56,  2.88s/it][rank5]:[E602 11:17:52... Watchdog caught collective operation timeout',
      "[default1]:  1/3[default0]:{'loss': 0.4, 'step': 3}",
      '\u001b]0;title\u0007\u001b[1mstep\u001b[0m 4 \u001b[32mloss\u001b[0m 0.9\b\b\b0.3',
      '',
    ].join('\n');
    assert.deepEqual(told(read(text).points), ['loss@2=0.5', 'loss@3=0.4', 'loss@4=0.3']);
  });

  // shows: console-terminal
  it('however many ranks there are is heard from one, by whatever their launcher calls them', () => {
    for (const mark of ['[rank%]:', '[default%]:', '[%]:', '[1,%]<stdout>:', '(RayTrainWorker pid=10%, ip=10.0.0.1) ']) {
      const text = [1, 2]
        .flatMap((step) => [0, 1, 2].map((rank) => `${mark.replace('%', String(rank))}step ${step} loss 0.${step}${rank + 1}\n`))
        .join('');
      assert.deepEqual(told(read(text).points), ['loss@1=0.11', 'loss@2=0.21'], mark);
    }
  });

  // shows: console-terminal
  it('spells numbers as it likes', () => {
    const text = 'step 1,000 loss 1,234.5 acc 97.5% lr 5E-05 ppl +3. bleu .5 wer INF cer -Infinity f1 NaN mem 3.5G time 12ms\n';
    assert.deepEqual(told(read(text).points), [
      'loss@1000=1234.5',
      'acc@1000=97.5',
      'lr@1000=0.00005',
      'ppl@1000=3',
      'bleu@1000=0.5',
      'wer@1000=Infinity',
      'cer@1000=-Infinity',
      'f1@1000=NaN',
    ]);
  });

  // shows: console-terminal
  it('names metrics in any script', () => {
    assert.deepEqual(told(read("{'step': 1, 'précision': 0.5, '損失': 0.25}\n", {}, 1).points), ['précision@1=0.5', '損失@1=0.25']);
  });

  // shows: capture-bad-logs, console-speed
  it('never throws, and gives the same points whole and byte by byte', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        'step 5 loss 0.5',
        "{'loss': 0.5, 'epoch': 0.1}",
        'Epoch 1/2\n',
        '3/3 - 0s - 2ms/step - loss: 0.5\n',
        ' 12%|#  | 2/16 [00:00<00:00, 9it/s, loss=0.4]',
        'epoch  train_loss  acc\n1  0.5  0.6\n',
        '-------\n| loss | 1 |\n| step | 3 |\n-------\n',
        '[rank1]:',
        'INFO - ',
        '\r',
        '\n',
        '\b',
        '\u001b[A',
        '\u001b[2K',
        '\u001b[',
        '1e999',
        '[7/9] loss 0.1\n',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const bytes = Buffer.from(pieces.join(''));
        const whole = read(bytes);
        assert.deepEqual(read(bytes, {}, 1), whole);
        for (const { step, metric } of whole.points) assert.ok(Number.isFinite(step) && step >= 0 && metric !== '');
      }),
      { numRuns: 200 },
    );
  });
});
