/** Environments that are open, and which of them are taken to have ended where their `\end` is missing. */
import type { Lexer } from './lexer.ts';

interface Open {
  readonly name: string;
  readonly isOwn: boolean;
  /** The file, and where in it the beginning ends; absent where a macro began it. */
  readonly from: { readonly lexer: Lexer; readonly at: number } | undefined;
  /** Found out when it is asked for. */
  isClosedLater?: boolean;
  /** It was taken to end before this. */
  endedBefore?: string;
}

/** No section stands in these. */
const withoutSections =
  /^(?:(?:sub|wrap|SC|floating|margin|teaser|sideways)?(?:figure|table)|algorithm2?e?|algorithmic|algpseudocode|tabular|tabularx|tabulary|longtable|tblr|array|thebibliography|subequations)\*?$/;
/** Nor blank lines, unless they are closed. */
const rows = /^(?:algorithm|algorithmic|algpseudocode|tabular|tabularx|tabulary|tblr|array)\*?$/;

export interface LeftOpen {
  readonly before: string;
  readonly line: number | undefined;
}

export class OpenEnvironments {
  readonly #open: Open[] = [];
  readonly #strays = new Set<string>();

  begin(name: string, isOwn: boolean, from: Open['from']): void {
    const isWritten = from?.lexer.text.slice(0, from.at).endsWith(`{${name}}`) === true;
    this.#open.push({ name, isOwn, from: isWritten ? from : undefined });
  }

  /** Ends the innermost; what it was taken to end before, and the line that it begins in. */
  end(): LeftOpen | undefined {
    const last = this.#open.pop();
    if (last?.endedBefore === undefined) return undefined;
    return { before: last.endedBefore, line: last.from === undefined ? undefined : lineAt(last.from.lexer.text, last.from.at) };
  }

  get innermost(): string | undefined {
    return this.#open.at(-1)?.name;
  }

  has(name: string): boolean {
    return this.#open.some((one) => one.name === name);
  }

  get count(): number {
    return this.#open.length;
  }

  get hasOwn(): boolean {
    return this.#open.some(({ isOwn }) => isOwn);
  }

  /** Whether an `\end` that closes nothing is the first of its name. */
  isFirstStray(name: string): boolean {
    const isFirst = !this.#strays.has(name);
    this.#strays.add(name);
    return isFirst;
  }

  /** The innermost ends without its `\end`. */
  leave(before: string): void {
    const last = this.#open.at(-1);
    if (last !== undefined && last.name !== 'document') last.endedBefore ??= before;
  }

  /** Whether a heading shows that one of them should have been closed. */
  endAtHeading(): boolean {
    const body = this.#open.findLastIndex(({ name }) => name === 'document');
    return this.#open.slice(body + 1).some((one) => withoutSections.test(one.name) || isNeverClosed(one));
  }

  /** Whether a blank line does. */
  endAtBlankLine(): boolean {
    const last = this.#open.at(-1);
    return last !== undefined && rows.test(last.name) && isNeverClosed(last);
  }
}

/** Of what a macro began nothing can be said. */
function isNeverClosed(one: Open): boolean {
  const { from, name } = one;
  if (from === undefined) return false;
  one.isClosedLater ??= count(from.lexer.text, `\\end{${name}}`, from.at) > count(from.lexer.text, `\\begin{${name}}`, from.at);
  return !one.isClosedLater;
}

function count(text: string, part: string, from: number): number {
  let found = 0;
  for (let at = text.indexOf(part, from); at >= 0; at = text.indexOf(part, at + part.length)) {
    const line = text.lastIndexOf('\n', at) + 1;
    if (!/(?<!\\)%/.test(text.slice(line, at))) found++;
  }
  return found;
}

export function lineAt(text: string, at: number): number {
  let line = 1;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) line++;
  return line;
}
