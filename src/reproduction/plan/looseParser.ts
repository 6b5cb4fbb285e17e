/** The tolerant parser of JSON: from one bracket to the end of what it opens, saying what it mended. */

export type LooseValue = null | boolean | number | string | readonly LooseValue[] | { readonly [key: string]: LooseValue };

/** Deeper than any plan, and far from what a stack holds. */
export const deepest = 100;

export class Unreadable extends Error {}

export class LooseParser {
  readonly repairs: string[] = [];
  isCut = false;
  at: number;
  readonly #text: string;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  value(depth: number): LooseValue {
    if (depth > deepest) throw new Unreadable(`It is nested deeper than ${deepest}.`);
    this.#blank();
    const char = this.#text[this.at];
    if (char === undefined) return this.#cut(null);
    if (char === '{') return this.#object(depth);
    if (char === '[' || char === '(') return this.#array(depth);
    const quote = this.#quoteAt();
    if (quote !== undefined) return this.#string(quote);
    return this.#word();
  }

  #object(depth: number): LooseValue {
    const found: Record<string, LooseValue> = {};
    this.at++;
    for (;;) {
      this.#between('}');
      const char = this.#text[this.at];
      if (char === undefined || this.#isFence()) return this.#cut(found);
      if (char === '}') {
        this.at++;
        return found;
      }
      if (char === ']' || char === ')') {
        this.#say(`“${char}” stood where } was meant`);
        this.at++;
        return found;
      }
      const quote = this.#quoteAt();
      const key = quote === undefined ? this.#name() : this.#string(quote);
      this.#blank();
      if (this.#text[this.at] === undefined) return this.#cut(found);
      if (this.#text.startsWith('=>', this.at)) this.at += 2;
      else if (this.#text[this.at] === ':' || this.#text[this.at] === '=') this.at++;
      else this.#say(`a colon was missing behind “${shown(key)}”`);
      this.#blank();
      if (this.#text[this.at] === undefined) {
        this.#cut(null);
        return found;
      }
      const value = /[,}]/.test(this.#text[this.at] ?? '') ? this.#nothing(key) : this.value(depth + 1);
      // Its name came, its value did not.
      if (this.isCut && value === null) return found;
      if (Object.hasOwn(found, key)) this.#say(`“${shown(key)}” stood twice: the last counts`);
      // `__proto__` is a name like any other.
      Object.defineProperty(found, key, { value, enumerable: true, configurable: true, writable: true });
      if (this.isCut) return found;
    }
  }

  #nothing(key: string): null {
    this.#say(`“${shown(key)}” had no value`);
    return null;
  }

  #array(depth: number): LooseValue {
    const found: LooseValue[] = [];
    if (this.#text[this.at] === '(') this.#say('a list stood in parentheses');
    this.at++;
    for (;;) {
      this.#between(']');
      const char = this.#text[this.at];
      if (char === undefined || this.#isFence()) return this.#cut(found);
      if (char === ']' || char === ')') {
        this.at++;
        return found;
      }
      if (char === '}') {
        this.#say('“}” stood where ] was meant');
        // It may close what is around the list as well; that one sees it again.
        return found;
      }
      const before = this.at;
      const value = this.value(depth + 1);
      if (!(this.isCut && value === null)) found.push(value);
      if (this.isCut) return found;
      if (this.at === before) throw new Unreadable(`Line ${this.#line()} cannot be read: “${this.#text.slice(before, before + 20)}”.`);
    }
  }

  /** Commas, blanks and comments before the next item or the end. */
  #between(close: string): void {
    let commas = 0;
    const before = this.#text[this.at - 1];
    for (;;) {
      this.#blank();
      const char = this.#text[this.at];
      if (char === ',' || char === ';') {
        if (char === ';') this.#say('a semicolon stood for a comma');
        commas++;
        this.at++;
      } else if (this.#text.startsWith('...', this.at) || char === '…') {
        this.#say('“…” was left out');
        this.at += char === '…' ? 1 : 3;
      } else break;
    }
    const isFirst = before === '{' || before === '[' || before === '(';
    const next = this.#text[this.at];
    if (commas > 0 && (next === close || commas > 1 || isFirst)) this.#say('a comma was too many');
    if (commas === 0 && !isFirst && next !== undefined && !/[\]})]/.test(next) && !this.#isFence())
      this.#say(`a comma was missing in line ${this.#line()}`);
  }

  #blank(): void {
    for (;;) {
      const rest = this.#text.slice(this.at, this.at + 4_000);
      const match = /^(?:[\s\u00a0\ufeff]+|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->)/.exec(rest);
      if (match === null) return;
      if (!/^\s/.test(match[0])) this.#say('comments were left out');
      this.at += match[0].length;
    }
  }

  #isFence(): boolean {
    return this.#text.startsWith('```', this.at);
  }

  /** Three quotes before one; typographic ones with their partner. */
  #quoteAt(): readonly [open: string, close: string] | undefined {
    for (const [open, close] of quotes) if (this.#text.startsWith(open, this.at)) return [open, close];
    return undefined;
  }

  #string([open, close]: readonly [open: string, close: string]): string {
    if (open !== '"') this.#say(`texts stood in ${open}`);
    this.at += open.length;
    let found = '';
    for (;;) {
      const char = this.#text[this.at];
      if (char === undefined) return this.#cut(found);
      if (char === '\\') {
        found += this.#escape();
        continue;
      }
      if (this.#text.startsWith(close, this.at) && this.#isEnd(close)) {
        this.at += close.length;
        return found;
      }
      if (char === '\n' && open.length === 1) this.#say('a line broke within a text');
      found += char;
      this.at++;
    }
  }

  /** A quote ends a text where what follows can follow a text; one within a sentence (`the "best" one`) belongs to it. */
  #isEnd(close: string): boolean {
    const behind = this.#text.slice(this.at + close.length, this.at + close.length + 200);
    if (/^\s*(?:$|[,:}\])]|=>|```|\/\/|\/\*|#)/.test(behind)) {
      // `"a", "b"` ends there; `"he said "yes", and left"` does not.
      if (close.length > 1 || !/^\s*,/.test(behind)) return true;
      return /^\s*,\s*(?:$|["'“`[{\]}(\d-]|(?:true|false|null|None|True|False|NaN)\b|[\p{L}_$][\p{L}\p{N}_$-]*\s*:|\/\/|#|\.\.\.|…|,)/u.test(
        behind,
      );
    }
    // The comma between two texts or before the next name is missing.
    if (/^\s*\n?\s*["'][^"'\n]{0,80}["']\s*:/.test(behind) || /^\s*\n\s*["']/.test(behind)) return true;
    this.#say('quotes within a text were kept');
    return false;
  }

  #escape(): string {
    const next = this.#text[this.at + 1];
    const isTex = texHere.test(this.#text.slice(this.at, this.at + 20));
    const simple = next === undefined || isTex ? undefined : escapes[next];
    if (next === undefined) {
      this.at++;
      return '';
    }
    if (simple !== undefined) {
      this.at += 2;
      return simple;
    }
    const code = /^u([0-9a-fA-F]{4})/.exec(this.#text.slice(this.at + 1, this.at + 6))?.[1];
    if (code !== undefined) {
      this.at += 6;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    // `\alpha` and `\d`: the backslash was meant.
    this.#say('a lone backslash was kept');
    this.at += 1;
    return '\\';
  }

  #name(): string {
    const [name] = /^[^\s:=,{}[\]()"']{1,200}/u.exec(this.#text.slice(this.at, this.at + 200)) ?? [];
    if (name === undefined)
      throw new Unreadable(`Line ${this.#line()}: a name was expected, and “${this.#text.slice(this.at, this.at + 20)}” stands there.`);
    this.#say('names stood without quotes');
    this.at += name.length;
    return name;
  }

  /** A number, a word of JSON or Python, or words that somebody forgot to quote. */
  #word(): LooseValue {
    const [word = ''] = /^[^\n,{}[\]"]{1,2000}/.exec(this.#text.slice(this.at, this.at + 2_000)) ?? [];
    const bare = upToClosing(word.replace(/\s*(?:\/\/|#|```).*$/, '')).trimEnd();
    const isLast = this.at + word.length >= this.#text.length;
    if (bare === '')
      throw new Unreadable(`Line ${this.#line()}: a value was expected, and “${this.#text.slice(this.at, this.at + 20)}” stands there.`);
    this.at += bare.length;
    if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(bare)) {
      // Cut within a number: nobody knows its last digits.
      if (isLast) return this.#cut(null);
      return Number(bare);
    }
    const known = words[bare];
    if (known !== undefined) {
      if (bare !== 'true' && bare !== 'false' && bare !== 'null') this.#say(`${bare} was read as ${JSON.stringify(known)}`);
      return known;
    }
    const number = /^[+]?(\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(bare)
      ? Number(bare.replaceAll('_', '').replace(/^\+/, ''))
      : Number.NaN;
    if (!Number.isNaN(number)) {
      if (isLast) return this.#cut(null);
      this.#say(`${bare} was read as ${number}`);
      return number;
    }
    if (isLast) return this.#cut(null);
    if (bare.length > 200) throw new Unreadable(`Line ${this.#line()} is neither a text in quotes nor a number.`);
    this.#say(`“${shown(bare)}” stood without quotes`);
    return bare;
  }

  #cut<T>(value: T): T {
    this.isCut = true;
    this.#say('it was cut off');
    return value;
  }

  #say(repair: string): void {
    if (this.repairs.length < 50 && !this.repairs.includes(repair)) this.repairs.push(repair);
  }

  #line(): number {
    return this.#text.slice(0, this.at).split('\n').length;
  }
}

/** Commands of TeX that begin like an escape of JSON. */
const texNames =
  'b(?:eta|ar|f|m|oldsymbol|igl?|igr?|egin|inom|ullet)|f(?:rac|orall|lat)|n(?:abla|eq|u|otin|orm|umber)|r(?:ho|ight|angle|floor|ceil)|t(?:heta|au|ext(?:bf|it|rm)?|imes|ilde|o|op|anh?|frac|riangle)';
const texHere = new RegExp(`^\\\\(?:${texNames})(?![a-zA-Z])`);
export const texEscape = new RegExp(`(?<!\\\\)(?:\\\\\\\\)*\\\\(?:${texNames})(?![a-zA-Z])`);

const quotes: readonly (readonly [open: string, close: string])[] = [
  ['"""', '"""'],
  ["'''", "'''"],
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
  ['`', '`'],
];
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '\n': '',
};
const words: Readonly<Record<string, null | boolean>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
  TRUE: true,
  FALSE: false,
  NULL: null,
  undefined: null,
  NaN: null,
  nan: null,
  nil: null,
};

/** `2)` → `2`, `f(2)` stays. */
function upToClosing(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && depth-- === 0) return text.slice(0, at);
  }
  return text;
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
