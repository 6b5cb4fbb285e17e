import { PracticumError, systemErrorCode } from '../base/errors.ts';

/** What can go wrong with the person's files. Each tells whoever asked what to do next. */

export class FileNotFound extends PracticumError {
  constructor(path: string, cause?: unknown) {
    super('file-not-found', `There is no file ${path}.`, {
      hint: 'List its folder, or search for the name, to find the right path.',
      cause,
    });
  }
}

export class FolderNotFound extends PracticumError {
  constructor(path: string, cause?: unknown) {
    super('folder-not-found', `There is no folder ${path}.`, { hint: 'List the workspace to find the right path.', cause });
  }
}

export class NotAFile extends PracticumError {
  constructor(path: string, what: string) {
    super('not-a-file', `${path} is ${what}, not a file.`, {
      hint: what === 'a folder' ? 'List it instead, then choose one of its files.' : 'Choose an ordinary file.',
    });
  }
}

/** Something else stands where a folder would have to be made. */
export class NotAFolder extends PracticumError {
  constructor(path: string, cause: unknown) {
    super('not-a-folder', `${path} cannot be a folder: a file stands in the way.`, { hint: 'Choose another path.', cause });
  }
}

export class TooLarge extends PracticumError {
  constructor(
    path: string,
    bytes: number,
    limitBytes: number,
    hint = 'Read a part of it with from_line and lines, or find the place with search_text.',
  ) {
    super('too-large', `${path} has ${megabytes(bytes)}; as a whole, files up to ${megabytes(limitBytes)} are handled.`, { hint });
  }
}

export class BinaryFile extends PracticumError {
  constructor(path: string, why: string) {
    super('binary-file', `${path} is not text: ${why}.`, {
      hint: 'Look at it with a program made for its format, for instance a few lines of Python run in the shell.',
    });
  }
}

export class UnknownEncoding extends PracticumError {
  constructor(path: string) {
    super(
      'unknown-encoding',
      `${path} is neither UTF-8 nor UTF-16 with a byte order mark, so it cannot be read or changed without damage.`,
      {
        hint: 'Ask the person to save it as UTF-8, or convert it with iconv in the shell once its encoding is known.',
      },
    );
  }
}

/** A string with half of a surrogate pair has no bytes in any Unicode encoding. */
export class UnencodableText extends PracticumError {
  constructor() {
    super('unencodable-text', 'The text holds half of a character (a lone surrogate), which no file can store.', {
      hint: 'Write the text again with the whole character.',
    });
  }
}

export class FileChanged extends PracticumError {
  constructor(path: string, how: 'changed' | 'exists' | 'gone') {
    const what = { changed: 'was changed by someone else', exists: 'exists already', gone: 'is no longer there' }[how];
    super('file-changed', `${path} ${what} since it was last looked at; nothing was written.`, {
      hint: 'Read it again and repeat the change on what is there now.',
    });
  }
}

export class NoRoomForFile extends PracticumError {
  constructor(path: string, cause: unknown) {
    super('disk-full', `There is no space left to write ${path}; the file is as it was.`, {
      hint: 'Free some space (old checkpoints are often large), then try again.',
      cause,
    });
  }
}

export class NotAllowedByDisk extends PracticumError {
  constructor(path: string, doing: string, cause: unknown) {
    super('no-access', `The system does not let this user ${doing} ${path}.`, {
      hint: 'Choose another place, or ask the person to change its permissions.',
      cause,
    });
  }
}

/** A link that leads out of the workspace, or to something hidden in it, which the permit does not name. */
export class LinkLeadsElsewhere extends PracticumError {
  readonly target: string;

  constructor(path: string, target: string) {
    super('link-leads-elsewhere', `${path} leads through a link to ${target}.`, {
      hint: `Name ${target} itself, so that it can be decided on.`,
    });
    this.target = target;
  }
}

export class RunsAreEvidence extends PracticumError {
  constructor(path: string) {
    super('runs-are-evidence', `${path} belongs to the record of a training run, which nothing but its supervisor writes.`, {
      hint: 'Write somewhere else; use read_run to look at a run.',
    });
  }
}

/** The typed error for a failed system call on `path`, or the failure itself when nobody can act on it. */
export function fileError(error: unknown, path: string, doing: 'read' | 'write' | 'delete'): unknown {
  switch (systemErrorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new FileNotFound(path, error);
    case 'EISDIR':
      return new NotAFile(path, 'a folder');
    case 'ELOOP':
      return new NotAFile(path, 'a link that leads nowhere');
    case 'ENOSPC':
    case 'EDQUOT':
      return new NoRoomForFile(path, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new NotAllowedByDisk(path, doing, error);
    default:
      return error;
  }
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
