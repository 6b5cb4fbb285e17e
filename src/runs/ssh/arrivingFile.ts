import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PracticumError } from '../../base/errors.ts';

/** The host's word for a name leads nowhere else than below `folder`. */
export function placeBelow(folder: string, name: string): string {
  const parts = name.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\\') || part.includes('\0')))
    throw new PracticumError('ssh-host', `The host names a file ${JSON.stringify(name)}, which leads out of the folder.`);
  return path.join(folder, ...parts);
}

/** One file that comes over the line: under its name only once it is whole. */
export class ArrivingFile {
  readonly #file: string;
  readonly #part: string;
  readonly #handle: Awaited<ReturnType<typeof open>>;

  private constructor(file: string, part: string, handle: Awaited<ReturnType<typeof open>>) {
    this.#file = file;
    this.#part = part;
    this.#handle = handle;
  }

  static async open(into: string, name: string, mode: number): Promise<ArrivingFile> {
    const file = placeBelow(into, name);
    await mkdir(path.dirname(file), { recursive: true });
    const part = `${file}.part`;
    return new ArrivingFile(file, part, await open(part, 'w', (mode & 0o700 & ~0o100) | 0o600));
  }

  async write(bytes: Buffer): Promise<void> {
    await this.#handle.writeFile(bytes);
  }

  async close(): Promise<void> {
    await this.#handle.close();
    await rename(this.#part, this.#file);
  }

  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#part, { force: true });
  }
}
