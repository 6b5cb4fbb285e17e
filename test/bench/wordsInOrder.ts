/** How many of the wanted words stand in the read ones in the same order: the longest common subsequence. */
export function inOrder(wanted: readonly string[], read: readonly string[]): number {
  const numbers = new Map<string, number>();
  const numbered = (words: readonly string[]) =>
    Uint32Array.from(words, (word) => {
      const number = numbers.get(word) ?? numbers.size;
      numbers.set(word, number);
      return number;
    });
  const [a, b] = [numbered(wanted), numbered(read)];
  let before = new Uint32Array(b.length + 1);
  for (const word of a) {
    const row = new Uint32Array(b.length + 1);
    for (let index = 0; index < b.length; index++) {
      const [left = 0, above = 0, corner = 0] = [row[index], before[index + 1], before[index]];
      row[index + 1] = b[index] === word ? corner + 1 : Math.max(left, above);
    }
    before = row;
  }
  return before[b.length] ?? 0;
}
