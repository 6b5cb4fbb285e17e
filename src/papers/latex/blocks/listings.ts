/** Verbatim text, and what is left out as a comment. */
import type { Place } from '../../document.ts';
import type { Lexer } from '../lexer.ts';
import type { Handler, Reader } from '../reader.ts';
import { isCommand, type Token, texOf } from '../token.ts';

/** An environment of verbatim text: options may stand behind its beginning, and so many arguments. */
interface Verbatim {
  readonly hasOptions: boolean;
  readonly braces: number;
}

const plain: Verbatim = { hasOptions: false, braces: 0 };
const optional: Verbatim = { hasOptions: true, braces: 0 };
const withLanguage: Verbatim = { hasOptions: true, braces: 1 };

const fixed: Readonly<Record<string, Verbatim>> = {
  verbatim: plain,
  'verbatim*': plain,
  alltt: plain,
  spverbatim: plain,
  codeblock: plain,
  lstlisting: optional,
  lstcode: optional,
  Verbatim: optional,
  'Verbatim*': optional,
  BVerbatim: optional,
  LVerbatim: optional,
  SaveVerbatim: withLanguage,
  tcblisting: { hasOptions: false, braces: 1 },
  minted: withLanguage,
};

interface Defined {
  readonly environments: Map<string, Verbatim>;
  /** Characters between which text is verbatim. */
  readonly characters: Set<string>;
  /** Environments that are left out, or not. */
  readonly comments: Map<string, boolean>;
}

const defined = new WeakMap<Reader, Defined>();

function definedIn(reader: Reader): Defined {
  const known = defined.get(reader) ?? { environments: new Map(), characters: new Set(), comments: new Map() };
  defined.set(reader, known);
  return known;
}

/** What the paper itself has declared to be verbatim or to be left out. */
export function listingOf(reader: Reader, name: string): Handler | undefined {
  const { environments, comments } = definedIn(reader);
  if (environments.has(name)) return verbatim;
  const isLeftOut = comments.get(name);
  return isLeftOut === undefined ? undefined : isLeftOut ? comment : (one) => one.body(name);
}

/** Whether the character begins verbatim text, which then is read. */
export function shortVerb(reader: Reader, character: string): boolean {
  if (!definedIn(reader).characters.has(character)) return false;
  const { lexer } = reader.gullet;
  code(reader, lexer === undefined ? tokensTo(reader, ({ text }) => text === character) : inLine(reader, lexer, character));
  return true;
}

function verbatim(reader: Reader, name: string): void {
  const start = reader.place();
  const { gullet } = reader;
  const { hasOptions, braces } = definedIn(reader).environments.get(name) ?? fixed[name] ?? plain;
  // What begins the first line of the text is no option.
  const isGiven = hasOptions && (gullet.lexer?.isNext(/[ \t]*\[/) ?? true);
  const options = isGiven ? gullet.bracketed() : undefined;
  for (let left = braces; left > 0; left--) gullet.argument();
  put(reader, start, texOf(options ?? []), rawBody(reader, name));
}

function put(reader: Reader, start: Place, options: string, text: string): void {
  const { record } = reader;
  if (reader.captured !== undefined) {
    reader.inline({ kind: 'text', text: text.trim(), style: 'code' });
    return;
  }
  const captionText = /caption\s*=\s*(?:\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|([^,\]]*))/.exec(options);
  const label = /label\s*=\s*\{?([^,}\]]*)/.exec(options)?.[1]?.trim();
  const isNumbered = captionText !== null;
  if (isNumbered) reader.counters.step('listing');
  const anchor = isNumbered
    ? record.unique(`LST${reader.counters.value('listing')}`)
    : record.unique(`${record.para(start)}.v${record.count(record.para(start), 'v')}`);
  if (label !== undefined) {
    reader.labels.set(label, { anchor, number: String(reader.counters.value('listing')), kind: 'listing' });
    record.alias(anchor, label);
  }
  const caption = (captionText?.[1] ?? captionText?.[2] ?? '').trim();
  record.add(
    anchor,
    {
      kind: 'listing',
      caption: caption === '' ? [] : [{ kind: 'text', text: caption }],
      text: text.replace(/^[^\S\n]*\n/, '').replace(/\n[^\S\n]*$/, ''),
    },
    reader.placeFrom(start),
  );
}

/** Where the environment was begun by a macro its characters are tokens already. */
function rawBody(reader: Reader, name: string): string {
  const { lexer } = reader.gullet;
  if (lexer !== undefined) return toEnd(reader, lexer, name);
  let isEnd = false;
  const text = tokensTo(reader, (token) => {
    isEnd = isCommand(token, 'end');
    return isEnd;
  });
  if (isEnd) reader.gullet.argument();
  return text;
}

/** An environment of the paper’s own that begins and ends this one has only its own end in the text. */
function toEnd(reader: Reader, lexer: Lexer, name: string): string {
  const end = `\\end{${name}}`;
  const ends = [end, ...reader.ownEnvironments.map((own) => `\\end{${own}}`)].map((text) => ({
    text,
    at: text === end ? ownEnd(lexer, name) : lexer.text.indexOf(text, lexer.at),
  }));
  const [first] = ends.filter(({ at }) => at >= 0).toSorted((a, b) => a.at - b.at);
  const from = lexer.at;
  if (first === undefined || isOfAnother(lexer.text.slice(from, first.at), name)) {
    const line = reader.gullet.line();
    const isComment = fixed[name] === undefined && !definedIn(reader).environments.has(name);
    lexer.readTo(endOfOpen(lexer.text, from, isComment));
    const how = isComment ? 'left out up to the end of its paragraph' : 'read as verbatim text up to what cannot belong to it';
    reader.gullet.tell(`\\begin{${name}} in ${line} is never closed; it was ${how}. Put in the missing ${end}.`, {
      kind: 'verbatim',
      place: line,
    });
    return lexer.text.slice(from, lexer.at);
  }
  if (first.text === end) {
    const drawn = lexer.text.slice(from, first.at);
    lexer.readTo(first.at + end.length);
    return drawn;
  }
  const raw = lexer.readUntil(first.text);
  lexer.at -= first.text.length;
  return raw;
}

const heading = /\n[ \t]*\\(?:chapter|(?:sub)*section)\b/;

/** Drawings hold others of their kind; verbatim text and comments end at the first end. */
function ownEnd({ text, at }: Lexer, name: string): number {
  const end = `\\end{${name}}`;
  const first = text.indexOf(end, at);
  if (first < 0 || !/picture|axis|^forest$|^tikzcd$/.test(name)) return first;
  const written = `\\\\begin\\{${name.replaceAll('*', '\\*')}\\}`;
  const begin = new RegExp(`${written}(?<!(?<!\\\\)%[^\\n]*)`, 'g');
  begin.lastIndex = at;
  let last = first;
  for (let inner = begin.exec(text); inner !== null && inner.index < last; inner = begin.exec(text)) {
    last = text.indexOf(end, last + end.length);
    if (last < 0) return first;
  }
  return last;
}

/** Whether the end that was found is that of another, further down in the paper. */
function isOfAnother(text: string, name: string): boolean {
  const next = text.lastIndexOf(`\n\\begin{${name}}`);
  return next >= 0 && heading.test(text.slice(0, next));
}

/** Where what is never closed is taken to end: at the next heading, or at the end of what it stands in. */
function endOfOpen(text: string, from: number, isComment: boolean): number {
  const rest = text.slice(from);
  const stop = isComment
    ? /\n[ \t]*\n/
    : /\n[ \t]*\\(?:end\{(?:document|figure|table|minipage)\*?\}|appendix\b|bibliography\b|begin\{thebibliography\})/;
  const ends = [heading, stop, /\\end\{document\}/].map((pattern) => rest.search(pattern)).filter((at) => at >= 0);
  return from + Math.min(rest.length, ...ends);
}

function tokensTo(reader: Reader, isEnd: (token: Token) => boolean): string {
  const read: Token[] = [];
  for (let token = reader.gullet.next(); token !== undefined && !isEnd(token); token = reader.gullet.next()) read.push(token);
  return texOf(read);
}

function verb(reader: Reader, name: string): void {
  const { gullet } = reader;
  gullet.star();
  if (name !== 'verb') gullet.bracketed();
  if (name.startsWith('mint')) gullet.argument();
  const { lexer } = gullet;
  if (lexer === undefined) {
    const first = gullet.next();
    code(reader, first?.kind === 'begin' ? texOf(gullet.untilGroupEnds()) : tokensTo(reader, ({ text }) => text === first?.text));
    return;
  }
  let open = lexer.readCharacter();
  while (/\s/.test(open)) open = lexer.readCharacter();
  code(reader, open === '{' ? toBrace(lexer) : inLine(reader, lexer, open));
}

/** Text up to a character of the same line: further no verbatim text among words goes. */
function inLine(reader: Reader, lexer: Lexer, end: string): string {
  const line = lexer.text.indexOf('\n', lexer.at);
  const found = lexer.text.indexOf(end, lexer.at);
  if (found >= 0 && (line < 0 || found < line)) return lexer.readUntil(end);
  const from = lexer.at;
  lexer.readTo(line < 0 ? lexer.text.length : line);
  const place = reader.gullet.line();
  reader.gullet.tell(`Verbatim text in ${place} is never closed; it was taken to end with its line. Put in the missing ${end}.`, {
    kind: 'verbatim',
    place,
  });
  return lexer.text.slice(from, lexer.at);
}

/** To the brace that ends what another has begun, which was read. */
function toBrace(lexer: Lexer): string {
  let text = '';
  for (let depth = 1; ; ) {
    const one = lexer.readCharacter();
    if (one === '{') depth++;
    if (one === '}') depth--;
    if (one === '' || depth === 0) return text;
    text += one;
  }
}

function code(reader: Reader, text: string): void {
  reader.inline({ kind: 'text', text, style: 'code' });
}

function comment(reader: Reader, name: string): void {
  rawBody(reader, name);
}

/** A file of code beside the paper. */
function inputListing(reader: Reader, name: string): void {
  const start = reader.place();
  const { gullet } = reader;
  const options = texOf(gullet.bracketed() ?? []);
  if (name === 'inputminted') gullet.argument();
  const path = gullet.word();
  const found = reader.files.text(path, ['']);
  if (found === undefined && !reader.files.isRefused(path, ['']))
    reader.record.warnings.push({
      kind: 'unread',
      message: `The code in “${path}” is included and was not given. Put it where the paper looks for it, and open the paper again.`,
    });
  if (found !== undefined || options.includes('caption')) put(reader, start, options, found?.text ?? '');
}

/** `\lstMakeShortInline[…]|`, `\MakeShortVerb{\|}`. */
function makeShort(reader: Reader): void {
  reader.gullet.star();
  reader.gullet.bracketed();
  const character = reader.gullet.argument()[0]?.text ?? '';
  definedIn(reader).characters.add(character);
  reader.gullet.categories.set(character, 'active');
}

function deleteShort(reader: Reader): void {
  const character = reader.gullet.argument()[0]?.text ?? '';
  definedIn(reader).characters.delete(character);
  reader.gullet.categories.set(character, 'other');
}

/** `\lstnewenvironment{py}[1][]{…}{…}`: its first argument may have options. */
function newListing(reader: Reader): void {
  const { gullet } = reader;
  const name = gullet.word();
  const count = Number(gullet.bracketed()?.[0]?.text ?? 0);
  const hasOptions = gullet.bracketed() !== undefined;
  gullet.argument();
  gullet.argument();
  definedIn(reader).environments.set(name, { hasOptions, braces: count - (hasOptions ? 1 : 0) });
}

/** `\newminted[name]{python}{…}`; without a name it is `pythoncode`. */
function newMinted(reader: Reader): void {
  const name = texOf(reader.gullet.bracketed() ?? []);
  const language = reader.gullet.word();
  reader.gullet.argument();
  const called = name === '' ? `${language}code` : name;
  definedIn(reader).environments.set(called, plain).set(`${called}*`, { hasOptions: false, braces: 1 });
}

function newMintedInline(reader: Reader): void {
  const { gullet } = reader;
  const name = texOf(gullet.bracketed() ?? []);
  const language = gullet.word();
  gullet.argument();
  const called = name === '' ? `${language}inline` : name;
  gullet.meanings.define(called, { pattern: [], body: [{ kind: 'command', text: 'lstinline' }] }, true);
}

function leaveOut(isLeftOut: boolean): Handler {
  return (reader) => void definedIn(reader).comments.set(reader.gullet.word(), isLeftOut);
}

export const listingCommands: Readonly<Record<string, Handler>> = {
  verb,
  Verb: verb,
  lstinline: verb,
  mintinline: verb,
  lstinputlisting: inputListing,
  verbatiminput: inputListing,
  VerbatimInput: inputListing,
  inputminted: inputListing,
  MakeShortVerb: makeShort,
  DefineShortVerb: makeShort,
  lstMakeShortInline: makeShort,
  DeleteShortVerb: deleteShort,
  UndefineShortVerb: deleteShort,
  lstDeleteShortInline: deleteShort,
  lstnewenvironment: newListing,
  newminted: newMinted,
  newmintinline: newMintedInline,
  DefineVerbatimEnvironment: (reader) => {
    const name = reader.gullet.word();
    reader.gullet.argument();
    reader.gullet.argument();
    definedIn(reader).environments.set(name, optional);
  },
  newtcblisting: (reader) => {
    reader.gullet.bracketed();
    const name = reader.gullet.word();
    const count = Number(reader.gullet.bracketed()?.[0]?.text ?? 0);
    const hasOptions = reader.gullet.bracketed() !== undefined;
    reader.gullet.argument();
    definedIn(reader).environments.set(name, { hasOptions, braces: count - (hasOptions ? 1 : 0) });
  },
  VerbatimEnvironment: () => {},
  excludecomment: leaveOut(true),
  includecomment: leaveOut(false),
};

export const listingEnvironments: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(Object.keys(fixed).map((name) => [name, verbatim])),
  ...Object.fromEntries(
    [
      'comment',
      'tikzpicture',
      'pgfpicture',
      'picture',
      'filecontents',
      'filecontents*',
      'axis',
      'pspicture',
      'tikzcd',
      'forest',
      'dot2tex',
      'overpic',
    ].map((name) => [name, comment]),
  ),
};
