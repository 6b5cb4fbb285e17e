import { randomBytes } from 'node:crypto';
import { EditRefused } from './editRefused.ts';
import { type JsonArray, type JsonNode, type JsonObject, memberOf, parseSpans } from './jsonSpans.ts';
import { NotANotebook, parseNotebook } from './notebookFormat.ts';
import { type CellChange, CellPlan, type ChangedCell, type NewCell } from './notebookPlan.ts';

/**
 * Changes cells of a notebook in its JSON text: all of the changes or none, each named by the cells as they were. What belongs to
 * no changed cell keeps every byte. A code cell whose source changes keeps its outputs and its count, as it does when a person types into
 * it in Jupyter: they are from before the change until it is run again, and the model is told so.
 */

export interface ChangedNotebook {
  readonly text: string;
  /** One for each change, in words. */
  readonly notes: readonly string[];
}

/** Throws EditRefused, NotANotebook. `path` is for their text. */
export function changeCells(text: string, changes: readonly CellChange[], path: string, newId = randomCellId): ChangedNotebook {
  const notebook = parseNotebook(text, path);
  const cells = memberOf(parseSpans(text), 'cells')?.value;
  if (cells?.kind !== 'array') throw new NotANotebook(path, 'its cells are missing');
  const used = new Set(notebook.cells.map(({ id }) => id));
  const nextId = (): string => {
    let id = newId();
    while (used.has(id)) id = newId();
    used.add(id);
    return id;
  };
  const style = styleOf(text, cells);
  const plan = new CellPlan(notebook);
  const notes = changes.map((change, index) => plan.add(change, { index, count: changes.length }, nextId));
  const changed = writeCells(text, cells, plan, style);
  if (changed === text)
    throw new EditRefused('edit-no-change', `${path} has these cells already.`, 'Go on with the next step.', { isAlreadyThere: true });
  return { text: changed, notes };
}

/** Eight hexadecimal digits, as Jupyter makes them. */
function randomCellId(): string {
  return randomBytes(4).toString('hex');
}

/** How the file writes JSON. */
interface JsonStyle {
  /** What one level is indented by; undefined when everything stands in one line. */
  readonly unit: string | undefined;
  readonly lineEnd: string;
  /** Characters beyond ASCII are written as escapes. */
  readonly isAscii: boolean;
  /** Sources of new cells are lists of lines. */
  readonly hasLineLists: boolean;
}

function styleOf(text: string, cells: JsonArray): JsonStyle {
  const indent = /^[[{]\s*?(\r\n|\n|\r)([ \t]*)"/.exec(text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  const isAscii = /\\u(?!00[0-7])[\da-f]{4}/i.test(text) && /^[\x00-\x7f]*$/.test(text);
  const sources = cells.items.map((cell) => memberOf(cell, 'source')?.value.kind);
  return {
    unit: indent?.[2],
    lineEnd: indent?.[1] ?? '\n',
    isAscii,
    hasLineLists: !sources.includes('scalar') || sources.includes('array'),
  };
}

function writeCells(text: string, cells: JsonArray, plan: CellPlan, style: JsonStyle): string {
  const rows: string[] = [];
  const add = (list: readonly NewCell[] | undefined): void => {
    for (const cell of list ?? []) rows.push(writeNewCell(cell, style));
  };
  // At the very end of an empty list.
  add(plan.insertedAfter.get(-1));
  const touched: number[] = [];
  for (const [at, node] of cells.items.entries()) {
    add(plan.inserted.get(at));
    const change = plan.changed.get(at);
    if (change === undefined) rows.push(text.slice(node.start, node.end));
    else if (change !== 'deleted') rows.push(writeChangedCell(text, node, change, style));
    if (change !== undefined) touched.push(at);
    add(plan.insertedAfter.get(at));
  }
  if (cells.items.length === 0) add(plan.inserted.get(0));
  const isSameCount = touched.length > 0 && rows.length === cells.items.length && plan.inserted.size + plan.insertedAfter.size === 0;
  return isSameCount ? spliceItems(text, cells, rows) : replaceItems(text, cells, rows, style);
}

/** Every cell in its old place: what stands between them stays. */
function spliceItems(text: string, cells: JsonArray, rows: readonly string[]): string {
  let [written, at] = ['', 0];
  for (const [i, node] of cells.items.entries()) {
    written += text.slice(at, node.start) + (rows[i] ?? '');
    at = node.end;
  }
  return written + text.slice(at);
}

function replaceItems(text: string, cells: JsonArray, rows: readonly string[], { unit, lineEnd }: JsonStyle): string {
  const [head, tail] = [text.slice(0, cells.start), text.slice(cells.end)];
  if (rows.length === 0) return `${head}[]${tail}`;
  const [first, second] = cells.items;
  const last = cells.items.at(-1);
  const opening = first === undefined ? newLine(lineEnd, unit, 2) : text.slice(cells.start + 1, first.start);
  const between =
    first === undefined || second === undefined
      ? `,${opening === '' && unit === undefined ? ' ' : opening}`
      : text.slice(first.end, second.start);
  const closing = last === undefined ? newLine(lineEnd, unit, 1) : text.slice(last.end, cells.end - 1);
  return `${head}[${opening}${rows.join(between)}${closing}]${tail}`;
}

function newLine(lineEnd: string, unit: string | undefined, depth: number): string {
  return unit === undefined ? '' : lineEnd + unit.repeat(depth);
}

/** Keys in the order that Jupyter writes them: sorted. */
function writeNewCell({ id, type, source }: NewCell, style: JsonStyle): string {
  const lines = style.hasLineLists ? linesOf(source) : source;
  const cell = {
    cell_type: type,
    ...(type === 'code' ? { execution_count: null } : {}),
    ...(id === undefined ? {} : { id }),
    metadata: {},
    ...(type === 'code' ? { outputs: [] } : {}),
    source: lines,
  };
  return writeJson(cell, style, 2);
}

function writeChangedCell(text: string, node: JsonNode, { source, type }: ChangedCell, style: JsonStyle): string {
  if (node.kind !== 'object') return text.slice(node.start, node.end);
  const replaced = new Map<string, string>();
  const own = memberOf(node, 'source')?.value;
  if (source !== undefined) replaced.set('source', writeJson(own?.kind === 'scalar' ? source : linesOf(source), style, 3));
  if (type === undefined) return rewriteMembers(text, node, replaced, new Set());
  replaced.set('cell_type', JSON.stringify(type));
  if (type !== 'code') return rewriteMembers(text, node, replaced, new Set(['outputs', 'execution_count']));
  return withMembers(rewriteMembers(text, node, replaced, new Set(['attachments'])), { execution_count: null, outputs: [] }, style);
}

/** An object's text with some values replaced and some members taken out with their comma. */
function rewriteMembers(text: string, node: JsonObject, replaced: ReadonlyMap<string, string>, dropped: ReadonlySet<string>): string {
  const kept = node.members.filter(({ name }) => !dropped.has(name));
  const pieces = kept.map(
    ({ name, start, value }) => text.slice(start, value.start) + (replaced.get(name) ?? text.slice(value.start, value.end)),
  );
  const [first, second] = node.members;
  const last = node.members.at(-1);
  if (first === undefined || last === undefined) return text.slice(node.start, node.end);
  if (kept.length === node.members.length) {
    // What stands between members stays as it is, whatever that is.
    let [written, at] = ['', node.start];
    for (const [i, { start, value }] of node.members.entries()) {
      written += text.slice(at, start) + (pieces[i] ?? '');
      at = value.end;
    }
    return written + text.slice(at, node.end);
  }
  const between = second === undefined ? ',' : text.slice(first.value.end, second.start);
  return text.slice(node.start, first.start) + pieces.join(between) + text.slice(last.value.end, node.end);
}

/** The members that are missing, each in its sorted place where the rest is sorted, else at the end. */
function withMembers(cell: string, members: Readonly<Record<string, unknown>>, style: JsonStyle): string {
  let written = cell;
  for (const [name, value] of Object.entries(members)) {
    const node = parseSpans(written);
    if (node.kind !== 'object' || memberOf(node, name) !== undefined) continue;
    const next = node.members.find((member) => member.name > name);
    const [first, second] = node.members;
    const between = first === undefined || second === undefined ? ',' : written.slice(first.value.end, second.start);
    const piece = `${JSON.stringify(name)}: ${writeJson(value, style, 3)}`;
    const end = node.members.at(-1)?.value.end ?? node.start + 1;
    written =
      next === undefined
        ? `${written.slice(0, end)}${between}${piece}${written.slice(end)}`
        : `${written.slice(0, next.start)}${piece}${between}${written.slice(next.start)}`;
  }
  return written;
}

/** As Jupyter splits them: every line with its end. */
function linesOf(source: string): readonly string[] {
  return source.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function writeJson(value: unknown, { unit, lineEnd, isAscii }: JsonStyle, depth: number): string {
  const json = JSON.stringify(value, null, unit ?? '');
  const nested = unit === undefined ? withSpaces(value) : json.replaceAll('\n', lineEnd + unit.repeat(depth));
  return isAscii ? nested.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`) : nested;
}

/** One line as Python writes it: blanks behind commas and colons. */
function withSpaces(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(withSpaces).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, one]) => `${JSON.stringify(name)}: ${withSpaces(one)}`)
    .join(', ')}}`;
}
