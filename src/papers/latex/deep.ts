/** What is nested deeper than it can be read: its words, by a loop and no recursion, up to where it ends. */
import { endOfOwn, mostNested } from './gullet.ts';
import { endsBefore, type Reading, type Stop } from './missingEnds.ts';
import type { PaperRecord } from './record.ts';
import { isHeading } from './runaway.ts';
import { signs } from './signs.ts';
import type { Style } from './style.ts';
import { isCommand, type Token, wordOf } from './token.ts';

const mostTold = 8;
/** What stands in their first argument is no word of the paper: a name, a colour, a width. */
const named =
  /^(?:[A-Za-z]*cite[A-Za-z]*|[A-Za-z]*ref\*?|label|[hv]?phantom|includegraphics|bibliography(?:style)?|input|include|colorbox|href|hypertarget|parbox|(?:rotate|scale|raise|adjust)box|foreignlanguage)$/;
const twice = /^(?:multicolumn|multirow|fcolorbox|resizebox)$/;
/** Their first argument is a width, columns, a mark. */
const sized = /^(?:tabular|tabularx|array|longtable|minipage|multicols|spacing|list|adjustwidth|thebibliography)\*?$/;

interface WordReader extends Reading {
  readonly record: PaperRecord;
  readonly captured: string | undefined;
  /** What is open is taken to have ended. */
  isLeaving: boolean;
  readonly style: Style;
  setStyle(style: Style): void;
  /** Reads what stands behind `\color`. */
  colour(): void;
  words(text: string): void;
  space(): void;
  endParagraph(): void;
  passSilent(name: string): boolean;
  /** Of an `\end` that was met: which environment it ends, where that is none of the paper’s own. */
  ended(name: string): string | undefined;
}

/** As `Reader.run`. Notes, lists, tables and formulas lose what makes them such. */
export function readAsWords(reader: WordReader, stop: Stop | undefined): Token | undefined {
  const { gullet } = reader;
  tell(reader);
  /** With the styles before them: words that nobody sees stay hidden. */
  const environments: { readonly name: string; readonly before: Style }[] = [];
  const braces: Style[] = [];
  let hasBlankLine = false;
  for (;;) {
    const token = gullet.nextExpanded();
    if (token === undefined) {
      reader.open.leave('the end of the paper');
      return undefined;
    }
    const name = isCommand(token, 'end') ? wordOf(gullet.argument()) : undefined;
    const opened = environments.findLastIndex((one) => one.name === name);
    if (opened >= 0) {
      for (const { before } of environments.splice(opened).slice(0, 1)) reader.setStyle(before);
      reader.space();
      continue;
    }
    const ended = name === undefined ? undefined : reader.ended(name);
    const isInner = token.kind === 'end' ? braces.length > 0 : braces.length + environments.length > 0;
    const mayStop = !isInner || token.kind === 'mark' || name !== undefined || isCommand(token, endOfOwn);
    if (mayStop && stop?.(token, ended) === true) return token;
    if (endsBefore(reader, token, ended)) return undefined;
    // A section behind a blank line: what is open was never closed.
    if (isHeading(token) && hasBlankLine && reader.captured === undefined) {
      gullet.push([token]);
      reader.isLeaving = true;
      return undefined;
    }
    hasBlankLine ||= isCommand(token, 'par');
    if (token.kind === 'begin') braces.push(reader.style);
    else if (token.kind === 'end') reader.setStyle(braces.pop() ?? reader.style);
    else if (isCommand(token, 'begin')) environments.push({ before: reader.style, name: begun(reader) });
    else if (isCommand(token, 'color')) reader.colour();
    else if (isCommand(token, 'textcolor')) {
      const before = reader.style;
      reader.colour();
      if (gullet.peek()?.kind === 'begin') braces.push(before);
      else reader.setStyle(before);
      if (gullet.peek()?.kind === 'begin') gullet.next();
    } else if (name === undefined) word(reader, token);
  }
}

function begun(reader: WordReader): string {
  const { gullet } = reader;
  const name = wordOf(gullet.argument());
  reader.space();
  gullet.bracketed();
  if (sized.test(name) && gullet.peek()?.kind === 'begin') gullet.argument();
  return name;
}

function word(reader: WordReader, token: Token): void {
  const { kind, text } = token;
  if (kind === 'letter' || kind === 'other' || kind === 'superscript' || kind === 'subscript') reader.words(text);
  else if (kind === 'space' || kind === 'align' || (kind === 'active' && text === '~')) reader.space();
  else if (kind === 'active') reader.words(text);
  else if (kind === 'command') command(reader, text);
}

function command(reader: WordReader, name: string): void {
  const { gullet } = reader;
  const sign = Object.hasOwn(signs, name) ? signs[name] : undefined;
  if (name === 'par') reader.endParagraph();
  else if (name === '\\' || name === 'item' || name === 'newline' || sign === ' ') reader.space();
  else if (sign !== undefined) reader.words(sign);
  else if (twice.test(name)) {
    gullet.argument();
    gullet.argument();
  } else if (named.test(name)) {
    gullet.star();
    while (gullet.bracketed() !== undefined);
    gullet.argument();
  } else reader.passSilent(name);
}

const told = new WeakMap<WordReader, number>();

/** Of many places the first are told. */
function tell(reader: WordReader): void {
  const before = told.get(reader) ?? 0;
  if (before >= mostTold) return;
  told.set(reader, before + 1);
  reader.record.doubt(
    `Groups, environments or commands are nested more than ${mostNested} deep in ${reader.gullet.line()}; what stands further in was read as plain words, without its notes, lists, tables and formulas. Nest them less, and read it again.`,
    reader.record.section,
  );
}
