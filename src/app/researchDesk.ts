import type { ApprovalBroker } from '../agent/broker.ts';
import { Budget } from '../agent/budget.ts';
import type { Judge } from '../agent/decision.ts';
import type { Payment, Purchase } from '../agent/payment.ts';
import { goOnRequest, researchPrompt, researchRequest } from '../agent/researchPrompt.ts';
import { readReport } from '../agent/researchReport.ts';
import { runSubAgent, type SubAgentLimits } from '../agent/subAgent.ts';
import { withEffortUpTo } from '../agent/subModel.ts';
import { ResearchPurse, type SubPurse } from '../agent/subPurse.ts';
import type { Clock } from '../base/clock.ts';
import { describeError } from '../base/errors.ts';
import type { PermitAuthority } from '../base/permit.ts';
import type { ResearchAgent } from '../base/research.ts';
import type { Tool, ToolCall, ToolResult } from '../base/tool.ts';
import type { GrantCap } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { microUsdOf, usdOf } from '../ledger/money.ts';
import type { LanguageModel } from '../models/model.ts';
import { createChildLog, goOnFromChild } from '../sessions/children.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import { readLog } from '../sessions/readLog.ts';
import type { ResearchPort, ResearchWish } from '../tools/researchPort.ts';
import type { ResearchBudget } from './api.ts';
import { agentAtEnd, agentAtWork } from './researchAgents.ts';
import { cutOffBefore } from './researchRecovery.ts';
import { researchOrigin, researchText } from './researchText.ts';

export interface ResearchParts {
  readonly home: string;
  readonly app: string;
  readonly roots: readonly string[];
  readonly log: FileSessionLog;
  readonly permits: PermitAuthority;
  readonly judge: Judge;
  readonly broker: ApprovalBroker;
  readonly clock: Clock;
  isTrusted(): boolean;
  model(): Promise<LanguageModel>;
  ledger(): Promise<Ledger>;
  grant(): GrantCap | undefined;
  unpricedTokens(): number;
  /** Promises in the name of the conversation, where a person can be asked. */
  ask(purchase: Purchase, signal: AbortSignal): Promise<Payment | undefined>;
  budget(): ResearchBudget;
  /** All tools there are now, those of a session bound to the log of the sub-agent. */
  toolsFor(child: FileSessionLog): () => readonly Tool[];
  readonly limits?: SubAgentLimits;
}

const maxAtWork = 3;
const leastAnswerTokens = 1_024;
const usualLimits: SubAgentLimits = { responses: 30, timeMs: 12 * 60_000, reportMs: 2 * 60_000 };
/** A card need not change more often. */
const showEveryMs = 300;

const wentOn = 'It went on from where it had been cut off; its calls and tokens count from its first beginning.';
const wasAnswered = 'It had answered before the call was interrupted; nothing was looked up again.';

/** Sub-agents of one session: three at work, over all its research calls. */
export class ResearchDesk implements ResearchPort {
  readonly #parts: ResearchParts;
  readonly #waiting: (() => void)[] = [];
  #atWork = 0;

  constructor(parts: ResearchParts) {
    this.#parts = parts;
  }

  async find({ task, context, questions }: ResearchWish, call: ToolCall): Promise<ToolResult> {
    const { budget, roots } = this.#parts;
    await this.#askBefore(task, call);
    // Whoever finds the logs of its sub-agents after a crash must find the call, too.
    await this.#parts.log.flush();
    const { usd, tokens } = budget();
    const asked = questions.length === 0 ? [undefined] : questions;
    const purse = new ResearchPurse({ tokens, microUsd: usd === null ? null : microUsdOf(usd) }, asked.length);
    const card = new Card(
      asked.map((question, index) => waiting(index, question ?? task)),
      call,
      this.#parts.clock,
    );
    const outcomes = await Promise.allSettled(
      asked.map(async (question, index) => {
        const request = researchRequest({
          task,
          ...(context === undefined ? {} : { context }),
          ...(question === undefined ? {} : { question }),
        });
        await this.#inTurn(call.signal, () =>
          this.#send({ request, question: question ?? task, purse, roots }, call, (agent) => card.set(index, agent)),
        );
      }),
    );
    card.close();
    call.signal.throwIfAborted();
    // A log that cannot be written is the call's failure, once none of them works any more.
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    const agents = card.agents;
    return { content: researchText(agents), detail: { kind: 'research', agents }, origin: researchOrigin };
  }

  async #send(
    {
      request,
      question,
      purse,
      roots,
    }: { readonly request: string; readonly question: string; readonly purse: ResearchPurse; readonly roots: readonly string[] },
    call: ToolCall,
    show: (agent: () => ResearchAgent) => void,
  ): Promise<void> {
    const { home, app, log: parent } = this.#parts;
    const share = purse.open();
    const before = await cutOffBefore(parent, question);
    const of = { home, app, parent, workspace: roots[0] ?? '', call: call.id, question };
    const log = before === undefined ? await createChildLog(of) : await goOnFromChild(of, before.child);
    const about = { id: log.session, question };
    let step = 'Begins';
    let isReporting = false;
    const usd = (): number | undefined => (share.usedMicroUsd === undefined ? undefined : usdOf(share.usedMicroUsd));
    const atWork = (): ResearchAgent =>
      agentAtWork({ ...about, state: isReporting ? 'reporting' : 'working', step, usd: usd() }, log.events);
    const showNow = (): void => show(atWork);
    const listening = log.onDidAppend(({ type }) => {
      if (type === 'response.ended' || type === 'tool.ended') showNow();
    });
    const onStep = (text: string, reporting: boolean): void => {
      step = text;
      isReporting ||= reporting;
      showNow();
    };
    try {
      const work = before === undefined ? request : goOnRequest(request);
      const answered = before?.report === undefined ? undefined : { report: before.report, why: undefined };
      const end =
        answered ??
        (await this.#work(log, share, work, onStep, call.signal).catch((error: unknown) => {
          if (call.signal.aborted) throw error;
          return { report: undefined, why: describeError(error) };
        }));
      const state = end.why === undefined ? 'done' : 'partial';
      // The whole of what was read is in the file: memory lets go of what the sub-agent no longer saw.
      await log.flush();
      const { events } = await readLog(log.path);
      const ended = agentAtEnd({ ...about, usd: usd() }, events, { state, ...end }, roots);
      const notes = before === undefined ? [] : [answered === undefined ? wentOn : wasAnswered];
      show(() => ({ ...ended, notes: [...notes, ...ended.notes] }));
    } finally {
      listening.dispose();
      share.close();
      await log.close().catch(() => undefined);
    }
  }

  async #work(
    log: FileSessionLog,
    purse: SubPurse,
    request: string,
    onStep: (text: string, isReporting: boolean) => void,
    signal: AbortSignal,
  ) {
    const parts = this.#parts;
    const { permits, judge, clock, roots, broker, limits = usualLimits } = parts;
    let model: Promise<LanguageModel> | undefined;
    const budget = new Budget({
      session: parts.log.session,
      log,
      broker,
      purse,
      ledger: () => parts.ledger(),
      grant: () => parts.grant(),
      unpricedTokens: () => parts.unpricedTokens(),
    });
    return await runSubAgent(
      {
        log,
        permits,
        judge,
        clock,
        purse,
        budget,
        limits,
        onStep,
        tools: parts.toolsFor(log),
        // The same one to the end: what it costs and what it can do is not to change on the way.
        model: () => {
          model ??= parts.model().then((chosen) => withEffortUpTo(chosen, 'medium'));
          return model;
        },
        system: researchPrompt(roots),
        isTrusted: () => parts.isTrusted(),
        isReport: (words) => readReport(words) !== undefined,
      },
      request,
      signal,
    );
  }

  /**
   * A sub-agent asks nobody, so what keeps even one request from being made (a price that is not known, a cap that is reached) is asked about
   * before the first is sent out, as about any request of the conversation. Unattended nobody is asked: the sub-agents say what is in the way.
   */
  async #askBefore(task: string, call: ToolCall): Promise<void> {
    const { roots, grant, model, ask } = this.#parts;
    if (grant() !== undefined) return;
    const messages = [{ role: 'user', parts: [{ type: 'text', text: task }] }] as const;
    const request = { system: researchPrompt(roots), tools: [], messages, maxOutputTokens: leastAnswerTokens };
    const onAsk = (title: string): void => call.progress(`Waiting for you: ${title}`);
    const payment = await ask(
      { model: await model(), request, purpose: 'research', turn: call.turn, onAsk, leaveInTime: () => undefined },
      call.signal,
    );
    await payment?.release();
  }

  /** Waits until fewer than three are at work. Rejects when the work is stopped. */
  async #inTurn(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    signal.throwIfAborted();
    if (this.#atWork >= maxAtWork) await this.#untilFree(signal);
    else this.#atWork += 1;
    try {
      await work();
    } finally {
      // Whoever waits takes the place over.
      const next = this.#waiting.shift();
      if (next === undefined) this.#atWork -= 1;
      else next();
    }
  }

  #untilFree(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        const at = this.#waiting.indexOf(go);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(signal.reason);
      };
      this.#waiting.push(go);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}

function waiting(index: number, question: string): ResearchAgent {
  return {
    id: `waiting-${index}`,
    question,
    state: 'waiting',
    step: '',
    notes: [],
    calls: 0,
    tokens: 0,
    looks: [],
    earlierLooks: 0,
    facts: [],
    notBacked: [],
    open: [],
  };
}

/** The card of one call, shown anew at most a few times a second. */
class Card {
  readonly #agents: (() => ResearchAgent)[];
  readonly #call: ToolCall;
  readonly #clock: Clock;
  readonly #isOver = new AbortController();
  #isDue = false;

  constructor(agents: readonly ResearchAgent[], call: ToolCall, clock: Clock) {
    this.#agents = agents.map((agent) => () => agent);
    this.#call = call;
    this.#clock = clock;
    this.#show();
  }

  get agents(): readonly ResearchAgent[] {
    return this.#agents.map((agent) => agent());
  }

  /** `agent`: how it stands when it is shown. */
  set(index: number, agent: () => ResearchAgent): void {
    this.#agents[index] = agent;
    if (this.#isDue || this.#isOver.signal.aborted) return;
    this.#isDue = true;
    this.#clock.sleep(showEveryMs, this.#isOver.signal).then(
      () => {
        this.#isDue = false;
        this.#show();
      },
      () => undefined, // the call is over, and its result says how it stands
    );
  }

  close(): void {
    this.#isOver.abort();
  }

  #show(): void {
    this.#call.show?.({ kind: 'research', agents: this.agents });
  }
}
