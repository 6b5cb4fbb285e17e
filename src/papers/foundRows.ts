/** What a search for papers found, a row each with the address under which it can be read. */
import { PracticumError } from '../base/errors.ts';
import type { PaperId } from './address.ts';
import type { PaperQuestions } from './door.ts';
import type { ArxivPaper } from './sources/arxiv.ts';
import { parseGiven } from './sources/given.ts';
import type { ScholarLink, ScholarPaper } from './sources/semanticScholar.ts';

export interface FindPapersInput {
  readonly query?: string | undefined;
  readonly paper?: string | undefined;
  readonly date?: string | undefined;
  readonly at?: 'hub' | 'arxiv' | 'scholar' | undefined;
  readonly list?: 'citations' | 'references' | 'similar' | 'passages' | undefined;
}

/** Throws `paper-question` where what is asked for lacks a part. */
export async function rowsOf(
  papers: PaperQuestions,
  input: FindPapersInput,
  limit: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { query, paper, list, at } = input;
  switch (list) {
    case 'citations':
    case 'references':
      return (await papers.links(idOf(paper), list, 3 * limit, signal)).map(linkRow);
    case 'similar':
      return (await papers.similar(idOf(paper), limit, signal)).map(scholarRow);
    case 'passages': {
      const found = await papers.passages(needed(query, 'query'), paper === undefined ? undefined : idOf(paper), limit, signal);
      return found.map(
        (each) => `- ${each.paper.title}${each.section === undefined ? '' : `, ${each.section}`}\n  ${line(each.text, 600)}`,
      );
    }
    case undefined:
      if (at === 'arxiv') return (await papers.searchArxiv(needed(query ?? paper, 'query'), limit, signal)).map(arxivRow);
      return (await papers.searchScholar(needed(query ?? paper, 'query'), limit, signal)).map(scholarRow);
  }
}

function idOf(paper: string | undefined): PaperId {
  const given = parseGiven(needed(paper, 'paper'));
  if (given.kind === 'paper') return given.id;
  throw new PracticumError('paper-question', 'Of a file or a link nobody knows what cites it.', {
    hint: 'Give the paper’s arXiv id or its DOI.',
  });
}

function needed(text: string | undefined, name: string): string {
  if (text !== undefined && text.trim() !== '') return text;
  throw new PracticumError('paper-question', `That needs ${name}.`, { hint: `Call find_papers again with ${name}.` });
}

function arxivRow({ id, version, title, authors, published, categories, abstract }: ArxivPaper): string {
  const facts = [
    `arxiv:${id}${version === undefined ? '' : `v${version}`}`,
    line(title, 200),
    people(authors),
    ...(published === undefined ? [] : [published.slice(0, 10)]),
    categories.slice(0, 3).join(' '),
  ];
  return `- ${facts.filter((fact) => fact !== '').join(' · ')}\n  ${line(abstract, 350)}`;
}

function scholarRow({ arxiv, doi, acl, title, authors, year, citations, summary, abstract, pdf }: ScholarPaper): string {
  const address =
    arxiv !== undefined
      ? `arxiv:${arxiv}`
      : doi !== undefined
        ? `doi:${doi}`
        : acl !== undefined
          ? `acl:${acl}`
          : (pdf ?? 'no open address');
  const facts = [
    address,
    line(title, 200),
    people(authors),
    ...(year === undefined ? [] : [String(year)]),
    ...(citations === undefined ? [] : [`${citations} citations`]),
  ];
  const words = summary ?? abstract;
  return `- ${facts.filter((fact) => fact !== '').join(' · ')}${words === undefined ? '' : `\n  ${line(words, 300)}`}`;
}

function linkRow({ paper, contexts, intents, isInfluential }: ScholarLink): string {
  const how = [...intents, ...(isInfluential ? ['influential'] : [])].join(', ');
  const [context] = contexts;
  return `${scholarRow(paper)}${how === '' ? '' : ` · ${how}`}${context === undefined ? '' : `\n  “${line(context, 250)}”`}`;
}

function people(authors: readonly string[]): string {
  return authors.length <= 3 ? authors.join(', ') : `${authors[0] ?? ''} et al.`;
}

function line(text: string, length: number): string {
  const one = text.replaceAll(/\s+/g, ' ').trim();
  return one.length <= length ? one : `${one.slice(0, length - 1)}…`;
}
