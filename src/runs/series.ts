/** What a metric comes to, exact in a few numbers. Pure. */
import { goalOf } from './capture/names.ts';

export interface Measurement {
  readonly step: number;
  readonly value: number;
  readonly epoch?: number;
}

/** A metric in a few exact numbers. */
export interface MetricSummary {
  readonly metric: string;
  readonly n: number;
  /** How many of the values are NaN or infinite. */
  readonly nonFinite: number;
  readonly first: Measurement;
  readonly last: Measurement;
  /** Undefined where the name does not say which direction is better, or nothing finite was measured. */
  readonly best: (Measurement & { readonly goal: 'min' | 'max' }) | undefined;
  /** The first of the lowest and of the highest; absent where nothing finite was measured. */
  readonly lowest?: Measurement;
  readonly highest?: Measurement;
  /** Where the values began not to be finite. */
  readonly firstNonFinite?: Measurement;
}

/** Adds up what is measured of one metric, number by number. */
export class MetricFold {
  readonly #metric: string;
  readonly #goal: 'min' | 'max' | undefined;
  #n = 0;
  #nonFinite = 0;
  #first: Measurement | undefined;
  #last: Measurement | undefined;
  #lowest: Measurement | undefined;
  #highest: Measurement | undefined;
  #firstNonFinite: Measurement | undefined;

  constructor(metric: string, known?: MetricSummary) {
    this.#metric = metric;
    this.#goal = goalOf(metric);
    if (known === undefined) return;
    this.#n = known.n;
    this.#nonFinite = known.nonFinite;
    this.#first = known.first;
    this.#last = known.last;
    this.#lowest = known.lowest;
    this.#highest = known.highest;
    this.#firstNonFinite = known.firstNonFinite;
  }

  get last(): Measurement | undefined {
    return this.#last;
  }

  add(step: number, value: number, epoch?: number): void {
    const measurement: Measurement = epoch === undefined ? { step, value } : { step, value, epoch };
    this.#n += 1;
    this.#first ??= measurement;
    this.#last = measurement;
    if (!Number.isFinite(value)) {
      this.#nonFinite += 1;
      this.#firstNonFinite ??= measurement;
      return;
    }
    if (this.#lowest === undefined || value < this.#lowest.value) this.#lowest = measurement;
    if (this.#highest === undefined || value > this.#highest.value) this.#highest = measurement;
  }

  /** Undefined while nothing was measured. */
  get summary(): MetricSummary | undefined {
    if (this.#first === undefined || this.#last === undefined) return undefined;
    const best = this.#goal === 'min' ? this.#lowest : this.#goal === 'max' ? this.#highest : undefined;
    return {
      metric: this.#metric,
      n: this.#n,
      nonFinite: this.#nonFinite,
      first: this.#first,
      last: this.#last,
      best: best === undefined || this.#goal === undefined ? undefined : { ...best, goal: this.#goal },
      ...(this.#lowest === undefined ? {} : { lowest: this.#lowest }),
      ...(this.#highest === undefined ? {} : { highest: this.#highest }),
      ...(this.#firstNonFinite === undefined ? {} : { firstNonFinite: this.#firstNonFinite }),
    };
  }
}

/** Exact, one row for each metric, in the order in which metrics first appeared. */
export function summarise(points: Iterable<Measurement & { readonly metric: string }>): readonly MetricSummary[] {
  const folds = new Map<string, MetricFold>();
  for (const { metric, step, value, epoch } of points) {
    const fold = folds.get(metric) ?? new MetricFold(metric);
    fold.add(step, value, epoch);
    folds.set(metric, fold);
  }
  return [...folds.values()].flatMap(({ summary }) => summary ?? []);
}
