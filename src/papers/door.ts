import type { Permit } from '../base/permit.ts';
import type { PaperId } from './address.ts';
import type { OpenedPaper, OpenOptions } from './readPaper.ts';
import type { ArxivPaper } from './sources/arxiv.ts';
import type { Given } from './sources/given.ts';
import type { ScholarLink, ScholarLinkPage, ScholarPaper, ScholarPassage } from './sources/semanticScholar.ts';
import type { PaperSettings } from './sources/settings.ts';

/** What the editor or the command line knows of where papers come from. */
export interface PapersHost {
  /** `practicum/0.1.0`. */
  readonly userAgent: string;
  /** As they are now. Throws `paper-setting`. */
  settings(): PaperSettings;
  /** Of Semantic Scholar, which answers more often those that have one. */
  scholarKey?(): string | undefined;
  /** Absent: Node’s. */
  readonly fetch?: typeof globalThis.fetch;
}

/** What can be asked about papers. Answers are kept: the same question asks nobody for a while. */
export interface PaperQuestions {
  open(given: Given, options: OpenOptions): Promise<OpenedPaper>;
  searchArxiv(query: string, limit: number, signal: AbortSignal): Promise<readonly ArxivPaper[]>;
  searchScholar(query: string, limit: number, signal: AbortSignal): Promise<readonly ScholarPaper[]>;
  links(id: PaperId, which: 'citations' | 'references', limit: number, signal: AbortSignal): Promise<readonly ScholarLink[]>;
  /** A page of what it cites or is cited by, with abstracts; `from`: how many to pass over. */
  linkPage(
    question: { readonly id: PaperId; readonly which: 'citations' | 'references'; readonly from: number; readonly limit: number },
    signal: AbortSignal,
  ): Promise<ScholarLinkPage>;
  similar(id: PaperId, limit: number, signal: AbortSignal): Promise<readonly ScholarPaper[]>;
  /** In one paper, or in all that Semantic Scholar knows. */
  passages(query: string, id: PaperId | undefined, limit: number, signal: AbortSignal): Promise<readonly ScholarPassage[]>;
  /** The bytes of a source that was read, by their hash; undefined: they are not kept any more. */
  kept(sha256: string): Promise<Uint8Array | undefined>;
  /** A picture in a page that was read. */
  picture(url: string, signal: AbortSignal): Promise<Uint8Array>;
}

/** Papers for tools: nothing is asked for without a permit that names the look-up at exactly its host. Throws `NotPermitted`. */
export interface PapersDoor {
  /** Whether there is a way at all: its tools are not offered without. */
  readonly isOpen: boolean;
  /** Throws `paper-setting`, or `no-papers` where there is none. */
  readonly settings: PaperSettings;
  /** `hosts`: those that the permit’s effects name. `onRequest` hears of each request before it is made; what it throws keeps it from being made. */
  under(permit: Permit, hosts: readonly string[], onRequest?: () => void): PaperQuestions;
}
