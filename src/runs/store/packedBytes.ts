/** Packed numbers as bytes, little-endian, each part at a multiple of 8, so that they can be used in place. */
import type { Block } from './column.ts';
import type { Packed } from './packed.ts';

/** Kind, count, two numbers. */
const headBytes = 24;
/** `none` stands for epochs that no point has. */
const kinds = ['none', 'line', 'offset16', 'offset32', 'decimal', 'single', 'double'] as const;
type Kind = (typeof kinds)[number];
const widths: Readonly<Record<Kind, number>> = { none: 0, line: 0, offset16: 2, offset32: 4, decimal: 4, single: 4, double: 8 };
/** Four: steps, values, times, epochs. */
const partsOfBlock = 4;

/** One block after the other, of each its steps, values, times and epochs. */
export function bytesOfBlocks(blocks: readonly Block[]): Uint8Array {
  return Buffer.concat(
    blocks.flatMap(({ steps, values, wallMs, epochs }) => [steps, values, wallMs, epochs].flatMap((part) => bytesOfPart(part))),
  );
}

/** The blocks, over the very memory of `bytes`; undefined when they are not blocks. */
export function blocksOf(bytes: Uint8Array): readonly Block[] | undefined {
  const blocks: Block[] = [];
  let at = 0;
  while (at < bytes.length) {
    const parts: (Packed | undefined)[] = [];
    for (let part = 0; part < partsOfBlock; part++) {
      const read = partAt(bytes, at);
      if (read === undefined) return undefined;
      parts.push(read.packed);
      at = read.end;
    }
    const [steps, values, wallMs, epochs] = parts;
    if (steps === undefined || values === undefined || wallMs === undefined) return undefined;
    blocks.push({ steps, values, wallMs, epochs });
  }
  return blocks;
}

function bytesOfPart(packed: Packed | undefined): readonly Uint8Array[] {
  const head = Buffer.alloc(headBytes);
  const { kind, count, a, b } = headOf(packed);
  head.writeUInt32LE(kinds.indexOf(kind), 0);
  head.writeUInt32LE(count, 4);
  head.writeDoubleLE(a, 8);
  head.writeDoubleLE(b, 16);
  if (packed === undefined || packed.kind === 'line') return [head];
  const { buffer, byteOffset, byteLength } = packed.data;
  return [head, new Uint8Array(buffer, byteOffset, byteLength), new Uint8Array(padded(byteLength) - byteLength)];
}

function headOf(packed: Packed | undefined): { readonly kind: Kind; readonly count: number; readonly a: number; readonly b: number } {
  switch (packed?.kind) {
    case undefined:
      return { kind: 'none', count: 0, a: 0, b: 0 };
    case 'line':
      return { kind: 'line', count: packed.count, a: packed.start, b: packed.stride };
    case 'offset':
      return { kind: packed.data instanceof Uint16Array ? 'offset16' : 'offset32', count: packed.data.length, a: packed.base, b: 0 };
    case 'decimal':
      return { kind: 'decimal', count: packed.data.length, a: packed.scale, b: 0 };
    case 'single':
    case 'double':
      return { kind: packed.kind, count: packed.data.length, a: 0, b: 0 };
  }
}

function partAt(bytes: Uint8Array, at: number): { readonly packed: Packed | undefined; readonly end: number } | undefined {
  if (at + headBytes > bytes.length) return undefined;
  const head = new DataView(bytes.buffer, bytes.byteOffset + at, headBytes);
  const kind = kinds[head.getUint32(0, true)];
  const count = head.getUint32(4, true);
  const [a, b] = [head.getFloat64(8, true), head.getFloat64(16, true)];
  if (kind === undefined) return undefined;
  const end = at + headBytes + padded(count * widths[kind]);
  if (end > bytes.length) return undefined;
  const place = [bytes.buffer, bytes.byteOffset + at + headBytes, count] as const;
  return { packed: packedOf(kind, count, a, b, place), end };
}

function packedOf(kind: Kind, count: number, a: number, b: number, place: readonly [ArrayBufferLike, number, number]): Packed | undefined {
  switch (kind) {
    case 'none':
      return undefined;
    case 'line':
      return { kind: 'line', count, start: a, stride: b };
    case 'offset16':
      return { kind: 'offset', data: new Uint16Array(...place), base: a };
    case 'offset32':
      return { kind: 'offset', data: new Uint32Array(...place), base: a };
    case 'decimal':
      return { kind: 'decimal', data: new Int32Array(...place), scale: a };
    case 'single':
      return { kind: 'single', data: new Float32Array(...place) };
    case 'double':
      return { kind: 'double', data: new Float64Array(...place) };
  }
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}
