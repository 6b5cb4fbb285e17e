/** Where something was found, so that a person can look: a page, a place in a paper, a line of a file here, a call's result. Lines count from 1. */
export type FactSource =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'file'; readonly path: string; readonly line: number };

/** One thing that was found, with where. `quote`: the words there that say it, where they were seen. */
export interface Fact {
  readonly text: string;
  readonly source: FactSource;
  readonly quote?: string;
}
