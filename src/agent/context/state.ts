/** The work as it stands, kept as data: what a summary must never lose. A fold over the branch of a session's log. */
import type { Mode } from '../../base/effects.ts';
import type { ApprovalId, CallId, RunId } from '../../base/ids.ts';
import type { Usage } from '../../base/messages.ts';
import type { PlanItem, ToolDetail } from '../../base/tool.ts';
import { sumOfUsage } from '../../base/usage.ts';
import type { BodyOf, HintKind, SessionEvent } from '../../sessions/events.ts';
import { subjectOf } from './pointer.ts';

export interface ChangedFile {
  /** Absolute. */
  readonly path: string;
  readonly edits: number;
  readonly added: number;
  readonly removed: number;
}

export interface KnownRun {
  readonly id: RunId;
  readonly name: string | undefined;
  readonly script: string | undefined;
  /** When it was last looked at; undefined: never. */
  readonly state: Extract<ToolDetail, { readonly kind: 'run' }>['state'];
  readonly error: string | undefined;
}

export interface Rejection {
  /** What was asked for. */
  readonly title: string;
  /** What the person said to it. */
  readonly words: string | undefined;
}

export interface Spending extends Usage {
  /** Those of the work: what notes and summaries took is in the tokens. */
  readonly responses: number;
}

export interface WorkState {
  /** Absolute; '' when the log does not say. */
  readonly workspace: string;
  readonly firstRequest: string | undefined;
  /** Between the first and the current one, oldest first; the newest of them only. */
  readonly earlierRequests: readonly string[];
  /** What the person asked for last, and what they added while it was worked on. */
  readonly currentRequest: readonly string[];
  readonly plan: readonly PlanItem[];
  readonly files: readonly ChangedFile[];
  readonly runs: readonly KnownRun[];
  readonly mode: Mode | undefined;
  readonly rejections: readonly Rejection[];
  /** Allowed until the session ends, in words. */
  readonly granted: readonly string[];
  /** Approved after the person had changed them. */
  readonly corrected: readonly string[];
  readonly spending: Spending;
  readonly hints: ReadonlyMap<HintKind, number>;
}

const maxEarlierRequests = 20;
const nothingSpent: Spending = {
  responses: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  isEstimated: false,
};

export function workState(events: Iterable<SessionEvent>): WorkState {
  const work = new Work();
  for (const event of events) work.apply(event);
  return work.state();
}

class Work {
  #workspace = '';
  readonly #requests: string[][] = [];
  #plan: readonly PlanItem[] = [];
  readonly #files = new Map<string, ChangedFile>();
  readonly #runs = new Map<RunId, KnownRun>();
  /** What the calls that may start a run were about. */
  readonly #subjects = new Map<CallId, string>();
  #mode: Mode | undefined;
  readonly #asked = new Map<ApprovalId, BodyOf<'approval.asked'>>();
  readonly #rejections: Rejection[] = [];
  readonly #granted = new Set<string>();
  readonly #corrected = new Set<string>();
  #spending = nothingSpent;
  readonly #hints = new Map<HintKind, number>();

  apply(event: SessionEvent): void {
    switch (event.type) {
      case 'session.created':
        this.#workspace = event.workspace;
        return;
      case 'turn.started':
        this.#requests.push([event.text]);
        return;
      case 'message.steered':
        this.#requests.at(-1)?.push(event.text);
        return;
      case 'plan.changed':
        this.#plan = event.items;
        return;
      case 'mode.changed':
        this.#mode = event.mode;
        return;
      case 'response.call':
        this.#noteCall(event);
        return;
      case 'response.ended':
        this.#spend(event.usage, 1);
        return;
      case 'context.pruned':
      case 'context.compacted':
        this.#spend(event.usage, 0);
        return;
      case 'hint.given':
        this.#hints.set(event.hint, (this.#hints.get(event.hint) ?? 0) + 1);
        return;
      case 'approval.asked':
        this.#asked.set(event.approval, event);
        return;
      case 'approval.answered':
        this.#decide(event);
        return;
      case 'run.linked':
        this.#see({ kind: 'run', run: event.run }, this.#subjects.get(event.call));
        return;
      case 'file.changed':
        this.#count(event.path, 1, 0, 0);
        return;
      case 'files.restored':
        for (const path of event.restored) this.#files.delete(path);
        return;
      case 'tool.ended':
      case 'call.settled':
        if (event.detail?.kind === 'run') this.#see(event.detail, undefined);
        if (event.detail?.kind === 'edit' && event.outcome === 'done')
          this.#count(event.detail.path, 0, event.detail.added, event.detail.removed);
        return;
      default:
        return;
    }
  }

  state(): WorkState {
    const [first, ...others] = this.#requests;
    return {
      workspace: this.#workspace,
      firstRequest: first?.[0],
      earlierRequests: others
        .slice(0, -1)
        .map((said) => said.join('\n'))
        .slice(-maxEarlierRequests),
      currentRequest: this.#requests.at(-1) ?? [],
      plan: this.#plan,
      files: [...this.#files.values()],
      runs: [...this.#runs.values()],
      mode: this.#mode,
      rejections: this.#rejections,
      granted: [...this.#granted],
      corrected: [...this.#corrected],
      spending: this.#spending,
      hints: this.#hints,
    };
  }

  #noteCall({ call, argumentsJson }: BodyOf<'response.call'>): void {
    const subject = subjectOf(argumentsJson);
    if (subject !== undefined) this.#subjects.set(call, subject);
  }

  #spend(usage: Usage, responses: number): void {
    const before = this.#spending;
    this.#spending = { responses: before.responses + responses, ...sumOfUsage(before, usage) };
  }

  #decide({ approval, answer, scope, feedback, argumentsJson }: BodyOf<'approval.answered'>): void {
    const asked = this.#asked.get(approval);
    if (asked === undefined) return;
    if (answer === 'reject') this.#rejections.push({ title: asked.title, words: feedback });
    else if (scope === 'session') this.#granted.add(asked.sessionScope ?? asked.title);
    if (answer === 'approve' && argumentsJson !== undefined) this.#corrected.add(asked.title);
  }

  #see({ run: id, name, state, error }: Extract<ToolDetail, { readonly kind: 'run' }>, script: string | undefined): void {
    const before = this.#runs.get(id);
    this.#runs.set(id, {
      id,
      name: name ?? before?.name,
      script: script ?? before?.script,
      state: state ?? before?.state,
      error: error ?? before?.error,
    });
  }

  #count(path: string, edits: number, added: number, removed: number): void {
    const before = this.#files.get(path) ?? { path, edits: 0, added: 0, removed: 0 };
    this.#files.set(path, { path, edits: before.edits + edits, added: before.added + added, removed: before.removed + removed });
  }
}
