/**
 * The protocol of the data set preview: the view asks for pages of rows, whole cells, pictures and the audit, and the host answers each.
 * Every text of a row is somebody else’s.
 */

/** `stated`: by the Hub; `estimated` is never shown as counted. */
export interface ShownCount {
  readonly rows: number;
  readonly how: 'counted' | 'stated' | 'estimated';
}

export interface ShownColumn {
  readonly name: string;
  readonly type: string;
}

export interface ShownSplit {
  readonly name: string;
  readonly total?: ShownCount;
}

export interface ShownTurn {
  /** `user`, `assistant`, `system`, `tool`, or what stands there. */
  readonly role: string;
  readonly text: string;
}

/** One cell as it is drawn. `isCut`: there is more of it. */
export type ShownCell =
  | { readonly kind: 'null' }
  | { readonly kind: 'text'; readonly text: string; readonly isCut: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'json'; readonly text: string; readonly isCut: boolean }
  | { readonly kind: 'turns'; readonly turns: readonly ShownTurn[]; readonly isCut: boolean }
  /** Its bytes are asked for when it is looked at. */
  | { readonly kind: 'image' }
  | { readonly kind: 'bytes'; readonly bytes?: number };

/** `cells` in the order of the columns; `bad`: why the row cannot be read. */
export type ShownRow =
  | { readonly index: number; readonly cells: readonly ShownCell[] }
  | { readonly index: number; readonly line?: number; readonly bad: string };

export interface ShownFinding {
  readonly severity: 'error' | 'warning' | 'note';
  readonly text: string;
  readonly example?: string;
  readonly column?: string;
  readonly places: readonly { readonly split: string; readonly row: number }[];
}

export interface ShownFitness {
  readonly goal: string;
  readonly verdict: 'fits' | 'mapping' | 'no';
  /** `prompt = question`, `chosen`. */
  readonly columns: readonly string[];
  /** What has to be done or looked at first. */
  readonly text: string;
}

/** What the audit came to in one column of one split. */
export interface ShownStatistics {
  readonly split: string;
  readonly column: string;
  readonly type: string;
  /** Facts in words: `3 null`, `12 to 340 characters`. */
  readonly facts: readonly string[];
  /** Lengths in characters, in classes of doubling width, or the most frequent values. */
  readonly bars?: {
    readonly title: string;
    readonly items: readonly { readonly label: string; readonly count: number }[];
  };
}

export interface ShownAudit {
  /** `train: 10,000 of 2,100,000 rows looked at, every 210th row`. */
  readonly looked: readonly string[];
  readonly findings: readonly ShownFinding[];
  readonly fitness: readonly ShownFitness[];
  readonly statistics: readonly ShownStatistics[];
}

export type HostToDataset =
  | {
      readonly type: 'data';
      readonly name: string;
      readonly where: 'hub' | 'here';
      readonly config?: string;
      readonly configs: readonly string[];
      readonly splits: readonly ShownSplit[];
      readonly facts: readonly string[];
      readonly notes: readonly string[];
    }
  /** `asked` is that of the request. */
  | {
      readonly type: 'rows';
      readonly asked: number;
      readonly split: string;
      readonly from: number;
      readonly columns: readonly ShownColumn[];
      readonly rows: readonly ShownRow[];
      readonly total?: ShownCount;
    }
  | { readonly type: 'cell'; readonly split: string; readonly row: number; readonly column: string; readonly cell: ShownCell }
  /** `url`: a `data:` address; absent: it cannot be shown. */
  | { readonly type: 'image'; readonly split: string; readonly row: number; readonly column: string; readonly url?: string }
  | { readonly type: 'auditing'; readonly text: string }
  | { readonly type: 'audit'; readonly audit: ShownAudit }
  /** `about`: what failed. */
  | { readonly type: 'failed'; readonly about: 'data' | 'rows' | 'audit'; readonly text: string };

export type DatasetToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'wantConfig'; readonly config: string }
  | { readonly type: 'wantRows'; readonly asked: number; readonly split: string; readonly from: number }
  | { readonly type: 'wantCell'; readonly split: string; readonly row: number; readonly column: string }
  | { readonly type: 'wantImage'; readonly split: string; readonly row: number; readonly column: string }
  | { readonly type: 'wantAudit' }
  | { readonly type: 'stopAudit' }
  | { readonly type: 'copy'; readonly text: string };
