/** 200 runs of 20 series of 10,000 points opened by a new process; 10,000 runs in one folder; and what a million points take in memory. */
import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { z } from 'zod';
import { root } from '../../scripts/package.ts';
import { bench, median } from './bench.ts';
import { makeRuns } from './series/makeRuns.ts';

const rounds = 5;
const figuresSchema = z.record(z.string(), z.number());
type Figures = z.infer<typeof figuresSchema>;
const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'practicum-bench-series-')));
try {
  const program = path.join(folder, 'series.mjs');
  // Bundled as the extension is: types are not stripped while the clock runs.
  await build({
    entryPoints: [path.join(root, 'test/bench/series/seriesProcess.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const some = path.join(folder, 'some');
  await makeRuns(some, 200, 10_000);
  await opened(program, some, 'of 200 runs', 100);
  await measureMemory(program, some);
  const many = path.join(folder, 'many');
  await makeRuns(many, 10_000, 0);
  await opened(program, many, 'of 10,000 runs');
  if (process.platform === 'linux') await watched(program, many);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function opened(program: string, workspace: string, what: string, goal?: number): Promise<void> {
  const naive = goal === undefined ? undefined : await figures(program, 'naive', workspace);
  const unindexed: Figures[] = [];
  const indexed: Figures[] = [];
  for (let round = 0; round < rounds; round++) {
    const home = path.join(folder, 'homes', `${path.basename(workspace)}-${round}`);
    unindexed.push(await figures(program, 'open', workspace, home));
    indexed.push(await figures(program, 'open', workspace, home));
  }
  const goals = goal === undefined ? {} : { goal };
  await tell(`List ${what}, from the folders alone`, unindexed, 'listMs', goals);
  await tell(`The same in processor time`, unindexed, 'listCpuMs', {});
  await tell(`List ${what}, with the index`, indexed, 'listMs', goals);
  await tell(`List ${what}, once more in the same process (processor time)`, indexed, 'againCpuMs', {});
  console.log(`${indexed[0]?.['runs']} runs; the process holds ${indexed[0]?.['heldMb']?.toFixed(1)} MB`);
  if (naive === undefined) return;
  const peer = { name: 'reading all lines as JSON', value: naive['seriesMs'] ?? Number.NaN };
  await tell(`One series of 10,000 points of a run ${what}`, indexed, 'seriesMs', { goal: 50, peer });
}

async function watched(program: string, workspace: string): Promise<void> {
  const home = path.join(folder, 'homes', `${path.basename(workspace)}-0`);
  const samples = [await figures(program, 'watch', workspace, home), await figures(program, 'watch', workspace, home)];
  const shares = samples.map((each) => each['cpuMsPerSecond'] ?? Number.NaN);
  await bench('Watching 10,000 runs, processor time of a second', async () => ({ value: median(shares), unit: 'ms', samples: shares }));
  console.log(`${samples[0]?.['handles']} open files and watches; ${samples[0]?.['heard']} runs told of, as none changed`);
}

async function measureMemory(program: string, workspace: string): Promise<void> {
  const naive = await figures(program, 'naive', workspace);
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++)
    samples.push(perMillion(await figures(program, 'hold', workspace, path.join(folder, 'homes', 'hold'))));
  await bench('Memory of a million points', async () => ({
    value: median(samples),
    unit: 'MB',
    goal: 14,
    samples,
    peer: { name: 'an object for each', value: perMillion(naive) },
  }));
}

async function figures(program: string, task: string, workspace: string, home = path.join(folder, 'homes', 'none')): Promise<Figures> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, task, workspace, home]);
  return figuresSchema.parse(JSON.parse(stdout));
}

function perMillion({ heldMb = Number.NaN, points = Number.NaN }: Figures): number {
  return (heldMb / points) * 1e6;
}

async function tell(
  title: string,
  measured: readonly Figures[],
  figure: string,
  rest: { readonly goal?: number; readonly peer?: { readonly name: string; readonly value: number } },
): Promise<void> {
  const samples = measured.map((each) => each[figure] ?? Number.NaN);
  await bench(title, async () => ({ value: median(samples), unit: 'ms', samples, ...rest }));
}
