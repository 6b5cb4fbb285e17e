/** `algorithmic` and `algpseudocode`: each line with the depth of the block it stands in. */
import type { Inline } from '../../document.ts';
import { trimmedInlines } from '../../inlines.ts';
import type { Handler, Reader } from '../reader.ts';
import { command, type Token } from '../token.ts';
import { algorithm2e, algorithm2eCommands } from './algorithm2e.ts';
import { type Float, float, floatsOf } from './floats.ts';

/** What a command prints: words in bold, its arguments, and how it changes the depth. */
interface LineKind {
  /** `*`: the arguments in turn, `~`: one in small capitals. */
  readonly says: string;
  readonly opens?: boolean;
  readonly closes?: boolean;
  /** Words that the paper may have renamed: `\algorithmicrequire`. */
  readonly name?: string;
}

const lineKinds: Readonly<Record<string, LineKind>> = {
  state: { says: '' },
  statex: { says: '' },
  require: { says: 'Require:', name: 'require' },
  ensure: { says: 'Ensure:', name: 'ensure' },
  inputs: { says: 'inputs *' },
  outputs: { says: 'outputs *' },
  globals: { says: 'global variables: *' },
  if: { says: 'if * then', opens: true },
  elsif: { says: 'else if * then', opens: true, closes: true },
  elseif: { says: 'else if * then', opens: true, closes: true },
  else: { says: 'else', opens: true, closes: true },
  endif: { says: 'end if', closes: true },
  for: { says: 'for * do', opens: true },
  forall: { says: 'for all * do', opens: true },
  foreach: { says: 'for each * do', opens: true },
  endfor: { says: 'end for', closes: true },
  endforall: { says: 'end for', closes: true },
  endforeach: { says: 'end for', closes: true },
  while: { says: 'while * do', opens: true },
  endwhile: { says: 'end while', closes: true },
  repeat: { says: 'repeat', opens: true },
  until: { says: 'until *', closes: true },
  loop: { says: 'loop', opens: true },
  endloop: { says: 'end loop', closes: true },
  procedure: { says: 'procedure ~', opens: true },
  endprocedure: { says: 'end procedure', closes: true },
  function: { says: 'function ~', opens: true },
  endfunction: { says: 'end function', closes: true },
  body: { says: 'body', opens: true },
  endbody: { says: 'end body', closes: true },
};
/** In capitals these begin a line of their own; in small letters they stand behind `\State`. */
const capitalLines: Readonly<Record<string, LineKind>> = { return: { says: 'return' }, print: { says: 'print' } };

function kindOf(name: string): LineKind | undefined {
  const small = name.toLowerCase();
  const isCapital = name === name.toUpperCase();
  if (!isCapital && !/^[A-Z][a-z]+(?:[A-Z][a-z]+)?$/.test(name)) return undefined;
  return lineKinds[small] ?? (isCapital ? capitalLines[small] : undefined);
}

export function isLineCommand(token: Token): boolean {
  return token.kind === 'command' && (kindOf(token.text) !== undefined || token.text === 'item');
}

function algorithmic(reader: Reader, name: string): void {
  reader.gullet.bracketed();
  const outer = floatsOf(reader).at(-1);
  const { record } = reader;
  const isAlone = outer === undefined;
  const target: Float = outer ?? {
    kind: 'algorithm',
    anchor: record.unique(`algx${record.count('', 'algx')}`),
    caption: [],
    number: undefined,
    images: [],
    tables: [],
    lines: [],
    parts: 0,
    isPart: false,
  };
  const start = reader.place();
  if (isAlone) floatsOf(reader).push(target);
  reader.gullet.meanings.openGroup();
  readLines(reader, target, name);
  reader.gullet.meanings.closeGroup();
  if (!isAlone) return;
  floatsOf(reader).pop();
  if (reader.captured === undefined) record.para(start);
  record.add(target.anchor, { kind: 'algorithm', caption: [], lines: target.lines }, reader.placeFrom(start));
}

function readLines(reader: Reader, float: Float, name: string): void {
  let indent = 0;
  let isEnd = false;
  const before = reader.target;
  const stop = (token: Token, ended: string | undefined): boolean => {
    isEnd = ended === name;
    return isEnd || (isLineCommand(token) && reader.gullet.macroOf(token) === undefined);
  };
  const isWithoutEnds = ['algorithmic', 'algpseudocode', 'algorithmicx', 'algcompatible'].some((used) =>
    reader.packageOptions.get(used)?.includes('noend'),
  );
  // What stands before the first line is about looks.
  let { stopped } = reader.captureUntil(stop, float.anchor);
  while (stopped !== undefined && !isEnd) {
    const kind = stopped.text === 'item' ? undefined : kindOf(stopped.text);
    if (kind?.closes === true) indent = Math.max(0, indent - 1);
    const isUnnumbered = /^(?:REQUIRE|ENSURE)$/.test(stopped.text);
    const number = isUnnumbered ? reader.record.count(float.anchor, 'l0') * 0 : reader.record.count(float.anchor, 'l');
    const anchor = reader.record.unique(`${float.anchor}.l${number}`);
    reader.target = { anchor, number: String(number), kind: 'line' };
    const head = kind === undefined ? labelled(reader, anchor) : headOf(reader, kind, stopped.text, anchor);
    const read = reader.captureUntil(stop, anchor);
    const content = trimmedInlines([
      ...head,
      ...(head.length > 0 && read.content.length > 0 ? [{ kind: 'text', text: ' ' } as const] : []),
      ...read.content,
    ]);
    const isUnseen = isWithoutEnds && kind?.closes === true && kind.opens !== true && kind.says.startsWith('end');
    if (content.length > 0 && !isUnseen) float.lines.push({ anchor, indent, content: merged(content) });
    if (kind?.opens === true) indent++;
    ({ stopped } = read);
  }
  reader.target = before;
}

/** `\item[\textbf{Input:}]`. */
function labelled(reader: Reader, anchor: string): readonly Inline[] {
  const label = reader.gullet.bracketed();
  return label === undefined ? [] : reader.capture(label, anchor);
}

function headOf(reader: Reader, kind: LineKind, name: string, anchor: string): readonly Inline[] {
  const { gullet } = reader;
  const said: Inline[] = [];
  const renamed = kind.name === undefined ? undefined : gullet.meanings.macro(`algorithmic${kind.name}`);
  if (renamed !== undefined) return reader.capture([command(`algorithmic${kind.name}`)], anchor);
  // `\IF[comment]{…}` of algorithmic.
  const note = name === name.toUpperCase() ? gullet.bracketed() : undefined;
  for (const [index, word] of kind.says.split(' ').entries()) {
    if (word === '') continue;
    if (index > 0) said.push({ kind: 'text', text: ' ' });
    if (word === '*') said.push(...reader.capture(gullet.argument(), anchor));
    else if (word === '~') {
      said.push(
        ...smallCapitals(reader.capture(gullet.argument(), anchor)),
        { kind: 'text', text: '(' },
        ...reader.capture(gullet.argument(), anchor),
        { kind: 'text', text: ')' },
      );
    } else said.push({ kind: 'text', text: word, style: 'strong' });
  }
  if (note !== undefined) said.push({ kind: 'text', text: ' {' }, ...reader.capture(note, anchor), { kind: 'text', text: '}' });
  return said;
}

function smallCapitals(content: readonly Inline[]): readonly Inline[] {
  return content.map((inline) => (inline.kind === 'text' && inline.style === undefined ? { ...inline, style: 'small-capitals' } : inline));
}

/** Neighbours of one style as one. */
function merged(content: readonly Inline[]): readonly Inline[] {
  const read: Inline[] = [];
  for (const inline of content) {
    const last = read.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text' && last.style === inline.style)
      read.splice(-1, 1, { ...last, text: last.text + inline.text });
    else read.push(inline);
  }
  return read;
}

function keyword(word: string): Handler {
  return (reader) => {
    reader.inline({ kind: 'text', text: word, style: 'strong' });
    reader.space();
  };
}

function algorithm(reader: Reader, name: string): void {
  const isByBlocks = reader.packages.has('algorithm2e') || name === 'algorithm2e';
  if (!isByBlocks) {
    float('algorithm')(reader, name);
    return;
  }
  algorithm2e(reader, name);
}

export const algorithmCommands: Readonly<Record<string, Handler>> = {
  ...algorithm2eCommands,
  RETURN: keyword('return'),
  Return: keyword('return'),
  PRINT: keyword('print'),
  TRUE: keyword('true'),
  FALSE: keyword('false'),
  AND: keyword('and'),
  OR: keyword('or'),
  XOR: keyword('xor'),
  NOT: keyword('not'),
  TO: keyword('to'),
  True: keyword('true'),
  False: keyword('false'),
  And: keyword('and'),
  Or: keyword('or'),
  Not: keyword('not'),
  To: keyword('to'),
  Break: keyword('break'),
  Continue: keyword('continue'),
  COMMENT: (reader) => {
    const said = reader.capture(reader.gullet.argument(), reader.context);
    reader.space();
    reader.words('{');
    for (const inline of said) reader.inline(inline);
    reader.words('}');
  },
  Comment: (reader) => comment(reader),
  LComment: (reader) => comment(reader),
  Call: (reader) => {
    const name = reader.capture(reader.gullet.argument(), reader.context);
    const given = reader.capture(reader.gullet.argument(), reader.context);
    for (const inline of [...smallCapitals(name), { kind: 'text', text: '(' } as const, ...given, { kind: 'text', text: ')' } as const])
      reader.inline(inline);
  },
};

function comment(reader: Reader): void {
  const said = reader.capture(reader.gullet.argument(), reader.context);
  reader.space();
  reader.words('▷ ');
  for (const inline of said) reader.inline(inline);
}

export const algorithmEnvironments: Readonly<Record<string, Handler>> = {
  algorithm,
  'algorithm*': algorithm,
  algorithm2e: algorithm,
  algorithmic,
  algpseudocode: algorithmic,
};
