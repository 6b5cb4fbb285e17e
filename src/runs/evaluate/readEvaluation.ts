/**
 * What an evaluation measured, from the file that it wrote: that of lm-evaluation-harness (`EvalResults` of its result_schema.py, version 0.4) or
 * our own, which any script can write (docs/formats.md). A baseline is a second file of the same kind, of the model that this one was made of.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { defined } from '../../base/defined.ts';
import { PracticumError } from '../../base/errors.ts';
import { whenUsed } from '../../base/whenUsed.ts';
import type { DatasetFact, Evaluation } from '../publish/cardFacts.ts';

const datasetSchema = whenUsed(() =>
  z.object({
    id: z.string(),
    config: z.string().exactOptional(),
    split: z.string().exactOptional(),
    revision: z.string().exactOptional(),
    name: z.string().exactOptional(),
  }),
);

/** `evaluation.json`. */
const ownSchema = whenUsed(() =>
  z.object({
    v: z.literal(1),
    by: z.string(),
    results: z.array(
      z.object({
        task: z.string(),
        dataset: datasetSchema,
        metric: z.string(),
        value: z.number(),
        standardError: z.number().exactOptional(),
        examples: z.number().exactOptional(),
        baseline: z.number().exactOptional(),
        baselineStandardError: z.number().exactOptional(),
        higherIsBetter: z.boolean().exactOptional(),
      }),
    ),
  }),
);

const taskSchema = whenUsed(() =>
  z.object({
    task: z.string().nullish(),
    dataset_path: z.string().nullish(),
    dataset_name: z.string().nullish(),
    test_split: z.string().nullish(),
    validation_split: z.string().nullish(),
    output_type: z.string().nullish(),
  }),
);
const harnessSchema = whenUsed(() =>
  z.object({
    results: z.record(z.string(), z.record(z.string(), z.unknown())),
    configs: z.record(z.string(), taskSchema).nullish(),
    'n-samples': z.record(z.string(), z.object({ effective: z.number() })).nullish(),
    higher_is_better: z.record(z.string(), z.record(z.string(), z.boolean().nullable())).nullish(),
    lm_eval_version: z.string().nullish(),
  }),
);
type Harness = z.infer<typeof harnessSchema>;

const longestFile = 32 * 2 ** 20;

export class NoEvaluation extends PracticumError {
  constructor(place: string, why: string) {
    super('no-evaluation', `${place} is no record of an evaluation: ${why}.`, {
      hint: 'Give evaluation.json, or results_….json of lm-eval (--output_path), or a folder that holds one.',
    });
  }
}

/** `place`: a file, or a folder that holds one; the newest counts. Throws NoEvaluation. */
export async function readEvaluation(place: string): Promise<readonly Evaluation[]> {
  const file = await evaluationFile(place);
  const info = await stat(file);
  if (info.size > longestFile) throw new NoEvaluation(file, 'it is too large');
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new NoEvaluation(file, 'it is no JSON');
  }
  const own = ownSchema.safeParse(json);
  if (own.success) return own.data.results.map((result) => ({ ...result, by: own.data.by }));
  const harness = harnessSchema.safeParse(json);
  if (harness.success) return ofHarness(harness.data);
  throw new NoEvaluation(file, `it has another shape (${own.error.issues[0]?.path.join('.') || 'all of it'})`);
}

/** Plain files below the folder that a record may be, by their paths in it; none where there is no such folder. */
export async function evaluationFilesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && /^(?:evaluation|results_.*)\.json$/.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function evaluationFile(place: string): Promise<string> {
  const info = await stat(place).catch(() => undefined);
  if (info === undefined) throw new NoEvaluation(place, 'it is not there');
  if (info.isFile()) return place;
  const names = await evaluationFilesIn(place);
  const found = await Promise.all(
    names.map(async (name) => ({ file: path.join(place, name), atMs: (await stat(path.join(place, name))).mtimeMs })),
  );
  const newest = found.sort((a, b) => b.atMs - a.atMs)[0];
  if (newest === undefined) throw new NoEvaluation(place, 'no such file is in it');
  return newest.file;
}

/** `acc,none` beside `acc_stderr,none`; what is no number is not a measurement. */
function ofHarness({
  results,
  configs,
  'n-samples': samples,
  higher_is_better: better,
  lm_eval_version: version,
}: Harness): readonly Evaluation[] {
  return Object.entries(results).flatMap(([task, values]) =>
    Object.entries(values).flatMap(([metric, value]): readonly Evaluation[] => {
      const [name = metric, filter] = metric.split(',');
      if (typeof value !== 'number' || filter === undefined || name.endsWith('_stderr')) return [];
      const error = values[`${name}_stderr,${filter}`];
      return [
        {
          task,
          dataset: datasetOf(task, configs?.[task]),
          metric: filter === 'none' ? name : `${name} (${filter})`,
          value,
          by: version == null ? 'lm-eval' : `lm-eval ${version}`,
          ...defined({
            standardError: typeof error === 'number' ? error : undefined,
            examples: samples?.[task]?.effective,
            higherIsBetter: better?.[task]?.[name] ?? undefined,
          }),
        },
      ];
    }),
  );
}

function datasetOf(task: string, config: z.infer<typeof taskSchema> | undefined): DatasetFact {
  const split = config?.test_split ?? config?.validation_split ?? undefined;
  return { id: config?.dataset_path ?? task, ...defined({ config: config?.dataset_name ?? undefined, split }) };
}
