import { PracticumError } from '../base/errors.ts';
import type { LeaseHolder } from '../base/lease.ts';
import { sessionLogVersion } from './events.ts';

export class SessionNotFound extends PracticumError {
  constructor(session: string) {
    super('session-not-found', `There is no session ${session} here.`, {
      hint: 'List the sessions of this workspace, or start a new one.',
    });
  }
}

/** Another window or command line is writing this session. */
export class SessionBusy extends PracticumError {
  readonly holder: LeaseHolder;

  constructor(holder: LeaseHolder, lockPath: string) {
    const where = holder.isHere ? '' : ` on ${holder.host}`;
    super('session-busy', `This session is open in ${holder.app} (process ${holder.pid}${where}).`, {
      hint: holder.isHere
        ? 'Go on there, close it there, or start a new session here.'
        : `Close it there, or start a new session here. If that machine is gone for good, delete ${lockPath}.`,
    });
    this.holder = holder;
  }
}

/** The log holds events of a later version: it can be read as far as they are known, and is not written to. */
export class NewerLog extends PracticumError {
  constructor(path: string, version: number) {
    super(
      'newer-log',
      `${path} was written by a newer Practicum (log version ${version}; this one writes ${sessionLogVersion}), so it is only read.`,
      {
        hint: 'Update Practicum to go on with this session, or start a new session.',
      },
    );
  }
}

export class NotASessionLog extends PracticumError {
  constructor(path: string, why: string) {
    super('not-a-session-log', `${path} is no session log: ${why}.`, { hint: 'Start a new session; the file is left as it is.' });
  }
}

export class BlobMissing extends PracticumError {
  constructor(hash: string, cause?: unknown) {
    super('blob-missing', `The stored text ${hash.slice(0, 12)}… is no longer there.`, {
      hint: 'It was deleted from the sessions folder; read the file or run the command again.',
      cause,
    });
  }
}

export class BlobDamaged extends PracticumError {
  constructor(hash: string, path: string) {
    super('blob-damaged', `The stored text ${hash.slice(0, 12)}… does not match its hash any more.`, {
      hint: `Something else changed ${path}; read the file or run the command again.`,
    });
  }
}

export class LogClosed extends PracticumError {
  constructor() {
    super('log-closed', 'This session was closed.', { hint: 'Open it again to go on.' });
  }
}

export class UnknownEvent extends PracticumError {
  constructor(event: string) {
    super('unknown-event', `This session has no event ${event} to go back to.`, { hint: 'Choose a message of this conversation.' });
  }
}
