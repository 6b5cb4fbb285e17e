import type { CodeVersion } from '../base/approval.ts';
import type { ApprovalId } from '../base/ids.ts';
import type { SessionEvent } from '../sessions/events.ts';

/** Which versions of which code the person has said yes to in a session: a fold over all of its events, whatever was taken back. */
export class CodeApprovals {
  readonly #asked = new Map<ApprovalId, CodeVersion>();
  readonly #hashes = new Set<string>();
  /** By script: the version that was approved last. */
  readonly #latest = new Map<string, CodeVersion>();

  get hashes(): ReadonlySet<string> {
    return this.#hashes;
  }

  note(event: SessionEvent): void {
    if (event.type === 'approval.asked' && event.code !== undefined) this.#asked.set(event.approval, event.code);
    if (event.type !== 'approval.answered') return;
    const code = this.#asked.get(event.approval);
    this.#asked.delete(event.approval);
    // Other arguments than those that were shown may name other code.
    if (code === undefined || event.answer !== 'approve' || event.argumentsJson !== undefined) return;
    this.#hashes.add(code.hash);
    const [script] = code.files;
    if (script !== undefined) this.#latest.set(script.path, code);
  }

  /** With what differs from the version of the same script that was approved last. */
  compared(code: CodeVersion): CodeVersion {
    const before = this.#latest.get(code.files[0]?.path ?? '');
    if (before === undefined || before.hash === code.hash) return code;
    const known = new Map(before.files.map(({ path, sha256 }) => [path, sha256]));
    const now = new Set(code.files.map(({ path }) => path));
    const changed = code.files.filter(({ path, sha256 }) => known.get(path) !== sha256).map(({ path }) => path);
    const gone = before.files.filter(({ path }) => !now.has(path)).map(({ path }) => path);
    return { ...code, changedSince: [...changed, ...gone] };
  }
}
