import { Agent } from '../agent/agent.ts';
import { ApprovalBroker } from '../agent/broker.ts';
import { systemPrompt } from '../agent/prompt.ts';
import { systemClock } from '../base/clock.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { describeError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import type { PermitAuthority } from '../base/permit.ts';
import type { PlanItem } from '../base/tool.ts';
import { usingPermit } from '../base/usingPermit.ts';
import type { ChatHead, ChatOp, ChatSnapshot } from '../protocol/chat.ts';
import type { Environments } from '../runs/environments.ts';
import type { Runs } from '../runs/runs.ts';
import type { SessionEvent } from '../sessions/events.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import { bindTools } from '../tools/all.ts';
import type { FilesPort } from '../workspace/files.ts';
import { createFolderReader } from '../workspace/folders.ts';
import { createLineReader } from '../workspace/lineReader.ts';
import { createShell } from '../workspace/shell.ts';
import type { WorkbenchHost } from './api.ts';
import { FileChanges } from './fileChanges.ts';
import { latestCalls, recallResult } from './recall.ts';
import { createSessionPolicy } from './sessionPolicy.ts';
import { Transcript } from './transcript.ts';

/** Items sent with a snapshot; the view asks for earlier ones. */
const snapshotItems = 400;
const maxResponses = 300;

export interface ChatSessionParts {
  readonly host: WorkbenchHost;
  readonly log: FileSessionLog;
  readonly files: FilesPort;
  readonly runs: Runs;
  readonly environments: Environments;
  readonly permits: PermitAuthority;
}

/** One open conversation: its log, the agent that works on it, and the transcript that is shown of it. */
export class ChatSession implements Disposable {
  readonly log: FileSessionLog;
  readonly agent: Agent;
  readonly broker: ApprovalBroker;
  readonly changes: FileChanges;
  readonly transcript: Transcript;
  readonly #host: WorkbenchHost;
  readonly #disposables = new DisposableList();
  readonly #ops = new Emitter<readonly ChatOp[]>();
  readonly onDidChange = this.#ops.event;
  #plan: readonly PlanItem[] = [];
  #title = '';
  #firstShown = 0;

  constructor(parts: ChatSessionParts) {
    const { host, log, files, runs, environments, permits } = parts;
    this.#host = host;
    this.log = log;
    this.broker = new ApprovalBroker(log);
    this.transcript = new Transcript(host.roots);
    this.changes = new FileChanges(log, files, permits);
    for (const event of log.events) {
      this.transcript.apply(event);
      this.#remember(event);
    }
    const readers = { roots: host.roots, require: permits.require };
    const tools = bindTools({
      roots: host.roots,
      session: log.session,
      files,
      lines: createLineReader(readers),
      folders: createFolderReader(readers),
      shell: createShell({ require: permits.require, env: host.env }),
      runs,
      environments,
      peek: (path, signal) => usingPermit(permits, [{ kind: 'read', path }], (permit) => files.read(permit, path, signal)),
      recordChange: (change) => this.changes.record(change),
      linkRun: async (link) => void (await log.append({ type: 'run.linked', ...link })),
      setPlan: async (turn, items) => void (await log.append({ type: 'plan.changed', turn, items })),
      recall: (call) => recallResult(log, call),
      latestCalls: () => latestCalls(log),
    });
    this.agent = new Agent({
      log,
      broker: this.broker,
      permits,
      judge: createSessionPolicy(host),
      tools,
      clock: systemClock,
      mode: host.mode,
      model: () => host.model(),
      system: () => systemPrompt({ roots: host.roots }),
      maxResponses,
    });
    const headChanged = (): void => this.#ops.fire([{ op: 'head', head: this.head() }]);
    this.#disposables.add(
      log.onDidAppend((event) => {
        const ops = this.transcript.apply(event);
        const isNewHead = this.#remember(event);
        if (ops.length > 0) this.#ops.fire(ops);
        if (isNewHead) headChanged();
      }),
    );
    const failed = (error: unknown): void => this.#ops.fire(this.transcript.notify('error', describeError(error)));
    this.#disposables.add(log.onDidFail(failed));
    this.#disposables.add(this.agent.onDidFail(failed));
    this.#disposables.add(this.agent.onDidChangeStatus(headChanged));
    this.#disposables.add(this.broker.onDidChange(headChanged));
    this.#disposables.add(host.onDidChangeModel(headChanged));
    this.#disposables.add(this.agent.onDidProgress(({ call, text }) => this.#ops.fire(this.transcript.progress(call, text))));
    this.#disposables.add(this.agent);
  }

  head(): ChatHead {
    const { state, activity } = this.agent.status;
    const root = this.#host.roots[0];
    return {
      title: this.#title,
      status: state,
      activity: this.transcript.shorten(activity),
      mode: this.agent.mode,
      model: this.#host.modelLabel(),
      queue: this.agent.queue.map(({ id, text }) => ({ id, text })),
      plan: this.#plan,
      pendingApprovals: this.broker.pending.length,
      workspace: { name: root?.split('/').at(-1), isTrusted: this.#host.isTrusted() },
    };
  }

  snapshot(seq: number): ChatSnapshot {
    const { items } = this.transcript;
    this.#firstShown = Math.max(0, items.length - snapshotItems);
    return {
      type: 'snapshot',
      seq,
      session: this.log.session,
      head: this.head(),
      items: items.slice(this.#firstShown),
      earlier: this.#firstShown,
    };
  }

  earlierItems(): { readonly items: readonly ChatSnapshot['items'][number][]; readonly earlier: number } {
    const end = this.#firstShown;
    this.#firstShown = Math.max(0, end - snapshotItems);
    return { items: this.transcript.items.slice(this.#firstShown, end), earlier: this.#firstShown };
  }

  /** The text and mentions of the newest turn, to be sent again. */
  lastMessage(): { readonly text: string; readonly mentions: Parameters<Agent['send']>[1] } | undefined {
    const last = this.log.events.findLast((event) => event.type === 'turn.started');
    return last?.type === 'turn.started' ? { text: last.text, mentions: last.mentions } : undefined;
  }

  /** Lets what runs come to its end first, for a moment. */
  async close(): Promise<void> {
    await this.agent.close();
    this.dispose();
    await this.log.close();
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#ops.dispose();
  }

  /** Plan and title as the events say; true when the head is another one after it. */
  #remember(event: SessionEvent): boolean {
    switch (event.type) {
      case 'plan.changed':
        this.#plan = event.items;
        return true;
      case 'session.titled':
        this.#title = event.title;
        return true;
      case 'turn.started':
        if (this.#title !== '') return false;
        this.#title = titleOf(event.text);
        return true;
      default:
        return false;
    }
  }
}

/** The first line of the first message, cut at a word. */
function titleOf(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  if (line.length <= 60) return line;
  const cut = line.slice(0, 60);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40))}…`;
}
