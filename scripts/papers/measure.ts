/**
 * Runs the references of examples/papers and writes what they give into each truth.json: every metric over the seeds, and how far
 * it moves where a paper is ambiguous and the other answer is taken. `node scripts/start.mjs scripts/papers/measure.ts [NAME…]`.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { testPython } from '../python.mjs';

const folder = path.resolve(import.meta.dirname, '../../examples/papers');
const seeds = [0, 1, 2, 3, 4];
const seedsOfAlternatives = [0, 1, 2];

const printed = z.object({
  metrics: z.record(z.string(), z.number()),
  curves: z.record(z.string(), z.array(z.number())).default({}),
  seconds: z.number(),
});
type Printed = z.infer<typeof printed>;

const truth = z.looseObject({
  ambiguities: z.array(
    z.looseObject({
      metrics: z.array(z.string()),
      alternatives: z.array(z.looseObject({ arguments: z.array(z.string()) })),
    }),
  ),
});

/** One process for all seeds: loading PyTorch takes longer than most of the runs. */
async function run(python: string, name: string, of: readonly number[], more: readonly string[] = []): Promise<readonly Printed[]> {
  const { stdout } = await promisify(execFile)(python, ['train.py', '--seed', ...of.map(String), ...more], {
    cwd: path.join(folder, name, 'reference'),
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => printed.parse(JSON.parse(line)));
}

/** The deviation is that of a sample (n − 1). */
function summary(perSeed: readonly number[]): { readonly mean: number; readonly sd: number } {
  const mean = perSeed.reduce((sum, value) => sum + value, 0) / perSeed.length;
  const squares = perSeed.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean: rounded(mean), sd: rounded(Math.sqrt(squares / (perSeed.length - 1))) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

function valuesOf(runs: readonly Printed[], metric: string): readonly number[] {
  return runs.map(({ metrics }) => {
    const value = metrics[metric];
    if (value === undefined) throw new Error(`The reference prints no “${metric}”.`);
    return value;
  });
}

function meanCurve(runs: readonly Printed[], name: string): readonly number[] {
  const [first = []] = runs.map(({ curves }) => curves[name] ?? []);
  return first.map((_, at) => rounded(runs.reduce((sum, { curves }) => sum + (curves[name]?.[at] ?? 0), 0) / runs.length));
}

async function measure(python: string, name: string): Promise<void> {
  const file = path.join(folder, name, 'truth.json');
  const known = truth.parse(JSON.parse(readFileSync(file, 'utf8')));
  const runs = await run(python, name, seeds);
  const [first] = runs;
  if (first === undefined) return;
  const metrics = Object.fromEntries(
    Object.keys(first.metrics).map((metric) => {
      const perSeed = valuesOf(runs, metric).map(rounded);
      return [metric, { ...summary(perSeed), perSeed }];
    }),
  );
  const curves = Object.fromEntries(Object.keys(first.curves).map((curve) => [curve, meanCurve(runs, curve)]));
  for (const ambiguity of known.ambiguities)
    for (const alternative of ambiguity.alternatives) {
      const other = await run(python, name, seedsOfAlternatives, alternative.arguments);
      alternative['measured'] = Object.fromEntries(
        ambiguity.metrics.map((metric) => [
          metric,
          { taken: summary(valuesOf(runs.slice(0, seedsOfAlternatives.length), metric)), other: summary(valuesOf(other, metric)) },
        ]),
      );
    }
  const seconds = rounded(Math.max(...runs.map((each) => each.seconds)));
  const results = { command: 'python train.py --seed 0 1 2 3 4', seeds, seconds, metrics, curves };
  // The file may have been edited while the runs took their time.
  const now = truth.parse(JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(file, `${JSON.stringify({ ...now, ambiguities: known.ambiguities, results }, null, 1)}\n`);
  process.stdout.write(`${name}: at most ${seconds} s of one core for a seed\n`);
}

const python = await testPython((line: string) => process.stderr.write(`${line}\n`));
const given = process.argv.slice(2);
const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (const { name } of names) if (given.length === 0 || given.includes(name)) await measure(python, name);
