import { openRegular } from './nodeFiles.ts';

/** A file of any size, of which parts are read. */
export interface OpenBytes {
  readonly byteLength: number;
  /** From `start` up to and without `end`; less where the file became shorter. */
  read(start: number, end: number, signal: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** `real`: a path whose links are resolved, which its reader may read. Throws FileNotFound, NotAFile. */
export async function openBytes(real: string): Promise<OpenBytes> {
  const { file, bytes: byteLength } = await openRegular(real);
  return {
    byteLength,
    async read(start, end, signal) {
      signal.throwIfAborted();
      const buffer = new Uint8Array(end - start);
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, start + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled === buffer.length ? buffer : buffer.subarray(0, filled);
    },
    close: () => file.close(),
  };
}
