import type { CallSignature } from './signature.ts';

/** Work that goes round in circles. */
export interface Loop {
  readonly kind: 'identical' | 'cycle';
  /** Calls in one round. */
  readonly length: number;
  /** Rounds, all of them full. */
  readonly repeats: number;
  /** The tools of one round, in order. */
  readonly tools: readonly string[];
}

export const maxCycleLength = 8;
const minIdentical = 3;
const minRounds = 2;

/** What these calls, newest last, amount to: the same call three times in a row anywhere among them, or a cycle that they end with. */
export function checkLoop(signatures: readonly CallSignature[]): Loop | undefined {
  return longestStreak(signatures) ?? cycleAtEnd(signatures);
}

/** How often the newest call was made without another in between. */
export function streakAtEnd(signatures: readonly CallSignature[]): Loop | undefined {
  const last = signatures.at(-1);
  if (last === undefined) return undefined;
  const other = signatures.findLastIndex(({ key }) => key !== last.key);
  return { kind: 'identical', length: 1, repeats: signatures.length - 1 - other, tools: [last.tool] };
}

/** The shortest cycle of two calls or more that the newest ones make, if they make one at least twice. */
export function cycleAtEnd(signatures: readonly CallSignature[]): Loop | undefined {
  for (let length = 2; length <= maxCycleLength; length += 1) {
    const repeats = roundsAtEnd(signatures, length);
    const round = signatures.slice(-length);
    // The same call over and over is no cycle.
    const isCycle = round.some(({ key }) => key !== round[0]?.key);
    if (repeats >= minRounds && isCycle) return { kind: 'cycle', length, repeats, tools: round.map(({ tool }) => tool) };
  }
  return undefined;
}

/** How many full rounds of this many calls the newest ones make. */
export function roundsAtEnd(signatures: readonly CallSignature[], length: number): number {
  let at = signatures.length - 1;
  while (at >= length && signatures[at]?.key === signatures[at - length]?.key) at -= 1;
  const repeated = signatures.length - 1 - at;
  return Math.floor((repeated + Math.min(length, signatures.length)) / length);
}

function longestStreak(signatures: readonly CallSignature[]): Loop | undefined {
  let longest: Loop | undefined;
  let repeats = 0;
  for (const [index, { key, tool }] of signatures.entries()) {
    repeats = key === signatures[index - 1]?.key ? repeats + 1 : 1;
    if (repeats >= minIdentical && repeats > (longest?.repeats ?? 0)) longest = { kind: 'identical', length: 1, repeats, tools: [tool] };
  }
  return longest;
}
