/** Cues that hold or do not, weighed by what was learned of papers with truth (`test/bench/said/teach….ts`). */

/** By cue, how much it speaks for (above 0) or against; of none (`''`), what speaks for any. */
export type Weights = ReadonlyMap<string, number>;

/** `lines`: one for each cue, its weight and its name. */
export function weightsOf(bias: number, lines: string): Weights {
  return new Map([
    ['', bias],
    ...lines.split('\n').map((line): [string, number] => {
      const space = line.indexOf(' ');
      return [line.slice(space + 1), Number(line.slice(0, space))];
    }),
  ]);
}

/** How likely the cues make it (0 to 1). */
export function chanceOf(cues: readonly string[], weights: Weights): number {
  return 1 / (1 + Math.exp(-cues.reduce((sum, cue) => sum + (weights.get(cue) ?? 0), weights.get('') ?? 0)));
}

/** A cue for each of the steps that a number reaches: `2 in its sentence`. */
export function atLeast(what: string, count: number, steps: readonly number[]): readonly string[] {
  return steps.filter((step) => count >= step).map((step) => `${step} ${what}`);
}
