/** Finds Python's tracebacks in console lines, for each rank of a run of several processes. Pure. */

export interface Frame {
  readonly file: string;
  readonly line: number;
  /** `<module>` at the top level. */
  readonly function: string;
  /** The source line, where it was printed. */
  readonly code?: string;
}

export interface Traceback {
  /** Undefined where nothing says which rank printed it. */
  readonly rank: number | undefined;
  /** Index of its first line in the lines that were given. */
  readonly at: number;
  /** Outermost first. */
  readonly frames: readonly Frame[];
  /** The error and what belongs to it: at most a few lines, as they were printed. */
  readonly error: readonly string[];
}

/** `[rank0]:`, `[default0]:` (torchrun --tee), `[0]:`, each with or without what a progress bar left before it. */
const rankPrefix = /^(?:.*?\])?\[(?:rank|default|trainer|worker)?(\d+)\]:\s?/;
const header = /^\s*(?:Exception in thread .*:)?\s*Traceback \(most recent call last\):$/;
const frame = /^\s+File "(.+)", line (\d+)(?:, in (.+))?$/;
const chained = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const maxErrorLines = 12;

export interface RankedLine {
  readonly rank: number | undefined;
  readonly text: string;
  readonly at: number;
}

export function rankedLine(line: string, at: number): RankedLine {
  const found = rankPrefix.exec(line);
  return found === null ? { rank: undefined, text: line, at } : { rank: Number(found[1]), text: line.slice(found[0].length), at };
}

/** In the order in which they began. Of exceptions that were raised while another was handled each is one. */
export function tracebacks(lines: readonly string[]): readonly Traceback[] {
  const byRank = new Map<number | undefined, RankedLine[]>();
  for (const [at, line] of lines.entries()) {
    const ranked = rankedLine(line, at);
    const own = byRank.get(ranked.rank);
    if (own === undefined) byRank.set(ranked.rank, [ranked]);
    else own.push(ranked);
  }
  return [...byRank.values()].flatMap(ofOneRank).sort((a, b) => a.at - b.at);
}

function ofOneRank(lines: readonly RankedLine[]): readonly Traceback[] {
  const found: Traceback[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const begin = lines[index];
    if (begin === undefined || !(header.test(begin.text) || startsSyntaxError(lines, index))) continue;
    const read = readTraceback(lines, header.test(begin.text) ? index + 1 : index);
    if (read.error.length > 0) found.push({ rank: begin.rank, at: begin.at, frames: read.frames, error: read.error });
    index = read.end - 1;
  }
  return found;
}

/** A syntax error of the script itself has no header: its file, its line, a caret, the error. */
function startsSyntaxError(lines: readonly RankedLine[], index: number): boolean {
  return (
    frame.test(lines[index]?.text ?? '') &&
    lines.slice(index + 1, index + 5).some(({ text }) => /^(?:SyntaxError|IndentationError|TabError): /.test(text))
  );
}

function readTraceback(
  lines: readonly RankedLine[],
  from: number,
): { readonly frames: readonly Frame[]; readonly error: readonly string[]; readonly end: number } {
  const frames: Frame[] = [];
  let index = from;
  for (; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? '';
    const found = frame.exec(text);
    if (found !== null) frames.push(frameOf(found, lines[index + 1]?.text ?? ''));
    // Below the header everything is indented until the error itself.
    else if (/^\S/.test(text)) break;
  }
  const error: string[] = [];
  for (; index < lines.length && error.length < maxErrorLines; index += 1) {
    const text = lines[index]?.text ?? '';
    if (error.length > 0 && (text.trim() === '' || chained.test(text) || header.test(text))) break;
    error.push(text.trimEnd());
  }
  return { frames, error, end: index };
}

function frameOf([, file = '', line = '0', name = '<module>']: RegExpExecArray, next: string): Frame {
  const code = /^\s{4,}\S/.test(next) && !frame.test(next) ? next.trim() : undefined;
  return { file, line: Number(line), function: name, ...(code === undefined ? {} : { code }) };
}

/** The innermost frame in the person's own code: what a library did with it is no place to change anything. */
export function innermostOwn(frames: readonly Frame[], roots: readonly string[]): Frame | undefined {
  return frames.findLast(({ file }) => isOwn(file, roots));
}

const foreign = /[\\/](?:site-packages|dist-packages|\.?venv|env|\.practicum|node_modules)[\\/]|[\\/]lib[\\/]python\d|^<(?!stdin>)/;

function isOwn(file: string, roots: readonly string[]): boolean {
  if (foreign.test(file)) return false;
  const isAbsolute = /^(?:[\\/]|[A-Za-z]:[\\/])/.test(file);
  return (
    !isAbsolute ||
    roots.length === 0 ||
    roots.some((root) => file.startsWith(root.endsWith('/') ? root : `${root}/`) || file.startsWith(`${root}\\`))
  );
}
