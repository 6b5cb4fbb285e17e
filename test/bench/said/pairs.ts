/** Pieces of one paper that disagree or only look as if they did: a bank of ways of saying it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sayWhat } from '../../../src/papers/said/sayWhat.ts';
import { isEqual } from './judge.ts';
import { paperOf } from './texts.ts';

const phrases = join(import.meta.dirname, '..', '..', 'fixtures', 'papers', 'phrases', 'papers');

export interface Pair {
  readonly texts: readonly string[];
  /** The setting of which they say two values; `null` where they only look like it. */
  readonly contradicts: string | null;
  readonly values?: readonly (number | string)[];
}

/** All of those files. */
export const pairFiles = ['pairs.json', 'pairs2.json', 'pairs3.json', 'pairs4.json', 'pairs5.json', 'pairs6.json'];

export function pairsIn(file: string): readonly Pair[] {
  return JSON.parse(readFileSync(join(phrases, file), 'utf8'));
}

/** What is wrong with what was read of a pair: nothing for a disagreement that is found, and for a pair without one that gives no alarm. */
export function wrongOf({ texts, contradicts, values = [] }: Pair): string | undefined {
  const { contradictions } = sayWhat(paperOf(paperWith(texts)));
  const seen = contradictions.map((one) => `${one.name} ${one.values.map(({ value }) => value).join(' | ')}`).join('; ');
  if (contradicts === null) return contradictions.length === 0 ? undefined : `alarm: ${seen}`;
  const isFound = contradictions.some(
    ({ name, values: own }) => name === contradicts && values.every((value) => own.some((one) => isEqual(one.value, value))),
  );
  return isFound ? undefined : `lost: ${contradicts} ${values.join(' | ')}${seen === '' ? '' : ` (seen: ${seen})`}`;
}

/** LaTeX of a paper that says them one after the other. */
export function paperWith(texts: readonly string[]): string {
  const all = texts.join('\n\n');
  const head = all.includes('\\begin{abstract}')
    ? ''
    : '\\begin{abstract}We train a neural network and report how well it does.\\end{abstract}\n';
  const [abstract = '', rest] = all.startsWith('\\begin{abstract}') ? split(all) : ['', all];
  return `\\documentclass{article}\n\\title{Learning with networks}\n\\begin{document}\n\\maketitle\n${head}${abstract}\n${rest.includes('\\section') ? '' : '\\section{Experiments}\n'}${rest}\n\\end{document}\n`;
}

function split(text: string): [string, string] {
  const end = text.indexOf('\\end{abstract}') + '\\end{abstract}'.length;
  return [text.slice(0, end), text.slice(end)];
}
