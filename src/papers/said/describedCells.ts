/**
 * Columns without a setting's name whose cells say several of them in short, beside columns that have one: `Model | MLP, 2 × 64`,
 * `Constants | β1 = 0.9, decay 0.01`.
 */
import type { Grid, GridCell } from './grid.ts';
import { areOptimizers } from './optimizersCompared.ts';
import { type TableAside, type TableValue, withText } from './tableCells.ts';

const ofNetwork = /^(?:(?:neural )?(?:network|net)s?|models?|architectures?|backbones?|layers)$/i;
const ofConstants =
  /^(?:(?:other|further|remaining|additional|own|extra|special|more|method-specific|specific) )?(?:constants?|details?|settings?|hyper-?parameters?|parameters?|configurations?|options?|arguments?|values?|choices?|extras?|knobs?|specifics)$|^(?:others?|further|rest|more|besides|additionally|regulari[sz]ation)$/i;

/** What stands over such a column. */
function describes(heading: string): boolean {
  return ofNetwork.test(heading) || ofConstants.test(heading);
}

/** Not `Model | Tiny | Base`, nor `Parameters | 15M`: those are names and sizes. */
export function isDescribed(heading: string, cells: readonly string[]): boolean {
  const written = cells.filter((text) => text !== '');
  const telling = written.filter((text) => /\d/.test(text) && !/^[\d.,]+ ?[kKMB]?$/.test(text));
  return describes(heading) && telling.length * 2 > written.length;
}

/** `Network | MLP 64-64 | CNN 16-32`: a row of values, no heading. */
export function isOfNetworks(row: Grid['rows'][number], label: number): boolean {
  return ofNetwork.test(row[label]?.text ?? '') && row.slice(label + 1).every((cell) => cell === undefined || layered.test(cell.text));
}

/** A column that names an optimizer in each of its rows, another one each time: what the rows are about. */
export function isOfCases(rows: Grid['rows'], headRow: number, column: number): boolean {
  const texts = rows.slice(headRow + 1).flatMap((row) => row[column]?.text ?? []);
  return texts.length >= 2 && new Set(texts).size === texts.length && areOptimizers(texts);
}

/** `values`: of the columns that are named; what a row is called for them it is called here. */
export function describedIn({ rows, width }: Grid, values: readonly TableValue[]): TableAside[] {
  const first = Math.min(...values.map(({ cell }) => cell.row));
  return [...Array(width).keys()].flatMap((column) => {
    const heading = rows.slice(0, first).findLast((row) => (row[column]?.text ?? '') !== '')?.[column]?.text ?? '';
    if (!describes(heading)) return [];
    return rows.slice(first).flatMap((row): TableAside[] => {
      const cell = row[column];
      // A number by itself has its name over it.
      if (cell === undefined || cell.isCited || !/\d/.test(cell.text) || /^[\d.,]+$/.test(cell.text)) return [];
      const [scope] = values
        .filter((value) => value.cell.row === cell.row && value.cell.column !== column)
        .map((value) => value.scope)
        .sort((one, other) => one.length - other.length);
      if (scope === undefined) return [];
      // `Adam` before its constants says of which letters they are.
      const label = areOptimizers(scope.slice(-1)) ? (scope.at(-1) ?? heading) : heading;
      return [{ label, cell, scope }];
    });
  });
}

const layered =
  /\d ?[-–/×] ?\d|\d(?:-layer| (?:[\p{L}.-]+ )?(?:layers?|units|hidden|channels|blocks|maps))\b|\b(?:MLP|perceptron|CNN|ConvNet|LSTM|GRU|RNN),? \d+/iu;
const shorts: readonly (readonly [short: RegExp, long: string])[] = [
  [/\bconv\.(?= layers?\b)/g, 'convolutional'],
  [/\b(MLP|perceptron|dense|FC|fully[- ]connected),? (\d{2,5})$/i, '$1 with one hidden layer of $2 units'],
  [/\b((?:bi-?)?(?:LSTM|GRU|RNN)),? (\d{2,5})$/i, '$1 with $2 units'],
  [/\b(\d+(?:-layer)?) hidden$/i, '$1 hidden units'],
];
const chain = /\b(MLP|perceptron|dense|FC|CNN|ConvNet),? \[?(\d{1,5}(?:(?: ?[-–/] ?|, ?)\d{1,5})+)\]?$/i;

/** `MLP 64-64`, `CNN 16-32-64`, `3 conv. layers` in a row or column of networks, as a sentence would have it. */
export function writtenOut(label: string, cell: GridCell): GridCell {
  if (!ofNetwork.test(label)) return cell;
  const [all, noun = '', widths = ''] = chain.exec(cell.text) ?? [];
  const each = widths.match(/\d+/g) ?? [];
  const long = /^c/i.test(noun)
    ? `${noun} with ${each.length} convolutional layers of ${each.slice(0, -1).join(', ')} and ${each.at(-1)} channels`
    : `MLP (${each.join(', ')})`;
  const text = shorts.reduce(
    (kept, [short, words]) => kept.replace(short, words),
    all === undefined ? cell.text : cell.text.replace(all, long),
  );
  return text === cell.text ? cell : withText(cell, text);
}
