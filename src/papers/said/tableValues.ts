/** Values in tables of settings: names in rows or in columns, with the headings that they stand under as their scope. */
import type { Table } from '../document.ts';
import { describedIn, isDescribed, isOfCases, isOfNetworks } from './describedCells.ts';
import { type Grid, type GridCell, gridOf, headings } from './grid.ts';
import { alikeIn, isKnownPart, scopesOfLabel, sharesIn, sharesOf } from './labelScopes.ts';
import { linear } from './linear.ts';
import type { Letters } from './mentions.ts';
import { cellsOf, exceptionOf, partsOf, type TableAside, type TableValue, withUnit } from './tableCells.ts';
import { headingsAbove, isNoValue, isOfOthers } from './tableHeads.ts';
import {
  isCalledOtherwise,
  isDealtOut,
  isName,
  type Named,
  named,
  namedUnder,
  namesInPlaces,
  namesOf,
  results,
  type TableWords,
} from './tableNames.ts';

const generic =
  /^(?:values?|conditions?|set values?|contents?|specifications?|settings?|hyper-?\s?parameters?(?: names?| values?)?|parameters?|names?|symbols?|descriptions?|meaning|default(?: value)?s?|configurations?|config|options?|ours|this (?:work|paper|replication|study|report)|chosen|used|selected|taken|picked|optimi[sz]ation|optimi[sz]er|network|training|architecture|model(?:s)?|data ?sets?|tasks?|methods?|variants?|environments?|search space|range|grid|comments?|notes?|notation|quantity|items?|general|common(?: to .*)?|shared(?: by .*)?|\(?(?:both|all|either)\)?|all(?: \w+)?|regulari[sz]ation|data|hyper-?parameter settings|evaluation|best|final|stage|phase|size|units?|schedule|learning|loss|other|misc(?:ellaneous)?\.?|both(?: \w+)?)?$/i;
/** A heading of what was measured. */
export function isResult(text: string): boolean {
  return results.test(text) || /@\d|\bMRR\b|\bnDCG\b|%/i.test(text);
}

export const searchHeading =
  /search|range|grid|candidates|tried|considered|space|explored|examined|^(?:values )?(?:tested|options|choices|alternatives|sweep|swept)/i;
/** A caption of how all of them were set up, none of them elsewhere. */
const ofModels =
  /^(?!.*\b(?:quoted|taken|published|reported|related|recipes|others?|literature|prior|previous|differences|original)\b)(?=.*\b(?:configurations?|settings?|hyper-?parameters|architectures?|set-?up)\b)/i;
/** A caption that opens with what was measured. */
const ofResults = new RegExp(`^(?:[\\p{L}-]+ ){0,2}?${results.source}(?! (?:weights?|functions?|terms?|coefficients?|settings))`, 'iu');

interface RowValue extends TableValue {
  /** The headings that it stands under. */
  readonly over: readonly string[];
}

export interface TableSettings {
  readonly values: readonly TableValue[];
  readonly asides: readonly TableAside[];
  readonly scopes: readonly string[];
}

export function settingsInTable(table: Table, letters: Letters, codes: ReadonlySet<string>): TableSettings {
  const grid = gridOf(table);
  const caption = linear(table.caption).text;
  const words: TableWords = { letters, codes, topic: [caption, ...grid.rows.flat().map((cell) => cell?.text ?? '')].join(' | ') };
  const { values: across, asides } = namesInRows(grid, words, caption);
  const down = namesInColumns(grid, words, ofModels.test(caption));
  // `S | M | L` over named rows are sizes, whatever the letters mean elsewhere.
  const isOfLetters = down.every(({ label }) => /^\p{L}$/u.test(label.trim()));
  const isAcross = across.length >= down.length || (isOfLetters && across.length > 0);
  const values = isAcross ? across : down;
  // `ECE (%) of …`: where two rows of three are called otherwise, a name among them is no setting.
  const isMeasured = ofResults.test(caption) && new Set(values.map(({ cell }) => cell.row)).size * 3 <= grid.rows.length * 2;
  if (isMeasured) return { values: [], asides: [], scopes: [] };
  return {
    values,
    asides: !isAcross ? describedIn(grid, down) : new Set(across.map(({ setting }) => setting.name)).size >= 2 ? asides : [],
    scopes: [...new Set(values.flatMap(({ scope }) => scope))],
  };
}

/** A name at the start of each row; values in the columns behind it, until the next column of names. */
function namesInRows(
  { rows, width }: Grid,
  words: TableWords,
  caption: string,
): { readonly values: readonly TableValue[]; readonly asides: readonly TableAside[] } {
  const labelColumns = [...Array(width).keys()].filter((column) => {
    const texts = rows
      .map((row) => row[column])
      .filter(
        (cell, index, all): cell is GridCell => cell !== undefined && cell.columns === 1 && cell.text !== '' && all[index - 1] !== cell,
      );
    const fitting = texts.filter(({ text }) => /\p{L}/u.test(text) && !/^[\d.]+/.test(text) && isName(text, words));
    return fitting.length >= 2
      ? fitting.length >= texts.length * (fitting.length >= 3 && width === 2 ? 0.3 : 0.4)
      : fitting.length === 1 && texts.length <= 3 && width <= 3 && !/\d/.test(fitting[0]?.text ?? '');
  });
  const found: RowValue[] = [];
  const asides: TableAside[] = [];
  for (const [index, label] of labelColumns.entries()) {
    const labels = rows.map((row) => row[label]?.text ?? '');
    const last = labelColumns[index + 1] ?? width;
    const first = rows.findIndex(
      (row) => (isName(row[label]?.text ?? '', words) || isOfNetworks(row, label)) && hasValue(row, label, last),
    );
    const unitColumn = [...Array(width).keys()].find(
      (column) => column > label && column < last && rows.slice(0, first).some((row) => /^units?$/i.test(row[column]?.text ?? '')),
    );
    const title = rows.slice(0, Math.max(first, 0)).findLast((row) => row.some((cell) => cell !== undefined && cell.text !== ''));
    // Over all rows it is a title, unless others follow it.
    const isTitle = title !== undefined && rows.slice(first).every((row) => !isGroup(row, label, last) || (row[label]?.text ?? '') === '');
    const opening = title === undefined || !isGroup(title, label, last) ? '' : (title[label]?.text ?? '');
    let heading = opening;
    let beside: readonly string[] = [];
    rows.forEach((row, at) => {
      const head = row[label];
      if (head === undefined) return;
      if (at < first) {
        asides.push(...asidesAhead(row, label, last));
        return;
      }
      // `MLP | learning rate | 0.1` over ` | dropout | 0.2`: what the names are of stands once.
      const left = index > 0 ? [] : row.slice(0, label).map((cell) => (ordinal.test(cell?.text ?? '') ? '' : (cell?.text ?? '')));
      if (left.some((text) => text !== '')) beside = left;
      if (isGroup(row, label, last)) {
        heading = head.text;
        return;
      }
      const names = namesOf(head.text, words);
      const over = beside.findLast((text) => text !== '') ?? heading;
      const name = names.length > 1 ? (named(head.text, words) ?? names[0]) : namedUnder(head.text, over, words);
      if (isHeadOfResults(rows, at)) return;
      const outside = [isTitle && heading === opening ? '' : heading, ...beside].filter(
        (text) => name?.isOfHeading !== true || text !== over,
      );
      for (let column = label + 1; column < last; column++) {
        const given = row[column];
        if (given === undefined || given.text === '' || given === row[column - 1] || given.isCited || column === unitColumn) continue;
        const cell = unitColumn === undefined ? given : withUnit(given, row[unitColumn]?.text ?? '');
        const above =
          cell.columns >= last - label - 1 && last - label > 2 ? [] : headingsAbove(rows, first, column, given, labelColumns.length > 1);
        if (isOfOthers(rows, first, column) || isNoValue(rows, first, column) || isOfResults(rows, at, column)) continue;
        const scope = [...outside, ...above].filter(
          (text) => text !== '' && (!generic.test(text) || isToldApart(rows, first, label, text)),
        );
        if (name === undefined) {
          if (!isResult(head.text) && !isCalledOtherwise(head.text) && /\p{L}/u.test(head.text))
            asides.push({ label: head.text, cell, scope });
          continue;
        }
        const each = cellsOf(cell, names.length > 1 ? head.text : '');
        const places = names.length > 1 || !isDealtOut(head.text, cell.text) ? [] : namesInPlaces(head.text, each.length, words);
        if (places.length > 1) {
          found.push(
            ...places.flatMap((one, index) => (one === undefined ? [] : [{ ...one, cell: each[index] ?? cell, over: outside, scope }])),
          );
          continue;
        }
        const parts = names.length > 1 ? undefined : partsOf(cell);
        if (parts !== undefined) {
          found.push(
            ...parts.map(({ cell: one, part }) => ({ label: head.text, ...name, cell: one, over: outside, scope: [...scope, part] })),
          );
          continue;
        }
        const exception = names.length > 1 || (name.isWord && name.setting.name !== 'optimizer') ? undefined : exceptionOf(cell);
        if (exception !== undefined) {
          const [rest, { cell: one, part }] = exception;
          const common = { label: head.text, ...name, over: outside };
          found.push({ ...common, cell: rest, scope }, { ...common, cell: one, scope: [...scope, part] });
          continue;
        }
        const shares =
          names.length > 1 || !/\/|;/.test(cell.text) ? undefined : sharesIn(head.text, [...above, ...alikeIn(caption)], each.length);
        if (shares !== undefined) {
          const common = scope.filter((text) => !text.includes('/'));
          found.push(
            ...each.map((part, at) => ({ label: head.text, ...name, cell: part, over: outside, scope: [...common, shares[at] ?? ''] })),
          );
          continue;
        }
        if (names.length > 1 && each.length === names.length)
          found.push(...names.map((one, index) => ({ ...one, cell: each[index] ?? cell, over: outside, scope })));
        else {
          const own = name.part === undefined ? scopesOfLabel(head.text, labels) : [name.part];
          found.push({ label: nameLabel(head.text, over, name), ...name, cell, over: outside, scope: [...scope, ...own] });
        }
      }
    });
  }
  return { values: withoutChapters(found), asides };
}

/** `3`, `S-2`, `TR-04`: what counts the rows. */
const ordinal = /^(?:\p{Lu}{1,4}[-. ])?\d{1,3}[.)]?$/u;
const kind = /^(?:network|model|training|final|best|default|optimi[sz]ation|learning)$/i;

/** `Forest | Network`: beside what has a name of its own, a word for the kind of thing is one as well. */
function isToldApart(rows: Grid['rows'], first: number, label: number, text: string): boolean {
  return (
    kind.test(text) &&
    rows
      .slice(0, first)
      .some(
        (row) =>
          row.some((cell) => cell?.text === text) &&
          row
            .slice(label + 1)
            .filter(
              (cell) =>
                cell !== undefined && cell.text !== '' && cell.text !== text && !generic.test(cell.text) && !searchHeading.test(cell.text),
            ).length >= 1,
      )
  );
}

/** `PPO` over its clip range, `Optimiser` over its learning rate: a heading that shares no setting with another is a chapter, no scope. */
function withoutChapters(all: readonly RowValue[]): TableValue[] {
  const count = (values: readonly RowValue[]): Map<string, number> =>
    new Map([...Map.groupBy(values, ({ setting }) => setting.name)].map(([name, { length }]) => [name, length]));
  const everywhere = count(all);
  const under = new Map<string, RowValue[]>();
  for (const value of all)
    for (const text of new Set(value.over)) {
      const values = under.get(text);
      if (values === undefined) under.set(text, [value]);
      else values.push(value);
    }
  const chapters = new Set(
    [...under]
      .filter(([text]) => text !== '' && !generic.test(text) && !isKnownPart(text))
      .filter(([, values]) => [...count(values)].every(([name, times]) => times === everywhere.get(name)))
      .map(([text]) => text),
  );
  return all.map(({ over, ...rest }) =>
    over.some((text) => chapters.has(text))
      ? { ...rest, scope: rest.scope.filter((text) => !over.includes(text) || !chapters.has(text)) }
      : rest,
  );
}

/** A row ahead of the first that is named, when it is no heading: `Split | 70/15/15`. */
function asidesAhead(row: readonly (GridCell | undefined)[], label: number, last: number): TableAside[] {
  const [name, cell] = [row[label], row[label + 1]];
  if (last !== label + 2 || name === undefined || cell === undefined || cell === name || generic.test(name.text)) return [];
  return /\d/.test(cell.text) && /\p{L}/u.test(name.text) && !isResult(name.text) ? [{ label: name.text, cell, scope: [] }] : [];
}

/** What a name is called in full where the heading above is a part of it. */
function nameLabel(label: string, heading: string, { isOfHeading }: Named): string {
  return isOfHeading === true ? `${heading} ${label}` : label;
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

const costs = /^(?:[\p{L}]+ )?(?:time|params|flops|speed)\b/iu;

/** A name above each column; values below it, with what their row is called as scope. */
function namesInColumns({ rows, width }: Grid, words: TableWords, isOfModels: boolean): TableValue[] {
  const isNamed = (cell: GridCell | undefined): boolean =>
    cell !== undefined &&
    cell.columns === 1 &&
    /\p{L}|[ηβεγτλ#]/u.test(cell.text) &&
    !/^[\d.×]/.test(cell.text) &&
    !/^(?:layer|block|epoch|seed|run)$/i.test(cell.text) &&
    isName(cell.text, words);
  const headRow = rows
    .slice(0, 4)
    .reduce<number>(
      (best, row, index) => (row.filter(isNamed).length > (best < 0 ? 0 : (rows[best] ?? []).filter(isNamed).length) ? index : best),
      -1,
    );
  const head = rows[headRow];
  if (head === undefined) return [];
  const over = (column: number): string => {
    const above = rows[headRow - 1]?.[column];
    return above !== undefined && above.columns > 1 && above.columns < width ? above.text : '';
  };
  const nameAt = (column: number): Named | undefined => namedUnder(head[column]?.text ?? '', over(column), words);
  const columns = [...Array(width).keys()].filter(
    (column) => (isNamed(head[column]) || nameAt(column)?.isOfHeading === true) && !(column === 0 && isOfCases(rows, headRow, 0)),
  );
  const others = [...Array(width).keys()].filter((column) => !columns.includes(column) && (head[column]?.text ?? '') !== '');
  const below = rows.slice(headRow + 1);
  const described = others.filter((column) =>
    isDescribed(
      head[column]?.text ?? '',
      below.map((row) => row[column]?.text ?? ''),
    ),
  );
  // How long each took beside how each was set up: that measures nothing.
  const isOfCosts = (text: string): boolean => columns.length + described.length >= 3 && costs.test(text);
  const isOfResults =
    others.some((column) => results.test(head[column]?.text ?? '') && !isOfCosts(head[column]?.text ?? '')) ||
    columns.some((column) => results.test(headings(rows, headRow, column)));
  // `optimiser | SGD` over `momentum | 0.9`: what stands below a name is a name, so the first row is a row like the others.
  const namesBelow = columns.map((column) => below.filter((row) => isNamed(row[column])).length);
  if (columns.length <= 2 && namesBelow.every((count) => count > 0)) return [];
  if (namesBelow.some((count) => count >= 2 && count * 2 >= below.length)) return [];
  const isSmall = columns.length === 1 && !isOfResults && (width === 2 || (width === 1 && rows.length === headRow + 2));
  if (columns.length === 0 || (columns.length + described.length < 2 && !isSmall)) return [];
  const all = [...Array(columns[0] ?? 0).keys()];
  const labels = all.length > 1 ? all.filter((column) => !described.includes(column)) : all;
  const found: TableValue[] = [];
  let group = '';
  // Beside a row that is called ours the others are not.
  const isBesideOurs =
    rows.slice(headRow + 1).some((row) => labels.some((column) => /\bours?\b/i.test(row[column]?.text ?? ''))) &&
    // Where nothing but settings is told, baselines are in it that were trained as well.
    !(
      isOfModels &&
      others.length <= labels.length &&
      columns.length >= 2 &&
      !isOfResults &&
      below.every((row) => row.every((cell) => cell?.isCited !== true))
    );
  for (const row of rows.slice(headRow + 1)) {
    if (isBesideOurs && !labels.some((column) => /\bours?\b/i.test(row[column]?.text ?? ''))) continue;
    const firstCell = row[0];
    if (firstCell !== undefined && (firstCell.columns >= width || isGroup(row, 0, width)) && width > 1) {
      group = generic.test(firstCell.text) ? '' : firstCell.text;
      continue;
    }
    const names = labels
      .map((column) => row[column]?.text ?? '')
      .filter((text) => text !== '' && !generic.test(text) && !/^[\d.,e−-]+$/.test(text))
      // `Tiny | 15M`: what it is called says enough.
      .filter((text, _, all) => all.length === 1 || !/^[\d.,]+ ?[kKMB]$/.test(text));
    // Where something was measured at each of several rows it is a sweep.
    if (labels.some((column) => row[column]?.isCited === true) || (isOfResults && (labels.length > 0 || below.length > 1))) continue;
    for (const column of columns) {
      const cell = row[column];
      const label = head[column]?.text ?? '';
      const several = namesOf(label, words);
      const name = nameAt(column) ?? several[0];
      if (cell === undefined || name === undefined || cell.text === '') continue;
      const own =
        name.part === undefined
          ? scopesOfLabel(
              label,
              columns.map((other) => head[other]?.text ?? ''),
            )
          : [name.part];
      const scope = [group, ...names].filter((text) => text !== '');
      const each = cellsOf(cell, several.length > 1 ? label : '');
      const shares = /\//.test(cell.text) && label.includes('(') ? sharesOf(label, each.length) : undefined;
      if (several.length > 1 && each.length === several.length)
        found.push(...several.map((one, at) => ({ ...one, cell: each[at] ?? cell, scope })));
      else if (shares !== undefined)
        found.push(...each.map((part, at) => ({ label, ...name, cell: part, scope: [...scope, shares[at] ?? ''] })));
      else found.push({ label: nameLabel(label, over(column), name), ...name, cell, scope: [...scope, ...own] });
    }
  }
  return found;
}
