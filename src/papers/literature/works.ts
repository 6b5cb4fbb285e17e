/** Listings of papers as works: what is one paper under several identifiers, versions and spellings is one. The order of the listings makes no difference. */
import { defined } from '../../base/defined.ts';
import { type PaperId, paperIdText, parseArxivId } from '../address.ts';
import type { ScholarLink, ScholarPaper } from '../sources/semanticScholar.ts';

/** A paper as one list names it. */
export interface Sighting extends ScholarLink {
  /** Links from the anchor: 0 for itself. */
  readonly depth: number;
}

export interface Work {
  /** `arxiv:2106.09685`, else its ACL id, its DOI, or `title:…`: the same for the same sightings in any order. */
  readonly key: string;
  /** How it can be opened; absent where no list gives an identifier. */
  readonly id?: PaperId;
  /** All its identifiers, as addresses. */
  readonly names: readonly string[];
  readonly title: string;
  readonly authors: readonly string[];
  readonly year?: number;
  /** `2024-05-17` */
  readonly date?: string;
  readonly citations?: number;
  readonly abstract?: string;
  readonly depth: number;
  readonly contexts: readonly string[];
  readonly intents: readonly string[];
  readonly isInfluential: boolean;
  /** Its title says that it was retracted or withdrawn. */
  readonly isRetracted: boolean;
}

export function worksOf(sightings: readonly Sighting[]): readonly Work[] {
  // What comes first in no list decides nothing.
  const sorted = sightings.toSorted((a, b) => compare(signOf(a), signOf(b)));
  return clustersOf(sorted)
    .map(workOf)
    .toSorted((a, b) => compare(a.key, b.key));
}

/** `attention is all you need`: letters and digits of any script. */
export function foldedTitle(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** By the identifiers that never belong to two papers, then by title where people and years agree and no identifier speaks against it. */
function clustersOf(sightings: readonly Sighting[]): readonly (readonly Sighting[])[] {
  const byName = new Map<string, Sighting[]>();
  const clusters = new Set<Sighting[]>();
  for (const sighting of sightings) {
    const names = namesOf(sighting.paper);
    const known = [...new Set(names.flatMap((name) => byName.get(name) ?? []))];
    const touched = [...new Set(names.flatMap((name) => (byName.has(name) ? [byName.get(name) ?? []] : [])))];
    for (const old of touched) clusters.delete(old);
    const cluster = [...known, sighting];
    clusters.add(cluster);
    for (const each of cluster) for (const name of namesOf(each.paper)) byName.set(name, cluster);
  }
  const byTitle = Map.groupBy(clusters, ([first]) => foldedTitle(first?.paper.title ?? ''));
  return [...byTitle.entries()].flatMap(([title, alike]) => (title === '' ? alike : joined(alike)));
}

function joined(alike: readonly (readonly Sighting[])[]): readonly (readonly Sighting[])[] {
  const kept: (readonly Sighting[])[] = [];
  for (const cluster of alike.toSorted((a, b) => compare(clusterSign(a), clusterSign(b)))) {
    const at = kept.findIndex((other) => areOne(other, cluster));
    if (at < 0) kept.push(cluster);
    else kept[at] = [...(kept[at] ?? []), ...cluster];
  }
  return kept;
}

function areOne(one: readonly Sighting[], other: readonly Sighting[]): boolean {
  const kinds = (cluster: readonly Sighting[]): ReadonlyMap<string, string> =>
    new Map(cluster.flatMap(({ paper }) => namesOf(paper)).map((name) => [name.slice(0, name.indexOf(':')), name] as const));
  const theirs = kinds(other);
  for (const [kind, name] of kinds(one)) if ((theirs.get(kind) ?? name) !== name) return false;
  const people = (cluster: readonly Sighting[]): ReadonlySet<string> =>
    new Set(cluster.flatMap(({ paper }) => paper.authors.map((name) => foldedTitle(name).split(' ').at(-1) ?? '')));
  const [ours, others] = [people(one), people(other)];
  const years = [...one, ...other].flatMap(({ paper: { year } }) => year ?? []);
  return [...ours].some((name) => name !== '' && others.has(name)) && Math.max(...years, 0) - Math.min(...years, 9_999) <= 1;
}

function workOf(cluster: readonly Sighting[]): Work {
  const sorted = cluster.toSorted((a, b) => compare(signOf(a), signOf(b)));
  const papers = sorted.map(({ paper }) => paper);
  const names = [...new Set(papers.flatMap(namesOf))].toSorted(compare);
  const title = papers.map((paper) => paper.title).find((text) => text !== '') ?? '';
  const ids = papers.map(idOf).filter((id) => id !== undefined);
  const id = ids.toSorted((a, b) => rankOf(a) - rankOf(b) || compare(paperIdText(a), paperIdText(b)))[0];
  return {
    key: id === undefined ? `title:${foldedTitle(title)}` : paperIdText(id),
    names,
    title,
    authors: longest(papers.map(({ authors }) => authors)),
    depth: Math.min(...cluster.map(({ depth }) => depth)),
    contexts: [...new Set(sorted.flatMap(({ contexts }) => contexts))],
    intents: [...new Set(sorted.flatMap(({ intents }) => intents))].toSorted(compare),
    isInfluential: cluster.some(({ isInfluential }) => isInfluential),
    isRetracted: papers.some((paper) => /^\W*(?:retracted|retraction|withdrawn)\b/i.test(paper.title)),
    ...defined({
      id,
      year: leastOf(papers.map(({ year }) => year)),
      date: papers
        .flatMap(({ date }) => date ?? [])
        .toSorted(compare)
        .at(0),
      citations: mostOf(papers.map(({ citations }) => citations)),
      abstract: papers
        .flatMap(({ abstract, summary }) => abstract ?? summary ?? [])
        .toSorted((a, b) => b.length - a.length || compare(a, b))
        .at(0),
    }),
  };
}

/** Where its text is most likely to be had, first. */
function idOf({ arxiv, acl, doi }: ScholarPaper): PaperId | undefined {
  // A version is one of the same paper: the newest is read.
  const known = arxiv === undefined ? undefined : parseArxivId(arxiv);
  if (known !== undefined) return { kind: 'arxiv', id: known.id };
  if (acl !== undefined) return { kind: 'acl', id: acl };
  const own = /^10\.48550\/arxiv\.(.+)$/i.exec(doi ?? '')?.[1];
  const asArxiv = own === undefined ? undefined : parseArxivId(own);
  if (asArxiv !== undefined) return { kind: 'arxiv', id: asArxiv.id };
  return doi === undefined ? undefined : { kind: 'doi', id: doi.toLowerCase() };
}

function namesOf(paper: ScholarPaper): readonly string[] {
  const id =
    idOf({ title: '', authors: [], ...defined({ arxiv: paper.arxiv }) }) ??
    idOf({ title: '', authors: [], ...defined({ doi: paper.doi }) });
  return [
    ...new Set([
      ...(id === undefined ? [] : [paperIdText(id)]),
      ...(paper.acl === undefined ? [] : [`acl:${paper.acl}`]),
      ...(paper.doi === undefined || /^10\.48550\//.test(paper.doi) ? [] : [`doi:${paper.doi.toLowerCase()}`]),
    ]),
  ];
}

function rankOf({ kind }: PaperId): number {
  return ['arxiv', 'acl', 'openreview', 'doi'].indexOf(kind);
}

function signOf({ paper, depth, contexts, intents, isInfluential }: Sighting): string {
  return JSON.stringify([namesOf(paper), paper.title, paper.year, paper.authors, depth, contexts, intents, isInfluential, paper.citations]);
}

function clusterSign(cluster: readonly Sighting[]): string {
  return cluster.map(signOf).toSorted(compare).join('\n');
}

function longest(lists: readonly (readonly string[])[]): readonly string[] {
  return lists.toSorted((a, b) => b.length - a.length || compare(JSON.stringify(a), JSON.stringify(b)))[0] ?? [];
}

function leastOf(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter((number) => number !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function mostOf(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter((number) => number !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** By code units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
