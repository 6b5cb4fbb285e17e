/** Which formulas give a number to something: `λ = 2` does, the 2 of `(λ / 2)‖θ‖²` is part of an expression. */
import { type Chain, type Expression, parsed } from './formula.ts';
import { has } from './parts.ts';

const worth = /[a-zA-Z]/;
const operators = /[-+/^]|\\(?:[dt]?frac|sum|cdot|max|min|sqrt)(?![a-z])/;
/** Distributions, orders, and methods with what they are run with. */
const drawn = /^(?:N|U|Beta|β|Uniform|uniform|Normal|O|SGD|Adam\w?|RMSprop)$/;

/** The text of a formula without the numbers that only its expressions are made of. Every character keeps its place. */
export function statedAlone(tex: string, text: string): string {
  if (!/\d/.test(text) || !worth.test(tex) || !operators.test(tex)) return text;
  const chains = parsed(tex);
  if (chains.length === 0 || chains.some(states) || !chains.some(({ parts }) => parts.some(isWorkedOut))) return text;
  return text.replaceAll(/(?<![\p{L}\d.])\d+(?:\.\d+)?/gu, (digits) => '·'.repeat(digits.length));
}

/** A number, or numbers, that stand for themselves or behind a sign. */
function states({ parts }: Chain): boolean {
  const last = parts.at(-1);
  if (last === undefined) return false;
  // `SGD(η = 0.1, μ = 0.9)`: what it is run with.
  if (parts.length === 1 && last.kind === 'call' && last.name.length > 1 && last.args.some(isGiven)) return true;
  // `0.1·0.98^t`: a course with its own numbers.
  if (has(last, (each) => each.kind === 'power' && each.base.kind === 'number')) return true;
  if (parts.length === 1) return !isOfLetters(last);
  return parts.some(
    (part, index) => index > 0 && !isOfLetters(part) && parts[index - 1]?.kind !== 'sum' && parts[index - 1]?.kind !== 'ratio',
  );
}

function isGiven(chain: Chain): boolean {
  return chain.signs[0] === '=' && chain.parts.length === 2 && states(chain);
}

/** Of norms and functions: not a course like `1 / √t`, nor `10⁻⁵·B`. */
function isWorkedOut(expression: Expression): boolean {
  return has(expression, (each) => each.kind === 'norm' || (each.kind === 'call' && each.name !== 'sqrt' && !drawn.test(each.name)));
}

/** Something with a letter that is not a unit. */
function isOfLetters(expression: Expression): boolean {
  if (expression.kind === 'call' && drawn.test(expression.name)) return false;
  return has(
    expression,
    (each) =>
      (each.kind === 'letter' && each.base.length === 1 && !/^[kM×…]$/.test(each.base) && each.mark !== 'bb') ||
      (each.kind === 'call' && !drawn.test(each.name)) ||
      (each.kind === 'norm' && each.bar === '‖'),
  );
}
