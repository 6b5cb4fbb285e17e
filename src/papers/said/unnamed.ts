/**
 * Numbers of a set-up that no rule has read, so that nobody takes them for unsaid: those for which enough speaks that they are settings,
 * with the names that the words around them speak of. Nothing that is read depends on it.
 */
import { addressIn } from '../address.ts';
import type { Candidate } from './candidates.ts';
import { isEqual } from './equalValues.ts';
import { type Grid, type GridCell, gridOf } from './grid.ts';
import { linear, quoted } from './linear.ts';
import { type Letters, type Mention, mentionsIn } from './mentions.ts';
import type { SettingName } from './names.ts';
import { type Amount, type Quantity, quantities } from './numbers.ts';
import type { Passage, Passages, TablePassage } from './passages.ts';
import { onceFor } from './remembered.ts';
import type { Unnamed } from './said.ts';
import { unitBehind } from './units.ts';
import { speaksInSentence, speaksInTable } from './unnamedCues.ts';

/** What speaks for a number must reach this. Of texts that neither rules nor weights had seen, 1.8 % of all numbers are then lost without a word, at 3.3 entries a text that are no settings. */
const enough = -1;
/** How far a name may stand from a number that it is guessed for. */
const reach = 90;
const mostGuesses = 3;

/** `found`: all that was read, kept or not; `kept`: what the paper is said to state. In reading order, tables last. */
export function unnamedIn(
  { sentences, tables }: Passages,
  found: readonly Candidate[],
  kept: readonly Candidate[],
  letters: Letters,
  paper: string,
): Unnamed[] {
  const byPlace = Map.groupBy(found, ({ anchor }) => anchor);
  const seen = new Set<string>();
  return [
    ...sentences.flatMap((passage) => inSentence(passage, byPlace.get(passage.anchor) ?? [], kept, letters, paper)),
    ...tables.flatMap((passage) => inTable(passage, byPlace.get(passage.table.anchor) ?? [], kept, letters, paper)),
  ].filter(({ address, stated, quote }) => {
    const key = JSON.stringify([address, stated, quote]);
    return !seen.has(key) && seen.add(key);
  });
}

function inSentence(passage: Passage, found: readonly Candidate[], kept: readonly Candidate[], letters: Letters, paper: string): Unnamed[] {
  const { line, anchor, place } = passage;
  const { text } = line;
  const read = found.filter(
    (candidate) => candidate.place !== 'table' && (candidate.sentence === undefined || candidate.sentence.endsWith(text)),
  );
  const left = quantities(text).filter(({ amounts }) => !amounts.some((amount) => isRead(amount, text, read)));
  if (left.length === 0 || place === 'table') return [];
  const mentions = mentionsIn(text, letters);
  return left.flatMap((quantity): Unnamed[] => {
    const [from, until] = clauseAround(text, quantity);
    const near = guessed(
      quantity,
      mentions.filter(({ start, end }) => start >= from && end <= until),
    );
    if (speaksInSentence(passage, quantity, near.length > 0) < enough || isSaidAgain(quantity, near, kept)) return [];
    return [
      {
        address: addressIn(paper, anchor),
        stated: text.slice(quantity.start, quantity.end).trim(),
        ...unitBehind(text, quantity.end, near[0] ?? nameless),
        ...perhaps(near),
        quote: quoted(line, startOfWord(text, quantity.start), endOfWord(text, quantity.end)),
      },
    ];
  });
}

/** What is left of a row is one entry: its label says of all what they are. */
function inTable(
  { table }: TablePassage,
  found: readonly Candidate[],
  kept: readonly Candidate[],
  letters: Letters,
  paper: string,
): Unnamed[] {
  const read = found.filter(({ place }) => place === 'table');
  const grid = gridOf(table);
  const caption = linear(table.caption).text;
  const names = new Set(read.map(({ name }) => name)).size;
  return grid.rows.flatMap((row): Unnamed[] => {
    const label = row[0]?.text ?? '';
    const left = row.flatMap((cell, column) => {
      if (cell === undefined || cell === row[column - 1] || (column === 0 && /\p{L}{3}/u.test(cell.text))) return [];
      const head = headOf(grid, cell, column);
      const mentions = mentionsIn(`${head} | ${label}`, letters).map(({ setting }) => setting);
      return quantities(cell.text)
        .filter(({ amounts }) => !amounts.some((amount) => isRead(amount, cell.text, read)))
        .map((quantity) => ({
          quantity,
          cell,
          near: mentions.filter((setting) => quantity.amounts.every((amount) => isPossible(setting, amount))),
          speaks: speaksInTable({ caption, label, head, cell: cell.text, names, isNamed: mentions.length > 0 }),
        }))
        .filter(({ speaks, quantity: one, near }) => speaks >= enough && !isSaidAgain(one, near, kept));
    });
    const [first] = left;
    if (first === undefined) return [];
    const cells = [...new Set(left.map(({ cell }) => cell))];
    return [
      {
        address: addressIn(paper, table.anchor),
        stated: cells.map(({ text }) => text).join(', '),
        ...perhaps(left.flatMap(({ near }) => near)),
        quote: [label, ...cells.map((cell) => [headOf(grid, cell, cell.column), cell.text].filter((part) => part !== '').join(': '))].join(
          ' | ',
        ),
      },
    ];
  });
}

function headOf({ rows }: Grid, cell: GridCell, column: number): string {
  const head = rows[0]?.[column];
  return head === undefined || head === cell || !/^\p{L}/u.test(head.text) ? '' : head.text;
}

const nameless: SettingName = { name: '', words: '', is: 'number' };

function perhaps(near: readonly SettingName[]): Pick<Unnamed, 'perhaps'> {
  const names = [...new Set(near.map(({ name }) => name))].slice(0, mostGuesses);
  return names.length === 0 ? {} : { perhaps: names };
}

/** Of all that was read of a place, as it is asked of for each of its numbers. */
const statedIn = onceFor((read: readonly Candidate[]): { readonly texts: string; readonly numbers: readonly number[] } => ({
  texts: read.map(({ stated }) => stated).join('\n'),
  numbers: [
    ...new Set(read.flatMap(({ value, values = [] }) => [value, ...values].filter((one): one is number => typeof one === 'number'))),
  ],
}));

/** Read in this place, as it stands or as what follows from it (divided by 10, 20 % left out). */
function isRead({ value, start, end }: Amount, text: string, read: readonly Candidate[]): boolean {
  const { texts, numbers } = statedIn(read);
  const possible = [value, 1 / value, value / 100, 1 - value];
  return texts.includes(text.slice(start, end)) || numbers.some((other) => possible.some((one) => isEqual(one, other)));
}

/** What the paper states of one of these names, in other words. */
function isSaidAgain({ amounts }: Quantity, near: readonly SettingName[], kept: readonly Candidate[]): boolean {
  return amounts.every(({ value }) =>
    kept.some(
      (candidate) =>
        near.slice(0, mostGuesses).some(({ name }) => name === candidate.name) &&
        [candidate.value, ...(candidate.values ?? [])].some((other) => typeof other === 'number' && isEqual(value, other)),
    ),
  );
}

/** Settings that are named in the clause and can have such a value, the nearest first; a name in front of a number is nearer. */
function guessed({ start, end, amounts }: Quantity, mentions: readonly Mention[]): SettingName[] {
  return mentions
    .map((mention) => ({ setting: mention.setting, away: mention.end <= start ? start - mention.end : 1.5 * (mention.start - end) }))
    .filter(({ setting, away }) => away >= 0 && away < reach && amounts.every((amount) => isPossible(setting, amount)))
    .sort((a, b) => a.away - b.away)
    .map(({ setting }) => setting);
}

function isPossible({ is, max }: SettingName, { value, isShare }: Amount): boolean {
  if (max !== undefined && value > max) return false;
  switch (is) {
    case 'share':
      return value >= 0 && value <= 1;
    case 'count':
      return Number.isInteger(value) && value >= 1 && !isShare;
    case 'positive':
      return value > 0;
    case 'number':
      return true;
  }
}

/** Between full stops and semicolons. */
function clauseAround(text: string, { start, end }: Quantity): readonly [from: number, until: number] {
  const plain = text.replaceAll(/(?<=\d)[.,](?=\d)/g, '·');
  const next = /;|\.\s/.exec(plain.slice(end))?.index;
  return [
    Math.max(plain.lastIndexOf(';', start) + 1, plain.slice(0, start).search(/\.\s[^.]*$/) + 1),
    next === undefined ? text.length : end + next,
  ];
}

/** Some words ahead of it. */
function startOfWord(text: string, at: number): number {
  const ahead = Math.max(0, at - 60);
  const space = ahead === 0 ? -1 : text.indexOf(' ', ahead);
  return space >= at ? ahead : space + 1;
}

/** Some words behind it. */
function endOfWord(text: string, at: number): number {
  const space = text.indexOf(' ', at + 50);
  return space < 0 ? text.length : space;
}
