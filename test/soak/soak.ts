/**
 * What the long random tests share: one seed for all of them, printed, and a budget of minutes. `SOAK_SEED=7` plans the same things
 * again (moments of a kill move a little with the machine); `SOAK_MINUTES` is what all of them together may take.
 */
import { randomInt } from 'node:crypto';
import { type Random, randomOf } from './random.ts';

export type { Random };
export { randomOf };

const usualMinutes = 10;
export const soakSeed = Number(process.env['SOAK_SEED'] ?? randomInt(1, 1_000_000_000));
export const soakMinutes = Number(process.env['SOAK_MINUTES'] ?? usualMinutes);
if (!Number.isSafeInteger(soakSeed)) throw new Error('SOAK_SEED must be a whole number.');
if (!(soakMinutes > 0)) throw new Error('SOAK_MINUTES must be a number of minutes.');
console.log(`SOAK_SEED=${soakSeed} SOAK_MINUTES=${soakMinutes}`);

export interface Rounds {
  /** Seeds the rounds, and names them in a failure. */
  readonly name: string;
  /** At the usual ten minutes; with a smaller budget there are fewer. */
  readonly atLeast: number;
  /** Part of the budget: after the least number of rounds, more are done until it is used up. Absent: no more. */
  readonly share?: number;
}

export interface Round {
  readonly number: number;
  readonly random: Random;
}

/** Does the rounds one after the other. What one of them throws is told with its number and the seed. */
export async function eachRound({ name, atLeast, share = 0 }: Rounds, work: (round: Round) => void | Promise<void>): Promise<number> {
  const least = share === 0 ? atLeast : Math.ceil(atLeast * Math.min(1, soakMinutes / usualMinutes));
  const untilMs = Date.now() + share * soakMinutes * 60_000;
  let number = 0;
  while (number < least || Date.now() < untilMs) {
    number += 1;
    try {
      await work({ number, random: randomOf(`${soakSeed}/${name}/${number}`) });
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw new Error(`Round ${number} of ${name} (SOAK_SEED=${soakSeed}): ${said}`, { cause: error });
    }
  }
  return number;
}

/** One line per test, for the report. */
export function tell(name: string, counts: Readonly<Record<string, number>>): void {
  const said = Object.entries(counts).map(([what, count]) => `${what} ${count.toLocaleString('en')}`);
  console.log(`      ${name}: ${said.join(', ')}`);
}
