/**
 * The frames of a `.wandb` file: blocks as in LevelDB's log, behind a header of W&B's own. The checksum is the plain CRC-32 of zlib over
 * the type byte and the data, though W&B's source calls it a CRC-32C (compared with files that wandb 0.30 wrote).
 */
import zlib from 'node:zlib';

const blockBytes = 32_768;
const chunkHeaderBytes = 7;
/** `:W&B`, 0xBEE1, version 0. */
const fileHeader = Buffer.from([0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0x00]);

const chunkType = { full: 1, first: 2, middle: 3, last: 4 } as const;

export class WandbFrames {
  /** Chunks that do not agree with their checksum, and records that miss a chunk. */
  damaged = 0;
  #parts: Buffer[] = [];

  /**
   * Hands out the whole records in `bytes`, which begin at `offset` in the file. Answers how many bytes are done with;
   * undefined when they are no file of W&B.
   */
  read(bytes: Buffer, offset: number, each: (record: Buffer) => void): number | undefined {
    let at = 0;
    if (offset === 0) {
      const length = Math.min(bytes.length, fileHeader.length);
      if (!bytes.subarray(0, length).equals(fileHeader.subarray(0, length))) return undefined;
      if (length < fileHeader.length) return 0;
      at = length;
    }
    for (;;) {
      const left = blockBytes - ((offset + at) % blockBytes);
      if (left < chunkHeaderBytes) {
        // Nothing fits there: zeros up to the next block.
        if (at + left > bytes.length) return at;
        at += left;
        continue;
      }
      if (at + chunkHeaderBytes > bytes.length) return at;
      const length = bytes.readUInt16LE(at + 4);
      const type = bytes[at + 6] ?? 0;
      if (chunkHeaderBytes + length > left || type < chunkType.full || type > chunkType.last) {
        // What cannot be a chunk hides where the next one begins: the next block is sure to begin with one.
        if (at + left > bytes.length) return at;
        this.#lose();
        at += left;
        continue;
      }
      const end = at + chunkHeaderBytes + length;
      if (end > bytes.length) return at;
      if (zlib.crc32(bytes.subarray(at + 6, end)) === bytes.readUInt32LE(at))
        this.#take(type, bytes.subarray(at + chunkHeaderBytes, end), each);
      else this.#lose();
      at = end;
    }
  }

  #take(type: number, data: Buffer, each: (record: Buffer) => void): void {
    const isBeginning = type === chunkType.full || type === chunkType.first;
    if (isBeginning && this.#parts.length > 0) this.#lose();
    if (!isBeginning && this.#parts.length === 0) {
      // The beginning of this record was damaged, and counted.
      return;
    }
    if (type === chunkType.full) {
      each(data);
      return;
    }
    this.#parts.push(Buffer.from(data));
    if (type !== chunkType.last) return;
    each(Buffer.concat(this.#parts));
    this.#parts = [];
  }

  #lose(): void {
    this.damaged += 1;
    this.#parts = [];
  }
}
