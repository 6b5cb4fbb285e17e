import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { quantile } from '../bench/bench.ts';
import { linkRuns, longRuns } from '../bench/curves/longRuns.ts';
import { CurvesWindow } from '../bench/window/curvesWindow.ts';
import { type WrittenRun, writeRun } from '../unit/runs/writtenRun.ts';
import { eventually } from './eventually.ts';
import { useWindow } from './harness.ts';

const steps = 200;

/** Prints when it is told to, and says when each line was printed, in milliseconds since 1970. */
const timed = `
import json, os, sys, time

if __name__ == '__main__':
    print('step 0 loss 2.0', flush=True)
    while not os.path.exists(sys.argv[0] + '.go'):
        time.sleep(0.05)
    times = []
    for step in range(1, ${steps} + 1):
        times.append(time.time() * 1000)
        print(f'step {step} loss {2 / (step + 1):.12f}', flush=True)
        time.sleep(0.05)
    with open(sys.argv[0] + '.times', 'w') as file:
        json.dump(times, file)
`;

/** In the view: when each step's message came, and when the frame was over in which it was drawn. As text: only the page knows its types. */
const observer = `
window.seen = [];
const known = new Set([0]);
const nowMs = () => performance.timeOrigin + performance.now();
window.addEventListener('message', ({ data }) => {
  // Now and then the view asks for the whole window anew.
  const told = [
    ...(data.tails ?? []).filter(({ chart }) => chart === 'loss').flatMap(({ xs }) => [...new Float64Array(xs)]),
    ...(data.windows ?? []).filter(({ chart }) => chart === 'loss').flatMap(({ line }) => [...new Float64Array(line.data)].filter((_, at) => at % 2 === 0)),
  ];
  const steps = told.filter((step) => !known.has(step));
  for (const step of steps) known.add(step);
  if (steps.length === 0) return;
  const arrivedMs = nowMs();
  requestAnimationFrame(() => {
    const drawnMs = nowMs();
    for (const step of steps) window.seen.push({ step, arrivedMs, drawnMs });
  });
});
0`;

interface Seen {
  readonly step: number;
  readonly arrivedMs: number;
  readonly drawnMs: number;
}

describe('the curves of a run that goes on, in a real window', () => {
  const window = useWindow({
    workspaceName: 'curves',
    workspace: (folder) => writeFileSync(path.join(folder, 'timed.py'), timed.trimStart()),
  });

  // shows: curves-follow
  it('draws every point that is printed, and says how soon', async () => {
    const { workbench, curves } = window();
    await workbench.openFile('timed.py');
    await workbench.lens('▶ Train').click();
    await curves.attach();
    await curves.chart('loss').scrollIntoViewIfNeeded();
    await curves.legend('loss', 'timed').waitFor();
    await curves.frame.evaluate(observer);
    writeFileSync(window().file('timed.py.go'), '');
    const seen = await eventually(async () => {
      const all = await curves.frame.evaluate<readonly Seen[]>('window.seen');
      assert.deepEqual(
        all.map(({ step }) => step),
        Array.from({ length: steps }, (_, at) => at + 1),
      );
      return all;
    }, 120_000);
    const file = window().file('timed.py.times');
    await eventually(() => assert.ok(existsSync(file)));
    const times: readonly number[] = JSON.parse(readFileSync(file, 'utf8'));
    tell(
      'from print to the message in the view',
      seen.map(({ step, arrivedMs }) => arrivedMs - (times[step - 1] ?? Number.NaN)),
    );
    tell(
      'from the message to the end of its drawing',
      seen.map(({ arrivedMs, drawnMs }) => drawnMs - arrivedMs),
    );
    tell(
      'from print to the end of its drawing',
      seen.map(({ step, drawnMs }) => drawnMs - (times[step - 1] ?? Number.NaN)),
    );
  });
});

describe('the curves of long runs, in a real window', function () {
  this.timeout(240_000);
  const ids = new Map<number, readonly string[]>();
  let live: WrittenRun;
  const window = useWindow(async () => {
    const sources = [
      [100_000, await longRuns(10, 100_000)],
      [1_000_000, await longRuns(10, 1_000_000)],
    ] as const;
    return {
      workspaceName: 'long-curves',
      workspace: (folder) => {
        for (const [length, source] of sources) ids.set(length, linkRuns(source, folder, `of${length}`));
        live = writeRun(folder, 'run_live', { name: 'live', createdMs: Date.now() });
        live.measure('loss', [[1, 2]]);
      },
    };
  });
  let curves: CurvesWindow;
  let step = 1;
  const print = (): void => {
    step += 1;
    live.measure('loss', [[step, 2 / step]]);
  };
  before(async function show() {
    this.timeout(120_000);
    curves = await CurvesWindow.of(window());
    await curves.showCurves();
    await curves.showOnly([live.id]);
  });

  // shows: curves-follow, curves-latency
  it('shows new points of a run that goes on before ten runs of a million points beside it are there', async () => {
    const all = [...(ids.get(1_000_000) ?? []), live.id];
    await curves.view.evaluate('view.order = []; 0');
    const printing = setInterval(print, 20);
    try {
      await curves.showOnly(all);
    } finally {
      clearInterval(printing);
    }
    const order = await curves.view.evaluate<readonly string[]>('view.order');
    const ofLive = order.indexOf(`tail loss ${live.id}`);
    const last = Math.max(...all.map((run) => order.indexOf(`window loss ${run}`)));
    assert.ok(ofLive !== -1 && ofLive < last, order.slice(0, 40).join());
    const { curves: page } = window();
    await eventually(async () => assert.equal(await page.pointCountOf('loss', 'live'), step));
  });

  // shows: curves-memory
  it('is told as much of ten runs of a million points as of ten that are a tenth as long', async () => {
    const held: (readonly number[])[] = [];
    for (const runs of ids.values()) {
      await curves.showOnly(runs);
      held.push(await curves.view.evaluate<readonly number[]>(`${JSON.stringify(runs)}.map((run) => view.held['loss ' + run])`));
    }
    assert.deepEqual(held[0], held[1]);
    const columns = await curves.view.evaluate<number>("document.querySelector('.plot').clientWidth");
    for (const bytes of held.flat()) assert.ok(bytes > 0 && bytes <= (columns + 2) * 6 * Float64Array.BYTES_PER_ELEMENT, String(bytes));
  });

  // shows: curves-hidden
  it('has no page while it is hidden, and every point when it is back', async () => {
    await curves.showOnly([live.id]);
    const { view } = curves;
    await curves.hideCurves();
    await eventually(() => assert.ok(view.isDetached()));
    for (let i = 0; i < 100; i++) print();
    await curves.showCurves();
    await curves.until(`isShowing(${JSON.stringify([live.id])})`);
    await eventually(async () => assert.equal(await window().curves.pointCountOf('loss', 'live'), step));
  });

  // shows: curves-kept
  it('has what it showed last while its host still reads, after the window was loaded again, and then what is there', async () => {
    const all = [...(ids.get(1_000_000) ?? []), live.id];
    await curves.showOnly(all);
    const { page, workbench, curves: chart } = window();
    // What was drawn is kept when the view is hidden.
    await curves.hideCurves();
    await curves.showCurves();
    await curves.until(`isShowing(${JSON.stringify(all)})`);
    await page.context().addInitScript('window.holdsUp = true');
    await workbench.reload();
    await chart.attach();
    await curves.until('!Number.isNaN(view.keptMs)');
    const age = () => curves.view.evaluate<string>("document.querySelector('.chart[data-metric=loss] .chart-age').textContent");
    const lines = () => curves.view.evaluate<number>("document.querySelectorAll('.chart[data-metric=loss] .legend-row').length");
    assert.equal(await curves.view.evaluate<number>('view.asked.length'), 0, 'nothing is asked for before the host knows its runs');
    assert.match(await age(), /^as of /, 'one of them goes on');
    const before = await chart.pixels('loss');
    assert.ok(before.painted > 0);
    assert.equal(await lines(), 10);
    print();
    await curves.view.evaluate('release()');
    await curves.until(`isShowing(${JSON.stringify(all)})`);
    await eventually(async () => assert.equal(await age(), ''));
    await eventually(async () => assert.equal(await chart.pointCountOf('loss', 'live'), step));
  });
});

/** A shared machine is no stopwatch: told, not judged. */
function tell(what: string, samples: readonly number[]): void {
  console.log(`      ${what}: median ${quantile(samples, 0.5).toFixed(1)} ms, 95th percentile ${quantile(samples, 0.95).toFixed(1)} ms`);
}
