/** Numbers beside a name that are none of its values: they count the name itself, or another thing that it qualifies. */
import type { Bound } from './bound.ts';

/** Grammatical number and size, not units: corrections.ts looks at those. */
export function isImplausible({ setting, amounts: [first], form, start, end }: Bound, text: string): boolean {
  if (form !== 'one') return false;
  const written = text.slice(first.start, first.end).toLowerCase();
  const behind = text.slice(first.end, end);
  // `three learning rates`, `250 mini-batches`: how many there are.
  if (
    first.end <= end &&
    start >= first.start &&
    setting.counts !== true &&
    /^[ -](?:[\p{L}-]+ )*(?:rates|batches|temperatures|momenta|schedules|margins|penalties)$/u.test(behind)
  )
    return true;
  switch (setting.name) {
    case 'folds':
      return written === 'one';
    // Of the input: a single lead, three colours.
    case 'channels':
      return first.value <= 4 && /^(?: [\p{L}-]+)? channels?$/u.test(behind);
    case 'seeds':
      return !Number.isInteger(first.value);
    default:
      return false;
  }
}
