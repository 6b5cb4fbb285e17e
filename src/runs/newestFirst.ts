import type { RunState } from './run.ts';

/** The order in which runs are shown everywhere. */
export function newestFirst(a: RunState, b: RunState): number {
  return b.spec.createdMs - a.spec.createdMs || (a.spec.id < b.spec.id ? 1 : -1);
}
