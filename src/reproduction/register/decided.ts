/** What a person settled in a register: no tool changes it, whatever it was asked to write. */
import { isDeepStrictEqual } from 'node:util';
import { PracticumError } from '../../base/errors.ts';
import { parseStage } from '../stages/files.ts';
import type { RegisterRow } from '../stages/records.ts';

/** A person took the value or chose another one. */
export function isDecided({ state }: Pick<RegisterRow, 'state'>): boolean {
  return state === 'accepted' || state === 'changed';
}

/**
 * Throws `register-decided` where the text of `register.json` after a write would no longer hold each row that a person settled, with state,
 * value and origin as they were, or would claim a decision that nobody made; what `readStage` throws where either cannot be read.
 */
export function requireDecisionsKept(before: string | undefined, after: string): void {
  const was = before === undefined ? [] : parseStage('register', before).rows.filter(isDecided);
  const now = parseStage('register', after).rows;
  const lost = was.find((row) => !now.some((other) => other.id === row.id && isDeepStrictEqual(decisionIn(other), decisionIn(row))));
  if (lost !== undefined) throw settled(lost);
  const claimed = now.find((row) => isDecided(row) && !was.some(({ id }) => id === row.id));
  if (claimed === undefined) return;
  throw new PracticumError('register-decided', `${claimed.name} would count as settled, which only a person does.`, {
    hint: 'Propose the value; they accept it in the register.',
  });
}

export function settled({ name, value }: RegisterRow): PracticumError {
  return new PracticumError('register-decided', `A person has settled ${name}: ${JSON.stringify(value)}.`, {
    hint: 'Tell them why another value is better; they change it in the register.',
  });
}

function decisionIn({ state, value, origin }: RegisterRow): unknown {
  return { state, value, origin };
}
