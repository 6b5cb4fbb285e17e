/** What stands in the folder of a run here, read as a stranger would. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunState } from '../../../../src/runs/run.ts';

export interface SeenPoint {
  readonly metric: string;
  readonly step: number;
  readonly value: number;
  readonly source?: string;
  readonly segment?: number;
}

export function textOf(run: RunState, name: string): string {
  const file = path.join(run.folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Whole lines; one that a kill has cut in the middle is none. */
export function linesOf<T>(run: RunState, name: string): readonly T[] {
  return textOf(run, name)
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as T];
      } catch {
        return [];
      }
    });
}

export function pointsOf(run: RunState): readonly SeenPoint[] {
  return linesOf<SeenPoint>(run, 'points.jsonl');
}
