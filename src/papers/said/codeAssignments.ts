/** Assignments in the text of code, whatever its syntax: YAML, JSON, INI, calls and literals of Python, flags of a command. */

/** A section, a call, an item of a list or a command around an assignment. */
export interface CodeBlock {
  readonly name: string;
  /** Told apart from others of the same name. */
  readonly id: number;
}

export interface Assignment {
  readonly blocks: readonly CodeBlock[];
  /** Absent: a call, whose name is the value. */
  readonly key?: string;
  /** One, or those of a list. */
  readonly values: readonly string[];
  readonly isList: boolean;
  /** As the code has it. */
  readonly written: string;
}

const comment = /(?:^|(?<=\s))(?:#|\/\/|;|%(?= *\p{L})).*$|\/\*.*?\*\//gmu;
const declared =
  /(?:\b\w+\.)?(?:add_argument|option|DEFINE_\w+)\(\s*((?:["']-{0,2}[\w-]+["']\s*,\s*)+)((?:[^()"']|"[^"]*"|'[^']*'|\([^()]*\))*)\)/g;
const statement = /^\s*(?:@|(?:async )?def\b|class\b|import\b|from\b|if\b|elif\b|else\b|while\b|for\b|return\b|assert\b|with\b|print\b)/;
/** Two flags of one dash say as much as one of two. */
const command = /(?:^|\s)--[A-Za-z][\w-]*|\s-[A-Za-z]\w+ \S.*\s-[A-Za-z]\w+ \S/;
/** `'MaxEpochs', 30`: names and values in turn. */
const inTurn = /'([A-Z][a-z]+(?:[A-Z][A-Za-z\d]*)+)',\s*(?=[\d.'])/g;
const type = String.raw`(?::\s*(?:float|int|str|bool|[A-Z]?\w+\[[^\]]*\])\s*=)`;
const separator = String.raw`\s*(?:${type}|:=|=>|<-|=(?!=)|:(?!:))[^\S\n]*`;
const key = new RegExp(String.raw`["']?([A-Za-z_][\w./-]*)["']?${separator}`, 'y');
const lineKey = new RegExp(String.raw`["']?([A-Za-z_][\w./-]*(?: [A-Za-z][\w-]*){0,3})["']?${separator}`, 'y');
const call = /([A-Za-z_][\w.]*)\(/y;
const quoted = /"([^"]*)"|'([^']*)'/y;
/** Up to a value that stands in a column of its own. */
const column = /^\s*([A-Za-z][\w/-]*(?: [\w/-]+){0,3})(?:\s{2,}|\s*\.{3,}\s*)(?=[^\s=:])(?!=|(?:\w+ ?)+:\s)/;

/** In the order in which they stand. */
export function assignmentsIn(text: string): readonly Assignment[] {
  return new Scanner().read(
    text
      .replaceAll('\t', '    ')
      .replaceAll(declared, (_, names: string, rest: string) => ` ${defaultOf(names, rest)}\n`)
      .replaceAll(inTurn, '$1 = ')
      .replaceAll(comment, '')
      .replaceAll(/\\\s*\n\s*/g, ' ')
      .replaceAll(/\n\s*(?=--[A-Za-z])/g, (gap, at: number, whole: string) =>
        command.test(whole.slice(whole.lastIndexOf('\n', at - 1) + 1, at)) ? ' ' : gap,
      ),
  );
}

/** What a declared option is when nobody gives it. */
function defaultOf(names: string, rest: string): string {
  const own = [...names.matchAll(/[\w][\w-]*/g)].map(([name]) => name).toSorted((a, b) => b.length - a.length)[0] ?? '';
  const value =
    /\bdefault\s*=\s*("[^"]*"|'[^']*'|[[(][^\])]*[\])]|[^,\s)]+)/.exec(rest)?.[1] ??
    /^\s*([\d.e+-]+|"[^"]*"|'[^']*')\s*(?:,|$)/.exec(rest)?.[1];
  return value === undefined ? '' : `${own} = ${value}`;
}

interface Open extends CodeBlock {
  /** Of a section by its indentation. */
  readonly indent?: number;
}

class Scanner {
  readonly #found: Assignment[] = [];
  #header: readonly CodeBlock[] = [];
  #sections: Open[] = [];
  #brackets: Open[] = [];
  #count = 0;
  /** Where values of two lines or more begin. */
  #columns: ReadonlySet<number> = new Set();
  /** Scalars under a key, one on each line. */
  #items: string[] = [];

  read(text: string): readonly Assignment[] {
    const lines = text.split('\n');
    const starts = lines.flatMap((line) => column.exec(line)?.[0].length ?? []);
    this.#columns = new Set(starts.filter((start, index) => starts.indexOf(start) < index));
    for (const line of lines) this.#line(line);
    this.#closeItems();
    return this.#found;
  }

  #line(line: string): void {
    if (line.trim() === '') return;
    const header = /^\s*\[{1,2}([\w. /"'-]+)\]{1,2}\s*$/.exec(line)?.[1];
    if (header !== undefined && this.#brackets.length === 0) {
      this.#closeItems();
      this.#sections = [];
      this.#header = header.split('.').map((name) => this.#block(name.replaceAll(/["']/g, '')));
      return;
    }
    if (command.test(line)) {
      this.#command(line);
      return;
    }
    const start = this.#brackets.length === 0 ? this.#indented(line) : 0;
    if (start === undefined) return;
    if (statement.test(line)) {
      // What stands in the brackets of a definition is said when it is called.
      this.#brackets.push(...[...line.matchAll(/[([{]/g)].map(() => this.#block('def')));
      for (const _ of line.matchAll(/[)\]}]/g)) this.#brackets.pop();
      return;
    }
    const columns = this.#brackets.length === 0 ? (column.exec(line) ?? this.#filled(line)) : null;
    if (columns === null) this.#scan(line, start);
    else this.#scan(line, this.#assigned(columns[1] ?? '', line, columns[0].length, true));
  }

  /** A name so long that one space is left before the column of the values. */
  #filled(line: string): RegExpExecArray | null {
    const match = /^\s*([A-Za-z][\w/-]*) (?=[^\s=:])/.exec(line);
    return match !== null && this.#columns.has(match[0].length) ? match : null;
  }

  /** Leaves the sections that end before the line; where its text begins, if it is no item that stands alone. */
  #indented(line: string): number | undefined {
    const [, space = '', dash = ''] = /^(\s*)((?:-\s+)?)/.exec(line) ?? [];
    const rest = line.slice(space.length + dash.length);
    const isScalar = dash !== '' && !/^["']?[\w ./-]+["']?:(?:\s|$)/.test(rest);
    if (isScalar) {
      this.#items.push(rest.trim().replaceAll(/^["']|["']$/g, ''));
      return undefined;
    }
    this.#closeItems();
    this.#sections = this.#sections.filter(({ indent = 0 }) => indent < space.length || (dash !== '' && indent === space.length));
    if (dash !== '') {
      this.#sections = this.#sections.filter(({ name, indent = 0 }) => !(name === '' && indent === space.length));
      this.#sections.push({ ...this.#block(''), indent: space.length });
    }
    return space.length + dash.length;
  }

  #closeItems(): void {
    const of = this.#sections.at(-1);
    if (this.#items.length > 0 && of !== undefined) {
      this.#sections.pop();
      this.#add(of.name, this.#items, true, `${of.name}: ${this.#items.join(', ')}`);
    }
    this.#items = [];
  }

  #scan(line: string, start: number): void {
    for (let at = start; at < line.length; ) {
      const isFirst = at === start;
      const assigned = matchAt(isFirst ? lineKey : key, line, at);
      if (assigned !== undefined) {
        at = this.#assigned(assigned[1] ?? '', line, at + assigned[0].length, isFirst);
        continue;
      }
      const called = matchAt(call, line, at);
      if (called !== undefined) {
        this.#call(called[1] ?? '', line);
        at += called[0].length;
        continue;
      }
      const one = line[at] ?? '';
      if (/[([{]/.test(one)) this.#brackets.push(this.#block(''));
      if (/[)\]}]/.test(one)) this.#brackets.pop();
      at += matchAt(quoted, line, at)?.[0].length ?? matchAt(/[\w.-]+/y, line, at)?.[0].length ?? 1;
    }
  }

  /** Where what stands behind the key has been read. */
  #assigned(name: string, line: string, at: number, isFirst: boolean): number {
    const rest = line.slice(at);
    if (rest.trim() === '') {
      if (this.#brackets.length === 0) this.#sections.push({ ...this.#block(name), indent: /^\s*/.exec(line)?.[0].length ?? 0 });
      return line.length;
    }
    const text = matchAt(quoted, line, at);
    if (text !== undefined) {
      this.#add(name, [text[1] ?? text[2] ?? ''], false, line);
      return at + text[0].length;
    }
    const list = /^(?:tuple|list|set)?[[({]\s*([^[\](){}:=]*)[\])}](?=\s*(?:[,;)\]}]|$))/.exec(rest);
    if (list !== null) {
      const values = (list[1] ?? '').split(',').map((value) => value.trim().replaceAll(/^["']|["']$/g, ''));
      this.#add(
        name,
        values.filter((value) => value !== ''),
        true,
        line,
      );
      return at + list[0].length;
    }
    const opens = /^(?:([A-Za-z_][\w.]*)\s*)?[({[]/.exec(rest);
    if (opens !== null) {
      const called = opens[1]?.split('.').at(-1);
      if (called !== undefined && !/^(?:dict|OrderedDict|\w*Config|\w*Args|Namespace)$/.test(called))
        this.#add(name, [called], false, line);
      this.#brackets.push(this.#block(name));
      return at + opens[0].length;
    }
    const isWhole = isFirst && this.#brackets.length === 0 && !/[\w"']\s*[=:](?!\/\/)\s*\S/.test(rest);
    const value = (this.#brackets.length > 0 ? /^[^,)\]}]*/ : isWhole ? /^.*?(?=[;,]?\s*$)/ : /^[^\s,;]*/).exec(rest)?.[0] ?? '';
    const numbers = /^[\d.e+-]+(?:, ?[\d.e+-]+)+$/i.test(value.trim()) ? value.split(',').map((one) => one.trim()) : [value.trim()];
    this.#add(name, numbers, numbers.length > 1, line);
    return at + Math.max(value.length, 1);
  }

  #call(name: string, line: string): void {
    this.#found.push({ blocks: this.#blocks(), values: [name.split('.').at(-1) ?? ''], isList: false, written: line.trim() });
    this.#brackets.push(this.#block(name.split('.').at(-1) ?? ''));
  }

  #command(line: string): void {
    const of = this.#block('');
    const words = [...line.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replaceAll(/["']/g, ''));
    const isFlag = (word: string): boolean => /^--?[A-Za-z]/.test(word);
    words.forEach((word, index) => {
      if (!isFlag(word)) return;
      const [flag = '', given] = word.replace(/^-+/, '').split(/=(.*)/s);
      const behind = words.slice(index + 1);
      const end = behind.findIndex((next) => isFlag(next) || /^(?:[|>&;]+|\S+=\S+)$/.test(next));
      const values = given !== undefined ? given.split(',') : behind.slice(0, end < 0 ? behind.length : end);
      const written = given !== undefined ? word : [word, ...values].join(' ');
      this.#found.push({ blocks: [of], key: flag, values: values.length === 0 ? ['true'] : values, isList: values.length > 1, written });
    });
  }

  #add(name: string, values: readonly string[], isList: boolean, line: string): void {
    this.#found.push({ blocks: this.#blocks(), key: name, values, isList, written: line.trim() });
  }

  #blocks(): readonly CodeBlock[] {
    return [...this.#header, ...this.#sections, ...this.#brackets].map(({ name, id }) => ({ name, id }));
  }

  #block(name: string): CodeBlock {
    this.#count++;
    return { name, id: this.#count };
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
