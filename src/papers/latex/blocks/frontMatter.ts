/** Title, authors and abstract, in the forms of the usual classes. */
import { defined } from '../../../base/defined.ts';
import { plainText } from '../../document.ts';
import { trimmedInlines } from '../../inlines.ts';
import { grouped } from '../gullet.ts';
import type { Handler, Reader } from '../reader.ts';
import { isCommand, type Token } from '../token.ts';
import { plainSection } from './sections.ts';

function title(reader: Reader): void {
  reader.gullet.bracketed();
  reader.front.title = trimmedInlines(reader.capture(withoutNotes(reader.gullet.shortArgument()), 'title'));
}

/** Notes of title and authors are printed elsewhere. */
function withoutNotes(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (
      token.kind === 'command' &&
      /^(?:thanks|footnote|footnotemark|IEEEmembership|orcid|orcidlink|inst|corref|fnref|authornotemark|authornote|altaffiliation|email|href|equalcontrib|textsuperscript|samethanks)$/.test(
        token.text,
      )
    ) {
      at = afterArguments(tokens, at + 1) - 1;
      kept.push({ kind: 'space', text: ' ' });
    } else kept.push(token);
  }
  return kept;
}

function afterArguments(tokens: readonly Token[], start: number): number {
  let at = start;
  for (const [open, close] of [
    ['[', ']'],
    ['{', '}'],
  ] as const) {
    while (tokens[at]?.kind === 'space') at++;
    if (tokens[at]?.text !== open) continue;
    let depth = 0;
    do {
      if (tokens[at]?.text === open) depth++;
      if (tokens[at]?.text === close) depth--;
      at++;
    } while (depth > 0 && at < tokens.length);
  }
  return at;
}

/** Where one author ends and the next begins, whatever the class calls it. */
const between = /^(?:and|And|AND|quad|qquad|IEEEauthorblockN)$/;
const affiliation =
  /^(?:\\|newline|affiliation|affil|institution|institute|address|IEEEauthorblockA|tabularnewline|texttt|email|small|textit|normalfont|mdseries|it|em|tt)$/;

function author(reader: Reader): void {
  reader.gullet.bracketed();
  const tokens = withoutNotes(expandedHere(reader, reader.gullet.argument()));
  const people: { names: Token[]; affiliation: Token[] }[] = [{ names: [], affiliation: [] }];
  let isAffiliation = false;
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'begin') depth++;
    if (token.kind === 'end') depth--;
    if (depth === 0 && token.kind === 'command' && between.test(token.text)) {
      people.push({ names: [], affiliation: [] });
      isAffiliation = false;
      continue;
    }
    if (depth === 0 && token.kind === 'command' && affiliation.test(token.text)) {
      isAffiliation = true;
      if (token.text !== '\\' && token.text !== 'newline') continue;
      people.at(-1)?.affiliation.push({ kind: 'space', text: ' ' });
      continue;
    }
    (isAffiliation ? people.at(-1)?.affiliation : people.at(-1)?.names)?.push(token);
  }
  const read = people.flatMap((one) => {
    const said = said1(reader, one.names);
    const where = said1(reader, one.affiliation);
    // `A. One, B. Two and C. Three` stand in one block.
    const names = said
      .split(/\s*(?:,\s*(?:and\s+)?|;\s*|\s+and\s+|&)\s*/)
      .map(nameOf)
      .filter((name) => /\p{L}{2}/u.test(name));
    return names.map((name) => ({ name, ...defined({ affiliation: where === '' ? undefined : where }) }));
  });
  reader.front.authors = [...reader.front.authors, ...read];
}

function expandedHere(reader: Reader, tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token) => {
    const macro = reader.gullet.macroOf(token);
    return macro !== undefined && macro.pattern.length === 0 ? macro.body : [token];
  });
}

function said1(reader: Reader, tokens: readonly Token[]): string {
  return plainText(reader.capture(tokens, 'authors').filter(({ kind }) => kind !== 'math'))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function nameOf(text: string): string {
  return text
    .replaceAll(/[\d*†‡§¶∗]+/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** acmart, revtex: what stands behind an author is that author’s. */
function affiliationOf(reader: Reader): void {
  reader.gullet.bracketed();
  const where = said1(
    reader,
    reader.gullet.argument().filter((token) => !isCommand(token, 'institution')),
  );
  const last = reader.front.authors.at(-1);
  if (last !== undefined && where !== '')
    reader.front.authors = [...reader.front.authors.slice(0, -1), { ...last, affiliation: last.affiliation ?? where }];
}

function abstract(reader: Reader, name: string): void {
  const wasBody = reader.isBody;
  reader.isBody = true;
  const { section, blocks } = reader.record;
  const before = [...blocks];
  plainSection(reader, 'abstract', 'Abstract');
  reader.body(name);
  reader.endParagraph();
  reader.record.section = section;
  blocks.splice(0, blocks.length, ...before);
  reader.isBody = wasBody;
}

export const frontCommands: Readonly<Record<string, Handler>> = {
  title,
  icmltitle: title,
  Title: title,
  author,
  Author: author,
  icmlauthor: (reader) => {
    const name = nameOf(said1(reader, reader.gullet.argument()));
    reader.gullet.argument();
    if (name !== '') reader.front.authors = [...reader.front.authors, { name }];
  },
  affiliation: affiliationOf,
  affil: affiliationOf,
  institute: affiliationOf,
  abstract: (reader) => {
    const tokens = reader.gullet.argument();
    reader.gullet.push([
      { kind: 'command', text: 'begin' },
      ...word('abstract'),
      ...tokens,
      { kind: 'command', text: 'end' },
      ...word('abstract'),
    ]);
  },
  icmltitlerunning: skip,
  titlerunning: skip,
  authorrunning: skip,
};

function word(text: string): readonly Token[] {
  return grouped([...text].map((one): Token => ({ kind: 'letter', text: one })));
}

function skip(reader: Reader): void {
  reader.gullet.argument();
}

export const frontEnvironments: Readonly<Record<string, Handler>> = {
  abstract,
  'abstract*': abstract,
  icmlauthorlist: (reader, name) => reader.runTo(name),
  CCSXML: (reader, name) => {
    reader.gullet.lexer?.readUntil(`\\end{${name}}`);
  },
};
