/** A table of what was read somewhere, with where, for a person to look at. */
export interface SourcedTable {
  readonly columns: readonly string[];
  /** As many cells each as there are columns; an empty cell: not said. */
  readonly rows: readonly (readonly (readonly SourcedText[])[])[];
  /** Below it, a line each. */
  readonly notes: readonly string[];
}

export interface SourcedText {
  readonly text: string;
  /** Of a place in a paper: it opens there. */
  readonly address?: string;
}
