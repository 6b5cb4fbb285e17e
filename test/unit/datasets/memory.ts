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
