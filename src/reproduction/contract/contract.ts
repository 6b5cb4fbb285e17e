/** What is tested of a display equation, as it will lie in stage files (docs/formats.md, “Equation contracts”), or why it cannot be. */
import type { ContractSymbol, Equation, Expression, NoContract, Shape } from './expression.ts';
import { everyPart } from './expression.ts';
import { parseEquations } from './parse.ts';
import { orNone } from './refused.ts';
import { shapesOf } from './shapes.ts';

export const contractFormat = 1;

export interface Contract {
  readonly kind: 'contract';
  readonly format: typeof contractFormat;
  /** As the paper has it. */
  readonly tex: string;
  /** Which equation of the formula, from 0. */
  readonly part: number;
  /** All that are declared; those that it uses are drawn. */
  readonly symbols: readonly ContractSymbol[];
  readonly equation: Equation;
  readonly shape: Shape;
}

/** One for each equation that stands in the formula. Nothing in it is a guess: what has two meanings has none here. */
export function contractsOf(tex: string, symbols: readonly ContractSymbol[]): readonly (Contract | NoContract)[] {
  return parseEquations(tex, symbols).map((equation, part) => {
    if (equation.kind === 'none') return equation;
    const shapes = orNone(() => shapesOf(equation, symbols));
    if ('kind' in shapes) return shapes;
    return { kind: 'contract', format: contractFormat, tex, part, symbols, equation, shape: shapes.value };
  });
}

/** Names of symbols and sizes that the value depends on. */
export function namesIn(expression: Expression): ReadonlySet<string> {
  return new Set([...everyPart(expression)].flatMap((part) => (part.kind === 'symbol' ? [part.name] : [])));
}
