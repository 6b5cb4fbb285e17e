import type { Schedule } from '../shared/line.ts';

/** Work of one task: a key that is pressed meanwhile waits no longer than this. */
export const sliceMs = 8;

/** Takes step after step, in tasks that are short, as long as it is wanted. */
export function inSlices(steps: Iterator<void>, later: Schedule, isWanted: () => boolean): void {
  const slice = (): void => {
    if (!isWanted()) return;
    const end = performance.now() + sliceMs;
    while (performance.now() < end) if (steps.next().done === true) return;
    later(slice);
  };
  slice();
}
