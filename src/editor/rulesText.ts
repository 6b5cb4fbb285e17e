import { describeRule, type Rule } from '../policy/rule.ts';

/** A rule as a row of the list. */
export interface RuleRow {
  readonly rule: Rule;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** The newest of the person's own first, since that is the one they look for; then what the workspace brings. */
export function ruleRows(rules: readonly Rule[]): readonly RuleRow[] {
  const sorted = [...rules].sort((a, b) => Number(a.isOfWorkspace === true) - Number(b.isOfWorkspace === true) || b.madeAtMs - a.madeAtMs);
  return sorted.map((rule) => {
    const text = describeRule(rule);
    return {
      rule,
      label: text.charAt(0).toUpperCase() + text.slice(1),
      description: rule.isOfWorkspace === true ? 'this workspace' : rule.workspace === undefined ? 'everywhere' : `in ${rule.workspace}`,
      detail: rule.note ?? '',
    };
  });
}
