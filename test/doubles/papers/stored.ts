import { type PaperHostName, paperHostNames } from '../../../src/papers/sources/settings.ts';

export interface StoredPaper {
  /** Of arXiv, without a version. */
  readonly arxiv?: string;
  readonly version?: number;
  readonly title: string;
  readonly authors?: readonly string[];
  readonly abstract?: string;
  readonly comment?: string;
  readonly doi?: string;
  readonly openReview?: string;
  readonly acl?: string;
  readonly year?: number;
  readonly html?: string;
  readonly ar5iv?: string;
  readonly eprint?: Uint8Array;
  readonly pdf?: Uint8Array;
  /** The address of an open PDF elsewhere, as Semantic Scholar knows it. */
  readonly openPdf?: string;
  /** Titles of others that it cites. */
  readonly cites?: readonly string[];
  /** arXiv ids of others that it cites, where titles name more than one. */
  readonly citesIds?: readonly string[];
  /** `2024-05-17` */
  readonly date?: string;
  readonly citations?: number;
  /** Under which Semantic Scholar lists it a second time, as a paper of its own. */
  readonly listedAlso?: { readonly doi?: string; readonly arxiv?: string; readonly title?: string; readonly year?: number };
}

/** Beside the services that settings name: where doi.org sends on to, and a place with files of any kind. */
export type DoubleName = PaperHostName | 'agency' | 'files';
export const doubleNames: readonly DoubleName[] = [...paperHostNames, 'agency', 'files'];

/** Files of the place that holds any, by path: `/x.pdf`. */
export type StoredFiles = Map<string, { readonly body: string | Uint8Array; readonly type?: string }>;
