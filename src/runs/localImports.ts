/**
 * Which modules a Python text names, and whether it may load more than it names. For holding an approval to what was approved, so it errs on
 * the side of too much: text in strings and comments counts as code, because a scanner that skips them can be led to skip what runs.
 */

/** `import a.b` is module `a.b`; `from ..a import b, c` is level 2, module `a`, names `b` and `c`; a star is the name `*`. */
export interface LocalImport {
  /** Dots in front: 0 for an absolute one. */
  readonly level: number;
  readonly module: readonly string[];
  readonly names: readonly string[];
}

const word = String.raw`[\p{L}\p{N}_]`;
const fromImport = new RegExp(
  String.raw`\bfrom\b[^\S\n]*([.\p{L}\p{N}_ \t]{1,300}?)[^\S\n]*(?<!${word})import\b[^\S\n]*(\([^)]{0,20000}\)|[^\n;]{1,2000})`,
  'gu',
);
const plainImport = new RegExp(String.raw`(?<!${word})import\b[^\S\n]+([^\n;]{1,2000})`, 'gu');
const dotted = new RegExp(String.raw`^${word}+(?:\s*\.\s*${word}+)*`, 'u');
/** Names that load or start code which no import statement names. */
const dynamic =
  /(?<![\w.])(?:exec|eval|compile|__import__|execfile)\s*\(|\b(?:importlib|runpy|pkgutil|imp|subprocess|multiprocessing\.spawn|hydra|zipimport)\b|\bsys\s*\.\s*(?:path|meta_path|modules)\b|\bos\s*\.\s*(?:system|popen|exec|spawn|posix_spawn)|\bspec_from|\bload_source\b/u;

export function localImports(text: string): readonly LocalImport[] {
  const code = plain(text);
  const found: LocalImport[] = [];
  for (const [, from = '', list = ''] of code.matchAll(fromImport)) {
    const compact = from.replaceAll(/\s/g, '');
    const level = /^\.*/.exec(compact)?.[0].length ?? 0;
    found.push({
      level,
      module: compact
        .slice(level)
        .split('.')
        .filter((name) => name !== ''),
      names: namesIn(list),
    });
  }
  for (const [, list = ''] of code.matchAll(plainImport))
    for (const name of namesIn(list)) found.push({ level: 0, module: name.split('.'), names: [] });
  return found;
}

/** May it load code that it does not import by name? */
export function loadsMore(text: string): boolean {
  return dynamic.test(plain(text));
}

/** Python takes names for equal that are the same after NFKC, and joins lines at a backslash. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\\\r?\n/g, ' ')
    .replaceAll('\r', '\n');
}

function namesIn(list: string): readonly string[] {
  const bare = list.replaceAll(/#[^\n]*/g, '').replaceAll(/[()]/g, ' ');
  return bare.split(',').flatMap((part) => {
    const name = part.trim();
    if (name.startsWith('*')) return ['*'];
    const found = dotted.exec(name)?.[0].replaceAll(/\s/g, '');
    return found === undefined ? [] : [found];
  });
}
