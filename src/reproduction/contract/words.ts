/** What a result says to people and to the model. */
import type { NoContract } from './expression.ts';
import type { ContractResult } from './harness.ts';

/** What differs, or why nothing was compared; undefined where it agrees. */
export function wordsOfResult(result: ContractResult): string | undefined {
  switch (result.kind) {
    case 'ok':
      return undefined;
    case 'not-compared':
      return result.why;
    case 'mismatch': {
      const { diverges, traced, shapes, at } = result;
      const values =
        at === undefined ? '' : ` At [${at.index.join(', ')}] the code has ${short(at.code)} and the equation ${short(at.equation)}.`;
      if (shapes !== undefined)
        return `The code returns the shape ${shape(shapes.code)} and the equation has ${shape(shapes.equation)}.${values}`;
      if (diverges !== undefined) return `At ${diverges.tex.trim()}: ${lowered(diverges.says)}${values}`;
      const factor = traced?.factor === undefined ? '' : ` by the factor ${short(traced.factor)} everywhere`;
      return `The value differs${factor}; the smallest part with all that the difference depends on is ${traced?.tex.trim() ?? 'the whole'}.${values}`;
    }
  }
}

/** The same where that part is drawn beside it as a formula. */
export function besideFormula(words: string, tex: string): string {
  const part = tex.trim();
  const cut = words.replace(`At ${part}: `, '').replace(`; the smallest part with all that the difference depends on is ${part}`, '');
  return `${cut.slice(0, 1).toUpperCase()}${cut.slice(1)}`;
}

export function withoutContract({ why }: NoContract): string {
  return `what has no single meaning here: ${why}`;
}

function lowered(text: string): string {
  return text.replace(/^The code/, 'the code');
}

function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(5))) : String(value);
}

function shape(sizes: readonly number[]): string {
  return sizes.length === 0 ? 'of a scalar' : sizes.join(' × ');
}
