import { matchesGlob } from './glob.ts';

/** `**` stands for any number of whole segments, `*` and `?` for characters of one segment. Both lists without empty segments. */
export function matchesSegments(segments: readonly string[], pattern: readonly string[]): boolean {
  return reachedBy(segments, pattern)[pattern.length] === true;
}

/** May something at or below this folder match? */
export function mayMatchBelow(folder: readonly string[], pattern: readonly string[]): boolean {
  return reachedBy(folder, pattern).some((isReached) => isReached);
}

/** At j: may the first j parts of the pattern stand for exactly these segments? */
function reachedBy(segments: readonly string[], pattern: readonly string[]): readonly boolean[] {
  let reached = [...pattern.keys(), pattern.length].map((end) => pattern.slice(0, end).every((part) => part === '**'));
  for (const segment of segments) {
    const next: boolean[] = [false];
    pattern.forEach((part, index) => {
      const isHere = reached[index] === true;
      if (part === '**') {
        // Takes this segment and stays, or takes none and lets the next part begin.
        next[index] = next[index] === true || isHere;
        next[index + 1] = next[index] === true;
      } else {
        next[index + 1] = isHere && matchesGlob(segment, part);
      }
    });
    reached = next;
  }
  return reached;
}

/** Of a glob or a path with `/`, as rules are written on every platform. */
export function segmentsOf(text: string): readonly string[] {
  return text.split('/').filter((segment) => segment !== '' && segment !== '.');
}

/** A path as a glob that means exactly it; undefined where it holds a character that a glob would expand. */
export function globOf(segments: readonly string[]): string | undefined {
  return segments.some((segment) => /[*?]/.test(segment)) ? undefined : segments.join('/');
}
