import { randomBytes } from 'node:crypto';

const digits = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford's base 32, lower case: no i, l, o, u

function base32(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = digits.charAt(rest % 32) + text;
  return text;
}

const noiseBytes = 6;
/** Asking for random bytes costs the same for six as for a thousand, and a call of the agent makes a dozen ids. */
let noise = randomBytes(noiseBytes * 128);
let noiseAt = 0;

function takeNoise(): Uint8Array {
  if (noiseAt === noise.length) {
    noise = randomBytes(noise.length);
    noiseAt = 0;
  }
  noiseAt += noiseBytes;
  return noise.subarray(noiseAt - noiseBytes, noiseAt);
}

let lastMs = 0;
let sequence = 0;

/**
 * An id that sorts by the time it was made: 9 characters of milliseconds, 3 of a counter within the millisecond,
 * 6 at random. Safe in file names and in every model provider's tool-call ids.
 */
export function newId<Id extends string>(prefix: string, nowMs: number = Date.now()): Id {
  // Ids of one process never go back, even if the clock does.
  if (nowMs <= lastMs) sequence = (sequence + 1) % 32768;
  else {
    lastMs = nowMs;
    sequence = 0;
  }
  let tail = '';
  for (const byte of takeNoise()) tail += digits.charAt(byte % 32);
  return `${prefix}_${base32(lastMs, 9)}${base32(sequence, 3)}${tail}` as Id;
}
