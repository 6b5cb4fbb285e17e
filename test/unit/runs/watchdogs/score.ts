import type { RunAlert } from '../../../../src/runs/alert.ts';
import { actionsOf } from '../../../../src/runs/watchdogs/actions.ts';
import { Watchdogs } from '../../../../src/runs/watchdogs/watchdogs.ts';
import type { LabelledRun } from './labelled.ts';

/** Ticks as a supervisor does, on a clock of its own. */
export function watch({ happenings }: Pick<LabelledRun, 'happenings'>): readonly RunAlert[] {
  let nowMs = 0;
  const dogs = new Watchdogs({ actions: actionsOf(), monotonicMs: () => nowMs });
  const alerts: RunAlert[] = [];
  const pass = (ms: number): void => {
    for (const end = nowMs + ms; nowMs < end; ) {
      nowMs = Math.min(end, nowMs + 5000);
      alerts.push(...dogs.onTick(nowMs));
    }
  };
  for (const happening of happenings) {
    if (happening.kind === 'points') alerts.push(...dogs.onPoints(happening.points, nowMs));
    if (happening.kind === 'output') alerts.push(...dogs.onOutput(Buffer.from(happening.text), nowMs));
    pass(happening.afterMs);
  }
  return alerts;
}

export interface Score {
  /** Of the alerts of level error, those that their run's label explains. */
  readonly precision: number;
  /** Of the runs with a label, those in which it was found. */
  readonly recall: number;
  readonly falseErrors: readonly string[];
  readonly falseOthers: readonly string[];
  readonly missed: readonly string[];
}

export function score(runs: readonly LabelledRun[]): Score {
  let [right, wrong, labelled] = [0, 0, 0];
  const falseErrors: string[] = [];
  const falseOthers: string[] = [];
  const missed: string[] = [];
  for (const run of runs) {
    const alerts = watch(run);
    for (const { rule, level, title } of alerts) {
      if (level === 'error') {
        if (rule === run.label) right += 1;
        else {
          wrong += 1;
          falseErrors.push(`${run.name}: ${title}`);
        }
      } else if (rule !== run.label) falseOthers.push(`${run.name}: [${level}] ${title}`);
    }
    if (run.label === undefined) continue;
    labelled += 1;
    if (!alerts.some(({ rule }) => rule === run.label)) missed.push(run.name);
  }
  return { precision: right / (right + wrong), recall: 1 - missed.length / labelled, falseErrors, falseOthers, missed };
}
