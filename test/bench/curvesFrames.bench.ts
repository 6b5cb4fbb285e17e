/**
 * Panning, zooming and hovering over 10 runs of a million points: the real view in a Chromium, driven by pointer events in every frame, with the
 * real host answering. Beside it uPlot, ECharts and Chart.js with the same points in the same browser. Script of the page's main thread in a frame,
 * in processor time.
 */
import path from 'node:path';
import { createRuns } from '../../src/runs/runs.ts';
import { bench, quantile } from './bench.ts';
import { openBridge, untilTrue, viewAddress } from './curves/bridge.ts';
import { framesOf, gestureDriver, gestures, peerPage } from './curves/gestures.ts';
import { longRuns } from './curves/longRuns.ts';
import { type Peer, peers } from './curves/peers.ts';

const frames = 300;
/** Each takes the others a good part of a second. */
const peerFrames = 12;
const goalMs = 6;
const [runs, points] = [10, 1_000_000];

const root = await longRuns(runs, points);
const bridge = await openBridge({ runs: () => runsOf(root) }, { width: 1200, height: 700 });
try {
  await bridge.cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await bridge.page.goto(viewAddress(bridge, { table: { isOpen: false } }));
  await untilTrue(bridge.page, `document.querySelectorAll('.legend-row').length === ${runs}`);
  await bridge.page.evaluate(gestureDriver);
  const ours: Record<string, readonly number[]> = {};
  const walls: Record<string, readonly number[]> = {};
  for (const gesture of gestures) {
    await bridge.page.evaluate(`drive.begin('${gesture}')`);
    [ours[gesture], walls[gesture]] = await framesOf(bridge.page, bridge.cdp, frames, (frame) => `drive.step('${gesture}', ${frame})`);
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
    await page.evaluate(peerPage(peer, runs, points));
    for (const gesture of gestures) {
      const [theirs] = await framesOf(page, cdp, peerFrames, (frame) => `drive('${gesture}', ${frame})`);
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
