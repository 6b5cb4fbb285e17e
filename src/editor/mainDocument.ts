/** Of which documents a file of LaTeX is a part: what its own first lines say, else who includes it. No editor in here. */
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { readingBeside } from '../app/paperBeside.ts';
import { filesBeside } from '../papers/sources/texFiles.ts';

export interface TexFiles {
  /** Workspace folders, absolute. */
  readonly roots: readonly string[];
  /** Absolute paths of all .tex files that are looked at. */
  list(): Promise<readonly string[]>;
  /** With what an editor holds of it. */
  read(file: string): Promise<Uint8Array>;
}

export interface MainDocument {
  /** Absolute. */
  readonly main: string;
  /** As its places call the part. */
  readonly name: string;
}

/** None: it is a document of its own, or nobody includes it. Several: the nearest first. */
export async function mainDocumentsOf(file: string, text: string, files: TexFiles): Promise<readonly MainDocument[]> {
  if (isDocument(text)) return [];
  const said = /^\s*%+\s*!\s*TEX\s+root\s*=\s*(\S.*?)\s*$/im.exec(text)?.[1];
  if (said !== undefined) {
    const found = await partIn(resolve(dirname(file), said), file, files);
    if (found !== undefined) return [found];
  }
  const found: MainDocument[] = [];
  for (const main of await files.list()) {
    const part = main === file ? undefined : await partIn(main, file, files);
    if (part !== undefined) found.push(part);
  }
  const steps = ({ main }: MainDocument): number => relative(dirname(main), file).split(sep).length;
  return found.toSorted((a, b) => steps(a) - steps(b));
}

async function partIn(main: string, file: string, { roots, read }: TexFiles): Promise<MainDocument | undefined> {
  try {
    const bytes = await read(main);
    if (!isDocument(new TextDecoder().decode(bytes))) return undefined;
    const beside = await filesBeside({ name: basename(main), bytes }, readingBeside(main, roots, read));
    const part = beside.files.find(({ name }) => resolve(dirname(main), name) === file);
    return part === undefined ? undefined : { main, name: part.name };
  } catch {
    return undefined;
  }
}

function isDocument(text: string): boolean {
  return /^[^%\n]*\\document(?:class|style)\b/m.test(text);
}
