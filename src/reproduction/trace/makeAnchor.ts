import { PracticumError } from '../../base/errors.ts';
import { areNested, type CodeIndex, type Spot, spotName, symbolUnit } from './codeIndex.ts';
import { likeness } from './likeness.ts';
import type { CodeAnchor } from './link.ts';
import { dedented, hashOfForm } from './linkedCode.ts';
import { namelessOwner, ownerOf, sameShare, statementsAround, stretchesIn } from './locateStatements.ts';
import { type CodeSymbol, type Source, type Statement, samePath } from './pythonSource.ts';
import { formsOf, unitOfStatements } from './unit.ts';

/** Lines of linked code that the side file keeps. */
const keptLines = 400;
const listedAlike = 60;
/** What resembles the code this much could be taken for it. */
const alikeShare = 0.3;
const alikeCover = 0.45;

/** The anchor of the innermost symbol that holds all of the lines, or of the lines themselves. Lines count from 1 in the source. */
export function makeAnchor(source: Source, range: CodeRange, index: CodeIndex): CodeAnchor {
  const inside =
    range.what === 'symbol' ? source.symbols.findLast((symbol) => symbol.line <= range.line && range.endLine <= symbol.endLine) : undefined;
  if (source.slips.some((line) => line >= range.line && line <= range.endLine)) throw notReadable(source, range);
  return inside === undefined ? anchorLines(source, range, index) : anchorSymbol({ source, symbol: inside }, index);
}

export interface CodeRange {
  readonly what: 'symbol' | 'lines';
  readonly line: number;
  readonly endLine: number;
}

export function anchorSymbol(spot: Spot, index: CodeIndex): CodeAnchor {
  const { source, symbol } = spot;
  const unit = symbolUnit(source, symbol);
  const others = index
    .near(unit, symbol.kind, symbol.path.at(-1) ?? '', listedAlike)
    .filter((other) => !isSame(other, spot))
    .flatMap((other) => {
      const { share, cover } = likeness(unit, symbolUnit(other.source, other.symbol));
      const isAlike = share >= alikeShare || (cover >= alikeCover && !areNested(other, spot));
      return isAlike ? [{ name: spotName(other), share }] : [];
    });
  const twins = source.symbols.filter((other) => other.kind === symbol.kind && samePath(other.path, symbol.path));
  const statements = source.statements.slice(symbol.first, symbol.end);
  return {
    file: source.path,
    symbol: symbol.path,
    kind: symbol.kind,
    ...textOf(source, symbol.line, symbol.endLine, statements),
    ...around(symbol.before, symbol.after),
    ...(twins.length > 1 ? { nth: { at: twins.indexOf(symbol), of: twins.length } } : {}),
    ...alikeOf(others, source.path, symbol),
  };
}

function isSame(a: Spot, b: Spot): boolean {
  return a.source.path === b.source.path && samePath(a.symbol.path, b.symbol.path);
}

/** `share` where symbols are compared; of several with one name the nearest. */
function alikeOf(
  some: readonly { readonly name: string; readonly share?: number }[],
  file: string,
  symbol: CodeSymbol | undefined,
): Pick<CodeAnchor, 'alike' | 'shares' | 'isCommon'> {
  const own = `${file}::${symbol?.path.join('.') ?? ''}`;
  const shares = new Map<string, number>();
  for (const { name, share = 0 } of some) if (name !== own) shares.set(name, Math.max(share, shares.get(name) ?? 0));
  if (shares.size === 0) return {};
  const isHere = (name: string): number => (name.startsWith(`${file}::`) ? 0 : 1);
  const listed = [...shares.keys()]
    .toSorted((a, b) => isHere(a) - isHere(b))
    .slice(0, listedAlike)
    .sort();
  return {
    alike: listed,
    ...(some.every(({ share }) => share !== undefined) ? { shares: listed.map((name) => Math.round((shares.get(name) ?? 0) * 100)) } : {}),
    ...(shares.size > listedAlike ? { isCommon: true } : {}),
  };
}

function anchorLines(source: Source, { line, endLine }: CodeRange, index: CodeIndex): CodeAnchor {
  const first = source.statements.findIndex((statement) => statement.endLine >= line);
  const end = source.statements.findLastIndex((statement) => statement.line <= endLine) + 1;
  const statements = first < 0 ? [] : source.statements.slice(first, end);
  if (statements.every(({ isText }) => isText)) throw nothingThere(source, line);
  const owner = ownerOf(source, first);
  const lines = unitOfStatements(statements).statements;
  const own = stretchesIn(source, lines, {})
    .filter((one) => one.owner === owner && one.share >= sameShare)
    .sort((a, b) => a.first - b.first);
  const others = [...index.sources].flatMap((other) =>
    stretchesIn(other, lines, {}).map((one) => ({ name: `${other.path}::${one.owner?.path.join('.') ?? ''}` })),
  );
  const from = Math.min(...statements.map((one) => one.line));
  return {
    file: source.path,
    symbol: owner?.path ?? [],
    kind: 'statements',
    ...textOf(source, from, Math.max(...statements.map((one) => one.endLine)), statements),
    ...statementsAround(source, first, end),
    ...(own.length > 1 ? { nth: { at: own.findIndex((one) => one.first >= first), of: own.length } } : {}),
    ...ownerForm(source, owner, index),
    ...alikeOf(others, source.path, owner),
  };
}

/** By it the symbol is known under another name; of two that are the same nobody could tell. */
function ownerForm(source: Source, owner: CodeSymbol | undefined, index: CodeIndex): Pick<CodeAnchor, 'owner'> {
  if (owner === undefined) return {};
  const form = namelessOwner(source, owner);
  const others = [...index.sources].flatMap((other) =>
    other.symbols.filter((symbol) => symbol !== owner && namelessOwner(other, symbol) === form),
  );
  return others.length === 0 ? { owner: form } : {};
}

function around(before: string | undefined, after: string | undefined): Pick<CodeAnchor, 'before' | 'after'> {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function textOf(source: Source, line: number, endLine: number, statements: readonly Statement[]): Pick<CodeAnchor, 'text' | 'hash'> {
  const text = dedented(source.lines.slice(line - 1, endLine));
  return text.length <= keptLines ? { text } : { text: text.slice(0, keptLines), hash: hashOfForm(formsOf(statements).core) };
}

function notReadable({ path }: Source, { line }: CodeRange): PracticumError {
  return new PracticumError('link-unreadable', `${path} cannot be read as Python around line ${line}.`, {
    hint: 'Mend it first, then link it.',
  });
}

function nothingThere({ path }: Source, line: number): PracticumError {
  return new PracticumError('link-nothing', `There is no code at line ${line} of ${path}.`, {
    hint: 'Put the caret into a function, a class, or select the lines.',
  });
}
