/** Many ways of saying something, of which a text has the words of few: these are found by the words of the text, not one after the other. */
import { indexed, needsOf } from './matches.ts';
import { isMet, keysOf, type Need } from './needs.ts';

/** Entries whose words a text has, in their order; only these can match. */
export type Bank<Entry> = (text: string) => readonly Entry[];

/** `patternsOf`: those of an entry that must all match in the text, or in a part of it. */
export function bankOf<Entry>(entries: readonly Entry[], patternsOf: (entry: Entry) => readonly RegExp[]): Bank<Entry> {
  let find: Bank<Entry> | undefined;
  return (text) => {
    find ??= finderOf(entries.map((entry) => ({ entry, needs: needsOf(patternsOf(entry)) })));
    return find(text);
  };
}

function finderOf<Entry>(entries: readonly { readonly entry: Entry; readonly needs: readonly Need[] }[]): Bank<Entry> {
  /** Which entries have a word with these three letters; those without a word are asked always. */
  const byTriple = new Map<number, number[]>();
  const always: number[] = [];
  for (const [at, { needs }] of entries.entries()) {
    const keys = keysOf({ all: needs });
    if (keys === undefined) always.push(at);
    for (const { triples } of keys ?? []) {
      // The three letters that fewest others have: most likely the rarest.
      const rarest = triples.reduce((a, b) => ((byTriple.get(b)?.length ?? 0) < (byTriple.get(a)?.length ?? 0) ? b : a));
      const others = byTriple.get(rarest) ?? [];
      byTriple.set(rarest, others);
      if (others.at(-1) !== at) others.push(at);
    }
  }
  return (text) => {
    const index = indexed(text);
    const asked = new Set(always);
    for (const triple of index.places) for (const at of byTriple.get(triple) ?? []) asked.add(at);
    return [...asked]
      .sort((a, b) => a - b)
      .flatMap((at) => {
        const one = entries[at];
        return one?.needs.every((need) => isMet(need, index)) === true ? [one.entry] : [];
      });
  };
}
