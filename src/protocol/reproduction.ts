/**
 * The protocol of a reproduction's tab: the host sends all of it whenever one of its files changes, and the view says what the person wants
 * done. Texts are those of a paper, a model or a person: somebody else's.
 */

/** A place that says something: in a paper, on the web, in a file. `label` is short; `quote` are the words that stand there. */
export type ShownEvidence = { readonly label: string; readonly quote?: string } & (
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'file'; readonly file: string; readonly line?: number }
);

/** `part`: some of its units are there; `waits`: a person's answer is wanted; `found`: it is up to date, and what it says is bad news. */
export type StageState = 'missing' | 'part' | 'current' | 'edited' | 'stale' | 'waits' | 'found' | 'broken';

export interface ShownStage {
  readonly stage: string;
  /** `Code and tests`. */
  readonly title: string;
  readonly state: StageState;
  /** What there is: `12 items, 3 of them open`. */
  readonly words: string;
  /** Its file is there. */
  readonly canOpen: boolean;
}

/** The one next step. `label`: of the button that puts the request for it into the chat; absent where a person does it here. */
export interface ShownNext {
  readonly stage: string;
  readonly words: string;
  readonly label?: string;
  /** The part of this tab where it is done or looked at. */
  readonly part?: PartName;
}

/** What of the tab comes from one file. `none`: that is not made yet. */
export type Part<Of> =
  | { readonly kind: 'none' }
  /** `text` names file and line. */
  | { readonly kind: 'broken'; readonly file: string; readonly line?: number; readonly text: string; readonly hint?: string }
  | ({ readonly kind: 'there' } & Of);

export type Tone = 'good' | 'warning' | 'bad' | 'plain';

export interface ShownFact {
  readonly label: string;
  readonly text: string;
  readonly tone: Tone;
  readonly evidence: readonly ShownEvidence[];
}

/** Lines with a heading: what is missing, which claims would be tested, replications. */
export interface ShownList {
  readonly title: string;
  readonly items: readonly { readonly text: string; readonly tone: Tone; readonly evidence: readonly ShownEvidence[] }[];
}

export interface ShownTriage {
  readonly verdict?: { readonly text: string; readonly tone: Tone };
  readonly facts: readonly ShownFact[];
  readonly lists: readonly ShownList[];
}

export type RowState = 'open' | 'proposed' | 'accepted' | 'changed' | 'sweep' | 'asked';

export interface ShownAlternative {
  readonly text: string;
  readonly why?: string;
  readonly evidence: readonly ShownEvidence[];
}

export interface ShownRow {
  readonly id: string;
  readonly name: string;
  readonly kind: 'missing' | 'contradiction' | 'unclear' | 'assumed';
  readonly why: string;
  readonly state: RowState;
  /** As a person writes it; absent: nobody has chosen one. */
  readonly value?: string;
  readonly unit?: string;
  /** `convention`. */
  readonly origin: string;
  readonly originText: string;
  readonly originEvidence: readonly ShownEvidence[];
  readonly alternatives: readonly ShownAlternative[];
  /** `10 runs · 4 min · $0`. */
  readonly cost?: { readonly text: string; readonly basis: string };
  /** Where the value stands in code: `src/config.py: LEARNING_RATE`. */
  readonly config?: { readonly text: string; readonly file?: string };
  readonly evidence: readonly ShownEvidence[];
  readonly note?: string;
  /** A person has to look at it. */
  readonly needsMe: boolean;
}

export interface ShownRegister {
  readonly rows: readonly ShownRow[];
}

/** `there`: not of the plan, but needed by it. */
export type FileRole = 'code' | 'config' | 'data' | 'entry' | 'evaluation' | 'test' | 'there';

export interface ShownFile {
  readonly path: string;
  readonly role: FileRole;
  /** `edited`: a person changed it since the agent wrote it; `stale`: made from what says something else now; `there`: nothing is written. */
  readonly state: 'planned' | 'written' | 'edited' | 'stale' | 'there';
  /** From 1, in which files are written; absent: nothing is written. */
  readonly order?: number;
  /** Where it is drawn: column (0 needs nothing) and place in it, from 0. */
  readonly layer: number;
  readonly lane: number;
  readonly purpose: string;
  readonly needs: readonly string[];
  readonly symbols: readonly { readonly name: string; readonly signature?: string; readonly evidence: readonly ShownEvidence[] }[];
  /** `src/seeding.py: seed_everything`. */
  readonly reuses: readonly string[];
}

export interface ShownPlan {
  readonly summary: string;
  readonly framework: string;
  /** `edited`: the person changed it before saying yes. */
  readonly accepted:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'accepted'; readonly at: string; readonly isEdited: boolean }
    | { readonly kind: 'changed'; readonly at: string };
  readonly files: readonly ShownFile[];
  /** Files that need one another in a circle, each circle in order. */
  readonly cycles: readonly (readonly string[])[];
  readonly facts: readonly { readonly label: string; readonly text: string }[];
}

export type ContractState = 'ok' | 'mismatch' | 'not compared' | 'no contract' | 'not mapped';

export interface ShownContract {
  readonly address: string;
  /** `eq:weights`, `S3.E1, part 2`. */
  readonly label: string;
  readonly tex: string;
  readonly state: ContractState;
  readonly why?: string;
  /** The part that differs first, TeX. */
  readonly diverging?: string;
  /** `largest difference 0.31 at [0, 2]`. */
  readonly facts: readonly string[];
  readonly code?: { readonly file: string; readonly symbol: string };
  /** Made from what says something else now. */
  readonly isStale: boolean;
}

export interface ShownContracts {
  /** `6 of 8 equations have a contract: 3 hold, 1 differs`. */
  readonly coverage: string;
  readonly contracts: readonly ShownContract[];
}

export interface ShownFinding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly examples: readonly string[];
  readonly evidence: readonly ShownEvidence[];
}

export interface ShownIntegrity {
  readonly findings: readonly ShownFinding[];
  readonly checks: readonly { readonly name: string; readonly state: 'clean' | 'found' | 'not checked'; readonly how: string }[];
}

export type Verdict = 'reproduced' | 'within noise' | 'trend only' | 'diverged' | 'not run' | 'not comparable';

export interface ShownResult {
  readonly address: string;
  /** `Table 1`. */
  readonly table: string;
  /** Headings before and above the cell, outermost first. */
  readonly row: string;
  readonly column: string;
  /** As the paper prints it: `97.7 ± 1.5`. */
  readonly paper: string;
  /** Mean and standard deviation: `98.1 ± 0.9`; absent: nothing was measured. */
  readonly measured?: string;
  readonly seeds?: number;
  /** With its sign, in the paper's unit: `+0.4`. */
  readonly difference?: string;
  readonly verdict: Verdict;
  /** Why, or what was taken to be so. */
  readonly why: string;
  /** What of the test data came into training. */
  readonly leaked?: string;
}

export interface ShownReport {
  /** Sentences. */
  readonly summary: readonly string[];
  readonly results: readonly ShownResult[];
  readonly deviations: readonly { readonly text: string; readonly row?: string }[];
  readonly facts: readonly { readonly title: string; readonly lines: readonly string[] }[];
  /** It was made from what says something else now. */
  readonly stale?: string;
  /** `report.md` is there. */
  readonly hasMarkdown: boolean;
}

/** All of a reproduction. */
export interface ShownReproduction {
  readonly title: string;
  /** Address; absent: an experiment without a paper. */
  readonly paper?: string;
  /** What is reproduced of it, or what for. */
  readonly selection: readonly ShownEvidence[];
  readonly goal?: string;
  readonly stages: readonly ShownStage[];
  readonly next?: ShownNext;
  readonly triage: Part<ShownTriage>;
  readonly register: Part<ShownRegister>;
  readonly plan: Part<ShownPlan>;
  readonly contracts: Part<ShownContracts>;
  readonly integrity: Part<ShownIntegrity>;
  readonly report: Part<ShownReport>;
}

export type PartName = 'triage' | 'register' | 'plan' | 'contracts' | 'report';

/** What the page keeps (`setState`); `folder` is what the editor opens again after a reload of the window. */
export interface ReproductionViewState {
  readonly folder?: string;
  readonly part?: PartName;
  readonly needsMe?: boolean;
}

/** What a person does with a row. `value`: as they typed it; `alternative`: index of the one that was chosen. */
export type RowChange =
  | { readonly kind: 'accept' }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'alternative'; readonly index: number }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'ask' };

export type HostToReproduction =
  | { readonly type: 'reproduction'; readonly shown: ShownReproduction }
  /** A row was changed. `stale`: what has to be run or made again because of it. */
  | { readonly type: 'changed'; readonly row: string; readonly text: string; readonly stale: readonly string[]; readonly canUndo: boolean }
  /** `row`: whose change was refused. */
  | { readonly type: 'refused'; readonly row?: string; readonly text: string; readonly hint?: string }
  | { readonly type: 'show'; readonly part: PartName }
  /** Nothing can be shown at all. */
  | { readonly type: 'failed'; readonly text: string; readonly hint?: string };

export type ReproductionToHost =
  | { readonly type: 'ready' }
  /** Puts the request for the next step into the chat. */
  | { readonly type: 'request' }
  | { readonly type: 'changeRow'; readonly row: string; readonly change: RowChange }
  | { readonly type: 'undo' }
  | { readonly type: 'openAddress'; readonly address: string }
  | { readonly type: 'openUrl'; readonly url: string }
  /** Relative to the workspace folder. */
  | { readonly type: 'openFile'; readonly file: string; readonly line?: number; readonly symbol?: string }
  /** The file of a stage, in the folder of the paper. */
  | { readonly type: 'openStage'; readonly stage: string; readonly line?: number }
  | { readonly type: 'openReport' }
  | { readonly type: 'copyReport' };
