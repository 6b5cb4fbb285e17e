import { defined } from '../base/defined.ts';
import type { CurveMark, CurveRun } from '../protocol/curves.ts';
import { argumentsOf } from '../runs/compare.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import { outcomeText } from './runText.ts';

const grouped = new Intl.NumberFormat('en');

/** What a row has beside what the run itself says. */
export interface RowContext {
  readonly color: number;
  readonly isShown: boolean;
  /** The last step of its metrics; undefined where none is known. */
  readonly lastStep: number | undefined;
  /** Where a step lies on the other axes; undefined while nobody knows. */
  readonly placesOf?: ((step: number) => CurveMark['x']) | undefined;
}

/** A run as a row of the table. */
export function runRow(state: RunState, { color, isShown, lastStep, placesOf }: RowContext): CurveRun {
  const { spec, status, startedMs, pausedMs, exit, marks, pointCount, note } = state;
  const result = outcomeText(state) ?? (lastStep === undefined ? undefined : `step ${grouped.format(lastStep)}`);
  return {
    id: spec.id,
    name: runTitle(state),
    status,
    color,
    isShown,
    points: pointCount,
    summary: [result, note].filter((line) => line !== undefined).join('\n'),
    createdMs: spec.createdMs,
    ...defined({ startedMs, pausedMs, endedMs: exit?.endedMs }),
    place: placeOf(state),
    parameters: parametersOf(state),
    tags: marks?.tags ?? [],
    notes: marks?.notes.map(({ text }) => text) ?? [],
    isArchived: marks?.isArchived ?? false,
    marks: marksOf(state, placesOf),
  };
}

/** When the run began, as far as anybody knows: relative time is counted from then. */
export function startOf({ startedMs, spec }: Pick<RunState, 'startedMs' | 'spec'>): number {
  return startedMs ?? spec.createdMs;
}

function placeOf({ spec: { target, ssh, imported } }: RunState): string {
  if (ssh !== undefined) return ssh.host;
  if (imported !== undefined) return `imported from ${imported.from}`;
  return target === 'adopted' ? 'started elsewhere' : 'here';
}

/** What it was told or declares goes before what an import says; of one name the arguments count. Which program it was is told by its name. */
export function parametersOf({ spec: { argv, script, settings, imported } }: RunState): Readonly<Record<string, string>> {
  const given = [...argumentsOf(argv, script)]
    .filter(([name]) => name !== 'program')
    .map(([name, value]) => [name.replace(/^[-+]+/, ''), value === 'given' ? 'true' : value]);
  return { ...imported?.hyperparameters, ...settings, ...Object.fromEntries(given) };
}

function marksOf(state: RunState, placesOf: RowContext['placesOf']): readonly CurveMark[] {
  const startMs = startOf(state);
  const at = (step: number | undefined, atMs: number | undefined): CurveMark['x'] => ({
    ...(step === undefined ? {} : placesOf?.(step)),
    ...defined({ step, wall: atMs, relative: atMs === undefined ? undefined : (atMs - startMs) / 1000 }),
  });
  const { checkpoints = [], alerts = [], resumed, formerlyResumed = [] } = state;
  return [
    ...checkpoints.map((checkpoint): CurveMark => {
      return { kind: 'checkpoint', title: lastPartOf(checkpoint.path), x: at(checkpoint.step, checkpoint.atMs) };
    }),
    ...alerts.map(({ title, level, metric, step, atMs }): CurveMark => {
      return { kind: 'alert', title, level, ...defined({ metric }), x: at(step, atMs) };
    }),
    ...[...formerlyResumed, ...(resumed === undefined ? [] : [resumed])].map(({ checkpoint, step }): CurveMark => {
      return { kind: 'resumed', title: `Resumed from ${lastPartOf(checkpoint)}`, x: at(step, undefined) };
    }),
  ];
}

/** A run may have been on another kind of machine. */
function lastPartOf(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
