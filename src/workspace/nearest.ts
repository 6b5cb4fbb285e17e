import type { Candidate } from './editRefused.ts';

const maxCandidates = 3;
const maxWindows = 24;
const maxScannedLines = 20_000;
const minSimilarity = 0.5;

/** The places of a file that look most like a searched text, best first. Bounded, whatever the size of either. */
export function nearestPlaces(lines: readonly string[], wanted: readonly string[]): readonly Candidate[] {
  const block = trimBlankEnds(wanted);
  if (block.length === 0) return [];
  const scored = windowStarts(lines, block)
    .map((start) => ({ start, similarity: windowSimilarity(lines, start, block) }))
    .filter(({ similarity }) => similarity >= minSimilarity)
    .sort((a, b) => b.similarity - a.similarity || a.start - b.start);
  const chosen: { readonly start: number; readonly similarity: number }[] = [];
  for (const place of scored) {
    if (chosen.length === maxCandidates) break;
    // Windows that share most of their lines are one place.
    if (chosen.every(({ start }) => Math.abs(start - place.start) >= Math.max(1, block.length / 2))) chosen.push(place);
  }
  return chosen.map(({ start, similarity }) => {
    const end = Math.min(lines.length, start + block.length);
    return { firstLine: start + 1, lastLine: end, similarity, lines: lines.slice(start, end) };
  });
}

/** Where the block may begin: voted for by lines that are equal but for indentation, then by the line most like the block's longest. */
function windowStarts(lines: readonly string[], block: readonly string[]): readonly number[] {
  const votes = new Map<number, number>();
  const vote = (start: number, weight: number): void => {
    const at = Math.max(0, Math.min(start, lines.length - 1));
    votes.set(at, (votes.get(at) ?? 0) + weight);
  };
  const wantedAt = new Map<string, number[]>();
  for (const [i, line] of block.entries()) {
    const key = line.trim();
    if (key !== '') wantedAt.set(key, [...(wantedAt.get(key) ?? []), i]);
  }
  for (const [at, line] of lines.entries()) {
    const key = line.trim();
    for (const i of wantedAt.get(key) ?? []) vote(at - i, Math.min(key.length, 40));
  }
  const longest = block.reduce((best, line, i) => (line.trim().length > (block[best] ?? '').trim().length ? i : best), 0);
  const needle = bigrams((block[longest] ?? '').trim());
  const alike = lines
    .slice(0, maxScannedLines)
    .map((line, at) => ({ at, similarity: dice(needle, bigrams(line.trim().slice(0, 200))) }))
    .filter(({ similarity }) => similarity >= minSimilarity)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, maxWindows);
  for (const { at, similarity } of alike) vote(at - longest, similarity * 20);
  return [...votes]
    .sort((a, b) => b[1] - a[1])
    .slice(0, maxWindows)
    .map(([start]) => start);
}

function windowSimilarity(lines: readonly string[], start: number, block: readonly string[]): number {
  let [sum, weight] = [0, 0];
  for (const [i, wanted] of block.slice(0, 60).entries()) {
    const [a, b] = [(lines[start + i] ?? '').trim(), wanted.trim()];
    if (a === '' && b === '') continue;
    const lineWeight = Math.min(40, Math.max(a.length, b.length));
    weight += lineWeight;
    sum += lineWeight * (a === b ? 1 : dice(bigrams(a.slice(0, 200)), bigrams(b.slice(0, 200))));
  }
  return weight === 0 ? 0 : sum / weight;
}

function bigrams(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Sørensen and Dice's coefficient of two bags. */
function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let [shared, total] = [0, 0];
  for (const [pair, count] of a) {
    shared += Math.min(count, b.get(pair) ?? 0);
    total += count;
  }
  for (const count of b.values()) total += count;
  return total === 0 ? 0 : (2 * shared) / total;
}

function trimBlankEnds(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}
