/**
 * What a measured number says of a reported one, by a written rule (docs/verdicts.md):
 *
 * - `not run`: nothing was measured. `not comparable`: the cell has no number, a bound or several, the units differ, or what was measured is known to be
 *   something else (other data, other size); the reason is said.
 * - noise = √(sd² of the paper + sd² of our seeds), what is not known counted as 0; rounding = half a unit of the paper's last printed place.
 * - `reproduced`: |measured − paper| ≤ rounding + noise. `within noise`: ≤ rounding + 2 · noise. Without any spread on either side only rounding counts.
 * - `trend only`: farther away, but every order that the paper shows between this cell and the others of its comparison, by more than its own noise and
 *   rounding, was measured the same way round, by more than the noise of what was measured; there must be one.
 * - `diverged`: everything else.
 */
import type { CellNumber } from './parseCell.ts';

export type Verdict = 'reproduced' | 'within noise' | 'trend only' | 'diverged' | 'not run' | 'not comparable';

export interface Measured {
  /** One for each seed, in one unit. */
  readonly values: readonly number[];
  /** `%`, `fraction`, `ms`; absent: not known. */
  readonly unit?: string;
  /** Why it must not be compared: `trained on 1 of 10 shards`. */
  readonly otherwise?: string;
}

export interface Compared {
  readonly paper: number;
  readonly measured: number;
  /** Sample standard deviation over seeds; absent for one. */
  readonly sd?: number;
  readonly runs: number;
  /** measured − paper, in the paper's unit. */
  readonly difference: number;
  readonly noise: number;
  readonly rounding: number;
  /** What was taken to be so to compare them at all: `0.92 was read as 92 %`. */
  readonly assumed?: string;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly compared?: Compared;
  /** For people, where there is no comparison, or why it is only a trend. */
  readonly why?: string;
}

/** Others of the same comparison: a column of methods under one metric, say. */
export interface Beside {
  readonly paper: CellNumber;
  readonly measured?: Measured;
}

export function judge(paper: CellNumber | undefined, measured: Measured | undefined, beside: readonly Beside[] = []): Judged {
  if (measured === undefined || measured.values.length === 0) return { verdict: 'not run' };
  if (measured.otherwise !== undefined) return { verdict: 'not comparable', why: measured.otherwise };
  if (paper === undefined) return { verdict: 'not comparable', why: 'The paper gives no number here.' };
  if (paper.bound !== undefined && paper.bound !== '≈')
    return { verdict: 'not comparable', why: `The paper states a bound (${paper.bound} ${paper.value}), not a value.` };
  if (!measured.values.every(Number.isFinite)) return { verdict: 'not comparable', why: 'A measured value is not a finite number.' };
  const scale = scaleTo(paper, measured);
  if ('why' in scale) return { verdict: 'not comparable', why: scale.why };
  const compared = compare(paper, measured, scale);
  const away = Math.abs(compared.difference);
  if (isAtMost(away, compared.rounding + compared.noise)) return { verdict: 'reproduced', compared };
  if (isAtMost(away, compared.rounding + 2 * compared.noise)) return { verdict: 'within noise', compared };
  const { orders, brokenTies } = ordersOf(paper, compared, beside);
  if (orders.length > 0 && brokenTies === 0 && orders.every((isKept) => isKept))
    return {
      verdict: 'trend only',
      compared,
      why: `The order to ${orders.length} other ${orders.length === 1 ? 'value is' : 'values are'} as in the paper.`,
    };
  if (brokenTies === 0) return { verdict: 'diverged', compared };
  return {
    verdict: 'diverged',
    compared,
    why: `The paper tells it from ${brokenTies} other ${brokenTies === 1 ? 'value' : 'values'} by no more than the spread, and what was measured lies far apart.`,
  };
}

function compare(paper: CellNumber, { values }: Measured, { factor, assumed }: Scale): Compared {
  const own = values.map((value) => value * factor);
  const measured = mean(own);
  const sd = own.length > 1 ? Math.sqrt(own.reduce((sum, value) => sum + (value - measured) ** 2, 0) / (own.length - 1)) : undefined;
  return {
    paper: paper.value,
    measured,
    runs: own.length,
    difference: measured - paper.value,
    noise: Math.hypot(spreadOf(paper), sd ?? 0),
    rounding: paper.rounding,
    ...(sd === undefined ? {} : { sd }),
    ...(assumed === undefined ? {} : { assumed }),
  };
}

/** Half of an interval counts as the spread: the paper seldom says more of either. */
function spreadOf({ spread, interval }: CellNumber): number {
  return spread ?? (interval === undefined ? 0 : Math.abs(interval[1] - interval[0]) / 2);
}

interface Orders {
  /** For each other value that the paper tells apart from this one: whether it was measured the same way round. */
  readonly orders: readonly boolean[];
  /** Other values that the paper does not tell apart from this one, and that were measured far from it. */
  readonly brokenTies: number;
}

function ordersOf(paper: CellNumber, own: Compared, beside: readonly Beside[]): Orders {
  const orders: boolean[] = [];
  let brokenTies = 0;
  for (const other of beside) {
    if (
      other.measured === undefined ||
      other.measured.values.length === 0 ||
      other.measured.otherwise !== undefined ||
      other.paper.bound !== undefined
    )
      continue;
    const scale = scaleTo(other.paper, other.measured);
    if ('why' in scale) continue;
    const theirs = compare(other.paper, other.measured, scale);
    const printed = paper.value - other.paper.value;
    const seen = own.measured - theirs.measured;
    const rounding = paper.rounding + other.paper.rounding;
    if (Math.abs(printed) > Math.hypot(spreadOf(paper), spreadOf(other.paper)) + rounding)
      orders.push(Math.sign(seen) === Math.sign(printed) && Math.abs(seen) > Math.hypot(own.sd ?? 0, theirs.sd ?? 0));
    else if (!isAtMost(Math.abs(seen), rounding + 2 * Math.hypot(own.noise, theirs.noise))) brokenTies += 1;
  }
  return { orders, brokenTies };
}

interface Scale {
  readonly factor: number;
  readonly assumed?: string;
}

/** Families of units with what one of them is in the first. */
const families: readonly Readonly<Record<string, number>>[] = [
  { '%': 1, fraction: 100, '‰': 0.1, pp: 1 },
  {
    s: 1,
    sec: 1,
    second: 1,
    seconds: 1,
    ms: 1e-3,
    µs: 1e-6,
    μs: 1e-6,
    us: 1e-6,
    ns: 1e-9,
    min: 60,
    mins: 60,
    minute: 60,
    minutes: 60,
    h: 3_600,
    hr: 3_600,
    hrs: 3_600,
    hour: 3_600,
    hours: 3_600,
    d: 86_400,
    day: 86_400,
    days: 86_400,
  },
  { MB: 1, GB: 1e3, KB: 1e-3, kB: 1e-3, TB: 1e6, MiB: 1.048576, GiB: 1073.741824, KiB: 0.001024 },
  { '×': 1, x: 1 },
  { bit: 1, bits: 1, nat: 1 / Math.LN2, nats: 1 / Math.LN2 },
];

/** What a measured value is multiplied by to be in the paper's unit. */
function scaleTo(paper: CellNumber, { unit, values }: Measured): Scale | { readonly why: string } {
  if (unit !== undefined && paper.unit !== undefined) {
    if (unit === paper.unit) return { factor: 1 };
    const family = families.find((one) => Object.hasOwn(one, unit) && Object.hasOwn(one, paper.unit ?? ''));
    const [from, to] = [family?.[unit], family?.[paper.unit]];
    if (from === undefined || to === undefined) return { why: `The paper gives it in ${paper.unit}, and it was measured in ${unit}.` };
    return { factor: from / to };
  }
  // Shares are printed as percent more often than not, with or without the sign.
  const isShare = values.every((value) => value >= 0 && value <= 1);
  if (unit === 'fraction' || (unit === undefined && paper.unit === '%')) {
    const isPercent = paper.unit === '%' || paper.value > 1;
    if (unit === undefined && !isShare) return { factor: 1 };
    if (!isPercent) return { factor: 1 };
    return {
      factor: 100,
      ...(paper.unit === '%' && unit === 'fraction'
        ? {}
        : { assumed: 'What was measured is a share, and the paper’s number is in percent.' }),
    };
  }
  if (unit === '%' && paper.unit === undefined)
    return paper.value <= 1 && values.some((value) => value > 1)
      ? { factor: 0.01, assumed: 'The paper’s number is a share, and percent were measured.' }
      : { factor: 1 };
  return { factor: 1 };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** With room for what binary fractions do to sums of decimal ones. */
function isAtMost(value: number, bound: number): boolean {
  return value <= bound * (1 + 1e-9) + Number.EPSILON;
}
