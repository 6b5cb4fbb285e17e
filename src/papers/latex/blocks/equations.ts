/** Displayed formulas: one node for each line that can have a number, under the ids that LaTeXML gives them. */
import { defined } from '../../../base/defined.ts';
import type { Place } from '../../document.ts';
import { asLetter } from '../counters.ts';
import { collectFormula, type FormulaMark, markOf } from '../formula.ts';
import type { Handler, Reader } from '../reader.ts';
import { saidFormula } from '../saidFormula.ts';
import { command, isCommand, type Token } from '../token.ts';
import { seenFormula } from './colours.ts';
import { countingSection } from './sections.ts';

interface Line {
  readonly tokens: readonly Token[];
  readonly marks: readonly FormulaMark[];
  readonly problem: string | undefined;
}

type Layout = 'one' | 'lines' | 'pairs' | 'tight-pairs' | 'columns';

/** Numbered equations as `4a`, `4b` under one `S1.E4`. */
interface Group {
  readonly id: string;
  readonly number: string;
  count: number;
}

const groups = new WeakMap<Reader, Group>();

interface Label {
  readonly label: string;
  readonly number: string;
}

function labelsOf({ marks }: Pick<Line, 'marks'>, number = ''): readonly Label[] {
  return marks.flatMap((mark) => (mark.kind === 'label' ? [{ label: mark.label, number }] : []));
}

function nameRow(reader: Reader, anchor: string, labels: readonly Label[]): void {
  for (const { label, number } of labels) {
    reader.labels.set(label, { anchor, number, kind: 'equation' });
    reader.record.alias(anchor, label);
  }
}

function put(reader: Reader, line: Line, isNumbered: boolean, start: Place): string {
  const { anchor, number } = numberOf(reader, line, isNumbered);
  nameRow(reader, anchor, labelsOf(line, number));
  show(reader, line, anchor, number, start);
  return anchor;
}

function show(reader: Reader, line: Line, anchor: string, number: string | undefined, start: Place): void {
  const { record } = reader;
  const seen = seenFormula(reader, line.tokens);
  if (seen === undefined) return;
  const said = saidFormula(seen, line.problem, true);
  const numbered = defined({ number });
  if (reader.captured !== undefined) {
    reader.space();
    reader.inline({ kind: 'math', anchor, ...said });
    reader.space();
    return;
  }
  record.para(start);
  record.add(anchor, { kind: 'equation', ...said, ...numbered }, reader.placeFrom(start));
}

function numberOf(reader: Reader, line: Line, isNumbered: boolean): { readonly anchor: string; readonly number?: string } {
  const { record, counters } = reader;
  const section = countingSection(reader);
  const tag = line.marks.find((mark) => mark.kind === 'tag');
  const group = groups.get(reader);
  if (tag !== undefined) {
    const tokens = tag.tag.filter(({ kind }) => kind !== 'mark');
    const anchor = record.unique(`${section}.Ex${record.count(section, 'Ex')}`);
    const number = plain(reader, tokens, anchor);
    return { anchor, number: tag.tag[0]?.kind === 'mark' ? number.replace(/^\((.*)\)$/, '$1') : number };
  }
  if (!isNumbered || line.marks.some(({ kind }) => kind === 'no-number')) {
    const within = group?.id ?? section;
    return {
      anchor: record.unique(
        group === undefined ? `${section}.Ex${record.count(section, 'Ex')}` : `${within}.x${record.count(within, 'x')}`,
      ),
    };
  }
  if (group !== undefined) {
    group.count++;
    counters.set('subequation', group.count);
    return { anchor: record.unique(`${group.id}.${group.count}`), number: `${group.number}${asLetter(group.count, false)}` };
  }
  counters.step('equation');
  return { anchor: record.unique(`${section}.E${counters.value('equation')}`), number: reader.printed('equation') };
}

function plain(reader: Reader, tokens: readonly Token[], anchor: string): string {
  return reader
    .capture(tokens, anchor)
    .map((inline) => (inline.kind === 'math' ? (inline.tex ?? '') : inline.text))
    .join('')
    .trim();
}

type MarkedLine = Pick<Line, 'tokens' | 'marks'>;

function withoutMarks(tokens: readonly Token[]): MarkedLine {
  const marks = tokens.flatMap((token) => markOf(token) ?? []);
  return marks.length === 0 ? { tokens, marks } : { tokens: tokens.filter((token) => markOf(token) === undefined), marks };
}

/** Cuts a list at tokens of its own level. */
function cut(tokens: readonly Token[], isCut: (token: Token, next: Token | undefined) => boolean): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'begin' || isCommand(token, 'begin')) depth++;
    if (token.kind === 'end' || isCommand(token, 'end')) depth--;
    if (depth === 0 && isCut(token, tokens[index + 1])) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** Lines of `align` and its kin; the space that `\\[2pt]` asks for is about looks. */
function linesOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  return cut(tokens, (token) => isCommand(token, '\\') || isCommand(token, 'cr') || isCommand(token, 'tabularnewline')).map(
    (line, index) => {
      if (index === 0) return line;
      let start = line[0]?.kind === 'other' && line[0].text === '*' ? 1 : 0;
      if (line[start]?.kind === 'other' && line[start]?.text === '[') {
        const close = line.findIndex(({ kind, text }) => kind === 'other' && text === ']');
        if (close > 0) start = close + 1;
      }
      return line.slice(start);
    },
  );
}

const quad: readonly Token[] = [{ kind: 'space', text: ' ' }, command('qquad'), { kind: 'space', text: ' ' }];

/** What stands at an alignment is one formula; formulas side by side are apart. */
function joinedCells(tokens: readonly Token[], layout: Layout): readonly Token[] {
  const cells = cut(tokens, ({ kind }) => kind === 'align');
  return cells.flatMap((cell, index) => {
    if (index === 0) return cell;
    const isApart = layout === 'pairs' && index % 2 === 0 && !cells.slice(0, index).every(isBlank) && !isBlank(cell);
    return isApart ? [...quad, ...cell] : [{ kind: 'space', text: ' ' } as const, ...cell];
  });
}

function isBlank(tokens: readonly Token[]): boolean {
  return tokens.every((token) => token.kind === 'space' || token.kind === 'mark');
}

function display(layout: Layout, isNumbered: boolean): Handler {
  return (reader, name) => {
    const start = reader.place();
    if (/^(?:x?x?alignat|IEEEeqnarray)/.test(name)) reader.gullet.argument();
    const collected = collectFormula(reader.gullet, () => false, name);
    putAll(reader, collected.tokens, collected.problem, layout, isNumbered, start);
  };
}

function putAll(
  reader: Reader,
  tokens: readonly Token[],
  problem: string | undefined,
  layout: Layout,
  isNumbered: boolean,
  start: Place,
): void {
  if (layout === 'one') {
    const line = withOldNumber(withoutMarks(tokens));
    const isCut = line.marks.some(({ kind }) => kind === 'words-between');
    const why = problem ?? (isCut ? 'words stand within it (\\intertext)' : undefined);
    if (!isBlank(line.tokens)) put(reader, { ...line, problem: why }, isNumbered, start);
    return;
  }
  const stretches = betweenWords(tokens);
  let before: string | undefined;
  const waiting: Label[] = [];
  for (const [index, { words, tokens: inner }] of stretches.entries()) {
    if (words !== undefined) wordsBetween(reader, words);
    const lines = layout === 'columns' ? withContinuations(inner, isNumbered) : linesOf(inner).map(withoutMarks);
    for (const line of lines) {
      const joined = joinedCells(line.tokens, layout);
      if (!isBlank(joined)) {
        before = put(reader, { tokens: joined, marks: line.marks, problem }, isNumbered, start);
        nameRow(reader, before, waiting.splice(0));
        continue;
      }
      // Before words none begins where nothing stands; any other is empty and has a number, which a label in it names.
      const isNone = index < stretches.length - 1 && line === lines.at(-1) && isBlank(line.tokens) && line.marks.length === 0;
      if (isNone) continue;
      const labels = labelsOf(line, numberOf(reader, { ...line, problem }, isNumbered).number);
      if (before === undefined) waiting.push(...labels);
      else nameRow(reader, before, labels);
    }
  }
}

interface Stretch {
  /** That stand before it. */
  readonly words: readonly Token[] | undefined;
  readonly tokens: readonly Token[];
}

/** `\intertext` ends a row that has begun, also where nothing says so before it. */
function betweenWords(tokens: readonly Token[]): readonly Stretch[] {
  const stretches: { readonly words: readonly Token[] | undefined; readonly tokens: Token[] }[] = [{ words: undefined, tokens: [] }];
  for (const token of tokens) {
    const mark = markOf(token);
    if (mark?.kind === 'words-between') stretches.push({ words: mark.words, tokens: [] });
    else stretches.at(-1)?.tokens.push(token);
  }
  return stretches;
}

/** The number that stands in plain TeX behind `\eqno` or `\leqno`, as a tag. */
function withOldNumber(line: MarkedLine): MarkedLine {
  const [tokens = [], number] = cut(line.tokens, (token) => isCommand(token, 'eqno') || isCommand(token, 'leqno'));
  return number === undefined ? line : { tokens, marks: [...line.marks, { kind: 'tag', tag: [{ kind: 'mark', text: '*' }, ...number] }] };
}

/** Lines of eqnarray without a left side go on with the one before, as LaTeXML has it, unless each has its own number. */
function withContinuations(tokens: readonly Token[], isNumbered: boolean): readonly MarkedLine[] {
  const read: MarkedLine[] = [];
  for (const line of linesOf(tokens).map(withoutMarks)) {
    const before = read.at(-1);
    const [left = []] = cut(line.tokens, ({ kind }) => kind === 'align');
    const isWithout = ({ marks }: MarkedLine): boolean => !isNumbered || marks.some(({ kind }) => kind === 'no-number');
    if (before === undefined || !isBlank(left) || isBlank(line.tokens) || (!isWithout(before) && !isWithout(line))) {
      read.push(line);
      continue;
    }
    const marks = [...before.marks, ...line.marks];
    read.splice(-1, 1, {
      tokens: [...before.tokens, { kind: 'space', text: ' ' }, command('\\'), { kind: 'space', text: ' ' }, ...line.tokens],
      marks: isWithout(before) && isWithout(line) ? marks : marks.filter(({ kind }) => kind !== 'no-number'),
    });
  }
  return read;
}

function wordsBetween(reader: Reader, words: readonly Token[]): void {
  for (const inline of reader.capture(words, reader.context)) reader.inline(inline);
}

/** `\[ … \]` and `$$ … $$`. */
function bare(reader: Reader, name: string): void {
  const start = reader.place();
  const { gullet } = reader;
  let isClosed = false;
  const { tokens, problem } = collectFormula(gullet, (token) => {
    if (name === '$$') return token.kind === 'math';
    isClosed = isCommand(token, ']');
    return isClosed;
  });
  if (name === '$$') {
    const second = gullet.next();
    if (second !== undefined && second.kind !== 'math') gullet.push([second]);
  }
  putAll(reader, tokens, problem, 'one', false, start);
}

function subequations(reader: Reader, name: string): void {
  const { counters, record } = reader;
  counters.step('equation');
  const section = countingSection(reader);
  const id = record.unique(`${section}.E${counters.value('equation')}`);
  const number = reader.printed('equation');
  const before = reader.target;
  reader.target = { anchor: id, number, kind: 'equation' };
  record.reset(section, 'Ex');
  groups.set(reader, { id, number, count: 0 });
  reader.runTo(name);
  groups.delete(reader);
  reader.target = before;
}

const environments: readonly (readonly [name: string, layout: Layout, hasStar: boolean])[] = [
  ['equation', 'one', true],
  ['multline', 'one', true],
  ['gather', 'lines', true],
  ['align', 'pairs', true],
  ['flalign', 'pairs', true],
  ['alignat', 'tight-pairs', true],
  ['xalignat', 'pairs', true],
  ['xxalignat', 'pairs', false],
  ['eqnarray', 'columns', true],
  ['IEEEeqnarray', 'columns', true],
  ['dmath', 'one', true],
  ['dgroup', 'lines', true],
];

export const equationEnvironments: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(
    environments.flatMap(([name, layout, hasStar]): [string, Handler][] => [
      [name, display(layout, name !== 'xxalignat')],
      ...(hasStar ? ([[`${name}*`, display(layout, false)]] as [string, Handler][]) : []),
    ]),
  ),
  displaymath: display('one', false),
  subequations,
  math: (reader, name) => reader.formula(() => false, name),
};

export const equationCommands: Readonly<Record<string, Handler>> = {
  '[': bare,
  '(': (reader) => reader.formula((token) => isCommand(token, ')')),
  numberwithin: (reader) => within(reader, reader.gullet.word(), reader.gullet.word()),
  counterwithin: (reader) => {
    const isBare = reader.gullet.star();
    within(reader, reader.gullet.word(), reader.gullet.word(), isBare);
  },
  '@addtoreset': (reader) => {
    const [inner, outer] = [reader.gullet.word(), reader.gullet.word()];
    reader.counters.make(inner, outer);
  },
};

function within(reader: Reader, inner: string, outer: string, isBare = false): void {
  reader.counters.make(inner, outer);
  if (isBare) return;
  const body = [
    command(`the${outer}`),
    { kind: 'other', text: '.' } as const,
    command('arabic'),
    { kind: 'begin', text: '{' } as const,
    ...[...inner].map((text) => ({ kind: 'letter', text }) as const),
    { kind: 'end', text: '}' } as const,
  ];
  reader.gullet.meanings.define(`the${inner}`, { pattern: [], body }, true);
}
