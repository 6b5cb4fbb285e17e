/** Whether a phase tells its values apart from those of other training. */
import type { Candidate } from './candidates.ts';
import { folded, type Occurrence } from './scopes.ts';

const ofOneTraining = new Set([
  'learning rate',
  'batch size',
  'epochs',
  'training steps',
  'optimizer',
  'learning rate schedule',
  'weight decay',
  'image size',
]);

/** A phase tells something apart where another one is trained as well: a probe that is only fitted leaves it the one training. */
export function isOneOfSeveral({ headings }: Candidate, { name }: Occurrence, found: readonly Candidate[]): boolean {
  return (
    /^(?:SFT|DPO|PPO|(?:reward|supervised|main|meta)\b.*|(?:first|second|third)\b.*|.*\b(?:stage|phase)\b.*)$/i.test(name) ||
    folded(headings.at(-1) ?? '') === folded(name) ||
    found.some(
      (other) =>
        ofOneTraining.has(other.name) &&
        other.value !== 'L-BFGS' &&
        other.scope.every((part) => folded(part.name) !== folded(name)) &&
        other.scope.some((part) => part.kind === 'phase' || (part.kind === 'other' && isInTable(other.anchor))),
    )
  );

  /** The phase is a column of the table as well. */
  function isInTable(anchor: string): boolean {
    return found.some(
      (other) => other.anchor === anchor && other.place === 'table' && other.scope.some((part) => folded(part.name) === folded(name)),
    );
  }
}

/** What is trained in the phase has two values at least that differ from all that is said outside it. */
export function isTrainedApart({ name }: Occurrence, found: readonly Candidate[]): boolean {
  if (!/train|tun|evaluation|prob/.test(name)) return false;
  const [inside, outside] = [new Map<string, Set<unknown>>(), new Map<string, Set<unknown>>()];
  for (const { name: of, value, role, scope, isAside } of found) {
    if (role !== undefined || isAside === true || !ofOneTraining.has(of)) continue;
    const side = scope.some((part) => folded(part.name) === folded(name)) ? inside : outside;
    side.set(of, (side.get(of) ?? new Set()).add(value));
  }
  return (
    [...inside].filter(([of, values]) => outside.has(of) && [...values].every((value) => outside.get(of)?.has(value) !== true)).length >= 2
  );
}
