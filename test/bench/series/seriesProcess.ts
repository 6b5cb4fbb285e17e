/** One process that opens a folder of runs as a window does, and says how long it took and what it holds. Started by series.bench.ts. */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RunId } from '../../../src/base/ids.ts';
import { createRuns } from '../../../src/runs/runs.ts';
import type { MetricSeries } from '../../../src/runs/store/metricSeries.ts';

const [task = '', root = '', home = ''] = process.argv.slice(2);
setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

function heldMb(): number {
  if (typeof collectGarbage === 'function') for (let i = 0; i < 3; i++) collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly cpuMs: number; readonly result: T }> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - start, cpuMs: (user + system) / 1000, result };
}

const runs = createRuns({
  roots: [root],
  supervisor: { node: process.execPath, script: 'never started' },
  require: () => undefined,
  interpreter: async () => undefined,
  home,
});

switch (task) {
  case 'open': {
    const list = await timed(() => runs.list());
    const id = list.result.at(-7)?.spec.id ?? ('' as RunId);
    const series = await timed(async () => (await (await runs.seriesOf(id)).column('train/metric_4')).read());
    const again = await timed(() => runs.list());
    say({
      runs: list.result.length,
      listMs: list.ms,
      listCpuMs: list.cpuMs,
      seriesMs: series.ms,
      points: series.result.steps.length,
      againMs: again.ms,
      againCpuMs: again.cpuMs,
      heldMb: heldMb(),
    });
    break;
  }
  case 'watch': {
    let heard = 0;
    const listening = runs.onDidChange((states) => {
      heard += states.length;
    });
    // The first look, which reads all of them.
    await runs.list();
    const watched = await timed(() => sleep(5000));
    say({ cpuMsPerSecond: watched.cpuMs / (watched.ms / 1000), handles: readdirSync('/proc/self/fd').length, heard });
    listening.dispose();
    break;
  }
  case 'hold': {
    const some = (await runs.list()).slice(0, 5);
    // What is loaded and compiled is not what points take.
    await (await runs.seriesOf(some[0]?.spec.id ?? ('' as RunId))).column('train/metric_0');
    const before = heldMb();
    const held: MetricSeries[] = [];
    for (const { spec } of some) {
      const series = await runs.seriesOf(spec.id);
      for (const metric of series.metrics) held.push(await series.column(metric));
    }
    const points = held.reduce((sum, { count }) => sum + count, 0);
    say({ points, heldMb: heldMb() - before });
    break;
  }
  case 'naive': {
    const before = heldMb();
    const start = performance.now();
    const file = path.join(root, '.practicum', 'runs', 'run_000001', 'points.jsonl');
    const points = (await readFile(file, 'utf8'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line): { readonly metric?: string } => JSON.parse(line));
    const one = points.filter(({ metric }) => metric === 'train/metric_4');
    const seriesMs = performance.now() - start;
    say({ points: points.length, heldMb: heldMb() - before, seriesMs, ofSeries: one.length });
    break;
  }
}
runs.dispose();

function say(figures: Readonly<Record<string, number>>): void {
  process.stdout.write(JSON.stringify(figures));
}
