import type { RunState } from './run.ts';

/** What a run is called: by the person, else as it was started. */
export function runTitle({ marks, spec }: Pick<RunState, 'marks' | 'spec'>): string {
  return marks?.name ?? spec.name;
}
