/** What of an environment or of a file with logins is a secret that one would know again elsewhere. */
import { createRedactor } from './redact.ts';
import { isSecretVariable } from './secretVariables.ts';

const byShape = createRedactor();

/** By their shape, and by the names that they stand under. */
export function secretsIn(text: string): readonly string[] {
  return byShape
    .find(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter(isWorthKnowing);
}

export function secretsOfVariables(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && isSecretVariable(name) && isWorthKnowing(value) ? [value] : [],
  );
}

/** An ordinary word as a password (`postgres`) would blank half of what is read, and a path is none. */
export function isWorthKnowing(value: string): boolean {
  if (/^(?:[~.]?[/\\]|[A-Za-z]:[/\\]|\[redacted:)/.test(value)) return false;
  return value.length >= 20 || (value.length >= 8 && /\d/.test(value) && /[A-Za-z]/.test(value));
}
