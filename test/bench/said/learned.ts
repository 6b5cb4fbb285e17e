/** Learns how much cues that hold or do not speak for what was true, and keeps it as data of the product. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Weights } from '../../../src/papers/said/weighing.ts';

export interface Row {
  readonly cues: readonly string[];
  readonly is: boolean;
  readonly weight: number;
}

/** Whose text it is, by the letters that its name begins with. */
export function authorOf(name: string): string {
  return /^[a-z]+/.exec(name)?.[0] ?? name;
}

/** For each author of `judged`, what `give` makes of their texts by weights that were learned of all others'. */
export function withoutEach<Text extends { readonly author: string }, Given>(
  judged: readonly Text[],
  all: readonly Text[],
  learn: (texts: readonly Text[]) => Weights,
  give: (own: readonly Text[], weights: Weights) => Given,
): (readonly [author: string, given: Given])[] {
  const authors = [...new Set(judged.map(({ author }) => author))];
  return authors.map((author) => [
    author,
    give(
      judged.filter((text) => text.author === author),
      learn(all.filter((text) => text.author !== author)),
    ),
  ]);
}

/** The cues that hold in so many rows or more. */
export function counted(rows: readonly Row[], fewest: number): readonly string[] {
  const seen = new Map<string, number>();
  for (const { cues } of rows) for (const cue of cues) seen.set(cue, (seen.get(cue) ?? 0) + 1);
  return [...seen]
    .filter(([, count]) => count >= fewest)
    .map(([cue]) => cue)
    .sort();
}

/** Writes weights to a file of `src/papers/said`, but those of nothing. Tells how many cues they are. */
export function writeWeights(file: string, what: string, by: string, learned: Weights): number {
  const rounded = (cue: string): number => Math.round((learned.get(cue) ?? 0) * 100) / 100;
  const lines = [...learned.keys()].filter((cue) => cue !== '' && rounded(cue) !== 0).map((cue) => `${rounded(cue)} ${cue}`);
  writeFileSync(
    join(import.meta.dirname, '..', '..', '..', 'src', 'papers', 'said', file),
    `/** ${what}. Written by test/bench/said/${by}. Data. */\n\nexport const bias = ${rounded('')};\n\n/** A line each: the weight and its cue. */\nexport const weights = \`${lines.join('\n')}\`;\n`,
  );
  return lines.length;
}

/** Logistic regression with a quadratic penalty of `1 / strength`, by accelerated descent with a step for each cue. */
export function learnedOf(rows: readonly Row[], cues: readonly string[], strength: number): Weights {
  const index = new Map(cues.map((cue, at) => [cue, at + 1]));
  const held = rows.map((row) => Int32Array.from([0, ...row.cues.flatMap((cue) => index.get(cue) ?? [])]));
  const size = cues.length + 1;
  const step = new Float64Array(size).fill(1 / strength);
  // Bounds of the curvature: as many cues as hold beside each other.
  held.forEach((here, at) => {
    for (const cue of here) step[cue] = (step[cue] ?? 0) + 0.25 * here.length * (rows[at]?.weight ?? 1);
  });
  let now = new Float64Array(size);
  let ahead = new Float64Array(size);
  let speed = 1;
  for (let round = 0; round < 200; round++) {
    const slope = Float64Array.from(ahead, (weight, at) => (at === 0 ? 0 : weight / strength));
    held.forEach((here, at) => {
      const { is, weight } = rows[at] ?? { is: false, weight: 0 };
      let sum = 0;
      for (const cue of here) sum += ahead[cue] ?? 0;
      const error = weight * (1 / (1 + Math.exp(-sum)) - (is ? 1 : 0));
      for (const cue of here) slope[cue] = (slope[cue] ?? 0) + error;
    });
    const next = ahead.map((weight, at) => weight - (slope[at] ?? 0) / (step[at] ?? 1));
    const faster = (1 + Math.sqrt(1 + 4 * speed * speed)) / 2;
    ahead = next.map((weight, at) => weight + ((speed - 1) / faster) * (weight - (now[at] ?? 0)));
    [now, speed] = [next, faster];
  }
  return new Map(['', ...cues].map((cue, at) => [cue, now[at] ?? 0]));
}
