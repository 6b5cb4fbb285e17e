/** Lines of Markdown as blocks, each with its place. */

interface At {
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
}

export type Block = At &
  (
    | { readonly kind: 'heading'; readonly level: number; readonly text: string }
    | { readonly kind: 'paragraph'; readonly text: string; readonly item?: { readonly depth: number; readonly mark: string } }
    | { readonly kind: 'formula'; readonly text: string }
    | { readonly kind: 'code'; readonly text: string }
    | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  );

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const fence = /^\s{0,3}(`{3,}|~{3,})(.*)$/;
const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const listItem = /^(\s*)([-*+•]|\d{1,4}[.)])\s+(.*)$/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

export function blocksOf(text: string): readonly Block[] {
  return new BlockReader(linesOf(text.replaceAll(/<!--[\s\S]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ' ')))).read();
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ text: line.replace(/\r$/, ''), start, end: start + line.length });
    start += line.length + 1;
  }
  return lines;
}

class BlockReader {
  readonly #lines: readonly Line[];
  readonly #blocks: Block[] = [];
  #at = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  read(): readonly Block[] {
    this.#frontMatter();
    while (this.#at < this.#lines.length) this.#block();
    return this.#blocks;
  }

  get #line(): string {
    return this.#lines[this.#at]?.text ?? '';
  }

  /** A block of settings before the text is no text. */
  #frontMatter(): void {
    if (this.#line.trim() !== '---') return;
    const end = this.#lines.findIndex(({ text }, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(text));
    if (end > 0) this.#at = end + 1;
  }

  #from(first: number): At {
    const last = Math.max(first, this.#at - 1);
    return { start: this.#lines[first]?.start ?? 0, end: this.#lines[last]?.end ?? 0, line: first + 1 };
  }

  #block(): void {
    const first = this.#at;
    const line = this.#line;
    if (line.trim() === '' || /^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/.test(line)) {
      this.#at++;
      return;
    }
    const [, marks, title] = heading.exec(line) ?? [];
    if (marks !== undefined && title !== undefined) {
      this.#at++;
      this.#blocks.push({ kind: 'heading', level: marks.length, text: title, ...this.#from(first) });
      return;
    }
    if (fence.test(line)) {
      this.#code(first);
      return;
    }
    if (/^\s*(?:\$\$|\\\[|\\begin\{(?:equation|align|gather|multline)\*?\})/.test(line)) {
      this.#formula(first);
      return;
    }
    if (line.includes('|') && tableRule.test(this.#lines[first + 1]?.text ?? '') && (this.#lines[first + 1]?.text ?? '').includes('-')) {
      this.#table(first);
      return;
    }
    this.#paragraph(first);
  }

  #code(first: number): void {
    const mark = fence.exec(this.#line)?.[1] ?? '```';
    const language = fence.exec(this.#line)?.[2]?.trim() ?? '';
    const body: string[] = [];
    for (this.#at++; this.#at < this.#lines.length && !this.#line.trim().startsWith(mark); this.#at++) body.push(this.#line);
    this.#at++;
    this.#blocks.push(
      language === 'math'
        ? { kind: 'formula', text: body.join('\n').trim(), ...this.#from(first) }
        : { kind: 'code', text: body.join('\n'), ...this.#from(first) },
    );
  }

  #formula(first: number): void {
    const begin = /^\s*(\$\$|\\\[|\\begin\{(\w+\*?)\})/.exec(this.#line);
    const open = begin?.[1] ?? '$$';
    const close = open === '$$' ? '$$' : open === '\\[' ? '\\]' : `\\end{${begin?.[2] ?? ''}}`;
    const rest = this.#lines.slice(first).map(({ text }) => text);
    const all = rest.join('\n');
    const start = all.indexOf(open) + open.length;
    const end = all.indexOf(close, start);
    if (end < 0) {
      this.#paragraph(first);
      return;
    }
    const tail = /^[^\n]*/.exec(all.slice(end + close.length))?.[0] ?? '';
    // A sentence that begins with a formula is a sentence.
    if (tail.trim() !== '' && !/^\s*(?:\\tag\{[^}]*\}|\([\w.]+\)|[.,;])\s*$/.test(tail)) {
      this.#paragraph(first);
      return;
    }
    this.#at = first + all.slice(0, end).split('\n').length;
    const environment = begin?.[2]?.replace('*', '');
    const text = all
      .slice(start, end)
      .replaceAll(/\\(?:label|tag)\{[^}]*\}|\\n(?:onumber|otag)\b/g, '')
      .trim();
    const wrapped =
      environment === 'align'
        ? `\\begin{aligned}${text}\\end{aligned}`
        : environment === 'gather'
          ? `\\begin{gathered}${text}\\end{gathered}`
          : text;
    this.#blocks.push({ kind: 'formula', text: wrapped, ...this.#from(first) });
  }

  #table(first: number): void {
    const rows = [cellsOf(this.#line)];
    for (this.#at = first + 2; this.#at < this.#lines.length && this.#line.includes('|') && this.#line.trim() !== ''; this.#at++)
      rows.push(cellsOf(this.#line));
    this.#blocks.push({ kind: 'table', rows, ...this.#from(first) });
  }

  #paragraph(first: number): void {
    const [, indent, mark, start] = listItem.exec(this.#line) ?? [];
    const words = [start ?? this.#line];
    for (this.#at++; this.#at < this.#lines.length; this.#at++) {
      const line = this.#line;
      if (line.trim() === '' || heading.test(line) || fence.test(line) || listItem.test(line) || /^\s*(?:\$\$|\\\[)/.test(line)) break;
      words.push(line.replace(/^\s*>\s?/, ''));
    }
    const item =
      mark === undefined
        ? undefined
        : {
            depth: Math.floor((indent ?? '').replaceAll('\t', '    ').length / 2) + 1,
            mark: /\d/.test(mark) ? mark.replace(')', '.') : '•',
          };
    const text = words.map((word) => word.trim().replace(/^>\s?/, '')).join(' ');
    this.#blocks.push({ kind: 'paragraph', text, ...(item === undefined ? {} : { item }), ...this.#from(first) });
  }
}

/** Cells of a row; a bar within a formula or code, or behind `\`, is none. */
function cellsOf(line: string): readonly string[] {
  const trimmed = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  const cells = [''];
  for (const [part] of trimmed.matchAll(/\\\||`[^`]*`|\$(?:\\.|[^$\\|])*(?:\|(?:\\.|[^$\\|])*)*\$(?!\d)|[^|`$\\]+|./g)) {
    if (part === '|') cells.push('');
    else cells[cells.length - 1] += part === '\\|' ? '|' : part;
  }
  return cells.map((cell) => cell.trim());
}
