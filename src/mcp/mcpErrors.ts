import { PracticumError } from '../base/errors.ts';
import type { ServerState } from './desk.ts';

/** The server sent more than it may, or something that cannot be a message. It is ended. */
export class ServerFloods extends PracticumError {
  constructor(what: string) {
    super('mcp-floods', `The server sent ${what}, so it was ended.`, {
      hint: 'Nothing else is touched by it. Start it again with “Restart Server”, or report this to whoever makes it.',
    });
  }
}

export class ServerNotStarted extends PracticumError {
  constructor(why: string, hint: string, cause?: unknown) {
    super('mcp-not-started', why, { hint, cause });
  }
}

/** The words of a server about its failure are for the person: here stands only what state it is in. */
export class ServerNotReady extends PracticumError {
  constructor(server: string, state: ServerState) {
    super('mcp-not-ready', `The server “${server}” cannot be used now (${state}).`, {
      hint: 'The person sees why in the list of servers, and what they can do. Go on without it.',
    });
  }
}

/** It ended, or the line to it broke, while something was expected of it. */
export class ServerGone extends PracticumError {
  constructor(server: string, why: string) {
    super('mcp-gone', `The server “${server}” is not there: ${why}`, {
      hint: 'Whether it did what was asked is not known. It is started again by itself; look at what it changed before you call it again.',
    });
  }
}

export class ServerTooSlow extends PracticumError {
  constructor(server: string, what: string, ms: number) {
    super('mcp-timeout', `The server “${server}” did not answer ${what} within ${(ms / 1000).toFixed(0)} s; it was told to stop.`, {
      hint: 'Whether it did what was asked is not known. Ask for less at once, or go on without it.',
    });
  }
}

/** The server refused without a token, or the one that it was given. */
export class SignInNeeded extends PracticumError {
  readonly wwwAuthenticate: string | undefined;

  constructor(server: string, wwwAuthenticate: string | undefined) {
    super('mcp-needs-sign-in', `The server “${server}” wants a sign-in.`, { hint: 'The person signs in with “Sign In to Server”.' });
    this.wwwAuthenticate = wwwAuthenticate;
  }
}

export class ServerUnknown extends PracticumError {
  constructor(name: string) {
    super('mcp-unknown-server', `No server “${name}” is configured.`, {
      hint: 'The view of servers, or `practicum mcp list`, names them.',
    });
  }
}

/** The tool is not the one that was agreed to any more. */
export class ToolWithdrawn extends PracticumError {
  constructor(server: string, tool: string) {
    super('mcp-withdrawn', `“${tool}” of the server “${server}” is not offered any more.`, {
      hint: 'The person was told what changed. Go on without it.',
    });
  }
}

/** An answer to a question that is another one by now. */
export class OtherQuestion extends PracticumError {
  constructor(name: string) {
    super('mcp-other-question', `What was asked about the server “${name}” has changed since it was shown.`, {
      hint: 'Look at it again, then answer.',
    });
  }
}
