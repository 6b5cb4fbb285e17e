/** What a paper’s symbols mean, as far as it says so in words, and their shapes. */
import { defined } from '../../base/defined.ts';
import { addressIn } from '../address.ts';
import { contentsOf, type Inline, type Paper } from '../document.ts';
import type { Notation } from './said.ts';
import { alsoVerbs, isAdjective, isSymbolNoun } from './symbolNouns.ts';

export function notationOf(paper: Paper): Notation[] {
  const found = new Map<string, Entry & { readonly address: string }>();
  for (const node of paper.nodes)
    for (const content of contentsOf(node))
      for (const entry of inContent(content)) {
        const before = found.get(entry.symbol);
        const isBetter = before === undefined || (before.meaning === '' && entry.meaning !== '') || (!before.isStated && entry.isStated);
        const shape = before?.shape ?? entry.shape;
        const best = isBetter ? { ...entry, address: addressIn(paper.id, node.anchor) } : before;
        found.set(entry.symbol, { ...best, ...defined({ shape }) });
      }
  return [...found.values()].flatMap(({ isStated: _, ...entry }) => (entry.meaning === '' && entry.shape === undefined ? [] : [entry]));
}

interface Entry {
  readonly symbol: string;
  readonly meaning: string;
  readonly shape?: string;
  /** By a sentence that says what it is, which counts more than words in front of it. */
  readonly isStated: boolean;
}

/** One symbol, perhaps with what it is equal to or an element of. */
const symbolPart = String.raw`\\?[A-Za-z]+(?![A-Za-z])|\\[A-Za-z]+\s*\{?\s*\\?[A-Za-z]+\s*\}?`;
const symbolTex = new RegExp(
  String.raw`^\s*((?:${symbolPart})(?:\s*\([^()]{0,20}\))?(?:[_^](?:\{[^{}]*\}|\\?[A-Za-z0-9*]+)|')*(?:\s*\([^()]{0,20}\))?|\\[|]\s*\\cdot\s*\\[|]|\\lVert\s*\\cdot\s*\\rVert)\s*(?:(?:\\in|=|\\sim|\\colon|:|\\ge|\\le|\\geq|\\leq|>|<)(?![a-z])\s*([\s\S]*))?$`,
);
const shapeTex = /^\\(?:mathbb|mathbf|mathrm)?\s*\{?\s*R\s*\}?\s*\^\s*(\{(?:[^{}]|\{[^{}]*\})*\}|\w|\\[a-z]+)/;

/** Signs that stand alone in a sentence and mean nothing of this paper’s. */
const operators =
  /^\\(?:pm|mp|times|cdot|to|rightarrow|leftarrow|infty|approx|sim|le|ge|leq|geq|in|ldots|dots|cdots|checkmark|star|ast|dagger|uparrow|downarrow|bullet|circ|degree|tanh|exp|log|ln|sin|cos|max|min|arg|sum|prod|Omega|nabla|partial|forall|exists|emptyset)(?![A-Za-z])|^O ?\(|^\\mathcal ?\{? ?O/;

/** A formula as a symbol; undefined for anything longer. */
export function symbolOf(tex: string): Pick<Entry, 'symbol' | 'shape'> | undefined {
  const [, symbol, rest] = symbolTex.exec(tex.trim()) ?? [];
  if (symbol === undefined || symbol.length > 40 || operators.test(symbol)) return undefined;
  const shape = shapeTex
    .exec(rest?.trim() ?? '')?.[1]
    ?.replace(/^\{|\}$/g, '')
    .trim();
  return { symbol: symbol.trim(), ...defined({ shape }) };
}

const words = String.raw`((?:[\p{L}\d'’-]+ ){0,11}?[\p{L}\d'’-]+)`;
const stop = String.raw`(?=\s*(?:$|[,.;:()]|\band\b(?! (?:variance|unit|standard))|\bwith\b|\bwhich\b|\bthat\b|\bis\b|\bare\b|\bwhere\b|\bwe\b|\bat\b|\bon\b|\bto\b|\bby\b|\bso\b|\bas\b|\bgives\b|⟦))`;
/** Behind a symbol: `$\eta$ is the step size`, `$S$ denotes sampled states`. */
const behind = new RegExp(
  String.raw`^\s*,?\s*(?:here )?(?:(denotes?|represents?|stands? for|means|refers? to|describes?|counts?|measures?|indicates?)|is|are|be|was|were|being) (?:(a|an|the|our|its|their) )?(?:so-called )?${words}${stop}`,
  'iu',
);
/** `with $\lambda$ the weight of …`. */
const directly = new RegExp(String.raw`^\s*,? ?the ${words}${stop}`, 'iu');
const written = new RegExp(String.raw`^\s*for (?:the |a |an )?${words}${stop}`, 'iu');
const respectively = /^\s*(?:,|and)\s*$/;
const determiner = /^(?:the|a|an|our|its|their|each|every|this|these|all|any|some|both|two|three)$/i;
/** A phrase goes on behind these. */
const link = /^(?:of|between|per|from|over|in|under|for|across|against|around|within)$/i;
/** No noun of a paper’s own, however it ends. */
const noNoun =
  /^(?:where|with|and|or|let|set|sets|we|take|that|as|by|to|on|is|are|be|at|if|when|while|then|so|use|uses|using|given|define|fix|choose|than|has|have|into|up|not|only|more|most|less|about|here|also|write|denote|call|get|gets|put|setting|replace[ds]?|compute[sd]?|obtain|assume|consider|show|see|gives?|yields?|draw|sample[sd]?|update[sd]?|compare[sd]?|writing|calling|letting|taking|it|they|which|what|how|no|one|after|before|until|once|for|of|from|in|over|between|under|exactly|almost|about|around|near|below|above|either|neither|such|same|other|others|there|thus|hence|because|since|but|fig|figure|table|section|equation|algorithm|theorem|lemma|appendix|proposition|corollary|assumption|line|eq)s?\.?$|(?:ly|ed|ing)$/i;

/** Of words that explain a symbol those that say what it is: up to the head and what belongs to it. `isNamed`: an article or a verb says that they are such. */
function phraseOf(text: string, isNamed: boolean): string | undefined {
  const tokens = text.trim().split(/\s+/);
  let end = -1;
  for (const [index, token] of tokens.entries()) {
    const last = tokens[index - 1] ?? '';
    if (isSymbolNoun(token) && !(end >= 0 && end === index - 1 && noNoun.test(token))) end = index;
    else if (end < 0 ? index > 4 : end === index - 1 ? !link.test(token) : noNoun.test(token) && !link.test(last) && !isAdjective(token))
      break;
  }
  if (end >= 0) return tokens.slice(0, end + 1).join(' ');
  const head = tokens.at(-1) ?? '';
  return isNamed && tokens.length <= 3 && isUnlisted(head) ? tokens.join(' ') : undefined;
}

/** A word that may be a noun although it is none of those that are known. */
function isUnlisted(head: string): boolean {
  return head.length > 3 && /^\p{L}/u.test(head) && !noNoun.test(head) && !link.test(head) && !isAdjective(head);
}

/** Before a symbol: `the temperature $\tau$`, `weight decay $\lambda$`. */
function phraseBefore(text: string): string | undefined {
  const tokens = (/(?:^|[,.;:()])([^,.;:()]*)$/.exec(text)?.[1] ?? '').trim().split(/\s+/).slice(-8);
  const head = tokens.at(-1) ?? '';
  if (head === '') return undefined;
  let start = tokens.length - 1;
  /** From the article on all belongs to it. */
  const named = (from: number): number | undefined => {
    for (let at = from; at >= Math.max(0, from - 3); at--) {
      const token = tokens[at] ?? '';
      if (determiner.test(token)) return at + 1;
      if ((noNoun.test(token) && !isAdjective(token)) || link.test(token)) return undefined;
    }
    return undefined;
  };
  if (!isSymbolNoun(head)) {
    const from = named(tokens.length - 2);
    // `the method requires $B$`.
    const isNoun = isUnlisted(head) && !/[^s]s$/.test(head);
    return from !== undefined && isNoun && tokens.length - from <= 3 ? tokens.slice(from).join(' ') : undefined;
  }
  while (start > 0) {
    const token = tokens[start - 1] ?? '';
    const two = tokens[start - 2] ?? '';
    if (isSymbolNoun(token) && !(noNoun.test(token) && !isAdjective(token))) start -= 1;
    else if (isAdjective(token)) start -= 1;
    else if (/^of$/i.test(token) && isSymbolNoun(two)) start -= 2;
    else if (determiner.test(token) && /^of$/i.test(two) && isSymbolNoun(tokens[start - 3] ?? '')) start -= 3;
    else {
      start = named(start - 1) ?? start;
      break;
    }
  }
  const isOrder =
    start === tokens.length - 1 &&
    alsoVerbs.test(head) &&
    !/^(?:the|a|an|our|its|their|each|every|of|with)$/i.test(tokens[start - 1] ?? '');
  return isOrder ? undefined : tokens.slice(start).join(' ');
}

function inContent(content: readonly Inline[]): Entry[] {
  const found: Entry[] = [];
  content.forEach((inline, index) => {
    if (inline.kind !== 'math' || inline.tex === null) return;
    const entry = symbolOf(inline.tex);
    if (entry === undefined) return;
    const after = textBehind(content, index);
    const ahead = textBefore(content, index);
    const meaning = meaningOf(content, index, after, ahead);
    if (meaning !== undefined || entry.shape !== undefined) found.push({ ...entry, ...(meaning ?? { meaning: '', isStated: false }) });
  });
  return found;
}

function meaningOf(
  content: readonly Inline[],
  index: number,
  after: string,
  ahead: string,
): Pick<Entry, 'meaning' | 'isStated'> | undefined {
  const stated =
    statedBy(after) ??
    (/(?:\b(?:with|where|and)|,)\s*$/i.test(ahead) ? phraseIn(directly, after) : undefined) ??
    (/\b(?:write|writes|denotes? by)\s*$/i.test(ahead) ? phraseIn(written, after) : undefined) ??
    shared(content, index, after);
  if (stated !== undefined) return { meaning: stated, isStated: true };
  const meaning = phraseBefore(ahead);
  return meaning === undefined ? undefined : { meaning, isStated: false };
}

function statedBy(text: string): string | undefined {
  const [, verb, article, phrase] = behind.exec(text) ?? [];
  if (phrase === undefined) return undefined;
  const first = phrase.split(' ')[0] ?? '';
  // `is set to 3`, `is initialised`: what is done with it.
  const isNamed = article !== undefined || verb !== undefined;
  if (!isNamed && (noNoun.test(first) || alsoVerbs.test(first) || !(isSymbolNoun(first) || isAdjective(first)))) return undefined;
  return phraseOf(phrase, isNamed);
}

function phraseIn(pattern: RegExp, text: string): string | undefined {
  const phrase = pattern.exec(text)?.[1];
  return phrase === undefined ? undefined : phraseOf(phrase, true);
}

/** `let $z^s$ and $z^t$ be the logits of student and teacher`. */
function shared(content: readonly Inline[], index: number, after: string): string | undefined {
  if (!respectively.test(after)) return undefined;
  const next = content[index + 2];
  if (content[index + 1]?.kind !== 'text' || next?.kind !== 'math') return undefined;
  return statedBy(textBehind(content, index + 2));
}

function textBehind(content: readonly Inline[], index: number): string {
  const next = content[index + 1];
  return next?.kind === 'text' ? next.text.replaceAll(/\s+/g, ' ') : '';
}

function textBefore(content: readonly Inline[], index: number): string {
  const previous = content[index - 1];
  return previous?.kind === 'text' ? previous.text.replaceAll(/\s+/g, ' ') : '';
}
