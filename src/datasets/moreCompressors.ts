import type { Compressors } from 'hyparquet';
import { decompressLz4, decompressLz4Raw, decompressZstd } from 'hyparquet-compressors';

/** What Node has nothing of its own for. Named one by one, so that the rest of the package, a dictionary of 80 KB in it, is not packed. */
export const moreCompressors: Compressors = {
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
  ZSTD: (input) => decompressZstd(input),
};
