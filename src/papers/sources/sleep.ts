import { setTimeout as wait } from 'node:timers/promises';

/** Throws what the signal says. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export const sleepFor: Sleep = async (ms, signal) => await wait(ms, undefined, { signal });
