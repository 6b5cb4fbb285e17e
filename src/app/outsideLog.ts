import { mkdir } from 'node:fs/promises';
import { ApprovalBroker } from '../agent/broker.ts';
import { defined } from '../base/defined.ts';
import { describeError } from '../base/errors.ts';
import type { CallId, MessageId, SessionId, TurnId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import type { ApprovalAnswer } from '../sessions/events.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import { SessionBusy } from '../sessions/sessionErrors.ts';
import { openLog } from '../sessions/store.ts';
import type { OutsideQuestion } from './api.ts';
import { forgetAnswer, postedAnswer } from './outsideAnswers.ts';
import { logOf, markedLogs, setMark, sweepOutside } from './outsideFolder.ts';
import { mattersOf, type OutsideMatter } from './outsideRecord.ts';

/** How often it is looked whether an answer was left, while something waits. */
const lookMs = 400;

export interface OutsideHome {
  readonly home: string;
  readonly app: string;
  onProblem(text: string): void;
}

/** One log of questions of other agents that this process has the right to write, and the broker over it. */
export class OutsideLog {
  readonly broker: ApprovalBroker;
  readonly #log: FileSessionLog;
  readonly #folder: string;

  private constructor(log: FileSessionLog, folder: string) {
    this.#log = log;
    this.#folder = folder;
    this.broker = new ApprovalBroker(log);
  }

  /** A new one, or one that nobody has open. Throws SessionBusy, NewerLog. */
  static async open(folder: string, home: OutsideHome, session?: SessionId): Promise<OutsideLog> {
    const id = session ?? newId<SessionId>('se');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const log = await openLog(home, id, logOf(folder, id));
    try {
      if (log.readOnlyReason !== undefined) throw log.readOnlyReason;
      if (log.events.length === 0) await log.append({ type: 'session.created', session: id, workspace: folder, app: home.app }, 'durable');
      // Whoever asked is gone: the question goes on without them.
      for (const { approval, call, state, isPostponed } of mattersOf(log.events, Date.now()))
        if (state === 'open' && !isPostponed) await log.append({ type: 'approval.postponed', approval, call }, 'durable');
      const opened = new OutsideLog(log, folder);
      await opened.#endOld();
      return opened;
    } catch (error) {
      await log.abandon();
      throw error;
    }
  }

  get matters(): readonly OutsideMatter[] {
    return mattersOf(this.#log.events, Date.now());
  }

  /** Writes down what is to be asked about; the question itself is the broker’s to write. */
  async begin(key: string, { call: { tool, input }, title, effects, detail }: OutsideQuestion, from: string): Promise<CallId> {
    await setMark(this.#folder, this.#log.session, true);
    const [call, turn] = [newId<CallId>('ca'), newId<TurnId>('tu')];
    await this.#log.append({ type: 'session.titled', title: from });
    const argumentsJson = JSON.stringify(input);
    await this.#log.append({ type: 'response.call', response: newId<MessageId>('ms'), call, providerId: key, name: tool, argumentsJson });
    const shown = defined({ detail: detail === undefined ? undefined : ({ kind: 'text', text: detail } as const) });
    await this.#log.append({ type: 'tool.proposed', turn, call, tool, title, effects, ...shown });
    return call;
  }

  /** Its yes is made use of. On the disk when this resolves, so that nothing is carried out twice on one yes. */
  async use(call: CallId): Promise<void> {
    await this.#log.append({ type: 'tool.started', call }, 'durable');
    await this.#mark();
  }

  /** Whoever asked has heard the no: who asks again, asks anew. */
  async tellNo(call: CallId): Promise<void> {
    await this.#log.append({ type: 'tool.ended', call, outcome: 'rejected', content: '' }, 'durable');
    await this.#mark();
  }

  async answer(call: CallId, answer: ApprovalAnswer, by: string): Promise<void> {
    const asked = this.broker.pending.find((approval) => approval.call === call);
    if (asked !== undefined) await this.broker.answer(asked.id, answer, 'call', by);
  }

  /** Writes answers down that were left for what waits here. */
  async takeIn(): Promise<void> {
    for (const { approval, state } of this.matters) {
      if (state !== 'open') continue;
      const said = await postedAnswer(this.#folder, approval);
      if (said === undefined) continue;
      await this.broker.answer(approval, said.answer, 'call', said.by, defined({ feedback: said.feedback }));
      await forgetAnswer(this.#folder, approval);
    }
  }

  async close(): Promise<void> {
    await this.#mark();
    await this.#log.close();
  }

  async #endOld(): Promise<void> {
    const open = new Set(this.matters.map(({ call }) => call));
    await this.broker.withdrawLate((call) => !open.has(call), 'Nobody answered for a day.');
    await this.#mark();
  }

  async #mark(): Promise<void> {
    await setMark(this.#folder, this.#log.session, this.matters.length > 0);
  }
}

/** The logs of one program that serves a folder: its own, and those that programs before it left with something open. */
export class OutsideLogs {
  readonly own: OutsideLog;
  readonly #all: readonly OutsideLog[];
  readonly #timer: NodeJS.Timeout;
  #taking: Promise<void> = Promise.resolve();

  private constructor(all: readonly [OutsideLog, ...OutsideLog[]], onProblem: (text: string) => void) {
    [this.own] = all;
    this.#all = all;
    this.#timer = setInterval(() => {
      if (all.some(({ broker }) => broker.pending.length > 0)) this.takeIn().catch((error: unknown) => onProblem(describeError(error)));
    }, lookMs).unref();
  }

  static async open(folder: string, home: OutsideHome): Promise<OutsideLogs> {
    const found: OutsideLog[] = [];
    await sweepOutside(folder, Date.now()).catch((error: unknown) => home.onProblem(describeError(error)));
    for (const session of await markedLogs(folder)) {
      try {
        found.push(await OutsideLog.open(folder, home, session));
      } catch (error) {
        // Another program has it, and asks on.
        if (!(error instanceof SessionBusy)) home.onProblem(describeError(error));
      }
    }
    const [first, ...others] = found;
    return new OutsideLogs([first ?? (await OutsideLog.open(folder, home)), ...others], home.onProblem);
  }

  /** An equal call’s question: one that was answered before one that still waits. */
  find(key: string): { readonly log: OutsideLog; readonly matter: OutsideMatter } | undefined {
    const equal = this.#all.flatMap((log) => log.matters.filter((matter) => matter.key === key).map((matter) => ({ log, matter })));
    return ['approved', 'rejected', 'open'].flatMap((state) => equal.filter(({ matter }) => matter.state === state)).at(0);
  }

  /** One after the other, so that each answer is written down once. */
  takeIn(): Promise<void> {
    const taken = this.#taking.then(async () => {
      for (const log of this.#all) await log.takeIn();
    });
    this.#taking = taken.catch(() => undefined);
    return taken;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#taking;
    await Promise.all(this.#all.map((log) => log.close()));
  }
}
