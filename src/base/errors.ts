import { hideSecrets } from './redact.ts';

/**
 * What went wrong, for three readers: `code` for the program, `message` for the person, `hint` for whoever acts next
 * (the model reads it after a failed tool call, the person below the message). Never matched by its text.
 */
export class PracticumError extends Error {
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, message: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    // The package is minified: a class has no name there that says anything.
    this.name = `PracticumError [${code}]`;
    this.code = code;
    this.hint = options.hint;
  }
}

/** The person or the program asked for the work to end. Not a failure. */
export class Cancelled extends PracticumError {
  constructor(message = 'Stopped.') {
    super('cancelled', message);
  }
}

/** A broken promise inside Practicum itself, never the person's doing. */
export class InvariantBroken extends PracticumError {
  constructor(message: string) {
    super('invariant', message, { hint: 'This is a fault in Practicum. Please report it with the session log.' });
  }
}

export function isCancellation(error: unknown): boolean {
  return error instanceof Cancelled || (error instanceof Error && error.name === 'AbortError');
}

/** The `code` of a Node system error (`ENOENT`, `ENOSPC`, …), or undefined. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** One line for a person: the message, and the next step where there is one. What a service or a program said in it may quote a key. */
export function describeError(error: unknown): string {
  return hideSecrets(wordsOf(error));
}

function wordsOf(error: unknown): string {
  if (error instanceof PracticumError) return error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  if (error instanceof Error) return error.message;
  return String(error);
}

/** For an exhaustive `switch`: a case that the types say cannot be. */
export function unreachable(value: never): never {
  throw new InvariantBroken(`Unexpected value: ${JSON.stringify(value)}`);
}
