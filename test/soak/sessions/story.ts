/** What the worker's model says: numbered words, so that a reader can tell a gap or a repetition from the text alone. */
export function saidText(from: number, to: number): string {
  let text = '';
  for (let word = from; word < to; word += 1) text += `w${word} `;
  return text;
}
