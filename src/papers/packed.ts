/**
 * A read paper as bytes: JSON lines, the paper without its lists first, then a section, a reference or a node a line. So it goes from the
 * worker to the host and to the disk without being built again, and is taken apart in slices that leave the others of the host their turn.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { InvariantBroken } from '../base/errors.ts';
import { type Paper, type PaperNode, type PaperSection, paperFormat, type Reference } from './document.ts';
import type { ReadPaper } from './parsePaper.ts';
import type { Said } from './said/said.ts';

/** Raised when the readers read more or better, or pack it otherwise: what older ones read is read again. */
export const readersVersion = 5;

const sliceMs = 8;

type Lists = Pick<Paper, 'sections' | 'references' | 'nodes'>;

interface Head {
  readonly format: number;
  readonly readers: number;
  readonly paper: Omit<Paper, keyof Lists>;
  readonly said: Said;
  readonly counts: Readonly<Record<keyof Lists, number>>;
}

/** Bytes with the paper that is in them. */
export interface Packed {
  readonly packed: Uint8Array;
  readonly read: ReadPaper;
}

export function packPaper({ paper, said }: ReadPaper): Uint8Array<ArrayBuffer> {
  const { sections, references, nodes } = paper;
  const lines = [headOf({ paper, said }), ...sections, ...references, ...nodes];
  // A buffer of its own, so that it can be handed over.
  return new TextEncoder().encode(lines.map((line) => JSON.stringify(line)).join('\n'));
}

/** `other`: what was packed, but for its head. Its lists, which are long, are not written again. */
export function withHead(packed: Uint8Array, other: ReadPaper): Uint8Array {
  return Buffer.concat([Buffer.from(JSON.stringify(headOf(other))), packed.subarray(headEnd(packed))]);
}

function headOf({ paper: { sections, references, nodes, ...paper }, said }: ReadPaper): Head {
  const counts = { sections: sections.length, references: references.length, nodes: nodes.length };
  return { format: paperFormat, readers: readersVersion, paper, said, counts };
}

function headEnd(packed: Uint8Array): number {
  const feed = packed.indexOf(10);
  return feed < 0 ? packed.length : feed;
}

/**
 * Undefined: written by other readers than these. The bytes are our own, compared by hash when they come from the disk. Where `before`
 * has the same lists, they are taken from there.
 */
export async function unpackPaper(bytes: Uint8Array, before?: Packed): Promise<ReadPaper | undefined> {
  let sinceMs = performance.now();
  const end = headEnd(bytes);
  const head = parseLine(bytes, 0, end) as Head;
  if (head.format !== paperFormat || head.readers !== readersVersion) return undefined;
  if (before !== undefined && Buffer.compare(bytes.subarray(end), before.packed.subarray(headEnd(before.packed))) === 0) {
    const { sections, references, nodes } = before.read.paper;
    return { paper: { ...head.paper, sections, references, nodes }, said: head.said };
  }
  const lines: unknown[] = [];
  for (let start = end + 1; start < bytes.length; ) {
    const feed = bytes.indexOf(10, start);
    const lineEnd = feed < 0 ? bytes.length : feed;
    lines.push(parseLine(bytes, start, lineEnd));
    start = lineEnd + 1;
    if (performance.now() - sinceMs <= sliceMs) continue;
    await turn();
    sinceMs = performance.now();
  }
  const { counts } = head;
  const toNodes = counts.sections + counts.references;
  if (lines.length !== toNodes + counts.nodes) throw new InvariantBroken('A read paper lost some of its parts on the way.');
  const sections = lines.slice(0, counts.sections) as PaperSection[];
  const references = lines.slice(counts.sections, toNodes) as Reference[];
  const nodes = lines.slice(toNodes) as PaperNode[];
  return { paper: { ...head.paper, sections, references, nodes }, said: head.said };
}

function parseLine(bytes: Uint8Array, start: number, end: number): unknown {
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'));
}
