import { Agent } from '../agent/agent.ts';
import { ApprovalBroker } from '../agent/broker.ts';
import { systemPrompt } from '../agent/prompt.ts';
import { beginningOf } from '../base/clipped.ts';
import { systemClock } from '../base/clock.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { describeError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import { hideSecrets, redactValue } from '../base/redact.ts';
import type { PlanItem, Tool } from '../base/tool.ts';
import { usingPermit } from '../base/usingPermit.ts';
import type { ChatHead, ChatOp, ChatSnapshot, Delivery } from '../protocol/chat.ts';
import { bindReproductionTools } from '../reproduction/tools.ts';
import type { Mention, SessionEvent } from '../sessions/events.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import { bindTools } from '../tools/all.ts';
import type { ToolServices } from '../tools/services.ts';
import type { WorkbenchHost } from './api.ts';
import type { BenchParts } from './bench.ts';
import { Checkpoints } from './checkpoints.ts';
import { CodeApprovals } from './codeApprovals.ts';
import { Eyes } from './eyes.ts';
import { FileCopies } from './fileCopies.ts';
import { Grants } from './grants.ts';
import { grantNote } from './grantWords.ts';
import { hubPayerOf } from './hubDoor.ts';
import { createInstructionReader } from './instructions.ts';
import { createResearch } from './research.ts';
import { RuleBook } from './rules.ts';
import { createSessionPolicy } from './sessionPolicy.ts';
import { runHostsOf, sessionServices } from './sessionServices.ts';
import { createSilentChanges, sayingSilentChanges } from './silentChanges.ts';
import { SessionSpending, sayingCosts } from './spending.ts';
import { Transcript } from './transcript.ts';
import { sayingProtection } from './walls.ts';

/** How long somebody who has granted unattended work may be thought to be about to answer. */
const usualPatienceMs = 10 * 60_000;
/** How long a session that is closed waits for its title. */
const titleGraceMs = 3_000;
/** Items sent with a snapshot; the view asks for earlier ones. */
const snapshotItems = 400;

export interface ChatSessionParts extends BenchParts {
  readonly host: WorkbenchHost;
  readonly log: FileSessionLog;
  /** What other sessions of this window do, for the head. */
  elsewhere(): ChatHead['elsewhere'];
}

/** One open conversation: its log, the agent that works on it, and the transcript that is shown of it. */
export class ChatSession implements Disposable {
  readonly log: FileSessionLog;
  readonly agent: Agent;
  readonly broker: ApprovalBroker;
  readonly checkpoints: Checkpoints;
  /** What the person signed for unattended work. No tool is handed this. */
  readonly grants: Grants;
  readonly spending: SessionSpending;
  readonly #parts: ChatSessionParts;
  readonly #disposables = new DisposableList();
  readonly #ops = new Emitter<readonly ChatOp[]>();
  readonly #rebuilt = new Emitter<void>();
  readonly #stateChanged = new Emitter<void>();
  readonly onDidChange = this.#ops.event;
  /** The conversation went back: nothing that was sent of it holds, take a new snapshot. */
  readonly onDidRebuild = this.#rebuilt.event;
  /** It works, waits, ended, or was given another title. */
  readonly onDidChangeState = this.#stateChanged.event;
  #tools: readonly Tool[] = [];
  #transcript: Transcript;
  #plan: readonly PlanItem[] = [];
  #givenTitle = '';
  #firstTitle = '';
  #firstShown = 0;
  #titling: Promise<void> | undefined;

  constructor(parts: ChatSessionParts) {
    const { host, log, files, permits } = parts;
    this.#parts = parts;
    this.log = log;
    // What servers bring comes while the session is open, and stands behind what was there.
    const tools = (): readonly Tool[] => [...this.#tools, ...parts.mcp.tools()];
    this.broker = new ApprovalBroker(log, tools);
    this.checkpoints = new Checkpoints(log, files, permits, new FileCopies(log, host.home));
    const approvedCode = new CodeApprovals();
    for (const event of log.events) approvedCode.note(event);
    this.#disposables.add(log.onDidAppend((event) => approvedCode.note(event)));
    this.spending = this.#disposables.add(
      new SessionSpending({ host, log, broker: this.broker, ledger: parts.ledger, grant: () => this.grants.inForce }),
    );
    this.grants = this.#disposables.add(
      new Grants({
        log,
        roots: host.roots,
        home: host.home,
        clock: systemClock,
        sandbox: parts.sandbox,
        hosts: () => host.sandboxSettings?.().hosts ?? [],
        runHosts: () => runHostsOf(host),
        payer: () => hubPayerOf(host),
        money: this.spending.money,
        approved: approvedCode,
      }),
    );
    // They may be read to their end after the session was closed.
    const warn = (text: string): void => void log.append({ type: 'notice', level: 'warning', text }).catch(() => undefined);
    const { home, roots } = host;
    const rules = new RuleBook({ home, roots, isTrusted: () => host.isTrusted(), clock: systemClock, onProblem: warn });
    const judge = sayingSilentChanges(
      sayingCosts(
        sayingProtection(createSessionPolicy(host, { grants: this.grants, approvedCode, rules, log }), parts.walls),
        this.spending,
      ),
      createSilentChanges(parts.runs, log),
    );
    this.#transcript = this.#build();
    this.#disposables.add({ dispose: () => parts.sandboxDesk.forget(log.session) });
    const eyes = new Eyes({
      log,
      model: () => host.model('analysis'),
      ask: (purchase, signal) => this.spending.budget.promise(purchase, signal),
    });
    const services: ToolServices = {
      ...sessionServices(host, parts, { log, checkpoints: this.checkpoints, grant: () => this.spending.grantCap() }),
      eyes,
      research: createResearch({
        host,
        parts,
        log,
        judge,
        broker: this.broker,
        spending: this.spending,
        services: () => services,
        tools,
      }),
    };
    this.#tools = [...bindTools(services), ...bindReproductionTools(services)];
    this.agent = new Agent({
      log,
      broker: this.broker,
      permits,
      judge,
      tools,
      clock: systemClock,
      mode: host.mode,
      model: async (role) => {
        const model = await host.model(role);
        if (role === undefined || role === 'main') await eyes.note(model);
        return model;
      },
      hasEyes: () => eyes.isOffered,
      effort: () => host.effort?.(),
      fallbackModel: async () => await host.fallbackModel?.(),
      system: () => systemPrompt({ roots: host.roots }),
      instructions: createInstructionReader({
        roots: host.roots,
        isTrusted: () => host.isTrusted(),
        judge,
        read: (path) => usingPermit(permits, [{ kind: 'read', path }], (permit) => files.read(permit, path)),
        more: () => parts.prompts.told(),
        onProblem: warn,
      }),
      isTrusted: () => host.isTrusted(),
      limits: () => host.limits(),
      granted: () => {
        const grant = this.grants.inForce;
        return grant === undefined ? undefined : grantNote(grant, host.roots);
      },
      patienceMs: () => (this.grants.inForce === undefined ? undefined : (host.patienceMs ?? usualPatienceMs)),
      budget: this.spending.budget,
    });
    this.#listen();
  }

  get transcript(): Transcript {
    return this.#transcript;
  }

  /** As it was given, or the beginning of the first message; '' when nothing was said yet. */
  get title(): string {
    return this.#givenTitle === '' ? this.#firstTitle : this.#givenTitle;
  }

  /** Somebody's answer is waited for. */
  get isWaiting(): boolean {
    return this.broker.pending.length > 0;
  }

  /** What a message does that is sent now: who writes instead of answering means it as an answer. */
  get delivery(): Delivery {
    // What the work has gone on without holds nobody up.
    const isHeldUp = this.broker.pending.some(({ id }) => this.broker.late.find(id) === undefined);
    return isHeldUp ? 'steer' : this.#parts.host.limits().delivery;
  }

  head(): ChatHead {
    const { host } = this.#parts;
    const { state, activity } = this.agent.status;
    return {
      title: this.title,
      status: state,
      activity: hideSecrets(this.transcript.shorten(activity)),
      mode: this.agent.mode,
      model: host.modelLabel(),
      queue: this.agent.queue.map(({ id, text, mentions, delivery }) => ({ id, text: hideSecrets(saidOrShown(text, mentions)), delivery })),
      plan: this.#plan,
      pendingApprovals: this.broker.pending.length,
      usage: this.agent.usage,
      spend: this.spending.head(),
      grant: this.grants.head(),
      elsewhere: this.#parts.elsewhere(),
      delivery: this.delivery,
      workspace: { name: host.roots[0]?.split('/').at(-1), isTrusted: host.isTrusted() },
    };
  }

  refreshHead(): void {
    this.#ops.fire([{ op: 'head', head: this.head() }]);
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

  /** Something happened to the card of a call that no event tells of. */
  show(ops: readonly ChatOp[]): void {
    if (ops.length > 0) this.#ops.fire(ops);
  }

  /** Lets what runs come to its end first, for a moment. */
  async close(): Promise<void> {
    await this.agent.close();
    if (this.#titling !== undefined) {
      const ended = new AbortController();
      await Promise.race([this.#titling, systemClock.sleep(titleGraceMs, ended.signal).catch(() => undefined)]);
      ended.abort();
    }
    this.dispose();
    await this.log.close();
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#ops.dispose();
    this.#rebuilt.dispose();
    this.#stateChanged.dispose();
  }

  #listen(): void {
    const { host } = this.#parts;
    const headChanged = (): void => this.refreshHead();
    const stateChanged = (): void => {
      headChanged();
      this.#stateChanged.fire();
    };
    const failed = (error: unknown): void => this.show(this.transcript.notify('error', describeError(error)));
    this.#disposables.add(this.log.onDidAppend((event) => this.#follow(event)));
    this.#disposables.add(this.log.onDidFail(failed));
    this.#disposables.add(this.agent.onDidFail(failed));
    this.#disposables.add(this.agent.onDidChangeStatus(stateChanged));
    this.#disposables.add(this.broker.onDidChange(stateChanged));
    this.#disposables.add(host.onDidChangeModel(headChanged));
    this.#disposables.add(this.spending.onDidChange(headChanged));
    this.spending.lookUp().catch(failed);
    this.#disposables.add(
      this.grants.onDidChange(() => {
        stateChanged();
        // What waits for an answer may need none any more.
        this.broker.reconsider().catch(failed);
      }),
    );
    this.#disposables.add(this.agent.onDidProgress(({ call, text }) => this.show(this.transcript.progress(call, hideSecrets(text)))));
    this.#disposables.add(
      this.agent.onDidShow(({ call, detail }) => this.show(this.transcript.showDetail(call, redactValue(hideSecrets, detail)))),
    );
    this.#disposables.add(this.agent);
  }

  #follow(event: SessionEvent): void {
    if (event.type === 'session.rewound') {
      this.#transcript = this.#build();
      this.#rebuilt.fire();
      return;
    }
    if (event.type === 'turn.ended' && event.end === 'done') this.#titling ??= this.#askForTitle();
    this.show(this.transcript.apply(event));
    const change = this.#remember(event);
    if (change !== 'none') this.refreshHead();
    if (change === 'title') this.#stateChanged.fire();
  }

  /** Where there is a model for titles (`titlesModel`), once: else the first line is the title, and no model is asked. */
  async #askForTitle(): Promise<void> {
    const { host, ledger } = this.#parts;
    if (this.#givenTitle !== '' || host.modelLabel('titles') === undefined) return;
    const over = new AbortController();
    this.#disposables.add({ dispose: () => over.abort() });
    try {
      const { titleSession } = await import('./titles.ts');
      const { log, broker } = this;
      await titleSession({ log, broker, ledger, grant: () => this.spending.grantCap(), model: () => host.model('titles') }, over.signal);
    } catch (error) {
      host.log('info', `The session keeps its first line as its title. ${describeError(error)}`);
    }
  }

  /** From what the conversation consists of now. A title that was given stays: it is not part of what was said. */
  #build(): Transcript {
    const transcript = new Transcript(this.#parts.host.roots);
    this.#plan = [];
    this.#firstTitle = '';
    for (const event of this.log.branch) {
      transcript.apply(event);
      this.#remember(event);
    }
    const titled = this.log.events.findLast((event) => event.type === 'session.titled');
    if (titled?.type === 'session.titled') this.#givenTitle = titled.title;
    return transcript;
  }

  /** What of the head is another one after this event. */
  #remember(event: SessionEvent): 'title' | 'other' | 'none' {
    switch (event.type) {
      case 'plan.changed':
        this.#plan = event.items;
        return 'other';
      case 'session.titled':
        this.#givenTitle = event.title;
        return 'title';
      case 'turn.started':
        if (this.#firstTitle !== '') return 'none';
        this.#firstTitle = titleOf(saidOrShown(event.text, event.mentions));
        return 'title';
      case 'response.ended':
      case 'context.pruned':
      case 'context.compacted':
        return 'other'; // what the model is sent has another size
      default:
        return 'none';
    }
  }
}

/** A message may be pictures alone: then their names stand for it. */
function saidOrShown(text: string, mentions: readonly Mention[]): string {
  return text.trim() === '' ? mentions.flatMap(({ picture }) => picture?.label ?? []).join(', ') : text;
}

/** The first line of the first message, cut at a word. */
function titleOf(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  if (line.length <= 60) return line;
  const cut = beginningOf(line, 60);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40))}…`;
}
