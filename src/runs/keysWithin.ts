/** Whether a key stands in what is about to leave this machine: in the words of a file, or in its name. */
import { open } from 'node:fs/promises';
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
      const overlap = Math.max(0, ...keys.map(({ length }) => length - 1));
      const pieces: Buffer[] = [];
      let before: Buffer = Buffer.alloc(0);
      for await (const piece of piecesOf(file)) {
        const here = Buffer.concat([before, piece]);
        if (keys.some((key) => here.includes(key))) return true;
        before = here.subarray(Math.max(0, here.length - overlap));
        if (bytes <= longestText) pieces.push(piece);
      }
      const whole = Buffer.concat(pieces);
      return !whole.subarray(0, 8_000).includes(0) && redactor.find(whole.toString('utf8')).some(counts);
    },
    isInName: (name) => redactor.find(name).length > 0,
  };
}

async function* piecesOf(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r');
  try {
    for (;;) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(pieceBytes), 0, pieceBytes);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
