/** Where a rate ends that falls along a curve: in whatever order a sentence says so. */
import { type Bound, settingOf } from './bound.ts';
import type { Amount } from './numbers.ts';

const rate = String.raw`(?:learning[ -]?rates?|step[ -]?(?:sizes?|lengths?)|\blr|\brates?|\bstrides?|\bpace)\b|(?<![\p{L}\d])η`;
const curve = String.raw`\b(?:cosine|linear(?:ly)?|straight line|exponential(?:ly)?|geometric(?:ally)?|polynomial(?:ly)?|square root|half a (?:period|wave)|half[- ](?:wave|period))\b`;
const falls = String.raw`\b(?:decay|anneal|f[ae]ll|shr[aiu]nk|decreas|declin|s[aiu]nk|drop(?!-?out)|lower|descen|taper|reduc)\w*`;
const about = new RegExp(`${rate}|(?<!weight )${falls}|${curve}`, 'iu');
const course = new RegExp(`${curve}|(?<!weight )${falls}|\\bschedule\\b`, 'iu');
/** These fall and end as well. */
const ofOthers =
  /\b(?:drop-?out|temperature|explor\w*|noise|entropy|momentum|teacher forcing|mask\w*|guidance|error|loss|accuracy|sigma|greedy|probabilit\w+|weight of|coefficient|sparsity|KL|batch(?: size)?)\b|ε|τ|β|σ/iu;
const summed = String.raw`(?:[#_·×^*/()-]{2,} ?[=≈] ?)?`;
const end = String.raw`(?:in |at |by |with |on |after |during |for )?(?:the |its )?(?:very )?(?:end|finish|last|final)\b(?! (?:layer|value|block))`;
const worth = String.raw`${summed}(?:η_?\w* ?= ?)?(#_*)(?![_\d])(?! ?%| ?(?:epochs|steps|updates|iterations|rounds|percent|of)\b)`;
/** With `isCourse` only where the words say how it falls, with `isItem` whatever stands before it. */
const ends: readonly { readonly pattern: RegExp; readonly isCourse?: true; readonly isItem?: true }[] = [
  // `SGD, momentum 0.9, lr 0.05, cosine → 0`: an item of a row, of which the others say nothing.
  {
    pattern: new RegExp(
      `${curve}(?: (?:decay|annealing|schedule|decrease|ramp))?(?: down)?(?: (?:from )?#_*)? *(?:→|->|⟶) *${worth}`,
      'diu',
    ),
    isItem: true,
  },
  { pattern: new RegExp(`\\b(?:down|back) to (?:an? )?(?:[a-z]+ ){0,3}?${worth}`, 'diu'), isCourse: true },
  { pattern: new RegExp(`\\bto ${worth},? ${end}`, 'diu') },
  {
    pattern: new RegExp(
      `\\b(?:ends?|ending|finish(?:es|ing)?|arriv(?:es|ing)|bottoms out|comes to rest)(?: up)? (?:at|on|with|in) ${worth}`,
      'diu',
    ),
  },
  {
    pattern: new RegExp(`\\b(?:floor|minimum|lowest value|final value|last value|end value)(?: (?:of|is|at|being|value))* ${worth}`, 'diu'),
    isCourse: true,
  },
  { pattern: new RegExp(`(?<=#_*[^.;#]{0,30}\\b(?:start|beginning|first|outset|peak)\\b[^.;#]{0,30}? and )${worth} ${end}`, 'diu') },
];

/** `mask`: the sentence with its numbers as `#` and lines. What is read is taken. */
export function endingRate(mask: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  if (!about.test(mask)) return [];
  return ends.flatMap(({ pattern, isCourse, isItem }): Bound[] => {
    const match = pattern.exec(mask);
    const at = match?.indices?.[1]?.[0];
    const amount = all.find(({ start }) => start === at);
    if (match === null || amount === undefined || taken.has(amount.start) || amount.value > 0.5) return [];
    const until = match.index + match[0].length;
    const clause = mask.slice(mask.slice(0, match.index).search(isItem === true ? /[^.;,]*$/ : /[^.;]*$/), until);
    if (ofOthers.test(clause) || !about.test(clause) || (isCourse === true && !course.test(clause))) return [];
    taken.add(amount.start);
    return [
      { setting: settingOf('final learning rate'), amounts: [amount], form: 'one', start: match.index, end: match.index + match[0].length },
    ];
  });
}
