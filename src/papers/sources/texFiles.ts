/** A TeX file with what it reads from beside it: parts, bibliography, macros of its own. */
import { posix } from 'node:path';
import { decodeText } from './decodeText.ts';
import type { SourceFile } from './unpack.ts';

const limits = { files: 300, bytes: 32 * 2 ** 20 };
const mostRefused = 20;

/** Reads a file by its path from the main file’s folder; undefined where there is none. `why`: it is there, and not to be read. */
export type ReadBeside = (name: string) => Promise<Uint8Array | { readonly why: string } | undefined>;

export interface FilesBeside {
  /** The file itself first. */
  readonly files: readonly SourceFile[];
  /** What was included and refused, by its path; for people: why. */
  readonly refused: ReadonlyMap<string, string>;
}

const parts =
  /\\(?:input|include|subfile|subfileinclude|bibliography|addbibresource|usepackage|RequirePackage|documentclass|loadglsentries)\s*(?:\[[^\]]*\])?\s*\{([^{}]{1,400})\}|\\input\s+([^\s{}\\%]{1,200})/g;
const imports = /\\(?:sub)?import\*?\s*\{([^{}]{1,200})\}\s*\{([^{}]{1,200})\}/g;

/** What is not there is left out: the reader of the paper says that it is missing. */
export async function filesBeside(main: SourceFile, readBeside: ReadBeside): Promise<FilesBeside> {
  const files = new Map([[main.name, main]]);
  const refused = new Map<string, string>();
  const asked = new Set(files.keys());
  let bytes = main.bytes.length;
  const bbl = main.name.replace(/\.\w+$/, '.bbl');
  for (const file of files.values()) {
    for (const name of [...namesIn(file), ...(file === main ? [bbl] : [])]) {
      if (asked.has(name) || asked.size > limits.files * 4) continue;
      asked.add(name);
      const found = files.size < limits.files && bytes < limits.bytes ? await readBeside(name) : undefined;
      if (found === undefined) continue;
      if ('why' in found) {
        if (refused.size < mostRefused) refused.set(name, `“${name}” is included and was not read: ${found.why}.`);
        continue;
      }
      bytes += found.length;
      files.set(name, { name, bytes: found });
    }
  }
  return { files: [...files.values()], refused };
}

function namesIn({ name, bytes }: SourceFile): readonly string[] {
  if (!/\.(?:tex|ltx|latex|sty|cls|bbl)$/i.test(name)) return [];
  const text = decodeText(bytes).replaceAll(/(?<!\\)%.*$/gm, '');
  const given = [
    ...[...text.matchAll(parts)].flatMap(([, braced, bare = '']) => (braced ?? bare).split(',')),
    ...[...text.matchAll(imports)].map(([, folder = '', file = '']) => `${folder}/${file}`),
  ];
  return given.flatMap((each) => variants(each.trim())).filter((each) => !each.includes('\\'));
}

function variants(name: string): readonly string[] {
  if (name === '') return [];
  const path = posix.normalize(name);
  return /\.(?:tex|ltx|bib|bbl|sty|cls)$/i.test(path) ? [path] : ['.tex', '.sty', '.cls', '.bib'].map((end) => `${path}${end}`);
}
