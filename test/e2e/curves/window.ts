/** A window over eight runs that go on, with sixty metrics each, and a long one that has ended. */
import { CurvesWindow } from '../../bench/window/curvesWindow.ts';
import { type WrittenRun, writeRun } from '../../unit/runs/writtenRun.ts';
import { useWindow } from '../harness.ts';

export const [runs, metrics] = [8, 60];
export const names = Array.from({ length: metrics }, (_, at) => `group${at % 4}/metric_${at}`);
export const logged = (run: number, metric: number, step: number): number =>
  Number((Math.sin(step + run * 7 + metric * 13) + run).toFixed(4));
export const longPoints = 20_000;
export const noise = (step: number): number => Math.sin(step / 900) + ((step * 7919) % 1000) / 1000 + (step % 997 === 0 ? 1 : 0);

interface Asked {
  readonly metric: string;
  readonly columns: number;
  readonly from?: number;
  readonly to?: number;
}

export type ManyCurves = ReturnType<typeof useManyCurves>;

export function useManyCurves() {
  let live: readonly WrittenRun[];
  let long: WrittenRun;
  let steps = 0;
  const window = useWindow({
    workspaceName: 'many-curves',
    workspace: (folder) => {
      long = writeRun(folder, 'run_long');
      long.measure(
        'loss',
        Array.from({ length: longPoints }, (_, at) => [at + 1, noise(at + 1)]),
      );
      long.end(0);
      live = Array.from({ length: runs }, (_, run) =>
        writeRun(folder, `run_live_${run}`, { name: `live-${run}`, createdMs: Date.now() + run }),
      );
      for (let step = 0; step < 20; step++) log();
    },
  });
  const log = (): void => {
    steps += 1;
    for (const [run, { measure }] of live.entries())
      for (const [at, metric] of names.entries()) measure(metric, [[steps, logged(run, at, steps)]]);
  };
  let curves: CurvesWindow;
  const solo = (ids: readonly string[]): Promise<void> =>
    curves.view.evaluate(`curvesApi.postMessage({ type: 'solo', runs: ${JSON.stringify(ids)} })`);
  const asked = (): Promise<readonly Asked[]> => curves.view.evaluate('view.asked');
  before(async function show() {
    this.timeout(120_000);
    curves = await CurvesWindow.of(window());
    await curves.showCurves();
  });

  return {
    window,
    curves: () => curves,
    live: () => live,
    long: () => long,
    steps: () => steps,
    /** Each run that goes on logs its next step. */
    log,
    solo,
    asked,
  };
}
