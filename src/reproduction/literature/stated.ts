/** A recipe as plain data. */
import type { Missing, StatedValue, Unfinished } from '../../papers/said/said.ts';
import type { PaperLink } from '../paperLinks.ts';

/** Words of the paper, and where they stand. */
export interface Stated {
  readonly text: string;
  /** `arxiv:2106.09685v2#S4.p2`; of the title that of the paper. */
  readonly address: string;
  readonly quote?: string;
}

/** A number that the paper reports of its own method. */
export interface StatedResult extends Stated {
  /** Of the table, from 1, headings counted. `text` is the cell as printed. */
  readonly row: number;
  readonly column: number;
  /** What stands before and above it: `LoRA (ours)`, `GLUE / Accuracy`. */
  readonly of: string;
  readonly under: string;
  readonly unit?: string;
  readonly metric?: string;
  readonly data?: Stated;
  readonly split?: Stated;
  /** Whether the table marks its row as the paper’s own: by words, by the method’s name, in bold. Else all rows are given, and whose they are is not said. */
  readonly isOwn: boolean;
}

export interface Recipe {
  /** As `Paper.id`: with the version that was read. */
  readonly paper: string;
  readonly title: string;
  readonly data: readonly Stated[];
  readonly method?: Stated;
  readonly settings: readonly StatedValue[];
  readonly results: readonly StatedResult[];
  readonly links: readonly PaperLink[];
  /** What a reproduction needs and the paper does not say. */
  readonly missing: readonly Missing[];
  /** Settings or what is missing were not all worked out. */
  readonly unfinished?: Unfinished;
  /** What to know of this reading: a withdrawal, parts that could not be read. */
  readonly doubts: readonly string[];
}
