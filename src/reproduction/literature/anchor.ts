/** The paper that a walk begins at: by its address, its id, or its title. */
import { PracticumError } from '../../base/errors.ts';
import { type PaperId, paperIdText } from '../../papers/address.ts';
import type { PaperQuestions } from '../../papers/door.ts';
import { foldedTitle, type Work, worksOf } from '../../papers/literature/works.ts';
import { parseGiven } from '../../papers/sources/given.ts';
import { PaperError } from '../../papers/sources/paperErrors.ts';

const mostFound = 20;

/** Throws `literature-anchor` where no one paper is meant, and what the services throw. */
export async function anchorOf(text: string, papers: PaperQuestions, signal: AbortSignal): Promise<PaperId> {
  const given = givenIn(text);
  if (given !== undefined) return given;
  const found = await foundBy(text, papers, signal);
  const title = foldedTitle(text);
  const same = found.filter((work) => foldedTitle(work.title) === title && work.id !== undefined && !work.isRetracted);
  const [only, ...more] = same;
  if (only?.id !== undefined && more.length === 0) return only.id;
  if (more.length > 0)
    throw new PracticumError('literature-anchor', `${same.length} papers are called “${text.slice(0, 200)}”.`, {
      hint: `Give the address of the one that is meant: ${rows(same)}.`,
    });
  throw new PracticumError('literature-anchor', `No paper is called “${text.slice(0, 200)}”.`, {
    hint:
      found.length === 0
        ? 'Give its arXiv id; find_papers with query finds it.'
        : `Give the address of one of these: ${rows(found.slice(0, 6))}.`,
  });
}

/** Without a version: lists of citations are those of the paper. */
function givenIn(text: string): PaperId | undefined {
  try {
    const given = parseGiven(text);
    if (given.kind === 'paper' && given.id.kind !== 'sha256' && given.id.kind !== 'file')
      return given.id.kind === 'arxiv' ? { kind: 'arxiv', id: given.id.id } : given.id;
    if (given.kind === 'file' && /\s/.test(text.trim())) return undefined;
  } catch (error) {
    if (error instanceof PracticumError && error.code === 'no-such-paper') return undefined;
    throw error;
  }
  throw new PracticumError('literature-anchor', `Of ${text.slice(0, 200)} nobody knows what cites it.`, {
    hint: 'Give the arXiv id or the DOI of a published paper, or its title.',
  });
}

/** Where one service is away, another may know it. */
async function foundBy(title: string, papers: PaperQuestions, signal: AbortSignal): Promise<readonly Work[]> {
  const [scholar, arxiv] = [
    await settled(papers.searchScholar(title, mostFound, signal), signal),
    await settled(papers.searchArxiv(`ti:"${title.replaceAll('"', ' ')}"`, mostFound, signal), signal),
  ];
  if (scholar.error !== undefined && arxiv.error !== undefined) throw scholar.error;
  const listed = [
    ...(scholar.found ?? []),
    ...(arxiv.found ?? []).map(({ id, title: name, authors, abstract, published }) => ({
      arxiv: id,
      title: name,
      authors,
      abstract,
      ...(published === undefined ? {} : { year: Number(published.slice(0, 4)), date: published.slice(0, 10) }),
    })),
  ];
  return worksOf(listed.map((paper) => ({ paper, depth: 0, contexts: [], intents: [], isInfluential: false })));
}

async function settled<T>(asked: Promise<T>, signal: AbortSignal): Promise<{ readonly found?: T; readonly error?: PaperError }> {
  try {
    return { found: await asked };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PaperError) return { error };
    throw error;
  }
}

function rows(works: readonly Work[]): string {
  return works
    .flatMap(({ id, title, authors, year }) =>
      id === undefined
        ? []
        : [`${paperIdText(id)} (${title.slice(0, 100)}, ${authors[0] ?? 'unknown'}${year === undefined ? '' : `, ${year}`})`],
    )
    .join('; ');
}
