/** `64–384–384–10`: a network as the sizes of its layers, from the input to the output. */
import type { Candidate } from './candidates.ts';
import { quoted } from './linear.ts';
import type { Passage } from './passages.ts';
import { isWithin } from './whose.ts';

const size = String.raw`\d{1,5}`;
const joint = String.raw` ?(?:–|--|→|-(?=\d)) ?`;
const chain = new RegExp(String.raw`(?<![\d\p{L}.–-])${size}(?:${joint}${size}){2,}(?![\d\p{L}]|[.,]\d|${joint})`, 'gu');
const ofNetwork = /\b(?:networks?|perceptrons?|MLPs?|models?|architectures?|layers?|fully[- ]connected|multilayer)\b/i;
/** Dates, pages, telephone numbers; what is one of several. */
const other = /\b(?:pages?|pp|years?|seasons?|split|ratio|classes|bins|vs)\b/i;
const hidden = /\bhidden (?:layers?|sizes?|widths?|units?)\b[^.;]{0,24}$/i;

/** The widths of its hidden layers, and how many these are. */
export function layerChainsIn({ line, anchor, place, headings, others }: Passage): Candidate[] {
  const { text } = line;
  if (!ofNetwork.test(text) || other.test(text)) return [];
  return [...text.matchAll(chain)].flatMap((match): Candidate[] => {
    if (isWithin(others, match.index)) return [];
    const sizes = [...match[0].matchAll(/\d+/g)].map(([written]) => Number(written));
    const inner = hidden.test(text.slice(0, match.index)) ? sizes : sizes.slice(1, -1);
    if (inner.some((each) => each < 2)) return [];
    const quote = quoted(line, match.index, match.index + match[0].length);
    const common = { stated: quote, scope: [], quote, sentence: text, anchor, place, headings };
    return [
      { name: 'layers', value: inner.length, ...common },
      ...[...new Set(inner)].map((value): Candidate => ({ name: 'hidden units', value, ...common })),
    ];
  });
}
