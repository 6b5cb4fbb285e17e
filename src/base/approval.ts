import type { CapsChange } from './capsChange.ts';
import type { Effect } from './effects.ts';

/**
 * What a person is told about a request that waits for them. The same data goes from the loop into the log and from there to every view:
 * notification, card, status bar, terminal.
 */
export interface ApprovalFacts {
  /** Why the policy asks: a whole sentence. */
  readonly reason: string;
  readonly effects: readonly Effect[];
  /** What a yes for the session would cover, in words; absent where only once is offered. */
  readonly sessionScope?: string;
  /** The narrowest rule that is worth saving; absent where none may be saved. */
  readonly rule?: RuleOffer;
  /** The command line in its parts, as the policy reads it; absent for anything else, and for one that it cannot read. */
  readonly command?: readonly CommandPart[];
  /** Text that the person may change before they approve. */
  readonly script?: EditableText;
  /** What it costs at most; absent where it costs nothing. */
  readonly cost?: CostForecast;
  /** What differs from the request or from the last run without anybody having said so. */
  readonly changes?: readonly SilentChange[];
  /** The code that a yes is bound to: an edit after it asks again. */
  readonly code?: CodeVersion;
  /** What a yes changes of the caps, where the question is about money. */
  readonly raises?: CapsChange;
  /** How the command will be confined, or that it will not be: `No network; writes only in the workspace`. */
  readonly protection?: string;
  /** Requests of one response with the same group are alike: one card, one notification, one answer. */
  readonly group?: string;
}

export interface RuleOffer {
  /** In words: `Always allow “pytest -q” with files below tests/`. */
  readonly text: string;
  /** Earlier calls that it would have matched, newest first, a few of them. */
  readonly matched: readonly string[];
  readonly matchedCount: number;
}

/** One simple command of a command line. */
export interface CommandPart {
  /** What joins it to the one before: `&&`, `||`, `|`, `;`; empty for the first. */
  readonly joiner: string;
  /** Literal, after quotes are taken off. */
  readonly words: readonly string[];
  readonly redirections: readonly string[];
  /** Why this part is asked about; absent where it would pass by itself. */
  readonly why?: string;
}

export interface EditableText {
  readonly text: string;
  /** As the editor names languages: `python`, `shellscript`. */
  readonly language: string;
}

export interface CostForecast {
  /** At most, in US dollars; undefined when a price is unknown. */
  readonly usd: number | undefined;
  /** `at most $3.20: 90 min × a10g-small $1.00/h + model ≤ $1.70`. */
  readonly text: string;
  /** `$6.80 of $10.00 left`; absent where there is no cap. */
  readonly left?: string;
}

/** What a program would execute, as far as the workspace holds it. */
export interface CodeVersion {
  /** Of all of it: another one as soon as one of the files is. */
  readonly hash: string;
  /** The script first. Paths are absolute. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** Files that are other ones than in the version that was approved last; absent where none of this script was. */
  readonly changedSince?: readonly string[];
  /** Why more counts than is imported by name, or that not all could be found: a whole sentence. */
  readonly note?: string;
}

export interface SilentChange {
  readonly what: 'model' | 'dataset' | 'sequence length' | 'PEFT method' | 'seed';
  /** Undefined: it was not given. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** `your request`, `the run lr-0.1`. */
  readonly since: string;
}
