/** The files of a paper by their paths, and which of them it begins with. */
import { decodeText } from '../sources/decodeText.ts';

export type LatexFiles = ReadonlyMap<string, Uint8Array | string>;

/** What `\input` finds. */
export interface Files {
  text(path: string, extensions: readonly string[]): { readonly path: string; readonly text: string } | undefined;
  /** It is there and may not be read, which is told already. */
  isRefused(path: string, extensions: readonly string[]): boolean;
}

export function textOf(file: Uint8Array | string): string {
  return typeof file === 'string' ? file : decodeText(file);
}

/** `sections/../a.tex` as `a.tex`; what lies above the main file’s folder stays there. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

export function openFiles(files: LatexFiles, main: string, refused: readonly string[] = []): Files {
  const byPath = new Map([...files.keys()].map((path) => [normal(path), path]));
  const folder = main.includes('/') ? main.slice(0, main.lastIndexOf('/') + 1) : '';
  return {
    text: (path, extensions) => {
      // In an archive nothing lies above its top: what says so is looked for there.
      for (const base of [`${folder}${path}`, path, normal(path).replace(/^(?:\.\.\/)+/, '')]) {
        for (const extension of extensions) {
          const wanted = normal(base.endsWith(extension) && extension !== '' ? base : `${base}${extension}`);
          const found = byPath.get(wanted) ?? byPath.get(normal(base));
          const content = found === undefined ? undefined : files.get(found);
          if (found !== undefined && content !== undefined && matches(found, extension)) return { path: found, text: textOf(content) };
        }
      }
      return undefined;
    },
    isRefused: (path, extensions) => extensions.some((extension) => refused.includes(normal(`${path}${extension}`))),
  };
}

function matches(path: string, extension: string): boolean {
  return extension === '' || extension === '.tex' || path.endsWith(extension);
}

/** The file with `\documentclass` and `\begin{document}` that no other includes; a name as people give it first. */
export function mainFile(files: LatexFiles): string | undefined {
  const texts = [...files].filter(([path]) => /\.(?:tex|ltx|latex)$/i.test(path)).map(([path, file]) => ({ path, text: textOf(file) }));
  const named = files.get('00README.json') ?? files.get('00README.XXX') ?? files.get('00README');
  const wanted =
    named === undefined
      ? undefined
      : texts.find(({ path }) => new RegExp(`\\b${path.replaceAll(/[^\w]/g, '\\$&')}\\b[^\\n]*(?:toplevel)?`).test(textOf(named)));
  const documents = texts.filter(({ text }) => /^[^%\n]*\\document(?:class|style)/m.test(text) && /\\begin\s*\{document\}/.test(text));
  if (wanted !== undefined && documents.includes(wanted)) return wanted.path;
  const included = new Set(
    texts.flatMap(({ text }) =>
      [...text.matchAll(/\\(?:input|include|subfile)\s*\{([^}]*)\}/g)].map(([, name = '']) => normal(name).replace(/\.tex$/, '')),
    ),
  );
  const free = documents.filter(({ path }) => !included.has(normal(path).replace(/\.tex$/, '')));
  const candidates = (free.length > 0 ? free : documents).toSorted((a, b) => rank(a.path) - rank(b.path) || b.text.length - a.text.length);
  return candidates[0]?.path ?? (texts.length === 1 ? texts[0]?.path : texts.find(({ text }) => /\\(?:section|begin)\b/.test(text))?.path);
}

function rank(path: string): number {
  const depth = path.split('/').length - 1;
  return depth * 10 + (/^(?:.*\/)?(?:main|paper|ms|article|root)\.tex$/i.test(path) ? 0 : 1);
}
