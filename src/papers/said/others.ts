/** Which part of a sentence does not speak of what this paper did: other people's work, what was tried and given up, results. */
import type { Cue } from './cue.ts';
import { givenUp } from './givenUp.ts';
import { matchesOf } from './matches.ts';
import { otherCues } from './otherCues.ts';
import { otherPeople } from './otherPeople.ts';

export type Span = readonly [start: number, end: number];

/** From a cue to where the sentence turns back to the paper. */
const cues: readonly Cue[] = [...otherCues, ...otherPeople, ...givenUp];

const turnBack =
  /(?:,|;|:|\)|\s[-–—]+)\s*(?:but |and |so |yet |while |whereas |here,? |although |though )?(?:(?:for|in|with|on|to|by) (?:it|this|that|them|all of them) )?(?:we|our|ours|my|this paper|in this (?:work|paper)|here|everything (?:is|was|runs|ran)|both of ours|us)\b|,\s*(?:the (?!who)|moderate|ours|all)|;/giu;

/** What a whole paper says of other people. */
export interface Others {
  /** Names of their methods. */
  readonly names?: RegExp;
  /** Its own training is told elsewhere, so that what stands under “Baselines” is theirs. */
  readonly areApart: boolean;
}

const nobody: Others = { areApart: false };

/** Of a sentence that stands under these headings. */
export function notOurs(sentence: string, headings: readonly string[], { names, areApart }: Others = nobody): readonly Span[] {
  const text = withoutPoints(sentence);
  if (areApart && isOfOthers(headings) && !/\b(?:ours?|both|everything|all (?:methods|models|networks|of them))\b/i.test(text))
    return [[0, text.length]];
  if (
    headings.some((heading) =>
      /\b(?:did not|didn't|does not) (?:help|work|pay|matter)|\bnegative results?|\bwhat (?:failed|(?:we|I) (?:tried|dropped|abandoned|left out|gave up|discarded|did not|didn't)|did not|was (?:tried|dropped|left out|abandoned|not))|things (?:we|I) (?:tried|dropped)|\bfailed\b|\btried and\b|\bdead ends?\b|\bunsuccessful\b/i.test(
        heading,
      ),
    )
  )
    return [[0, text.length]];
  if (
    isBackground(headings) &&
    !/\b(?:we|our|ours|us|everything|all (?:[\p{L}-]+ )?(?:networks|models|runs|experiments|results|trainings))\b/iu.test(text) &&
    !isOwnTheory(text, headings)
  )
    return [[0, text.length]];
  const spans: Span[] = names === undefined ? [] : namedSpans(text, names);
  const alone: Span[] = [];
  for (const { pattern, from } of cues)
    for (const match of matchesOf(text, pattern)) {
      if (from === 'sentence') {
        // An interval in which nothing changes was gone through.
        if (goesThrough.test(text)) continue;
        spans.push([0, text.length]);
        continue;
      }
      if (from === 'match') {
        alone.push([match.index, match.index + match[0].length]);
        continue;
      }
      const start = from === 'cue' ? match.index : clauseStart(text, match.index);
      spans.push([start, clauseEnd(text, match.index + match[0].length)]);
    }
  return [...spans.map(([start, end]): Span => [start, withinBrackets(text, start, withWhatFollows(text, end))]), ...alone];
}

/** What begins in brackets ends with them. */
function withinBrackets(text: string, start: number, end: number): number {
  const open = text.lastIndexOf('(', start);
  const close = text.indexOf(')', open);
  return open >= 0 && close > start && close < end && open > 0 ? close : end;
}

/** `Smith et al. use 0.1; their batch size is 64`. */
function withWhatFollows(text: string, end: number): number {
  return /^\s*[;:]\s*(?:and |but |while )?(?:(?:their|theirs|they|its|it)\b|(?!We\b|Our\b|Here\b|The\b)(?-i:\p{Lu}\p{Ll}+) (?:had|used|took|trained|chose|reports?|reported)\b)/iu.test(
    text.slice(end),
  )
    ? withWhatFollows(text, clauseEnd(text, end + 1))
    : end;
}

/** What begins like this goes on with what the sentence before it spoke of. */
const goesOn =
  /^(?:They|Their|Theirs|The (?:former|latter)|It|Its|There|These authors|So (?:do|does|did|is|was|are|were)|Neither|Nor|Likewise|The same (?:holds|is true|goes))\b/;

export function goesOnWithOthers(sentence: string, before: { readonly text: string; readonly others: readonly Span[] }): boolean {
  return goesOn.test(sentence) && before.others.some(([start, end]) => start === 0 && end >= before.text.trimEnd().length - 1);
}

const goesThrough = /\b(?:between|from)\s+[\d(·e.-]+\s+(?:and|to)\s+\d/i;
const clauseOpening = /(?:^|[;:(.]\s*|,\s+(?:(?:while|whereas|and|but)\s+)?)(?:the |for |with |as )?(?:baselines? )?$/i;

/** `…, which we keep`. */
const adopted =
  /^[^;]*\b(?:which|as|that) (?:we|I) (?:also |too |then |all )?(?:use|keep|adopt|take|follow|retain|apply|copy|kept|used|took|adopted|followed|do|did)\b/i;

/** `StarDist was trained …`, `XGBoost (learning rate 0.3) …`: where somebody's method opens a clause, or has its settings in brackets. */
function namedSpans(text: string, names: RegExp): Span[] {
  return [...text.matchAll(names)].flatMap((match): Span[] => {
    const end = match.index + match[0].length;
    if (adopted.test(text.slice(end))) return [];
    if (
      clauseOpening.test(text.slice(0, match.index)) &&
      !/^\s*(?:,(?! (?:as|for|in|by) \p{L}+(?: \p{L}+)?,)|and|or|\+|⟦cite⟧ and)/u.test(text.slice(end))
    )
      return [[match.index, clauseEnd(text, end)]];
    const bracket = /^\s*(?:⟦cite⟧\s*)?\([^()]*\)/.exec(text.slice(end));
    return bracket === null ? [] : [[end, end + bracket[0].length]];
  });
}

/** Headings under which other people's methods are described. */
export function isOfOthers(headings: readonly string[]): boolean {
  return headings.some((heading) =>
    /^(?:the )?(?:strong |external |further |other )?(?:baselines?|competitors?|compet(?:ing|itive) (?:methods|models|approaches)|compar(?:ed|ison) (?:methods|models)|methods compared|other methods|reference (?:methods|models)|comparisons?)(?: (?:methods|models))?$/i.test(
      heading,
    ),
  );
}

/** What is recalled under “Background” without a name is what the paper goes on with. */
function isOwnTheory(text: string, headings: readonly string[]): boolean {
  return (
    /^(?:\d+ )?(?:background|preliminaries)\b/i.test(headings.at(-1) ?? '') &&
    /\p{L} ?=/u.test(text) &&
    !/⟦cite⟧|\bet al\b|\b(?:usually|often|typically|commonly|originally)\b/.test(text)
  );
}

/** Decimal points as another sign, so that a full stop in a pattern ends a sentence. */
export function withoutPoints(text: string): string {
  return text.replaceAll(/(?<=\d)\.(?=\d)/g, '·');
}

export function isWithin(spans: readonly Span[], at: number): boolean {
  return spans.some(([start, end]) => at >= start && at < end);
}

/** Headings under which values belong to others unless a sentence says “we”. */
export function isBackground(headings: readonly string[]): boolean {
  return headings.some((heading) =>
    /\b(?:related|prior|previous) (?:work|literature)|\bbackground\b|^introduction$|\bliterature\b|^discussion\b|^conclusions?\b|^limitations?\b|\bfuture work\b|^outlook\b/i.test(
      heading,
    ),
  );
}

function clauseStart(text: string, at: number): number {
  const before = text.slice(0, at);
  return Math.max(before.lastIndexOf(';'), before.search(/,\s+(?:but|while|whereas|though|although|since|because)\b[^,;]*$/)) + 1;
}

export function clauseEnd(text: string, from: number): number {
  turnBack.lastIndex = from;
  const match = turnBack.exec(text);
  return match === null ? text.length : match.index;
}
