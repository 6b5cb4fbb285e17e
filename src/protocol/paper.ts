/**
 * The protocol of the paper reader: the host sends the record of a paper, its head first and its nodes in parts, and the view asks for
 * what it shows late and says what the person wants done. Every text is the paper’s own: somebody else’s.
 */

/** How far a node has come on its way into code. `none` is never sent. */
export type PaperMark = 'none' | 'planned' | 'coded' | 'tested' | 'run' | 'matched' | 'diverged';

export interface ShownMark {
  readonly mark: Exclude<PaperMark, 'none'>;
  /** Why, in a sentence without its full stop. */
  readonly words: string;
  /** What a click on it shows. */
  readonly opens: 'code' | 'reproduction';
}

/** `tex` null: it could not be read, and `unreadable` says why. With both, it was read exactly and cannot be drawn. */
export interface ShownFormula {
  readonly tex: string | null;
  readonly unreadable?: string;
}

export type ShownInline =
  | { readonly kind: 'text'; readonly text: string; readonly style?: 'emphasis' | 'strong' | 'code' | 'small-capitals' }
  | ({ readonly kind: 'math'; readonly anchor: string } & ShownFormula)
  /** `to`: an anchor of the paper, or what the source said where nothing has it. */
  | { readonly kind: 'reference'; readonly to: string; readonly text: string }
  | { readonly kind: 'citation'; readonly to: readonly string[]; readonly text: string }
  | { readonly kind: 'footnote-mark'; readonly to: string; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly text: string };

/** Where on a page of a PDF: in points from the page’s top left. */
export interface ShownRegion {
  /** From 1. */
  readonly page: number;
  readonly box: readonly [x: number, y: number, width: number, height: number];
}

interface ShownNodeBase {
  readonly anchor: string;
  readonly aliases: readonly string[];
  readonly section?: string;
  /** Index in `ShownPaper.sources`. */
  readonly source: number;
  readonly confidence: 'exact' | 'likely' | 'uncertain';
  /** It was read from a PDF: the region can be drawn. */
  readonly region?: ShownRegion;
}

export interface ShownCell {
  readonly content: readonly ShownInline[];
  readonly columns: number;
  readonly rows: number;
  readonly isHeader: boolean;
}

export type ShownNode = ShownNodeBase &
  (
    | {
        readonly kind: 'paragraph';
        readonly content: readonly ShownInline[];
        readonly item?: { readonly depth: number; readonly mark: string };
      }
    | ({ readonly kind: 'equation'; readonly number?: string } & ShownFormula)
    | {
        readonly kind: 'algorithm';
        readonly number?: string;
        readonly caption: readonly ShownInline[];
        readonly lines: readonly { readonly anchor: string; readonly indent: number; readonly content: readonly ShownInline[] }[];
      }
    | {
        readonly kind: 'table';
        readonly number?: string;
        readonly caption: readonly ShownInline[];
        readonly rows: readonly (readonly ShownCell[])[];
      }
    | {
        readonly kind: 'figure';
        readonly number?: string;
        readonly caption: readonly ShownInline[];
        /** Asked for by anchor and index when they come into sight. */
        readonly images: number;
      }
    | { readonly kind: 'footnote'; readonly mark: string; readonly content: readonly ShownInline[] }
    | { readonly kind: 'listing'; readonly caption: readonly ShownInline[]; readonly text: string }
  );

export interface ShownSection {
  readonly anchor: string;
  /** 1: section, 2: subsection, … */
  readonly level: number;
  readonly number?: string;
  readonly title: string;
  readonly parent?: string;
}

export interface ShownReference {
  readonly anchor: string;
  readonly text: string;
  /** Where it can be opened: `arxiv:…` or `doi:…`. */
  readonly address?: string;
}

export interface ShownSource {
  /** `arXiv HTML`, `LaTeX of arXiv`, `PDF`, `paper.tex`. */
  readonly name: string;
  readonly from?: string;
  readonly version?: string;
  readonly licence?: string;
  readonly sha256: string;
  readonly fetchedAt?: string;
  /** A PDF: its bytes can be asked for, and its nodes say where on its pages they stand. */
  readonly hasPages?: boolean;
}

/** A symbol that the paper explains. */
export interface ShownSymbol {
  /** As it stands in formulas, TeX: `d_k`. */
  readonly tex: string;
  readonly meaning: string;
  /** `d \times k`, where stated. */
  readonly shape?: string;
  /** The anchor of the sentence that says so. */
  readonly anchor: string;
}

export interface ShownWarning {
  readonly kind: 'hidden-text' | 'spoken-to' | 'unread' | 'doubt';
  readonly text: string;
  readonly anchor?: string;
}

/** Where something is said, and in which words. */
export interface ShownPlace {
  readonly anchor: string;
  /** `§3.1`, `Table 2`. */
  readonly label: string;
  /** The paper’s words around it, formulas as TeX between dollar signs; they are marked there. */
  readonly quote?: string;
}

export interface ShownValue {
  /** The field’s word: `learning rate`. */
  readonly name: string;
  /** With its unit: `64 images`. */
  readonly value: string;
  /** For what it is said; absent: for everything. */
  readonly scope?: string;
  /** In reading order: what is said twice is one value. */
  readonly places: readonly ShownPlace[];
}

/** A number whose words were not understood. */
export interface ShownUnnamed {
  readonly value: string;
  /** Names of settings that it may be: guesses. */
  readonly perhaps: readonly string[];
  readonly place: ShownPlace;
}

/** What a paper says of its set-up, what it leaves open, and where it disagrees with itself. */
export interface ShownSetUp {
  readonly stated: readonly ShownValue[];
  /** `perhaps`: where it may be said in words that were not understood. */
  readonly missing: readonly { readonly name: string; readonly why: string; readonly perhaps: readonly ShownPlace[] }[];
  /** A value that is said nowhere has the places of what it is computed `from`. */
  readonly contradictions: readonly {
    readonly name: string;
    readonly scope?: string;
    readonly values: readonly { readonly value: string; readonly from?: string; readonly places: readonly ShownPlace[] }[];
  }[];
  readonly unnamed: readonly ShownUnnamed[];
  /** What of this was not worked out, and why, in sentences: that nothing of it is there means nothing then. */
  readonly unfinished?: string;
}

/** All of a paper but its nodes. */
export interface ShownPaper {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly sources: readonly ShownSource[];
  readonly sections: readonly ShownSection[];
  readonly references: readonly ShownReference[];
  readonly symbols: readonly ShownSymbol[];
  readonly warnings: readonly ShownWarning[];
  /** Absent: it is still looked for. `why`: it could not be. */
  readonly setUp?: ShownSetUp | { readonly why: string };
  /** How many nodes will come. */
  readonly nodes: number;
  /** Why nothing of it can be implemented: only the abstract was read. */
  readonly refusal?: string;
}

/** What the page begins with and keeps (`setState`). After a reload of the window the editor opens `given` again: so it stays in the state. */
export interface PaperViewState {
  readonly given?: string;
  /** The node that stood at the top. */
  readonly anchor?: string;
}

/**
 * `data-vscode-context` of a section’s heading, an equation, an algorithm, a table, any other node: the editor’s own menu opens by it, and
 * hands it to the chosen command.
 */
export interface PaperContext {
  readonly webviewSection: 'section' | 'equation' | 'algorithm' | 'table' | 'node';
  readonly anchor: string;
  /** The words that are selected within it as the menu opens, formulas as TeX between dollar signs. */
  readonly selected?: string;
  /** `ShownPaper.id`. */
  readonly paper: string;
  /** Copy and Cut of the editor are of no use there. */
  readonly preventDefaultContextMenuItems: true;
}

export type PaperAction = 'implement' | 'explain' | 'findInCode' | 'copyAddress';

export type HostToPaper =
  | { readonly type: 'opening'; readonly text: string }
  /** `show`: the anchor to begin at; absent: where the view was. */
  | { readonly type: 'paper'; readonly paper: ShownPaper; readonly marks: Readonly<Record<string, ShownMark>>; readonly show?: string }
  /** The same paper, of which more is said now (symbols, set-up, warnings): the nodes stay, and so does the place. */
  | { readonly type: 'head'; readonly paper: ShownPaper }
  /** In reading order; each message goes on where the one before ended. */
  | { readonly type: 'nodes'; readonly from: number; readonly nodes: readonly ShownNode[] }
  | { readonly type: 'marks'; readonly marks: Readonly<Record<string, ShownMark>> }
  | { readonly type: 'show'; readonly anchor: string }
  /** A command of the editor: the view opens its search. */
  | { readonly type: 'find' }
  /** The same for what the paper says of its set-up. */
  | { readonly type: 'setUp' }
  /** Words for those who listen: what came of something that the page asked for. */
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'back' }
  | { readonly type: 'forward' }
  /** `url`: a `data:` address; absent: `why` it cannot be shown. */
  | { readonly type: 'picture'; readonly anchor: string; readonly index: number; readonly url?: string; readonly why?: string }
  /** The bytes of a PDF from `from` on; `total`: how many it has in all. */
  | { readonly type: 'pdf'; readonly source: number; readonly from: number; readonly total: number; readonly bytes: ArrayBuffer }
  /** The region of a node is to go into a message as a picture. */
  | { readonly type: 'wantCrop'; readonly anchor: string }
  /** `why`: its pages cannot be drawn. */
  | { readonly type: 'noPdf'; readonly source: number; readonly why: string }
  | { readonly type: 'failed'; readonly text: string; readonly hint?: string };

export type PaperToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'retry' }
  /** The picture `index` of a figure. */
  | { readonly type: 'wantPicture'; readonly anchor: string; readonly index: number }
  /** The next part of a PDF, `source` being an index in `ShownPaper.sources`; asked for until all of it is there. */
  | { readonly type: 'wantPdf'; readonly source: number; readonly from: number }
  /** `selected`: the words that the person had selected within the node. */
  | { readonly type: 'act'; readonly action: PaperAction; readonly anchor: string; readonly selected?: string }
  /** `png`: in base64; absent: `why` there is none. */
  | { readonly type: 'crop'; readonly anchor: string; readonly png?: string; readonly why?: string }
  /** The node at the top of what is seen: the outline follows. */
  | { readonly type: 'seen'; readonly anchor: string }
  | { readonly type: 'openLink'; readonly href: string }
  /** Another paper, by the address of a reference. */
  | { readonly type: 'openPaper'; readonly address: string }
  /** The code that a mark stands for, or the reproduction that says so. */
  | { readonly type: 'openCode'; readonly anchor: string };
