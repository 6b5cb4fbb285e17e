/** What the paper’s own commands and environments mean, with the scope of groups. */
import type { Token } from './token.ts';

export interface Macro {
  /** What must stand before, between and after the arguments; parameters are tokens of kind `parameter`. */
  readonly pattern: readonly Token[];
  /** Of a first argument that may be left out in brackets. */
  readonly optional?: readonly Token[];
  /** `\newcommand{\x}{…}` that is followed by `*`: what is there instead. */
  readonly body: readonly Token[];
  /** `s`, `o`, `O{…}`, `m` of `\NewDocumentCommand`, where the macro was made by it. */
  readonly xparse?: readonly XparseArgument[];
}

export interface XparseArgument {
  readonly kind: 'm' | 'o' | 'O' | 's' | 'd';
  readonly missing?: readonly Token[];
  readonly open?: string;
  readonly close?: string;
}

export interface Environment {
  readonly begin: Macro;
  readonly end: readonly Token[];
}

export class Meanings {
  readonly #macros = new Map<string, Macro>();
  readonly #environments = new Map<string, Environment>();
  /** For each open group: what a name meant before, and which characters were special. */
  readonly #before: Map<string, Macro | undefined>[] = [];
  readonly #categories: (() => void)[] = [];
  readonly #keepCategories: () => () => void;

  /** Grows with each definition. */
  version = 0;

  /** `\\global` was read: the next definition outlives its group. */
  isGlobal = false;

  constructor(keepCategories: () => () => void) {
    this.#keepCategories = keepCategories;
  }

  get depth(): number {
    return this.#before.length;
  }

  macro(name: string): Macro | undefined {
    return this.#macros.get(name);
  }

  environment(name: string): Environment | undefined {
    return this.#environments.get(name);
  }

  define(name: string, macro: Macro | undefined, isGlobal = this.isGlobal): void {
    this.isGlobal = false;
    this.version++;
    if (isGlobal) for (const group of this.#before) group.delete(name);
    else {
      const group = this.#before.at(-1);
      if (group !== undefined && !group.has(name)) group.set(name, this.#macros.get(name));
    }
    if (macro === undefined) this.#macros.delete(name);
    else this.#macros.set(name, macro);
  }

  defineEnvironment(name: string, environment: Environment): void {
    this.#environments.set(name, environment);
  }

  openGroup(): void {
    this.#before.push(new Map());
    this.#categories.push(this.#keepCategories());
  }

  closeGroup(): void {
    this.#categories.pop()?.();
    for (const [name, macro] of this.#before.pop() ?? []) {
      this.version++;
      if (macro === undefined) this.#macros.delete(name);
      else this.#macros.set(name, macro);
    }
  }

  entries(): IterableIterator<[string, Macro]> {
    return this.#macros.entries();
  }
}

/** `count` arguments, without anything between them. */
export function argumentsPattern(count: number): readonly Token[] {
  return Array.from({ length: Math.min(count, 9) }, (_, index): Token => ({ kind: 'parameter', text: String(index + 1) }));
}
