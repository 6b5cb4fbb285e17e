import * as zlib from 'node:zlib';
import type { Compressors } from 'hyparquet';

/** Node’s own decompressors where there are some; the others are loaded when a file needs one. Snappy is the reader’s own. */
export async function compressorsFor(codecs: ReadonlySet<string>): Promise<Compressors> {
  const own: Compressors = { GZIP: (input) => zlib.gunzipSync(input), BROTLI: (input) => zlib.brotliDecompressSync(input) };
  // Since Node 22.15.
  if (typeof zlib.zstdDecompressSync === 'function') own.ZSTD = (input) => zlib.zstdDecompressSync(input);
  const known = new Set<string>(['UNCOMPRESSED', 'SNAPPY', ...Object.keys(own)]);
  if ([...codecs].every((codec) => known.has(codec))) return own;
  const { moreCompressors } = await import('./moreCompressors.ts');
  return { ...moreCompressors, ...own };
}
