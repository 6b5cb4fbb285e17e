/**
 * What the curves view's page holds with 10 runs on the screen, short ones and very long ones, over an empty page of the same browser: after a
 * collection, the private memory of the page's process and the heap of its scripts.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createRuns } from '../../src/runs/runs.ts';
import { bench, median } from './bench.ts';
import { type Bridge, openBridge, threadTimes, untilTrue, viewAddress } from './curves/bridge.ts';
import { longRuns } from './curves/longRuns.ts';

interface Held {
  readonly processMb: number;
  readonly heapMb: number;
}

const rounds = 3;
const lengths = [10_000, 1_000_000];
for (const length of lengths) {
  const root = await longRuns(10, length);
  const samples: Held[] = [];
  for (let round = 0; round < rounds; round++) samples.push(await over(root));
  // shows: curves-memory
  await bench(`Curves: memory of the page over an empty one, 10 runs of ${length.toLocaleString('en')} points`, async () => {
    const held = samples.map(({ processMb }) => processMb);
    return { value: median(held), unit: 'MB', goal: 40, samples: held };
  });
  console.log(`  of it the heap of scripts: ${median(samples.map(({ heapMb }) => heapMb)).toFixed(1)} MB`);
}

async function over(root: string): Promise<Held> {
  const runs = createRuns({
    roots: [root],
    supervisor: { node: process.execPath, script: 'never started' },
    require: () => undefined,
    interpreter: async () => undefined,
    home: path.join(root, 'home'),
  });
  const bridge = await openBridge({ runs: () => runs }, { width: 1200, height: 700 });
  try {
    await bridge.cdp.send('Performance.enable', {});
    await bridge.page.goto(`${bridge.origin}/empty`);
    const empty = await held(bridge);
    await bridge.page.goto(viewAddress(bridge, { table: { isOpen: false } }));
    await untilTrue(bridge.page, "document.querySelectorAll('.legend-row').length === 10");
    await bridge.page.mouse.move(600, 300);
    const shown = await held(bridge);
    return { processMb: shown.processMb - empty.processMb, heapMb: shown.heapMb - empty.heapMb };
  } finally {
    await bridge.close();
    runs.dispose();
  }
}

async function held({ browser, cdp, page }: Bridge): Promise<Held> {
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  await system.detach();
  const pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateMb(id));
  return { processMb: Math.max(...pages), heapMb: (await threadTimes(cdp)).heapMb };
}

function privateMb(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Private_Dirty:\s+(\d+) kB/m.exec(text)?.[1] ?? Number.NaN) / 1024;
}
