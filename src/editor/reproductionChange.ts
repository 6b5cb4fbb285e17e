/** What a person does with a row of the register in its table: pure, so that the file is written once and at the end. */
import { PracticumError } from '../base/errors.ts';
import type { RowChange } from '../protocol/reproduction.ts';
import { acceptRow, changeRow, type RegisterValue, rowNamed, sweepRow, withRow } from '../reproduction/register/changes.ts';
import type { Register, RegisterRow } from '../reproduction/stages/records.ts';
import { valueText } from './reproductionWords.ts';

export interface RowChanged {
  /** What was written for the person stays noted in it: what they changed is told from that. */
  readonly register: Register;
  readonly before: RegisterRow;
  readonly row: RegisterRow;
  /** `optimizer is AdamW now.` */
  readonly words: string;
}

/** `seeds`: of the plan. Throws what the operations of the register throw, and `register-no-alternative`. */
export function changeRegister(register: Register, id: string, change: RowChange, seeds: readonly number[]): RowChanged {
  const before = rowNamed(register, id);
  const row = changed(before, change, seeds);
  return { register: withRow(register, row), before, row, words: wordsOf(row, change) };
}

function changed(row: RegisterRow, change: RowChange, seeds: readonly number[]): RegisterRow {
  switch (change.kind) {
    case 'accept':
      return acceptRow(row);
    case 'value':
      return changeRow(row, valueTyped(change.text), 'Typed in the register.');
    case 'alternative': {
      const chosen = row.alternatives[change.index];
      if (chosen === undefined)
        throw new PracticumError('register-no-alternative', `${row.name} has no such alternative any more.`, {
          hint: 'Look at the row again.',
        });
      const next = changeRow(row, chosen.value, (chosen.why ?? 'Chosen among the alternatives.').slice(0, 1_000));
      return chosen.evidence === undefined ? next : { ...next, origin: { ...next.origin, evidence: chosen.evidence } };
    }
    case 'sweep':
      return sweepRow(row, seeds).row;
    case 'ask':
      return { ...row, state: 'asked' };
  }
}

/** A number, a truth value or a list of numbers where it reads as one, else the words. */
export function valueTyped(text: string): RegisterValue {
  const trimmed = text.trim();
  if (isNumber(trimmed)) return Number(trimmed);
  if (/^(?:true|false)$/iu.test(trimmed)) return trimmed.toLowerCase() === 'true';
  if (/^(?:\[.*\]|\(.*\))$/u.test(trimmed)) {
    const items = trimmed
      .slice(1, -1)
      .split(',')
      .map((item) => item.trim());
    if (items.every(isNumber)) return items.map(Number);
  }
  return trimmed;
}

function isNumber(text: string): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu.test(text);
}

function wordsOf({ name, value, alternatives }: RegisterRow, change: RowChange): string {
  const now = value === undefined ? 'without a value' : valueText(value);
  switch (change.kind) {
    case 'accept':
      return `${name} is accepted: ${now}.`;
    case 'sweep':
      return `${name} is to be tried with ${alternatives.length + (value === undefined ? 0 : 1)} values.`;
    case 'ask':
      return `A message to the authors about ${name} is drafted: you send it.`;
    default:
      return `${name} is ${now} now.`;
  }
}
