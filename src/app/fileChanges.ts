import type { Effect } from '../base/effects.ts';
import { InvariantBroken, PracticumError } from '../base/errors.ts';
import type { BlobHash, TurnId } from '../base/ids.ts';
import type { Permit, PermitAuthority } from '../base/permit.ts';
import { usingPermit } from '../base/usingPermit.ts';
import type { SessionLog } from '../sessions/events.ts';
import type { FileChange } from '../tools/services.ts';
import type { FilesPort } from '../workspace/files.ts';

/** Where a file stood before the first and after the last change of a turn. */
interface Span {
  before: BlobHash | undefined;
  after: BlobHash | undefined;
}

/** Copies of exactly the files that the agent changes, kept by hash, so that a turn can be shown as a diff and taken back. */
export class FileChanges {
  readonly #log: SessionLog;
  readonly #files: FilesPort;
  readonly #permits: PermitAuthority;

  constructor(log: SessionLog, files: FilesPort, permits: PermitAuthority) {
    this.#log = log;
    this.#files = files;
    this.#permits = permits;
  }

  async record(change: FileChange): Promise<{ readonly before?: BlobHash; readonly after?: BlobHash }> {
    const blobs = {
      ...(change.before === undefined ? {} : { before: await this.#log.putBlob(change.before) }),
      ...(change.after === undefined ? {} : { after: await this.#log.putBlob(change.after) }),
    };
    const { turn, call, path } = change;
    await this.#log.append({ type: 'file.changed', turn, call, path, ...blobs }, 'durable');
    return blobs;
  }

  async fileOf(turn: string, path: string): Promise<{ readonly before: Uint8Array | undefined; readonly after: Uint8Array | undefined }> {
    const span = this.#spans(turn).get(path);
    if (span === undefined) throw new PracticumError('no-such-change', `${path} was not changed in that turn.`);
    return {
      before: span.before === undefined ? undefined : await this.#log.getBlob(span.before),
      after: span.after === undefined ? undefined : await this.#log.getBlob(span.after),
    };
  }

  /**
   * Puts back what the turn changed. A file that is no longer as the turn left it is left alone and named: the person's own work is never lost.
   * The person's click is the approval.
   */
  async revert(turn: TurnId): Promise<void> {
    const restored: string[] = [];
    const skipped: string[] = [];
    for (const path of this.#spans(turn).keys()) {
      const { before, after } = await this.fileOf(turn, path);
      const isDone = await this.#restore(path, before, after);
      (isDone ? restored : skipped).push(path);
    }
    await this.#log.append({ type: 'files.restored', turns: [turn], restored, skipped }, 'durable');
  }

  async #restore(path: string, before: Uint8Array | undefined, after: Uint8Array | undefined): Promise<boolean> {
    const effects: readonly Effect[] = [
      { kind: 'read', path },
      { kind: 'write', path },
      { kind: 'delete', path },
    ];
    try {
      return await usingPermit(this.#permits, effects, (permit) => this.#putBack(permit, path, before, after));
    } catch (error) {
      if (error instanceof PracticumError && !(error instanceof InvariantBroken)) return false;
      throw error;
    }
  }

  async #putBack(permit: Permit, path: string, before: Uint8Array | undefined, after: Uint8Array | undefined): Promise<boolean> {
    const current = await this.#current(permit, path);
    const isAsLeft = after === undefined ? current === undefined : current !== undefined && Buffer.compare(current, after) === 0;
    if (!isAsLeft) return false;
    if (before !== undefined) await this.#files.write(permit, path, before, current);
    else if (current !== undefined) await this.#files.delete(permit, path, current);
    return true;
  }

  async #current(permit: Permit, path: string): Promise<Uint8Array | undefined> {
    try {
      return (await this.#files.read(permit, path)).bytes;
    } catch (error) {
      if (error instanceof PracticumError && error.code === 'file-not-found') return undefined;
      throw error;
    }
  }

  #spans(turn: string): ReadonlyMap<string, Span> {
    const spans = new Map<string, Span>();
    for (const event of this.#log.events) {
      if (event.type !== 'file.changed' || event.turn !== turn) continue;
      const span = spans.get(event.path);
      if (span === undefined) spans.set(event.path, { before: event.before, after: event.after });
      else span.after = event.after;
    }
    return spans;
  }
}
