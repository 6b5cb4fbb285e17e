/** Evaluations of what is published that runs of this workspace made, so that nobody has to look for their files. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { evaluationOf } from '../evaluate/evaluationRecord.ts';
import { withBaseline } from '../evaluate/withBaseline.ts';
import type { RunState } from '../run.ts';
import type { Evaluation } from './cardFacts.ts';
import type { ChosenFile } from './filesToPublish.ts';

export interface EvaluatedModel {
  /** Absolute: the folder or file that is published. */
  readonly from: string;
  /** `ada/tiny`. */
  readonly repo: string;
  readonly files: readonly ChosenFile[];
  /** What it was made of, where that is known. */
  readonly baseModel: string | undefined;
}

export interface FoundEvaluations {
  readonly evaluations: readonly Evaluation[];
  /** For people: what was left out, and why. */
  readonly notes: readonly string[];
}

/** `runs`: newest first. Of a benchmark the newest counts; a baseline that was measured in a run of its own stands beside it. */
export async function foundEvaluations(
  runs: readonly RunState[],
  { from, repo, files, baseModel }: EvaluatedModel,
): Promise<FoundEvaluations> {
  const evaluated = runs.filter(({ spec, status }) => spec.purpose !== undefined && status === 'done');
  const changedMs = Math.max(...(await Promise.all(files.map(async ({ file }) => (await stat(file)).mtimeMs))));
  const evaluations: Evaluation[] = [];
  const notes: string[] = [];
  const seen = new Set<string>();
  for (const run of evaluated) {
    const { purpose, cwd, id, createdMs } = run.spec;
    if (purpose === undefined || seen.has(purpose.benchmark)) continue;
    const isHere = path.resolve(cwd, purpose.model) === from;
    if (!isHere && purpose.model !== repo) continue;
    seen.add(purpose.benchmark);
    if (isHere && changedMs > createdMs) {
      notes.push(`Not in the card: the evaluation ${id} on ${purpose.benchmark}, because the model was changed after it.`);
      continue;
    }
    const measured = (await recordOf(run)) ?? [];
    const base = purpose.baseline ?? baseModel;
    const others = evaluated.filter(({ spec }) => spec.purpose?.model === base && spec.purpose?.benchmark === purpose.benchmark);
    const before = (await Promise.all(others.map(recordOf))).flatMap((record) => record ?? []).toReversed();
    evaluations.push(...measured.map((one) => (one.baseline === undefined ? (withBaseline([one], before)[0] ?? one) : one)));
  }
  return { evaluations, notes };
}

/** One that cannot be read tells nothing. */
async function recordOf(run: RunState): Promise<readonly Evaluation[] | undefined> {
  return await evaluationOf(run).catch(() => undefined);
}
