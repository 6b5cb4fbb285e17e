import type { ConfinedProgram } from './sandbox.ts';

/** One time that a program was put behind walls and started. */
export interface Attempt<T> {
  readonly result: T;
  /** Undefined: without walls. */
  readonly confined: ConfinedProgram | undefined;
  /** All that was written, where it ended by itself; undefined where something was executed for sure. */
  readonly wrote: string | undefined;
}

/** Where something that the walls were to hide goes away each time. */
const maxAttempts = 5;

/**
 * Confines and starts a program, anew where nothing was executed because something that its walls were to hide, a socket, was gone before
 * they stood: between looking what there is and hiding it lies a moment that nobody can take away. What was set up in vain goes away;
 * the caller disposes of the last.
 */
export async function untilWallsStand<T>(attempt: () => Promise<Attempt<T>>): Promise<T> {
  for (let count = 1; ; count += 1) {
    const { result, confined, wrote } = await attempt();
    if (count === maxAttempts || wrote === undefined || confined?.wasOvertaken?.(wrote) !== true) return result;
    await confined.dispose();
  }
}
