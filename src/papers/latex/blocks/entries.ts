/** References from the entries of a `.bib`, or from what biber made of them: authors, title, where, year. */
import { defined } from '../../../base/defined.ts';
import type { BibEntry } from '../../bibliography/bib.ts';
import { factsOf } from '../../bibliography/facts.ts';
import { plainText } from '../../document.ts';
import type { Reader } from '../reader.ts';
import { character, type Token } from '../token.ts';
import { withLigatures } from './characters.ts';
import { marksOf } from './references.ts';
import { plainSection } from './sections.ts';

export function putEntries(reader: Reader, entries: readonly BibEntry[]): void {
  if (entries.length === 0) return;
  plainSection(reader, 'bib', 'References');
  for (const [index, { key, fields }] of entries.entries()) {
    const anchor = `bib.bib${index + 1}`;
    const field = (name: string): string | undefined => {
      const value = fields.get(name);
      return value === undefined ? undefined : said(reader, value, anchor);
    };
    const title = field('title');
    const year = /(?:19|20)\d\d/.exec(fields.get('year') ?? fields.get('date') ?? '')?.[0];
    const where = field('booktitle') ?? field('journal') ?? field('journaltitle') ?? field('howpublished') ?? field('publisher');
    const eprint = fields.get('eprint');
    const parts = [namesOf(field('author') ?? field('editor')), title, where, eprint === undefined ? undefined : `arXiv:${eprint}`, year];
    const text = parts.flatMap((part) => (part === undefined || part === '' ? [] : [part.replace(/\.$/, '')])).join('. ');
    const facts = factsOf(`${text} ${fields.get('doi') ?? ''} ${fields.get('url') ?? ''}`);
    reader.record.references.push({
      anchor,
      aliases: [key],
      text: `${text}.`,
      ...defined({ title, year: year === undefined ? undefined : Number(year), doi: fields.get('doi') ?? facts.doi, arxiv: facts.arxiv }),
    });
    marksOf(reader).set(key, { anchor, number: index + 1 });
  }
}

/** `One, Ann and Two, Bob` as they are printed. */
function namesOf(names: string | undefined): string | undefined {
  const all = names?.split(/\s+and\s+/).map((name) => name.replace(/^([^,]+),\s*(.+)$/, '$2 $1'));
  if (all === undefined) return undefined;
  return all.length < 3 ? all.join(' and ') : `${all.slice(0, -1).join(', ')}, and ${all.at(-1)}`;
}

/** TeX of a field as words. */
function said(reader: Reader, value: string, anchor: string): string {
  const tokens: Token[] = [];
  for (const match of value.matchAll(/\\([A-Za-z]+)\s*|\\([\s\S])|([\s\S])/gu)) {
    const [, name, sign, other = ''] = match;
    if (name !== undefined || sign !== undefined) tokens.push({ kind: 'command', text: name ?? sign ?? '' });
    else
      tokens.push(
        other === '{'
          ? { kind: 'begin', text: other }
          : other === '}'
            ? { kind: 'end', text: other }
            : other === '$'
              ? { kind: 'math', text: other }
              : other === '~'
                ? { kind: 'active', text: other }
                : other === '^'
                  ? { kind: 'superscript', text: other }
                  : character(other),
      );
  }
  return withLigatures(plainText(reader.capture(tokens, anchor)))
    .replaceAll(/\s+/g, ' ')
    .trim();
}
