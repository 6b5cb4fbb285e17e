/** What a paper calls that which it proposes: the name that it gives, or its own words for it. */
import { addressIn } from '../../papers/address.ts';
import type { Paper } from '../../papers/document.ts';
import { quoted } from '../../papers/said/linear.ts';
import type { Passage, Passages } from '../../papers/said/passages.ts';
import { isOfOthers } from '../../papers/said/whoseHeadings.ts';
import type { Stated } from './stated.ts';

const name = String.raw`(?:\p{Lu}[\p{L}\d*+]*(?:[-/][\p{L}\d]+)*|\p{Ll}+\p{Lu}[\p{L}\d]*)(?: (?:\p{Lu}[\p{L}\d]*(?:-[\p{L}\d]+)*)){0,3}`;
const proposes = '(?:propose|introduce|present|describe|develop|study|suggest)';

/** The surest first; the name in the first group. */
const named = [
  new RegExp(
    String.raw`\b(?:called|named|dubbed|termed|which we call|that we call|we call it|we call this|(?:which|that) we (?:term|name|dub)|[Ww]e (?:name|term|dub) (?:it|(?:this|the) (?:method|approach|model|technique|scheme|algorithm|combination|layer))|[Oo]ur contribution is|goes by the name(?: of)?|refer to (?:it|(?:this|the resulting|our) (?:method|approach|model|technique|scheme|algorithm|variant|combination)) as|we call the (?:resulting )?[\p{Ll}-]+(?: [\p{Ll}-]+)?) (${name})(?: \([^()]{1,40}\))?(?=[,.;:]|$| (?:and|which|that|because|since|for|is|on|in|to|with|⟦))`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:[Ww]e|[Tt]his (?:paper|work|article|report)) (?:\w+ly |therefore |thus |hence |here |also |then |now )?${proposes}s? (${name})(?: \([^()]{1,60}\))?(?=, (?:an?|the|which|that|our)\b| \(|\.|$|: )`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:[Ww]e|[Tt]his (?:paper|work|article|report)) (?:\w+ly |therefore |thus |hence |here |also |then |now )?${proposes}s? (?:a|an|the) (?:[\p{Ll}-]+ ){0,6}(?:method|approach|model|technique|scheme|algorithm|framework|regulariser|regularizer|optimiser|optimizer|loss|layer|architecture|objective|procedure|adapter|schedule|estimator)(?:,| called| named)? \(?(${name})(?=[,.;:)]|$| (?:and|which|that|for|on|in|to))`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:[Oo]ur|[Tt]he (?:proposed|resulting)) (?:new )?(?:method|approach|model|technique|scheme|algorithm), (${name})(?=, )`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:heart|core|centre|center) of (?:this|our) (?:paper|work|method|approach) (?:is|stands|lies) (${name})(?=[,.;:]| \()`,
    'u',
  ),
  new RegExp(
    `^(${name}) is (?:the|our) (?:proposed )?(?:method|approach|model|contribution)(?: (?:of this (?:paper|work)|proposed here))?(?=[:,.;])`,
    'u',
  ),
];
const titled = new RegExp(`^(${name})(?=: )`, 'u');
/** Where it gives no name. */
const described =
  /\b(?:[Ww]e|[Tt]his (?:paper|work|article|report)) (?:\w+ly |therefore |thus |hence |here |also |then |now )?(?:propose|introduce|present|develop)s? ((?:a|an|the|to) [^.;:]{8,140})/u;
const noName = /^(?:We|The|Our|In|On|For|All|A|An|I|This|Table|Figure|Section|Appendix|Algorithm|Equation)$/;

const ofThis = /\b[Tt]his (?:paper|work|article|report)\b|\b(?:[Ww]e|[Oo]ur)\b|^The (?:proposed|resulting)\b/;

export function methodOf(paper: Paper, { sentences }: Passages): Stated | undefined {
  // “This paper presents” is nobody else’s, whatever else of the sentence sounds like it.
  const own = sentences.filter(
    ({ place, headings, others, line }) => place === 'text' && !isOfOthers(headings) && (others.length === 0 || ofThis.test(line.text)),
  );
  for (const pattern of named) {
    const found = firstIn(paper.id, own, pattern);
    if (found !== undefined) return found;
  }
  const title = titled.exec(paper.title)?.[1];
  // “Small Lesions Matter: …” names nothing; what the text goes on to call by that name does.
  const isUsed =
    title !== undefined &&
    sentences.some(({ line }) => ` ${line.text} `.search(new RegExp(`(?<![\\p{L}\\d-])${escaped(title)}(?![\\p{L}\\d])`, 'u')) >= 0);
  if (title !== undefined && isUsed && !noName.test(title)) return { text: title, address: paper.id, quote: paper.title };
  return firstIn(paper.id, own, described);
}

function firstIn(paper: string, sentences: readonly Passage[], pattern: RegExp): Stated | undefined {
  for (const { line, anchor } of sentences) {
    const match = pattern.exec(line.text);
    const text = match?.[1]
      ?.replace(/,? (?:and|which we|that we) (?:evaluate|show|find|test|report|study|compare|train|measure)\b.*$/, '')
      .trim();
    if (match === null || text === undefined || noName.test(text)) continue;
    return {
      text,
      address: addressIn(paper, anchor),
      quote: quoted(line, match.index, Math.min(line.text.length, match.index + match[0].length + 60)),
    };
  }
  return undefined;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
