/** A made paper before it is written down as LaTeX or as the page that LaTeXML makes of it. Text is plain TeX: `$…$`, `\%`, `\cite{…}`, `\url{…}`. */

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** The first `head` rows are headings; `span`: of a cell, over so many columns. */
  | { readonly kind: 'table'; readonly caption: string; readonly head: number; readonly rows: readonly (readonly MadeCell[])[] };

export interface MadeCell {
  readonly text: string;
  readonly isBold?: boolean;
  readonly span?: number;
}

export interface Section {
  readonly title: string;
  readonly isAppendix: boolean;
  readonly blocks: readonly Block[];
}

export interface MadePaper {
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract: string;
  readonly sections: readonly Section[];
  /** In the order in which they are printed: keys `r0`, `r1`, … */
  readonly references: readonly string[];
  /** Words that nobody sees on the page. */
  readonly hidden?: string;
}

/** `S4`, `A1`: as LaTeXML names sections. */
export function anchorsOf(sections: readonly Section[]): readonly string[] {
  let body = 0;
  let appendix = 0;
  return sections.map(({ isAppendix }) => (isAppendix ? `A${++appendix}` : `S${++body}`));
}

/** Where each block stands: `S4.p2`, `S4.T1`. Tables are counted through the paper, within an appendix as well. */
export function placesOf(sections: readonly Section[]): readonly (readonly string[])[] {
  const anchors = anchorsOf(sections);
  let tables = 0;
  return sections.map(({ blocks }, at) => {
    let paragraphs = 0;
    return blocks.map(({ kind }) => (kind === 'table' ? `${anchors[at]}.T${++tables}` : `${anchors[at]}.p${++paragraphs}`));
  });
}
