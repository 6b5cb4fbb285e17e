/** The front matter of a README: as much YAML as cards are made of. */

export interface Card {
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads a card and says what the Hub says about it. */
export function checkedCard(text: string): Card {
  const [, front] = /^---\r?\n([\s\S]*?)(?:^|\r?\n)---\s*(?:\r?\n|$)/m.exec(text.replace(/^\uFEFF/, '')) ?? [];
  if (front === undefined) {
    const errors = text.startsWith('---\n') ? ['The metadata has no end: a line with --- is missing.'] : [];
    return { data: {}, errors, warnings: ['empty or missing yaml metadata in repo card'] };
  }
  try {
    const data = parseYaml(front);
    const license = data['license'];
    const errors = license === undefined || typeof license === 'string' || Array.isArray(license) ? [] : ['"license" must be a string.'];
    return { data, errors, warnings: [] };
  } catch (error) {
    return { data: {}, errors: [error instanceof Error ? error.message : String(error)], warnings: [] };
  }
}

interface Line {
  readonly indent: number;
  readonly text: string;
  readonly number: number;
}

/** Maps, lists and scalars by indentation; no anchors, no tags, no flow maps beyond one line. */
export function parseYaml(text: string): Readonly<Record<string, unknown>> {
  const lines: Line[] = [];
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(raw)) continue;
    if (/^ *\t/.test(raw)) throw new Error(`Line ${at + 1}: a tab is no indentation in YAML.`);
    lines.push({ indent: raw.length - raw.trimStart().length, text: raw.trim(), number: at + 1 });
  }
  const reader = new Reader(lines);
  const value = reader.block(0);
  if (!reader.isAtEnd) throw new Error(`Line ${reader.lineNumber}: bad indentation in the metadata.`);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

class Reader {
  readonly #lines: readonly Line[];
  #at = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#lines.length;
  }

  get lineNumber(): number {
    return this.#lines[this.#at]?.number ?? 0;
  }

  block(indent: number): unknown {
    const line = this.#lines[this.#at];
    if (line === undefined || line.indent < indent) return null;
    return isItem(line.text) ? this.#list(line.indent) : this.#map(line.indent);
  }

  #list(indent: number): unknown[] {
    const items: unknown[] = [];
    for (
      let line = this.#lines[this.#at];
      line !== undefined && line.indent === indent && isItem(line.text);
      line = this.#lines[this.#at]
    ) {
      const rest = line.text.slice(1).trimStart();
      const inner = indent + line.text.length - rest.length;
      if (rest === '') {
        this.#at++;
        items.push(this.block(indent + 1));
      } else if (isPair(rest)) {
        items.push(this.#map(inner, rest));
      } else {
        this.#at++;
        items.push(scalar(rest));
      }
    }
    return items;
  }

  /** `first`: what stands behind the dash of a list item that is a map. */
  #map(indent: number, first?: string): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    let text = first;
    for (let line = this.#lines[this.#at]; line !== undefined; line = this.#lines[this.#at]) {
      if (text === undefined && (line.indent !== indent || isItem(line.text))) break;
      const [, key, value = ''] = /^("[^"]*"|'[^']*'|[^:]+?)\s*:(?:\s+(.*))?$/.exec(text ?? line.text) ?? [];
      text = undefined;
      if (key === undefined) throw new Error(`Line ${line.number}: “${line.text}” is no “key: value”.`);
      this.#at++;
      map[String(scalar(key))] = this.#value(value, indent);
    }
    return map;
  }

  #value(text: string, indent: number): unknown {
    if (/^[|>][-+]?$/.test(text)) return this.#folded(indent, text.startsWith('|') ? '\n' : ' ');
    if (text !== '' && !text.startsWith('#')) return scalar(text);
    const next = this.#lines[this.#at];
    if (next === undefined) return null;
    // A list may stand as far left as its key.
    if (next.indent === indent && isItem(next.text)) return this.#list(indent);
    return next.indent > indent ? this.block(indent + 1) : null;
  }

  #folded(indent: number, joint: string): string {
    const texts: string[] = [];
    for (let line = this.#lines[this.#at]; line !== undefined && line.indent > indent; line = this.#lines[++this.#at])
      texts.push(line.text);
    return texts.join(joint);
  }
}

function isItem(text: string): boolean {
  return text === '-' || text.startsWith('- ');
}

function isPair(text: string): boolean {
  return /^[\w"'.$@/-][^:]*:(\s|$)/.test(text) && !/^["'].*["']$/.test(text);
}

function scalar(raw: string): unknown {
  const text = raw.trim();
  if (/^".*"$/.test(text) || /^'.*'$/.test(text)) return text.slice(1, -1);
  if (text.startsWith('[') && text.endsWith(']')) {
    const inner = text.slice(1, -1).trim();
    return inner === '' ? [] : inner.split(',').map((each) => scalar(each));
  }
  const plain = text.replace(/\s+#.*$/, '');
  if (plain === '{}') return {};
  if (plain === 'true' || plain === 'false') return plain === 'true';
  if (plain === 'null' || plain === '~') return null;
  return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(plain) ? Number(plain) : plain;
}
