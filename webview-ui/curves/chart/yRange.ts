import type { Rows } from './rows.ts';
import { bent, type Range, unbent } from './scale.ts';

/** What is seen of y, and whether outliers are beyond it. */
export interface YRange extends Range {
  readonly isCut: boolean;
}

const room = 0.05;
/** The range ends at parts of about this share of its length: it stays as it is for most points that come, and with it what is drawn already. */
const grainShare = 1 / 32;

/** The range of y in which everything that is seen of x fits, with a little room; without outliers when `isClipped`. */
export function yRangeOf(lines: readonly Rows[], seen: Range, isLog: boolean, isClipped: boolean): YRange {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const rows of lines) {
    const { data, width } = rows;
    for (let row = rows.firstFrom(seen.from); row < rows.count; row++) {
      const at = row * width;
      if ((data[at] ?? 0) > seen.to) break;
      const least = data[at + (width === 2 ? 1 : 2)] ?? Number.NaN;
      const most = data[at + (width === 2 ? 1 : 3)] ?? Number.NaN;
      if (least < low && (!isLog || least > 0)) low = least;
      if (most > high) high = most;
      // A column that begins below zero still has something above it.
      if (isLog && !(least > 0) && most > 0 && most < low) low = most;
    }
  }
  if (!(low <= high) || (isLog && !(high > 0))) return { from: isLog ? 0.1 : 0, to: 1, isCut: false };
  const clipped = isClipped ? withoutOutliers(lines, seen, isLog) : undefined;
  const isCut = clipped !== undefined && (clipped.from > low || clipped.to < high);
  return { ...padded(isCut ? clipped.from : low, isCut ? clipped.to : high, isLog), isCut };
}

function padded(low: number, high: number, isLog: boolean): Range {
  const [a, b] = [bent(isLog, low), bent(isLog, high)];
  const length = b - a;
  if (length > 0 && Number.isFinite(length)) {
    const grain = 2 ** Math.floor(Math.log2(length)) * grainShare;
    const [from, to] = [a - room * length, b + room * length];
    return { from: unbent(isLog, Math.floor(from / grain) * grain), to: unbent(isLog, Math.ceil(to / grain) * grain) };
  }
  const around = isLog ? 0.5 : Math.abs(a) * 0.1 || 1;
  return { from: unbent(isLog, a - around), to: unbent(isLog, a + around) };
}

/** From the 5th to the 95th percentile, with a fifth as much again on both sides, but no further than there is anything. */
function withoutOutliers(lines: readonly Rows[], seen: Range, isLog: boolean): Range | undefined {
  const values: number[] = [];
  for (const rows of lines) {
    const fields = rows.width === 2 ? [1] : [2, 3, 5];
    for (let row = rows.firstFrom(seen.from); row < rows.count && rows.x(row) <= seen.to; row++) {
      for (const field of fields) {
        const value = bent(isLog, rows.data[row * rows.width + field] ?? Number.NaN);
        if (Number.isFinite(value)) values.push(value);
      }
    }
  }
  if (values.length < 8) return undefined;
  const sorted = Float64Array.from(values).sort();
  const low = percentile(sorted, 0.05);
  const high = percentile(sorted, 0.95);
  const more = (high - low) / 5;
  if (!(more > 0)) return undefined;
  return {
    from: unbent(isLog, Math.max(sorted[0] ?? low, low - more)),
    to: unbent(isLog, Math.min(sorted.at(-1) ?? high, high + more)),
  };
}

function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] ?? 0;
  return low + ((sorted[below + 1] ?? low) - low) * (at - below);
}
