/** Whether a key stands in what is about to leave this machine: in the words of a file, or in its name. */
import { open, readFile } from 'node:fs/promises';
import { createRedactor, type SecretSpan } from '../base/redact.ts';

export interface KeySearch {
  /** `bytes`: how long the file is. */
  isIn(file: string, bytes: number): Promise<boolean>;
  isInName(name: string): boolean;
}

export interface KeySearchOptions {
  /** Beside what this process was told of. */
  readonly known?: readonly string[];
  /** Which of what looks like a key counts; absent: all. */
  counts?(span: SecretSpan): boolean;
  /** A longer text is searched for known keys alone. */
  readonly longestText?: number;
}

/** What is longer is weights, which hold numbers. */
const longestSearched = 64 * 2 ** 20;
const pieceBytes = 2 ** 20;

export function keySearch({ known = [], counts = () => true, longestText = 2 * 2 ** 20 }: KeySearchOptions = {}): KeySearch {
  const redactor = createRedactor(known);
  return {
    async isIn(file, bytes) {
      if (bytes > longestSearched) return false;
      const keys = redactor.known().map((key) => Buffer.from(key));
      if (bytes > longestText) return await isAmong(keys, file);
      const whole = await readFile(file);
      if (keys.some((key) => whole.includes(key))) return true;
      return !whole.subarray(0, 8_000).includes(0) && redactor.find(whole.toString('utf8')).some(counts);
    },
    isInName: (name) => redactor.find(name).length > 0,
  };
}

/** Read piece by piece: it may be long. A key that two of them share stands in the end of the one and the beginning of the other. */
async function isAmong(keys: readonly Buffer[], file: string): Promise<boolean> {
  const overlap = Math.max(0, ...keys.map(({ length }) => length - 1));
  const held = Buffer.alloc(overlap + pieceBytes);
  const handle = await open(file, 'r');
  try {
    for (let kept = 0; ; ) {
      const { bytesRead } = await handle.read(held, kept, pieceBytes);
      if (bytesRead === 0) return false;
      const here = held.subarray(0, kept + bytesRead);
      if (keys.some((key) => here.includes(key))) return true;
      kept = Math.min(overlap, here.length);
      held.copy(held, 0, here.length - kept, here.length);
    }
  } finally {
    await handle.close();
  }
}
