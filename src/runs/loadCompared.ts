/** Reads of two runs what their comparison looks at. */
import path from 'node:path';
import type { RunId } from '../base/ids.ts';
import { hideSecrets } from '../base/redact.ts';
import { unifiedDiff } from '../workspace/diff.ts';
import { readCode } from './codeCopies.ts';
import { type ComparedRun, type Comparison, compareRuns, type FileChange } from './compare.ts';
import { evaluationOf } from './evaluate/evaluationRecord.ts';
import { executedText } from './executedText.ts';
import { readIfThere } from './folder.ts';
import type { RunState } from './run.ts';
import type { Runs } from './runs.ts';

/** The newest steps in which a common one is looked for. */
const lookedAtSteps = 5_000;
const maxEnvironmentValues = 2_000;
const maxDiffedFiles = 10;
const maxEnvironmentBytes = 4 * 2 ** 20;

/** `metrics`: those that are wanted; all unless given. Throws RunNotFound. */
export async function loadComparison(
  runs: Pick<Runs, 'get' | 'seriesOf'>,
  a: RunId,
  b: RunId,
  metrics?: readonly string[],
): Promise<Comparison> {
  const [first, second] = [await load(runs, a, metrics), await load(runs, b, metrics)];
  const comparison = compareRuns(first, second);
  const files = await withDiffs(comparison.code.files, comparison.a, comparison.b);
  return { ...comparison, code: { ...comparison.code, files } };
}

async function load(runs: Pick<Runs, 'get' | 'seriesOf'>, id: RunId, metrics: readonly string[] | undefined): Promise<ComparedRun> {
  const state = await runs.get(id);
  const series = await runs.seriesOf(id);
  const all = await series.summaries();
  const summaries = metrics === undefined ? all : all.filter(({ metric }) => metrics.includes(metric));
  const columns = new Map(await Promise.all(summaries.map(async ({ metric }) => [metric, await series.column(metric)] as const)));
  const code = await readCode(state.folder);
  return {
    state,
    summaries,
    valueAt: (metric, step) => columns.get(metric)?.at(step).at(-1)?.value,
    lastSteps: (metric) => {
      const column = columns.get(metric);
      return column === undefined ? [] : column.read(column.count - lookedAtSteps, column.count).steps;
    },
    code: code === undefined ? undefined : { version: code.version, files: new Map(code.files.map((file) => [file.path, file.sha256])) },
    environment: await readEnvironment(state),
    // What cannot be read says nothing; the run itself tells why.
    evaluations: (await evaluationOf(state).catch(() => undefined)) ?? [],
  };
}

/** As flat names, whatever is in it: `packages.torch`. Undefined where none is recorded. */
async function readEnvironment({ folder }: RunState): Promise<ReadonlyMap<string, string> | undefined> {
  const text = await readIfThere(path.join(folder, 'environment.json'));
  if (text === undefined || text.length > maxEnvironmentBytes) return undefined;
  try {
    const flat = new Map<string, string>();
    flatten(JSON.parse(text), '', flat);
    return flat;
  } catch {
    return undefined;
  }
}

function flatten(value: unknown, name: string, into: Map<string, string>): void {
  if (into.size >= maxEnvironmentValues || name === 'v' || name === 'atMs') return;
  if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) flatten(inner, name === '' ? key : `${name}.${key}`, into);
  else if (value !== undefined) into.set(name, String(value));
}

/** Where the text of a file is known of both runs, how it differs. */
async function withDiffs(files: readonly FileChange[], a: RunState, b: RunState): Promise<readonly FileChange[]> {
  return await Promise.all(
    files.map(async (file, index): Promise<FileChange> => {
      if (file.change !== 'changed' || index >= maxDiffedFiles) return file;
      const [before, after] = [await executedText(a, file.path), await executedText(b, file.path)];
      if (before === undefined || after === undefined) return file;
      return { ...file, diff: hideSecrets((await unifiedDiff(before, after)).unified) };
    }),
  );
}
