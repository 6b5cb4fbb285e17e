/** Finds where a Python file can be started as training. Looks at text only: it runs while somebody types. */

export interface EntryPoint {
  /** Counts from 0, as editors do. */
  readonly line: number;
  readonly kind: 'main-guard' | 'trainer' | 'function';
  /** What the place is called, for a tooltip: `if __name__ == "__main__"`, `trainer.train()`, `def train`. */
  readonly label: string;
}

// Comments, and strings with or without a prefix. An open string ends with its line (or, tripled, with the file).
const commentOrString =
  /#[^\n]*|"""(?:[^"\\]|\\[\s\S]|"(?!""))*(?:"""|$)|'''(?:[^'\\]|\\[\s\S]|'(?!''))*(?:'''|$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?/g;
const mainGuard = /^if[ \t]*\(?[ \t]*(?:__name__[ \t]*==[ \t]*(['"])__main__\1|(['"])__main__\2[ \t]*==[ \t]*__name__)[ \t]*\)?[ \t]*:/gm;
const entryFunction = /^(?:async[ \t]+)?def[ \t]+(main|train)[ \t]*\(/gm;
// Without what may stand before: a search that begins with \w* would try every word of the file.
const trainerVariable = /trainer[ \t]*\.[ \t]*(?:train|fit)[ \t]*\(/gi;
const trainerCall = /Trainer[ \t]*\(/g;
const thenTrain = /[ \t\n\\]*\.[ \t\n\\]*(?:train|fit)[ \t]*\(/y;
const worthLooking = /__main__|\.\s*(?:train|fit)\s*\(|def[ \t]+(?:main|train)\b/;

/**
 * The places that deserve a ▶ Train. Starting a file runs all of it, so a file has one such place: its main guard; without
 * one the top-level call of a trainer; else `main` or `train`, preferring the one that the file itself calls.
 */
export function findEntryPoints(text: string): readonly EntryPoint[] {
  if (!worthLooking.test(text)) return [];
  const code = new Code(text);
  const guard = code.first(mainGuard);
  if (guard !== undefined) return [{ line: code.lineAt(guard.index), kind: 'main-guard', label: 'if __name__ == "__main__"' }];
  const trainer = topLevelTrainer(code);
  if (trainer !== undefined) return [trainer];
  const functions = code.all(entryFunction);
  const called = functions.find((found) => code.isCalledAtTopLevel(found[1] ?? ''));
  const found = called ?? functions.find((each) => each[1] === 'main') ?? functions[0];
  return found === undefined ? [] : [{ line: code.lineAt(found.index), kind: 'function', label: `def ${found[1]}` }];
}

function topLevelTrainer(code: Code): EntryPoint | undefined {
  const variable = code.all(trainerVariable).map((found) => code.dottedName(found.index, 'trainer'.length));
  const calls = code
    .all(trainerCall)
    .filter((found) => {
      const close = code.closingParenthesis(found.index + found[0].length - 1);
      if (close === undefined) return false;
      thenTrain.lastIndex = close + 1;
      return thenTrain.test(code.text);
    })
    .map((found) => ({ ...code.dottedName(found.index, 'Trainer'.length), isCall: true }));
  const places = [...variable.filter(({ name }) => !name.includes('.')), ...calls].sort((a, b) => a.start - b.start);
  const first = places.find(({ start }) => code.isTopLevel(start));
  if (first === undefined) return undefined;
  const name = first.name.slice(first.name.lastIndexOf('.') + 1);
  return { line: code.lineAt(first.start), kind: 'trainer', label: 'isCall' in first ? `${name}(…).train()` : `${name}.train()` };
}

/** Python text in which positions inside strings and comments are known. */
class Code {
  readonly text: string;
  /** Starts and ends of comments and strings, one after the other. */
  readonly #hidden: readonly number[];

  constructor(text: string) {
    this.text = text;
    const hidden: number[] = [];
    for (const found of text.matchAll(commentOrString)) hidden.push(found.index, found.index + found[0].length);
    this.#hidden = hidden;
  }

  first(pattern: RegExp): RegExpExecArray | undefined {
    return this.all(pattern)[0];
  }

  all(pattern: RegExp): readonly RegExpExecArray[] {
    return [...this.text.matchAll(pattern)].filter((found) => !this.#isHidden(found.index));
  }

  lineAt(index: number): number {
    let line = 0;
    for (let at = this.text.indexOf('\n'); at !== -1 && at < index; at = this.text.indexOf('\n', at + 1)) line += 1;
    return line;
  }

  /** Not inside a function or class: it is executed when the file is. */
  isTopLevel(index: number): boolean {
    let indent = this.#indentOf(index);
    let lineStart = this.text.lastIndexOf('\n', index - 1) + 1;
    while (indent > 0 && lineStart > 0) {
      const before = this.text.lastIndexOf('\n', lineStart - 2) + 1;
      const line = this.text.slice(before, lineStart - 1);
      lineStart = before;
      if (/^\s*(?:#.*)?$/.test(line) || this.#isHidden(before)) continue;
      const own = this.#indentOf(before);
      if (own >= indent) continue;
      if (/^\s*(?:async\s+)?(?:def|class)\b/.test(line)) return false;
      indent = own;
    }
    return true;
  }

  /** Whether a line that starts at the left edge speaks of the name: `main()`, `app.run(train)`, `fire.Fire(main)`. */
  isCalledAtTopLevel(name: string): boolean {
    const use = new RegExp(
      `^(?!def\\b|async\\b|class\\b|@|#|from\\b|import\\b)[^\\s#][^\\n]*(?<![\\w.])${name}\\b|^${name}[ \\t]*\\(`,
      'gm',
    );
    return this.first(use) !== undefined;
  }

  /** The whole name whose last part begins, at the latest, at `index`: `trl.SFTTrainer` from the index of `Trainer`. */
  dottedName(index: number, length: number): { readonly start: number; readonly name: string } {
    let start = index;
    while (start > 0 && /[\w.]/.test(this.text[start - 1] ?? '')) start -= 1;
    return { start, name: this.text.slice(start, index + length) };
  }

  closingParenthesis(open: number): number | undefined {
    let depth = 0;
    for (let at = open; at < this.text.length; at++) {
      const char = this.text[at];
      if (char !== '(' && char !== ')') continue;
      if (this.#isHidden(at)) continue;
      depth += char === '(' ? 1 : -1;
      if (depth === 0) return at;
    }
    return undefined;
  }

  #indentOf(index: number): number {
    const start = this.text.lastIndexOf('\n', index - 1) + 1;
    let width = 0;
    for (let at = start; at < this.text.length; at++) {
      if (this.text[at] === ' ') width += 1;
      else if (this.text[at] === '\t') width += 8 - (width % 8);
      else break;
    }
    return width;
  }

  #isHidden(index: number): boolean {
    let low = 0;
    let high = this.#hidden.length / 2 - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (index < (this.#hidden[2 * middle] ?? 0)) high = middle - 1;
      else if (index >= (this.#hidden[2 * middle + 1] ?? 0)) low = middle + 1;
      else return true;
    }
    return false;
  }
}
