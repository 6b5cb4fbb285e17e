/** What a table says of a letter alone, `b | 32`, where a sentence has given a setting its value by it, `we draw b = 16 points at a time`. */
import type { Candidate } from './candidates.ts';
import { gridOf } from './grid.ts';
import { amounts } from './numbers.ts';
import type { TablePassage } from './passages.ts';

/** `said`: what the sentences give. Rows of a name and one value; only what is not the same, as no more is asked of it. */
export function lettersAgain(tables: readonly TablePassage[], said: readonly Candidate[]): Candidate[] {
  const settings = new Map<string, Set<string>>();
  const named = new Map<string, Candidate>();
  for (const value of said) {
    const letter = letterOf(value);
    if (letter === undefined || value.role !== undefined || typeof value.value !== 'number') continue;
    settings.set(letter, (settings.get(letter) ?? new Set()).add(value.name));
    named.set(letter, value);
  }
  return tables.flatMap(({ table, headings }) =>
    gridOf(table).rows.flatMap((row): Candidate[] => {
      const [label, cell, ...more] = row;
      const value = named.get(label?.text ?? '');
      const [amount, another] = amounts(cell?.text ?? '');
      if (
        value === undefined ||
        label === undefined ||
        cell === undefined ||
        more.length > 0 ||
        amount === undefined ||
        another !== undefined
      )
        return [];
      if (settings.get(label.text)?.size !== 1 || /\p{L}/u.test(cell.text.replace(/e[-+]?\d+/i, ''))) return [];
      if (said.some(({ anchor, name }) => anchor === table.anchor && name === value.name)) return [];
      const told = `${label.text}: ${cell.text}`;
      return [
        {
          name: value.name,
          value: amount.value,
          stated: cell.text,
          scope: [],
          quote: told,
          sentence: told,
          anchor: table.anchor,
          place: 'table',
          headings,
        },
      ];
    }),
  );
}

/** The letter before the value. */
function letterOf({ place, stated, quote, sentence = quote }: Candidate): string | undefined {
  const at = sentence.indexOf(stated);
  return place === 'text' && at >= 0 ? /(?:^|[^\p{L}\p{N}])(\p{L}(?:_?\d)?) ?= ?$/u.exec(sentence.slice(0, at))?.[1] : undefined;
}
