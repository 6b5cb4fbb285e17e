import { strict as assert } from 'node:assert';
import type { Said } from '../../../../src/papers/said/said.ts';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

/** What is said in these sections. */
export function whole(body: string): Said {
  return sayWhat(paperOf(String.raw`\begin{document}${body}\end{document}`));
}

/** What is said by these words of a set-up. */
export function ofSetUp(tex: string): Said {
  return whole(String.raw`\section{Set-up} ${tex} `);
}

/** A table behind a sentence that has it trained. */
export function table(caption: string, columns: string, ...rows: readonly string[]): string {
  return String.raw`We train a network. \begin{table}\caption{${caption}}\begin{tabular}{${columns}}${rows.join(String.raw` \\ `)}\end{tabular}\end{table}`;
}

/** Values of settings only, `name = value (scope)`. */
export function said(tex: string): string[] {
  return ofSetUp(tex).hyperparameters.map(
    ({ name, value, values, role, scope }) =>
      `${name} = ${role === undefined ? value : `${values?.join(', ')} ${role}`}${scope === undefined ? '' : ` (${scope})`}`,
  );
}

/** A test for each text: what it says, in any order. */
export function reads(ways: readonly (readonly [tex: string, ...expected: string[]])[]): void {
  for (const [tex, ...expected] of ways) it(`reads “${tex}”`, () => assert.deepEqual([...new Set(said(tex))].sort(), [...expected].sort()));
}
