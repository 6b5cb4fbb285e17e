/** Theorems and their kin: what the paper declares, and each one with its name and number before its words. */
import { plainText } from '../../document.ts';
import { grouped } from '../gullet.ts';
import type { Handler, Reader } from '../reader.ts';
import { joined } from '../record.ts';
import { command, isCommand, type Token, texOf, trimmed } from '../token.ts';
import { boxed } from './colourBoxes.ts';
import { countingSection } from './sections.ts';

/** `\newtheorem{name}[shared]{Title}[within]`. */
function newTheorem(reader: Reader): void {
  const { gullet, counters } = reader;
  const isStarred = gullet.star();
  const name = gullet.word();
  const shared = gullet.bracketed();
  const title = plainText(reader.capture(gullet.argument(), ''));
  const within = gullet.bracketed();
  const counter = shared === undefined ? name : shared.map(({ text }) => text).join('');
  if (shared === undefined && !isStarred) {
    counters.make(name, within?.map(({ text }) => text).join(''));
    if (within !== undefined) {
      const outer = within.map(({ text }) => text).join('');
      gullet.meanings.define(
        `the${name}`,
        { pattern: [], body: [command(`the${outer}`), { kind: 'other', text: '.' }, ...numeral(name)] },
        true,
      );
    }
  }
  theoremsOf(reader).set(name, { title, counter: isStarred ? undefined : counter, within: within?.map(({ text }) => text).join('') });
  reader.kindNames.set(name, title);
}

function numeral(name: string): readonly Token[] {
  return [
    command('arabic'),
    { kind: 'begin', text: '{' },
    ...[...name].map((text): Token => ({ kind: 'letter', text })),
    { kind: 'end', text: '}' },
  ];
}

interface Theorem {
  readonly title: string;
  readonly counter: string | undefined;
  readonly within: string | undefined;
  /** Of tcolorbox: with a ground of its own. */
  readonly box?: TheoremBox;
}

interface TheoremBox {
  readonly options: readonly Token[];
  /** Before each of its labels; undefined: it has none. */
  readonly prefix: readonly Token[] | undefined;
}

const theorems = new WeakMap<Reader, Map<string, Theorem>>();

export function theoremsOf(reader: Reader): Map<string, Theorem> {
  const known = theorems.get(reader) ?? new Map<string, Theorem>();
  theorems.set(reader, known);
  return known;
}

/** A theorem’s words are paragraphs of its own; the first has its name before it. */
export function theorem(reader: Reader, name: string): void {
  const known = theoremsOf(reader).get(name);
  if (known?.box !== undefined) boxedTheorem(reader, name, known, known.box);
  else if (known !== undefined) put(reader, name, known, reader.gullet.bracketed(), () => reader.body(name));
}

/** `\begin{name}[options]{Note}{label}`; without a number it has no label. */
function boxedTheorem(reader: Reader, name: string, known: Theorem, { options, prefix }: TheoremBox): void {
  const { gullet } = reader;
  const own = gullet.bracketed() ?? [];
  const note = trimmed(gullet.argument());
  const label = prefix === undefined ? [] : trimmed(gullet.argument());
  put(reader, name, known, note.length === 0 ? undefined : note, () =>
    boxed(reader, [...options, comma, ...own], () => {
      if (prefix !== undefined && label.length > 0) gullet.push([command('label'), ...grouped([...prefix, colon, ...label])]);
      reader.body(name);
    }),
  );
}

const comma: Token = { kind: 'other', text: ',' };
const colon: Token = { kind: 'other', text: ':' };

/** `\newtcbtheorem[number within=section]{name}{Title}{options}{prefix}`, which also makes one without a number, `name*`. */
function newBoxedTheorem(reader: Reader): void {
  const { gullet } = reader;
  const said = texOf(gullet.bracketed() ?? []);
  const name = gullet.word();
  const title = gullet.argument();
  const options = gullet.argument();
  const prefix = gullet.argument();
  const within = /(?:^|,)\s*number within\s*=\s*([^,]*)/.exec(said)?.[1]?.trim();
  const shared = /(?:^|,)\s*use counter(?:\*| from)?\s*=\s*([^,]*)/.exec(said)?.[1]?.trim();
  const from = /use counter from\s*=/.test(said) ? theoremsOf(reader).get(shared ?? '')?.counter : shared;
  const declare = (of: string, isStarred: boolean, more: readonly Token[], before: readonly Token[] | undefined): void => {
    gullet.push([
      ...(isStarred ? [star] : []),
      ...group(of),
      ...(from === undefined || isStarred ? [] : bracket(from)),
      ...grouped(title),
      ...more,
    ]);
    newTheorem(reader);
    const known = theoremsOf(reader).get(of);
    if (known !== undefined) theoremsOf(reader).set(of, { ...known, box: { options, prefix: before } });
  };
  declare(name, /(?:^|,)\s*no counter\b/.test(said), from !== undefined || within === undefined ? [] : bracket(within), prefix);
  declare(`${name}*`, true, [], undefined);
}

const star: Token = { kind: 'other', text: '*' };

function put(reader: Reader, name: string, known: Theorem, note: readonly Token[] | undefined, read: () => void): void {
  const { record, counters } = reader;
  reader.endParagraph();
  const { counter } = known;
  if (counter !== undefined) counters.step(counter);
  const section = countingSection(reader);
  const prefix =
    counter !== undefined && counters.isWithin(counter, 'section')
      ? section
      : counter !== undefined && counters.isWithin(counter, 'chapter')
        ? section
        : '';
  const id = record.unique(counter === undefined ? unnumberedId(reader, name) : joined(prefix, `Thm${counter}${counters.value(counter)}`));
  const number = counter === undefined ? '' : reader.printed(counter);
  const said = note === undefined ? '' : ` (${plainText(reader.capture(note, id))})`;
  const before = reader.target;
  reader.target = { anchor: id, number, kind: name };
  record.blocks.push({ id, item: { depth: 0, mark: `${known.title}${number === '' ? '' : ` ${number}`}${said}` } });
  record.alias(`${id}.p1`, id);
  read();
  reader.endParagraph();
  record.blocks.pop();
  reader.target = before;
}

function unnumberedId({ record }: Reader, name: string): string {
  const id = `Thm${name.replace('*', '')}x`;
  return `${id}${record.count('', id)}`;
}

interface Restatable {
  readonly name: string;
  readonly number: string;
  readonly note: readonly Token[] | undefined;
  readonly tokens: readonly Token[];
  /** Of formulas before it. */
  readonly equations: number;
}

const restatables = new WeakMap<Reader, Map<string, Restatable>>();

function restatablesOf(reader: Reader): Map<string, Restatable> {
  const known = restatables.get(reader) ?? new Map<string, Restatable>();
  restatables.set(reader, known);
  return known;
}

/** thm-restate: `\begin{restatable}[Note]{lemma}{again}`, said once more by `\again*` under its first number. */
function restatable(reader: Reader, environment: string): void {
  const { gullet, counters } = reader;
  const note = gullet.bracketed();
  const [name, called] = [gullet.word(), gullet.word()];
  const known = theoremsOf(reader).get(name) ?? {
    title: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    counter: undefined,
    within: undefined,
  };
  const { lexer } = gullet;
  const text = lexer?.text.slice(lexer.at, lexer.text.indexOf(`\\end{${environment}}`, lexer.at));
  const equations = counters.value('equation');
  put(reader, name, known, note, () => reader.body(environment));
  if (text === undefined) return;
  const number = known.counter === undefined ? '' : reader.printed(known.counter);
  restatablesOf(reader).set(called, { name, number, note, tokens: withoutLabels(gullet.tokensOf(text)), equations });
  gullet.meanings.define(called, { pattern: [], body: [command('practicum@restate'), ...group(called)] }, true);
}

function restate(reader: Reader): void {
  const { gullet, counters } = reader;
  const said = restatablesOf(reader).get(gullet.word());
  gullet.star();
  if (said === undefined) return;
  const { title = said.name } = theoremsOf(reader).get(said.name) ?? {};
  const before = counters.value('equation');
  counters.set('equation', said.equations);
  const name = said.number === '' ? title : `${title} ${said.number}`;
  put(reader, said.name, { title: name, counter: undefined, within: undefined }, said.note, () => {
    const mark: Token = { kind: 'mark', text: 'end of restated' };
    gullet.push([mark]);
    gullet.push(said.tokens);
    reader.run((token) => token === mark);
  });
  counters.set('equation', before);
}

/** What is labelled is its first place. */
function withoutLabels(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (!isCommand(token, 'label')) kept.push(token);
    else while (tokens[at] !== undefined && tokens[at]?.kind !== 'end') at++;
  }
  return kept;
}

export const theoremEnvironments: Readonly<Record<string, Handler>> = { restatable, 'restatable*': restatable };

export const theoremCommands: Readonly<Record<string, Handler>> = {
  newtheorem: newTheorem,
  newmdtheoremenv: newTheorem,
  newshadetheorem: newTheorem,
  newtheoremrep: newTheorem,
  newtcbtheorem: newBoxedTheorem,
  renewtcbtheorem: newBoxedTheorem,
  NewTcbTheorem: newBoxedTheorem,
  /** Of Springer: two fonts stand behind it. */
  spnewtheorem: (reader) => {
    newTheorem(reader);
    reader.gullet.argument();
    reader.gullet.argument();
  },
  'practicum@restate': restate,
  declaretheorem: (reader) => {
    const options = reader.gullet.bracketed() ?? [];
    const name = reader.gullet.word();
    const text = options.map(({ text: part, kind }) => (kind === 'command' ? `\\${part}` : part)).join('');
    const title = /(?:^|,)\s*(?:title|name)\s*=\s*([^,]*)/.exec(text)?.[1]?.trim() ?? name.charAt(0).toUpperCase() + name.slice(1);
    const shared = /(?:sibling|sharenumber|numberlike)\s*=\s*([^,]*)/.exec(text)?.[1]?.trim();
    const within = /(?:numberwithin|parent|within)\s*=\s*([^,]*)/.exec(text)?.[1]?.trim();
    const isStarred = /numbered\s*=\s*no/.test(text);
    reader.gullet.push([
      command('newtheorem'),
      ...(isStarred ? [{ kind: 'other', text: '*' } as const] : []),
      ...group(name),
      ...(shared === undefined || isStarred ? [] : bracket(shared)),
      ...group(title),
      ...(within === undefined || isStarred ? [] : bracket(within)),
    ]);
  },
};

function group(text: string): readonly Token[] {
  return [{ kind: 'begin', text: '{' }, ...letters(text), { kind: 'end', text: '}' }];
}

function bracket(text: string): readonly Token[] {
  return [{ kind: 'other', text: '[' }, ...letters(text), { kind: 'other', text: ']' }];
}

function letters(text: string): readonly Token[] {
  return [...text].map((one): Token => (one === ' ' ? { kind: 'space', text: ' ' } : { kind: 'letter', text: one }));
}
