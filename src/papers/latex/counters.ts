/** LaTeX’s counters, as numbers and as they are printed. */

interface Counter {
  value: number;
  readonly within: Set<string>;
}

export class Counters {
  readonly #counters = new Map<string, Counter>();

  make(name: string, within?: string): void {
    if (!this.#counters.has(name)) this.#counters.set(name, { value: 0, within: new Set() });
    if (within !== undefined) this.#of(within).within.add(name);
  }

  has(name: string): boolean {
    return this.#counters.has(name);
  }

  value(name: string): number {
    return this.#counters.get(name)?.value ?? 0;
  }

  set(name: string, value: number): void {
    this.#of(name).value = value;
  }

  step(name: string): number {
    const counter = this.#of(name);
    counter.value++;
    this.#reset(counter, new Set([name]));
    return counter.value;
  }

  /** Whether `name` starts again with each `outer`. */
  isWithin(name: string, outer: string): boolean {
    return this.#counters.get(outer)?.within.has(name) ?? false;
  }

  #reset(counter: Counter, seen: Set<string>): void {
    for (const name of counter.within) {
      if (seen.has(name)) continue;
      seen.add(name);
      const inner = this.#of(name);
      inner.value = 0;
      this.#reset(inner, seen);
    }
  }

  #of(name: string): Counter {
    const counter = this.#counters.get(name) ?? { value: 0, within: new Set<string>() };
    this.#counters.set(name, counter);
    return counter;
  }
}

/** Where letters end, and nobody counts them any more, the number itself. */
const lastLetters = 26 * 26;

export function asLetter(value: number, isCapital: boolean): string {
  if (value < 1) return '';
  if (value > lastLetters) return String(value);
  const letter = String.fromCharCode(96 + (((value - 1) % 26) + 1)).repeat(Math.ceil(value / 26));
  return isCapital ? letter.toUpperCase() : letter;
}

const romans: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

export function asRoman(value: number, isCapital: boolean): string {
  let left = Math.min(Math.max(value, 0), 3999);
  let roman = '';
  for (const [size, letters] of romans) {
    while (left >= size) {
      roman += letters;
      left -= size;
    }
  }
  return isCapital ? roman.toUpperCase() : roman;
}

export function asSymbol(value: number): string {
  return ['*', '†', '‡', '§', '¶', '‖', '**', '††', '‡‡'][value - 1] ?? String(value);
}
