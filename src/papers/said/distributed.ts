/** Values dealt out one after the other: `0.005 for the adapters and 0.0005 for full training`, `for A out of {…}, for B out of {…}`. */
import type { Bound } from './bound.ts';
import type { Quantity } from './numbers.ts';
import { withoutPoints } from './whose.ts';

/** For whom, in up to five words, which may name anything. */
const whom = String.raw`(?:for|on|in|with) (?:the |our |an? )?(?!(?:training|testing|validation|test|each|every|all|both|at|least)\b)[\p{L}][\p{L}\d'-]*(?: (?!(?:and|is|are|was|were|we|it|to|of|by|at|from|with|for)\b)[\p{L}\d][\p{L}\d'-]*){0,4}`;
const unit = String.raw`(?: (?:steps|epochs|iterations|updates|layers|units|images|tokens))?`;
const outOf = String.raw`(?:(?:from|out of|of|among|in|over|between|at|with|to) )?(?:[\p{L}\p{M}]\S{0,4} ?[∈=] ?)?[{[(]?`;
const behindFirst = new RegExp(
  String.raw`^[\s}\])]*${unit} (${whom})(?:, and|,| and|;| but|, but| while|, while|, whereas)? ${outOf}$`,
  'u',
);
const behindNext = new RegExp(String.raw`^[\s}\])]*${unit} ${whom}(?=[\s)]*(?:[,.;:]|$| and\b| but\b| while\b| \())`, 'u');
const aheadOfFirst = new RegExp(String.raw`(?:^|[,;:(] ?|\b(?:and|but) )(${whom})(?: it is| we use)? ${outOf}\s*$`, 'iu');
const aheadOfNext = new RegExp(
  String.raw`^[\s}\])]*${unit}(?:,|;|,? and|, but|, while)? (?:and )?${whom}(?: it is| we use)? ${outOf}\s*$`,
  'iu',
);

/** The value before this one, if this one is dealt out like it. */
export function dealtLike({ form, start, end, amounts }: Quantity, before: Bound, text: string): boolean {
  if (form !== before.form && (form === 'one') !== (before.form === 'one')) return false;
  const [[first], last] = [before.amounts, before.amounts.at(-1)];
  if (first.isShare !== amounts[0].isShare || first.isDigits !== amounts[0].isDigits || last === undefined) return false;
  const plain = withoutPoints(text);
  const [ahead, between, behind] = [plain.slice(0, first.start), plain.slice(last.end, start), plain.slice(end)];
  return (behindFirst.test(between) && behindNext.test(behind)) || (aheadOfFirst.test(ahead) && aheadOfNext.test(between));
}
