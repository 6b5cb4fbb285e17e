import { createHash } from 'node:crypto';
import { HostGone } from '../agent/hostGone.ts';
import type { Answer, Withdrawn } from '../agent/question.ts';
import { describeError } from '../base/errors.ts';
import type { CallId, TurnId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import type { OutsideQuestion } from './api.ts';
import { outsideFolder } from './outsideFolder.ts';
import { type OutsideLog, OutsideLogs } from './outsideLog.ts';

export interface OutsideApprovalsOptions {
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  /** Shown to whoever finds a log held: `cli 0.1.0`. */
  readonly app: string;
  /** The folder that the program was started for: its windows show what waits. */
  readonly workspace: string;
  /** The folders that are worked in: equal calls of other folders are others. */
  readonly roots: readonly string[];
  onProblem(text: string): void;
}

export interface OutsideWait {
  /** How the client names itself. */
  readonly from: string;
  /** Of the call. What it asked goes on waiting when it is aborted: a client that gives up may ask again. */
  readonly signal: AbortSignal;
  /** How long the call waits for an answer, in milliseconds. */
  readonly waitMs: number;
  /**
   * Asks the person through the client, beside all other views; undefined: it has no way to ask. As long as it asks, it is waited for,
   * whatever `waitMs` says. Its signal aborts once somebody has answered elsewhere.
   */
  elicit?(signal: AbortSignal): Promise<boolean | undefined>;
}

/** `waiting`: nobody has answered yet; the question stays, and an equal call later finds the answer. */
export type OutsideAnswer = 'approved' | 'rejected' | 'waiting';

/**
 * What calls of other agents have to be asked about, in logs of this program's own: asked through the same broker as questions of the
 * agent's, so on the disk before anybody is asked. Windows of the folder and the command line show it and leave answers (outsideAnswers.ts).
 * The program that asks has no way to answer.
 */
export class OutsideApprovals {
  readonly #options: OutsideApprovalsOptions;
  readonly #ended = new AbortController();
  /** Equal calls one after another: of two at once, one yes carries out one. */
  readonly #asking = new Map<string, Promise<unknown>>();
  #logs: Promise<OutsideLogs> | undefined;

  constructor(options: OutsideApprovalsOptions) {
    this.#options = options;
  }

  /** An answer counts once: it is written down as made use of, or told, before this resolves. */
  async ask(question: OutsideQuestion, wait: OutsideWait): Promise<OutsideAnswer> {
    const key = keyOf(this.#options.roots, question);
    const before = this.#asking.get(key);
    const untilMs = performance.now() + wait.waitMs;
    const asked = (async (): Promise<OutsideAnswer> => {
      if (before !== undefined && !(await settledBy(before, wait))) return 'waiting';
      return await this.#ask(key, question, { ...wait, waitMs: Math.max(0, untilMs - performance.now()) });
    })();
    const done = asked.catch(() => undefined);
    this.#asking.set(key, done);
    try {
      return await asked;
    } finally {
      if (this.#asking.get(key) === done) this.#asking.delete(key);
    }
  }

  /** Questions stay open, for the next program that serves this folder. */
  async close(): Promise<void> {
    this.#ended.abort(new HostGone());
    await Promise.allSettled(this.#asking.values());
    const logs = await this.#logs?.catch(() => undefined);
    await logs?.close();
  }

  async #ask(key: string, question: OutsideQuestion, wait: OutsideWait): Promise<OutsideAnswer> {
    const logs = await this.#open();
    await logs.takeIn();
    const known = logs.find(key);
    if (known?.matter.state === 'approved') {
      await known.log.use(known.matter.call);
      return 'approved';
    }
    if (known?.matter.state === 'rejected') {
      await known.log.tellNo(known.matter.call);
      return 'rejected';
    }
    const log = known?.log ?? logs.own;
    const call = known?.matter.call ?? (await log.begin(key, question, wait.from));
    const answer = await this.#untilAnswered(log, call, question, wait);
    if (answer === 'needless' || answer.answer === 'withdrawn') return 'waiting';
    if (answer.answer === 'approve') await log.use(call);
    else await log.tellNo(call);
    return answer.answer === 'approve' ? 'approved' : 'rejected';
  }

  async #untilAnswered(
    log: OutsideLog,
    call: CallId,
    { title, reason, effects, facts }: OutsideQuestion,
    { from, signal, waitMs, elicit }: OutsideWait,
  ): Promise<Answer | Withdrawn | 'needless'> {
    const { broker } = log;
    const settled = new AbortController();
    const postpone = (): void => void broker.postpone(call).catch((error: unknown) => this.#options.onProblem(describeError(error)));
    let timer: NodeJS.Timeout | undefined;
    const waitOn = (): void => {
      if (!settled.signal.aborted) timer ??= setTimeout(postpone, waitMs);
    };
    const onWaiting = (): void => {
      if (signal.aborted) postpone();
      else signal.addEventListener('abort', postpone, { once: true });
      const through = AbortSignal.any([signal, settled.signal, this.#ended.signal]);
      // Where it could not ask after all, an answer from elsewhere is waited for.
      void (elicit?.(through) ?? Promise.resolve(undefined))
        .then(async (said) => (said === undefined ? waitOn() : await log.answer(call, said ? 'approve' : 'reject', from)))
        .catch(waitOn);
    };
    try {
      return await broker.ask(
        { call, turn: newId<TurnId>('tu'), title, reason, effects, ...facts, detail: undefined },
        this.#ended.signal,
        undefined,
        onWaiting,
      );
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', postpone);
      settled.abort();
    }
  }

  #open(): Promise<OutsideLogs> {
    const { home, app, workspace, onProblem } = this.#options;
    this.#logs ??= (async () => OutsideLogs.open(await outsideFolder({ home, workspace }), { home, app, onProblem }))();
    return this.#logs;
  }
}

/** False: the one before still waits when this one’s time is over. */
async function settledBy(before: Promise<unknown>, { waitMs, signal }: OutsideWait): Promise<boolean> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), waitMs);
  try {
    return await Promise.race([
      before.then(() => true),
      new Promise<boolean>((resolve) => {
        for (const one of [over.signal, signal]) one.addEventListener('abort', () => resolve(false), { once: true });
        if (signal.aborted) resolve(false);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

function keyOf(roots: readonly string[], { call, effects, facts }: OutsideQuestion): string {
  const what = sorted([roots, call.tool, call.input, effects, facts.code?.hash ?? null, facts.cost?.usd ?? null]);
  return createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 32);
}

/** The same text for the same value, in whatever order its fields were written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, held]) => [name, sorted(held)]),
  );
}
