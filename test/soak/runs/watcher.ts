import type { RunId } from '../../../src/base/ids.ts';
import type { MetricPoint, RunState } from '../../../src/runs/run.ts';
import type { Runs } from '../../../src/runs/runs.ts';

/** A window that follows one run: at each sign of a change it fetches the points that it has not seen. */
export interface Watcher {
  readonly runs: Runs;
  /** What it was told of the run, in order. */
  readonly states: readonly RunState[];
  readonly looks: number;
  /** All points that it fetched, also the last ones; it then goes away. */
  finish(): Promise<readonly MetricPoint[]>;
}

export function watchPoints(runs: Runs, id: RunId): Watcher {
  const points: MetricPoint[] = [];
  const states: RunState[] = [];
  let looks = 0;
  let turn: Promise<void> = Promise.resolve();
  const look = (): Promise<void> => {
    turn = turn.then(async () => {
      points.push(...(await runs.points(id, points.length)));
      looks += 1;
    });
    return turn;
  };
  const listening = runs.onDidChange((changed) => {
    const mine = changed.filter(({ spec }) => spec.id === id);
    if (mine.length === 0) return;
    states.push(...mine);
    void look();
  });
  return {
    runs,
    states,
    get looks() {
      return looks;
    },
    async finish() {
      listening.dispose();
      await look();
      runs.dispose();
      return points;
    },
  };
}
