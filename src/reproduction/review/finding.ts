/** Something about code beside a paper. What was not found in the code is none: it may stand elsewhere. */
export interface ReviewFinding {
  readonly kind:
    | 'setting'
    | 'library-default'
    /** The code has several values, one of them the paper's. */
    | 'code-differs'
    /** The code has one of several values that the paper gives. */
    | 'paper-differs'
    | 'link'
    | 'contract'
    | 'seed';
  readonly severity: 'warning' | 'info';
  readonly confidence: 'high' | 'medium';
  /** One or two sentences for a person. */
  readonly message: string;
  /** In the paper: `arxiv:1706.03762v7#S5.p2`. */
  readonly address?: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 0; absent: the whole line. */
  readonly column?: number;
  readonly endColumn?: number;
  readonly setting?: string;
  /** What would stand there if the paper were followed, where that is one value. */
  readonly fix?: string;
}
