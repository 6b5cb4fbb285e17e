import { joinWords } from '../runs/entries/words.ts';
import type { ProgramOption } from '../runs/options/option.ts';
import { type ArgumentValues, missingIn } from '../runs/options/values.ts';

/** The form of a script's arguments as rows of text. Pure. */
export interface ArgumentRow {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly isHeading?: true;
  /** What choosing it does: start, change what no option takes, clear all, or change this option. */
  readonly does?: 'start' | 'rest' | 'clear' | ProgramOption;
}

/** The resulting command on top, then one row for each option. */
export function rowsOf(options: readonly ProgramOption[], { values, rest }: ArgumentValues, command: string): readonly ArgumentRow[] {
  const missing = missingIn(options, { values, rest });
  const start: ArgumentRow = {
    label: '$(play) Train',
    description: command,
    does: 'start',
    ...(missing.length === 0 ? {} : { detail: `Needs ${missing.map(({ name }) => name).join(', ')} first.` }),
  };
  const heading: ArgumentRow = { label: 'Options', isHeading: true };
  const more: readonly ArgumentRow[] = [
    { label: '$(edit) Other arguments…', description: joinWords(rest), does: 'rest' },
    ...(values.size + rest.length === 0 ? [] : [{ label: '$(discard) Clear all', does: 'clear' } as const]),
  ];
  return [
    start,
    ...(options.length === 0 ? [] : [heading, ...options.map((option) => optionRow(option, values.get(option.name)))]),
    ...more,
  ];
}

function optionRow(option: ProgramOption, value: string | undefined): ArgumentRow {
  const { name, default: usual, help, isRequired, choices } = option;
  const icon = value !== undefined ? '$(check)' : isRequired && usual === undefined ? '$(warning)' : '$(dash)';
  const label = `${icon} ${name}`;
  const description = value ?? (usual === undefined ? (isRequired ? 'needed' : '') : `${usual} (default)`);
  const detail = [help, choices?.join(' | ')].filter((part) => part !== undefined && part !== '').join(' · ');
  return { label, description, detail, does: option };
}
