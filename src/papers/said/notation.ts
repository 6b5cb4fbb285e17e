/** What a paper’s symbols mean, as far as it says so in words, and their shapes. */
import { addressIn } from '../address.ts';
import type { Inline, Paper, PaperNode } from '../document.ts';
import type { Notation } from './said.ts';

export function notationOf(paper: Paper): Notation[] {
  const found = new Map<string, Notation>();
  for (const node of paper.nodes)
    for (const content of contents(node))
      for (const entry of inContent(content)) {
        const before = found.get(entry.symbol);
        if (before === undefined) found.set(entry.symbol, { ...entry, address: addressIn(paper.id, node.anchor) });
        else if (before.meaning === '' && entry.meaning !== '')
          found.set(entry.symbol, { ...before, ...entry, address: addressIn(paper.id, node.anchor) });
        else if (before.shape === undefined && entry.shape !== undefined) found.set(entry.symbol, { ...before, shape: entry.shape });
      }
  return [...found.values()].filter(({ meaning, shape }) => meaning !== '' || shape !== undefined);
}

function contents(node: PaperNode): readonly (readonly Inline[])[] {
  switch (node.kind) {
    case 'paragraph':
    case 'footnote':
      return [node.content];
    case 'algorithm':
      return [node.caption, ...node.lines.map(({ content }) => content)];
    case 'figure':
    case 'listing':
      return [node.caption];
    case 'table':
      return [node.caption, ...node.rows.flatMap((row) => row.map(({ content }) => content))];
    case 'equation':
      return [];
  }
}

interface Entry {
  readonly symbol: string;
  readonly meaning: string;
  readonly shape?: string;
}

/** One symbol, perhaps with what it is equal to or an element of. */
const symbolPart = String.raw`\\?[A-Za-z]+(?![A-Za-z])|\\[A-Za-z]+\s*\{?\s*\\?[A-Za-z]+\s*\}?`;
const symbolTex = new RegExp(
  String.raw`^\s*((?:${symbolPart})(?:\s*\([^()]{0,20}\))?(?:[_^](?:\{[^{}]*\}|\\?[A-Za-z0-9*]+)|')*(?:\s*\([^()]{0,20}\))?|\\[|]\s*\\cdot\s*\\[|]|\\lVert\s*\\cdot\s*\\rVert)\s*(?:(?:\\in|=|\\sim|\\colon|:|\\ge|\\le|\\geq|\\leq|>|<)(?![a-z])\s*([\s\S]*))?$`,
);
const shapeTex = /^\\(?:mathbb|mathbf|mathrm)?\s*\{?\s*R\s*\}?\s*\^\s*(\{(?:[^{}]|\{[^{}]*\})*\}|\w|\\[a-z]+)/;

/** Signs that stand alone in a sentence and mean nothing of this paper’s. */
const operators =
  /^\\(?:pm|mp|times|cdot|to|rightarrow|leftarrow|infty|approx|sim|le|ge|leq|geq|in|ldots|dots|cdots|checkmark|star|ast|dagger|uparrow|downarrow|bullet|circ|degree)$/;

/** A formula as a symbol; undefined for anything longer. */
export function symbolOf(tex: string): Entry | undefined {
  const [, symbol, rest] = symbolTex.exec(tex.trim()) ?? [];
  if (symbol === undefined || symbol.length > 40 || operators.test(symbol)) return undefined;
  const shape = shapeTex
    .exec(rest?.trim() ?? '')?.[1]
    ?.replace(/^\{|\}$/g, '')
    .trim();
  return { symbol: symbol.trim(), meaning: '', ...(shape === undefined ? {} : { shape }) };
}

const noun = String.raw`((?:[\p{L}\d'’-]+ ){0,7}?[\p{L}\d'’-]+)`;
const stop = String.raw`(?=\s*(?:$|[,.;:()]|\band\b(?! (?:variance|unit|standard))|\bwith\b|\bwhich\b|\bthat\b|\bis\b|\bare\b|\bwhere\b|\bin\b|\bwe\b|\bfor\b|\bat\b|\bon\b|\bto\b|\bby\b|\bso\b|\bas\b|\bgives\b|⟦))`;
const isVerb = '(?:is|are|be|denotes?|represents?|stands for|means|refers to|was|describes|counts|measures|indicates|gives|being)';
/** Behind a symbol: `$\eta$ is the step size`. */
const behind = new RegExp(String.raw`^\s*,?\s*(?:here )?${isVerb} (?:a |an |the |our |its |their )?(?:so-called )?${noun}${stop}`, 'iu');
/** `with $\lambda$ the weight of …`. */
const directly = new RegExp(String.raw`^\s*,? ?the ${noun}${stop}`, 'iu');
const respectively = /^\s*(?:,|and)\s*$/;
/** Before a symbol: `the temperature $\tau$`, `weight decay $\lambda$`. */
const before =
  /(?:^|[\s(,])(?:(?:the|a|an|its|our|each|every|with|and|of|for|by|on|some|under|number of|at|from|in) )*?((?:(?:number|set|vector|matrix|sequence|dimension|size|rate|weight|probability|length|distribution|standard deviation) of (?:the )?)?(?:[\p{L}-]+ ){0,3}[\p{L}-]+)\s*$/iu;
const noMeaning =
  /^(?:the|a|an|of|for|where|with|and|or|let|set|we|take|that|this|as|by|to|in|on|is|are|be|at|from|if|when|while|then|so|use|uses|using|all|any|some|each|every|given|define|fix|choose|than|over|between|has|have|into|up|per|equals?|not|only|more|about|here|have|its|varies|weighted|multiplied|reached|parametrised|also|write|denote|call|gets?|put|setting|replace[ds]?|compute|get|obtain|minimi[sz]e[sd]?|maximi[sz]e[sd]?|assume|consider|show|see|let us|gives|yields|both|draw|sample|update|compare|under|writing|calling|letting|taking)$/i;
const leading =
  /^(?:(?:the|a|an|its|our|each|every|with|and|of|for|by|on|some|under|at|from|in|let|set|where|to|as|we|use|uses|using|take|all|that|is|are|has|have|or|if|when|than|over|between|into|this|these|those|where|denote|write|equals|fix|choose|draw|sample|update|per|given|define|then|so|both|new|two|three|any|here|but|has|varied|vary|only) )+/i;

function inContent(content: readonly Inline[]): Entry[] {
  const found: Entry[] = [];
  content.forEach((inline, index) => {
    if (inline.kind !== 'math' || inline.tex === null) return;
    const entry = symbolOf(inline.tex);
    if (entry === undefined) return;
    const after = textBehind(content, index);
    const ahead = textBefore(content, index);
    const meaning = meaningOf(content, index, after, ahead);
    if (meaning !== undefined || entry.shape !== undefined) found.push({ ...entry, meaning: meaning ?? '' });
  });
  return found;
}

function meaningOf(content: readonly Inline[], index: number, after: string, ahead: string): string | undefined {
  const stated =
    behind.exec(after)?.[1] ??
    (/\b(?:with|where|and|,)\s*$/i.test(ahead) ? directly.exec(after)?.[1] : undefined) ??
    (/\bwrite\s*$|\bdenotes? by\s*$/i.test(ahead)
      ? /^\s*for (?:the |a |an )?((?:[\p{L}'-]+ ){0,6}[\p{L}'-]+)/iu.exec(after)?.[1]
      : undefined);
  if (
    stated !== undefined &&
    !/^(?:set|given|fixed|chosen|equal|zero|one|used|kept|small|large|not|drawn|sampled|computed|infinite|minimi|defined|obtained|trained|updated|initiali|learned|known|bounded|at|in|\d)/i.test(
      stated,
    )
  )
    return tidy(stated);
  const sharing = shared(content, index, after);
  if (sharing !== undefined) return sharing;
  const words = before.exec(ahead)?.[1];
  if (words === undefined) return undefined;
  const meaning = words.replace(leading, '').trim();
  const last = meaning.split(' ').at(-1) ?? '';
  return meaning === '' ||
    noMeaning.test(last) ||
    /ly$|ed$/.test(last) ||
    /\b(?:section|table|figure|equation|algorithm|theorem|lemma)$/i.test(last)
    ? undefined
    : tidy(meaning);
}

/** `let $z^s$ and $z^t$ be the logits of student and teacher`. */
function shared(content: readonly Inline[], index: number, after: string): string | undefined {
  if (!respectively.test(after)) return undefined;
  const next = content[index + 2];
  if (content[index + 1]?.kind !== 'text' || next?.kind !== 'math') return undefined;
  return behind.exec(textBehind(content, index + 2))?.[1];
}

function tidy(words: string): string {
  return words
    .replace(/^.*\b(?:is|are) (?:an?|the) /i, '')
    .replace(leading, '')
    .trim();
}

function textBehind(content: readonly Inline[], index: number): string {
  const next = content[index + 1];
  return next?.kind === 'text' ? next.text.replaceAll(/\s+/g, ' ') : '';
}

function textBefore(content: readonly Inline[], index: number): string {
  const previous = content[index - 1];
  return previous?.kind === 'text' ? previous.text.replaceAll(/\s+/g, ' ') : '';
}
