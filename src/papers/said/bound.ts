/** Numbers that are the value of a setting, and where they stand. */
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

const named = new Map(allNames.map((setting) => [setting.name, setting]));
const initialization: SettingName = { name: 'initialization', words: '', is: 'positive' };

export function settingOf(name: string): SettingName {
  return named.get(name) ?? { ...initialization, name };
}
