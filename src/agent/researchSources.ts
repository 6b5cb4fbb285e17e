import { resolve } from 'node:path';
import type { Fact, FactSource } from '../base/fact.ts';
import type { Origin } from '../base/origin.ts';
import type { NotBacked } from '../base/research.ts';
import { type Address, addressText, type PaperId } from '../papers/address.ts';
import { linesShown, type Named, paperOf, remoteUrls, sourcesNamed, urlKey, urlsIn } from './researchPlaces.ts';
import { holdsQuote } from './researchQuote.ts';
import type { Claim } from './researchReport.ts';

/** A call of a sub-agent that succeeded, as its log has it. `content`: what its model read. */
export interface SeenResult {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly content: string;
  readonly origin?: Origin;
}

export interface CheckedClaims {
  readonly facts: readonly Fact[];
  readonly notBacked: readonly NotBacked[];
}

/**
 * Holds each claim against what the sub-agent's tools returned: its source must have been shown by one of these results, and its quote must
 * stand in a result that showed the source. What does not pass is never among the facts. `roots`: workspace folders, for paths.
 */
export function checkClaims(claims: readonly Claim[], results: readonly SeenResult[], roots: readonly string[]): CheckedClaims {
  const seen = new SeenSources(results, roots);
  const facts: Fact[] = [];
  const notBacked: NotBacked[] = [];
  for (const claim of claims) {
    const checked = seen.check(claim);
    if ('why' in checked) notBacked.push(checked);
    else facts.push(checked);
  }
  return { facts, notBacked };
}

const noSource = 'It names no source.';
const notSeen = 'Nothing that was read here shows this source.';
const notThere = 'The quoted words do not stand in what was read of this source.';

class SeenSources {
  readonly #root: string;
  readonly #byUrl = new Map<string, SeenResult[]>();
  /** Of each paper: what was read of it, and what names it. */
  readonly #byPaper = new Map<string, { readonly own: SeenResult[]; readonly naming: SeenResult[] }>();
  /** Lines that were shown, by absolute path. */
  readonly #files = new Map<string, Map<number, string>>();

  constructor(results: readonly SeenResult[], roots: readonly string[]) {
    this.#root = roots[0] ?? '/';
    for (const result of results) this.#index(result);
  }

  check(claim: Claim): Fact | NotBacked {
    const { text, quote } = claim;
    const given = claim.source.trim();
    const fail = (why: string): NotBacked => ({ text, ...(given === '' ? {} : { source: given }), why });
    if (given === '') return fail(noSource);
    const named = sourcesNamed(given);
    if (named.length === 0) return fail('Its source is no URL, paper address or path:line.');
    let why = notSeen;
    for (const source of named) {
      const found = this.#find(source, quote);
      if (typeof found === 'object') return { text, source: found, ...(quote === undefined ? {} : { quote }) };
      if (found === 'not-there') why = notThere;
    }
    return fail(why);
  }

  #find(source: Named, quote: string | undefined): FactSource | 'not-seen' | 'not-there' {
    switch (source.kind) {
      case 'url':
        return this.#findUrl(source.url, quote);
      case 'paper':
        return this.#findPaper(source.address, quote);
      case 'file':
        return this.#findFile(source.path, source.line, quote);
    }
  }

  #findUrl(url: string, quote: string | undefined): FactSource | 'not-seen' | 'not-there' {
    const showing = this.#byUrl.get(urlKey(url));
    if (showing === undefined) return 'not-seen';
    return quote === undefined || showing.some(({ content }) => holdsQuote(content, quote)) ? { kind: 'url', url } : 'not-there';
  }

  #findPaper({ paper, anchor }: Address, quote: string | undefined): FactSource | 'not-seen' | 'not-there' {
    const shown = this.#byPaper.get(paperKey(paper));
    if (shown === undefined) return 'not-seen';
    const holds = ({ content }: SeenResult): boolean => quote === undefined || holdsQuote(content, quote);
    const whole: FactSource = { kind: 'address', address: addressText({ paper }) };
    if (anchor === undefined) return [...shown.own, ...shown.naming].some(holds) ? whole : 'not-there';
    const showing = [...shown.own, ...shown.naming].filter((result) => showsAnchor(result, anchor));
    if (showing.some(holds)) return { kind: 'address', address: addressText({ paper, anchor }) };
    // The words stand in the paper, and the place was not shown: then the paper is what is known.
    if (quote !== undefined && shown.own.some(holds)) return whole;
    return showing.length === 0 ? 'not-seen' : 'not-there';
  }

  #findFile(path: string, line: number | undefined, quote: string | undefined): FactSource | 'not-seen' | 'not-there' {
    const absolute = resolve(this.#root, path);
    const lines = this.#files.get(absolute);
    if (lines === undefined) return 'not-seen';
    const at = quote === undefined ? line : lineOfQuote(lines, quote, line);
    if (at === undefined) return quote === undefined ? { kind: 'file', path, line: Math.min(...lines.keys()) } : 'not-there';
    return lines.has(at) ? { kind: 'file', path, line: at } : 'not-seen';
  }

  #index(result: SeenResult): void {
    const { content, origin, args } = result;
    const own = [origin?.name, args['url']].filter((name): name is string => typeof name === 'string' && /^https?:/i.test(name));
    for (const key of new Set([...own, ...urlsIn(content), ...remoteUrls(content)].map(urlKey))) {
      const showing = this.#byUrl.get(key) ?? [];
      showing.push(result);
      this.#byUrl.set(key, showing);
    }
    const paper = [args['paper'], args['address'], origin?.kind === 'paper' ? origin.name : undefined].flatMap(
      (text) => (typeof text === 'string' ? paperOf(text) : undefined) ?? [],
    );
    for (const key of new Set(paper.map(paperKey))) this.#paper(key).own.push(result);
    const named = sourcesNamed(content, 'anywhere').flatMap((source) => (source.kind === 'paper' ? [paperKey(source.address.paper)] : []));
    for (const key of new Set(named)) this.#paper(key).naming.push(result);
    for (const { path, line, text } of linesShown(content, args)) {
      const absolute = resolve(this.#root, path);
      const lines = this.#files.get(absolute) ?? new Map<number, string>();
      lines.set(line, text);
      this.#files.set(absolute, lines);
    }
  }

  #paper(key: string): { readonly own: SeenResult[]; readonly naming: SeenResult[] } {
    const known = this.#byPaper.get(key) ?? { own: [], naming: [] };
    this.#byPaper.set(key, known);
    return known;
  }
}

/** Whatever version: what was read is the newest that could be had, and a model leaves the version out. */
function paperKey({ kind, id }: PaperId): string {
  return `${kind}:${id.toLowerCase()}`;
}

function showsAnchor({ content, args }: SeenResult, anchor: string): boolean {
  const asked = [args['section'], args['anchor'], args['paper'], args['address']].some(
    (given) => typeof given === 'string' && given.replace(/^.*#/, '') === anchor,
  );
  if (asked) return true;
  const escaped = anchor.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w.])${escaped}(?![\\w]|\\.\\w)`).test(content);
}

/** The line where the quoted words begin, the given one where it holds them. */
function lineOfQuote(lines: ReadonlyMap<number, string>, quote: string, given: number | undefined): number | undefined {
  if (given !== undefined && holdsQuote(lines.get(given) ?? '', quote)) return given;
  const sorted = [...lines].toSorted(([a], [b]) => a - b);
  const text = sorted.map(([, line]) => line).join('\n');
  if (!holdsQuote(text, quote)) return undefined;
  // The last beginning from which the words still stand is where they begin.
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const rest = sorted.slice(middle).map(([, line]) => line);
    if (holdsQuote(rest.join('\n'), quote)) low = middle;
    else high = middle - 1;
  }
  return sorted[low]?.[0];
}
