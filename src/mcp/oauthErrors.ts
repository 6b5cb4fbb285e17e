import { PracticumError } from '../base/errors.ts';

/** Nobody is signed in at the end of it. */
export class SignInFailed extends PracticumError {
  constructor(why: string, hint = 'Try again, or ask whoever runs the server.', cause?: unknown) {
    super('mcp-sign-in', why, { hint, cause });
  }
}
