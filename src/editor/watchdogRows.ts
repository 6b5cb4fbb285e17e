import { type WatchdogAction, type WatchdogRule, watchdogActions, watchdogRules } from '../runs/alert.ts';
import type { RunMarks } from '../runs/marks.ts';
import type { RunSpec } from '../runs/run.ts';
import { actionsOf } from '../runs/watchdogs/actions.ts';
import { actionTexts, ruleTexts } from '../runs/watchdogs/ruleTexts.ts';

/** What they were started with, and what was switched since. */
export interface Watched {
  readonly spec: Pick<RunSpec, 'watchdogs'>;
  readonly marks?: RunMarks;
}

/** The watchdogs of one run as rows to choose from. Pure. */
export interface WatchdogRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly rule: WatchdogRule;
}

export function watchdogRows({ spec, marks }: Watched): readonly WatchdogRow[] {
  const actions = actionsOf({ ...spec.watchdogs, ...marks?.watchdogs });
  return watchdogRules.map((rule) => ({
    label: `$(${actions[rule] === 'off' ? 'eye-closed' : 'eye'}) ${rule}`,
    description: marks?.watchdogs?.[rule] === undefined ? actions[rule] : `${actions[rule]}, switched for this run`,
    detail: ruleTexts[rule],
    rule,
  }));
}

export interface ActionRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** Null: as it was started with. */
  readonly action: WatchdogAction | null;
}

/** What a rule can do; what it did when the run was started is no switch. */
export function actionRows({ spec, marks }: Watched, rule: WatchdogRule): readonly ActionRow[] {
  const atStart = actionsOf(spec.watchdogs)[rule];
  const now = marks?.watchdogs?.[rule] ?? atStart;
  const rows = watchdogActions.map((action) => ({
    label: `$(${action === now ? 'check' : 'dash'}) ${action}`,
    description: action === atStart ? 'as it was started' : '',
    detail: actionTexts[action],
    action,
  }));
  return rows.map((row) => (row.action === atStart ? { ...row, action: null } : row));
}
