/** Of which weights an initialization is said: `Recurrent matrices start orthogonal, all others Glorot uniform`. */
import type { Candidate } from './candidates.ts';
import type { Occurrence } from './scopes.ts';

const kinds = 'recurrent|input|output|last|first|final|embedding|attention|projection';
const nouns = 'matri(?:x|ces)|weights?|kernels?|layers?|ones|maps?|convolutions?';
const weights = new RegExp(
  String.raw`\b(?:(?:${kinds})(?: weight| linear)? (?:${nouns})|embeddings?|[AB](?= (?:is|are|starts?|begins?|gets?|has|from|by|with|drawn|to|at|normal|zero)\b)|(?<=\b(?:of|for|matrix|entries of) )[AB])(?![\p{L}\d])`,
  'giu',
);
const seam = new RegExp(
  String.raw`[,;:]|\b(?:and|while|whereas|but)\b(?= (?:the |all |its )*(?:${kinds}|others?|remaining|rest|everything|biases|[AB]\b))`,
  'gi',
);

export function withWeights(candidate: Candidate): Candidate {
  const { name, place, scope, stated, quote, sentence = quote } = candidate;
  if (name !== 'initialization' || place === 'table' || scope.some(({ kind }) => kind === 'part' || kind === 'other')) return candidate;
  const at = sentence.indexOf(stated);
  if (at < 0) return candidate;
  const seams = [...sentence.matchAll(seam)].map(({ index }) => index);
  const from = seams.findLast((index) => index < at) ?? 0;
  const to = seams.find((index) => index >= at + stated.length) ?? sentence.length;
  const named = [...sentence.slice(from, to).matchAll(weights)].filter(([words]) => !/^[ab]$/.test(words));
  const nearest = named.findLast(({ index }) => from + index < at) ?? named[0];
  // `A and B are orthogonal`: all that were spoken of.
  if (nearest === undefined || /\b[AB] and $/.test(sentence.slice(0, from + nearest.index))) return candidate;
  const start = from + nearest.index;
  const own: Occurrence = {
    name: nearest[0].replace(/ ones$/, '').replace(/^The /, 'the '),
    kind: 'other',
    start,
    end: start + nearest[0].length,
  };
  return { ...candidate, scope: [...scope, own] };
}
