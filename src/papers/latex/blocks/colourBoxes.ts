/** Boxes with a ground of their own: `tcolorbox` and what is defined by it, `mdframed`, `shaded`. White words in a dark one are seen. */

import { grouped } from '../gullet.ts';
import type { Handler, Reader } from '../reader.ts';
import { characters, command, type Token, texOf, trimmed, wordOf } from '../token.ts';
import { type Ink, inkNamed, setInk } from './colours.ts';
import { within } from './styles.ts';

type Options = ReadonlyMap<string, readonly Token[]>;

/** What `\tcbset` says of all boxes, and the styles that it defines. */
const set = new WeakMap<Reader, Map<string, readonly Token[]>>();

function setIn(reader: Reader): Map<string, readonly Token[]> {
  const options = set.get(reader) ?? new Map<string, readonly Token[]>();
  set.set(reader, options);
  return options;
}

const mostOptions = 400;

/** `colback=black, title={A, b}` with the styles in it resolved; the last of one name counts. */
function optionsOf(tokens: readonly Token[], styles: Options): Options {
  const found = new Map<string, readonly Token[]>();
  const left = [...partsOf(tokens, ',')];
  for (let steps = 0; left.length > 0 && steps < mostOptions; steps++) {
    const [name = [], ...value] = partsOf(left.shift() ?? [], '=');
    const key = texOf(trimmed(name)).trim();
    const style = styles.get(`${key}/.style`);
    if (style !== undefined) left.unshift(...partsOf(style, ','));
    else if (key !== '') found.set(key, unbracedValue(value.flatMap((part, index) => (index === 0 ? part : [equals, ...part]))));
  }
  return found;
}

const equals: Token = { kind: 'other', text: '=' };

function partsOf(tokens: readonly Token[], mark: string): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'begin') depth++;
    if (token.kind === 'end') depth--;
    if (depth === 0 && token.kind === 'other' && token.text === mark) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function unbracedValue(tokens: readonly Token[]): readonly Token[] {
  const value = trimmed(tokens);
  return value[0]?.kind === 'begin' && value.at(-1)?.kind === 'end' ? value.slice(1, -1) : value;
}

function inkIn(reader: Reader, options: Options, names: readonly string[]): Ink['ground'] {
  const found = names.map((name) => options.get(name)).find((value) => value !== undefined);
  return found === undefined ? undefined : inkNamed(reader, wordOf(reader.gullet.expanded(found)));
}

/** The ground that the package itself gives where nothing else is said. */
const usualGround = { tcolorbox: 'black!5!white', mdframed: undefined };

function boxInk(reader: Reader, kind: keyof typeof usualGround, options: Options): Ink {
  const isBare = ['empty', 'blank', 'blanker', 'interior hidden'].some((name) => options.has(name));
  // What draws the ground itself is not read.
  const isDrawn = [...options.keys()].some((name) => /^(?:interior (?!hidden)|opacityback|bicolor|tikz)/.test(name));
  const usual = isBare ? undefined : usualGround[kind];
  const said = inkIn(reader, options, ['colback', 'backgroundcolor']);
  const ground = isDrawn ? 'unknown' : (said ?? (usual === undefined ? undefined : inkNamed(reader, usual)));
  const letters = inkIn(reader, options, ['colupper', 'coltext', 'fontcolor']);
  return { ...(ground === undefined ? {} : { ground }), ...(letters === undefined ? {} : { letters }) };
}

/** As its own group, from one line to another. */
function box(reader: Reader, name: keyof typeof usualGround): void {
  const options = given(reader);
  const before = reader.style;
  between(reader);
  heading(reader, options);
  setInk(reader, boxInk(reader, name, options));
  reader.body(name);
  reader.setStyle(before);
  between(reader);
}

/** What is read by `read` stands in a box of these options of tcolorbox. */
export function boxed(reader: Reader, options: readonly Token[], read: () => void): void {
  const styles = setIn(reader);
  const before = reader.style;
  setInk(reader, boxInk(reader, 'tcolorbox', new Map([...styles, ...optionsOf(options, styles)])));
  read();
  reader.setStyle(before);
}

function between(reader: Reader): void {
  if (reader.captured === undefined) reader.record.flush();
  else reader.space();
}

function given(reader: Reader): Options {
  const styles = setIn(reader);
  return new Map([...styles, ...optionsOf(reader.gullet.bracketed() ?? [], styles)]);
}

/** On a bar of its own colour. */
function heading(reader: Reader, options: Options): void {
  const title = options.get('title') ?? options.get('frametitle') ?? [];
  if (title.length === 0) return;
  within(reader, title, () => setInk(reader, { ground: 'unknown' }));
  between(reader);
}

/** An environment of the paper’s own, as if it began the box itself. */
function define(reader: Reader): void {
  reader.gullet.bracketed();
  const name = reader.gullet.argument();
  const count = reader.gullet.bracketed();
  const optional = reader.gullet.bracketed();
  environment(reader, 'tcolorbox', name, [count, optional], reader.gullet.argument());
}

/** `shape`: how many arguments it has, and what stands for the first where it is left out. */
function environment(
  reader: Reader,
  kind: keyof typeof usualGround,
  name: readonly Token[],
  shape: readonly (readonly Token[] | undefined)[],
  options: readonly Token[],
): void {
  const brackets = shape.flatMap((part) => (part === undefined ? [] : bracketsAround(part)));
  reader.gullet.push([
    command('renewenvironment'),
    ...grouped(name),
    ...brackets,
    ...grouped([command('begin'), ...grouped(characters(kind)), ...bracketsAround(grouped(options))]),
    ...grouped([command('end'), ...grouped(characters(kind))]),
  ]);
}

function bracketsAround(tokens: readonly Token[]): readonly Token[] {
  return [{ kind: 'other', text: '[' }, ...tokens, { kind: 'other', text: ']' }];
}

/** `\NewTColorBox{name}{O{} m}{options}`, as far as only the first argument may be left out. */
function defineBySpecification(reader: Reader): void {
  const { gullet } = reader;
  gullet.bracketed();
  const name = gullet.argument();
  const specification = gullet.argument().filter(({ kind }) => kind !== 'space');
  const options = gullet.argument();
  const [, first, needed = ''] = /^(o|O\{.*\})?(m*)$/.exec(texOf(specification)) ?? [];
  const missing =
    first === undefined
      ? undefined
      : specification.slice(
          2,
          specification.findLastIndex(({ kind }) => kind === 'end'),
        );
  environment(reader, 'tcolorbox', name, [characters(String(needed.length + (first === undefined ? 0 : 1))), missing], options);
}

/** `\newtcbox{\name}[1][]{options}`, whose content is its last argument. */
function defineInline(reader: Reader): void {
  const { gullet } = reader;
  gullet.bracketed();
  const [name] = gullet.argument();
  const count = Number(wordOf(gullet.bracketed() ?? []) || 0);
  const optional = gullet.bracketed();
  const options = gullet.argument();
  if (name?.kind !== 'command') return;
  const last: readonly Token[] = [{ kind: 'parameter', text: '#' }, ...characters(String(count + 1))];
  gullet.push([
    command('DeclareRobustCommand'),
    ...grouped([name]),
    ...bracketsAround(characters(String(count + 1))),
    ...(optional === undefined ? [] : bracketsAround(optional)),
    ...grouped([command('tcbox'), ...bracketsAround(grouped(options)), ...grouped(last)]),
  ]);
}

function inline(reader: Reader): void {
  const options = given(reader);
  within(reader, grouped(reader.gullet.argument()), () => setInk(reader, boxInk(reader, 'tcolorbox', options)));
}

/** `shadecolor` is the paper’s. */
const shaded: Handler = (reader, name) => {
  const before = reader.style;
  between(reader);
  setInk(reader, { ground: inkNamed(reader, 'shadecolor') });
  reader.body(name);
  reader.setStyle(before);
  between(reader);
};

export const colourBoxEnvironments: Readonly<Record<string, Handler>> = {
  tcolorbox: (reader) => box(reader, 'tcolorbox'),
  mdframed: (reader) => box(reader, 'mdframed'),
  shaded,
  'shaded*': shaded,
  snugshade: shaded,
  'snugshade*': shaded,
};

export const colourBoxCommands: Readonly<Record<string, Handler>> = {
  newtcolorbox: define,
  renewtcolorbox: define,
  NewTColorBox: defineBySpecification,
  RenewTColorBox: defineBySpecification,
  ProvideTColorBox: defineBySpecification,
  DeclareTColorBox: defineBySpecification,
  newtcbox: defineInline,
  renewtcbox: defineInline,
  tcbox: inline,
  tcbset: (reader) => {
    const options = setIn(reader);
    for (const [name, value] of optionsOf(reader.gullet.argument(), options)) options.set(name, value);
  },
  newmdenv: (reader) => {
    const options = reader.gullet.bracketed() ?? [];
    environment(reader, 'mdframed', reader.gullet.argument(), [], options);
  },
  tcbuselibrary: (reader) => void reader.gullet.argument(),
  tcblower: (reader) => between(reader),
};
