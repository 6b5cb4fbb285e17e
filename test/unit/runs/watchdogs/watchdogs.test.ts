import assert from 'node:assert/strict';
import type { RunAlert, WatchdogActions } from '../../../../src/runs/alert.ts';
import { parseAlert } from '../../../../src/runs/alertSchema.ts';
import { parsePoint } from '../../../../src/runs/folderSchema.ts';
import { limitsAgain, limitsUnder } from '../../../../src/runs/limits.ts';
import type { MetricPoint, RunLimits } from '../../../../src/runs/run.ts';
import { actionsOf } from '../../../../src/runs/watchdogs/actions.ts';
import { Watchdogs } from '../../../../src/runs/watchdogs/watchdogs.ts';
import { labelledRuns } from './labelled.ts';
import { score } from './score.ts';

const minuteMs = 60_000;

/** Watchdogs on a clock that the test turns. */
class Watched {
  nowMs = 0;
  readonly alerts: RunAlert[] = [];
  readonly dogs: Watchdogs;

  constructor(actions: Partial<WatchdogActions> = {}, limits?: RunLimits) {
    this.dogs = new Watchdogs({ actions: actionsOf(actions), limits, monotonicMs: () => this.nowMs });
  }

  measure(metric: string, step: number, value: number, more: Partial<MetricPoint> = {}): void {
    this.alerts.push(...this.dogs.onPoints([{ metric, step, value, wallMs: 0, ...more }], 0));
  }

  print(text: string): void {
    this.alerts.push(...this.dogs.onOutput(Buffer.from(text), 0));
  }

  pass(ms: number): void {
    for (const end = this.nowMs + ms; this.nowMs < end; ) {
      this.nowMs = Math.min(end, this.nowMs + 500);
      this.alerts.push(...this.dogs.onTick(0));
    }
  }

  get rules(): readonly string[] {
    return this.alerts.map(({ rule, level }) => `${rule} ${level}`);
  }
}

describe('The watchdogs', () => {
  // shows: watch-not-finite
  it('see a loss that is NaN, with the last finite value and what to do', () => {
    const run = new Watched();
    run.measure('loss', 1, 0.5);
    run.measure('loss', 2, Number.NaN);
    run.measure('loss', 3, Number.NaN);
    assert.equal(run.alerts.length, 1);
    const [alert] = run.alerts;
    assert.equal(alert?.title, 'loss is NaN at step 2');
    assert.deepEqual(alert?.evidence, ['loss = 0.5 (step 1), the last finite value', 'loss = NaN (step 2)']);
    assert.deepEqual([alert?.rule, alert?.level, alert?.metric, alert?.step, alert?.action], ['not-finite', 'error', 'loss', 2, 'ask']);
    assert.match(alert?.suggestion ?? '', /learning rate/);
    assert.deepEqual(parseAlert(JSON.stringify(alert)), alert);
  });

  // shows: watch-not-finite
  it('see the form in which transformers’ Trainer hides NaN, in whichever order the two are logged', () => {
    for (const order of [
      ['loss', 'grad_norm'],
      ['grad_norm', 'loss'],
    ]) {
      const run = new Watched();
      for (const metric of order) run.measure(metric, 10, metric === 'loss' ? 2.31 : 1.1);
      for (const metric of order) run.measure(metric, 20, metric === 'loss' ? 0 : Number.NaN);
      assert.deepEqual(run.rules, ['not-finite error'], order.join());
      assert.equal(run.alerts[0]?.title, 'loss is not finite at step 20: it is shown as 0, but grad_norm is NaN');
      assert.ok(run.alerts[0]?.evidence.includes('grad_norm = NaN (step 20)'));
    }
  });

  // shows: watch-not-finite
  it('see the string "NaN" that W&B and trackio write', () => {
    const run = new Watched();
    const point = parsePoint('{"metric":"train/loss","step":7,"value":"NaN","wallMs":1}');
    run.alerts.push(...run.dogs.onPoints(point === undefined ? [] : [point], 0));
    assert.deepEqual(run.rules, ['not-finite error']);
  });

  it('pass over one gradient that mixed precision skips, and over a loss that is small', () => {
    const run = new Watched();
    for (let step = 1; step <= 20; step += 1) {
      run.measure('grad_norm', step, step === 3 ? Number.POSITIVE_INFINITY : 1);
      run.measure('loss', step, step < 10 ? 0.01 : 0);
    }
    assert.deepEqual(run.rules, []);
    for (let step = 21; step <= 23; step += 1) run.measure('grad_norm', step, Number.NaN);
    assert.equal(run.alerts.at(-1)?.level, 'error');
  });

  // shows: watch-curves
  it('see a divergence, with the best and the present average', () => {
    const run = new Watched();
    for (let step = 1; step <= 100; step += 1) run.measure('loss', step, 1);
    for (let step = 101; step <= 200; step += 1) run.measure('loss', step, 2);
    assert.deepEqual(run.rules, ['divergence error']);
    const [best, now, since] = run.alerts[0]?.evidence ?? [];
    assert.match(best ?? '', /^best moving average of 20 values: (?:1|0\.9{8,}\d*|1\.0{8,}\d*) \(step \d+, where loss = 1\)$/);
    assert.match(now ?? '', /^moving average now: 1\.99\d+ \(step 15\d, where loss = 2\)$/);
    assert.match(since ?? '', /^above 1\.3 times its best for 50 points, since step 10\d$/);
  });

  // shows: watch-curves
  it('see a loss that blows up after only a few values', () => {
    const run = new Watched();
    for (const [index, value] of [2.5, 2.2, 2, 1.9, 1.8, 9, 14, 30, 80, 200].entries()) run.measure('loss', (index + 1) * 500, value);
    assert.deepEqual(run.rules, ['divergence error']);
    assert.deepEqual(run.alerts[0]?.evidence, [
      'best loss = 1.8 (step 2500)',
      'then 9 (step 3000), 14 (step 3500), 30 (step 4000), 80 (step 4500), 200 (step 5000)',
    ]);
    const spike = new Watched();
    for (let step = 1; step <= 60; step += 1) spike.measure('loss', step, step % 20 === 0 ? 50 : 2);
    assert.deepEqual(spike.rules, []);
  });

  // shows: watch-curves
  it('see a plateau, unless the learning rate still warms up', () => {
    for (const isWarmingUp of [false, true]) {
      const run = new Watched();
      for (let step = 1; step <= 1000; step += 1) {
        run.measure('learning_rate', step, isWarmingUp ? step * 1e-6 : 1e-3);
        run.measure('loss', step, 0.7 + 2 * Math.exp(-step / 20) + (step % 2) * 1e-4);
      }
      assert.deepEqual(run.rules, isWarmingUp ? [] : ['plateau info']);
    }
  });

  // shows: watch-curves
  it('see that it overfits: the evaluated loss rises while the training loss falls', () => {
    const run = new Watched();
    const evaluated = [1, 0.8, 0.7, 0.74, 0.79, 0.9];
    for (const [epoch, value] of evaluated.entries()) {
      run.measure('train/loss', epoch + 1, 1 / (epoch + 1));
      run.measure('val/loss', epoch + 1, value);
    }
    assert.deepEqual(run.rules, ['overfit warning']);
    assert.deepEqual(run.alerts[0]?.evidence.slice(0, 2), [
      'val/loss: 0.7 (step 3) → 0.74 (step 4) → 0.79 (step 5)',
      `train/loss, mean since the evaluation before: ${1 / 3} → 0.2`,
    ]);
    assert.match(run.alerts[0]?.suggestion ?? '', /checkpoint of step 3/);
  });

  // shows: watch-stall
  it('see that nothing is printed and nothing measured for 60 s, or 8 times the usual interval', () => {
    const quick = new Watched();
    for (let step = 1; step <= 20; step += 1) {
      quick.pass(1000);
      quick.measure('loss', step, 1 / step);
    }
    quick.print('saving checkpoint…\n');
    quick.pass(minuteMs);
    assert.deepEqual(quick.rules, []);
    quick.pass(1000);
    assert.deepEqual(quick.rules, ['stall warning']);
    assert.deepEqual(quick.alerts[0]?.evidence, [
      'usual interval: 1 s (median of 19), allowed: 60 s',
      'last point: loss = 0.05 (step 20)',
      'last line: saving checkpoint…',
    ]);
    quick.pass(10 * minuteMs);
    assert.equal(quick.alerts.length, 1);

    const slow = new Watched();
    for (let step = 1; step <= 6; step += 1) {
      slow.pass(30_000);
      slow.measure('loss', step, 1);
    }
    slow.pass(239_000);
    assert.deepEqual(slow.rules, []);
    slow.pass(2_000);
    assert.deepEqual(slow.rules, ['stall warning']);
  });

  // shows: watch-stall
  it('take neither a machine that slept nor a wall clock that jumps for a stall', () => {
    const run = new Watched();
    for (let step = 1; step <= 10; step += 1) {
      run.pass(1000);
      run.measure('loss', step, 1);
    }
    run.nowMs += 8 * 60 * minuteMs;
    run.pass(30_000);
    run.alerts.push(...run.dogs.onTick(9e15));
    assert.deepEqual(run.rules, []);
  });

  // shows: watch-logs
  it('read the console in whatever pieces it comes, behind bars and ranks, and a last word without a newline', () => {
    const text =
      ' 24/1752 [01:08<1:22:56,  2.88s/it][rank5]:[E602 11:17:52.1 ProcessGroupNCCL.cpp:616] [Rank 5] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=808, OpType=ALLREDUCE, NumelIn=9801523, NumelOut=9801523, Timeout(ms)=600000) ran for 600020 milliseconds before timing out.\n' +
      '\u001b[31mOSError: [Errno 28] No space left on device\u001b[0m';
    const whole = new Watched();
    whole.print(text);
    whole.pass(1000);
    const pieces = new Watched();
    for (const byte of Buffer.from(text)) pieces.alerts.push(...pieces.dogs.onOutput(Buffer.from([byte]), 0));
    pieces.pass(1000);
    assert.deepEqual(whole.rules, ['nccl error', 'disk-full error']);
    assert.deepEqual(pieces.alerts, whole.alerts);
    assert.match(whole.alerts[0]?.title ?? '', /ALLREDUCE for 600 s/);
    assert.deepEqual(whole.alerts[1]?.evidence, ['OSError: [Errno 28] No space left on device']);
  });

  // shows: watch-logs
  it('take a process that was killed from outside for one that the memory ran out for', () => {
    for (const end of [
      { code: null, signal: 'SIGKILL' },
      { code: 137, signal: null },
    ]) {
      const run = new Watched();
      run.print('step 7 loss 0.3\n');
      run.alerts.push(...run.dogs.onEnd(end, 0));
      assert.deepEqual(run.rules, ['out-of-memory error']);
      assert.equal(run.alerts[0]?.evidence[1], 'last line: step 7 loss 0.3');
    }
    const done = new Watched();
    assert.deepEqual(done.dogs.onEnd({ code: 1, signal: null }, 0), []);
  });

  // shows: watch-cost
  it('tell at four fifths of what it may cost, and ask when it is used up', () => {
    const run = new Watched({}, { usdPerHour: 2, usd: 1 });
    run.print('begin\n');
    for (let minutes = 1; minutes <= 31; minutes += 1) {
      run.print('.\n');
      run.pass(minuteMs);
    }
    assert.deepEqual(
      run.alerts.map(({ rule, level, action, evidence }) => [rule, level, action, evidence[0]]),
      [
        ['cost-cap', 'warning', 'notify', '0.40 h × $2/h = $0.80 of $1'],
        ['cost-cap', 'error', 'ask', '0.50 h × $2/h = $1.00 of $1'],
      ],
    );
    const timed = new Watched({ 'cost-cap': 'stop', stall: 'off' }, { hours: 1 });
    timed.pass(60 * minuteMs);
    assert.equal(timed.alerts.at(-1)?.action, 'stop');
  });

  // shows: ledger-caps, watch-cost
  it('stop it at the person’s cap, whatever they are told, and count what it ran before they followed it', () => {
    for (const action of ['off', 'notify', 'ask', 'stop'] as const) {
      const limits = limitsUnder({ usdPerHour: 2 }, 1);
      const alerts = [0, 20].map((minutes) => {
        let nowMs = 0;
        const monotonicMs = (): number => nowMs;
        const dogs = new Watchdogs({ actions: actionsOf({ 'cost-cap': action }), limits, pastMs: minutes * minuteMs, monotonicMs });
        const found: RunAlert[] = [];
        for (; nowMs <= 40 * minuteMs && !found.some((one) => one.action === 'stop'); nowMs += minuteMs) found.push(...dogs.onTick(0));
        return [nowMs / minuteMs - 1, found.filter((one) => one.rule === 'cost-cap').at(-1)?.action];
      });
      assert.deepEqual(
        alerts,
        [
          [30, 'stop'],
          [10, 'stop'],
        ],
        action,
      );
    }
  });

  // shows: ledger-caps
  it('know the person’s cap only of what has a price, and never a higher one than was said', () => {
    assert.equal(limitsUnder(undefined, 10), undefined);
    assert.deepEqual(limitsUnder({ hours: 2 }, 10), { hours: 2 });
    assert.deepEqual(limitsUnder({ usdPerHour: 0 }, 10), { usdPerHour: 0 });
    assert.deepEqual(limitsUnder({ usdPerHour: 2, usd: 4 }, undefined), { usdPerHour: 2, usd: 4 });
    assert.deepEqual(limitsUnder({ usdPerHour: 2 }, 10), { usdPerHour: 2, usd: 10, isCap: true });
    assert.deepEqual(limitsUnder({ usdPerHour: 2, usd: 4 }, 10), { usdPerHour: 2, usd: 4, isCap: true, saidUsd: 4 });
  });

  // shows: ledger-caps
  it('know, of a run that goes on, the cap that holds now, and what was said of the run itself', () => {
    const said = limitsUnder({ usdPerHour: 2, usd: 4 }, 3);
    assert.deepEqual(said, { usdPerHour: 2, usd: 3, isCap: true, saidUsd: 4 });
    assert.deepEqual(limitsAgain(said, 10), { usdPerHour: 2, usd: 4, isCap: true, saidUsd: 4 });
    assert.deepEqual(limitsAgain(limitsUnder({ usdPerHour: 2 }, 3), 10), { usdPerHour: 2, usd: 10, isCap: true });
    assert.deepEqual(limitsAgain(said, undefined), { usdPerHour: 2, usd: 4 });
    assert.equal(limitsAgain(undefined, 10), undefined);
  });

  // shows: watch-actions
  it('do what the run says: nothing, tell, ask, stop', () => {
    const told = (action: 'off' | 'notify' | 'ask' | 'stop'): readonly string[] => {
      const run = new Watched({ 'not-finite': action });
      run.measure('loss', 1, Number.NaN);
      return run.alerts.map((alert) => alert.action);
    };
    assert.deepEqual([told('off'), told('notify'), told('ask'), told('stop')], [[], ['notify'], ['ask'], ['stop']]);
    assert.equal(actionsOf({ stall: 'shout', nonsense: 'stop' }).stall, 'notify');
  });

  it('say the same once, though all metrics break and break again', () => {
    const run = new Watched();
    for (let step = 1; step <= 200; step += 1) {
      const isBroken = step % 40 > 20;
      for (const metric of ['loss', 'eval_loss', 'train/loss']) run.measure(metric, step, isBroken ? Number.NaN : 1);
      run.print(isBroken ? 'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.\n' : '.\n');
      run.pass(1000);
    }
    assert.deepEqual(run.rules, ['not-finite error', 'out-of-memory error']);
  });

  it('begin anew with a resumed segment, and use the most precise of several sources', () => {
    const run = new Watched();
    for (let step = 1; step <= 100; step += 1) {
      run.measure('loss', step, 1, { source: 'hook' });
      run.measure('loss', step, 9, { source: 'console' });
    }
    for (let step = 50; step <= 80; step += 1) run.measure('loss', step, 3, { source: 'hook', segment: 1 });
    assert.deepEqual(run.rules, []);
  });

  // shows: watch-not-finite, watch-curves, watch-stall, watch-logs
  it('find nine of ten faults of labelled runs, and are right in 95 of 100 errors', function () {
    this.timeout(60_000);
    const { precision, recall, falseErrors, missed } = score(labelledRuns(2026, 160));
    assert.ok(precision >= 0.95, `precision ${precision}: ${falseErrors.join('; ')}`);
    assert.ok(recall >= 0.9, `recall ${recall}: missed ${missed.join('; ')}`);
  });
});
