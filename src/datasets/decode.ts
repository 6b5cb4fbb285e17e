/** Bytes of a text file as text. */
import { type ByteSource, bytesInMemory } from './bytes.ts';
import { DataSetError } from './table.ts';

const longestTranscodedBytes = 64 * 2 ** 20;

/** The same as UTF-8, and where its text begins. A file in UTF-16 is held in memory, since its records cannot be found byte by byte. */
export async function utf8Source(
  source: ByteSource,
  name: string,
  signal: AbortSignal,
): Promise<{ readonly source: ByteSource; readonly begin: number; readonly note?: string }> {
  const head = await source.read(0, Math.min(4, source.byteLength), signal);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { source, begin: 3 };
  const encoding = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined;
  if (encoding === undefined) return { source, begin: 0 };
  if (source.byteLength > longestTranscodedBytes)
    throw new DataSetError(
      'dataset-format',
      `${name} is UTF-16 and too large to be read as such.`,
      'Convert it to UTF-8 first (iconv -f UTF-16 -t UTF-8).',
    );
  const text = new TextDecoder(encoding).decode(await source.read(0, source.byteLength, signal));
  return { source: bytesInMemory(new TextEncoder().encode(text)), begin: 0, note: `It is ${encoding.toUpperCase()}, read as such.` };
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const western = new TextDecoder('windows-1252');

/** UTF-8, or what most files are that are not. */
export function decodeRecord(bytes: Uint8Array): { readonly text: string; readonly isUtf8: boolean } {
  try {
    return { text: strict.decode(bytes), isUtf8: true };
  } catch {
    return { text: western.decode(bytes), isUtf8: false };
  }
}
