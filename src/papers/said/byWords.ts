/** Which of many things a text can hold, by the words that are in it: each is looked for only where its rarest word stands. */

export function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\d]+/gu) ?? [];
}

export function longestWord(text: string): string {
  return wordsOf(text).reduce((best, each) => (each.length > best.length ? each : best), '');
}

/** Things without words are among all that is found. The order of `all` is kept. */
export function byWords<One>(all: readonly One[], wordsIn: (one: One) => readonly string[]): (text: string) => readonly One[] {
  const each = all.map(wordsIn);
  const counts = new Map<string, number>();
  for (const words of each) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const count = (word: string): number => counts.get(word) ?? 0;
  const always: number[] = [];
  const places = new Map<string, number[]>();
  for (const [at, [first, ...more]] of each.entries()) {
    if (first === undefined) {
      always.push(at);
      continue;
    }
    const rarest = more.reduce((best, word) => (count(word) < count(best) ? word : best), first);
    const before = places.get(rarest);
    if (before === undefined) places.set(rarest, [at]);
    else before.push(at);
  }
  return (text) => {
    const met = [...new Set(wordsOf(text))].flatMap((word) => places.get(word) ?? []);
    return [...always, ...met].sort((a, b) => a - b).flatMap((at) => all.slice(at, at + 1));
  };
}
