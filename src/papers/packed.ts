/**
 * A read paper as bytes: JSON lines, the paper without its nodes first, then a node a line. So it goes from the worker to the host and
 * to the disk without being built again, and is taken apart in slices that leave the others of the host their turn.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { InvariantBroken } from '../base/errors.ts';
import { type Paper, type PaperNode, paperFormat } from './document.ts';
import type { ReadPaper } from './parsePaper.ts';
import type { Said } from './said/said.ts';

/** Raised when the readers read more or better: what older ones read is read again. */
export const readersVersion = 2;

const sliceMs = 8;

interface Head {
  readonly format: number;
  readonly readers: number;
  readonly paper: Omit<Paper, 'nodes'>;
  readonly said: Said;
  readonly nodes: number;
}

export function packPaper({ paper: { nodes, ...paper }, said }: ReadPaper): Uint8Array<ArrayBuffer> {
  const head: Head = { format: paperFormat, readers: readersVersion, paper, said, nodes: nodes.length };
  const text = [head, ...nodes].map((line) => JSON.stringify(line)).join('\n');
  // A buffer of its own, so that it can be handed over.
  return new TextEncoder().encode(text);
}

/** Undefined: written by other readers than these. The bytes are our own, compared by hash when they come from the disk. */
export async function unpackPaper(bytes: Uint8Array): Promise<ReadPaper | undefined> {
  let sinceMs = performance.now();
  const lines: unknown[] = [];
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed;
    lines.push(JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')));
    start = end + 1;
    if (performance.now() - sinceMs <= sliceMs) continue;
    await turn();
    sinceMs = performance.now();
  }
  const [head, ...nodes] = lines as [Head | undefined, ...PaperNode[]];
  if (head?.format !== paperFormat || head.readers !== readersVersion) return undefined;
  if (nodes.length !== head.nodes) throw new InvariantBroken('A read paper lost some of its nodes on the way.');
  return { paper: { ...head.paper, nodes }, said: head.said };
}
