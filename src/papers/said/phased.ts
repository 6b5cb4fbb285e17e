/** Which of the phases that a sentence names its values are told in. */
import type { Placed } from './rows.ts';
import type { Entities, Occurrence } from './scopes.ts';

export function withPhase(
  found: readonly Occurrence[],
  phases: readonly Occurrence[],
  place: Placed,
  text: string,
  entities: Entities,
): readonly Occurrence[] {
  // `0.9 in pre-training and 0.5 afterwards`.
  if (phases.length === 1 && /^\s*(?:afterwards|thereafter|later on|from then on)\b/i.test(text.slice(place.end))) {
    const others = entities.all.filter(({ kind, name }) => kind === 'phase' && name !== phases[0]?.name);
    const [other] = others;
    return other === undefined || others.length > 1 ? found : [...found, { ...other, start: 0, end: 0 }];
  }

  const own = place.isOfData === true ? phases.filter((phase) => isOfPart(text, phase, place)) : phases;
  const names = new Set(own.map(({ name }) => name));
  if (names.size === 0) return found;
  // `SFT lasts three epochs; DPO lasts one`.
  const near = own.filter(({ start, end }) => !/;/.test(text.slice(Math.min(end, place.end), Math.max(start, place.start))));
  const nearest = [...(near.length > 0 ? near : own)].sort((a, b) => distance(text, a, place) - distance(text, b, place))[0];
  if (nearest === undefined) return found;
  // `10 epochs of pre-training on A, then 30 epochs on B`: of what comes after it.
  if (
    phases.length === 1 &&
    nearest.end <= place.start &&
    /,(?: and)? (?:then|afterwards|followed by|after that|thereafter) (?:for |by |come |with )?$/i.test(
      text.slice(nearest.end, place.start),
    )
  ) {
    const [next, ...others] = entities.all.filter(({ kind, name }) => kind === 'phase' && name !== nearest.name);
    return next === undefined || others.some(({ name }) => name !== next.name) ? found : [...found, { ...next, start: 0, end: 0 }];
  }
  return [...found, nearest];
}

/** `images of 8×8 pixels are split into 60 % for pre-training, 20 % for …`: a phase for which a part is, is of that part alone. */
function isOfPart(text: string, phase: Occurrence, place: Placed): boolean {
  const ahead = text.slice(0, phase.start) + (/^(?:for|in) (?:the )?/.exec(text.slice(phase.start))?.[0] ?? '');
  if (!/(?:\d ?%?|\p{Ll}s) (?:for|to|in) (?:the )?$/u.test(ahead)) return true;
  return phase.start >= place.end
    ? !/[,;]/.test(text.slice(place.end, phase.start))
    : !/[,;]|\band\b/.test(text.slice(phase.end, place.start));
}

/** What stands before a value is nearer than what stands behind it, as far. */
function distance(text: string, { start, end }: Occurrence, place: Placed): number {
  if (start < place.end) return Math.abs(place.start - end);
  return (/, the (?:latter|former)\b/.test(text.slice(place.end, end)) ? 20 : 2) * (start - place.end);
}
