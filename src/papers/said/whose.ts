/**
 * Whose a part of a sentence is: somebody else's work, or what was tried and given up, judged, or only came out. What nothing is said of is
 * this paper's own, among it the baselines that it trains itself.
 */

import { type Bank, bankOf } from './bank.ts';
import type { Cue } from './cue.ts';
import { firstPlans } from './firstPlans.ts';
import { givenUp } from './givenUp.ts';
import { matchesOf } from './matches.ts';
import { otherPeople } from './otherPeople.ts';
import { reasoned } from './reasoned.ts';
import { remembered } from './remembered.ts';
import type { Systems } from './strangers.ts';
import { takesAsKnown } from './toldAgain.ts';
import { isAfterwards, isBackground, isOfOthers, isOfTrials } from './whoseHeadings.ts';
import { compared, outcome, subjects, systemSubjects, systemsBehind } from './whoseSubjects.ts';

/** `others`: of somebody else's work; `trial`: was tried, judged or thought of, or came out. */
export type Owner = 'others' | 'trial';
export type Span = readonly [start: number, end: number, owner?: Owner];

/** What a whole paper says of other people. */
export interface Others extends Systems {
  /** Its own training is told elsewhere, so that what stands under “Baselines” is theirs. */
  readonly areApart: boolean;
}

const adopted =
  /\b(?:which|as|that|what|whom?) (?:we|I) (?:also |too |then |all )?(?:use|keep|adopt|take|follow|retain|apply|set|copy|kept|used|took|adopted|followed|do|did)\b|\b(?:as|so|and so|nor|neither) (?:do|did|does|is|are) (?:we|ours?|I)\b|\b(?:we|I) (?:use|do|keep|take|adopt|follow|chose|set|apply|retain|used|kept|took|adopted|followed) (?:the same|likewise|so|this|it|them|that|these|those|both|all of)\b|\bas (?:we|I) do\b|\bas (?:here|in ours?)\b|\b(?:we|I) follow\b|\bfollowing\b|\btrained by us\b|\b(?:constants|settings|values|parameters|defaults) (?:recommended|suggested|proposed|given|advised) (?:there(?:in)?|by them)\b/i;
/** An own subject: nothing that hangs on it is another's. */
const own =
  /\b(?:we|us|ours?|ourselves|I|my|mine|this (?:paper|work|report|study)|proposed|all (?:[\p{L}-]+ )?(?:models|networks|methods|runs|agents|systems|baselines)|both|each|every)\b/iu;

/** `In the campaign of 2019, on 14,279 examples, `: said of what comes then. */
const circumstance = /^(?:In|At|On|For|With) (?!(?:all|both|our|each|every)\b)[^;]*, (?:the )?$/;
/** `ConvNeXt, pre-trained on ImageNet.`: names what is used. */
const fragment = /(?<!\b(?:is|are|was|were|been)),? (?:(?:pre-?|fine-?)?(?:trained|tuned)|with|using)$/;
/** An interval in which nothing changes was gone through. */
const goesThrough = /\b(?:between|from)\s+[\d(·e.-]+\s+(?:and|to)\s+\d/i;

/** The parts of a sentence that are not this paper's own; it stands under these headings. */
export function notOurs(sentence: string, headings: readonly string[], others: Others = { areApart: false }): readonly Span[] {
  const text = withoutPoints(sentence);
  const owner = ownerUnder(headings, text, others.areApart);
  if (owner !== undefined) return [[0, text.length, owner]];
  return [
    ...ofBaselines(text, others.baselines),
    ...ofCues(text, othersIn, 'others'),
    ...ofCues(text, givenUpIn, 'trial'),
    ...ofCues(text, reasonedIn, 'trial'),
    ...ofSubjects(text, others.names, headings),
  ].map(
    ([start, end, whose, isAlone]): Span => [
      start,
      isAlone === true ? end : withinBrackets(text, start, withWhatFollows(text, end)),
      whose,
    ],
  );
}

/** Also of what is compared: how all of them were measured. */
const ofAll =
  /\b(?:ours?|both|everything|all (?:methods|models|networks|of them))\b|\b(?:means?|medians?|averages?|averaged) (?:and (?:[\p{L}-]+ ){1,3})?(?:over|of|across) (?:all |the )?(?:\d+|[\p{L}-]+) (?:[\p{L}-]+ )?(?:seeds|runs|repetitions|folds)\b/iu;

/** To whom all belongs that stands under such headings. */
function ownerUnder(headings: readonly string[], text: string, areApart: boolean): Owner | undefined {
  if (areApart && isOfOthers(headings) && !ofAll.test(text)) return 'others';
  if (isOfTrials(headings)) return 'trial';
  return isBackground(headings) &&
    !/\b(?:we|our|ours|us|everything|all (?:of )?this|all (?:[\p{L}-]+ )?(?:networks|models|runs|experiments|results|trainings))\b/iu.test(
      text,
    ) &&
    !isOwnTheory(text, headings) &&
    !(isAfterwards(headings) && takesAsKnown(text))
    ? 'others'
    : undefined;
}

type Part = readonly [start: number, end: number, owner: Owner, isAlone?: boolean];

const bankOfCues = (cues: readonly Cue[]): Bank<Cue> => bankOf(cues, ({ pattern }) => [pattern]);
const othersIn = bankOfCues(otherPeople);
const givenUpIn = bankOfCues([...givenUp, ...firstPlans]);
const reasonedIn = bankOfCues(reasoned);

function ofCues(text: string, cues: Bank<Cue>, owner: Owner): Part[] {
  return cues(text).flatMap(({ pattern, from }) =>
    matchesOf(text, pattern).flatMap((match): Part[] => {
      const end = match.index + match[0].length;
      if (owner === 'others' && /\band so (?:do|did|have|are) we\b/.test(text.slice(end))) return [];
      if (from === 'match') return [[match.index, end, owner, true]];
      const remark = owner === 'trial' ? remarkAround(text, match.index, end) : undefined;
      if (remark !== undefined) return [[...remark, owner, true]];
      const others = owner === 'trial' ? alternative.exec(text.slice(0, end)) : null;
      if (others !== null && /\d/.test(text.slice(0, others.index))) return [[others.index, clauseEnd(text, end), owner, true]];
      if (from === 'sentence') return goesThrough.test(text) ? [] : [[0, text.length, owner]];
      return [[from === 'cue' ? match.index : clauseStart(text, match.index), clauseEnd(text, end), owner]];
    }),
  );
}

/** `Batch size 64, larger did not fit`: what was not taken has no number and stands behind a comma. */
const alternative =
  /, (?:but |since |because |as |and |for )?(?:anything |even |any |(?:the )?others? |a |an )?(?:larger|bigger|smaller|more|less|fewer|longer|shorter|higher|lower|wider|deeper|narrower|stronger|weaker|faster|slower)\b[^,;:#\d]*$/iu;

/** `a weight decay of 0.01 (0.1 made no difference)`: brackets that judge something else than what they stand behind. */
function remarkAround(text: string, start: number, end: number): readonly [start: number, end: number] | undefined {
  const open = openBracket(text, start);
  const close = text.indexOf(')', end);
  if (open <= 0 || close < 0 || text.slice(start, end).includes(')')) return undefined;
  const from = Math.max(open, text.slice(0, start).lastIndexOf(';')) + 1;
  const told = text.slice(from, close);
  if (ofWhatIsBefore.test(told)) return undefined;
  const hasSubject = /[\p{L}\d]/u.test(text.slice(from, start)) && !/^\s*(?:we|I)\b/.test(told);
  return hasSubject || /\d/.test(told) ? [from, close] : undefined;
}

const ofWhatIsBefore = /^\s*(?:which|that|this|these|those|it|its|they|them|both|all|but|and|as|because|since|though|although)\b/i;

/** Where the bracket opens that is still open there. */
function openBracket(text: string, before: number): number {
  let depth = 0;
  for (let at = before - 1; at >= 0; at--) {
    if (text[at] === ')') depth++;
    if (text[at] === '(' && depth-- === 0) return at;
  }
  return -1;
}

/** Holds a system against another. */
const besideOwn =
  /\b(?:baselines?|plain|vanilla|standard|existing|conventional|usual|ordinary|previous|than|while|whereas|unlike|compared|only)\b|⟦cite⟧/i;

const subjectsIn = bankOf(subjects, (pattern) => [pattern]);
/** The same names through a whole paper. */
const ofSystems = remembered(systemSubjects, 1);
const behindSystems = remembered(systemsBehind, 1);

/** Clauses whose subject is somebody else's. `names`: of systems. */
function ofSubjects(text: string, names: string | undefined, headings: readonly string[]): Part[] {
  const found: Part[] = [];
  const add = (match: RegExpExecArray, start = match.index): void => {
    found.push([start, clauseEnd(text, match.index + match[0].length), 'others']);
  };
  if (!adopted.test(text))
    for (const pattern of [...(names === undefined ? [] : ofSystems(names)), ...subjectsIn(text)])
      for (const match of matchesOf(text, pattern))
        if (!own.test(match[0]) && (match.index > 0 || !fragment.test(match[0]) || outcome.test(text)))
          add(match, circumstance.test(text.slice(0, match.index)) ? 0 : match.index);
  if (names !== undefined)
    for (const match of matchesOf(text, behindSystems(names))) if (found.some(([, end]) => end <= match.index + 1)) add(match);
  // In an abstract `A transducer with 17 layers achieves 3.1 %` is what the paper has made.
  const isSummary = /^abstract$/i.test(headings.at(-1) ?? '') && !besideOwn.test(text);
  if (!isSummary) for (const match of matchesOf(text, compared)) if (!own.test(match[0])) add(match);
  return found;
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

/** Those whom `they` can stand for, where nothing of the sentence before it is of others. */
const people =
  /\bet al\b|\b(?:authors|colleagues|others|groups?|teams?|papers?|works|stud(?:y|ies)|baselines?|competitors|methods|approaches)\b/i;

export function goesOnWithOthers(sentence: string, before: { readonly text: string; readonly others: readonly Span[] }): boolean {
  return (
    (goesOn.test(sentence) && before.others.some(([start, end]) => start === 0 && end >= before.text.trimEnd().length - 1)) ||
    (/^They (?!are\b|have\b)/.test(sentence) && (before.others.length > 0 || people.test(before.text)) && !adopted.test(sentence))
  );
}

const clauseOpening = /(?:^|[;:(.]\s*|,\s+(?:(?:while|whereas|and|but)\s+)?)(?:the |for |with |as )?(?:baselines? )?$/i;

/** `…, which we keep`. */
const adoptedBehind =
  /^[^;]*\b(?:which|as|that) (?:we|I) (?:also |too |then |all )?(?:use|keep|adopt|take|follow|retain|apply|copy|kept|used|took|adopted|followed|do|did)\b|^[^;]*,? and so (?:do|did|have|are) we\b/i;

/** `StarDist was trained …`, `XGBoost (learning rate 0.3) …`: where somebody's method opens a clause, or has its settings in brackets. */
function ofBaselines(text: string, names: RegExp | undefined): Part[] {
  if (names === undefined) return [];
  return [...text.matchAll(names)].flatMap((match): Part[] => {
    const end = match.index + match[0].length;
    if (adoptedBehind.test(text.slice(end))) return [];
    if (
      clauseOpening.test(text.slice(0, match.index)) &&
      !/^\s*(?:,(?! (?:as|for|in|by) \p{L}+(?: \p{L}+)?,)|and|or|\+|⟦cite⟧ and)/u.test(text.slice(end))
    )
      return [[match.index, clauseEnd(text, end), 'others']];
    const bracket = /^\s*(?:⟦cite⟧\s*)?\([^()]*\)/.exec(text.slice(end));
    return bracket === null ? [] : [[end, end + bracket[0].length, 'others']];
  });
}

/** What is recalled under “Background” without a name is what the paper goes on with. */
function isOwnTheory(text: string, headings: readonly string[]): boolean {
  return (
    /^(?:\d+ )?(?:background|preliminaries)\b/i.test(headings.at(-1) ?? '') &&
    /\p{L} ?=/u.test(text) &&
    !/⟦cite⟧|\bet al\b|\b(?:usually|often|typically|commonly|originally)\b/.test(text)
  );
}

const baselineName = String.raw`(?:an? |the |our )?([\p{L}\d+.-]+(?: [\p{L}\d+.-]+){0,2}?)(?= (?:with|of|on|in|at|under|from|by|for|as|that|which|and)\b|[,.;:(]|\s*$)`;
const baseline = new RegExp(
  String.raw`^(?:As|For)(?: an?| the| our| another| further| strong)* (?:baselines?|competitors?|comparison),? (?:we|I) (?:also )?(?:trained|train|fitted|fit|tuned?|fine-tuned?) ${baselineName}|^(?:The|An?|Our) ([\p{L}\d+.-]+) (?:baseline|competitor|rival)\b(?: \([^()]*\))? (?:is|was) (?:\p{Ll}+ )?(?:trained|fitted|tuned)\b|^(?:An?|The|One|Our) (?:[\p{Ll}-]+ ){0,3}(\p{Lu}[\p{L}\d.+-]+)[^.;]*? (?:included|used|added|trained|run|taken|serv(?:es|ed|ing)|act(?:s|ed|ing)|given) as (?:an? |our |the )(?:[\p{L}-]+ )?(?:baseline|competitor|comparison|reference)\b`,
  'u',
);

/** The one that a sentence says the paper trains for comparison: its values are for that. `before`: of the sentence before it. */
export function baselineOf(sentence: string, headings: readonly string[], before: string | undefined): string | undefined {
  const match = baseline.exec(sentence);
  if (match !== null) return match.slice(1).find((one) => one !== undefined);
  if (!/^(?:Its?|We (?:trained?|ran|run|gave|give|fit(?:ted)?|tuned?) it)\b/.test(sentence)) return undefined;
  return before ?? /\b(?:[Ww]ord on|[Cc]omparison (?:with|to)|[Vv]ersus|[Cc]ompared (?:with|to)) (\S+)$/.exec(headings.at(-1) ?? '')?.[1];
}

/** Decimal points as another sign, so that a full stop in a pattern ends a sentence. */
export function withoutPoints(text: string): string {
  return text.replaceAll(/(?<=\d)\.(?=\d)/g, '·');
}

export function isWithin(spans: readonly Span[], at: number): boolean {
  return spans.some(([start, end]) => at >= start && at < end);
}

const turnBack =
  /, and (?=(?:stop|train|end|run) (?:after|for|at)\b)|(?:,|;|:|\)|\s[-–—]+)\s*(?:but |and |so (?:that )?|yet |while |whereas |here,? |although |(?:even )?though )?(?:(?:for|in|with|on|to|by) (?:it|this|that|them|all of them) )?(?:we|our|ours|my|this paper|in this (?:work|paper)|here|everything (?:is|was|runs|ran)|both of ours|us)\b|(?<=^\s*(?:Where|While|Whereas|Although|Though)\b[^,;]*) (?:we|our|I)\b|,\s*(?:the (?!who)|moderate|ours|all)|;/giu;

/** `Although we clip at 0.5, one run diverged`: what came to nothing begins behind it. */
const concession = /^\s*(?:Although|Though|Even though|Despite|In spite of)\b[^,;]*(?:,\d[^,;]*)*,(?= )/;

function clauseStart(text: string, at: number): number {
  const before = text.slice(0, at);
  // `no weight decay (it would be a second spring)`: what is thought of stands in brackets of its own.
  const aside = /^(?:would|could|might)\b/.test(text.slice(at)) ? before.search(/\([^()]*$/) : -1;
  if (aside >= 0) return aside + 1;
  return Math.max(
    before.lastIndexOf(';') + 1,
    before.search(
      /,\s+(?:but|while|whereas|(?:even )?though|although|since|because|lest|or else|otherwise|for (?=otherwise\b|then\b|else\b)|as (?=(?:higher|lower|larger|smaller|other|longer|shorter|more|fewer|bigger|any|every)\b))\b(?:[^,;]|,(?= ?\d))*$/,
    ) + 1,
    concession.exec(before)?.[0].length ?? 0,
  );
}

function clauseEnd(text: string, from: number): number {
  turnBack.lastIndex = from;
  const match = turnBack.exec(text);
  return match === null ? text.length : match.index;
}
