import type { CodePlace } from './link.ts';
import { type CodeSymbol, type Source, samePath } from './pythonSource.ts';
import { type Unit, unitOfSymbol } from './unit.ts';

/** A symbol in its file. */
export interface Spot {
  readonly source: Source;
  readonly symbol: CodeSymbol;
}

/** The files in which linked code is looked for. Files that did not change are looked at once, whoever asks. */
export class CodeIndex {
  readonly #sources: ReadonlyMap<string, Source>;

  constructor(sources: Iterable<Source>) {
    this.#sources = new Map([...sources].map((source) => [source.path, source]));
  }

  get sources(): Iterable<Source> {
    return this.#sources.values();
  }

  source(path: string): Source | undefined {
    return this.#sources.get(path);
  }

  at(file: string, path: readonly string[], kind: CodeSymbol['kind']): readonly Spot[] {
    const source = this.#sources.get(file);
    if (source === undefined) return [];
    return source.symbols.filter((symbol) => symbol.kind === kind && samePath(symbol.path, path)).map((symbol) => ({ source, symbol }));
  }

  /** Symbols of this kind that share most with the unit, best first, and all with this name. */
  near(unit: Unit, kind: CodeSymbol['kind'], name: string, most: number): readonly Spot[] {
    const scores = new Map<CodeSymbol, { spot: Spot; score: number }>();
    const wanted = wantedShapes(unit);
    for (const source of this.#sources.values()) {
      const shapes = lookUp(source);
      const here = new Map<CodeSymbol, number>();
      for (const [shape, weight] of wanted)
        for (const symbol of shapes.get(shape) ?? []) if (symbol.kind === kind) here.set(symbol, (here.get(symbol) ?? 0) + weight);
      for (const symbol of source.symbols)
        if (symbol.kind === kind && symbol.path.at(-1) === name) here.set(symbol, (here.get(symbol) ?? 0) + 0.01);
      for (const [symbol, weight] of here) {
        const size = symbolUnit(source, symbol).weight;
        scores.set(symbol, { spot: { source, symbol }, score: weight / Math.sqrt(Math.max(size, 1)) });
      }
    }
    const ranked = [...scores.values()].sort((a, b) => b.score - a.score);
    const named = ranked.slice(most).filter(({ spot }) => spot.symbol.path.at(-1) === name);
    return [...ranked.slice(0, most), ...named.slice(0, most)].map(({ spot }) => spot);
  }
}

function wantedShapes(unit: Unit): ReadonlyMap<string, number> {
  const wanted = new Map<string, number>();
  for (const { shape, weight } of unit.statements) wanted.set(shape, (wanted.get(shape) ?? 0) + weight);
  return wanted;
}

const lookUps = new WeakMap<Source, ReadonlyMap<string, readonly CodeSymbol[]>>();

/** Which symbols hold a statement of a shape. */
function lookUp(source: Source): ReadonlyMap<string, readonly CodeSymbol[]> {
  const known = lookUps.get(source);
  if (known !== undefined) return known;
  const found = new Map<string, CodeSymbol[]>();
  for (const symbol of source.symbols) {
    for (const { shape } of symbolUnit(source, symbol).statements) {
      const list = found.get(shape);
      if (list === undefined) found.set(shape, [symbol]);
      else if (list.at(-1) !== symbol) list.push(symbol);
    }
  }
  lookUps.set(source, found);
  return found;
}

const units = new WeakMap<CodeSymbol, Unit>();

export function symbolUnit(source: Source, symbol: CodeSymbol): Unit {
  const known = units.get(symbol);
  if (known !== undefined) return known;
  const unit = unitOfSymbol(source, symbol);
  units.set(symbol, unit);
  return unit;
}

export function spotName({ source, symbol }: Spot): string {
  return `${source.path}::${symbol.path.join('.')}`;
}

export function placeOf({ source, symbol }: Spot): CodePlace {
  return placeIn(source, symbol.path, symbol.kind, symbol.line, symbol.endLine);
}

/** Lines of a source as a person counts them. */
export function placeIn(source: Source, symbol: readonly string[], kind: CodePlace['kind'], line: number, endLine: number): CodePlace {
  const cell = source.cells?.findLast((span) => span.line <= line);
  const offset = cell === undefined ? 0 : cell.line - 1;
  return {
    file: source.path,
    symbol,
    kind,
    line: line - offset,
    endLine: endLine - offset,
    ...(cell === undefined ? {} : { cell: cell.cell }),
  };
}

/** One stands within the other. */
export function areNested(a: Spot, b: Spot): boolean {
  if (a.source !== b.source) return false;
  const holds = (outer: CodeSymbol, inner: CodeSymbol): boolean => outer.first <= inner.first && inner.end <= outer.end;
  return holds(a.symbol, b.symbol) || holds(b.symbol, a.symbol);
}
