/** One line of at most so many characters: whatever a paper, a model or a log says at length has no place in a report. */
export function shortened(text: string, most = 300): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length <= most
    ? line
    : `${line
        .slice(0, most - 1)
        .toWellFormed()
        .trimEnd()}…`;
}
