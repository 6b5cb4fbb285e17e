/**
 * The figures of the curves view in a real window: VS Code with the packed extension. The workbench, the view and the echo beside it share one
 * main thread there, so what is told of it holds what the workbench does as well.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../e2e/eventually.ts';
import { type WrittenRun, writeRun } from '../unit/runs/writtenRun.ts';
import { bench, median, quantile } from './bench.ts';
import { framesOf, gestureDriver, gestures, peerPage } from './curves/gestures.ts';
import { liveWriter } from './curves/liveWriter.ts';
import { linkRuns, longRuns } from './curves/longRuns.ts';
import { peers } from './curves/peers.ts';
import { observer, printer } from './curves/printing.ts';
import { watchTasks } from './curves/tasks.ts';
import { timesByOwner } from './curves/whose.ts';
import { CurvesWindow, inStages, type Opening } from './window/curvesWindow.ts';
import { inShares, inTurns } from './window/shares.ts';

const runs = 10;
const lengths = [1000, 100_000, 1_000_000] as const;
const [frames, profiledFrames, peerFrames, steps, reopenings] = [300, 150, 12, 300, 5];
const [charts, liveRuns, hertz, seconds, usualPx] = [60, 8, 10, 10, 1080];
const [hiddenRounds, hiddenSeconds] = [6, 4];
const otherFolders = Array.from({ length: liveRuns }, (_, run) => `others/run_${run}`);
let made: { readonly live: readonly WrittenRun[]; readonly write: () => void } | undefined;

const sources = new Map<number, string>();
for (const length of lengths) sources.set(length, await longRuns(runs, length));
const idsOf = new Map<number, readonly string[]>();
const curves = await CurvesWindow.open((folder) => {
  for (const [length, source] of sources) idsOf.set(length, linkRuns(source, folder, `of${length}`));
  for (const name of ['alone', 'beside']) writeFileSync(path.join(folder, `${name}.py`), printer(steps));
  // From the beginning: the editor's watcher may miss folders that are made one within the other.
  for (const other of otherFolders) mkdirSync(path.join(folder, other), { recursive: true });
});
const ids = (length: number): readonly string[] => idsOf.get(length) ?? [];
const longest = ids(1_000_000);
const words = process.env['CURVES_WINDOW']?.split(',');
const isChosen = (part: string): boolean => words === undefined || words.includes(part);
try {
  await curves.showEcho();
  await curves.showCurves();
  await curves.showOnly(longest);
  if (isChosen('memory')) await measureMemory();
  if (isChosen('open')) await measureOpening();
  if (isChosen('frames')) await measureFrames();
  if (isChosen('latency')) {
    await measureLatency('alone', []);
    await measureLatency('beside', longest);
  }
  if (isChosen('live')) await measureLive();
  if (isChosen('hidden')) await measureHidden();
} catch (error) {
  await curves.window.saveEvidence('curves-window');
  throw error;
} finally {
  await curves.close();
}
process.exit(0);

/** Of runs of ever more points in one chart, over the same window when only the echo's page is there. */
async function measureMemory(): Promise<void> {
  for (const length of lengths) {
    await curves.showOnly(ids(length));
    const over: { readonly processMb: number; readonly heapMb: number }[] = [];
    for (let round = 0; round < 3; round++) {
      await curves.hideCurves();
      const empty = await curves.held();
      await curves.showCurves();
      await curves.until(`isShowing(${JSON.stringify(ids(length))})`);
      const shown = await curves.held();
      over.push({ processMb: shown.processMb - empty.processMb, heapMb: shown.heapMb - empty.heapMb });
    }
    const samples = over.map(({ processMb }) => processMb);
    // shows: curves-memory
    await bench(`Curves, window: memory over the echo's page, ${(runs * length).toLocaleString('en')} points`, async () => ({
      value: median(samples),
      unit: 'MB',
      goal: 40,
      samples,
    }));
    console.log(`  heap of scripts and buffers: ${median(over.map(({ heapMb }) => heapMb)).toFixed(1)} MB`);
  }
}

/**
 * The window is loaded again with the view in its panel, in turns with a view of another extension that is nothing but one question and its
 * answer. What the view takes more than that, until its first chart is painted with all of its runs, is ours. That is what it showed last,
 * where nothing has changed since; the lines that are read follow.
 */
async function measureOpening(): Promise<void> {
  const [echoes, opened]: [Opening[], Opening[]] = [[], []];
  for (let round = 0; round < reopenings; round++) {
    echoes.push(await curves.reopen('echo'));
    opened.push(await curves.reopen('curves'));
  }
  const echo = median(echoes.map(({ wholeMs }) => wholeMs));
  const firsts = opened.map(({ keptMs, wholeMs }) => (Number.isNaN(keptMs) ? wholeMs : keptMs));
  const over = (all: readonly number[]) => ({
    value: median(all) - echo,
    unit: 'ms',
    samples: all.map((ms, round) => ms - (echoes[round]?.wholeMs ?? Number.NaN)),
  });
  // shows: curves-open
  await bench('Curves, window: first chart of a reopened project of 10 million points over an empty view', async () => ({
    ...over(firsts),
    goal: 300,
  }));
  await bench('Curves, window: the same, read from the runs', async () => over(opened.map(({ wholeMs }) => wholeMs)));
  console.log(`  since the loading of the window: the empty view ${inStages(echoes)}`);
  console.log(`  the curves ${inStages(opened)}`);
  for (const [what, all] of [
    ['the first chart', firsts],
    ['the lines that are read', opened.map(({ wholeMs }) => wholeMs)],
  ] as const) {
    const own = all.map((ms, round) => ms - (opened[round]?.readyMs ?? Number.NaN));
    console.log(
      `  from the first word of the page to ${what}: ${median(own).toFixed(0)} ms (${own.map((ms) => ms.toFixed(0)).join(', ')})`,
    );
  }
  const old = opened.filter(({ keptMs, age }) => Number.isNaN(keptMs) || age !== '');
  console.log(`  not what is read now was shown first, or nothing, ${old.length} of ${opened.length} times`);
}

async function measureFrames(): Promise<void> {
  await curves.showOnly(ids(1000));
  await curves.showOnly(longest);
  await curves.view.evaluate(gestureDriver);
  const { cdp } = curves;
  console.log(`  the chart is ${await curves.view.evaluate<number>("document.querySelector('.plot').clientWidth")} px wide`);
  for (const gesture of gestures) {
    await curves.view.evaluate(`drive.begin('${gesture}')`);
    const [cpu, wall] = await framesOf(curves.view, cdp, frames, (frame) => `drive.step('${gesture}', ${frame})`);
    const times = await timesByOwner(cdp, () =>
      framesOf(curves.view, cdp, profiledFrames, (frame) => `drive.step('${gesture}', ${frame})`),
    );
    await curves.view.evaluate(`drive.end('${gesture}')`);
    // shows: curves-frames
    await bench(
      `Curves, window: ${gesture}, ${runs} × 1,000,000 points, script of a frame with the workbench's, 95th percentile`,
      async () => ({
        value: quantile(cpu, 0.95),
        unit: 'ms',
        goal: 6,
        samples: cpu,
      }),
    );
    console.log(
      `  median ${quantile(cpu, 0.5).toFixed(2)} ms; the view's own by the clock ${quantile(wall, 0.5).toFixed(2)} and ${quantile(wall, 0.95).toFixed(2)} ms`,
    );
    const shares = [...times].map(([owner, ms]) => `${owner} ${(ms / profiledFrames).toFixed(2)} ms`);
    console.log(`  sampled over ${profiledFrames} more frames, by the clock, of each frame: ${shares.join(', ')}`);
  }
  for (const peer of peers()) {
    try {
      const echo = await curves.showEcho();
      await echo.addScriptTag({ path: peer.script });
      await echo.evaluate(peerPage(peer, runs, 1_000_000));
      for (const gesture of gestures) {
        const [theirs] = await framesOf(echo, cdp, peerFrames, (frame) => `drive('${gesture}', ${frame})`);
        // shows: curves-beside
        await bench(`${peer.name} in a webview of the same window: ${gesture}, the same points, 95th percentile`, async () => ({
          value: quantile(theirs, 0.95),
          unit: 'ms',
          samples: theirs,
        }));
      }
    } catch (error) {
      console.log(`  ${peer.name} did not do it: ${String(error).split('\n')[0]}`);
    }
    // Closed with all it holds; the next one begins anew.
    await curves.window.page.keyboard.press('Control+w');
    await curves.window.workbench.tab('Echo').waitFor({ state: 'detached' });
  }
}

/** A script is started in the window and prints; between its points, ten times a second, the echo. */
async function measureLatency(name: string, others: readonly string[]): Promise<void> {
  const { workbench } = curves.window;
  const script = `${name}.py`;
  await workbench.openFile(script);
  await workbench.lens('▶ Train').click();
  const run = await eventually(() => {
    const found = runOf(script);
    if (found === undefined) throw new Error(`${script} was not started`);
    return found;
  });
  await curves.showCurves();
  await curves.showOnly([...others, run]);
  await curves.view.evaluate(observer(run));
  const echoing = await curves.startEcho();
  const before = await curves.times();
  writeFileSync(curves.window.file(`${script}.go`), '');
  // Nothing is asked of the page meanwhile: it has one thread.
  const file = curves.window.file(`${script}.times`);
  await eventually(() => {
    if (!existsSync(file)) throw new Error(`${script} goes on`);
  }, 120_000);
  const after = await curves.times();
  const echoes = await echoing.end();
  await curves.until(`window.points.length >= ${steps}`);
  const printed: readonly number[] = JSON.parse(readFileSync(file, 'utf8'));
  const points =
    await curves.view.evaluate<readonly { readonly step: number; readonly arrivedMs: number; readonly ms: number }[]>('window.points');
  const tookMs = points.map(({ step, ms }) => ms - (printed[step - 1] ?? Number.NaN));
  const arrivedMs = points.map(({ step, arrivedMs: at }) => at - (printed[step - 1] ?? Number.NaN));
  for (const [title, share, goal] of [
    ['median', 0.5, 8],
    ['95th percentile', 0.95, 20],
  ] as const) {
    const [point, echo] = [quantile(tookMs, share), quantile(echoes, share)];
    // shows: curves-latency
    await bench(
      `Curves, window: print to pixel over a bare echo, ${name}${others.length === 0 ? '' : ` ${others.length} × 1 M points`}, ${title}`,
      async () => ({
        value: point - echo,
        unit: 'ms',
        goal,
        samples: tookMs.map((ms) => ms - echo),
      }),
    );
    console.log(
      `  ${title} of the point ${point.toFixed(1)} ms, of its way to the view ${quantile(arrivedMs, share).toFixed(1)} ms, of the echo ${echo.toFixed(1)} ms (${echoes.length})`,
    );
  }
  console.log(
    `  of a processor, for each point: scripts ${((after.scriptMs - before.scriptMs) / steps).toFixed(1)} ms, main thread ${((after.taskMs - before.taskMs) / steps).toFixed(1)} ms, extension host ${((after.hostMs - before.hostMs) / steps).toFixed(1)} ms`,
  );
}

function runOf(script: string): string | undefined {
  const folder = curves.window.file('.practicum/runs');
  return readdirSync(folder).find((run) => {
    const spec = path.join(folder, run, 'spec.json');
    return existsSync(spec) && readFileSync(spec, 'utf8').includes(`/${script}"`);
  });
}

/** 60 metrics of 8 runs that go on, written as their supervisors write them, ten times a second. */
async function measureLive(): Promise<void> {
  const { live, write } = liveOnes();
  const names = live.map(({ id }) => String(id));
  await curves.window.page.setViewportSize({ width: 1920, height: usualPx });
  await curves.maximize();
  for (const isAll of [false, true]) {
    await curves.view.evaluate(`curvesApi.postMessage({ type: 'solo', runs: ${JSON.stringify(names)} })`);
    await curves.until(`document.querySelectorAll('.chart').length >= ${charts} && document.querySelectorAll('.legend-row').length >= 8`);
    // A screen shows some of the charts, and only these are watched; all of them once they are small enough, on canvases as large as before.
    if (isAll) {
      await curves.showSmall();
      await curves.until(`view.charts >= ${charts}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await curves.view.evaluate(`
window.longTasks = [];
window.work.longestMs = 0;
view.told = 0;
window.tasks?.disconnect();
window.tasks = new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration)));
window.tasks.observe({ type: 'longtask' });
0`);
    const endOfWatch = await watchTasks(curves.cdp);
    const shown = await shares(write);
    const [longestTask] = await endOfWatch();
    const [tasks, longestMs, watched, told] = await curves.view.evaluate<readonly [readonly number[], number, number, number]>(
      '[window.longTasks, window.work.longestMs, view.charts, view.told]',
    );
    console.log(
      `1920 × ${usualPx} px${isAll ? ', the page made smaller' : ''}: ${watched} of ${charts} charts of ${liveRuns} runs at ${hertz} Hz on the screen; ${told} messages`,
    );
    // shows: curves-live
    await bench('Curves, window: live, the longest task of any page of the window, of a processor', async () => ({
      value: longestTask?.cpuMs ?? Number.NaN,
      unit: 'ms',
      goal: 50,
      samples: [longestTask?.cpuMs ?? Number.NaN],
    }));
    console.log(
      `  that task by the clock ${(longestTask?.wallMs ?? Number.NaN).toFixed(1)} ms; over 50 ms by the clock: ${tasks.map((ms) => ms.toFixed(0)).join(', ') || 'none'}`,
    );
    console.log(`  the longest callback of the view by the clock: ${longestMs.toFixed(1)} ms`);
    console.log(`  of a processor: ${inWords(shown)}`);
  }
}

/** Made by whichever part comes first. */
function liveOnes(): { readonly live: readonly WrittenRun[]; readonly write: () => void } {
  if (made !== undefined) return made;
  const folder = curves.window.folder ?? '';
  const live = Array.from({ length: liveRuns }, (_, run) => writeRun(folder, `run_live_${run}`, { createdMs: Date.now() + run }));
  const write = liveWriter(
    live.map(({ folder: at }) => at),
    charts,
  );
  for (let i = 0; i < 300; i++) write();
  made = { live, write };
  return made;
}

/**
 * While nothing shows them, the same runs are written, in turns with nothing at all and with the same lines in files that are of no run: those
 * tell what the editor itself takes for whatever changes in its folder.
 */
async function measureHidden(): Promise<void> {
  const { write } = liveOnes();
  const others = otherFolders.map((folder) => curves.window.file(folder));
  await curves.showCurves();
  // A script on the screen would show how far its run is.
  await curves.showEcho();
  await curves.hideCurves();
  const samples = await inTurns(
    curves,
    { nothing: () => undefined, runs: write, 'other files': liveWriter(others, charts) },
    { rounds: hiddenRounds, seconds: hiddenSeconds },
  );
  await curves.checkHidden();
  const of = (what: 'nothing' | 'runs', part: string): readonly number[] =>
    (samples.get(what) ?? []).map((one) => one.get(part) ?? Number.NaN);
  for (const part of ['main thread', 'extension host']) {
    const [idle, written] = [of('nothing', part), of('runs', part)];
    const over = written.map((share, round) => share - (idle[round] ?? Number.NaN));
    // shows: curves-hidden
    await bench(`Curves, window: ${liveRuns} runs written while hidden, ${part} over the same when nothing is written`, async () => ({
      value: median(over),
      unit: '%',
      goal: 1,
      samples: over,
    }));
  }
  console.log(`  ${hiddenRounds} × ${hiddenSeconds} s of each in turns, of a processor:`);
  for (const [what, all] of samples) console.log(`  ${what}: ${inShares(all)}`);
}

interface Shares {
  readonly script: number;
  readonly task: number;
  readonly host: number;
}

function inWords({ script, task, host }: Shares): string {
  return `scripts ${script.toFixed(1)} %, main thread ${task.toFixed(1)} %, extension host ${host.toFixed(1)} %`;
}

/** Ten seconds of it. */
async function shares(work: () => void): Promise<Shares> {
  const [before, beganMs] = [await curves.times(), performance.now()];
  await new Promise<void>((done) => {
    let left = hertz * seconds;
    const timer = setInterval(() => {
      work();
      left -= 1;
      if (left > 0) return;
      clearInterval(timer);
      done();
    }, 1000 / hertz);
  });
  const after = await curves.times();
  const ms = performance.now() - beganMs;
  return {
    script: (100 * (after.scriptMs - before.scriptMs)) / ms,
    task: (100 * (after.taskMs - before.taskMs)) / ms,
    host: (100 * (after.hostMs - before.hostMs)) / ms,
  };
}
