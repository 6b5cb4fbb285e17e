/** Arguments as values of options, and back: what no option takes is kept as it stands. Pure. */

import { joinWords, splitWords } from '../entries/words.ts';
import type { ProgramOption } from './option.ts';

export interface ArgumentValues {
  /** By the option’s name; what is not there is left to the program. A switch is `true` or `false`, a list its words. */
  readonly values: ReadonlyMap<string, string>;
  /** Arguments that belong to no option that is known, in their order. */
  readonly rest: readonly string[];
}

export const noValues: ArgumentValues = { values: new Map(), rest: [] };

/** Which value each option has in these arguments. */
export function valuesOf(options: readonly ProgramOption[], args: readonly string[]): ArgumentValues {
  const values = new Map<string, string>();
  const rest: string[] = [];
  const positionals = options.filter(({ form }) => form.is === 'positional');
  let at = 0;
  const takeWords = (): readonly string[] => {
    const words: string[] = [];
    while (at < args.length && !isFlag(args[at] ?? '')) words.push(args[at++] ?? '');
    return words;
  };
  while (at < args.length) {
    const word = args[at++] ?? '';
    if (word === '--') {
      rest.push(word, ...args.slice(at));
      break;
    }
    const [flag = word, joined] = /^(--?[^=\s]+)=([\s\S]*)$/.exec(word)?.slice(1) ?? [word];
    const option = options.find(({ form }) => writes(form, flag));
    if (option !== undefined) {
      const { form, name } = option;
      if (form.is === 'switch') values.set(name, flag === form.off || joined === 'false' || joined === 'False' ? 'false' : 'true');
      else if (form.is === 'list') values.set(name, joinWords(joined === undefined ? takeWords() : [joined]));
      else if (joined !== undefined) values.set(name, joined);
      else if (at < args.length) values.set(name, args[at++] ?? '');
      else rest.push(word);
      continue;
    }
    const assigned = assignmentIn(options, word);
    if (assigned !== undefined) values.set(...assigned);
    else if (isFlag(word)) {
      rest.push(word);
      // Its value, if it has one: not the program’s next positional.
      if (joined === undefined) rest.push(...takeWords());
    } else {
      const free = positionals.find(({ name, form }) => !values.has(name) || (form.is === 'positional' && form.isList));
      if (free === undefined) rest.push(word);
      else
        values.set(
          free.name,
          free.form.is === 'positional' && free.form.isList ? joinWords([...splitWords(values.get(free.name) ?? ''), word]) : word,
        );
    }
  }
  return { values, rest };
}

/** The arguments that say these values: positionals first, so that no list swallows them. */
export function argumentsOf(options: readonly ProgramOption[], { values, rest }: ArgumentValues): readonly string[] {
  const said = (isPositional: boolean): readonly string[] =>
    options.flatMap((option) => {
      const value = values.get(option.name);
      return value === undefined || (option.form.is === 'positional') !== isPositional ? [] : wordsOf(option, value);
    });
  return [...said(true), ...said(false), ...rest];
}

function wordsOf({ name, form }: ProgramOption, value: string): readonly string[] {
  switch (form.is) {
    case 'value':
      // A value that begins with a dash would be taken for a flag.
      return isFlag(value) ? [`${form.flag}=${value}`] : [form.flag, value];
    case 'list':
      return [form.flag, ...splitWords(value)];
    case 'switch':
      if (value === 'true') return [form.flag];
      return form.off === undefined ? [] : [form.off];
    case 'positional':
      return form.isList ? splitWords(value) : [value];
    case 'assignment':
      return [`${name}=${value}`];
  }
}

function writes(form: ProgramOption['form'], flag: string): boolean {
  if (form.is === 'positional' || form.is === 'assignment') return false;
  return form.flag === flag || form.aliases.includes(flag) || (form.is === 'switch' && form.off === flag);
}

function assignmentIn(options: readonly ProgramOption[], word: string): readonly [string, string] | undefined {
  const found = /^([A-Za-z_][\w.-]*)=([\s\S]*)$/.exec(word);
  const option = options.find(({ name, form }) => form.is === 'assignment' && name === found?.[1]);
  return option === undefined ? undefined : [option.name, found?.[2] ?? ''];
}

/** `-3` and `-1e-5` are values. */
function isFlag(word: string): boolean {
  return /^--?[A-Za-z]/.test(word);
}

/** Why a value cannot be meant; undefined when it can. */
export function problemWith({ type, choices, form, isRequired }: ProgramOption, value: string): string | undefined {
  if (value.trim() === '') return isRequired ? 'It needs a value.' : undefined;
  const words = form.is === 'list' || (form.is === 'positional' && form.isList) ? splitWords(value) : [value.trim()];
  for (const word of words) {
    if (choices !== undefined && !choices.includes(word)) return `It is one of ${choices.join(', ')}.`;
    if (type === 'integer' && !/^[-+]?\d[\d_]*$/.test(word)) return `“${word}” is not a whole number.`;
    if (type === 'number' && !/^[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$|^[-+]?(?:inf|nan)$/i.test(word))
      return `“${word}” is not a number.`;
  }
  return undefined;
}

/** Options that must be said and are not. */
export function missingIn(options: readonly ProgramOption[], { values }: ArgumentValues): readonly ProgramOption[] {
  return options.filter(({ name, isRequired }) => isRequired && (values.get(name) ?? '').trim() === '');
}
