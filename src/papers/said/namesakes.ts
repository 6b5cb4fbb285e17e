/** What else a paper says under the name of a value: kept by value, so that it can be asked for each of thousands without going through all. */
import { type Candidate, sentenceOf } from './candidates.ts';

type Values = ReadonlyMap<number | string, readonly Candidate[]>;

/** What there is besides a value under its name. */
export interface Beside {
  /** Names of the cues that hold. */
  readonly cues: readonly string[];
  /** Values that its own sentence has beside it. */
  readonly mates: number;
  /** Different values of other sentences, at most `mostOthers`. */
  readonly others: number;
}

const mostOthers = 5;

/** Values of one name, in the order of the paper. */
export class Namesakes {
  readonly #all: Values;
  readonly #single: Values;
  readonly #inSetUp: Values;
  /** Each at two places or more. */
  readonly #repeated: Values;
  readonly #lists: readonly Candidate[];
  readonly #bySentence: ReadonlyMap<string, readonly Candidate[]>;
  readonly #places: ReadonlyMap<Candidate, number>;
  readonly #isSetUp: (candidate: Candidate) => boolean;

  constructor(named: readonly Candidate[], isSetUp: (candidate: Candidate) => boolean) {
    const single = named.filter(({ role }) => role === undefined);
    this.#all = Map.groupBy(named, ({ value }) => value);
    this.#single = Map.groupBy(single, ({ value }) => value);
    this.#inSetUp = Map.groupBy(single.filter(isSetUp), ({ value }) => value);
    this.#repeated = new Map([...this.#all].filter(([, said]) => areApart(said)));
    this.#lists = named.filter(({ role }) => role !== undefined);
    this.#bySentence = Map.groupBy(named, spot);
    this.#places = new Map(named.map((candidate, place) => [candidate, place]));
    this.#isSetUp = isSetUp;
  }

  beside(candidate: Candidate): Beside {
    const { value, role, anchor } = candidate;
    const own = spot(candidate);
    const isApart = (other: Candidate): boolean => other.anchor !== anchor || spot(other) !== own;
    const isOther = (other: Candidate): boolean => other.value !== value && isApart(other);
    const hasOther = (values: Values): boolean => countOthers(values, value, (said) => said.some(isApart), 1) > 0;
    const said = this.#all.get(value) ?? [];
    const isAgain = (other: Candidate): boolean => other !== candidate && other.anchor !== anchor;
    const holds: readonly (readonly [string, boolean])[] = [
      ['has another', hasOther(this.#all)],
      ['has another in the set-up', hasOther(this.#inSetUp)],
      ['has another before', this.#hasBefore(candidate, isOther)],
      ['has a list', this.#lists.some(isOther)],
      ['stands in a list', role === undefined && this.#lists.some((other) => other.values?.includes(value) === true && isOther(other))],
      ['is said again', said.some(isAgain)],
      ['is said again in the set-up', said.some((other) => isAgain(other) && this.#isSetUp(other))],
      ['another is said twice', countOthers(this.#repeated, value, (twice) => areApart(twice.filter(isApart)), 1) > 0],
    ];
    return {
      cues: holds.flatMap(([cue, does]) => (does ? [cue] : [])),
      mates: (this.#bySentence.get(own) ?? []).filter((other) => other.value !== value).length,
      others: countOthers(this.#all, value, (one) => one.some(isApart), mostOthers),
    };
  }

  /** Values come in the order of their first places: behind the own place nothing more is before it. */
  #hasBefore(candidate: Candidate, isOther: (other: Candidate) => boolean): boolean {
    const at = this.#places.get(candidate) ?? 0;
    const place = (other: Candidate | undefined): number => (other === undefined ? at : (this.#places.get(other) ?? at));
    for (const [value, said] of this.#single) {
      if (place(said[0]) >= at) return false;
      if (value === candidate.value) continue;
      for (const other of said) {
        if (place(other) >= at) break;
        if (isOther(other)) return true;
      }
    }
    return false;
  }
}

const spot = (candidate: Candidate): string => `${candidate.anchor}\n${sentenceOf(candidate)}`;

/** Of the values but one, those that pass, up to `most`. */
function countOthers(values: Values, but: number | string, test: (said: readonly Candidate[]) => boolean, most: number): number {
  let count = 0;
  for (const [value, said] of values) {
    if (value === but || !test(said)) continue;
    count += 1;
    if (count === most) break;
  }
  return count;
}

/** At two places or more. */
function areApart(said: readonly Candidate[]): boolean {
  return said.some(({ anchor }) => anchor !== said[0]?.anchor);
}
