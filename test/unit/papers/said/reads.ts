import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

/** Values of settings only, `name = value (scope)`. */
export function said(tex: string): string[] {
  return sayWhat(paperOf(String.raw`\begin{document}\section{Set-up} ${tex} \end{document}`)).hyperparameters.map(
    ({ name, value, values, role, scope }) =>
      `${name} = ${role === undefined ? value : `${values?.join(', ')} ${role}`}${scope === undefined ? '' : ` (${scope})`}`,
  );
}

/** A test for each text: what it says, in any order. */
export function reads(ways: readonly (readonly [tex: string, ...expected: string[]])[]): void {
  for (const [tex, ...expected] of ways) it(`reads “${tex}”`, () => assert.deepEqual([...new Set(said(tex))].sort(), [...expected].sort()));
}
