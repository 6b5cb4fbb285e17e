import { lstat } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Effect } from '../base/effects.ts';
import { describeError, InvariantBroken, PracticumError } from '../base/errors.ts';
import type { BlobHash, TurnId } from '../base/ids.ts';
import type { Permit, PermitAuthority } from '../base/permit.ts';
import { usingPermit } from '../base/usingPermit.ts';
import { hashOf } from '../sessions/blobs.ts';
import type { SessionLog } from '../sessions/events.ts';
import type { FileChange } from '../tools/services.ts';
import type { FilesPort } from '../workspace/files.ts';
import { changedFiles, type FileSpan, turnsSince } from './changedFiles.ts';
import type { FileCopies } from './fileCopies.ts';

/** A file that somebody else changed since: left as it is, or overwritten once a copy of it is kept. */
export type OnConflict = 'leave' | 'overwrite';

export interface RestoredFiles {
  readonly restored: readonly string[];
  /** Changed since by somebody else, and left alone. */
  readonly conflicts: readonly string[];
  /** What cannot be put back, whoever asks. */
  readonly unable: readonly { readonly path: string; readonly why: string }[];
}

type Outcome = { readonly kind: 'restored' } | { readonly kind: 'conflict' } | { readonly kind: 'unable'; readonly why: string };

/**
 * Copies of exactly the files that the agent changes, from before each change, so that turns can be shown as a diff and taken back.
 * Nothing else is looked at: the tree is never walked, `.git` never touched, and no file is deleted that the agent did not make.
 */
export class Checkpoints {
  readonly #log: SessionLog;
  readonly #files: FilesPort;
  readonly #permits: PermitAuthority;
  readonly #copies: FileCopies;

  constructor(log: SessionLog, files: FilesPort, permits: PermitAuthority, copies: FileCopies) {
    this.#log = log;
    this.#files = files;
    this.#permits = permits;
    this.#copies = copies;
  }

  /** Before the change is made, and again where something else came of it. */
  async record({ turn, call, path, before, after }: FileChange): Promise<{ readonly before?: BlobHash; readonly after?: BlobHash }> {
    const hashes = {
      ...(before === undefined ? {} : { before: await this.#copies.keep(before, path) }),
      ...(after === undefined ? {} : { after: await this.#copies.keep(after, path) }),
    };
    await this.#log.append({ type: 'file.changed', turn, call, path, ...hashes }, 'durable');
    return hashes;
  }

  async fileOf(turn: TurnId, path: string): Promise<{ readonly before: Uint8Array | undefined; readonly after: Uint8Array | undefined }> {
    const changes = this.#log.events.filter((event) => event.type === 'file.changed' && event.turn === turn && event.path === path);
    const [first, last] = [changes[0], changes.at(-1)];
    if (first?.type !== 'file.changed' || last?.type !== 'file.changed')
      throw new PracticumError('no-such-change', `${path} was not changed in that turn.`);
    return { before: await this.#shown(path, first.before), after: await this.#shown(path, last.after) };
  }

  /** Takes back what this one turn changed. The person's click is the approval. */
  async revert(turn: TurnId): Promise<RestoredFiles> {
    return await this.#takeBack([turn], 'leave');
  }

  /** The files as they were before this turn: its changes and those of all turns since are taken back. */
  async restoreTo(turn: TurnId, onConflict: OnConflict): Promise<RestoredFiles> {
    return await this.#takeBack(turnsSince(this.#log.events, turn), onConflict);
  }

  async #takeBack(turns: readonly TurnId[], onConflict: OnConflict): Promise<RestoredFiles> {
    const restored: string[] = [];
    const conflicts: string[] = [];
    const unable: { readonly path: string; readonly why: string }[] = [];
    const spans = changedFiles(this.#log.events, new Set(turns));
    for (const [path, span] of spans) {
      const outcome = await this.#restore(path, span, onConflict);
      if (outcome.kind === 'restored') restored.push(path);
      else if (outcome.kind === 'conflict') conflicts.push(path);
      else unable.push({ path, why: outcome.why });
    }
    if (spans.size > 0) await this.#log.append({ type: 'files.restored', turns, restored, skipped: conflicts }, 'durable');
    if (unable.length > 0) {
      const which = unable.map(({ path, why }) => `${path} (${why})`).join(', ');
      await this.#log.append({ type: 'notice', level: 'warning', code: 'not-restored', text: `Could not be put back: ${which}.` });
    }
    return { restored, conflicts, unable };
  }

  async #restore(path: string, span: FileSpan, onConflict: OnConflict): Promise<Outcome> {
    const effects: readonly Effect[] = [
      { kind: 'read', path },
      { kind: 'write', path },
      { kind: 'delete', path },
    ];
    try {
      const why = await whyLeftAlone(path);
      if (why !== undefined) return { kind: 'unable', why };
      return await usingPermit(this.#permits, effects, (permit) => this.#putBack(permit, path, span, onConflict));
    } catch (error) {
      if (!(error instanceof PracticumError) || error instanceof InvariantBroken) throw error;
      return error.code === 'file-changed' ? { kind: 'conflict' } : { kind: 'unable', why: describeError(error) };
    }
  }

  async #putBack(permit: Permit, path: string, { before, left }: FileSpan, onConflict: OnConflict): Promise<Outcome> {
    const current = await this.#current(permit, path);
    const hash = current === undefined ? undefined : hashOf(current);
    if (hash === before) return { kind: 'restored' };
    if (hash !== left && onConflict === 'leave') return { kind: 'conflict' };
    const bytes = before === undefined ? undefined : await this.#copyOf(before);
    if (bytes === undefined && before !== undefined) return { kind: 'unable', why: 'no copy of it was kept' };
    if (hash !== left && current !== undefined) await this.#keep(path, current);
    if (bytes !== undefined) await this.#files.write(permit, path, bytes, current);
    else if (current !== undefined) await this.#files.delete(permit, path, current);
    return { kind: 'restored' };
  }

  /** On the disk, with word of where, before anything is overwritten. */
  async #keep(path: string, bytes: Uint8Array): Promise<void> {
    const place = await this.#copies.keepForGood(bytes);
    const text = `${path} had been changed since and was put back all the same. What it held is kept in ${place}.`;
    await this.#log.append({ type: 'notice', level: 'info', code: 'kept-copy', text }, 'durable');
  }

  async #shown(path: string, hash: BlobHash | undefined): Promise<Uint8Array | undefined> {
    if (hash === undefined) return undefined;
    const bytes = await this.#copyOf(hash);
    if (bytes !== undefined) return bytes;
    throw new PracticumError('no-copy', `No copy of ${path} was kept when it was changed.`, { hint: 'Look at the file itself.' });
  }

  async #copyOf(hash: BlobHash): Promise<Uint8Array | undefined> {
    try {
      return await this.#log.getBlob(hash);
    } catch (error) {
      if (error instanceof PracticumError && error.code === 'blob-missing') return undefined;
      throw error;
    }
  }

  async #current(permit: Permit, path: string): Promise<Uint8Array | undefined> {
    try {
      return (await this.#files.read(permit, path)).bytes;
    } catch (error) {
      if (error instanceof PracticumError && error.code === 'file-not-found') return undefined;
      throw error;
    }
  }
}

/** Writing there would reach further than to the file that the agent changed. */
async function whyLeftAlone(path: string): Promise<string | undefined> {
  if (path.split(sep).includes('.git')) return 'it belongs to git';
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (found.isSymbolicLink()) return 'it is a link';
  if (found.isFile() && found.nlink > 1) return 'the same file has another name (a hard link)';
  return undefined;
}
