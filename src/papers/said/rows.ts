/** Things in a row beside values in a row: `for A and B 3 and 5, respectively`, `Small (12 layers), Large (24 layers)`. */
import { mentionsIn } from './mentions.ts';
import type { Entities, Occurrence } from './scopes.ts';

export interface Placed {
  readonly start: number;
  readonly end: number;
  /** How many values it has: as many as things in a row belong to these one by one. */
  readonly count: number;
  /** A size of data, which `from A, with 30 images for training` says of A. */
  readonly isOfData?: boolean;
}

export type Group = readonly [Occurrence, ...Occurrence[]];

/** As many things in a row as the place has values. */
export function inRow(text: string, groups: readonly Group[], place: Placed, taken: Set<Group>): Group | undefined {
  if (place.count < 2) return undefined;
  const fitting = groups
    .filter((group) => group.length === place.count)
    .sort((a, b) => Math.abs(a[0].start - place.end) - Math.abs(b[0].start - place.end));
  const group = fitting.find((candidate) => candidate[0].start >= place.end) ?? fitting[0];
  // One row of things serves several rows of values (“…, respectively”), so it stays for the next.
  if (group !== undefined && !/respectively/i.test(text)) taken.add(group);
  return group;
}

/** `… respectively` with the things in the sentence before. */
export function inRowBefore(text: string, previous: string, { count }: Placed, entities: Entities): readonly Occurrence[] | undefined {
  if (count < 2 || !/\brespectively\b/i.test(text)) return undefined;
  const found = entities.in(previous);
  return (
    (['data', 'model', 'part'] as const)
      .map((kind) => found.filter((occurrence) => occurrence.kind === kind))
      .map((row) => row.filter(({ name }, index) => row.findLastIndex((other) => other.name === name) === index))
      .find((row) => row.length === count) ??
    namesInRow(text, count) ??
    namesInRow(previous, count)
  );
}

const coined = String.raw`\p{Lu}[\p{L}\d.+]*(?:[-/][\p{L}\d.]+)*`;
const rowOfCoined = new RegExp(`(?<![\\p{L}\\d-])${coined}(?:, ${coined})*,? and ${coined}(?![\\p{L}\\d-])`, 'gu');
const lower = '\\p{Ll}[\\p{Ll}\\d-]{2,}';
const pairs = new RegExp(
  `(?:^\\s*|[;:] |\\b(?:for|in|on|of|to|with|by|the|both) )(?:[Tt]he |our )?((?:\\p{Lu}\\p{Ll}{2,}|${lower})(?:, (?:the )?${lower})*,? and (?:the )?${lower})\\b`,
  'gu',
);

/** `BART and LED`, `the small and the large model`: as many things in a row as there are values, the last of them first. */
function namesInRow(text: string, count: number): readonly Occurrence[] | undefined {
  const rows = [...text.matchAll(rowOfCoined), ...text.matchAll(pairs)]
    .map((match) => (match[1] ?? match[0]).split(/,? and (?:the )?|, (?:the )?/))
    .filter((names) => names.length === count && new Set(names).size === count && names.every(isThing));
  return rows.at(-1)?.map((name) => ({ name, kind: 'other', start: 0, end: 0 }));
}

function isThing(name: string): boolean {
  return (
    !/^(?:We|It|The|In|Adam\w*|SGD|validation|training|test\w*|development|values?)$/.test(name) && mentionsIn(name, new Map()).length === 0
  );
}

const sized =
  /(?<![\p{L}\d-])(\p{Lu}[\p{L}\d.-]*|\p{Ll}+(?= \([^()]*\)(?:,| and)))(?: ⟦\w+⟧)? \((?=[^()]*(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b))([^()]*)\)/gu;

/** `Small (12 layers, width 768), Large (24 layers, width 1024)`: what is in brackets is of the name in front of them. */
export function inBrackets(text: string, at: number, isOfData = false): Group | undefined {
  const all = [...text.matchAll(sized)].filter(
    ([, name = '']) =>
      mentionsIn(name, new Map()).length === 0 && !/^(?:Adam\w*|SGD|Table|Fig\w*|Section|Appendix|RMSprop|Equation|Eq)$/.test(name),
  );
  const own = all.find(({ 0: words, index }) => index < at && at < index + words.length);
  // `Covertype (7 classes), Mushroom (2 classes)`: a size of data is said of the name in front of it, though it is the only one there.
  const counts = isOfData ? all : all.filter(([, , inside = '']) => mentionsIn(inside, new Map()).length >= 2);
  if (own === undefined || counts.length < 2 || !counts.includes(own)) return undefined;
  return [{ name: own[1] ?? '', kind: 'other', start: own.index, end: own.index + (own[1] ?? '').length }];
}
