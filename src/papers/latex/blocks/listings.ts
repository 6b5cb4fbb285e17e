/** Verbatim text, and what is left out as a comment. */
import type { Handler, Reader } from '../reader.ts';
import { isCommand, type Token, texOf } from '../token.ts';

function verbatim(reader: Reader, name: string): void {
  const start = reader.place();
  const { gullet, record } = reader;
  let options: readonly Token[] | undefined;
  if (/^(?:lstlisting|Verbatim|minted)/.test(name)) options = gullet.bracketed();
  if (name === 'minted') gullet.argument();
  const text = rawBody(reader, name);
  if (reader.captured !== undefined) {
    reader.inline({ kind: 'text', text: text.trim(), style: 'code' });
    return;
  }
  const said = texOf(options ?? []);
  const captionText = /caption\s*=\s*(?:\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|([^,\]]*))/.exec(said);
  const label = /label\s*=\s*\{?([^,}\]]*)/.exec(said)?.[1]?.trim();
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
  if (lexer !== undefined) return lexer.readUntil(`\\end{${name}}`);
  const read: Token[] = [];
  for (;;) {
    const token = reader.gullet.next();
    if (token === undefined) break;
    if (isCommand(token, 'end')) {
      reader.gullet.argument();
      break;
    }
    read.push(token);
  }
  return texOf(read);
}

function verb(reader: Reader, name: string): void {
  const { gullet } = reader;
  gullet.star();
  if (name === 'lstinline' || name === 'mintinline') gullet.bracketed();
  if (name === 'mintinline') gullet.argument();
  const { lexer } = gullet;
  if (lexer === undefined) {
    const first = gullet.next();
    if (first?.kind === 'begin') {
      reader.inline({ kind: 'text', text: texOf(gullet.untilGroupEnds()), style: 'code' });
      return;
    }
    const read: Token[] = [];
    for (let token = gullet.next(); token !== undefined && token.text !== first?.text; token = gullet.next()) read.push(token);
    reader.inline({ kind: 'text', text: texOf(read), style: 'code' });
    return;
  }
  let open = lexer.readCharacter();
  while (/\s/.test(open)) open = lexer.readCharacter();
  reader.inline({ kind: 'text', text: lexer.readUntil(open === '{' ? '}' : open), style: 'code' });
}

function comment(reader: Reader, name: string): void {
  rawBody(reader, name);
}

export const listingCommands: Readonly<Record<string, Handler>> = { verb, lstinline: verb, mintinline: verb, Verb: verb };

export const listingEnvironments: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(
    [
      'verbatim',
      'verbatim*',
      'Verbatim',
      'lstlisting',
      'minted',
      'alltt',
      'BVerbatim',
      'LVerbatim',
      'codeblock',
      'lstcode',
      'spverbatim',
    ].map((name) => [name, verbatim]),
  ),
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
