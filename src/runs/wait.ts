/** Waits until a run has come somewhere: a metric has reached a value, a watchdog spoke, the run or the time is over. */
import type { Clock } from '../base/clock.ts';
import { PracticumError } from '../base/errors.ts';
import type { RunId } from '../base/ids.ts';
import { isOfTheEnd, type RunAlert } from './alert.ts';
import type { RunState } from './run.ts';
import { hasEnded, type Runs } from './runs.ts';
import type { Measurement } from './series.ts';

const comparisons = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
} as const;
type Comparison = keyof typeof comparisons;

export interface Condition {
  /** `step`: the newest step of any metric. */
  readonly metric: string;
  readonly comparison: Comparison;
  readonly value: number;
}

export class BadCondition extends PracticumError {
  constructor(text: string, why: string) {
    super('bad-condition', `“${text}” is no condition to wait for: ${why}.`, {
      hint: 'Write a metric, one of < <= > >= and a number: eval_loss < 0.5, or step >= 1000.',
    });
  }
}

/** `eval_loss < 0.5`, `step >= 1000`. Throws BadCondition. */
export function parseCondition(text: string): Condition {
  const found = /^\s*(\S.*?)\s*(<=|>=|<|>)\s*(\S+)\s*$/.exec(text);
  const [, metric = '', sign = '', number = ''] = found ?? [];
  const comparison = isComparison(sign) ? sign : undefined;
  if (found === null || comparison === undefined) throw new BadCondition(text, 'it has no comparison');
  const value = Number(number.replace(/,(?=\d{3}\b)/g, ''));
  if (!Number.isFinite(value)) throw new BadCondition(text, `${number} is no number`);
  return { metric, comparison, value };
}

function isComparison(text: string): text is Comparison {
  return text in comparisons;
}

export type Waited =
  | { readonly kind: 'met'; readonly metric: string; readonly at: Measurement }
  | { readonly kind: 'ended' }
  | { readonly kind: 'alert'; readonly alert: RunAlert }
  | { readonly kind: 'time' }
  /** Whoever waits is wanted for something else. */
  | { readonly kind: 'called' };

export interface WaitOptions {
  readonly condition?: Condition | undefined;
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Rejects with its reason. */
  readonly signal: AbortSignal;
  /** Ends the waiting in good order. */
  readonly called?: AbortSignal | undefined;
  /** Whether an alert that comes meanwhile ends it. What is said of the end leaves that to the end. */
  readonly heedsAlerts: boolean;
  /** Each time it has looked, and goes on waiting. */
  onLook?(state: RunState): void;
}

/** A supervisor that dies changes no file, and a network drive tells nobody: it is looked at least so often. */
const lookMs = 2_000;

/** Resolves with why it ended, and the run as it was then. Costs nothing while nothing happens but a look every two seconds. */
export async function waitForRun(
  runs: Pick<Runs, 'get' | 'onDidChange' | 'seriesOf'>,
  id: RunId,
  options: WaitOptions,
): Promise<{ readonly waited: Waited; readonly state: RunState }> {
  const { clock, signal, called, condition, heedsAlerts } = options;
  const timeUp = new AbortController();
  const ends = AbortSignal.any([signal, timeUp.signal, ...(called === undefined ? [] : [called])]);
  const change = changes(runs, id);
  // The time is over when this has slept, however often it is woken; a clock that is set makes it neither longer nor shorter.
  const over = clock.sleep(options.timeoutMs, ends).then(
    () => timeUp.abort(),
    () => undefined,
  );
  const seen = new Set((await runs.get(id)).alerts?.map((alert) => alert.id));
  const progress = new Progress(condition);
  try {
    for (;;) {
      signal.throwIfAborted();
      const state = await runs.get(id);
      const met = await progress.look(runs, state);
      if (met !== undefined) return { waited: met, state };
      if (hasEnded(state)) return { waited: { kind: 'ended' }, state };
      const alert = heedsAlerts ? state.alerts?.find((one) => !seen.has(one.id) && one.level !== 'info' && !isOfTheEnd(one)) : undefined;
      if (alert !== undefined) return { waited: { kind: 'alert', alert }, state };
      if (called?.aborted === true) return { waited: { kind: 'called' }, state };
      if (timeUp.signal.aborted) return { waited: { kind: 'time' }, state };
      options.onLook?.(state);
      await change.next(clock, ends);
    }
  } finally {
    change.dispose();
    timeUp.abort();
    await over;
  }
}

/** What was measured since the last look; each value is looked at once. */
class Progress {
  readonly #condition: Condition | undefined;
  #looked: number | undefined;
  #points = -1;

  constructor(condition: Condition | undefined) {
    this.#condition = condition;
  }

  async look(runs: Pick<Runs, 'seriesOf'>, { spec: { id }, pointCount }: RunState): Promise<Waited | undefined> {
    const condition = this.#condition;
    if (condition === undefined || pointCount === this.#points) return undefined;
    this.#points = pointCount;
    const series = await runs.seriesOf(id);
    const isMet = comparisons[condition.comparison];
    if (condition.metric === 'step') {
      for (const { metric, last } of await series.summaries())
        if (isMet(last.step, condition.value)) return { kind: 'met', metric, at: last };
      return undefined;
    }
    const column = await series.column(condition.metric);
    // The newest value counts when the waiting begins; a run that was resumed may have fewer than before.
    const from = Math.min(this.#looked ?? Number.POSITIVE_INFINITY, Math.max(0, column.count - 1));
    const { steps, values } = column.read(from, column.count);
    this.#looked = column.count;
    const index = values.findIndex((value) => isMet(value, condition.value));
    const [step, value] = [steps[index], values[index]];
    return step === undefined || value === undefined ? undefined : { kind: 'met', metric: condition.metric, at: { step, value } };
  }
}

/** Wakes when the run changed, or after a moment. Listens from the start, so that nothing falls between two looks. */
function changes(runs: Pick<Runs, 'onDidChange'>, id: RunId): { next(clock: Clock, ends: AbortSignal): Promise<void>; dispose(): void } {
  let hasChanged = false;
  let wake: AbortController | undefined;
  const subscription = runs.onDidChange((states) => {
    if (states.length > 0 && !states.some(({ spec }) => spec.id === id)) return;
    hasChanged = true;
    wake?.abort();
  });
  return {
    async next(clock, ends) {
      wake = new AbortController();
      if (!hasChanged) await clock.sleep(lookMs, AbortSignal.any([ends, wake.signal])).catch(() => undefined);
      hasChanged = false;
    },
    dispose: () => subscription.dispose(),
  };
}
