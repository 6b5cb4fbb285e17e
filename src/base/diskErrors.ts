import { PracticumError, systemErrorCode } from './errors.ts';

/** A record could not be written because there is no space. What was to be written is kept in memory. */
export class DiskFull extends PracticumError {
  readonly path: string;

  constructor(path: string, cause?: unknown) {
    super('disk-full', `The disk is full: ${path} cannot be written.`, {
      hint: 'Free some space (old checkpoints and caches are often large), then go on: nothing is lost, what is not written yet is kept in memory until it is.',
      cause,
    });
    this.path = path;
  }
}

/** A record could not be written for another reason: permissions, a broken disk, a folder that went away. */
export class CannotWrite extends PracticumError {
  readonly path: string;

  constructor(path: string, cause: unknown) {
    const why = systemErrorCode(cause) ?? (cause instanceof Error ? cause.message : String(cause));
    super('cannot-write', `${path} cannot be written (${why}).`, {
      hint: 'Check that its folder exists and that you may write there, then go on: nothing is lost, what is not written yet is kept in memory until it is.',
      cause,
    });
    this.path = path;
  }
}

/** The typed error for a failed write to `path`. */
export function writeFailure(path: string, cause: unknown): DiskFull | CannotWrite {
  if (cause instanceof DiskFull || cause instanceof CannotWrite) return cause;
  const code = systemErrorCode(cause);
  return code === 'ENOSPC' || code === 'EDQUOT' ? new DiskFull(path, cause) : new CannotWrite(path, cause);
}
