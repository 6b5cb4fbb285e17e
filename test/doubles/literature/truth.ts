/** What is true of a made paper, noted where it is made and nowhere read from what the product understands. */

/** `words` stand at the address in the paper, as its reader would see them. */
export interface TrueFact {
  /** `S4.p2`; absent: the title. */
  readonly anchor?: string;
  readonly words: string;
}

export interface TrueSetting {
  readonly name: string;
  readonly value: number | string;
  readonly anchor: string;
  /** What it holds for; absent: everything. */
  readonly scope?: string;
}

export interface TrueResult {
  readonly anchor: string;
  /** From 1, headings counted. */
  readonly row: number;
  readonly column: number;
  /** As printed: `91.2 ± 0.3`. */
  readonly text: string;
  readonly value: number;
  readonly metric: string;
  readonly data?: string;
  readonly split?: string;
}

export interface TruePaper {
  /** Of arXiv. */
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number;
  readonly date: string;
  readonly field: string;
  /** `none`: withdrawn, or of another service: nothing of it can be read. */
  readonly form: 'html' | 'tex' | 'none';
  readonly isWithdrawn: boolean;
  readonly data: readonly (TrueFact & { readonly name: string })[];
  /** Its name, at every place that gives it. */
  readonly method?: { readonly name: string; readonly facts: readonly TrueFact[] };
  readonly settings: readonly TrueSetting[];
  readonly results: readonly TrueResult[];
  /** Of the paper's own code. */
  readonly code?: TrueFact;
  /** All that stands at each address, for whoever checks a quotation. */
  readonly texts: ReadonlyMap<string, string>;
  readonly cites: readonly string[];
  /** A sentence that tells the reader what to do. */
  readonly injection?: string;
}
