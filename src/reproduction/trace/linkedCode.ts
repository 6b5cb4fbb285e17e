import type { CodeAnchor, CodeChange } from './link.ts';
import type { Source, Statement } from './pythonSource.ts';
import { type Forms, formsOf, readText, type Unit, unitOfStatements, unitOfSymbol } from './unit.ts';

/** What an anchor says of its code, ready to be compared. */
export interface LinkedCode {
  readonly anchor: CodeAnchor;
  readonly statements: readonly Statement[];
  readonly unit: Unit;
  readonly forms: Forms;
  /** Words behind the name of a function or class. */
  readonly head: readonly string[];
}

const known = new WeakMap<CodeAnchor, LinkedCode>();

export function linkedCode(anchor: CodeAnchor): LinkedCode {
  const found = known.get(anchor);
  if (found !== undefined) return found;
  const source = readText(anchor.text);
  const [symbol] = source.symbols;
  const isSymbol = anchor.kind !== 'statements' && symbol !== undefined;
  const code: LinkedCode = {
    anchor,
    statements: source.statements,
    unit: isSymbol ? unitOfSymbol(source, symbol) : unitOfStatements(source.statements),
    forms: formsOf(source.statements),
    head: isSymbol ? headWords(source, symbol.head) : [],
  };
  known.set(anchor, code);
  return code;
}

export function headWords({ statements }: Source, head: number): readonly string[] {
  const words = statements[head]?.core.split(' ') ?? [];
  return words.slice(words[0] === 'async' ? 3 : 2);
}

/** Parameters that say something: without `self`, brackets and punctuation. */
export function namedInHead(head: readonly string[]): readonly string[] {
  return head.filter((word) => /^[\p{ID_Start}_]/u.test(word) && word !== 'self' && word !== 'cls');
}

/** How the statements that stand there now differ from what was linked. */
export function changeOf(linked: LinkedCode, source: Source, statements: readonly Statement[]): CodeChange {
  const now = formsOf(statements);
  const { forms, anchor } = linked;
  if (anchor.hash !== undefined) return hashOfForm(now.core) === anchor.hash ? 'formatting' : 'edited';
  if (now.formatted === forms.formatted) return sameText(anchor, source, statements) ? 'none' : 'formatting';
  if (now.core === forms.core) return 'words';
  return now.nameless === forms.nameless ? 'names' : 'edited';
}

/** FNV-1a over 53 bits would do as well; this only has to notice a change. */
export function hashOfForm(text: string): string {
  let [high, low] = [0x811c9dc5, 0x1000193];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193) >>> 0;
    low = Math.imul(low ^ (code + at), 0x85ebca6b) >>> 0;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

function sameText(anchor: CodeAnchor, source: Source, statements: readonly Statement[]): boolean {
  const first = Math.min(...statements.map(({ line }) => line));
  const last = Math.max(...statements.map(({ endLine }) => endLine));
  const now = dedented(source.lines.slice(first - 1, last));
  return now.length === anchor.text.length && now.every((line, at) => line === anchor.text[at]);
}

/** Without the indentation that all lines share, and without blanks at their ends. */
export function dedented(lines: readonly string[]): readonly string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  let shared = indents[0] ?? '';
  for (const indent of indents) while (!indent.startsWith(shared)) shared = shared.slice(0, -1);
  return lines.map((line) => (line.startsWith(shared) ? line.slice(shared.length) : line.trimStart()).trimEnd());
}
