/** Ids and times that are the same in each run: a test can name what it will get. */
import { createHash } from 'node:crypto';

export class Ids {
  readonly #seed: string;
  #count = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** 24 hexadecimal digits, as the Hub’s. */
  next(): string {
    return hex('sha256', `${this.#seed}:${this.#count++}`).slice(0, 24);
  }

  /** 40 hexadecimal digits, as a commit’s. */
  commit(of: string): string {
    return hex('sha1', `${this.#seed}:${this.#count++}:${of}`);
  }
}

export function hex(algorithm: 'sha1' | 'sha256', data: string | Uint8Array): string {
  return createHash(algorithm).update(data).digest('hex');
}

/** `hf_` and 34 letters, which is what tokens look like. */
export function tokenFor(name: string): string {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const digest = [...createHash('sha512').update(`token of ${name}`).digest()];
  return `hf_${digest
    .slice(0, 34)
    .map((byte) => letters[byte % letters.length])
    .join('')}`;
}
