/** A table of results as the numbers that it reports, each with the headings that it stands under. */
import { plainText, type Table } from '../../papers/document.ts';
import { cellText } from './cellText.ts';
import { type MetricWords, metricIn } from './metrics.ts';
import { type CellNumber, type ParsedCell, parseCell } from './parseCell.ts';

export interface ReportedCell {
  /** Anchor of the table. */
  readonly table: string;
  /** From 1, header rows and columns counted; of the cell's upper left corner. */
  readonly row: number;
  readonly column: number;
  /** What stands before and above it, the outermost first: `['CIFAR-10', 'ResNet-18 (ours)']`, `['Accuracy (%) ↑']`. */
  readonly rowPath: readonly string[];
  readonly columnPath: readonly string[];
  readonly words: MetricWords;
  readonly cell: ParsedCell;
}

interface Place {
  readonly text: string;
  readonly parsed: ParsedCell;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly isHeader: boolean;
}

/** Spans beyond this are mistakes or mischief. */
const widest = 200;

/** All cells but headings, in reading order. A table without numbers reports nothing. */
export function reportedCells(table: Table): readonly ReportedCell[] {
  const grid = gridOf(table);
  const width = Math.max(0, ...grid.map((row) => row.length));
  const head = headRows(grid);
  const labels = labelColumns(grid.slice(head), width);
  const caption = metricIn([plainText(table.caption)]);
  const found: ReportedCell[] = [];
  let group: readonly string[] = [];
  grid.forEach((row, index) => {
    if (index < head) return;
    const words = row.filter((place, at) => place !== undefined && place.text !== '' && row.indexOf(place) === at);
    const [first] = words;
    // A row of one heading says what the rows below are of; a line of nothing ends that.
    if (words.length === 0) return;
    if (words.length === 1 && first !== undefined && first.parsed.kind === 'words' && width > 1) {
      group = [first.text];
      return;
    }
    const rowPath = [...group, ...distinct(row.slice(0, labels))];
    row.forEach((place, column) => {
      if (column < labels || place === undefined || place.row !== index || place.column !== column || place.isHeader) return;
      const columnPath = distinct(grid.slice(0, head).map((above) => above[column]));
      const own = metricIn([...rowPath, ...columnPath]);
      found.push({
        table: table.anchor,
        row: index + 1,
        column: column + 1,
        rowPath,
        columnPath,
        words: own.metric === undefined ? { ...caption, ...own } : own,
        cell: place.parsed,
      });
    });
  });
  return found;
}

/** A number under its headings: `12.3` below “Error (×10^-2)” is 0.123. */
export function scaled(number: CellNumber, { power, unit }: MetricWords): CellNumber {
  const withUnit = number.unit === undefined && unit !== undefined ? { ...number, unit } : number;
  if (power === undefined) return withUnit;
  const by = (value: number): number => Number(`${value}e${power}`);
  return {
    ...withUnit,
    value: by(number.value),
    rounding: by(number.rounding),
    ...(number.spread === undefined ? {} : { spread: by(number.spread) }),
    ...(number.interval === undefined ? {} : { interval: [by(number.interval[0]), by(number.interval[1])] }),
  };
}

function gridOf(table: Table): (Place | undefined)[][] {
  const grid: (Place | undefined)[][] = table.rows.map(() => []);
  table.rows.forEach((cells, row) => {
    const line = grid[row] ?? [];
    let column = 0;
    for (const cell of cells) {
      while (line[column] !== undefined) column++;
      const columns = Math.min(Math.max(1, cell.columns), widest);
      const rows = Math.min(Math.max(1, cell.rows), grid.length - row);
      const parsed = parseCell(cell.content);
      const place = { text: cellText(cell.content).text, parsed, row, column, rows, columns, isHeader: cell.isHeader };
      for (let below = row; below < row + rows; below++)
        for (let beside = column; beside < column + columns; beside++) (grid[below] ?? [])[beside] = place;
      column += columns;
    }
  });
  return grid;
}

/** Rows above the first that reports something. */
function headRows(grid: readonly (readonly (Place | undefined)[])[]): number {
  const isHead = (row: readonly (Place | undefined)[]): boolean => {
    const behind = row.slice(1).filter((place) => place !== undefined && place.text !== '');
    if (row.some((place) => place?.isHeader === true) && behind.every((place) => place?.isHeader === true)) return true;
    return behind.every((place) => place?.parsed.kind !== 'number' && place?.parsed.kind !== 'numbers');
  };
  const marked = grid.findLastIndex(
    (row) => row.length > 0 && row.every((place) => place === undefined || place.isHeader || place.text === ''),
  );
  const first = grid.findIndex((row) => !isHead(row));
  const until = first < 0 ? grid.length : first;
  // A heading within the table (a second block) is no reason to take all above it for headings.
  return marked >= 0 && marked < until ? Math.max(marked + 1, groupsBefore(grid, marked + 1, until)) : groupsBefore(grid, 0, until);
}

/** A row of one heading right above the first numbers belongs to the body. */
function groupsBefore(grid: readonly (readonly (Place | undefined)[])[], from: number, until: number): number {
  let end = until;
  while (end > from && end > 1 && isGroup(grid[end - 1] ?? []) && grid.slice(0, end - 1).some((row) => !isGroup(row))) end--;
  return Math.max(from, end);
}

function isGroup(row: readonly (Place | undefined)[]): boolean {
  const [first, ...others] = new Set(row.filter((place) => place !== undefined && place.text !== ''));
  return first !== undefined && first.column === 0 && others.length === 0;
}

/** Columns before the first whose cells are mostly numbers. */
function labelColumns(body: readonly (readonly (Place | undefined)[])[], width: number): number {
  for (let column = 0; column < width; column++) {
    const cells = body.map((row) => row[column]).filter((place) => place !== undefined && place.text !== '' && place.columns < width);
    const numbers = cells.filter((place) => place?.parsed.kind === 'number' || place?.parsed.kind === 'numbers');
    // Numbers that stand first name their rows (layers, ranks) where others stand behind them.
    const isName =
      column === 0 &&
      width > 1 &&
      cells.every((place) => place?.parsed.kind === 'number' && Number.isInteger(place.parsed.value)) &&
      hasNumbers(body, 1);
    if (numbers.length * 2 > cells.length && cells.length > 0 && !isName) return column;
  }
  return Math.min(1, width);
}

function hasNumbers(body: readonly (readonly (Place | undefined)[])[], from: number): boolean {
  return body.some((row) => row.slice(from).some((place) => place?.parsed.kind === 'number' && !Number.isInteger(place.parsed.value)));
}

function distinct(places: readonly (Place | undefined)[]): readonly string[] {
  return places
    .filter((place, index) => place !== undefined && place.text !== '' && places.indexOf(place) === index)
    .map((place) => place?.text ?? '');
}
