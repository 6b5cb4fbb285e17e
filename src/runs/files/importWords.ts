import type { ImportOutcome } from './importedRun.ts';

/** `3 runs imported, 2 were imported before`. */
export function importWords(outcomes: readonly ImportOutcome[]): string {
  const count = (kind: ImportOutcome['kind']): number => outcomes.filter((outcome) => outcome.kind === kind).length;
  const [imported, known, empty] = [count('imported'), count('known'), count('empty')];
  const parts = [imported === 1 ? '1 run imported' : `${imported} runs imported`];
  if (known > 0) parts.push(`${known} ${known === 1 ? 'was' : 'were'} imported before`);
  if (empty > 0) parts.push(`${empty} held no points`);
  return parts.join(', ');
}
