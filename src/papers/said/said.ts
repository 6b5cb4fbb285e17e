/** What a paper says of its set-up, what it leaves open and where it disagrees with itself. Plain data; every entry has its evidence. */

export interface Said {
  readonly hyperparameters: readonly StatedValue[];
  readonly missing: readonly Missing[];
  readonly contradictions: readonly Contradiction[];
  /** Numbers that look like settings and that nothing above says: for a person or the model to look at, in reading order. */
  readonly unnamed: readonly Unnamed[];
  readonly notation: readonly Notation[];
  /** More may be said than is listed here: working it out came to an end before it was done. */
  readonly unfinished?: Unfinished;
}

/** In the order in which they are worked out, but for the symbols, which come first. */
export const saidParts = ['hyperparameters', 'contradictions', 'unnamed', 'missing', 'notation'] as const;

export interface Unfinished {
  /** A sentence: `It took more than 120 s.` */
  readonly why: string;
  /** What was not worked out: that nothing of it is listed does not mean that there is nothing. */
  readonly lacks: readonly (typeof saidParts)[number][];
}

export interface StatedValue {
  /** Of the node, line or footnote that says it: `arxiv:1706.03762v7#S5.p2`. */
  readonly address: string;
  /** The field's word: `learning rate`, `batch size`, `warmup steps`. */
  readonly name: string;
  /** As a program would hold it (`3e-4` → 0.0003, `20 %` → 0.2), or a word. Of a list or an interval: as stated. */
  readonly value: number | string;
  /** As the paper writes it, formulas without delimiters. */
  readonly stated: string;
  /**
   * `searched`: one of `values` was chosen, or the paper goes through all of them; `range`: from the first of `values` to the second.
   * Absent: this is the value.
   */
  readonly role?: 'searched' | 'range';
  readonly values?: readonly (number | string)[];
  /** `steps`, `epochs`, `images`, `tokens` … where one is said. */
  readonly unit?: string;
  /** Data set, variant, phase, part … for which it is said, joined with `, `; absent where it is said for everything. */
  readonly scope?: string;
  /** The paper's words around it. */
  readonly quote: string;
}

export interface Missing {
  readonly name: string;
  /** Why a reproduction of this paper needs it. */
  readonly why: string;
  /** Places that may say it, those of `unnamed` first: not found is not the same as not said. Absent: nothing speaks of it. */
  readonly perhaps?: readonly string[];
}

/** A number of the set-up whose words were not understood; of a table, what is left of a row. */
export interface Unnamed {
  readonly address: string;
  /** As the paper writes it, formulas without delimiters. */
  readonly stated: string;
  readonly unit?: string;
  /** Names of settings that the words around it speak of, likeliest first: guesses, and shown as such. */
  readonly perhaps?: readonly string[];
  readonly quote: string;
}

export interface Contradiction {
  readonly name: string;
  readonly scope?: string;
  readonly values: readonly {
    readonly value: number | string;
    readonly address: string;
    /** Said nowhere, but computed of these: 12 on each of 8 devices. */
    readonly from?: readonly { readonly name: string; readonly value: number | string; readonly address: string }[];
  }[];
}

export interface Notation {
  /** LaTeX, without delimiters. */
  readonly symbol: string;
  readonly meaning: string;
  /** LaTeX: `d\times k`. */
  readonly shape?: string;
  readonly address: string;
}
