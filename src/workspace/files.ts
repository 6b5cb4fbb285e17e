import type { Permit } from '../base/permit.ts';

/** A regular file's bytes and what is needed to notice that it changed. */
export interface FileBytes {
  /** Absolute, links resolved. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The person has unsaved changes: `bytes` are those of the live buffer, encoded as they would be saved. */
  readonly isDirty: boolean;
}

export interface WrittenFile {
  readonly path: string;
  /** The bytes before; undefined when the file did not exist. */
  readonly before: Uint8Array | undefined;
  /** The bytes after, as they are on disk or in the buffer now (a formatter on save may have changed them). */
  readonly after: Uint8Array;
}

/**
 * The person's files. One port for the editor (open documents through the live buffer, so undo works and unsaved text is respected),
 * one for the command line (temporary file and rename). Both demand the permit of the call that acts.
 * Errors (fileErrors.ts): FileNotFound, NotAFile, TooLarge, FileChanged, NoRoomForFile, NotAllowedByDisk, LinkLeadsElsewhere, RunsAreEvidence.
 */
export interface FilesPort {
  read(permit: Permit, path: string, signal?: AbortSignal): Promise<FileBytes>;
  /** `expected`: the bytes the change was computed from; undefined means the file must not exist yet. Throws FileChanged otherwise. */
  write(permit: Permit, path: string, bytes: Uint8Array, expected: Uint8Array | undefined): Promise<WrittenFile>;
  /** Only what this session created. */
  delete(permit: Permit, path: string, expected: Uint8Array): Promise<void>;
}
