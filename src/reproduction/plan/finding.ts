/** What is wrong with a plan, in words that say what to do. */
export interface PlanFinding {
  /** A plan with errors is refused; warnings are shown with it. */
  readonly severity: 'error' | 'warning';
  readonly kind:
    | 'order'
    | 'owner'
    | 'path'
    | 'change'
    | 'reuse'
    | 'import'
    | 'shadow'
    | 'evaluation'
    | 'command'
    | 'cell'
    | 'address'
    | 'register';
  /** Whole sentences. */
  readonly message: string;
  /** The file of the plan that it is about. */
  readonly path?: string;
}

export function errorsOf(findings: readonly PlanFinding[]): readonly PlanFinding[] {
  return findings.filter(({ severity }) => severity === 'error');
}

export function findingLines(findings: readonly PlanFinding[], most = 30): readonly string[] {
  const sorted = [...errorsOf(findings), ...findings.filter(({ severity }) => severity === 'warning')];
  const lines = sorted.slice(0, most).map(({ severity, message }) => `- ${severity}: ${message}`);
  return sorted.length > most ? [...lines, `- and ${sorted.length - most} more.`] : lines;
}

/** `a, b, c and 4 more`. */
export function some(names: readonly string[], most = 6): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}
