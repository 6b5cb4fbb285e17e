/**
 * What a paper says again of a setting that it has given a value: in an abstract, a caption or a loop, in fewer words than where it is said
 * first. Too short to be believed alone, but enough to be held against what was said.
 */
import { isAsideAt } from './asides.ts';
import { bankOf } from './bank.ts';
import type { Candidate } from './candidates.ts';
import { exampleNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';
import { quoted } from './linear.ts';
import { masked } from './mask.ts';
import { matchesOf } from './matches.ts';
import { allNames } from './mentions.ts';
import { isNoSeed } from './noSeeds.ts';
import { type Amount, amounts, quantities } from './numbers.ts';
import type { Passage } from './passages.ts';
import { onceFor } from './remembered.ts';
import type { Entities } from './scopes.ts';
import { scopesIn } from './scoping.ts';
import { isWithin } from './whose.ts';

const has =
  '(?: (?:size|length|width|capacity|depth))?(?:,? ?(?:of|with|is|was|has|have|holds?|contains?|comprises?|covers?|spans?|keeps?|takes?|set to|=|:))*(?: (?:size|length|width|only|just|about|the|last|a|now))*';
const fill =
  '(?:,? (?:an?|the|of|is|was|are|rate|probability|with|at|to|set|kept|by|=|:|coefficient|factor|value|weight|parameter|strength|λ|ε|β|p))*';
const moments =
  '(?:tokens|characters|words|events|frames|samples|points|hours|days|minutes|seconds|weeks|steps|observations|bars|notes|items|residues|bases|beats|months)';

const frames: readonly Frame[] = [
  frame(`\\b(?:queue|memory bank)\\w*${has} NN`, ['queue size']),
  frame('NN (?:queued )?keys\\b', ['queue size']),
  frame(`\\b(?:context|window|look-?back|history)s?${has} NN ${moments}`, ['sequence length']),
  frame(`\\b(?:context|window|look-?back|history)s?(?:${has})?,? ?[A-Za-z] ?= ?(#_*)(?!_)`, ['sequence length']),
  frame(`\\bbeams?(?: search)?${has} NN(?!-)`, ['beam size']),
  frame('NN[- ]layers?(?:ed)? (?!per)(?:\\w+ ){0,2}?(?:model|network|transformer|encoder|perceptron|student|version|lstm|gru|cnn|mlp)', [
    'layers',
  ]),
  frame('\\b(?:with|over|for|during|throughout|in all|in every one) (?:of |the |its |our |all )*NN (?:local )?epochs\\b', ['epochs']),
  frame(
    '(?:^After|\\b(?:ends?|ended|stops?|stopped|finish\\w*|over|done|complete[ds]?) after) (?:only |just |a mere |all )*NN (?:training )?epochs(?=,| of| it| our| the| on|[.;])',
    ['epochs'],
  ),
  frame(`\\b(?:mini-?)?batch(?:es)?${has} NN`, ['batch size']),
  frame('NN \\w+ (?:per|in each|in every|a) (?:mini-?)?batch\\b', ['batch size']),
  frame('(?:temperature|τ)(?: (?:of|is|was|set to|to|at|kept at))? ?(?:=|:)? ?NN', ['temperature']),
  frame('\\brank[- ]?(?:of |is |r ?= ?|= ?|: ?)?NN', ['lora rank']),
  frame('\\bt *(?:∼|~|∈|in|from) *(?:U|Unif|Uniform|𝒰)? *[({[]* *#_*,? *(?:…|\\.\\.\\.|⋯|\\.\\.),? *NN', ['diffusion steps']),
  frame('NN (?:noise|noising|forward|diffusion|denoising) (?:steps|levels)', ['diffusion steps']),
  frame('NN (?:ddim|ddpm|sampling|sampler|euler|heun|solver|denoising) (?:steps|evaluations)', ['sampling steps']),
  frame('\\bguid(?:ance|ed)(?: (?:\\w+|=)){0,3} NN', ['guidance scale']),
  frame('NN (?:(?:symmetric|asymmetric|uniform|pair|synthetic|label|random) )*(?:label )?noise\\b', ['label noise']),
  frame('\\bwarm(?:ed|ing)?[- ]?up (?:\\w+ ){0,4}NN (?:steps|updates|iterations|batches)', ['warmup steps']),
  frame('\\b(?:averag\\w*|ema|momentum encoder|teacher)\\b[^#.;]{0,40}?(?:decay|coefficient|momentum|rate)(?: of| =|:)? ?NN', [
    'ema decay',
  ]),
  frame('\\btarget (?:network|net|copy|parameters)\\b[^#.;]{0,60}?\\bevery NN', ['target update interval']),
  frame(
    "\\bevery NN (?:steps|updates|iterations|transitions|frames)?[:,]? ?(?:do |set |let |copy )*[^\\s#]{0,4}(?:\\^-|\\^\\{-\\}|_?target|_?tgt|'|′|_-|\\^′)[^#.;]{0,6}(?:←|:=|=)",
    ['target update interval'],
  ),
  frame('\\bb?mod(?:ulo)? ?NN ?[=≡] ?#', ['target update interval']),
  frame(
    `\\b(?:replay|buffer|memory)(?: (?:buffer|memory))?(?: [A-Za-z])?(?:${has}| for| with room for) NN (?:transitions|steps|frames|experiences)\\b`,
    ['replay buffer size'],
  ),
  frame('\\bdiscount\\w*(?: (?:factor|rate|of|by|with|is))* ?(?:γ ?)?=? ?NN', ['discount factor']),
  frame(
    `\\bkl(?:[ -](?:penalty|term|divergence|regulari[sz]er|coefficient))?(?: (?:is|was|gets))?(?: weighted| weighed| scaled)?${fill} NN`,
    ['kl coefficient'],
  ),
  frame(
    `\\bentropy(?:[ -](?:penalty|term|bonus|regulari[sz]er|coefficient))?(?: (?:is|was|gets))?(?: weighted| weighed| scaled)?${fill} NN`,
    ['entropy coefficient'],
  ),
  frame(`\\bclip\\w*(?: (?:the )?(?:\\w+ )?(?:range|ratios?|parameter|objective))?${fill} NN`, ['clip range']),
  frame(`\\bdrop-?out${fill} NN`, ['dropout']),
  // `a decay of 1 - 10⁻³ = 0.999`
  frame('\\b(?:averag\\w*|ema)\\b[^.;]{0,70}?decay(?: of| is| =|:)? ?[a-zα-ω]? ?=? ?#_* ?[-−] ?#_* ?= ?NN', ['ema decay']),
  frame('\\b(?:noise|variances?)\\b[^.;]{0,40}?\\blinear(?:ly)? (?:[a-z]+ )?from NN to NN', ['beta start', 'beta end']),
  frame('\\b(?:scal(?:e|ing)|alpha)(?: (?:\\(alpha\\)|\\(α\\)|factor|constant|parameter|α|alpha))+ (?:is|of|=|at|was) ?NN', ['lora alpha']),
  frame(`\\blabel smoothing${fill} NN`, ['label smoothing']),
  frame(`\\bweight decay${fill} NN`, ['weight decay']),
  // Of two things their two values.
  frame('NN[- ]fold', ['folds']),
  frame('NN (?:random |independent |different )*(?:seeds|runs|trainings|repetitions|initiali[sz]ations)\\b(?! of (?:an?|the|our) )', [
    'seeds',
  ]),
  frame(
    '\\b(?:means?|averag\\w*|medians?|deviations?|errors?|quartiles?|percentiles?|ranges?) (?:of|over|across|from) (?:all |the )*NN (?:independent |random |different )*(?:draws|trials|replicat\\w+|restarts)\\b',
    ['seeds'],
  ),
  frame(
    '\\b(?:after|with|in|over|for|of|within) (?:only |just |the |all |its |our )*NN (?:training|optimi[sz]er|parameter) (?:steps|updates|iterations)\\b',
    ['training steps'],
  ),
  frame('^(?:After|Within|In) (?:only |just |a mere )?NN (?:gradient |training )?(?:steps|updates|iterations),? (?:our|the|it|we)\\b', [
    'training steps',
  ]),
  frame('NN (?:steps|updates|iterations) of (?:\\w+ )?(?:pre-?)?training\\b', ['training steps']),
  frame('\\bcrops?(?: (?:of|size|measure|with|is|are|at))* ?\\(?NN ?(?:×|x|by) ?#', ['crop size']),
  frame(`\\b(?:from|on|with|using) (?:only |just |the |all |our )*NN (?:labelled |annotated |training )+${exampleNouns}`, [
    'training examples',
  ]),
  frame('\\b(?:the|all|among|between) NN classes\\b', ['classes']),
  frame('NN (?:word-?|sentence-?|sub-?word |bpe |unigram )*(?:pieces|subwords|merges)', ['vocabulary size']),
];

const remainder = /\bb?mod/;
/** `θ̄ ← θ` behind `if t mod 250 = 0`. */
const isCopied = /(?:^|[ ;])(?:(?:bar|hat|tilde) \S{1,3}|\S{1,3}(?:\^-|\^′|′|'|_?-|_?target|_?tgt))(?: |$)?← ?\S{1,4}(?:[;. ]|$)/;

const framesIn = bankOf(frames, ({ pattern }) => [pattern]);
const names = new Map(allNames.map((setting) => [setting.name, setting]));
/** Where somebody speaks of one of several, or of an end that is not reached. */
const isPartial =
  /\b(?:every|each|first|last|another|further|additional|final|only the|next|about|roughly|more than|less than|fewer than|over|under|beyond|below|above|between|from|extra|than)\s*$/i;

/** What is no end and no part before these: `from 500 examples`, `the mean over 25 draws`. */
const partial: Readonly<Record<string, RegExp>> = { 'training examples': /\bfrom $/i, seeds: /\bover $/i, classes: /\bbetween $/i };

/** `said`: values of the same paper; only their settings are looked for, and nothing that they say already comes back. */
export function restatedIn(sentences: readonly Passage[], said: readonly Candidate[], entities: Entities): Candidate[] {
  const known = new Set(said.map(({ name }) => name));
  return sentences.flatMap((passage, index) => restatedBy(passage, sentences[index + 1], known, said, entities));
}

function restatedBy(
  passage: Passage,
  next: Passage | undefined,
  known: ReadonlySet<string>,
  said: readonly Candidate[],
  entities: Entities,
): Candidate[] {
  const { line, anchor, place, headings, others, previous } = passage;
  // `rank-16 adapters`: a number like another.
  const text = line.text.replaceAll(/\b(rank|depth|width|beam|batch|length)-(?=\d)/gi, '$1 ');
  const all = amounts(text);
  if (all.length === 0) return [];
  const mask = masked(text, all);
  const listed = inLists(text);
  // `On a 28-layer model perplexity improves`: in an abstract these are one’s own.
  const isOwnResult =
    anchor.startsWith('abstract') && /^(?:On|Our|We) /.test(text) && !/⟦cite⟧|\bet al\b|\b(?:whereas|while|unlike|than)\b/.test(text);
  // `With five local epochs the accuracy drops by less than a point`: in an abstract that is what was done.
  const isSummary = anchor.startsWith('abstract') && summing.test(text);
  const shared = sharing.test(text) ? /[;.]|$/.exec(text)?.index : 0;
  const taken = new Set<number>();
  const found: Candidate[] = [];
  for (const { pattern, names: own } of framesIn(mask)) {
    if (!own.some((name) => name !== undefined && known.has(name))) continue;
    for (const match of matchesOf(mask, pattern)) {
      if (remainder.test(match[0]) && !(place === 'algorithm' && next?.place === place && isCopied.test(next.line.text))) continue;
      own.forEach((name, index) => {
        const amount = all.find(({ start }) => start === match.indices?.[index + 1]?.[0]);
        if (name === undefined || amount === undefined || !known.has(name) || taken.has(amount.start)) return;
        if (
          (isWithin(others, amount.start) && !isOwnResult && !isSummary && amount.start >= (shared ?? 0)) ||
          (name !== 'target update interval' && isPartial.test(text.slice(0, amount.start).replace(partial[name] ?? /^\b$/, '')))
        )
          return;
        if (own.length === 1 && listed.has(amount.start) && !/…|⋯|\.\./.test(match[0])) return;
        taken.add(amount.start);
        if (/^ (?:more|further|additional|extra)\b/.test(text.slice(amount.end))) return;
        if (name === 'seeds' && isNoSeed(amount, text, text.slice(amount.end))) return;
        if (isSaid(name, amount, passage, said) || !isPossible(name, amount) || (!isSummary && isAsideAt(line.text, amount.end))) return;
        const [scope = []] = scopesIn(line.text, [{ start: amount.start, end: amount.end, count: 1 }], entities, previous)[0] ?? [];
        found.push({
          name,
          value: amount.value,
          stated: line.text.slice(amount.start, amount.end),
          scope,
          quote: quoted(line, match.index, match.index + match[0].length),
          sentence: line.text,
          anchor,
          place,
          headings,
        });
      });
    }
  }
  return found;
}

/** `Our networks and the baseline were trained for 300 epochs each.` */
const sharing =
  /^(?:Our|The proposed|Both our) [^,;.]{2,50} and [^,;.]{2,60} (?:are|were|was|have been) (?:all |both |each )*(?:trained|optimi[sz]ed|fine-?tuned|run|initiali[sz]ed)\b/i;
const summing =
  /^(?:With|In|After|At|Using|Within) (?:only |just |as few as |merely |the |an? )?(?:(?:[\p{L}-]+ ){1,6}(?:of|=|every|at|for|in) )?(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|eight\b|ten\b|twenty\b)(?!.*(?:⟦cite⟧|\bet al\b|\b(?:instead|rather|(?:fewer|more|longer|shorter|larger|smaller|better|worse) than|even|compared|unlike|whereas|baselines?|and with|versus|when)\b))/iu;

/** `a queue of 65,536 negatives`, `the KL term is weighted by 0.04`: the one is meant more than the other. */
function isMistaken(name: string, read: string): boolean {
  return (
    (name === 'queue size' && read === 'negatives') ||
    (name === 'beam size' && read === 'hidden units') ||
    (/ coefficient$/.test(name) && read === 'loss weight')
  );
}

/** Where numbers stand that are some of several: `4 and 8`, `from 2 to 6`, but not `with a batch size of 4, 19 GB`. */
function inLists(text: string): ReadonlySet<number> {
  return new Set(
    quantities(text).flatMap(({ form, amounts: given }) => {
      const [first, second] = given;
      const isPair = form === 'list' && given.length === 2 && second !== undefined && text.slice(first.end, second.start).trim() === ',';
      return form === 'one' || isPair ? [] : given.map(({ start }) => start);
    }),
  );
}

const byAnchor = onceFor((said: readonly Candidate[]) => Map.groupBy(said, ({ anchor }) => anchor));

/** Read already, if perhaps as something else: `a queue of 65,536 negatives` is no more negatives than it is a queue. */
function isSaid(name: string, { value }: Amount, at: Passage, said: readonly Candidate[]): boolean {
  return (byAnchor(said).get(at.anchor) ?? []).some(
    ({ values, sentence = at.line.text, ...other }) =>
      sentence === at.line.text && (other.value === value || values?.includes(value) === true) && !isMistaken(name, other.name),
  );
}

function isPossible(name: string, { value, isShare }: Amount): boolean {
  const setting = names.get(name);
  if (setting?.is === 'count') return Number.isInteger(value) && value > 0 && !isShare;
  return setting?.is !== 'share' || value <= 1;
}
