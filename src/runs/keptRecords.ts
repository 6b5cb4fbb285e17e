/** Small records that outlive the process that wrote them, one file for each. Read each time they are asked for: other windows write them, too. They are few and short. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';

interface Kept {
  /** Its own, which names its file. */
  readonly id: string;
  readonly createdMs: number;
}

export class KeptRecords<T extends Kept> {
  readonly #folder: string;
  readonly #schema: z.ZodType<T>;

  constructor(folder: string, schema: z.ZodType<T>) {
    this.#folder = folder;
    this.#schema = schema;
  }

  /** The newest first. */
  all(): readonly T[] {
    const read = this.#names().flatMap((name) => (name.endsWith('.json') ? (this.#read(name) ?? []) : []));
    return read.sort((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? 1 : -1));
  }

  get(id: string): T | undefined {
    return this.#read(`${id}.json`);
  }

  put(record: T): void {
    const file = this.#fileOf(record);
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(record)}\n`, { mode: 0o600, flush: true });
    renameSync(`${file}.${process.pid}`, file);
  }

  remove(record: T): void {
    rmSync(this.#fileOf(record), { force: true });
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder);
    } catch {
      return [];
    }
  }

  #read(name: string): T | undefined {
    try {
      return this.#schema.parse(JSON.parse(readFileSync(path.join(this.#folder, name), 'utf8')));
    } catch {
      // Another window has just removed it, or a later version wrote it.
      return undefined;
    }
  }

  #fileOf({ id }: T): string {
    return path.join(this.#folder, `${id}.json`);
  }
}
