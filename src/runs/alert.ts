/** What a watchdog found in a run: one line of `alerts.jsonl`. */

export const watchdogRules = [
  'not-finite',
  'divergence',
  'plateau',
  'overfit',
  'stall',
  'out-of-memory',
  'data-loader',
  'disk-full',
  'nccl',
  'gated-repo',
  'cost-cap',
  'saves-nothing',
] as const;
export type WatchdogRule = (typeof watchdogRules)[number];

/** Speaks only once the script is over, a moment before the run has its end. */
export function isOfTheEnd({ rule }: Pick<RunAlert, 'rule'>): boolean {
  return rule === 'saves-nothing';
}

/** What a rule may do when it fires: nothing, tell, tell and offer to stop, stop the run. */
export const watchdogActions = ['off', 'notify', 'ask', 'stop'] as const;
export type WatchdogAction = (typeof watchdogActions)[number];
export type WatchdogActions = Readonly<Record<WatchdogRule, WatchdogAction>>;

/** What was said of rules that are known, in words that are known; the rest is passed over. */
export function saidActions(said: Readonly<Record<string, unknown>>): Partial<WatchdogActions> {
  const actions: Partial<Record<WatchdogRule, WatchdogAction>> = {};
  for (const rule of watchdogRules) {
    const action = watchdogActions.find((one) => one === said[rule]);
    if (action !== undefined) actions[rule] = action;
  }
  return actions;
}

export interface RunAlert {
  /** Unique within its run. */
  readonly id: string;
  readonly atMs: number;
  readonly rule: WatchdogRule;
  readonly level: 'info' | 'warning' | 'error';
  /** One sentence for people: `loss is NaN at step 120`. */
  readonly title: string;
  readonly metric?: string;
  readonly step?: number;
  /** The very numbers or lines that it was concluded from, exact. */
  readonly evidence: readonly string[];
  /** The next step, one sentence. */
  readonly suggestion: string;
  readonly action: Exclude<WatchdogAction, 'off'>;
}
