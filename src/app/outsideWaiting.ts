import { type Disposable, DisposableList } from '../base/disposables.ts';
import { describeEffect } from '../base/effects.ts';
import { describeError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import type { ApprovalId } from '../base/ids.ts';
import { hideSecrets, redactValue } from '../base/redact.ts';
import type { PendingApproval, WorkbenchHost } from './api.ts';
import { type PostedAnswer, postAnswer } from './outsideAnswers.ts';
import { outsideFolder } from './outsideFolder.ts';
import { type WaitingOutside, waitingOutside } from './outsideRecord.ts';

const lookMs = 1_500;

/** What other agents ask about in this folder, as their programs write it down: a view of their logs, which it never writes. */
export class OutsideWaiting implements Disposable {
  readonly #host: WorkbenchHost;
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #folderOf = new Map<ApprovalId, string>();
  #pending: readonly PendingApproval[] = [];
  #isLooking = false;
  #problem = '';

  constructor(host: WorkbenchHost) {
    this.#host = host;
    const timer = setInterval(() => void this.#look(), lookMs).unref();
    this.#owned.add({ dispose: () => clearInterval(timer) });
    void this.#look();
  }

  get pending(): readonly PendingApproval[] {
    return this.#pending;
  }

  /** Left for the program that asked. False: it was answered already, or is no question of theirs. */
  async answer(id: ApprovalId, said: PostedAnswer): Promise<boolean> {
    const folder = this.#folderOf.get(id);
    if (folder === undefined || !this.#pending.some((approval) => approval.id === id)) return false;
    const isFirst = await postAnswer(folder, id, said);
    this.#take(this.#pending.filter((approval) => approval.id !== id));
    return isFirst;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      this.#take(await this.#read());
      this.#problem = '';
    } catch (error) {
      const problem = describeError(error);
      // Once, and not every other second.
      if (problem !== this.#problem) this.#host.log('warn', `What other agents ask cannot be read: ${problem}`);
      this.#problem = problem;
    } finally {
      this.#isLooking = false;
    }
  }

  #take(pending: readonly PendingApproval[]): void {
    const isSame = pending.map(({ id }) => id).join() === this.#pending.map(({ id }) => id).join();
    this.#pending = pending;
    if (!isSame && !this.#owned.isDisposed) this.#changed.fire();
  }

  /** Of all folders of the window: a program serves one. */
  async #read(): Promise<readonly PendingApproval[]> {
    const { home, roots } = this.#host;
    const found: PendingApproval[] = [];
    for (const workspace of roots) {
      const folder = await outsideFolder({ home, workspace });
      for (const waiting of await waitingOutside(folder, Date.now())) {
        this.#folderOf.set(waiting.matter.approval, folder);
        found.push(pendingOf(waiting));
      }
    }
    return found;
  }
}

function pendingOf({ session, matter: { approval: id, asked, from, detail } }: WaitingOutside): PendingApproval {
  const { type: _type, approval: _approval, ...facts } = asked;
  return {
    ...redactValue(hideSecrets, facts),
    id,
    session,
    sessionTitle: `${from}, over MCP`,
    effectLines: asked.effects.map((effect) => hideSecrets(describeEffect(effect))),
    detail,
    // It holds up no work of this window.
    isLate: true,
    from,
  };
}
