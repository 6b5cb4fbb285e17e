import type { CallSignature } from './signature.ts';

/** A few calls that are made in the same order, over and over. */
export interface Cycle {
  /** The tools of one round, in order. */
  readonly tools: readonly string[];
  /** Full rounds. */
  readonly rounds: number;
}

const maxCycleLength = 8;
const minRounds = 2;

/** The shortest cycle of two to eight calls that the newest ones make, if they make one at least twice. */
export function cycleAtEnd(signatures: readonly CallSignature[]): Cycle | undefined {
  for (let length = 2; length <= maxCycleLength; length += 1) {
    const rounds = roundsAtEnd(signatures, length);
    const round = signatures.slice(-length);
    // The same call over and over is no cycle.
    const isCycle = round.some(({ key }) => key !== round[0]?.key);
    if (rounds >= minRounds && isCycle) return { tools: round.map(({ tool }) => tool), rounds };
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
