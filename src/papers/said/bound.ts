/** Numbers that are the value of a setting, and where they stand. */
import { defined } from '../../base/defined.ts';
import { allNames } from './mentions.ts';
import type { SettingName } from './names.ts';
import type { Amount, Quantity } from './numbers.ts';

export interface Bound {
  readonly setting: SettingName;
  readonly amounts: readonly [Amount, ...Amount[]];
  readonly form: Quantity['form'];
  /** From the name to the last amount, or the other way round. */
  readonly start: number;
  readonly end: number;
  /** What the words themselves say that it is for. */
  readonly scope?: string;
  /** Where the value stands that was given up for it. */
  readonly insteadOf?: number;
}

/** A quantity that stands apart from the name of its setting. `scope`: what the words themselves say that it is for. */
export function boundApart(setting: SettingName, { amounts, form, start, end }: Quantity, scope?: string): Bound {
  return { setting, amounts, form, start, end, ...defined({ scope }) };
}

/** One number as the value of a setting. */
export function boundOne(name: string, amount: Amount): Bound {
  return { setting: settingOf(name), amounts: [amount], form: 'one', start: amount.start, end: amount.end };
}

const named = new Map(allNames.map((setting) => [setting.name, setting]));
const initialization: SettingName = { name: 'initialization', words: '', is: 'positive' };

export function settingOf(name: string): SettingName {
  return named.get(name) ?? { ...initialization, name };
}
