/**
 * Tables of results over the values of a setting: `T | 1 | 2 | 4 | 8` over rows of what came out, several of them below each other, under a
 * heading that spans them (`τ` over `0.05 | 0.1 | 0.2`), or down the first column. The label says of which setting, and the paper gives it one
 * of the values elsewhere.
 */
import type { Candidate } from './candidates.ts';
import { type GridCell, gridOf } from './grid.ts';
import { isMonotone } from './measuredSweeps.ts';
import { type Letters, settingNamed } from './mentions.ts';
import { amountOf } from './numbers.ts';
import type { Passages, TablePassage } from './passages.ts';
import { shortNames } from './searchedLists.ts';

interface Axis {
  /** What may name it, the surest first. */
  readonly labels: readonly string[];
  readonly values: readonly number[];
  /** Its label is a name in full, over what was measured: no value of it need be known. */
  readonly isPlain: boolean;
}

/** The sweeps that tables show, and `found` without what was read of their numbers otherwise. */
export function withTableSweeps({ tables }: Passages, found: readonly Candidate[], letters: Letters): readonly Candidate[] {
  return tables.reduce<readonly Candidate[]>((kept, passage) => {
    const { table, headings } = passage;
    return axesIn(passage, letters).reduce<readonly Candidate[]>((all, axis) => {
      const elsewhere = all.filter(({ anchor, role }) => anchor !== table.anchor && role === undefined);
      const { labels, values } = axis;
      const name = nameOf(axis, elsewhere, letters);
      if (name === undefined) return all;
      const isOfAxis = (each: Candidate): boolean =>
        each.anchor === table.anchor &&
        each.name === name &&
        (each.values ?? [each.value]).every((one) => values.some((value) => value === one));
      const stated = values.join(', ');
      const quote = `${labels[0] ?? name}: ${stated}`;
      const sweep: Candidate = {
        name,
        value: stated,
        stated,
        role: 'searched',
        values,
        scope: [],
        quote,
        anchor: table.anchor,
        place: 'table',
        headings,
      };
      return [...all.filter((each) => !isOfAxis(each)), sweep];
    }, kept);
  }, found);
}

function axesIn({ table }: TablePassage, letters: Letters): Axis[] {
  const { rows, width } = gridOf(table);
  const isSetting = (cell: GridCell | undefined): boolean =>
    cell !== undefined && !isNumber(cell) && settingNamed(cell.text, letters) !== undefined;
  const isMeasured = (line: readonly (GridCell | undefined)[] | undefined): boolean =>
    line !== undefined && line.slice(1).filter(isNumber).length >= 2;
  const across = rows.flatMap((row, at): Axis[] => {
    const [label, ...cells] = row;
    const over = rows[at - 1]?.slice(1) ?? [];
    const below = rows[at + 1];
    // Each column has a name of its own: a setting of several models.
    const areNamed = new Set(over.map((cell) => cell?.text ?? '')).size > Math.max(1, width / 3) && !over.some(isNumber);
    if (cells.length < 3 || isNumber(label) || !cells.every(isNumber) || areNamed || isSetting(below?.[0]) || !isMeasured(below)) return [];
    const areDecimals = below?.slice(1).some((cell) => /\d\.\d/.test(cell?.text ?? '')) === true;
    return groupsOf(cells, over).flatMap(({ values, head }) =>
      values.length >= 3 && isMonotone(values)
        ? [{ labels: [...(head === '' ? [] : [head]), label?.text ?? ''], values, isPlain: areDecimals && head === '' && isSetting(label) }]
        : [],
    );
  });
  const first = rows.findIndex(([label]) => isNumber(label));
  const heads = rows.slice(0, Math.max(0, first)).flatMap((row) => row.slice(1).filter((cell) => (cell?.columns ?? 1) === 1));
  const column = first < 1 ? [] : rows.slice(first).map(([label]) => label);
  const values = [...new Set(column.map((cell) => amountOf(cell?.text ?? '')))];
  const numbers = values.filter((value) => value !== undefined);
  const isDown = numbers.length >= 3 && numbers.length === values.length && isMonotone(numbers) && !heads.some(isSetting);
  return isDown ? [...across, { labels: [rows[first - 1]?.[0]?.text ?? ''], values: numbers, isPlain: false }] : across;
}

function isNumber(cell: GridCell | undefined): boolean {
  return cell !== undefined && amountOf(cell.text) !== undefined;
}

/** `Same traffic, E =` over four of them, `Same work, E =` over three. */
function groupsOf(cells: readonly (GridCell | undefined)[], over: readonly (GridCell | undefined)[]): { head: string; values: number[] }[] {
  const groups: { readonly cell: GridCell | undefined; readonly head: string; readonly values: number[] }[] = [];
  cells.forEach((cell, index) => {
    const spanning = (over[index]?.columns ?? 1) > 1 ? over[index] : undefined;
    const value = amountOf(cell?.text ?? '');
    if (value === undefined) return;
    const last = groups.at(-1);
    if (last !== undefined && last.cell === spanning) last.values.push(value);
    else groups.push({ cell: spanning, head: spanning?.text ?? '', values: [value] });
  });
  return groups;
}

/** A curve of learning goes up to where the training ends. */
const alongTraining = /^(?:epochs|training steps|episodes)$/;

function nameOf({ labels, values, isPlain }: Axis, given: readonly Candidate[], letters: Letters): string | undefined {
  const isGiven = (name: string): boolean =>
    given.some((one) => one.name === name && one.value !== 0 && values.some((value) => value === one.value)) &&
    !(alongTraining.test(name) && given.some((one) => one.name === name && one.value === Math.max(...values)));
  for (const label of labels) {
    const cleaned = label.replace(/\s*[=:]\s*$/, '');
    const full = settingNamed(cleaned, letters) ?? settingNamed(/[^\s,]+$/.exec(cleaned)?.[0] ?? '', letters);
    if (full !== undefined && (isGiven(full.name) || (isPlain && !alongTraining.test(full.name)))) return full.name;
    const [short, ...others] = shortNames(cleaned).filter(isGiven);
    if (short !== undefined && others.length === 0) return short;
  }
  return undefined;
}
