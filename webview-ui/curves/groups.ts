import type { CurveRun } from '../../src/protocol/curves.ts';

/** Runs that are drawn as one line, mean ± band. */
export interface RunGroup {
  readonly key: string;
  /** `lr 0.01`; of runs that do not have the parameter, `lr not set`. */
  readonly label: string;
  readonly runs: readonly CurveRun[];
  /** Of its oldest run, so that it stays when runs are added. */
  readonly color: number;
}

/** By the value of one hyper-parameter, in the order in which values occur. Without one there are no groups. */
export function groupRuns(runs: readonly CurveRun[], groupBy: string): readonly RunGroup[] {
  if (groupBy === '') return [];
  const groups = new Map<string, CurveRun[]>();
  for (const run of runs) {
    const key = run.parameters[groupBy] ?? '';
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [run]);
    else group.push(run);
  }
  return [...groups].map(([value, members]) => ({
    key: value,
    label: value === '' ? `${groupBy} not set` : `${groupBy} ${value}`,
    runs: members,
    color: members.reduce((oldest, run) => (run.createdMs < oldest.createdMs ? run : oldest)).color,
  }));
}
