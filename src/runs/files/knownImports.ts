/** What was imported before: `import.json` in the folder of each imported run says of which log, and of how much of it. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { readIfThere } from '../folder.ts';

export interface ImportRecord {
  readonly v: 1;
  /** Absolute, links followed. */
  readonly place: string;
  readonly part?: string | undefined;
  readonly pointCount: number;
  /** SHA-256 over metric, step, value and segment of all points, in their order. */
  readonly pointsSha256: string;
}

export interface KnownImport {
  readonly folder: string;
  readonly record: ImportRecord;
}

const recordSchema: z.ZodType<ImportRecord> = z.object({
  v: z.literal(1),
  place: z.string(),
  part: z.string().optional(),
  pointCount: z.int().nonnegative(),
  pointsSha256: z.string(),
});

export function importFile(folder: string): string {
  return path.join(folder, 'import.json');
}

/** By place and part. */
export class KnownImports {
  readonly #known = new Map<string, KnownImport[]>();

  static async of(runsFolders: readonly string[]): Promise<KnownImports> {
    const known = new KnownImports();
    for (const runs of runsFolders) {
      const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
        const folder = path.join(runs, entry.name);
        const record = await readRecord(folder);
        if (record !== undefined) known.add({ folder, record });
      }
    }
    return known;
  }

  add(known: KnownImport): void {
    const key = keyOf(known.record.place, known.record.part);
    this.#known.set(key, [...(this.#known.get(key) ?? []).filter(({ folder }) => folder !== known.folder), known]);
  }

  of(place: string, part: string | undefined): readonly KnownImport[] {
    return this.#known.get(keyOf(place, part)) ?? [];
  }
}

function keyOf(place: string, part: string | undefined): string {
  return JSON.stringify([place, part ?? null]);
}

async function readRecord(folder: string): Promise<ImportRecord | undefined> {
  try {
    return recordSchema.safeParse(JSON.parse((await readIfThere(importFile(folder))) ?? 'null')).data;
  } catch {
    return undefined;
  }
}
