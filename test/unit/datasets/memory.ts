import { bytesInMemory } from '../../../src/datasets/bytes.ts';
import { type LocalFile, openLocal } from '../../../src/datasets/local.ts';
import type { DataSet } from '../../../src/datasets/table.ts';

/** Files that lie in memory. */
export function fileOf(label: string, content: string | Uint8Array): LocalFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { label, open: async () => bytesInMemory(bytes) };
}

export function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

export const noSignal = new AbortController().signal;

export async function openFiles(...files: readonly LocalFile[]): Promise<DataSet> {
  return await openLocal(files, noSignal);
}

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
