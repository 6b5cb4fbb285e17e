/** One thing under two names: `Experiment A: digits` is column `A (digits)`, and `permuted` the section on permuted digits. */
import type { Candidate } from './candidates.ts';
import { folded } from './scopes.ts';

const apart = /^(?:phase|part|role|row|case)$/;

/** For each name in short the longer one that it can only stand for. `values`: with the scopes of a whole paper. */
export function calledAlike(values: readonly Candidate[]): ReadonlyMap<string, string> {
  const names = [...new Set(values.flatMap(({ scope }) => scope.filter(({ kind }) => !apart.test(kind)).map(({ name }) => name)))];
  const words = new Map(names.map((name) => [name, wordsOf(name)]));
  const holding = new Map<string, string[]>();
  for (const [name, own] of words)
    for (const word of own) {
      const others = holding.get(word);
      if (others === undefined) holding.set(word, [name]);
      else others.push(name);
    }
  return new Map(
    names.flatMap((short) => {
      const own = words.get(short) ?? new Set();
      // A longer one has each of its words, so the rarest as well.
      const [rarest = []] = [...own].map((word) => holding.get(word) ?? []).sort((a, b) => a.length - b.length);
      const longer = rarest.filter((name) => folded(name) !== folded(short) && isWithin(own, words.get(name) ?? new Set()));
      const [only] = longer;
      const isOne = only !== undefined && longer.every((name) => folded(name) === folded(only));
      // Beside “Tiny ImageNet” ImageNet is another one.
      return isOne && own.size > 0 && !/\p{L}\S*[\p{Lu}\d]/u.test(short) ? [[folded(short), only] as const] : [];
    }),
  );
}

/** With scopes by their longest names. */
export function withLongNames(value: Candidate, longer: ReadonlyMap<string, string>): Candidate {
  return longer.size === 0 || !value.scope.some(({ name }) => longer.has(folded(name)))
    ? value
    : { ...value, scope: value.scope.map((part) => ({ ...part, name: longer.get(folded(part.name)) ?? part.name })) };
}

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(name.toLowerCase().match(/[\p{L}\d]+(?:[-–][\p{L}\d]+)*/gu) ?? []);
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return some.size < all.size && [...some].every((word) => all.has(word));
}
