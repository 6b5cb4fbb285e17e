/** What a confined program may touch. Everything else of the file system can at most be read, and credentials not even that. Paths are absolute. */
export interface Confinement {
  /** Folders in which it may write, without the protected names in them. */
  readonly writable: readonly string[];
  readonly network: 'off' | { readonly hosts: readonly string[] };
}

/** A program as it is to be started, confined. */
export interface ConfinedProgram {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /**
   * The started process is not the program, but waits for it: the program and all that it starts are in other process groups, end as soon as
   * that process ends, and a signal n that ended the program becomes the exit code 128 + n.
   */
  readonly isWaitedFor: boolean;
  /** Hosts that it tried to reach so far, and that the confinement does not name. */
  refusedHosts(): readonly string[];
  /** Empty things that stand, while it runs, where protected names are missing. */
  readonly standIns: readonly string[];
  /** Protected names that are where it may write and were not there before it. A wall can keep away only what is there, or missing at the top. */
  madeProtected(): Promise<readonly string[]>;
  /**
   * Whether all that came of it, by what it wrote, is that something its walls were to hide was gone before they stood, as sockets go:
   * nothing of the program was executed, and it can be confined and started anew. Absent where that cannot happen.
   */
  wasOvertaken?(output: string): boolean;
  /** What was set up for it goes away. */
  dispose(): Promise<void>;
}

/** The operating system's means to confine a program. */
export interface Sandbox {
  readonly kind: 'bubblewrap' | 'seatbelt';
  /** For people: `bubblewrap 0.8.0`. */
  readonly label: string;
  /** Throws PracticumError (`sandbox`) when the confinement cannot be had: nothing is started then. */
  confine(
    program: { readonly argv: readonly string[]; readonly cwd: string; readonly env: Readonly<Record<string, string>> },
    confinement: Confinement,
  ): Promise<ConfinedProgram>;
}

/** Whether programs can be confined here, found out by doing it. */
export type SandboxStatus =
  | { readonly kind: 'in-force'; readonly sandbox: Sandbox }
  /** `why` and the next step, for people. */
  | { readonly kind: 'none'; readonly why: string; readonly hint: string };
