/** What a confined program sees of the file system, as data: the profile of every kind of sandbox is written from it. */
export interface FileView {
  /** Folders in which it may write. */
  readonly writable: readonly string[];
  /** In them, and not to be changed. */
  readonly readOnly: readonly string[];
  /** Not even to be read, wherever they lie. */
  readonly hidden: readonly HiddenPlace[];
}

export interface HiddenPlace {
  readonly path: string;
  readonly isFolder: boolean;
}

/** What the names in a workspace mean. The policy knows; it is handed in. Segments lie below a workspace folder, outermost first. */
export interface WorkspaceNames {
  /** Not to be changed by a program that nobody watches: it runs or steers something later, or is evidence. */
  isProtected(segments: readonly string[]): boolean;
  isSecret(segments: readonly string[]): boolean;
  /** Stays as it is even where the protected folder that holds it was opened for a command. */
  isNeverOpened(segments: readonly string[]): boolean;
  /** Kept from being made at the top of a workspace folder, where they are missing: whoever sees them there acts at once. */
  readonly keptAway: readonly KeptAway[];
}

export interface KeptAway {
  readonly name: string;
  readonly isFolder: boolean;
}
