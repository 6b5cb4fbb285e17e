import { type CodeIndex, placeIn } from './codeIndex.ts';
import { dice } from './likeness.ts';
import type { CodeAnchor, FoundHow, Located } from './link.ts';
import { changeOf, hashOfForm, type LinkedCode, linkedCode } from './linkedCode.ts';
import { type CodeSymbol, type Source, type Statement, samePath } from './pythonSource.ts';
import { type Compared, compared } from './unit.ts';

/**
 * Where linked lines are now: the stretch of statements that has their words in their order. Same words at several places are told
 * apart by the statements around them; lines that were changed, by both of them.
 */

/** A stretch of statements, `end` exclusive. */
interface Stretch {
  readonly source: Source;
  readonly first: number;
  readonly end: number;
  readonly share: number;
  /** How many of the statements around the linked ones stand around it. */
  readonly around: number;
  readonly owner: CodeSymbol | undefined;
}

const leastShare = 0.55;
/** Two stretches are taken for the same lines. */
export const sameShare = 0.85;
/** Less than this is found by chance, and less than `leastWeight` also where its symbol has lost it. */
const littleWeight = 14;
const leastWeight = 6;

export function locateStatements(anchor: CodeAnchor, index: CodeIndex): Located {
  const linked = linkedCode(anchor);
  const lines = linked.unit.statements;
  if (lines.length === 0) return { kind: 'gone' };
  const home = index.source(anchor.file);
  const inHome = home === undefined ? [] : stretchesIn(home, lines, anchor);
  const atHome = inHome.filter(({ owner }) => samePath(owner?.path ?? [], anchor.symbol));
  const chosen = chooseAtHome(anchor, atHome);
  const same = atHome.filter(({ share }) => share >= sameShare).length;
  if (chosen === undefined && same > 1) return unsure(anchor, atHome);
  // What is left may be one of the others.
  if (chosen !== undefined && chosen.around < 2 && same < (anchor.nth?.of ?? 0)) return unsure(anchor, atHome);
  const between = home === undefined ? undefined : betweenNeighbours(anchor, home, lines);
  if (chosen !== undefined && chosen.share >= sameShare) return found(linked, chosen, undefined);
  // Its very words stand where they did not: what is left at home may be others.
  const taken = inHome.find((stretch) => stretch.share > 0.99 && !atHome.includes(stretch) && !wasThere(anchor, stretch));
  if (taken !== undefined && (between ?? chosen) !== undefined) return unsure(anchor, [taken, ...atHome]);
  if (between !== undefined && (chosen === undefined || overlaps(between, chosen))) return found(linked, widest(between, chosen), 'edited');
  if (chosen !== undefined && chosen.share >= leastShare && chosen.around > 0) return found(linked, chosen, 'edited');
  if (chosen === undefined && atHome.length > 0) return unsure(anchor, atHome);
  if (home !== undefined && home.slips.length > 0 && atHome.length === 0) return unsure(anchor, inHome, 'unreadable');
  return elsewhere(linked, index, inHome, chosen);
}

function overlaps(a: Stretch, b: Stretch): boolean {
  return a.source === b.source && a.first < b.end && b.first < a.end;
}

function widest(a: Stretch, b: Stretch | undefined): Stretch {
  return b === undefined ? a : { ...a, first: Math.min(a.first, b.first), end: Math.max(a.end, b.end) };
}

function chooseAtHome({ nth }: CodeAnchor, stretches: readonly Stretch[]): Stretch | undefined {
  const [best] = stretches.toSorted((a, b) => b.share - a.share || b.around - a.around);
  if (best === undefined) return undefined;
  const same = stretches.filter(({ share }) => share >= best.share - 0.1);
  if (same.length === 1) return best;
  const most = Math.max(...same.map(({ around }) => around));
  const placed = same.filter(({ around }) => around === most);
  if (most > 0 && placed.length === 1 && (most === 2 || nth !== undefined)) return placed[0];
  const byNumber = nth?.of === same.length ? same.toSorted((a, b) => a.first - b.first)[nth.at] : undefined;
  return byNumber !== undefined && byNumber.around === most ? byNumber : undefined;
}

/** What stands between the same two statements in the same symbol, where it resembles what was there. */
function betweenNeighbours(anchor: CodeAnchor, source: Source, lines: readonly Compared[]): Stretch | undefined {
  const own = ownRange(anchor, source);
  if (own === undefined) return undefined;
  const { first, end, symbol } = own;
  const at = (core: string): readonly number[] => range(first, end).filter((one) => source.statements[one]?.core === core);
  const before = anchor.before === undefined ? [first - 1] : at(anchor.before);
  const after = anchor.after === undefined ? [end] : at(anchor.after);
  if (before.length !== 1 || after.length !== 1) return undefined;
  const [from, to] = [pastText(source, (before[0] ?? 0) + 1), after[0] ?? 0];
  if (to <= from || to - from > lines.length * 2 + 2) return undefined;
  const share = alignment(lines, source.statements.slice(from, to)).share;
  return share >= 0.3 ? { source, first: from, end: to, share, around: 2, owner: symbol } : undefined;
}

/** Behind documentation: what nobody linked is no part of what stands there now. */
function pastText({ statements }: Source, from: number): number {
  let at = from;
  while (statements[at]?.isText === true) at += 1;
  return at;
}

/** The symbol that held the lines, at its place. */
function homeSymbol({ file, symbol: path }: CodeAnchor, index: CodeIndex): CodeSymbol | undefined {
  return index.source(file)?.symbols.find((symbol) => samePath(symbol.path, path));
}

function ownRange(
  { symbol: path }: CodeAnchor,
  source: Source,
): { first: number; end: number; symbol: CodeSymbol | undefined } | undefined {
  if (path.length === 0) return { first: 0, end: source.statements.length, symbol: undefined };
  const symbols = source.symbols.filter((symbol) => samePath(symbol.path, path));
  const [symbol] = symbols;
  return symbol === undefined || symbols.length > 1 ? undefined : { first: symbol.head + 1, end: symbol.end, symbol };
}

function range(first: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
}

/** Away from home only what is whole, unmistakable and alone counts. */
function elsewhere(linked: LinkedCode, index: CodeIndex, inHome: readonly Stretch[], weak: Stretch | undefined): Located {
  const { anchor } = linked;
  const lines = linked.unit.statements;
  const all = [...inHome];
  for (const source of index.sources) if (source.path !== anchor.file) all.push(...stretchesIn(source, lines, anchor));
  const others = all.filter((stretch) => stretch !== weak && !wasThere(anchor, stretch));
  const ranked = others.toSorted((a, b) => scoreOf(anchor, b) - scoreOf(anchor, a));
  const [top, second] = ranked;
  const isHomeLeft = anchor.symbol.length > 0 && homeSymbol(anchor, index) !== undefined;
  if (top === undefined) return weak === undefined ? { kind: 'gone' } : unsure(anchor, [weak], 'resembles');
  if (isMovedWhole(anchor, top, ranked, index)) return found(linked, top, 'moved-file');
  const renamed = isHomeLeft ? undefined : inRenamed(anchor, ranked, index);
  if (renamed !== undefined) return found(linked, renamed, renamed.source.path === anchor.file ? 'moved' : 'moved-file');
  const isSure =
    anchor.isCommon !== true &&
    !(isHomeLeft && top.source.path !== anchor.file) &&
    (linked.unit.weight >= (isHomeLeft && top.share > 0.99 ? leastWeight : littleWeight) || isFramed(linked, top)) &&
    (top.share >= 0.85 || (top.share >= 0.6 && top.around === 2)) &&
    (second === undefined || scoreOf(anchor, top) - scoreOf(anchor, second) >= 0.25);
  if (isSure) return found(linked, top, top.source.path === anchor.file ? 'moved' : 'moved-file');
  return unsure(anchor, weak === undefined ? ranked : [weak, ...ranked], second === undefined ? 'resembles' : 'alike');
}

/** Few words, between the same statements: to be alone in a body is no mark of anything. */
function isFramed({ anchor, unit }: LinkedCode, { around }: Stretch): boolean {
  return around === 2 && unit.weight >= leastWeight && (anchor.before !== undefined || anchor.after !== undefined);
}

/** Its file is gone, and one symbol of the same name elsewhere has it between the same statements. */
function isMovedWhole(anchor: CodeAnchor, top: Stretch, all: readonly Stretch[], index: CodeIndex): boolean {
  const isSameOwner = ({ owner }: Stretch): boolean => samePath(owner?.path ?? [], anchor.symbol);
  if (anchor.symbol.length === 0 || index.source(anchor.file) !== undefined || top.share < 0.99 || top.around < 2) return false;
  return isSameOwner(top) && all.filter(isSameOwner).length === 1;
}

/** The one symbol that is what held the lines but for its name has them too, once or between the same statements. */
function inRenamed({ owner: form }: CodeAnchor, all: readonly Stretch[], index: CodeIndex): Stretch | undefined {
  if (form === undefined) return undefined;
  const [home, second] = [...index.sources].flatMap((source) => source.symbols.filter((symbol) => namelessOwner(source, symbol) === form));
  if (home === undefined || second !== undefined) return undefined;
  const own = all.filter(({ owner, share }) => owner === home && share > 0.99);
  const framed = own.filter(({ around }) => around === 2);
  const [only] = framed.length === 1 ? framed : own;
  return framed.length === 1 || own.length === 1 ? only : undefined;
}

function scoreOf(anchor: CodeAnchor, { share, around, owner, source }: Stretch): number {
  const isSameOwner = owner !== undefined && owner.path.at(-1) === anchor.symbol.at(-1);
  return share + around * 0.15 + (isSameOwner ? 0.15 : 0) + (source.path === anchor.file ? 0.05 : 0);
}

function wasThere({ alike = [] }: CodeAnchor, { source, owner }: Stretch): boolean {
  return alike.includes(`${source.path}::${owner?.path.join('.') ?? ''}`);
}

/** All stretches of a file that may be the linked lines, none overlapping a better one. */
export function stretchesIn(source: Source, lines: readonly Compared[], around: Pick<CodeAnchor, 'before' | 'after'>): readonly Stretch[] {
  const shapes = new Map<string, number[]>();
  for (const [at, { shape }] of lines.entries()) shapes.set(shape, [...(shapes.get(shape) ?? []), at]);
  const starts = new Set<number>();
  for (const [at, { shape }] of source.statements.entries()) for (const linked of shapes.get(shape) ?? []) starts.add(at - linked);
  const found: Stretch[] = [];
  for (const start of starts) {
    const { share, first, end } = bestAlignment(source, lines, start);
    if (share < leastShare) continue;
    found.push({
      ...{ source, first, end, share },
      around: neighboursOf(source, first, end, around),
      owner: ownerOf(source, first),
    });
  }
  const ranked = found.sort((a, b) => b.share - a.share || b.around - a.around);
  return ranked.filter((stretch, at) => !ranked.slice(0, at).some((better) => overlaps(better, stretch)));
}

/** What was put between the lines costs no more than this where all of them are still there. */
const putBetween = 0.15;

/** First as long as it was, so that a copy beside it is not taken for a part of it; then with what was put in between. */
function bestAlignment(source: Source, lines: readonly Compared[], start: number): Alignment {
  const within = (from: number, to: number): Alignment => {
    const begin = Math.max(0, from);
    const { first, end, ...found } = alignment(lines, source.statements.slice(begin, to));
    return { ...found, first: begin + first, end: begin + end };
  };
  const narrow = within(start, start + lines.length);
  if (narrow.share > 0.999) return narrow;
  const wide = within(start - 2, start + lines.length + 2);
  const hasMore = wide.common > narrow.common + 1e-9 && wide.share >= narrow.share - putBetween;
  return hasMore || wide.share > narrow.share + 1e-9 ? wide : narrow;
}

function neighboursOf(source: Source, first: number, end: number, wanted: Pick<CodeAnchor, 'before' | 'after'>): number {
  const { before, after } = statementsAround(source, first, end);
  return (before === wanted.before ? 1 : 0) + (after === wanted.after ? 1 : 0);
}

/** The words before and after within the symbol that holds the statements; absent at its ends. */
export function statementsAround(source: Source, first: number, end: number): Pick<CodeAnchor, 'before' | 'after'> {
  const owner = ownerOf(source, first);
  const before = meantBefore(source.statements, first, owner?.head ?? -1);
  const after = end < (owner?.end ?? source.statements.length) ? source.statements[end]?.core : undefined;
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

/** The statement before, past documentation, behind `head`. */
function meantBefore(statements: readonly Statement[], first: number, head: number): string | undefined {
  for (let at = first - 1; at > head; at--) if (statements[at]?.isText === false) return statements[at]?.core;
  return undefined;
}

const ownerForms = new WeakMap<CodeSymbol, string>();

/** A function or class without what a formatter decides, and without its name. */
export function namelessOwner({ statements }: Source, symbol: CodeSymbol): string {
  const known = ownerForms.get(symbol);
  if (known !== undefined) return known;
  const head = statements[symbol.head];
  const own = statements.slice(symbol.first, symbol.end).filter(({ isText, core }) => !isText && core !== '');
  const name = symbol.path.at(-1);
  const nameless = (core: string): string => core.replaceAll(/\S+/g, (word) => (word === name ? '$' : word));
  const form = hashOfForm(own.map(({ depth, core }) => `${depth - (head?.depth ?? 0)}:${nameless(core)}`).join('\n'));
  ownerForms.set(symbol, form);
  return form;
}

/** The innermost symbol that holds the statement. */
export function ownerOf({ symbols }: Source, at: number): CodeSymbol | undefined {
  return symbols.findLast(({ first, end }) => first <= at && at < end);
}

interface Alignment {
  readonly share: number;
  /** Weight that both have. */
  readonly common: number;
  readonly first: number;
  readonly end: number;
}

/** The best matching of the lines, in their order, with some of the statements, and the stretch that those make. */
function alignment(lines: readonly Compared[], statements: readonly Statement[]): Alignment {
  const there = statements.map(compared);
  const [rows, columns] = [lines.length, there.length];
  const table = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const value = (row: number, column: number): number => table[row]?.[column] ?? 0;
  const gain = (row: number, column: number): number => pairWeight(lines[row], there[column]);
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) {
      const cells = table[row];
      if (cells !== undefined)
        cells[column] = Math.max(value(row + 1, column), value(row, column + 1), gain(row, column) + value(row + 1, column + 1));
    }
  let [row, column, first, end] = [0, 0, -1, -1];
  while (row < rows && column < columns) {
    const own = gain(row, column);
    if (own > 0 && Math.abs(value(row, column) - own - value(row + 1, column + 1)) < 1e-9) {
      if (first < 0) first = column;
      end = column + 1;
      row += 1;
      column += 1;
    } else if (value(row + 1, column) >= value(row, column + 1)) row += 1;
    else column += 1;
  }
  if (first < 0) return { share: 0, common: 0, first: 0, end: 0 };
  const total = (some: readonly Compared[]): number => some.reduce((sum, { weight }) => sum + weight, 0);
  const common = value(0, 0);
  return { share: common / Math.max(1e-9, total(lines) + total(there.slice(first, end)) - common), common, first, end };
}

function pairWeight(a: Compared | undefined, b: Compared | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (a.core === b.core) return a.weight;
  const weight = (a.weight + b.weight) / 2;
  if (a.shape === b.shape) return weight * 0.85;
  const alike = dice(a, b);
  return alike >= 0.6 ? weight * alike * 0.85 : 0;
}

function found(linked: LinkedCode, { source, first, end, share, owner }: Stretch, how: FoundHow | undefined): Located {
  const statements = source.statements.slice(first, end);
  const change = changeOf(linked, source, statements);
  const same: Record<typeof change, FoundHow> = {
    none: 'exact',
    formatting: 'formatted',
    words: 'annotated',
    names: 'renamed',
    edited: 'edited',
  };
  return {
    kind: 'found',
    place: stretchPlace(source, first, end, owner),
    how: how ?? same[change],
    change,
    confidence: Math.round(share * 100) / 100,
    also: [],
  };
}

function stretchPlace(
  source: Source,
  first: number,
  end: number,
  owner: CodeSymbol | undefined,
): Extract<Located, { kind: 'found' }>['place'] {
  const lines = source.statements.slice(first, end);
  const line = Math.min(...lines.map((one) => one.line));
  return placeIn(source, owner?.path ?? [], 'statements', line, Math.max(...lines.map((one) => one.endLine)));
}

function unsure(anchor: CodeAnchor, stretches: readonly Stretch[], why: Extract<Located, { kind: 'unsure' }>['why'] = 'alike'): Located {
  const ranked = stretches.toSorted((a, b) => scoreOf(anchor, b) - scoreOf(anchor, a)).slice(0, 8);
  return { kind: 'unsure', why, candidates: ranked.map(({ source, first, end, owner }) => stretchPlace(source, first, end, owner)) };
}
