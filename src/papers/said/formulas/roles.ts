/** What a letter or a number is by where it stands in a formula: what multiplies an old average is its decay, what divides scores within an exponential a temperature. */
import type { Held } from '../formulaForms.ts';
import { drawnFrom } from './drawn.ts';
import type { Chain, Expression } from './formula.ts';
import { type Networks, networkRoles } from './networks.ts';
import { addedToOne, factorsOf, given, has, isEqual, isSame, letterIn, takenFromOne, type Weighed, weighed, within } from './parts.ts';
import { forwardOf, noiseOf, scheduleOf } from './schedules.ts';
import { isGradient, isOfWeights, isReward, ofWeights, updateOf } from './updates.ts';

/** What the paper is about, for what has one shape in several kinds of work. */
export interface Field {
  readonly isActing: boolean;
  readonly isTeaching: boolean;
  readonly isTuned: boolean;
  readonly hasTarget: boolean;
  /** `β_1` may be one of its optimizer. */
  readonly hasMoments: boolean;
  /** Letters to which the paper adds nothing but noise: `ξ` of `y = f(x) + ξ`. */
  readonly summands: ReadonlySet<string>;
  readonly networks: Networks;
}

export function rolesIn(chain: Chain, field: Field): Held[] {
  return [
    ...updateOf(chain, field),
    ...memberOf(chain),
    ...drawnFrom(chain, field.summands),
    ...chain.parts.flatMap((part) => [...within(part)].flatMap((each) => partRoles(each, field))),
    ...scheduleOf(chain),
    ...forwardOf(chain, field),
    ...noiseOf(chain),
    ...networkRoles(chain, field.networks),
  ];
}

/** `y ∈ {1, …, K}`, `B ∈ ℝ^{d×r}`. */
function memberOf({ parts: [one, of], signs: [sign] }: Chain): Held[] {
  if (sign !== '∈' || one?.kind !== 'letter' || of === undefined) return [];
  if (of.kind === 'group' && of.items.length >= 3) {
    const [first, , last] = [of.items[0]?.parts[0], undefined, of.items.at(-1)?.parts[0]];
    const isCount =
      first?.kind === 'number' &&
      first.value <= 1 &&
      has({ kind: 'group', open: '', sub: '', items: of.items }, (each) => each.kind === 'letter' && each.name === '…');
    if (!isCount || (last?.kind !== 'letter' && last?.kind !== 'number')) return [];
    if (last.kind === 'letter' && /^[Vv]/.test(last.base)) return given('vocabulary size', last);
    if (!/^[yc]$/.test(one.base)) return [];
    // `{0, …, 8}` are nine.
    return last.kind === 'number' && first.value === 0 ? [{ name: 'classes', value: last.value + 1 }] : given('classes', last);
  }
  return [];
}

function partRoles(each: Expression, field: Field): Held[] {
  switch (each.kind) {
    case 'sum':
      return sumRoles(each, field);
    case 'product':
      return productRoles(each);
    case 'ratio':
      return ratioRoles(each);
    case 'call':
      return callRoles(each);
    case 'group':
      // `[d - d' + m]_+`.
      return each.sub === '+' ? each.items.flatMap(({ parts: [part] }) => marginIn(part)) : [];
    case 'power':
      if (each.base.kind === 'letter' && each.base.name === 'e') return softenedBy(each.exponent);
      // `(γλ)^l δ`.
      if (each.base.kind === 'product') {
        const own = each.base.factors.flatMap((one) => (one.kind === 'letter' ? [one.name] : []));
        return own.includes('γ') && own.includes('λ')
          ? [
              { name: 'discount factor', letter: 'γ' },
              { name: 'gae lambda', letter: 'λ' },
            ]
          : [];
      }
      return [];
    default:
      return [];
  }
}

const isValue = (each: Expression): boolean =>
  (each.kind === 'call' || each.kind === 'letter') && /^[QVv]$/.test(each.kind === 'call' ? each.name : each.base);
const word = (each: Expression): string =>
  each.kind === 'call' ? `${each.name}_${each.sub}` : each.kind === 'letter' ? `${each.base}_${each.sub}` : '';
const isLoss = (each: Expression): boolean =>
  (each.kind === 'letter' || each.kind === 'call') &&
  /^(?:[LℓRJΩEPH]|KL|CE|MSE|BCE|NLL|D_KL|loss|\p{L}{3,})(?:_|$)/u.test(word(each)) &&
  !/^(?:exp|log|max|min|sqrt|cos|sin|clip|sum|prod|softmax|tanh)_/.test(word(each));
const isOfTeacher = (each: Expression): boolean => /_(?:soft|kd|dist\w*|teach\w*)$/i.test(word(each));
const isOfLabels = (each: Expression): boolean => /_(?:hard|ce|labels?|task|cls|true)$/i.test(word(each));
const isDivergence = (each: Expression): boolean => /^(?:D_?)?KL|_KL\b|^D_KL/i.test(word(each));
const isEntropy = (each: Expression): boolean =>
  (each.kind === 'call' && each.name === 'H' && each.args.length === 1) ||
  /^(?:H|L|S)_(?:ent|H$)|^(?:H|S)_$/.test(word(each)) ||
  /entropy/i.test(word(each));

function sumRoles({ terms }: Extract<Expression, { kind: 'sum' }>, field: Field): Held[] {
  if (terms.length < 2) return [];
  const found: Held[] = [];
  const all = terms.map(({ of, isMinus }) => weighed(of, isMinus));
  // `W + (α/r) B A`.
  const path = all.find(({ rest }) => rest.length >= 2 && letterIn(rest.at(-2))?.base === 'B' && letterIn(rest.at(-1))?.base === 'A');
  if (path !== undefined) {
    const scale = [...path.weights, ...path.rest].find((each) => each.kind === 'ratio');
    if (scale?.kind === 'ratio') found.push(...given('lora alpha', scale.over), ...given('lora rank', scale.under));
    return [...found, ...(scale?.kind === 'ratio' ? [] : [{ name: 'lora rank', letter: 'r' }])];
  }
  // `r + γ max Q`.
  if (all.some(({ weights: own, rest }) => own.length === 0 && rest.length === 1 && rest.some(isReward)))
    for (const term of all)
      if (term.rest.some((each) => has(each, isValue)) && !term.isMinus)
        found.push(...ofWeights('discount factor', { ...term, weights: term.weights.filter((each) => takenFromOne(each) === undefined) }));
  if (found.length > 0) return found;
  const mixed = mixOf(all, field);
  if (mixed !== undefined) return mixed;
  // `(1 + w) ε(x, c) - w ε(x)`.
  const guidance = all.flatMap(({ weights: own }) => own.flatMap((each) => addedToOne(each) ?? []))[0];
  if (guidance !== undefined && all.some(({ isMinus, weights: own }) => isMinus && isSame(guidance, own[0])))
    return given('guidance scale', guidance);
  const guided = all.find(
    (term) => term.weights.length === 1 && term.rest.length === 1 && all.some((other) => isDifferenceOfSame(term.rest[0], other.rest[0])),
  );
  if (guided !== undefined) return ofWeights('guidance scale', guided);
  const smoothed = smoothedBy(all);
  if (smoothed !== undefined) return given('label smoothing', smoothed);
  for (const term of all) {
    if (term.weights.length === 0) continue;
    const penalty = penaltyRoles(term);
    if (penalty.length > 0) found.push(...penalty);
    else if (averaged(term).some(isEntropy)) found.push(...ofWeights(field.isActing ? 'entropy coefficient' : 'loss weight', term));
    else if (averaged(term).some(isDivergence))
      found.push(
        ...ofWeights(field.isActing || field.isTuned ? 'kl coefficient' : field.isTeaching ? 'distillation weight' : 'loss weight', term),
      );
    else if (field.isActing && averaged(term).some(isValueError)) found.push(...ofWeights('value coefficient', term));
    // `0.3 L_hard + 0.7 T² L_soft`: how much of the teacher.
    else if (field.isTeaching && all.length === 2 && term.rest.some(isOfTeacher) && all.some((other) => other.rest.some(isOfLabels)))
      found.push(...ofWeights('distillation weight', term));
    else if (field.isTeaching && all.length === 2 && term.rest.some(isOfLabels) && all.some((other) => other.rest.some(isOfTeacher)))
      continue;
    // `0.3 CE(y, p) + 0.7 T² KL(u, z)`: the share that the divergence leaves over.
    else if (
      field.isTeaching &&
      all.length === 2 &&
      all.some((other) => other !== term && isRestOf(term, other) && averaged(other).some(isDivergence))
    )
      continue;
    else if (!isHalf(term) && term.rest.some(isLoss) && all.some((other) => other !== term && other.rest.some((each) => has(each, isLoss))))
      found.push(...ofWeights('loss weight', term));
    else if (isNoise(term, all)) found.push(...given('noise standard deviation', term.weights[0]));
  }
  return found;
}

/** `0.3` beside `0.7`. */
function isRestOf({ weights: own }: Weighed, { weights: others }: Weighed): boolean {
  const [part, whole] = [own, others].map((all) => all.flatMap((each) => (each.kind === 'number' ? [each.value] : []))[0]);
  return part !== undefined && whole !== undefined && Math.abs(part + whole - 1) < 1e-9;
}

/** `(1 - ε) y + ε / K`, `0.9 y + 0.1 / K`. */
function smoothedBy(all: readonly Weighed[]): Expression | undefined {
  const shares = all.flatMap(({ rest: [only] }) => (only?.kind === 'ratio' && only.under.kind === 'letter' ? [only.over] : []));
  return shares.find((share) =>
    all.some(({ weights: [own], rest }) =>
      own === undefined || rest.some(({ kind }) => kind === 'ratio')
        ? false
        : isEqual(takenFromOne(own), share) ||
          (own.kind === 'number' && share.kind === 'number' && Math.abs(own.value + share.value - 1) < 1e-9 && share.value < 0.5),
    ),
  );
}

/** `x + σ ξ`, `x + 0.1 ε`. */
function isNoise({ weights: own, rest }: Weighed, all: readonly Weighed[]): boolean {
  const [size, drawn, at, ...more] = [...own, ...rest];
  // `x(ν) + 0.05 ξ(ν)`.
  const isAtSame = at === undefined || all.some(({ rest: [data, same] }) => letterIn(data)?.base === 'x' && isSame(same, at));
  if (more.length > 0 || !isAtSame || drawn?.kind !== 'letter' || !/^[ξεnzηϵ]$/.test(drawn.base)) return false;
  const isAddedToData =
    all.length === 2 && all.some((other) => other.weights.length === 0 && /^[xXhy]$/.test(letterIn(other.rest[0])?.base ?? ''));
  return letterIn(size)?.base === 'σ' || (size?.kind === 'number' && isAddedToData);
}

/** Without the expectation that is taken of it: `𝔼[H(π)]`. */
function averaged({ rest }: Weighed): readonly Expression[] {
  const [mean, group, ...others] = rest;
  const [only, ...more] = group?.kind === 'group' ? group.items : [];
  return mean?.kind === 'letter' && mean.base === 'E' && others.length === 0 && more.length === 0 && only?.parts.length === 1
    ? only.parts
    : rest;
}

/** What is charged for the size of weights. */
function penaltyRoles(term: Weighed): Held[] {
  // `½‖w‖²` weighs nothing, and `½w²H` is a term of a series.
  if (term.weights.length === 0 || term.isMinus || isHalf(term) || term.rest.filter((each) => each.kind !== 'call').length > 1) return [];
  // `K + λI`.
  if (term.rest.length === 1 && letterIn(term.rest[0])?.name === 'I')
    return ofWeights('weight decay', term).filter(({ letter }) => letter === 'λ');
  if (term.rest.some((each) => has(each, isFirstNorm))) return ofWeights('l1 penalty', term);
  return term.rest.some((each) => has(each, isNormOfWeights)) ? ofWeights('weight decay', term) : [];
}

/** `ε(x, c) - ε(x)` behind `ε(x)`. */
function isDifferenceOfSame(each: Expression | undefined, other: Expression | undefined): boolean {
  if (each?.kind !== 'sum' || each.terms.length !== 2 || other?.kind !== 'call') return false;
  return each.terms.every(({ of }) => of.kind === 'call' && of.name === other.name && of.sub === other.sub);
}

/** `α KL + (1 - α) CE`: what mixes two losses. Undefined where nothing is mixed. */
function mixOf(all: readonly Weighed[], field: Field): Held[] | undefined {
  for (const term of all)
    for (const each of term.weights) {
      const taken = takenFromOne(each);
      const other = taken === undefined ? undefined : all.find((one) => one !== term && one.weights.some((own) => isSame(own, taken)));
      if (taken === undefined || other === undefined) continue;
      if (!term.rest.some((part) => has(part, isLoss)) || !other.rest.some((part) => has(part, isLoss))) return [];
      const isDistilled = field.isTeaching || [term, other].some(({ rest }) => rest.some((part) => has(part, isDivergence)));
      return given(isDistilled ? 'distillation weight' : 'loss weight', taken);
    }
  return undefined;
}

function isHalf({ weights: [only, ...others] }: Weighed): boolean {
  return only?.kind === 'number' && only.value === 0.5 && others.length === 0;
}

function isFirstNorm(each: Expression): boolean {
  return (
    each.kind === 'norm' &&
    ((each.bar === '‖' && each.sub === '1' && each.of.kind !== 'sum') ||
      (each.bar === '|' && letterIn(each.of) !== undefined && /^[wWθβzhα]$/.test(letterIn(each.of)?.base ?? '')))
  );
}

function isNormOfWeights(each: Expression): boolean {
  if (each.kind === 'norm') return each.bar === '‖' && each.sub !== '1' && isOfWeights(each.of) && letterIn(each.of)?.base !== 'x';
  return (
    each.kind === 'power' &&
    each.base.kind === 'letter' &&
    each.exponent.kind === 'number' &&
    each.exponent.value === 2 &&
    /^[wWθβ]$/.test(each.base.base) &&
    // A state, not a weight: `θ_k²`, `\\dot θ²`.
    !/^[tk]$/.test(each.base.sub) &&
    !/dot/.test(each.base.mark)
  );
}

function isValueError(each: Expression): boolean {
  return (
    /^L_?(?:VF|V$|value|v$|critic)/i.test(word(each)) ||
    (each.kind === 'power' && each.base.kind === 'sum' && each.base.terms.some(({ of }) => isValue(of)))
  );
}

/** `Σ γ^t r`. */
function productRoles({ factors }: Extract<Expression, { kind: 'product' }>): Held[] {
  const isSummed = factors.some((each) => each.kind === 'call' && each.name === 'sum');
  // `(λ / 2) ‖θ‖²`: a penalty by itself.
  const alone = weighed({ kind: 'product', factors }, false);
  const found = penaltyRoles(alone);
  // `c_2 H(π)`: of a policy, whatever else is said.
  if (alone.rest.some((each) => isEntropy(each) && has(each, (part) => part.kind === 'letter' && part.base === 'π')))
    found.push(...ofWeights('entropy coefficient', alone));
  if (isSummed && factors.some(isReward))
    for (const each of factors)
      if (each.kind === 'power' && (each.base.kind === 'number' ? each.base.value < 1 : /^[γβ]$/.test(letterIn(each.base)?.name ?? '')))
        found.push(...given('discount factor', each.base));
  return found;
}

function ratioRoles({ over, under }: Extract<Expression, { kind: 'ratio' }>): Held[] {
  // `η / (1 - μ)`: how far a step goes in the end.
  const kept = takenFromOne(under);
  if (over.kind === 'letter' && /^[ηα]$/.test(over.base) && kept?.kind === 'letter' && /^[μβρm]$/.test(kept.base))
    return given('momentum', kept);
  // `log p(y) / |y|^α`.
  if (under.kind === 'power' && under.base.kind === 'norm' && has(over, (each) => each.kind === 'call' && each.name === 'log'))
    return given('length penalty', under.exponent);
  return [];
}

/** `z / τ`, as long as it does not fall with a time or a distance. */
function softenedBy(inner: Expression | undefined): Held[] {
  if (inner === undefined) return [];
  return factorsOf(inner).flatMap((each) =>
    each.kind === 'ratio' && (each.under.kind === 'number' || /^(?:τ|T|t)$/.test(letterIn(each.under)?.base ?? ''))
      ? given('temperature', each.under)
      : [],
  );
}

function callRoles({ name, args }: Extract<Expression, { kind: 'call' }>): Held[] {
  const parts = args.flatMap(({ parts: [part] }) => (part === undefined ? [] : [part]));
  switch (name) {
    case 'clip': {
      const [, low, high] = parts;
      const from = low === undefined ? undefined : takenFromOne(low);
      if (from !== undefined) return given('clip range', from);
      return low?.kind === 'number' && high?.kind === 'number' && Math.abs(low.value + high.value - 2) < 1e-9 && low.value < 1
        ? [{ name: 'clip range', value: Number((1 - low.value).toPrecision(9)) }]
        : [];
    }
    case 'exp':
    case 'softmax':
    case 'σ':
    case 'sigmoid':
      return softenedBy(parts[0]);
    case 'max':
    case 'min': {
      const [one, other] = parts;
      const [constant, rest] = one?.kind === 'number' ? [one, other] : [other, one];
      if (constant?.kind !== 'number' || rest === undefined) return [];
      if (name === 'max' && constant.value === 0) return marginIn(rest);
      // A gradient as long as `min(c, ‖g‖)`.
      if (name === 'min' && rest.kind === 'norm' && has(rest, isGradient)) return [{ name: 'gradient clipping', value: constant.value }];
      // `min(1, c / ‖g‖)`.
      if (constant.value === 1 && rest.kind === 'ratio') {
        const [bound, length] = name === 'min' ? [rest.over, rest.under] : [rest.under, rest.over];
        return length.kind === 'norm' && has(length, isGradient) ? given('gradient clipping', bound) : [];
      }
      return [];
    }
    default:
      return [];
  }
}

/** `d - d' + m` of which only what is positive counts. */
function marginIn(expression: Expression | undefined): Held[] {
  if (expression?.kind !== 'sum' || expression.terms.length < 3) return [];
  const bare = expression.terms.filter(
    ({ of, isMinus }) => !isMinus && (of.kind === 'number' || (of.kind === 'letter' && /^[mαβγδεκμνξρτΔ]$|^margin$/.test(of.base))),
  );
  return bare.length === 1 ? given('margin', bare[0]?.of) : [];
}

/** Letters that stand alone as what is added: `y = f(x) + ξ`. */
export function summandsIn(chain: Chain): string[] {
  const whole = chain.parts.at(-1);
  if (chain.parts.length < 2 || whole?.kind !== 'sum') return [];
  return whole.terms.slice(1).flatMap(({ of }) => (of.kind === 'letter' ? [of.base] : []));
}
