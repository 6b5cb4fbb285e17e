/**
 * Reads a command line into simple commands, or says why not. Only what means the same to every POSIX shell is read:
 * literal words, quotes, `&&`, `||`, `;`, `|`, newlines and the redirections that write nothing. Everything that expands,
 * substitutes, groups, loops or goes to the background is unreadable, and what is unreadable is never allowed.
 */

/** How a command hangs on the one before it. A newline is `;`. */
export type Joiner = '&&' | '||' | ';' | '|';

export interface Word {
  /** After quote removal. */
  readonly text: string;
  readonly isQuoted: boolean;
  /** Where the first unquoted `*`, `?` or `[` stands; undefined where there is none. */
  readonly globAt: number | undefined;
}

export interface SimpleCommand {
  /** Undefined for the first. */
  readonly joiner: Joiner | undefined;
  /** `NAME=value` before the program. */
  readonly assignments: readonly { readonly name: string; readonly value: string }[];
  /** Never empty. */
  readonly words: readonly [Word, ...Word[]];
  readonly redirections: readonly string[];
}

export type ShellReading =
  | { readonly kind: 'read'; readonly commands: readonly SimpleCommand[] }
  | { readonly kind: 'unreadable'; readonly rule: string; readonly why: string };

export const maxCommandLength = 10_000;

class Unreadable extends Error {
  readonly rule: string;
  constructor(rule: string, why: string) {
    super(why);
    this.rule = `shell.${rule}`;
  }
}

export function readShell(text: string): ShellReading {
  try {
    refuseText(text);
    return { kind: 'read', commands: new Reader(text).commands() };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { kind: 'unreadable', rule: error.rule, why: error.message };
  }
}

function refuseText(text: string): void {
  if (text.length > maxCommandLength) throw new Unreadable('too-long', `it is longer than ${maxCommandLength} characters`);
  if (text.trim() === '') throw new Unreadable('empty', 'it is empty');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text)) throw new Unreadable('control', 'it holds a control character');
  // Format, private and unassigned characters, blanks that are not blanks, and half surrogates: not what they look like.
  if (/[\u2800\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u.test(text))
    throw new Unreadable('invisible', 'it holds an invisible or misleading character');
}

/** The allowed redirections, each complete: they discard output or join errors to it. */
const redirection = /(?:2>&1|(?:&>|[12]?>)[ \t]*\/dev\/null)(?=[\s;|&]|$)/y;
const reservedWords = new Set(
  ['if', 'then', 'else', 'elif', 'fi', 'for', 'while', 'until', 'do', 'done', 'case', 'esac', 'in', 'select', 'function'].concat([
    ...['time', 'coproc', '!', '[[', ']]', 'foreach', 'repeat', 'end', 'nocorrect', 'noglob'],
  ]),
);

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  commands(): readonly SimpleCommand[] {
    const commands: SimpleCommand[] = [];
    let joiner: Joiner | undefined;
    let words: { readonly word: Word; readonly raw: string }[] = [];
    let redirections: string[] = [];
    const finish = (next: Joiner | undefined): void => {
      if (words.length === 0 && redirections.length === 0) throw new Unreadable('syntax', 'a command is missing beside an operator');
      commands.push({ ...commandOf(words), joiner, redirections });
      joiner = next;
      words = [];
      redirections = [];
    };
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      const pair = this.#text.slice(this.#at, this.#at + 2);
      if (char === ' ' || char === '\t') this.#at += 1;
      else if (char === '\n') {
        // After an operator, or on a blank line, a newline ends nothing.
        if (words.length > 0 || redirections.length > 0) finish(';');
        this.#at += 1;
      } else if (pair === '&&' || pair === '||') {
        finish(pair);
        this.#at += 2;
      } else if (pair === '|&' || pair === ';;' || pair === ';&') {
        throw new Unreadable('operator', `“${pair}” is not read`);
      } else if (char === ';' || char === '|') {
        finish(char);
        this.#at += 1;
      } else if (char === '#') {
        throw new Unreadable('comment', 'it holds a comment');
      } else if (char === '>' || char === '<' || pair === '&>' || this.#isDescriptor()) {
        redirections.push(this.#redirection());
      } else if (char === '&') {
        throw new Unreadable('background', 'it goes to the background');
      } else if (char === '(' || char === ')') {
        throw new Unreadable('group', 'it holds a group or a function');
      } else {
        words.push(this.#word());
      }
    }
    if (words.length > 0 || redirections.length > 0) finish(undefined);
    else if (joiner !== ';') throw new Unreadable('syntax', 'it ends with an operator');
    return commands;
  }

  #isDescriptor(): boolean {
    return /^\d+[<>]/.test(this.#text.slice(this.#at, this.#at + 12));
  }

  #redirection(): string {
    redirection.lastIndex = this.#at;
    const match = redirection.exec(this.#text)?.[0];
    if (match === undefined) throw new Unreadable('redirection', 'it reads from or writes to a file by redirection');
    this.#at += match.length;
    return match.replace(/\s/g, '');
  }

  #word(): { readonly word: Word; readonly raw: string } {
    const start = this.#at;
    let text = '';
    let isQuoted = false;
    let globAt: number | undefined;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const char = this.#text.charAt(this.#at);
      if (/[\s;&|<>()]/.test(char)) break;
      if (char === "'") {
        const end = this.#text.indexOf("'", this.#at + 1);
        if (end < 0) throw new Unreadable('syntax', 'a quote is not closed');
        text += this.#text.slice(this.#at + 1, end);
        this.#at = end;
        isQuoted = true;
      } else if (char === '"') {
        text += this.#doubleQuoted();
        isQuoted = true;
      } else if (char === '\\') {
        text += this.#escaped();
        isQuoted = true;
      } else if (char === '$' || char === '`') {
        throw new Unreadable('expansion', 'it expands a variable or another command');
      } else if (char === '{' || char === '}') {
        throw new Unreadable('braces', 'it expands braces or holds a group');
      } else if (char === '~' && (this.#at === start || /[=:]/.test(this.#text.charAt(this.#at - 1)))) {
        throw new Unreadable('tilde', 'it expands a home folder');
      } else {
        if (/[*?[]/.test(char)) globAt ??= text.length;
        text += char;
      }
    }
    const raw = this.#text.slice(start, this.#at);
    // zsh replaces =name by the path of a program.
    if (/^==?[^=]/.test(raw)) throw new Unreadable('expansion', 'a word begins with “=”');
    if (globAt !== undefined && isQuoted) throw new Unreadable('glob', 'a pattern is partly quoted');
    return { word: { text, isQuoted, globAt }, raw };
  }

  #doubleQuoted(): string {
    let text = '';
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const char = this.#text.charAt(this.#at);
      if (char === '"') return text;
      if (char === '$' || char === '`') throw new Unreadable('expansion', 'it expands a variable or another command');
      const next = this.#text.charAt(this.#at + 1);
      if (char === '\\' && next === '\n') throw new Unreadable('continuation', 'a line is continued inside a word');
      if (char === '\\' && next !== '' && '$`"\\'.includes(next)) {
        text += next;
        this.#at += 1;
      } else {
        text += char;
      }
    }
    throw new Unreadable('syntax', 'a quote is not closed');
  }

  #escaped(): string {
    const next = this.#text.charAt(this.#at + 1);
    if (next === '' || next === '\n') throw new Unreadable('continuation', 'a line is continued inside a word');
    // Both halves of a character beyond the basic plane.
    const whole = String.fromCodePoint(this.#text.codePointAt(this.#at + 1) ?? 0);
    this.#at += whole.length;
    return whole;
  }
}

function commandOf(items: readonly { readonly word: Word; readonly raw: string }[]): Pick<SimpleCommand, 'assignments' | 'words'> {
  const assignments: { name: string; value: string }[] = [];
  let index = 0;
  for (; index < items.length; index += 1) {
    const item = items[index];
    const match = item === undefined ? null : /^([A-Za-z_][A-Za-z0-9_]*)(\[[^=]*)?(\+)?=/.exec(item.raw);
    if (item === undefined || match === null) break;
    const name = match[1] ?? '';
    if (match[2] !== undefined || match[3] !== undefined) throw new Unreadable('assignment', 'it changes a variable');
    if (item.word.globAt !== undefined) throw new Unreadable('assignment', 'it sets a variable to a pattern');
    assignments.push({ name, value: item.word.text.slice(name.length + 1) });
  }
  const [first, ...others] = items.slice(index).map((item) => item.word);
  if (first === undefined) throw new Unreadable('assignment', 'it sets a variable or redirects without a command');
  if (!first.isQuoted && reservedWords.has(first.text)) throw new Unreadable('control-flow', `“${first.text}” begins a compound command`);
  return { assignments, words: [first, ...others] };
}
