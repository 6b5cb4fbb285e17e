/** What a rule says by which something is changed step by step: weights, their velocity and averages, values of states. */
import type { Held } from '../formulaForms.ts';
import type { Chain, Expression, Letter } from './formula.ts';
import { factorsOf, given, has, isSame, letterIn, takenFromOne, termsOf, type Weighed, weighed } from './parts.ts';

export interface Updated {
  readonly isActing: boolean;
  readonly hasTarget: boolean;
}

const weights = /^(?:θ|ϑ|w|W|φ|ψ|ω|β|x|p|params?|weights?)$/;
/** What a correction in proportion to an error changes. */
const corrects = /^[θϑwWhcφ]$/;
const gradients = /^(?:g|G|∇|d|nabla|partial)$/;

/** `v ← μv + g`, `θ̄ ← aθ̄ + (1-a)θ`, `θ ← θ - ηv`, `Δw(n) = -η ∂E/∂w + αΔw(n-1)`, `Q ← Q + α(r + γ max Q - Q)`. */
export function updateOf(chain: Chain, field: Updated): Held[] {
  const [to, from] = chain.parts;
  const [sign] = chain.signs;
  if (to === undefined || from === undefined || (sign !== '←' && sign !== '=')) return [];
  if (isChange(to)) return changeOf(from);
  if (from.kind !== 'sum') return [];
  const corrected = correctionOf(to, from);
  if (corrected.length > 0 || to.kind !== 'letter') return corrected;
  const terms = from.terms.map(({ of, isMinus }) => weighed(of, isMinus));
  const old = terms.find(({ rest }) => rest.length === 1 && isSame(rest[0], to));
  const others = terms.filter((each) => each !== old);
  if (old === undefined || others.length === 0) return [];
  return old.weights.length === 0 ? stepOf(to, others) : keptOf(to, old, others, field);
}

/** A step down the gradient; a length that is told as a number is one that was taken. */
function stepOf(to: Letter, others: readonly Weighed[]): Held[] {
  if (!weights.test(to.base)) return [];
  const [only] = others;
  const isTaken =
    others.length === 1 &&
    only?.isMinus === true &&
    only.weights.length === 1 &&
    only.weights[0]?.kind === 'number' &&
    only.rest.some(isGradient);
  const steps = others.flatMap((term) => {
    const isOfGradient = term.rest.some((each) => has(each, isGradient));
    return (term.isMinus || isOfGradient) && (to.base !== 'x' || isOfGradient)
      ? [...ofWeights('learning rate', term), ...term.rest.flatMap((each) => [...stabiliser(each), ...decayWithin(each, to)])]
      : [];
  });
  return isTaken ? [...steps, { name: 'optimizer', value: 'SGD' }] : steps;
}

/** `g + λw` within a step. */
function decayWithin(each: Expression, to: Letter): Held[] {
  const terms = termsOf(each).map((of) => weighed(of, false));
  const own = terms.find(({ rest, weights: all }) => all.length > 0 && rest.length === 1 && isSame(rest[0], to));
  return own !== undefined && terms.some(({ rest }) => rest.some((part) => has(part, isGradient))) ? ofWeights('weight decay', own) : [];
}

function keptOf(to: Letter, old: Weighed, others: readonly Weighed[], field: Updated): Held[] {
  const [added, ...more] = others;
  const [keep] = old.weights;
  if (added === undefined || keep === undefined || old.weights.length > 1) return [];
  const isOfGradient = added.rest.some((each) => has(each, isGradient));
  const isVelocity = /^(?:v|u|m|b|z|V|M|Δ|δ)$/.test(to.base) && isOfGradient;
  const taken = takenFromOne(keep);
  // `m ← 0.9m + g + 10⁻⁴w`.
  const [decay] = more;
  if (decay !== undefined)
    return isVelocity && more.length === 1 && decay.rest.length === 1 && isOfWeights(decay.rest[0])
      ? [...given('momentum', keep), ...ofWeights('learning rate', added), ...ofWeights('weight decay', decay)]
      : [];
  const mixes = added.weights.find((each) => letterIn(takenFromOne(each)) !== undefined);
  const isAverage =
    taken !== undefined ||
    mixes !== undefined ||
    (keep.kind === 'number' && added.weights.some((each) => each.kind === 'number' && Math.abs(each.value + keep.value - 1) < 1e-9));
  if (!isAverage) return isVelocity ? [...given('momentum', keep), ...ofWeights('learning rate', added)] : [];
  if (isOfGradient) {
    // `w ← (1 - λ)w - ηg`.
    if (taken?.kind === 'number' && added.isMinus && weights.test(to.base))
      return [...ofWeights('learning rate', added), ...given('weight decay', taken)];
    const isSquared = added.rest.some((each) => each.kind === 'power') || added.rest.filter((each) => has(each, isGradient)).length > 1;
    return given(isSquared ? 'beta2' : /^β1?$/.test(letterIn(keep)?.name ?? '') || to.base === 'm' ? 'beta1' : 'momentum', keep);
  }
  // An average of something else than weights is a measure.
  if (!/^(?:[θϑwWφψωξΘ]|params?|weights?)$/.test(to.base)) return [];
  // `θ⁻ ← 0.99 θ⁻ + 0.01 θ`, `θ⁻ ← (1 - τ)θ⁻ + τθ`: how much of the new one comes in.
  if (taken !== undefined) return field.isActing || field.hasTarget ? given('target update rate', taken) : [];
  const [mixed] = added.weights;
  if (field.hasTarget && keep.kind === 'number' && mixed?.kind === 'number') return given('target update rate', mixed);
  return given('ema decay', keep);
}

/** `Δw_{ij}(n)`, `ΔW`. */
function isChange(each: Expression): boolean {
  const [sign, what] = factorsOf(each);
  return sign?.kind === 'letter' && sign.base === 'Δ' && what !== undefined && isOfWeights(what);
}

/** `-η ∂E/∂w + αΔw(n - 1)`, `0.1 δ o + 0.9 Δw(n - 1)`: as those wrote it who sent errors back first. */
function changeOf(from: Expression): Held[] {
  const terms = from.kind === 'sum' ? from.terms : [{ of: from, isMinus: false }];
  const isOld = (of: Expression): boolean => {
    const [, ...behind] = factorsOf(of);
    const at = behind.findIndex((each) => letterIn(each)?.base === 'Δ');
    return at >= 0 && isOfWeights(behind[at + 1]);
  };
  const pushed = (of: Expression): boolean =>
    factorsOf(of)
      .slice(1)
      .some((each) => has(each, (part) => isGradient(part) || (part.kind === 'letter' && part.base === 'δ')));
  return terms.flatMap(({ of, isMinus }) => {
    const [first] = factorsOf(of);
    if (isOld(of)) return given('momentum', first);
    if (pushed(of)) return given('learning rate', first);
    return isMinus && factorsOf(of).length === 2 && isOfWeights(factorsOf(of)[1]) ? given('weight decay', first) : [];
  });
}

/** What is added to weights, or to what an action is worth, is in proportion to an error: `w + μ e x`, `Q + α(r + γ max Q - Q)`. */
function correctionOf(to: Expression, { terms: [old, added, ...more] }: Extract<Expression, { kind: 'sum' }>): Held[] {
  const isValued = to.kind === 'call' && /^[QVqv]$/.test(to.name);
  if (!isValued && !(to.kind === 'letter' && corrects.test(to.base))) return [];
  const isOld =
    old !== undefined && !old.isMinus && (isSame(old.of, to) || (isValued && old.of.kind === 'call' && old.of.name === to.name));
  if (!isOld || added === undefined || added.isMinus || more.length > 0) return [];
  const factors = factorsOf(added.of);
  const number = factors.find((each) => each.kind === 'number' && each.value !== 2);
  const lettered = factors.filter(({ kind }) => kind !== 'number');
  // `μ / (ε + ‖x‖²)`.
  const [first] = lettered;
  const letter = first?.kind === 'ratio' ? first.over : first;
  const isLetter = letter?.kind === 'letter' && /^[μηαβγρκ]$/.test(letter.base);
  const isOff = (isLetter ? lettered.slice(1) : lettered).some(
    (each) => /^[eεϵδξE]$/.test(letterIn(each)?.base ?? '') || isDifference(each.kind === 'group' ? each.items[0]?.parts[0] : each),
  );
  return isOff ? given('learning rate', isLetter ? letter : number) : [];
}

function isDifference(each: Expression | undefined): boolean {
  return each?.kind === 'sum' && each.terms.some(({ isMinus }) => isMinus);
}

/** The one letter among what weighs a term. */
export function ofWeights(setting: string, { weights: all }: Weighed): Held[] {
  const own = all.flatMap((each) => {
    const letter = letterIn(each);
    return letter === undefined ? [] : [each];
  });
  if (own.length === 1) return given(setting, own[0]);
  const [only] = all;
  // `1.0 L`: nobody writes a one that says nothing.
  if (own.length === 0 && all.length === 1 && only?.kind === 'number' && only.value === 1) return [{ name: setting, value: 1 }];
  return own.length === 0 && all.length === 1 ? given(setting, only) : [];
}

export function isOfWeights(each: Expression | undefined): boolean {
  return weights.test(letterIn(each)?.base ?? '');
}

export function isReward(each: Expression): boolean {
  return each.kind === 'letter' && /^[rR]$/.test(each.base);
}

export function isGradient(each: Expression): boolean {
  return (
    (each.kind === 'letter' && (gradients.test(each.base) || each.mark === 'gradient')) ||
    (each.kind === 'call' && gradients.test(each.name))
  );
}

/** `m / (√v + ε)`. */
function stabiliser(expression: Expression): Held[] {
  if (expression.kind !== 'ratio' || expression.under.kind !== 'sum') return [];
  const { terms } = expression.under;
  return terms.some(({ of }) => of.kind === 'call' && of.name === 'sqrt')
    ? terms.flatMap(({ of }) => (of.kind === 'letter' || of.kind === 'number' ? given('epsilon', of) : []))
    : [];
}
