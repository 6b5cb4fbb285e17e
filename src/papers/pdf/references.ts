/** Entries of the list of references: where each begins, and what can be told from its words. */
import { plainText, type Reference } from '../document.ts';
import { type InlineOptions, inlinesOf } from './inlines.ts';
import { type Line, rawText } from './lines.ts';
import type { PlacedLine } from './paragraphs.ts';

const labelled = /^\s*(?:\[([^\]\s]{1,24}(?:\s[^\]]{1,16})?)\]|(\d{1,3})\.\s|\((\d{1,3})\)\s)/;

export function isReferencesTitle(title: string): boolean {
  return /^(?:references|bibliography|literature cited|works cited|references and notes)$/i.test(
    title.replaceAll(/[^\p{L}\s]/gu, '').trim(),
  );
}

/** Of a list without a heading: the last [1] that [2] and [3] follow. */
export function firstEntry(lines: readonly Line[]): Line | undefined {
  const labels = lines.flatMap((line) => {
    const [, label] = /^\[(\d{1,3})\]\s/.exec(rawText(line)) ?? [];
    return label === undefined ? [] : [{ line, label: Number(label) }];
  });
  return labels.findLast(({ label }, index) => label === 1 && labels[index + 1]?.label === 2 && labels[index + 2]?.label === 3)?.line;
}

export function referencesOf(lines: readonly PlacedLine[], options: InlineOptions): readonly Reference[] {
  return entriesOf(lines).map((entry, index) => {
    const text = plainText(inlinesOf(entry, { ...options, note: () => undefined }))
      .replaceAll(/\s+/g, ' ')
      .trim();
    return reference(text, index + 1);
  });
}

function entriesOf(lines: readonly PlacedLine[]): readonly (readonly Line[])[] {
  const labels = lines.filter(({ line }) => labelled.test(rawText(line))).length;
  const isLabelled = labels > 1 || (labels === 1 && lines.length < 6);
  const entries: Line[][] = [];
  lines.forEach((placed, index) => {
    const last = entries.at(-1);
    const isFirst =
      last === undefined ||
      (isLabelled ? labelled.test(rawText(placed.line)) && isOutdented(placed, lines) : isHanging(placed, lines[index - 1], lines));
    if (isFirst) entries.push([placed.line]);
    else last.push(placed.line);
  });
  return entries;
}

/** As far left as the leftmost label of its column, but for labels that are aligned on their right. */
function isOutdented({ line, column }: PlacedLine, lines: readonly PlacedLine[]): boolean {
  const left = Math.min(
    ...lines.filter((other) => other.column.index === column.index && other.line.page === line.page).map((other) => other.line.box.x0),
  );
  return line.box.x0 < left + 1.2 * line.size;
}

/** Without labels: the first line stands out to the left, or a gap stands before it. */
function isHanging(placed: PlacedLine, before: PlacedLine | undefined, lines: readonly PlacedLine[]): boolean {
  const alike = lines.filter(({ line, column }) => column.index === placed.column.index && line.page === placed.line.page);
  const left = Math.min(...alike.map(({ line }) => line.box.x0));
  const isIndented = alike.some(({ line }) => line.box.x0 > left + 0.5 * line.size);
  if (isIndented) return placed.line.box.x0 < left + 2;
  if (before === undefined || before.line.page !== placed.line.page || before.column.index !== placed.column.index)
    return /[.)]$/.test(rawText(before?.line ?? placed.line));
  return placed.line.y - before.line.y > 1.3 * placed.line.size;
}

function reference(printed: string, count: number): Reference {
  const label = labelled.exec(printed);
  const text = label === null ? printed : printed.slice(label[0].length).trim();
  const own = label?.[1] ?? label?.[2] ?? label?.[3];
  const year = yearOf(text);
  const doi = /\b(10\.\d{4,9}\/[^\s,;"”]+[^\s.,;"”)])/.exec(text.replaceAll(/(10\.\d{4,9}\/\S*)\s(?=\d)/g, '$1'))?.[1];
  const arxiv = /arxiv[:\s/.a-z]*?(\d{4}\.\d{4,5})(?:v\d+)?/i.exec(text)?.[1];
  const title = titleOf(text);
  return {
    anchor: `bib.bib${count}`,
    aliases: own === undefined ? [] : [own],
    text,
    ...(title === undefined ? {} : { title }),
    ...(year === undefined ? {} : { year }),
    ...(doi === undefined ? {} : { doi: doi.toLowerCase() }),
    ...(arxiv === undefined ? {} : { arxiv }),
  };
}

/** Where a style sets it apart, or else the last one before the day on which a page was visited. */
function yearOf(text: string): number | undefined {
  const [, apart] = /[.(,]\s?((?:1[89]|20)\d\d)[a-z]?[).]/.exec(text) ?? [];
  if (apart !== undefined) return Number(apart);
  const [said = ''] = text.split(/retrieved|accessed|visited/i);
  const years = said.match(/\b(?:1[89]\d\d|20\d\d)(?=[a-z]?\b)(?!\.\d{4,5})/g) ?? [];
  return years.length === 0 ? undefined : Number(years.at(-1));
}

/** Between quotation marks, or behind the year as ACM and APA set it. Anything else would be a guess. */
function titleOf(text: string): string | undefined {
  const [, quoted] = /[“"]([^”"]{8,300}?)[,.]?[”"]/.exec(text) ?? [];
  if (quoted !== undefined) return quoted.trim();
  const [, dated] = /(?:\(|\s)(?:19|20)\d\d[a-z]?\)?[.,]\s+([^.?!]{8,300}[?!]?)(?:\.|(?<=[?!]))\s(?!\d)/.exec(text) ?? [];
  const isWhole =
    dated !== undefined && (dated.match(/\(/g)?.length ?? 0) === (dated.match(/\)/g)?.length ?? 0) && !/\[formula\]/.test(dated);
  return isWhole ? dated.trim() : undefined;
}
