/** Bytes that can be read in parts: a file here, or one on the Hub by ranges. Handed in from outside. */
export interface ByteSource {
  readonly byteLength: number;
  /** From `start` up to and without `end`, which lies within it. */
  read(start: number, end: number, signal: AbortSignal): Promise<Uint8Array>;
  close?(): Promise<void>;
}

export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return { byteLength: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

export const chunkBytes = 1 << 20;

/** From `at` to the end, piece by piece. */
export async function* chunksOf(
  source: ByteSource,
  at: number,
  signal: AbortSignal,
): AsyncGenerator<{ readonly bytes: Uint8Array; readonly at: number }> {
  for (let start = at; start < source.byteLength; start += chunkBytes) {
    signal.throwIfAborted();
    yield { bytes: await source.read(start, Math.min(start + chunkBytes, source.byteLength), signal), at: start };
  }
}
