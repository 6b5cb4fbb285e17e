/** Where in a paper something is said: what opens it, closes it or sums it up says again what its middle says. */
import type { Candidate } from './candidates.ts';
import { isToldAgain } from './toldAgain.ts';

/** What opens a paper or closes it says again what its middle says. */
export function regionOf({ anchor, headings }: Candidate): string {
  const heading = headings[0] ?? '';
  if (anchor.startsWith('abstract')) return 'abstract';
  if (
    /^A\d/.test(anchor) ||
    /\b(?:reproduc\w+|appendix|supplement\w*|acknowledge?ments?|checklist|energy|carbon|environmental|FAQ|funding|availability|once more|in brief)\b|^(?:compute|memory|(?:run-?)?times?|resources|infrastructure|(?:training |computational )?costs?)$|\bcomput(?:e|ing|ational) (?:budget|costs?|resources|requirements)\b/i.test(
      heading,
    )
  )
    return 'appendix';
  if (/^(?:introduction|tl;?dr|summary|overview|contributions?|in (?:short|brief))\b/i.test(heading)) return 'introduction';
  if (/^(?:conclusions?|discussion|outlook|limitations?)\b/i.test(heading)) return 'conclusion';
  return 'body';
}

/** `All runs use …` */
const opensWithAll =
  /^\s*(?:(?:in|for|across|on|during) )?(?:all|both|throughout|(?:every|each)(?! (?:user|prompt|question|test|item|query|class|image|example|problem|sample|word|token|patient|node|positive)\b))\b/i;

const everywhere = /\b(?:in|for|across|throughout) all (?:of )?our (?:runs|experiments|trainings|models|networks)\b/i;

/** In each region a text, what it says of everything, a caption, a table or an algorithm. */
export function kindOfPlace(value: Candidate): string {
  const { place, quote, sentence = quote } = value;
  return `${regionOf(value)} ${place}${place === 'text' && (opensWithAll.test(sentence) || everywhere.test(sentence)) ? ' of all' : isToldAgain(value) ? ' again' : place === 'text' && value.isForAll === true ? ' throughout' : ''}`;
}

export function sectionOf({ anchor }: Candidate): string {
  return anchor.replace(/\.(?:p|I|E)\d.*$/, '');
}
