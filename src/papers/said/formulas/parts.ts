/** What a reader asks of the parts of a formula. */
import type { Held } from '../formulaForms.ts';
import type { Chain, Expression, Letter } from './formula.ts';

/** All of it, the outermost first. */
export function* within(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of partsOf(expression)) yield* within(part);
}

export function* withinChain({ parts }: Chain): Generator<Expression> {
  for (const part of parts) yield* within(part);
}

export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'letter':
      return [];
    case 'sum':
      return expression.terms.map(({ of }) => of);
    case 'product':
      return expression.factors;
    case 'ratio':
      return [expression.over, expression.under];
    case 'power':
      return [expression.base, expression.exponent];
    case 'norm':
      return [expression.of];
    case 'call':
      return expression.args.flatMap(({ parts }) => parts);
    case 'group':
      return expression.items.flatMap(({ parts }) => parts);
  }
}

/** What is added up. */
export function termsOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'sum' ? expression.terms.map(({ of }) => of) : [expression];
}

export function factorsOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'product' ? expression.factors : [expression];
}

/** The letter that something is, with or without a power or a number below it. */
export function letterIn(expression: Expression | undefined): Letter | undefined {
  if (expression === undefined) return undefined;
  if (expression.kind === 'letter') return expression;
  if (expression.kind === 'power') return letterIn(expression.base);
  if (expression.kind === 'ratio' && expression.under.kind === 'number') return letterIn(expression.over);
  return undefined;
}

/** `1 - ε`: what is taken from one. */
export function takenFromOne(expression: Expression): Expression | undefined {
  if (expression.kind !== 'sum' || expression.terms.length !== 2) return undefined;
  const [one, other] = expression.terms;
  return one?.of.kind === 'number' && one.of.value === 1 && !one.isMinus && other?.isMinus === true ? other.of : undefined;
}

/** `1 + w`. */
export function addedToOne(expression: Expression): Expression | undefined {
  if (expression.kind !== 'sum' || expression.terms.length !== 2) return undefined;
  const [a, b] = expression.terms;
  if (a === undefined || b === undefined || a.isMinus || b.isMinus) return undefined;
  if (a.of.kind === 'number' && a.of.value === 1) return b.of;
  return b.of.kind === 'number' && b.of.value === 1 ? a.of : undefined;
}

/** Both are the same letter, whatever step they are of: `v_t` and `v_{t-1}`. */
export function isSame(a: Expression | undefined, b: Expression | undefined): boolean {
  return a?.kind === 'letter' && b?.kind === 'letter' && a.base === b.base && a.mark === b.mark && stem(a) === stem(b);
}

/** The same letter or the same number. */
export function isEqual(a: Expression | undefined, b: Expression | undefined): boolean {
  return a?.kind === 'number' && b?.kind === 'number' ? a.value === b.value : isSame(a, b);
}

function stem({ sub }: Letter): string {
  return sub.replace(/(?:^|,)[tkni](?:[-+−]?1)?$|^\d$/, '');
}

export function has(expression: Expression, is: (part: Expression) => boolean): boolean {
  for (const part of within(expression)) if (is(part)) return true;
  return false;
}

/** A term as what it is weighed with and what is weighed. A weight is a letter that is a plain one, a number or `1 - α`. */
export interface Weighed {
  readonly isMinus: boolean;
  readonly weights: readonly Expression[];
  readonly rest: readonly Expression[];
}

const weight = /^[αβγδεζηκλμνρστωξχb-gk-msuw]$/u;

export function weighed(expression: Expression, isMinus: boolean): Weighed {
  const factors = factorsOf(expression);
  // What stands last is what is weighed, unless nothing else could be.
  const isWeight = (each: Expression): boolean =>
    each.kind === 'number' ||
    (each.kind === 'letter' && each.mark === '' && weight.test(each.base)) ||
    (each.kind === 'ratio' && isWeight(each.over) && isWeight(each.under)) ||
    takenFromOne(each) !== undefined ||
    addedToOne(each) !== undefined;
  const weights = factors.filter((each, index) => isWeight(each) && index < factors.length - 1);
  return { isMinus, weights, rest: factors.filter((each) => !weights.includes(each)) };
}

/** A letter, or a number where it is no trivial one. */
export function given(setting: string, expression: Expression | undefined): Held[] {
  if (expression === undefined) return [];
  if (expression.kind === 'number')
    return expression.value === 0 || expression.value === 1 || expression.value === 2 ? [] : [{ name: setting, value: expression.value }];
  const letter = letterIn(expression);
  return letter === undefined || letter.mark !== '' ? [] : [{ name: setting, letter: letter.name }];
}
