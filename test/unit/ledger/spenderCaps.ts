import type { Caps } from '../../../src/ledger/entries.ts';

/** Tight enough that every one of them is met. */
export const caps: Caps = { session: 2_500_000, day: 5_000_000, run: 1_200_000 };
