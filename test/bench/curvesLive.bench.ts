/**
 * 60 charts of 8 runs, every one of them on the screen, with ten points of each a second: how long the longest task of the page is and what share
 * of a processor its main thread and the host take, then the same while the view is hidden.
 */
import { bench, quantile } from './bench.ts';
import { openBridge, threadTimes, untilTrue, viewAddress } from './curves/bridge.ts';
import { LiveRuns } from './curves/liveRuns.ts';

/** Tasks over 50 ms from now on. */
const observer = `
window.longTasks = [];
window.work.longestMs = 0;
new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
0`;

const [charts, runs, hertz, seconds] = [60, 8, 10, 10];
const live = new LiveRuns(runs, charts);
for (let step = 0; step < 300; step++) live.measure();
let watched = 0;
let deltas = 0;
const bridge = await openBridge(
  {
    runs: () => live,
    onSaid: (message) => {
      if (message.type === 'watch') watched = message.charts.length;
    },
    onTold: () => {
      deltas += 1;
    },
  },
  { width: 1920, height: 5200 },
);
try {
  const { page, cdp } = bridge;
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(viewAddress(bridge, { table: { isOpen: false } }));
  await untilTrue(page, `document.querySelectorAll('.legend-row').length === ${charts * runs}`);
  await page.evaluate(observer);
  const shown = await measured();
  const tasks = await page.evaluate<readonly number[]>('window.longTasks');
  const callbacks = await page.evaluate<number>('window.work.longestMs');
  console.log(`${watched} of ${charts} charts are watched; ${shown.deltas} messages`);
  // shows: curves-live
  await bench(`Curves: ${charts} charts × ${runs} runs live at ${hertz} Hz, the longest callback of the view`, async () => ({
    value: callbacks,
    unit: 'ms',
    goal: 50,
    samples: [callbacks],
  }));
  console.log(
    `  tasks over 50 ms by the clock, with layout and painting of a page without a graphics card: ${tasks.length}${tasks.length === 0 ? '' : `, longest ${Math.max(...tasks).toFixed(0)} ms, median ${quantile(tasks, 0.5).toFixed(0)} ms`}`,
  );
  console.log(
    `  a second of it: scripts ${shown.scriptShare.toFixed(1)} %, main thread ${shown.taskShare.toFixed(1)} %, host (with what carries messages here) ${shown.hostShare.toFixed(1)} % of a processor`,
  );
  bridge.pause();
  await page.evaluate("document.getElementById('root').style.display = 'none'");
  const hidden = await measured();
  // shows: curves-hidden
  await bench('Curves: the same while hidden, main thread', async () => ({
    value: hidden.taskShare,
    unit: '%',
    goal: 1,
    samples: [hidden.taskShare],
  }));
  console.log(`  ${hidden.deltas} messages; host, adding the points itself, ${hidden.hostShare.toFixed(1)} % of a processor`);
} finally {
  await bridge.close();
}

/** Ten seconds of it, by the clock of the points. */
async function measured(): Promise<{ scriptShare: number; taskShare: number; hostShare: number; deltas: number }> {
  const before = { ...(await threadTimes(bridge.cdp)), host: process.cpuUsage(), deltas, ms: performance.now() };
  await new Promise<void>((done) => {
    let left = hertz * seconds;
    const timer = setInterval(() => {
      live.measure();
      left -= 1;
      if (left > 0) return;
      clearInterval(timer);
      done();
    }, 1000 / hertz);
  });
  const after = await threadTimes(bridge.cdp);
  const ms = performance.now() - before.ms;
  const { user, system } = process.cpuUsage(before.host);
  return {
    scriptShare: (100 * (after.scriptMs - before.scriptMs)) / ms,
    taskShare: (100 * (after.taskMs - before.taskMs)) / ms,
    hostShare: (user + system) / 10 / ms,
    deltas: deltas - before.deltas,
  };
}
