/** What a letter is drawn from. */
import type { Held } from '../formulaForms.ts';
import type { Chain } from './formula.ts';
import { factorsOf, given, isEqual } from './parts.ts';

/** `ξ ~ N(0, σ²)` where `ξ` is added to something; `λ ~ Beta(α, α)`. */
export function drawnFrom({ parts: [one, from], signs: [sign] }: Chain, summands: ReadonlySet<string>): Held[] {
  if (sign !== '∼' || from?.kind !== 'call' || one?.kind !== 'letter') return [];
  const args = from.args.map(({ parts: [part] }) => part);
  if (from.name === 'Beta' || from.name === 'β')
    return isEqual(args[0], args[1]) && (args[0]?.kind === 'letter' || one.base === 'λ') ? given('mixup alpha', args[0]) : [];
  const [mean, variance] = args;
  if (from.name !== 'N' || mean?.kind !== 'number' || mean.value !== 0 || variance === undefined || !summands.has(one.base)) return [];
  const [squared] = factorsOf(variance);
  if (squared?.kind === 'power' && squared.exponent.kind === 'number' && squared.exponent.value === 2)
    return given('noise standard deviation', squared.base);
  return squared?.kind === 'number' && squared.value !== 1
    ? [{ name: 'noise standard deviation', value: Number(Math.sqrt(squared.value).toPrecision(12)) }]
    : [];
}
