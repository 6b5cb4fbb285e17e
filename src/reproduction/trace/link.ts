/** Code that a place in a paper asked for, as the side file keeps it. */
export interface TraceLink {
  /** `arxiv:1706.03762v7#S3.E1`. */
  readonly address: string;
  readonly paper: PaperSide;
  readonly code: CodeAnchor;
}

export interface PaperSide {
  /** Of the node’s text at linking: the first 16 hexadecimal digits of its SHA-256. Absent: the paper could not be read then. */
  readonly hash?: string;
  /** A short quote, to be recognised by a person. */
  readonly excerpt?: string;
}

export interface CodeAnchor {
  /** Relative to the workspace, with `/`. */
  readonly file: string;
  /** `['Attention', 'forward']`; for statements the symbol they stand in; empty: the file’s top level. */
  readonly symbol: readonly string[];
  readonly kind: 'class' | 'function' | 'statements';
  /** Its text when somebody last said that it does what the paper says, without the indentation that all lines share: what every comparison is made from. */
  readonly text: readonly string[];
  /** Of all of it in normal form, where `text` had to be cut. */
  readonly hash?: string;
  /** Names of the symbols around it; for statements the words of the statements around them. */
  readonly before?: string;
  readonly after?: string;
  /** Of statements: what their symbol was but for its name, in normal form, where no other was the same. */
  readonly owner?: string;
  /** Which of several with the same path, or of several same statements in the symbol, from 0. */
  readonly nth?: { readonly at: number; readonly of: number };
  /** What looked alike when it was linked, `file::Class.method`: where the code is not, should it be gone from its own place. */
  readonly alike?: readonly string[];
  /** Of each in `alike`, how much of it and the code was common when it was linked, in hundredths: what is more alike now has changed. */
  readonly shares?: readonly number[];
  /** There was more of that than is listed. */
  readonly isCommon?: true;
}

/** Where linked code is now. */
export interface CodePlace {
  readonly file: string;
  readonly symbol: readonly string[];
  readonly kind: CodeAnchor['kind'];
  /** From 1, `endLine` inclusive. In a notebook within `cell`, counted from 0. */
  readonly line: number;
  readonly endLine: number;
  readonly cell?: number;
}

export type FoundHow =
  | 'exact'
  | 'formatted'
  | 'annotated'
  | 'renamed'
  | 'moved'
  | 'moved-file'
  | 'split'
  | 'merged'
  | 'edited'
  /** A comment in the code says so. */
  | 'comment';

/** What happened to the code since somebody last looked at it beside the paper. */
export type CodeChange =
  | 'none'
  | 'formatting'
  /** Comments, documentation, type hints. */
  | 'words'
  /** Only names that it defines itself. */
  | 'names'
  | 'edited';

export type Located =
  | {
      readonly kind: 'found';
      readonly place: CodePlace;
      readonly how: FoundHow;
      readonly change: CodeChange;
      /** From 0 to 1: how much of the linked code this is. */
      readonly confidence: number;
      /** The other parts, after it was split. */
      readonly also: readonly CodePlace[];
    }
  | { readonly kind: 'unsure'; readonly why: UnsureWhy; readonly candidates: readonly CodePlace[] }
  | { readonly kind: 'gone' };

export type UnsureWhy =
  /** Several places are as good. */
  | 'alike'
  /** Its name stands over something else now. */
  | 'replaced'
  /** Something resembles it, not enough to be it. */
  | 'resembles'
  /** Its file cannot be read while somebody types. */
  | 'unreadable';
