/** Theorems and their kin: what the paper declares, and each one with its name and number before its words. */
import { plainText } from '../../document.ts';
import type { Handler, Reader } from '../reader.ts';
import { joined } from '../record.ts';
import { command, isCommand, type Token } from '../token.ts';
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
  if (known !== undefined) put(reader, name, known, reader.gullet.bracketed(), () => reader.body(name));
}

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
  const id = record.unique(
    counter === undefined ? `Thm${name}x${record.count('', `Thm${name}x`)}` : joined(prefix, `Thm${counter}${counters.value(counter)}`),
  );
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
