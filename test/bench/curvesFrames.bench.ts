/**
 * Panning, zooming and hovering over 10 runs of a million points: the real view in a Chromium, driven by pointer events in every frame, with the
 * real host answering. Beside it uPlot, ECharts and Chart.js with the same points in the same browser. Script of the page's main thread in a frame,
 * in processor time.
 */
import path from 'node:path';
import { createRuns } from '../../src/runs/runs.ts';
import { bench, quantile } from './bench.ts';
import { type Bridge, openBridge, threadTimes, untilTrue, viewAddress } from './curves/bridge.ts';
import { longRuns } from './curves/longRuns.ts';
import { type Peer, peers } from './curves/peers.ts';

const frames = 300;
/** Each takes the others a good part of a second. */
const peerFrames = 12;
const goalMs = 6;
const [runs, points] = [10, 1_000_000];
const gestures = ['hover', 'zoom', 'pan'] as const;

/** One event a frame, as a mouse gives them; a step ends when the frame after it is drawn, and answers what the view's callbacks took. */
const driver = `
window.drive = (() => {
  const plot = document.querySelector('.plot');
  const box = plot.getBoundingClientRect();
  const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const at = (share) => ({ clientX: box.left + 60 + (box.width - 90) * share, clientY: middle.y });
  const say = (type, part) => {
    const Kind = type === 'wheel' ? WheelEvent : PointerEvent;
    window.countedWork(() => plot.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, pointerId: 1, ...part })))();
  };
  const wheel = (deltaY) => say('wheel', { ...at(0.4), ctrlKey: true, deltaY });
  const frame = () => new Promise((done) => window.plainFrame(() => setTimeout(done)));
  const events = {
    hover: (i) => say('pointermove', at(0.5 + 0.48 * Math.sin(i / 20))),
    zoom: (i) => wheel(i % 100 < 50 ? -30 : 30),
    pan: (i) => say('pointermove', { ...at(0.5 + 0.4 * Math.sin(i / 15)), shiftKey: true, buttons: 1 }),
  };
  return {
    async begin(gesture) {
      if (gesture !== 'pan') return;
      for (let i = 0; i < 20; i++) wheel(-60);
      await frame();
      await frame();
      say('pointerdown', { ...at(0.5), shiftKey: true, button: 0, buttons: 1 });
    },
    async step(gesture, i) {
      window.work.ms = 0;
      events[gesture](i);
      await frame();
      return window.work.ms;
    },
    async end(gesture) {
      if (gesture === 'pan') say('pointerup', { ...at(0.5), button: 0 });
      else say('pointerleave', at(0.5));
      plot.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
      await frame();
    },
  };
})()`;

/** The same points for another library, and the same gestures. */
const peerPage = ({ make }: Peer) => `
const steps = Float64Array.from({ length: ${points} }, (_, step) => step);
const color = (run) => 'hsl(' + run * 36 + ' 60% 50%)';
const lines = Array.from({ length: ${runs} }, (_, run) => Float64Array.from(steps, (step) => {
  const noise = Math.sin(step * 12.9898 + (run % 2) * 78.233) * 43758.5453;
  return 2.3 * Math.exp(-step / (60000 * ((run % 2) + 2))) + 0.1 + 0.4 * (noise - Math.floor(noise));
}));
const { hover, see } = (() => {${make}})();
const gestures = {
  hover: (i) => hover(0.5 + 0.48 * Math.sin(i / 20)),
  zoom: (i) => { const width = ${points} * Math.exp(-0.12 * (i % 100 < 50 ? i % 100 : 100 - (i % 100))); see(${points} * 0.4 - width * 0.4, ${points} * 0.4 + width * 0.6); },
  pan: (i) => { const middle = ${points} * (0.5 + 0.2 * Math.sin(i / 15)); see(middle - ${points} / 4, middle + ${points} / 4); },
};
// Within a frame, as an event is: what is called from outside is not counted as script.
window.drive = (gesture, i) => new Promise((done) => requestAnimationFrame(() => {
  const began = performance.now();
  gestures[gesture](i);
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
}));
0`;

const root = await longRuns(runs, points);
const bridge = await openBridge({ runs: () => runsOf(root) }, { width: 1200, height: 700 });
try {
  await bridge.cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await bridge.page.goto(viewAddress(bridge, { table: { isOpen: false } }));
  await untilTrue(bridge.page, `document.querySelectorAll('.legend-row').length === ${runs}`);
  await bridge.page.evaluate(driver);
  const ours: Record<string, readonly number[]> = {};
  const walls: Record<string, readonly number[]> = {};
  for (const gesture of gestures) {
    await bridge.page.evaluate(`drive.begin('${gesture}')`);
    [ours[gesture], walls[gesture]] = await framesOf(bridge, frames, (frame) => `drive.step('${gesture}', ${frame})`);
    await bridge.page.evaluate(`drive.end('${gesture}')`);
  }
  for (const gesture of gestures) {
    const samples = ours[gesture] ?? [];
    // shows: curves-frames
    await bench(`Curves: ${gesture}, ${runs} × ${points.toLocaleString('en')} points, script of a frame, 95th percentile`, async () => ({
      value: quantile(samples, 0.95),
      unit: 'ms',
      goal: goalMs,
      samples,
    }));
    const wall = walls[gesture] ?? [];
    console.log(
      `  median ${quantile(samples, 0.5).toFixed(2)} ms; by the clock ${quantile(wall, 0.5).toFixed(2)} and ${quantile(wall, 0.95).toFixed(2)} ms`,
    );
  }
  for (const peer of peers()) await measurePeer(peer);
} finally {
  await bridge.close();
}

/** A page that cannot hold that many points says so. */
async function measurePeer(peer: Peer): Promise<void> {
  const page = await bridge.browser.newPage({ viewport: { width: 1280, height: 700 } });
  try {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(`${bridge.origin}/empty`);
    await page.addScriptTag({ path: peer.script });
    await page.evaluate(peerPage(peer));
    for (const gesture of gestures) {
      const [theirs] = await framesOf({ page, cdp }, peerFrames, (frame) => `drive('${gesture}', ${frame})`);
      // shows: curves-beside
      await bench(`${peer.name}: ${gesture}, the same points, 95th percentile`, async () => ({
        value: quantile(theirs, 0.95),
        unit: 'ms',
        samples: theirs,
      }));
    }
  } catch (error) {
    console.log(`  ${peer.name} did not do it: ${String(error).split('\n')[0]}`);
  } finally {
    await page.close();
  }
}

function runsOf(folder: string): ReturnType<typeof createRuns> {
  return createRuns({
    roots: [folder],
    supervisor: { node: process.execPath, script: 'never started' },
    require: () => undefined,
    interpreter: async () => undefined,
    home: path.join(folder, 'home'),
  });
}

/** Script of each frame: processor time between two frames, whatever ran then; and by the clock what the view's callbacks took. */
async function framesOf(
  { page, cdp }: Pick<Bridge, 'page' | 'cdp'>,
  count: number,
  step: (frame: number) => string,
): Promise<readonly [cpu: readonly number[], wall: readonly number[]]> {
  const [cpu, wall]: [number[], number[]] = [[], []];
  let before = (await threadTimes(cdp)).scriptMs;
  for (let frame = 0; frame < count; frame++) {
    wall.push(await page.evaluate<number>(step(frame)));
    const { scriptMs } = await threadTimes(cdp);
    cpu.push(scriptMs - before);
    before = scriptMs;
  }
  return [cpu, wall];
}
