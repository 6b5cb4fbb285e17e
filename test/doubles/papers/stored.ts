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
}

/** Beside the services that settings name: where doi.org sends on to, and a place with files of any kind. */
export type DoubleName = PaperHostName | 'agency' | 'files';
export const doubleNames: readonly DoubleName[] = [...paperHostNames, 'agency', 'files'];

/** Files of the place that holds any, by path: `/x.pdf`. */
export type StoredFiles = Map<string, { readonly body: string | Uint8Array; readonly type?: string }>;
