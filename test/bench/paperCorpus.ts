/** Real documents with their sources: from Debian’s packages of TeX documentation, fetched once into the cache, never committed. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

const run = promisify(execFile);
/** What was fetched, and what is made of it. */
export const corpusPlace = path.join(homedir(), '.cache', 'practicum', 'paper-corpus');
const documents = 'usr/share/doc/texlive-doc';

export type CorpusPackage = 'texlive-publishers-doc' | 'texlive-latex-base-doc';

/** The folder that the package’s documents are in, or undefined, with a word why, where it cannot be had. */
export async function corpusFolder(name: CorpusPackage, folders: readonly string[]): Promise<string | undefined> {
  const target = path.join(corpusPlace, 'unpacked', name);
  try {
    await mkdir(target, { recursive: true });
    const missing = folders.filter((folder) => !existsSync(path.join(target, documents, folder)));
    if (missing.length > 0) await unpack(await packed(name), target, missing);
    return path.join(target, documents);
  } catch (error) {
    console.log(
      `${name} could not be fetched, so its documents are left out: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
    return undefined;
  }
}

async function packed(name: CorpusPackage): Promise<string> {
  const found = async () => (await readdir(corpusPlace)).find((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'));
  if ((await found()) === undefined) await run('apt-get', ['download', name], { cwd: corpusPlace });
  const file = await found();
  if (file === undefined) throw new Error('apt-get brought no file');
  return path.join(corpusPlace, file);
}

/** Only the folders that are needed: the packages hold thousands of files. */
async function unpack(file: string, target: string, folders: readonly string[]): Promise<void> {
  const members = folders.map((folder) => `'./${documents}/${folder}'`).join(' ');
  await run('sh', ['-c', `dpkg-deb --fsys-tarfile '${file}' | tar -x -C '${target}' ${members}`], { maxBuffer: 1 << 20 });
}

/** A file of the corpus; Debian compresses those that are text. */
export async function corpusFile(file: string): Promise<Uint8Array> {
  if (existsSync(file)) return new Uint8Array(await readFile(file));
  return new Uint8Array(gunzipSync(await readFile(`${file}.gz`)));
}
