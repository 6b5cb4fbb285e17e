/**
 * From data to pixels along one axis, and back. Linear, or by log10, where what is not positive has no place (NaN).
 * What is drawn ten thousand times in a frame reads `origin`, `pxPerUnit` and `startPx` and multiplies itself.
 */
export interface Scale {
  readonly isLog: boolean;
  /** In data. */
  readonly from: number;
  readonly to: number;
  readonly startPx: number;
  readonly endPx: number;
  /** `from`, after the logarithm. Subtracted first: milliseconds since 1970 times pixels would lose digits. */
  readonly origin: number;
  readonly pxPerUnit: number;
}

export function makeScale(isLog: boolean, from: number, to: number, startPx: number, endPx: number): Scale {
  const origin = bent(isLog, from);
  const length = bent(isLog, to) - origin;
  return { isLog, from, to, startPx, endPx, origin, pxPerUnit: length > 0 ? (endPx - startPx) / length : 0 };
}

/** The value after the axis' logarithm. */
export function bent(isLog: boolean, value: number): number {
  if (!isLog) return value;
  return value > 0 ? Math.log10(value) : Number.NaN;
}

export function unbent(isLog: boolean, value: number): number {
  return isLog ? 10 ** value : value;
}

export function toPx(scale: Scale, value: number): number {
  return scale.startPx + (bent(scale.isLog, value) - scale.origin) * scale.pxPerUnit;
}

export function fromPx(scale: Scale, px: number): number {
  if (scale.pxPerUnit === 0) return scale.from;
  return unbent(scale.isLog, scale.origin + (px - scale.startPx) / scale.pxPerUnit);
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The range a gesture leads to: everything between two places of the old one, given in parts of its length (0 is `from`, 1 is `to`). */
export function partOf(range: Range, isLog: boolean, start: number, end: number): Range {
  const low = bent(isLog, range.from);
  const length = bent(isLog, range.to) - low;
  return { from: unbent(isLog, low + start * length), to: unbent(isLog, low + end * length) };
}

/** Moved back inside `limits` with its length kept, or `limits` where it is longer than they are. */
export function within(range: Range, limits: Range, isLog: boolean): Range {
  const [low, high, first, last] = [range.from, range.to, limits.from, limits.to].map((value) => bent(isLog, value));
  if (low === undefined || high === undefined || first === undefined || last === undefined) return range;
  if (![low, high, first, last].every(Number.isFinite)) return limits;
  if (high - low >= last - first) return limits;
  const shift = low < first ? first - low : high > last ? last - high : 0;
  return shift === 0 ? range : { from: unbent(isLog, low + shift), to: unbent(isLog, high + shift) };
}
