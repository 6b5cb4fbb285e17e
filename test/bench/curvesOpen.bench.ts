/**
 * A project of 10 runs of a million points is opened again: from the moment at which its page asks until its first chart is drawn with all runs,
 * in a host that has just opened the project. Files that the system no longer holds in memory are told apart from files that it holds.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { createRuns } from '../../src/runs/runs.ts';
import { bench, median } from './bench.ts';
import { openBridge, untilTrue, viewAddress } from './curves/bridge.ts';
import { longRuns, runFolder } from './curves/longRuns.ts';

const rounds = 5;
const goal = 300;
const [count, points] = [10, 1_000_000];
const root = await longRuns(count, points);
let openedMs = Number.NaN;
let firstMs = Number.NaN;
/** The message with the windows of the chart, and when the page said that it was drawn. */
let windowsSeq = Number.NaN;
let told = 0;
const bridge = await openBridge(
  {
    runs: () => {
      openedMs = performance.now();
      [firstMs, windowsSeq, told] = [Number.NaN, Number.NaN, 0];
      return createRuns({
        roots: [root],
        supervisor: { node: process.execPath, script: 'never started' },
        require: () => undefined,
        interpreter: async () => undefined,
        home: path.join(root, 'home'),
      });
    },
    onTold: (message) => {
      if (message.type !== 'delta' || message.windows === undefined) return;
      told += message.windows.length;
      if (told >= count && Number.isNaN(windowsSeq)) windowsSeq = message.seq;
    },
    onSaid: (message) => {
      if (message.type === 'drawn' && message.seq >= windowsSeq && Number.isNaN(firstMs)) firstMs = performance.now() - openedMs;
    },
  },
  { width: 1200, height: 700 },
);
try {
  const cold = await samples(() => forgetFiles());
  const warm = await samples(() => undefined);
  console.log(`  the very first, in a process that has just started: ${cold[0]?.toFixed(0)} ms`);
  // shows: curves-open
  await bench('Curves: first chart of a reopened project of 10 million points, files on disk', async () => ({
    value: median(cold),
    unit: 'ms',
    goal,
    samples: cold,
  }));
  await bench('Curves: the same, files in memory', async () => ({ value: median(warm), unit: 'ms', goal, samples: warm }));
} finally {
  await bridge.close();
}
process.exit(0);

async function samples(prepare: () => void): Promise<readonly number[]> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) {
    prepare();
    await bridge.page.goto(viewAddress(bridge, { table: { isOpen: false } }));
    await untilTrue(bridge.page, `document.querySelectorAll('.legend-row').length === ${count}`);
    while (Number.isNaN(firstMs)) await bridge.page.evaluate('new Promise((done) => window.plainFrame(done))');
    all.push(firstMs);
    bridge.pause();
    await bridge.page.goto('about:blank');
  }
  return all;
}

/** The system is told that it need not hold these files in memory. */
function forgetFiles(): void {
  const files = Array.from({ length: count }, (_, run) => runFolder(root, run)).flatMap((folder) =>
    readdirSync(folder).map((file) => path.join(folder, file)),
  );
  const forget = `import os, sys
for name in sys.argv[1:]:
    file = os.open(name, os.O_RDONLY)
    os.fsync(file)
    os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(file)`;
  const { status } = spawnSync('python3', ['-c', forget, ...files]);
  if (status !== 0) throw new Error('the files are still in memory');
}
