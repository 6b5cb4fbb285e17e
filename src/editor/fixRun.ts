import type { RunSpec } from '../runs/run.ts';

/** What the agent is asked by *Fix This Run*. The run’s id is in it, so that no other run of that name is meant. */
export function fixPrompt({ spec: { id, name } }: { readonly spec: Pick<RunSpec, 'id' | 'name'> }, cause: string | undefined): string {
  const why = cause === undefined ? '' : `: ${cause.replace(/[\s.]+$/, '')}`;
  return `The run “${name}” (${id}) failed${why}. Find the cause from its log, change one thing, and run it again, until it finishes.`;
}
