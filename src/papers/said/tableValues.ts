/** Values in tables of settings: names in rows or in columns, with the headings that they stand under as their scope. */
import type { Table } from '../document.ts';
import { settingOf } from './bound.ts';
import { type Grid, type GridCell, gridOf } from './grid.ts';
import { scopesOfLabel, sharesOf } from './labelScopes.ts';
import { linear } from './linear.ts';
import { type Letters, settingNamed } from './mentions.ts';
import type { SettingName } from './names.ts';
import { wordHeadings } from './words.ts';

export interface TableValue {
  readonly label: string;
  readonly setting: SettingName;
  readonly isWord: boolean;
  readonly cell: GridCell;
  readonly scope: readonly string[];
}

const generic =
  /^(?:values?|settings?|hyper-?\s?parameters?(?: names?| values?)?|parameters?|names?|symbols?|descriptions?|meaning|default(?: value)?s?|configurations?|config|options?|ours|this (?:work|paper|replication|study|report)|chosen|used|selected|optimi[sz]ation|optimi[sz]er|network|training|architecture|model(?:s)?|data ?sets?|tasks?|methods?|variants?|environments?|search space|range|grid|comments?|notes?|notation|quantity|items?|general|common(?: to .*)?|shared(?: by .*)?|\(?(?:both|all|either)\)?|all(?: \w+)?|regulari[sz]ation|data|hyper-?parameter settings|evaluation|best|final|stage|phase|size|units?|schedule|learning|loss|other|misc(?:ellaneous)?\.?|both(?: \w+)?)?$/i;
/** A heading of what was measured. */
export function isResult(text: string): boolean {
  return results.test(text) || /@\d|\bMRR\b|\bnDCG\b|%/i.test(text);
}

export const searchHeading = /search|range|grid|candidates|tried|considered|space|explored/i;
const results =
  /\b(?:acc(?:uracy|\.)?|error|loss|f1|auc|bleu|rouge|fid|perplexity|ppl|nll|score|return|reward|params|flops|time|speed|mse|rmse|mae|recall|precision|miou|dice|top-[15]|map|ece|wer)\b/i;

/** A caption that opens with what was measured. */
const ofResults = new RegExp(`^(?:[\\p{L}-]+ ){0,2}?${results.source}(?! (?:weights?|functions?|terms?|coefficients?|settings))`, 'iu');

export function settingsInTable(
  table: Table,
  letters: Letters,
): { readonly values: readonly TableValue[]; readonly scopes: readonly string[] } {
  const grid = gridOf(table);
  const across = namesInRows(grid, letters);
  const down = namesInColumns(grid, letters);
  // `S | M | L` over named rows are sizes, whatever the letters mean elsewhere.
  const isOfLetters = down.every(({ label }) => /^\p{L}$/u.test(label.trim()));
  const values = across.length >= down.length || (isOfLetters && across.length > 0) ? across : down;
  // `ECE (%) of …`: where two rows of three are called otherwise, a name among them is no setting.
  const isMeasured =
    ofResults.test(linear(table.caption).text) && new Set(values.map(({ cell }) => cell.row)).size * 3 <= grid.rows.length * 2;
  if (isMeasured) return { values: [], scopes: [] };
  return { values, scopes: [...new Set(values.flatMap(({ scope }) => scope))] };
}

interface Named {
  readonly setting: SettingName;
  readonly isWord: boolean;
}

function named(text: string, letters: Letters): Named | undefined {
  const cleaned = text.replaceAll(/\s*[([].*$/g, '').trim();
  const word = wordHeadings.find(({ pattern }) => pattern.test(cleaned));
  if (word !== undefined) return { setting: { name: word.name, words: '', is: 'number' }, isWord: true };
  // Of one run, of what is done with layers.
  if (
    /^(?:first|second|third|fourth|fifth) seed$|^(?:last|first|top|bottom) (?:\d+|\p{L}+) (?:layers?|blocks?)$|^(?:seed|run) \d|^(?:number of )?mini-?batches$|^neighbou?rs per (?:layer|block|hop)$|\b(?:rolled|frozen|unfrozen|skipped|probed)\b|\b(?:max\w*\.?|tree) depth\b/iu.test(
      cleaned,
    )
  )
    return undefined;
  if (text.length > 70 || (results.test(text) && !/coefficient|weight|smoothing|function|patience|scal(?:e|ing)/i.test(text)))
    return undefined;
  // `max. length (tokens)`: of what is read where nothing is said to be written.
  const isLength = /^max(?:imum|imal|\.)? length$/i.test(cleaned) && !/answer|generat|output|new|response/i.test(text);
  const setting = isLength ? settingOf('sequence length') : settingNamed(text, letters);
  return setting === undefined ? undefined : { setting, isWord: false };
}

function isName(text: string, letters: Letters): boolean {
  return named(text, letters) !== undefined || namesOf(text, letters).length > 1;
}

/** A name at the start of each row; values in the columns behind it, until the next column of names. */
function namesInRows({ rows, width }: Grid, letters: Letters): TableValue[] {
  const labelColumns = [...Array(width).keys()].filter((column) => {
    const texts = rows
      .map((row) => row[column])
      .filter(
        (cell, index, all): cell is GridCell => cell !== undefined && cell.columns === 1 && cell.text !== '' && all[index - 1] !== cell,
      );
    const fitting = texts.filter(({ text }) => /\p{L}/u.test(text) && !/^[\d.]+/.test(text) && isName(text, letters));
    return fitting.length >= 2 ? fitting.length >= texts.length * 0.4 : fitting.length === 1 && texts.length <= 3 && width <= 3;
  });
  const found: TableValue[] = [];
  for (const [index, label] of labelColumns.entries()) {
    const labels = rows.map((row) => row[label]?.text ?? '');
    const last = labelColumns[index + 1] ?? width;
    const first = rows.findIndex(
      (row) => row[label] !== undefined && isName(row[label]?.text ?? '', letters) && hasValue(row, label, last),
    );
    let group = '';
    let beside: readonly string[] = [];
    rows.forEach((row, at) => {
      const head = row[label];
      if (head === undefined || at < first) return;
      // `MLP | learning rate | 0.1` over ` | dropout | 0.2`: what the names are of stands once.
      const left = index > 0 ? [] : row.slice(0, label).map((cell) => cell?.text ?? '');
      if (left.some((text) => text !== '')) beside = left;
      if (isGroup(row, label, last)) {
        group = generic.test(head.text) ? '' : head.text;
        return;
      }
      const names = namesOf(head.text, letters);
      const name = named(head.text, letters) ?? names[0];
      if (name === undefined || isHeadOfResults(rows, at)) return;
      for (let column = label + 1; column < last; column++) {
        const cell = row[column];
        if (cell === undefined || cell.text === '' || cell === row[column - 1] || cell.isCited) continue;
        const above = cell.columns >= last - label - 1 && last - label > 2 ? [] : headingsAbove(rows, first, column, cell);
        if (isOfOthers(rows, first, column) || isNoValue(rows, first, column) || isOfResults(rows, at, column)) continue;
        const scope = [group, ...beside, ...above].filter((text) => text !== '' && !generic.test(text));
        const each = cellsOf(cell);
        const shares = names.length > 1 || !/\/|;/.test(cell.text) ? undefined : sharesIn(head.text, above, each.length);
        if (shares !== undefined) {
          const common = scope.filter((text) => !text.includes('/'));
          found.push(...each.map((part, at) => ({ label: head.text, ...name, cell: part, scope: [...common, shares[at] ?? ''] })));
          continue;
        }
        if (names.length > 1 && each.length === names.length)
          found.push(...names.map((one, index) => ({ ...one, cell: each[index] ?? cell, scope })));
        else found.push({ label: head.text, ...name, cell, scope: [...scope, ...scopesOfLabel(head.text, labels)] });
      }
    });
  }
  return found;
}

/** `β1, β2`: each of the names of a row that has several. */
function namesOf(text: string, letters: Letters): (Named & { readonly label: string })[] {
  const labels = text
    .replaceAll(/^\(|\)$/g, '')
    .split(/,(?=\S)/)
    .flatMap((part) => part.split(joint));
  if (labels.length < 2 || text.length > 40) return [];
  const found = labels.flatMap((label) => {
    const one = named(label, letters);
    return one === undefined ? [] : [{ ...one, label }];
  });
  return found.length === labels.length && new Set(found.map(({ setting }) => setting.name)).size === found.length ? found : [];
}

/** The names that a label or a heading has for the values of one cell. */
function sharesIn(label: string, above: readonly string[], count: number): readonly string[] | undefined {
  return (
    (label.includes('(') ? sharesOf(label, count) : undefined) ??
    above.flatMap((text) => [sharesOf(text, count)]).find((names) => names !== undefined)
  );
}

const joint = /,\s+|\s*\/\s*|\s+and\s+|\s*;\s*/;

/** `0.9, 0.95`: a cell for each of its parts. */
function cellsOf(cell: GridCell): GridCell[] {
  return cell.text
    .replaceAll(/^[({[]\s*|\s*[)}\]]$/g, '')
    .split(joint)
    .map((text) => ({ ...cell, text, line: { text, original: text, origins: [...Array(text.length + 1).keys()] } }));
}

/** The first row names measures, so it is a heading whatever stands first in it. */
function isHeadOfResults(rows: Grid['rows'], at: number): boolean {
  return at === 0 && (rows[0] ?? []).slice(1).some((cell) => cell !== undefined && results.test(cell.text) && !/\d/.test(cell.text));
}

/** A column of what was measured or counted. */
function isOfResults(rows: Grid['rows'], at: number, column: number): boolean {
  const head = rows[0]?.[column];
  return at > 0 && isHeadOfResults(rows, 0) && head !== undefined && /\p{L}/u.test(head.text);
}

function hasValue(row: readonly (GridCell | undefined)[], label: number, last: number): boolean {
  return row.slice(label + 1, last).some((cell) => cell !== undefined && cell.text !== '' && cell !== row[label]);
}

/** A row whose one cell names what the rows below are of. */
function isGroup(row: readonly (GridCell | undefined)[], label: number, last: number): boolean {
  return row.slice(label + 1, last).every((cell) => cell === undefined || cell.text === '' || cell === row[label]);
}

function headingsAbove(rows: Grid['rows'], first: number, column: number, value: GridCell): string[] {
  const texts: string[] = [];
  for (let row = 0; row < first; row++) {
    const cell = rows[row]?.[column];
    if (cell === undefined || cell === value || cell.text === '' || cell.columns < value.columns) continue;
    if (cell.columns >= (rows[row]?.length ?? 0)) continue;
    // A row of numbers is one of values whose name is not known, unless it is all there is.
    if (row > 0 && /^[\d.,e−-]+$/.test(cell.text)) continue;
    if (texts.at(-1) !== cell.text) texts.push(cell.text);
  }
  return texts;
}

/** A column under a citation, or beside one that is called ours. */
function isOfOthers(rows: Grid['rows'], first: number, column: number): boolean {
  const heads = rows.slice(0, first);
  if (heads.some((row) => row[column]?.isCited === true && (row[column]?.columns ?? 1) < (row.length || 2))) return true;
  const own = /\bours?\b|\bthis (?:work|paper|replication|study|report|article)\b|^(?:replication|re-?implementation|reproduction)$/i;
  return heads.some(
    (row) =>
      row.some((cell) => cell !== undefined && own.test(cell.text)) &&
      row[column] !== undefined &&
      row[column]?.text !== '' &&
      !own.test(row[column]?.text ?? ''),
  );
}

/** A column of descriptions, symbols or search spaces. */
function isNoValue(rows: Grid['rows'], first: number, column: number): boolean {
  return rows
    .slice(0, first)
    .some((row) => /^(?:symbol|notation|description|meaning|comments?|notes?|reference|source)s?$/i.test(row[column]?.text ?? ''));
}

/** A name above each column; values below it, with what their row is called as scope. */
function namesInColumns({ rows, width }: Grid, letters: Letters): TableValue[] {
  const isNamed = (cell: GridCell | undefined): boolean =>
    cell !== undefined &&
    cell.columns === 1 &&
    /\p{L}|[ηβεγτλ#]/u.test(cell.text) &&
    !/^[\d.×]/.test(cell.text) &&
    named(cell.text, letters) !== undefined;
  const headRow = rows
    .slice(0, 4)
    .reduce<number>(
      (best, row, index) => (row.filter(isNamed).length > (best < 0 ? 0 : (rows[best] ?? []).filter(isNamed).length) ? index : best),
      -1,
    );
  const head = rows[headRow];
  if (head === undefined) return [];
  const columns = [...Array(width).keys()].filter((column) => isNamed(head[column]));
  const others = [...Array(width).keys()].filter((column) => !columns.includes(column) && (head[column]?.text ?? '') !== '');
  const isOfResults =
    others.some((column) => results.test(head[column]?.text ?? '')) ||
    columns.some((column) => results.test(headings(rows, headRow, column)));
  // `optimiser | SGD` over `momentum | 0.9`: what stands below a name is a name, so the first row is a row like the others.
  const below = rows.slice(headRow + 1);
  const namesBelow = columns.map((column) => below.filter((row) => isNamed(row[column])).length);
  if (columns.length <= 2 && namesBelow.every((count) => count > 0)) return [];
  if (namesBelow.some((count) => count >= 2 && count * 2 >= below.length)) return [];
  const isSmall = columns.length === 1 && !isOfResults && (width === 2 || (width === 1 && rows.length === headRow + 2));
  if (columns.length < 2 && !isSmall) return [];
  const labels = [...Array(columns[0] ?? 0).keys()];
  const found: TableValue[] = [];
  let group = '';
  // Beside a row that is called ours the others are not.
  const isBesideOurs = rows.slice(headRow + 1).some((row) => labels.some((column) => /\bours?\b/i.test(row[column]?.text ?? '')));
  for (const row of rows.slice(headRow + 1)) {
    if (isBesideOurs && !labels.some((column) => /\bours?\b/i.test(row[column]?.text ?? ''))) continue;
    const firstCell = row[0];
    if (firstCell !== undefined && (firstCell.columns >= width || isGroup(row, 0, width)) && width > 1) {
      group = generic.test(firstCell.text) ? '' : firstCell.text;
      continue;
    }
    const names = labels
      .map((column) => row[column]?.text ?? '')
      .filter((text) => text !== '' && !generic.test(text) && !/^[\d.,e−-]+$/.test(text));
    if (labels.some((column) => row[column]?.isCited === true) || (isOfResults && labels.length > 0)) continue;
    for (const column of columns) {
      const cell = row[column];
      const name = named(head[column]?.text ?? '', letters);
      if (cell === undefined || name === undefined || cell.text === '') continue;
      const label = head[column]?.text ?? '';
      const own = scopesOfLabel(
        label,
        columns.map((other) => head[other]?.text ?? ''),
      );
      const scope = [group, ...names].filter((text) => text !== '');
      const each = cellsOf(cell);
      const shares = /\//.test(cell.text) && label.includes('(') ? sharesOf(label, each.length) : undefined;
      if (shares !== undefined)
        found.push(...each.map((part, at) => ({ label, ...name, cell: part, scope: [...scope, shares[at] ?? ''] })));
      else found.push({ label, ...name, cell, scope: [...scope, ...own] });
    }
  }
  return found;
}

function headings(rows: Grid['rows'], until: number, column: number): string {
  return rows
    .slice(0, until + 1)
    .map((row) => row[column]?.text ?? '')
    .join(' ');
}
