import { type Block, blocksOf, type Dice, type EditedProject, type EditLine, indented, withoutMarks, withText } from './lines.ts';

/**
 * What people do to code, each with what is true afterwards: `at` the marked lines, `gone`, or `ask` where nobody could tell. With
 * `orAsk` asking is no worse than knowing.
 */
export type Truth = 'at' | 'gone' | 'ask' | 'orAsk';

export interface EditKind {
  readonly name: string;
  readonly truth: Truth;
  /** Absent: it cannot be done to this block. */
  edit(project: EditedProject, block: Block, dice: Dice): EditedProject | undefined;
}

type Lines = readonly EditLine[];

function inFile(project: EditedProject, file: string, change: (lines: Lines) => Lines): EditedProject {
  return new Map(project).set(file, change(project.get(file) ?? []));
}

const linesIn = (project: EditedProject, { file, first, end }: Block): Lines => (project.get(file) ?? []).slice(first, end);

export function spliced(lines: Lines, first: number, end: number, put: Lines): Lines {
  return [...lines.slice(0, first), ...put, ...lines.slice(end)];
}

const blank: EditLine = { text: '' };
export const nameOf = (block: Block): string => block.path.at(-1) ?? '';
const isPlain = (text: string): boolean => !/['"#\\]/.test(text);

export function renamed(lines: Lines, from: string, to: string): Lines {
  const word = new RegExp(`(?<![\\w])${from}(?!\\w)`, 'g');
  return lines.map((line) => withText(line, line.text.replace(word, to)));
}

function renamedEverywhere(project: EditedProject, from: string, to: string): EditedProject {
  return new Map([...project].map(([file, lines]) => [file, renamed(lines, from, to)]));
}

/** Without documentation and hints of what is given back. */
export function codeOf(lines: Lines): string {
  const text = lines.map((line) => line.text.trim()).join('\n');
  return text
    .replaceAll(/r?"""[\s\S]*?"""/g, '')
    .replaceAll(/ -> [^:]+:/g, ':')
    .replaceAll(/\s+/g, ' ');
}

/** Lines of the body that begin a statement at its depth: from 0 within the block, with what is below them. */
function bodyParts(lines: Lines, block: Block): readonly { readonly from: number; readonly to: number }[] {
  const depth = block.indent + 4;
  const starts: number[] = [];
  let brackets = 0;
  let isText = false;
  let isHead = true;
  for (const [at, { text }] of lines.entries()) {
    if (at < block.head - block.first) continue;
    const indent = /^ */.exec(text)?.[0].length ?? 0;
    const isStart =
      brackets === 0 && !isText && text.trim() !== '' && indent === depth && !isHead && !/^\s*(?:else|elif|except|finally|\))/.test(text);
    if (isStart) starts.push(at);
    if ((text.match(/"""|'''/g) ?? []).length % 2 === 1) isText = !isText;
    for (const char of text.replaceAll(/(["']).*?\1|#.*/g, '')) {
      if ('([{'.includes(char)) brackets += 1;
      if (')]}'.includes(char)) brackets -= 1;
    }
    if (isHead && brackets === 0) isHead = false;
  }
  const parts = starts.map((from, at) => ({ from, to: starts[at + 1] ?? lines.length }));
  return parts.filter(({ from }) => !/^\s*[rf]?("""|''')/.test(lines[from]?.text ?? ''));
}

/** Parameters and locals of a function. */
function localsOf(lines: Lines): readonly string[] {
  const found = new Set<string>();
  for (const { text } of lines) {
    const [, params] = /^\s*(?:async )?def \w+\(([^)]*)\)?/.exec(text) ?? [];
    for (const param of params?.split(',') ?? []) {
      const name = /^\s*\*{0,2}(\w+)/.exec(param)?.[1];
      if (name !== undefined && name !== 'self' && name !== 'cls') found.add(name);
    }
    const [, target] = /^\s+([a-z_]\w*) = /.exec(text) ?? [];
    if (target !== undefined) found.add(target);
  }
  return [...found];
}

/** Somebody’s words for the same. */
const synonyms: Readonly<Record<string, string>> = {
  x: 'inputs',
  q: 'query',
  k: 'key',
  v: 'value',
  loss: 'objective',
  mask: 'allowed',
  logits: 'scores_out',
  lines: 'rows',
};
const newName = (name: string): string => synonyms[name] ?? `${name}_new`;

function withLocals(lines: Lines, most: number, dice: Dice): Lines | undefined {
  const locals = localsOf(lines).filter(
    (name) => name.length > 0 && !lines.some(({ text }) => new RegExp(`\\.${name}\\b|['"]${name}['"]`).test(text)),
  );
  if (locals.length === 0) return undefined;
  let out = lines;
  for (const name of locals.toSorted(() => dice.next() - 0.5).slice(0, most)) {
    if (!lines.some(({ text }) => new RegExp(`\\b${newName(name)}\\b`).test(text))) out = renamed(out, name, newName(name));
  }
  return out;
}

function inBlock(project: EditedProject, block: Block, change: (lines: Lines) => Lines | undefined): EditedProject | undefined {
  const lines = change(linesIn(project, block));
  return lines === undefined ? undefined : inFile(project, block.file, (all) => spliced(all, block.first, block.end, lines));
}

/** Without it, and with it put at `at` of the file that is left. */
export function taken(project: EditedProject, block: Block): readonly [EditedProject, Lines] {
  return [
    inFile(project, block.file, (lines) => spliced(lines, block.first, block.end, leftBody(project, block))),
    linesIn(project, block),
  ];
}

/** A class that loses its only method keeps a body. */
function leftBody(project: EditedProject, block: Block): Lines {
  if (block.indent === 0) return [];
  const all = project.get(block.file) ?? [];
  const parent = blocksOf(block.file, all).find(
    (one) => one.end >= block.end && one.first < block.first && one.path.length === block.path.length - 1,
  );
  const others = all.slice((parent?.head ?? 0) + 1, parent?.end).filter(({ text }) => text.trim() !== '');
  return others.length > block.end - block.first ? [] : [{ text: `${' '.repeat(block.indent)}pass` }];
}

function appended(lines: Lines, put: Lines): Lines {
  return [...lines, blank, blank, ...put, blank];
}

const otherFile = (project: EditedProject, block: Block, dice: Dice): string | undefined =>
  dice.one([...project.keys()].filter((file) => file !== block.file));

function othersOf(project: EditedProject, kind: Block['kind'], block: Block): readonly Block[] {
  return [...project]
    .flatMap(([file, lines]) => blocksOf(file, lines))
    .filter((one) => one.kind === kind && !(one.file === block.file && one.first === block.first));
}

function outside(block: Block): (other: Block) => boolean {
  return (other) => other.file !== block.file || other.end <= block.first || other.first >= block.end;
}

/** A copy under another name, with or without changes of its own. */
function copyOf(lines: Lines, block: Block, name: string): Lines {
  return renamed(withoutMarks(lines), nameOf(block), name);
}

function tweakNumbers(lines: Lines, dice: Dice): Lines {
  const at = lines.flatMap(({ text }, index) => (/(?<![\w.])\d+(?:\.\d+)?(?![\w.])/.test(text) && index > 0 ? [index] : []));
  const chosen = dice.one(at);
  return lines.map((line, index) =>
    index === chosen
      ? withText(
          line,
          line.text.replace(/(?<![\w.])(\d+(?:\.\d+)?)(?![\w.])/, (n) => String(Number(n) + 3)),
        )
      : line,
  );
}

const inserted = [
  'assert torch.isfinite(torch.zeros(1)).all()',
  "logger.debug('here')",
  'started = time.monotonic()',
  'step_count = 0',
  'print(locals())',
];

function insertInBody(lines: Lines, block: Block, count: number, dice: Dice): Lines | undefined {
  const parts = bodyParts(lines, block);
  if (parts.length === 0) return undefined;
  const added = Array.from({ length: count }, () => {
    const { from } = dice.one(parts) ?? { from: lines.length };
    return { from, text: ' '.repeat(block.indent + 4) + (dice.one(inserted) ?? '') };
  });
  // From the end: what is above stays where it was counted.
  return added.toSorted((a, b) => b.from - a.from).reduce((out, { from, text }) => spliced(out, from, from, [{ text, own: true }]), lines);
}

function removeFromBody(lines: Lines, block: Block, count: number, dice: Dice): Lines | undefined {
  const parts = bodyParts(lines, block);
  if (parts.length < count * 4) return undefined;
  const gone = new Set(parts.toSorted(() => dice.next() - 0.5).slice(0, count));
  return lines.filter((_, at) => ![...gone].some(({ from, to }) => at >= from && at < to));
}

function changeLine(lines: Lines, block: Block, count: number, dice: Dice): Lines | undefined {
  const able = lines.flatMap(({ text }, at) =>
    at > block.head - block.first && /^\s+[\w., ]+ = .+[\w)\]]$/.test(text) && isPlain(text) ? [at] : [],
  );
  if (able.length < count * 3) return undefined;
  const chosen = new Set(able.toSorted(() => dice.next() - 0.5).slice(0, count));
  return lines.map((line, at) => (chosen.has(at) ? withText(line, line.text.replace(/ = (.+)$/, ' = 0.5 * ($1) + bias')) : line));
}

/** `f(a, b)` over several lines, as a formatter writes it that found the line too long. */
function exploded(lines: Lines, least: number): Lines {
  return lines.flatMap((line): Lines => {
    const [, indent = '', before, inner, after] = /^(\s*)(.*[\w\])]\()([^()[\]{}]{3,})(\)[:]?)$/.exec(line.text) ?? [];
    if (
      line.text.length < least ||
      !isPlain(line.text) ||
      before === undefined ||
      inner === undefined ||
      after === undefined ||
      /\bfor\b|=.*:|lambda/.test(inner)
    )
      return [line];
    if (/\*/.test(inner) && /^\s*(?:def|class)/.test(line.text)) return [line];
    const items = inner.split(',').map((item) => item.trim());
    const { head: _, ...plain } = line;
    return [
      withText(line, `${indent}${before}`),
      ...items.map((item) => withText(plain, `${indent}    ${item},`)),
      withText(plain, `${indent}${after}`),
    ];
  });
}

function wrapped(lines: Lines): Lines {
  return lines.flatMap((line): Lines => {
    const [, indent = '', left, right] = /^(\s+)((?:\w+ = )|return )([^=]{18,})$/.exec(line.text) ?? [];
    if (!isPlain(line.text) || left === undefined || right === undefined || !balanced(right) || /\b(?:lambda|yield|for)\b|,/.test(right))
      return [line];
    return [withText(line, `${indent}${left}(`), withText(line, `${indent}    ${right}`), withText(line, `${indent})`)];
  });
}

function balanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function requoted(lines: Lines): Lines {
  return lines.map((line) => withText(line, /["\\#]/.test(line.text) ? line.text : line.text.replaceAll(/'([^']*)'/g, '"$1"')));
}

function retabbed(lines: Lines): Lines {
  return lines.map((line) =>
    withText(
      line,
      line.text.replace(/^(?: {4})+/, (blanks) => '\t'.repeat(blanks.length / 4)),
    ),
  );
}

/** A call of a helper in place of a part of the body, which becomes the helper. */
function extracted(project: EditedProject, block: Block, share: number, dice: Dice): EditedProject | undefined {
  const lines = linesIn(project, block);
  const parts = bodyParts(lines, block);
  if (block.kind === 'class' || parts.length < 4) return undefined;
  const count = Math.max(2, Math.round(parts.length * share));
  const from = dice.below(Math.max(1, parts.length - count));
  const [first, last] = [parts[from], parts[from + count - 1]];
  if (first === undefined || last === undefined) return undefined;
  const chunk = withoutMarks(lines.slice(first.from, last.to));
  const pad = ' '.repeat(block.indent);
  const self = block.indent > 0 ? 'self.' : '';
  const helper: Lines = [
    { text: `${pad}def _${nameOf(block)}_part(${block.indent > 0 ? 'self, ' : ''}*parts):` },
    ...chunk,
    { text: `${pad}    return locals()` },
    blank,
  ];
  const rest = spliced(lines, first.from, last.to, [{ text: `${pad}    part = ${self}_${nameOf(block)}_part(1)`, own: true }]);
  return inFile(project, block.file, (all) => spliced(all, block.first, block.end, [...helper, ...rest]));
}

export const editKinds: readonly EditKind[] = [
  {
    name: 'elsewhere in the file',
    truth: 'at',
    edit: (p, b) => inFile(p, b.file, (lines) => [{ text: '# a new note' }, { text: 'import os' }, blank, ...lines]),
  },
  { name: 'calls over several lines', truth: 'at', edit: (p, b) => inFile(p, b.file, (lines) => exploded(lines, 30)) },
  { name: 'quotes', truth: 'at', edit: (p, b) => inFile(p, b.file, requoted) },
  { name: 'wrapped in parentheses', truth: 'at', edit: (p, b) => inFile(p, b.file, wrapped) },
  { name: 'all of a formatter', truth: 'at', edit: (p, b) => inFile(p, b.file, (lines) => requoted(wrapped(exploded(lines, 44)))) },
  { name: 'tabs', truth: 'at', edit: (p, b) => inFile(p, b.file, retabbed) },
  { name: 'CR LF', truth: 'at', edit: (p, b) => inFile(p, b.file, (lines) => lines.map((line) => withText(line, `${line.text}\r`))) },
  {
    name: 'function or class renamed',
    truth: 'at',
    edit: (p, b) => (nameOf(b).startsWith('__') ? undefined : renamedEverywhere(p, nameOf(b), `${nameOf(b)}_v2`)),
  },
  {
    name: 'class around it renamed',
    truth: 'at',
    edit: (p, b) => (b.path.length < 2 ? undefined : renamedEverywhere(p, b.path[0] ?? '', `My${b.path[0]}`)),
  },
  { name: 'one local renamed', truth: 'at', edit: (p, b, d) => inBlock(p, b, (lines) => withLocals(lines, 1, d)) },
  { name: 'parameters and locals renamed', truth: 'at', edit: (p, b, d) => inBlock(p, b, (lines) => withLocals(lines, 9, d)) },
  {
    name: 'renamed with parameters and locals',
    truth: 'at',
    edit: (p, b, d) =>
      nameOf(b).startsWith('__') ? undefined : inBlock(p, b, (lines) => withLocals(renamed(lines, nameOf(b), `${nameOf(b)}_impl`), 9, d)),
  },
  {
    name: 'file renamed',
    truth: 'at',
    edit: (p, b) =>
      new Map([...p].map(([file, lines]) => [file === b.file ? `src/models/${file.replace('.py', '_core.py')}` : file, lines])),
  },
  { name: 'folder moved', truth: 'at', edit: (p) => new Map([...p].map(([file, lines]) => [`package/${file}`, lines])) },
  {
    name: 'moved to another file',
    truth: 'at',
    edit(p, b, d) {
      const file = otherFile(p, b, d);
      if (b.indent > 0 || file === undefined) return undefined;
      const [left, lines] = taken(p, b);
      return inFile(left, file, (all) => appended(all, lines));
    },
  },
  {
    name: 'moved to a new file and renamed',
    truth: 'at',
    edit(p, b) {
      if (b.indent > 0) return undefined;
      const [left, lines] = taken(p, b);
      return new Map(left).set('new_home.py', renamed(lines, nameOf(b), `${nameOf(b)}2`));
    },
  },
  {
    name: 'moved within the file',
    truth: 'at',
    edit(p, b) {
      if (b.indent > 0) return undefined;
      const [left, lines] = taken(p, b);
      return inFile(left, b.file, (all) => appended(all, lines));
    },
  },
  {
    name: 'method moved to another class',
    truth: 'at',
    edit(p, b) {
      if (b.indent === 0 || nameOf(b).startsWith('__')) return undefined;
      const [left, lines] = taken(p, b);
      return inFile(left, b.file, (all) => appended(all, [{ text: `class ${b.path[0]}Helper:` }, ...indented(lines, 4 - b.indent)]));
    },
  },
  {
    name: 'method made a function',
    truth: 'at',
    edit(p, b) {
      if (b.indent === 0 || nameOf(b).startsWith('__')) return undefined;
      const [left, lines] = taken(p, b);
      return inFile(left, b.file, (all) => appended(all, indented(lines, -b.indent)));
    },
  },
  {
    name: 'function made a method',
    truth: 'at',
    edit(p, b) {
      if (b.indent > 0 || b.kind === 'class') return undefined;
      const [left, lines] = taken(p, b);
      const inside = indented(lines, 4).map((line) =>
        line.head === true ? withText(line, line.text.replace('(', '(self, ').replace('(self, )', '(self)')) : line,
      );
      return inFile(left, b.file, (all) => appended(all, [{ text: 'class Operations:' }, ...inside]));
    },
  },
  { name: 'a third extracted', truth: 'at', edit: (p, b, d) => extracted(p, b, 0.34, d) },
  { name: 'half extracted', truth: 'at', edit: (p, b, d) => extracted(p, b, 0.5, d) },
  { name: 'nearly all extracted', truth: 'orAsk', edit: (p, b, d) => extracted(p, b, 0.8, d) },
  {
    name: 'split in two new functions',
    truth: 'orAsk',
    edit(p, b) {
      const lines = linesIn(p, b);
      const parts = bodyParts(lines, b);
      const middle = parts[Math.floor(parts.length / 2)];
      if (b.kind === 'class' || parts.length < 4 || middle === undefined || nameOf(b).startsWith('__')) return undefined;
      const head = renamed(lines.slice(0, middle.from), nameOf(b), `first_${nameOf(b)}`);
      const second: Lines = [
        blank,
        { text: `${' '.repeat(b.indent)}def second_${nameOf(b)}(*state):`, own: true },
        ...lines.slice(middle.from),
      ];
      return inFile(p, b.file, (all) => spliced(all, b.first, b.end, [...head, ...second]));
    },
  },
  {
    name: 'merged into another function',
    truth: 'at',
    edit(p, b) {
      const lines = linesIn(p, b);
      const parts = bodyParts(lines, b);
      const other = blocksOf(b.file, p.get(b.file) ?? []).find(
        (one) =>
          one.kind === 'function' &&
          one.indent === b.indent &&
          outside(b)(one) &&
          one.path.slice(0, -1).join() === b.path.slice(0, -1).join(),
      );
      const [part] = parts;
      if (b.kind === 'class' || parts.length < 3 || other === undefined || part === undefined || nameOf(b).startsWith('__'))
        return undefined;
      const host = linesIn(p, other);
      const name = `${nameOf(other)}_and_${nameOf(b)}`;
      const hostLines = renamed(host, nameOf(other), name).map(
        (line, at): EditLine => ({ text: line.text, own: true, ...(at === other.head - other.first ? { head: true } : {}) }),
      );
      const body = lines.slice(part.from).map(({ text }): EditLine => ({ text, own: true }));
      const joined = [...hostLines.filter(({ text }) => !/^\s*return\b/.test(text) || bodyParts(host, other).length < 2), ...body];
      const at = (all: Lines): Lines => {
        const [late, early] = b.first > other.first ? [b, other] : [other, b];
        const first = spliced(all, late.first, late.end, late === b ? [] : joined);
        return spliced(first, early.first, early.end, early === b ? [] : joined);
      };
      return inFile(p, b.file, at);
    },
  },
  {
    name: 'decorator added',
    truth: 'at',
    edit: (p, b) =>
      inBlock(p, b, (lines) => [
        { text: `${' '.repeat(b.indent)}@${b.kind === 'class' ? 'register' : 'torch.compile'}`, own: true },
        ...lines,
      ]),
  },
  {
    name: 'made async',
    truth: 'at',
    edit: (p, b) =>
      b.kind === 'class'
        ? undefined
        : inBlock(p, b, (lines) =>
            lines.map((line) => (line.head === true ? withText(line, line.text.replace('def ', 'async def ')) : line)),
          ),
  },
  {
    name: 'documented and hinted',
    truth: 'at',
    edit: (p, b) =>
      inBlock(p, b, (lines) => {
        const parts = bodyParts(lines, b);
        const pad = ' '.repeat(b.indent + 4);
        const [part] = parts;
        if (part === undefined || b.kind === 'class') return undefined;
        const hinted = lines.map((line) =>
          line.head === true
            ? withText(
                line,
                line.text
                  .replaceAll(/(?<=[(,] ?)(\w+)(?=[,)])/g, (name) => (name === 'self' ? name : `${name}: Tensor`))
                  .replace(/\):$/, ') -> Tensor:'),
              )
            : line,
        );
        const notes: Lines = [
          { text: `${pad}"""Says what it does.`, own: true },
          blank,
          { text: `${pad}Args: several.`, own: true },
          { text: `${pad}"""`, own: true },
          { text: `${pad}# the point of it`, own: true },
        ];
        return spliced(hinted, part.from, part.from, notes);
      }),
  },
  { name: 'a number changed', truth: 'at', edit: (p, b, d) => inBlock(p, b, (lines) => tweakNumbers(lines, d)) },
  { name: 'a line added', truth: 'at', edit: (p, b, d) => inBlock(p, b, (lines) => insertInBody(lines, b, 1, d)) },
  { name: 'three lines added', truth: 'at', edit: (p, b, d) => inBlock(p, b, (lines) => insertInBody(lines, b, 3, d)) },
  { name: 'a statement removed', truth: 'at', edit: (p, b, d) => inBlock(p, b, (lines) => removeFromBody(lines, b, 1, d)) },
  { name: 'a line changed', truth: 'at', edit: (p, b, d) => inBlock(p, b, (lines) => changeLine(lines, b, 1, d)) },
  {
    name: 'a third of the lines changed',
    truth: 'at',
    edit: (p, b, d) => inBlock(p, b, (lines) => changeLine(lines, b, Math.max(1, Math.floor(lines.length / 4)), d)),
  },
  {
    name: 'renamed and a line changed',
    truth: 'at',
    edit: (p, b, d) =>
      nameOf(b).startsWith('__')
        ? undefined
        : inBlock(p, b, (lines) => {
            const next = changeLine(lines, b, 1, d);
            return next === undefined ? undefined : renamed(next, nameOf(b), `${nameOf(b)}_new`);
          }),
  },
  {
    name: 'put under a condition',
    truth: 'at',
    edit: (p, b) => (b.indent > 0 ? undefined : inBlock(p, b, (lines) => [{ text: 'if True:' }, ...indented(lines, 4)])),
  },
  {
    name: 'body rewritten',
    truth: 'orAsk',
    edit(p, b, d) {
      const lines = linesIn(p, b);
      const [part] = bodyParts(lines, b);
      const source = d.one(othersOf(p, 'function', b).filter(outside(b)));
      if (part === undefined || source === undefined || b.kind === 'class') return undefined;
      const theirs = linesIn(p, source);
      const [body] = bodyParts(theirs, source);
      if (body === undefined) return undefined;
      const put = indented(withoutMarks(theirs.slice(body.from)), b.indent - source.indent).map(
        (line): EditLine => ({ ...line, own: true }),
      );
      return inBlock(p, b, () => [...lines.slice(0, part.from), ...put]);
    },
  },
  { name: 'deleted', truth: 'gone', edit: (p, b) => taken(p, b)[0] },
  {
    name: 'deleted with its class',
    truth: 'gone',
    edit(p, b) {
      const parent = blocksOf(b.file, p.get(b.file) ?? []).find((one) => one.kind === 'class' && one.first < b.first && b.end <= one.end);
      return parent === undefined ? undefined : inFile(p, b.file, (lines) => spliced(lines, parent.first, parent.end, []));
    },
  },
  { name: 'file deleted', truth: 'gone', edit: (p, b) => new Map([...p].filter(([file]) => file !== b.file)) },
  {
    name: 'another of its name put in its place',
    truth: 'ask',
    edit(p, b, d) {
      const other = d.one(othersOf(p, b.kind, b).filter((one) => outside(b)(one) && one.indent === b.indent && nameOf(one) !== nameOf(b)));
      if (other === undefined) return undefined;
      const put = copyOf(linesIn(p, other), other, nameOf(b));
      // With the same parameters it would be the same function, written anew.
      const head = (lines: Lines): string => lines.find(({ text }) => /^\s*(?:async )?(?:def|class) /.test(text))?.text.trim() ?? '';
      return head(put) === head(linesIn(p, b)) ? undefined : inBlock(p, b, () => put);
    },
  },
  {
    name: 'copied with another name below',
    truth: 'at',
    edit: (p, b) => inBlock(p, b, (lines) => [...lines, blank, ...copyOf(lines, b, `${nameOf(b)}_copy`)]),
  },
  {
    name: 'copied with another name above',
    truth: 'at',
    edit: (p, b) => inBlock(p, b, (lines) => [...copyOf(lines, b, `${nameOf(b)}_copy`), blank, ...lines]),
  },
  {
    name: 'something similar added above',
    truth: 'at',
    edit: (p, b, d) =>
      inBlock(p, b, (lines) => [
        ...tweakNumbers(changeLine(copyOf(lines, b, `${nameOf(b)}_like`), b, 1, d) ?? copyOf(lines, b, `${nameOf(b)}_like`), d),
        blank,
        ...lines,
      ]),
  },
  {
    name: 'copied with the same name below',
    truth: 'ask',
    edit: (p, b) => inBlock(p, b, (lines) => [...lines, blank, ...withoutMarks(lines)]),
  },
  { name: 'file copied', truth: 'at', edit: (p, b) => new Map(p).set(`copy_of_${b.file}`, withoutMarks(p.get(b.file) ?? [])) },
  {
    name: 'replaced by two copies of other names',
    truth: 'ask',
    edit: (p, b) => inBlock(p, b, (lines) => [...copyOf(lines, b, `${nameOf(b)}_a`), blank, ...copyOf(lines, b, `${nameOf(b)}_b`)]),
  },
  {
    name: 'file replaced by two copies',
    truth: 'ask',
    edit(p, b) {
      const lines = withoutMarks(p.get(b.file) ?? []);
      const left = new Map([...p].filter(([file]) => file !== b.file));
      return left.set(`left/${b.file}`, lines).set(`right/${b.file}`, lines);
    },
  },
  {
    name: 'kept as old, with a new one of its name',
    truth: 'orAsk',
    edit(p, b, d) {
      const other = d.one(
        othersOf(p, 'function', b).filter((one) => outside(b)(one) && one.indent === b.indent && one.end - one.first > 4),
      );
      if (other === undefined || b.kind === 'class') return undefined;
      return inBlock(p, b, (lines) => [
        ...renamed(lines, nameOf(b), `${nameOf(b)}_old`),
        blank,
        ...copyOf(linesIn(p, other), other, nameOf(b)),
      ]);
    },
  },
  {
    name: 'two swapped their names',
    truth: 'orAsk',
    edit(p, b, d) {
      const all = blocksOf(b.file, p.get(b.file) ?? []);
      const other = d.one(
        all.filter((one) => one.kind === b.kind && outside(b)(one) && one.path.slice(0, -1).join() === b.path.slice(0, -1).join()),
      );
      // Of two that do the same nothing is swapped.
      if (other === undefined || codeOf(renamed(linesIn(p, b), nameOf(b), nameOf(other))) === codeOf(linesIn(p, other))) return undefined;
      const swapped = renamed(
        renamed(renamed(p.get(b.file) ?? [], nameOf(b), 'swap_swap'), nameOf(other), nameOf(b)),
        'swap_swap',
        nameOf(other),
      );
      return new Map(p).set(b.file, swapped);
    },
  },
  {
    name: 'order of the file turned round',
    truth: 'at',
    edit(p, b) {
      const all = p.get(b.file) ?? [];
      const tops = blocksOf(b.file, all).filter(({ indent }) => indent === 0);
      const start = tops[0]?.first ?? 0;
      return new Map(p).set(b.file, [
        ...all.slice(0, start),
        ...tops.toReversed().flatMap((one) => [...all.slice(one.first, one.end), blank, blank]),
      ]);
    },
  },
  {
    name: 'a bracket open above',
    truth: 'orAsk',
    edit: (p, b) => inFile(p, b.file, (lines) => spliced(lines, b.first, b.first, [{ text: `${' '.repeat(b.indent)}broken = call(1,` }])),
  },
  {
    name: 'a line half typed inside',
    truth: 'at',
    edit: (p, b) =>
      inBlock(p, b, (lines) => {
        const [part] = bodyParts(lines, b);
        return part === undefined
          ? undefined
          : spliced(lines, part.from, part.from, [{ text: `${' '.repeat(b.indent + 4)}value = compute(x, `, own: true }]);
      }),
  },
  {
    name: 'a quote open above',
    truth: 'orAsk',
    edit: (p, b) => inFile(p, b.file, (lines) => spliced(lines, b.first, b.first, [{ text: `${' '.repeat(b.indent)}text = "half` }])),
  },
  {
    name: 'two files made one',
    truth: 'at',
    edit(p, b, d) {
      const file = otherFile(p, b, d);
      if (file === undefined) return undefined;
      const left = new Map([...p].filter(([name]) => name !== b.file && name !== file));
      return left.set('everything.py', appended(p.get(file) ?? [], p.get(b.file) ?? []));
    },
  },
  {
    name: 'half of the methods moved to a base',
    truth: 'at',
    edit(p, b) {
      if (b.kind !== 'class') return undefined;
      const lines = p.get(b.file) ?? [];
      const methods = blocksOf(b.file, lines).filter((one) => one.path.length === 2 && one.path[0] === b.path[0]);
      const moved = methods.slice(Math.ceil(methods.length / 2) + 0);
      const [firstMoved] = moved;
      if (methods.length < 3 || firstMoved === undefined) return undefined;
      const base: Lines = [
        { text: `class ${nameOf(b)}Base:` },
        ...withoutMarks(moved.flatMap((one) => [...lines.slice(one.first, one.end), blank])),
        blank,
      ];
      const kept = linesIn(p, b).filter((_, at) => !moved.some((one) => at + b.first >= one.first && at + b.first < one.end));
      return inFile(p, b.file, (all) => spliced(all, b.first, b.end, [...base, ...kept]));
    },
  },
];
