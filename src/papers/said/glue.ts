/** What may stand between the name of a setting and its value. */

const countAdjectives =
  '(?:different|random|greedy|full|new|training|more|consecutive|complete|stacked|independent|hidden|equal|identical|such|of|the|wide|each|parallel|noisy|additional|total|separate|gradient|optimiser|optimizer|learned|equally|spaced|uniform|encoder|decoder|rectified|linear|nvidia|tanh|relu|output|convolutional|feature)';
/** Any word that looks like an adjective or a name: `Conformer blocks`, `residual layers`, `self-attentive heads`. */
const adjective = String.raw`(?:\p{Lu}[\p{L}\d]+|(?!during|using|following|including|having|being|taking|giving|against|instead|need)\p{Ll}+(?:-\p{Ll}+)*(?:al|ed|ing|ive|ic|ous|ary|ent|ant|less|able|ible|ional|wise|ular|lar|ly))`;
const countGlue = new RegExp(`^[\\s-]*(?:${countAdjectives}[\\s-]+){0,3}$`, 'i');
const looseCountGlue = new RegExp(`^ (?:${adjective} ){1,2}$`, 'u');

/** Of what a network stacks and what data fall into, a noun says the kind: `six interaction layers`, `seven land cover classes`. */
const kindGlue =
  /^ (?:(?!(?:of|and|or|for|in|on|with|at|by|to|as|is|are|per|from|than|more|fewer|less|extra|other|last|first|final|top|upper|lower|new|pooling|output|input|dropout|normali\p{L}*|batch|layer|shot|shots|steps?|epochs?|units|neurons|heads|channels|filters|times|hours|days|seeds|runs|removed|rare|unseen|novel|adapted|frozen|trainable|hardest|easiest|frequent|examples|images|samples)\b)[\p{Ll}-]{3,} ){1,2}$/u;
const ofKinds = new Set(['layers', 'classes']);

export function isCountGlue(between: string, counted?: string): boolean {
  return (
    countGlue.test(between) ||
    (counted !== 'training steps' && looseCountGlue.test(between)) ||
    (counted !== undefined && ofKinds.has(counted) && kindGlue.test(between))
  );
}

const glueWords = new Set(
  'a about adam adamw all always and annealed annealing applied apply approximately are as at agree base be been being by case chosen coefficient constant contain contains consist consists denominator drawn each equal equals experiment experiments every everywhere example exceed exceeds factor first fixed for from given has have held hold holds if in initial initialised initialized initially is it its keep keeps kept layer layers left length level linear long max maximum model models namely network networks norm of on only our over parameter parameters peak per period probability rate run runs same seen set sets size so standard start started starting starts strength take taken takes term that the their them then this threshold throughout to total training update updates use used uses using value values was we weight weighted were when which whose width with within wide default defaults its strictly up most least value case every setting settings unless otherwise stated always also both here hidden holds them sgd lies equals amounts comprises comprise spans covers numbers totals reaches scale scaled contains tuned remains stays linearly exactly roughly around near out optimizer optimiser worked steps step grow grows initially decay decays'.split(
    ' ',
  ),
);

/** `λ from {0.9, 0.95}`. */
const outOfSet =
  /^,? (?:(?:is|was|are|were) )?(?:(?:varied|chosen|tuned|searched|swept|selected|picked|taken|drawn|tried) )?(?:from|among|in|over|out of|between|across)(?: (?:the|set|values|grid|list))* ?[{[]\s*$|^,? (?:we|I) (?:have )?(?:tried|tested|searched|compared|swept)(?: the values)? ?[{[]?$/;

/** What may stand between a name and its value. `isCount`: only what makes an equation, since `epochs` stands before many numbers. */
export function isGlue(text: string, isCount: boolean): boolean {
  // `The temperature τ in Eq. (3) is 4`.
  const between = text.replace(/,? (?:in|of|from) (?:Eqs?|Eqns?|Equations?|Form)\.? ?(?:⟦\w+⟧|\(\d+\))/i, '');
  if (between.length > 80) return false;
  if (isCount)
    return (
      (/^[\s)]*(?:\(?\s*[=:≈←∈]|(?:is|was|were|are|of|equals|to)\b|set (?:to|at)|(?:is|are|was|were) (?:varied|chosen|tuned|searched|swept|selected)(?: (?:between|from|over|in|among|out of|the|set))+|(?:is|was|are|were) (?:always |kept |held )?(?:set|fixed|chosen|equal|held)\b(?: (?:to|at|as|be))*|[-–—]+\s*$|\([^()]{0,12}\) (?:is|was|of|to))[\s(≤]*(?:about|up to|at most|set to|fixed at|set at|fixed to|at|to|only|always|held at|kept at|chosen as|equal to)?[\s({[]*$/i.test(
        between,
      ) &&
        between.trim() !== '') ||
      outOfSet.test(between)
    );
  if (/[;]|\.\s|\band\b/.test(between)) return false;
  // `reduces the width by a factor of 16`.
  if (/\bby (?:an? |the )?(?:\p{L}+ )?factor\b/u.test(between)) return false;
  // The `C` of support vectors.
  if (/\bC\s?=\s*$/.test(between)) return false;
  // `RandAugment (9, 0.5)`: has a name of its own.
  if (/,\s*(?:\p{Lu}[\p{L}\d]{3,}|\p{Ll}{4,}) ?\($/u.test(between)) return false;
  // `Gaussian noise with a multiplier of`: the number is that of another quantity.
  if (/\b(?:multiplier|stride|padding|dilation|slope|quantile|radius|cut-?off|variance|delay|offset|percentile|exponent)\b/i.test(between))
    return false;
  const words = between.replaceAll(/⟦\w+⟧|\b[\p{Lu}]\w* et al\.?/gu, ' ').match(/[\p{L}']+/gu) ?? [];
  const unknown = words.filter((word) => word.length > 1 && !glueWords.has(word.toLowerCase()));
  const commas = (between.match(/,/g) ?? []).length;
  return unknown.length + commas <= 3 && commas <= 1 && words.length <= 12;
}

/** What joins names in a row. */
export function isJoin(between: string): boolean {
  return /^\s*(?:,|and|,\s*and|or|\/|&)\s*(?:the |a |an )?$/.test(between);
}
