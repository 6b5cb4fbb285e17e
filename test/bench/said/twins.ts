/** Sentences that state settings, each beside one that looks alike and states none: a bank for both recall and restraint. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sayWhat } from '../../../src/papers/said/sayWhat.ts';
import { isFound } from './judge.ts';
import { judgedNames, paperOf } from './texts.ts';
import type { TrueValue } from './truth.ts';

const phrases = join(import.meta.dirname, '..', '..', 'fixtures', 'papers', 'phrases', 'papers');

export interface Twins {
  readonly section: string;
  readonly says: string;
  readonly truth: readonly TrueValue[];
  readonly notSection: string;
  readonly not: string;
}

export function twinsIn(file: string): readonly Twins[] {
  return JSON.parse(readFileSync(join(phrases, file), 'utf8'));
}

export interface TwinsRead {
  readonly right: number;
  readonly lost: readonly string[];
  /** Read from what states settings, but not one of them. */
  readonly wrong: readonly string[];
  /** Read from what states none. */
  readonly taken: readonly string[];
}

/** Settings with a name that is judged; 0 may be left out. */
export function readTwins({ section, says, truth, notSection, not }: Twins): TwinsRead {
  const isJudged = ({ name, value }: { readonly name: string; readonly value: unknown }): boolean => judgedNames.has(name) && value !== 0;
  const read = (under: string, tex: string) => sayWhat(paperOf(paperWith(under, tex))).hyperparameters.filter(isJudged);
  const found = read(section, says);
  const expected = truth.filter(isJudged);
  const lost = expected.filter((one) => !found.some((value) => isFound(value, one)));
  return {
    right: expected.length - lost.length,
    lost: lost.map(({ name, value }) => `${name} ${JSON.stringify(value)}: ${says}`),
    wrong: found.filter((value) => !expected.some((one) => isFound(value, one))).map(({ name, value }) => `${name} ${value}: ${says}`),
    taken: read(notSection, not).map(({ name, value }) => `${name} ${value}: ${not}`),
  };
}

/** LaTeX of a paper that says nothing else. */
export function paperWith(section: string, tex: string): string {
  return String.raw`\documentclass{article}\title{Training Small Networks}\begin{document}\maketitle\begin{abstract}We train small models on our data and report what we measure.\end{abstract}\section{Introduction} We train a neural network for our task with data of our own. \section{${section}} ${tex} \end{document}`;
}
