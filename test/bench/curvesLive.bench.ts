/**
 * 60 charts of 8 runs, every one of them on the screen, with ten points of each a second: how long the longest task of the page is and what share
 * of a processor its main thread and the host take, then the same while the view is hidden.
 */
import { bench, quantile } from './bench.ts';
import { type Bridge, openBridge, threadTimes, untilTrue, viewAddress } from './curves/bridge.ts';
import { LiveRuns } from './curves/liveRuns.ts';
import { watchTasks } from './curves/tasks.ts';

/** Tasks over 50 ms from now on. */
const observer = `
window.longTasks = [];
window.work.longestMs = 0;
new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
0`;

const [charts, runs, hertz, seconds] = [60, 8, 10, 10];
/** A window of the usual size shows some of the charts, and only these are watched; a very high one shows all. */
for (const height of [1080, 5200]) await measureAt(height);

async function measureAt(height: number): Promise<void> {
  const live = new LiveRuns(runs, charts);
  for (let step = 0; step < 300; step++) live.step();
  let watched = 0;
  let messages = 0;
  const bridge = await openBridge(
    {
      runs: () => live,
      onSaid: (message) => {
        if (message.type === 'watch') watched = message.charts.length;
      },
      onTold: () => {
        messages += 1;
      },
    },
    { width: 1920, height },
  );
  try {
    const { page, cdp } = bridge;
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(viewAddress(bridge, { table: { isOpen: false } }));
    await untilTrue(
      page,
      `document.querySelectorAll('.legend-row').length >= ${runs} && document.querySelectorAll('.chart').length === ${charts}`,
    );
    await page.evaluate('new Promise((done) => setTimeout(done, 1000))');
    await page.evaluate(observer);
    messages = 0;
    const endOfWatch = await watchTasks(cdp);
    const shown = await measured(bridge, live);
    const [longestTask] = await endOfWatch();
    const tasks = await page.evaluate<readonly number[]>('window.longTasks');
    const longest = await page.evaluate<number>('window.work.longestMs');
    console.log(
      `1920 × ${height} px: ${watched} of ${charts} charts of ${runs} runs at ${hertz} Hz are on the screen; ${messages} messages`,
    );
    // shows: curves-live
    await bench('Curves: live, the longest task of the page, of a processor', async () => ({
      value: longestTask?.cpuMs ?? Number.NaN,
      unit: 'ms',
      goal: 50,
      samples: [longestTask?.cpuMs ?? Number.NaN],
    }));
    console.log(
      `  that task by the clock ${(longestTask?.wallMs ?? Number.NaN).toFixed(1)} ms; the longest callback of the view by the clock ${longest.toFixed(1)} ms`,
    );
    console.log(
      `  tasks over 50 ms, with layout and painting of a page without a graphics card: ${tasks.length}${tasks.length === 0 ? '' : `, longest ${Math.max(...tasks).toFixed(0)} ms, median ${quantile(tasks, 0.5).toFixed(0)} ms`}`,
    );
    console.log(
      `  of a processor: scripts ${shown.script.toFixed(1)} %, main thread ${shown.task.toFixed(1)} %, host (with what carries messages here) ${shown.host.toFixed(1)} %`,
    );
    bridge.pause();
    await page.evaluate("document.getElementById('root').style.display = 'none'");
    messages = 0;
    const hidden = await measured(bridge, live);
    // shows: curves-hidden
    await bench('Curves: the same while hidden, main thread', async () => ({
      value: hidden.task,
      unit: '%',
      goal: 1,
      samples: [hidden.task],
    }));
    console.log(`  ${messages} messages; host, which adds the points itself, ${hidden.host.toFixed(1)} %`);
  } finally {
    await bridge.close();
  }
}

/** Ten seconds of it. Shares of a processor in percent. */
async function measured(
  { cdp }: Bridge,
  live: LiveRuns,
): Promise<{ readonly script: number; readonly task: number; readonly host: number }> {
  const [before, cpu, beganMs] = [await threadTimes(cdp), process.cpuUsage(), performance.now()];
  await new Promise<void>((done) => {
    let left = hertz * seconds;
    const timer = setInterval(() => {
      live.step();
      left -= 1;
      if (left > 0) return;
      clearInterval(timer);
      done();
    }, 1000 / hertz);
  });
  const after = await threadTimes(cdp);
  const ms = performance.now() - beganMs;
  const { user, system } = process.cpuUsage(cpu);
  return {
    script: (100 * (after.scriptMs - before.scriptMs)) / ms,
    task: (100 * (after.taskMs - before.taskMs)) / ms,
    host: (user + system) / 10 / ms,
  };
}
