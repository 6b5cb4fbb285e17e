/** Many ways of saying something, of which a text has the words of few: these are found by the words of the text, not one after the other. */
import { indexed, needOfAll } from './matches.ts';
import { isMet, keysOf, type Need } from './needs.ts';
import { once } from './remembered.ts';

/** Entries whose words a text has, in their order; only these can match. */
export type Bank<Entry> = (text: string) => readonly Entry[];

/** `patternsOf`: those of an entry that must all match in the text, or in a part of it. */
export function bankOf<Entry>(entries: readonly Entry[], patternsOf: (entry: Entry) => readonly RegExp[]): Bank<Entry> {
  const find = once(() => finderOf(entries.map((entry) => ({ entry, need: needOfAll(patternsOf(entry)) }))));
  return (text) => find()(text);
}

function finderOf<Entry>(entries: readonly { readonly entry: Entry; readonly need: Need }[]): Bank<Entry> {
  /** Which entries have a word with these three letters; those without a word are asked always. */
  const byTriple = new Map<number, number[]>();
  const always: number[] = [];
  for (const [at, { need }] of entries.entries()) {
    const keys = keysOf(need);
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
    const found: Entry[] = [];
    for (const at of [...asked].sort((a, b) => a - b)) {
      const one = entries[at];
      if (one !== undefined && isMet(one.need, index)) found.push(one.entry);
    }
    return found;
  };
}
