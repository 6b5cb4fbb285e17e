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
  const always: number[] = [];
  const byWord = new Map<string, { readonly word: Need; readonly of: number[] }>();
  for (const [at, { need }] of entries.entries()) {
    const keys = keysOf(need);
    if (keys === undefined) always.push(at);
    for (const word of keys ?? []) {
      const one = byWord.get(word.letters) ?? { word, of: [] };
      byWord.set(word.letters, one);
      one.of.push(at);
    }
  }
  const byTriple = new Map<number, { readonly word: Need; readonly of: readonly number[] }[]>();
  for (const one of byWord.values()) {
    // The three letters that fewest other words have: most likely the rarest.
    const rarest = one.word.triples.reduce((a, b) => ((byTriple.get(b)?.length ?? 0) < (byTriple.get(a)?.length ?? 0) ? b : a));
    byTriple.set(rarest, [...(byTriple.get(rarest) ?? []), one]);
  }
  return (text) => {
    const index = indexed(text);
    const isAsked = new Array<boolean>(entries.length).fill(false);
    for (const at of always) isAsked[at] = true;
    for (const triple of index.places)
      for (const { word, of } of byTriple.get(triple) ?? []) if (isMet(word, index)) for (const at of of) isAsked[at] = true;
    return entries.filter(({ need }, at) => isAsked[at] === true && isMet(need, index)).map(({ entry }) => entry);
  };
}
