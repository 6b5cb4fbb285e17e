/** Weighs cues that hold or do not against what was true. */
export interface Row {
  readonly cues: readonly string[];
  readonly is: boolean;
  readonly weight: number;
}

/** Logistic regression with a quadratic penalty of `1 / strength`, by accelerated descent with a step for each cue. */
export function fitted(
  rows: readonly Row[],
  cues: readonly string[],
  strength: number,
): { readonly weights: Float64Array; readonly bias: number } {
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
  return { weights: now.subarray(1), bias: now[0] ?? 0 };
}
