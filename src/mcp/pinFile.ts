import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { newId } from '../base/newId.ts';
import { type PinnedTool, sha256 } from './pins.ts';

/** What was answered about one server: `$PRACTICUM_HOME/mcp/<hash>.json`. Without it nothing is started. */
export interface ServerAnswers {
  readonly name: string;
  /** The configuration that was answered about, as a hash. */
  readonly configuration: string;
  readonly answer: 'yes' | 'no';
  readonly atMs: number;
  /** Absent: its tools have not been seen yet. */
  readonly tools?: readonly PinnedTool[];
}

const maxFileBytes = 16 * 1024 * 1024;

const pinSchema = z.object({
  name: z.string(),
  hash: z.string(),
  description: z.string(),
  arguments: z.string(),
  result: z.string(),
  annotations: z.string(),
});
const fileSchema = z.object({
  version: z.literal(1),
  name: z.string(),
  configuration: z.string(),
  answer: z.enum(['yes', 'no']),
  atMs: z.number(),
  tools: z.array(pinSchema).optional(),
});

/** `key`: what tells servers apart: the workspace, where it is one of a workspace, and its name. */
export class PinFile {
  readonly #folder: string;
  readonly #path: string;

  constructor(home: string, key: string) {
    this.#folder = join(home, 'mcp');
    this.#path = join(this.#folder, `${sha256(key).slice(0, 32)}.json`);
  }

  /** Undefined where nothing was answered, or what was can no longer be read: then it is asked again. */
  async read(): Promise<ServerAnswers | undefined> {
    try {
      if ((await stat(this.#path)).size > maxFileBytes) return undefined;
      const { name, configuration, answer, atMs, tools } = fileSchema.parse(JSON.parse(await readFile(this.#path, 'utf8')));
      return { name, configuration, answer, atMs, ...(tools === undefined ? {} : { tools }) };
    } catch {
      return undefined;
    }
  }

  async write(answers: ServerAnswers): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const temporary = `${this.#path}.${newId('tmp')}`;
    await writeFile(temporary, `${JSON.stringify({ version: 1, ...answers })}\n`, { mode: 0o600 });
    await rename(temporary, this.#path);
  }

  async remove(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}
