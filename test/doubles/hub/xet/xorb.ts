/** Xorbs: chunks one after the other, each with a header of 8 bytes (xet-core, `cas_object`). */
import { readLz4Frame } from './lz4.ts';

const headerBytes = 8;
const storedChunkBytes = 64 * 1024;

export interface Chunk {
  /** Where its header begins, and where what follows it begins. */
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

/** The chunks of a xorb; a footer, where there is one, is left out. */
export function chunksOf(xorb: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at + headerBytes <= xorb.length && xorb[at] === 0; ) {
    const to = at + headerBytes + xorb.readUIntLE(at + 1, 3);
    if (to > xorb.length) throw new Error('A chunk reaches beyond its xorb');
    chunks.push({ from: at, to, size: xorb.readUIntLE(at + 5, 3) });
    at = to;
  }
  return chunks;
}

export function contentOf(xorb: Buffer, { from, to, size }: Chunk): Buffer {
  const data = xorb.subarray(from + headerBytes, to);
  const scheme = xorb[from + 4];
  if (scheme === 0) return data;
  if (scheme === 1) return readLz4Frame(data, size);
  if (scheme === 2) return ungroup(readLz4Frame(data, size));
  throw new Error(`The stand-in does not know the compression ${scheme} of a chunk`);
}

/** First all first bytes of each four, then all second ones, and so on. */
function ungroup(grouped: Buffer): Buffer {
  const out = Buffer.alloc(grouped.length);
  let at = 0;
  for (let first = 0; first < 4; first++) {
    for (let index = first; index < out.length; index += 4) out[index] = grouped[at++] ?? 0;
  }
  return out;
}

/** A xorb with nothing compressed. */
export function xorbFrom(content: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < content.length; at += storedChunkBytes) {
    const data = content.subarray(at, at + storedChunkBytes);
    const header = Buffer.alloc(headerBytes);
    header.writeUIntLE(data.length, 1, 3);
    header.writeUIntLE(data.length, 5, 3);
    pieces.push(header, data);
  }
  return Buffer.concat(pieces);
}
