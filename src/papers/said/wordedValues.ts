/** Values that are words. */
import { bankOf } from './bank.ts';
import type { Candidate } from './candidates.ts';
import { contrastIn } from './contrasts.ts';
import { type Line, quoted } from './linear.ts';
import { matchesOf } from './matches.ts';
import type { Passage } from './passages.ts';
import type { Entities } from './scopes.ts';
import { scopesIn } from './scoping.ts';
import { isWithin, type Span, withoutPoints } from './whose.ts';
import { wordings } from './words.ts';

const wordingsIn = bankOf(wordings, ({ pattern }) => [pattern]);

/** What falls is no rate of learning: `the exploration rate falls linearly`. */
const ofOtherRate =
  /\b(?:exploration|drop-?out|masking|mask|noise|mutation|sampling|teacher[- ]forcing|corruption|crossover|error|refresh|pruning|sparsity|compression|acceptance) rates?\b(?:(?!\b(?:and|with|rates?|step|lr)\b)[^.;,η]){0,60}$/i;

/** Optimizers, schedules, activations: where their names stand in what the paper says of itself. */
export function worded({ line, anchor, place, headings, previous }: Passage, spans: readonly Span[], entities: Entities): Candidate[] {
  if (place === 'algorithm' && line.text.length < 4) return [];
  const text = withoutPoints(line.text);
  const taken: Span[] = [];
  const found: (Candidate & { readonly start: number; readonly end: number })[] = [];
  for (const { name, value, pattern } of wordingsIn(text))
    for (const match of matchesOf(text, pattern)) {
      const end = match.index + match[0].length;
      if (
        (isWithin(spans, match.index) && !(name === 'initialization' && isAfterInventors.test(text.slice(0, match.index)))) ||
        taken.some(
          (span) => match.index < span[1] && end > span[0] && found.some((other) => other.name === name && other.start === span[0]),
        )
      )
        continue;
      // One schedule is said in one place: `constant` and `step` of two data sets stand apart.
      if (
        name === 'learning rate schedule' &&
        found.some(
          (other) => other.name === name && (Math.abs(other.start - match.index) < 40 || (value !== 'step' && value !== 'constant')),
        )
      )
        continue;
      const isOfNoise =
        name === 'learning rate schedule' &&
        /β_?1(?! ?= ?0?·[5-9])(?!,)(?! and)|β_?[tT]|\bT ?= ?\d|\b(?:noise|noising|denoising (?:stages|steps)|variances?|diffusion|forward process)\b/i.test(
          text,
        ) &&
        !/learning[- ]rate|step[- ]size|\blr\b|\b(?:the|a|its|constant|peak|fixed) (?:rate|step)\b|\bη/i.test(text);
      if (name === 'learning rate schedule' && ofOtherRate.test(text.slice(0, end))) continue;
      // `ε is annealed linearly`.
      if (
        name === 'learning rate schedule' &&
        /ε|\bexplor|greed/i.test(text) &&
        !/learning[- ]rate|step[- ]size|\blr\b|\brates?\b|adam|sgd|rmsprop/i.test(text)
      )
        continue;
      if (isOfNoise && found.some((other) => other.name === 'noise schedule')) continue;
      if (isComparedWith.test(line.text.slice(0, match.index)) && name !== 'learning rate schedule') continue;
      // `batch normalisation is replaced`, `mixed precision was not used`.
      if (
        /^(?:normalization|activation|precision)$/.test(name) &&
        /^(?: layers?)? (?:is|was|are|were|being|stay|stays|remain|remains|kept) (?:frozen|replaced|removed|dropped|omitted|left out|not used|never used|avoided|disabled)\b/.test(
          text.slice(end),
        )
      )
        continue;
      if (value === 'mixed' && /\b(?:bf|fp|bfloat-?|float-?)16\b/i.test(text)) continue;
      taken.push([match.index, end]);
      const word = value === '$&' ? match[0] : value === '$1' ? asList(match[1] ?? match[0]) : value;
      found.push({
        name: isOfNoise ? 'noise schedule' : name,
        value: word === 'zero' ? 0 : word,
        stated: quoted(line, match.index, end),
        scope: [],
        quote: quoteOf(line, { start: match.index, end }),
        sentence: line.text,
        anchor,
        place,
        headings,
        start: match.index,
        end,
      });
    }
  const order = [...found].sort((a, b) => a.start - b.start);
  const scopes = scopesIn(
    line.text,
    order.map(({ start, end }) => ({ start, end, count: 1 })),
    entities,
    previous,
  );
  // `Recurrent matrices start orthogonal, input matrices by Glorot’s rule`.
  const inits = order.filter(({ name }) => name === 'initialization');
  const apart = contrastIn(line.text, inits);
  return order.map(({ start, end: _end, ...candidate }, index) => {
    const told = apart?.[inits.findIndex((each) => each.start === start && each.name === candidate.name)];
    // `the remaining ones according to Glorot`: no name of a thing.
    const scope = told === undefined ? (scopes[index]?.[0] ?? []) : /^(?:the )?(?:remaining|other|rest)\b/i.test(told.name) ? [] : [told];
    return { ...candidate, scope, ...(scope.length === 0 ? ofAll(line.text) : {}) };
  });
}

/** Schemes are called after those who proposed them, which makes them nobody else's: `weights are initialised according to Glorot`. */
const isAfterInventors =
  /\binitiali[sz](?:e|es|ed|ing|ation)\b(?: [\p{Ll}-]+){0,2}? (?:according to|following|follows|after|as (?:in|by|proposed by|suggested by|advised by|in the work of)|in the (?:manner|way) of|like)(?: the (?:rule|scheme|method|recipe) of)? $/iu;

/** Before the name of what is not used. */
const isComparedWith =
  /\b(?:no|without|not|instead of|than|neither|nor|on (?:a )?par with|as (?:good|well|fast|stable) as|(?:similar|comparable|inferior|superior|equivalent) to|(?:preferred|preferable) (?:over|to)|outperforms?|beats?|versus|vs\.?|compared (?:to|with)|(?:remov|replac|omitt?|discard|dropp?|forgo)(?:e|es|s|ed|ing)?|(?:takes?|took|in) (?:the )?place of|over)(?: any| a| use| plain| the)? $/i;

/** `the query matrix and the value matrix`: `query, value`. */
function asList(written: string): string {
  const text = written.replace(/^(?:(?:all|the|every|both|only|each) )+/i, '').trim();
  const parts = text
    .split(/(?:,? and |, |\/)(?:the )?/)
    .map((part) => part.replace(/ (?:(?:projection )?(?:matri(?:x|ces)|layers?)|projections?|maps?|weights)$/i, ''));
  return parts.length > 1 && parts.every((part) => /^(?:query|key|value|output|W_?[qkvo\d])$/i.test(part)) ? parts.join(', ') : text;
}

/** `Both stages are run with …`. */
const ofEverything =
  /^\s*(?:(?:for|in|across|on|during) )?(?:both|all|either|neither|every) (?:of (?:the|our) |the |our )?(?:two |three |four |five )?(?:stages?|phases?|trainings?|models?|networks?|runs?|experiments?|tasks?|data ?sets?|settings|cases?|regimes?|agents?|methods?|variants?|systems?)\b/i;

/** `AdamW is used in all three stages.` */
const inEverything =
  /\b(?:is|are|was|were) (?:used |kept |the same |applied )?(?:in|for|during|throughout) (?:both|all)(?: the| of the| our)?(?: two| three| four)? (?:stages|phases)(?=[.;]|$|, )/i;

export function ofAll(text: string): Pick<Candidate, 'isForAll' | 'isForModels'> {
  const noun = ofEverything.exec(text)?.[0] ?? inEverything.exec(text)?.[0];
  if (noun === undefined) return {};
  return { isForAll: true, ...(/(?:models?|networks?|agents?|methods?|variants?|systems?)$/i.test(noun) ? { isForModels: true } : {}) };
}

/** Some words on both sides, at most about a line. */
export function quoteOf(line: Line, { start, end }: { readonly start: number; readonly end: number }): string {
  const from = start < 25 ? 0 : line.text.indexOf(' ', start - 25) + 1;
  const reach = line.text.indexOf(' ', Math.min(end + 12, line.text.length));
  const until = reach < 0 ? line.text.length : reach;
  return quoted(line, Math.min(from, start), Math.min(until, start + 200));
}
