/** What was read of a text, for as long as that text is worked on: many ask the same of one sentence. */
const kept = 256;

export function remembered<Read>(read: (text: string) => Read): (text: string) => Read {
  const answers = new Map<string, Read>();
  return (text) => {
    const before = answers.get(text);
    if (before !== undefined) return before;
    if (answers.size >= kept) answers.clear();
    const answer = read(text);
    answers.set(text, answer);
    return answer;
  };
}
