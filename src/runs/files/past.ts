/** What was there before the run that is watched: its program may add to it. */
export interface Past {
  /** How large the file was; undefined when it was not there. */
  sizeOf(file: string): number | undefined;
  /** The newest row of a database. */
  rowOf(file: string): number;
}

export const noPast: Past = { sizeOf: () => undefined, rowOf: () => 0 };
