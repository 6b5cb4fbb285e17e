/** What an evaluation measured, as it is kept with its run: the agent's tools cannot write there, so it is evidence. */
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RunPaths } from '../folder.ts';
import type { Evaluation } from '../publish/cardFacts.ts';
import type { Recorder } from '../recorder.ts';
import type { MetricPoint, RunPurpose, RunSpec, RunState } from '../run.ts';
import { artifactsFolder } from '../ssh/progress.ts';
import { evaluationLine } from './evaluationText.ts';
import { evaluationFilesIn, NoEvaluation, readEvaluation } from './readEvaluation.ts';
import { withBaseline } from './withBaseline.ts';

/** File systems keep times coarsely. */
const slackMs = 2_000;

/**
 * After the end of a run on this machine, its record goes into its folder; from elsewhere it has come there already. What it measured are points
 * as well, so that lists and tables of runs show it.
 */
export async function keepEvaluation(
  spec: RunSpec,
  paths: RunPaths,
  recorder: Pick<Recorder, 'note' | 'points'>,
  nowMs: number,
): Promise<void> {
  const { purpose, cwd, target, createdMs } = spec;
  if (purpose === undefined) return;
  const kept = path.join(artifactsFolder(paths), purpose.out);
  if (target === 'local') {
    const out = path.join(cwd, purpose.out);
    for (const name of await evaluationFilesIn(out)) {
      const file = path.join(out, name);
      // Of an earlier run of the same evaluation.
      if ((await stat(file)).mtimeMs < createdMs - slackMs) continue;
      const target = path.join(kept, name);
      await mkdir(path.dirname(target), { recursive: true });
      await copyFile(file, target);
    }
  }
  if ((await evaluationFilesIn(kept)).length === 0)
    await recorder.note(`It left no record of what it measured in ${purpose.out}: evaluation.json, or results_….json of lm-eval.`);
  // One that cannot be read says so wherever it is shown.
  const measured = await evaluationOf({ spec, folder: paths.folder }).catch(() => undefined);
  await recorder.points((measured ?? []).flatMap((one) => pointsOf(one, nowMs)));
}

function pointsOf({ task, metric, value, baseline }: Evaluation, wallMs: number): readonly MetricPoint[] {
  const at = { step: 0, wallMs, source: 'file' } as const;
  return [
    { metric: `${task}/${metric}`, value, ...at },
    ...(baseline === undefined ? [] : [{ metric: `baseline/${task}/${metric}`, value: baseline, ...at }]),
  ];
}

/** Undefined: it is no evaluation, or left no record. Throws NoEvaluation where its record cannot be read. */
export async function evaluationOf({ spec, folder }: Pick<RunState, 'spec' | 'folder'>): Promise<readonly Evaluation[] | undefined> {
  const { purpose } = spec;
  if (purpose === undefined) return undefined;
  const kept = path.join(artifactsFolder({ folder }), purpose.out);
  if ((await evaluationFilesIn(kept)).length === 0) return undefined;
  const parts = await readdir(kept);
  if (!parts.includes('model')) return await readEvaluation(kept);
  const measured = await readEvaluation(path.join(kept, 'model'));
  return parts.includes('baseline') ? withBaseline(measured, await readEvaluation(path.join(kept, 'baseline'))) : measured;
}

/** For a list of facts: what went wrong with the record in its place. */
export async function evaluationLinesOf(state: Pick<RunState, 'spec' | 'folder'>): Promise<readonly string[]> {
  const { purpose } = state.spec;
  if (purpose === undefined) return [];
  try {
    const measured = await evaluationOf(state);
    return measured === undefined ? [headOf(purpose)] : [headOf(purpose), ...measured.map(evaluationLine)];
  } catch (error) {
    if (error instanceof NoEvaluation) return [headOf(purpose), `  ${error.message}`];
    throw error;
  }
}

function headOf({ model, baseline, benchmark, by }: RunPurpose): string {
  return `evaluation: ${model}${baseline === undefined ? '' : `, baseline ${baseline}`}, on ${benchmark} by ${by === 'script' ? 'the script' : by}`;
}
