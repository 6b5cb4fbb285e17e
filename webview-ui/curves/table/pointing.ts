import type { CurveRun } from '../../../src/protocol/curves.ts';

/** In pixels of the drawing. */
export interface PointerPlace {
  readonly x: number;
  readonly y: number;
}

/** So near must the pointer be. */
const reachPx = 12;

/** The nearest within reach. */
export function nearestOf<T>(all: readonly T[], distanceOf: (one: T) => number): T | undefined {
  let nearest: T | undefined;
  let nearestPx = reachPx;
  for (const one of all) {
    const distancePx = distanceOf(one);
    if (distancePx >= nearestPx) continue;
    nearest = one;
    nearestPx = distancePx;
  }
  return nearest;
}

interface Pointing {
  readonly onMouseMove: (event: MouseEvent) => void;
  readonly onMouseLeave: () => void;
  readonly onClick: (event: MouseEvent) => void;
}

/** What a drawing listens to: the run under the pointer is pointed at, a click toggles it. */
export function picked(
  pick: (at: PointerPlace) => CurveRun | undefined,
  pointed: string | undefined,
  onPoint: (run: string | undefined) => void,
  onToggle: (run: CurveRun) => void,
): Pointing {
  const runAt = (event: MouseEvent): CurveRun | undefined => {
    if (!(event.currentTarget instanceof Element)) return undefined;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return pick({ x: event.clientX - left, y: event.clientY - top });
  };
  return {
    onMouseMove(event) {
      const id = runAt(event)?.id;
      if (id !== pointed) onPoint(id);
    },
    onMouseLeave: () => onPoint(undefined),
    onClick(event) {
      const run = runAt(event);
      if (run !== undefined) onToggle(run);
    },
  };
}
