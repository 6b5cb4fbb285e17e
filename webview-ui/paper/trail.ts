/** The places that were left by going somewhere else: newest last, in both directions. */
export interface Trail {
  readonly back: readonly string[];
  readonly forward: readonly string[];
}

export const noTrail: Trail = { back: [], forward: [] };

/** From `here` to somewhere else; what was forward is left for good. */
export function gone(trail: Trail, here: string | undefined): Trail {
  if (here === undefined || trail.back.at(-1) === here) return { back: trail.back, forward: [] };
  return { back: [...trail.back, here].slice(-100), forward: [] };
}

/** Where one comes to, and the trail from there. Undefined where there is nothing further. */
export function stepped(
  trail: Trail,
  direction: 'back' | 'forward',
  here: string | undefined,
): { readonly to: string; readonly trail: Trail } | undefined {
  const from = trail[direction];
  const to = from.at(-1);
  if (to === undefined) return undefined;
  const other = direction === 'back' ? trail.forward : trail.back;
  const kept = here === undefined ? other : [...other, here];
  return { to, trail: direction === 'back' ? { back: from.slice(0, -1), forward: kept } : { back: kept, forward: from.slice(0, -1) } };
}
