/** How look-ups are named and what they find is written: facts, one a line, with their addresses. */
import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import { headingsOf, sectionOf } from '../base/outline.ts';
import type { ToolCall } from '../base/tool.ts';
import type { HubClient } from '../hub/client.ts';
import type { EffectContext, RunServices } from './define.ts';

/** What a look-up answers unless more is asked for. */
export const maxLookupBytes = 8_000;

export function hubLookup({ hub }: Pick<EffectContext, 'hub'>): Effect {
  return { kind: 'lookup', host: new URL(hub.endpoints.hub).hostname };
}

export function hubFor({ hub }: Pick<RunServices, 'hub'>, call: ToolCall): HubClient {
  return hub.under(call.permit, hubLookup({ hub }));
}

/** Rows as long as there is room, then what is said where some were left out. */
export function rowsWithin(rows: readonly string[], more: (left: number) => string, maxBytes = maxLookupBytes): string {
  const shown: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += Buffer.byteLength(row) + 1;
    if (bytes > maxBytes && shown.length > 0) break;
    shown.push(row);
  }
  return [...shown, ...(shown.length < rows.length ? [more(rows.length - shown.length)] : [])].join('\n');
}

/** `12.3k`, `7.24B`: counts of downloads, likes and parameters. */
export function countText(count: number): string {
  for (const [size, letter] of [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const)
    if (count >= size) return `${Number((count / size).toPrecision(3))}${letter}`;
  return String(count);
}

export function sizeText(bytes: number): string {
  for (const [size, unit] of [
    [1e12, 'TB'],
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'KB'],
  ] as const)
    if (bytes >= size) return `${Number((bytes / size).toPrecision(3))} ${unit}`;
  return `${bytes} B`;
}

/** `2026-11-21`. */
export function dayText(date: string): string {
  return date.slice(0, 10);
}

/** One line of somebody's words, cut. */
export function oneLine(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}

class NoSuchSection extends PracticumError {
  constructor(section: string, titles: readonly string[]) {
    super('no-such-section', `There is no section “${section.slice(0, 100)}”.`, {
      hint: titles.length === 0 ? 'The page has no headings: leave section out.' : `The sections: ${titles.slice(0, 60).join(' · ')}.`,
    });
  }
}

export interface PagedMarkdown {
  /** Ahead of the text: what it is and where. */
  readonly head: string;
  readonly markdown: string;
  readonly section?: string | undefined;
  readonly from_line?: number | undefined;
  /** The call that reads on: `read_docs`. */
  readonly tool: string;
}

const maxSectionBytes = 16_000;
const longestLine = 2_000;

/** A page, a section of it or the lines that follow; a long one begins with its outline. */
export function pagedMarkdown({ head, markdown, section, from_line, tool }: PagedMarkdown): string {
  const lines = markdown.split('\n').flatMap(folded);
  const headings = headingsOf(lines);
  const found = section === undefined ? undefined : sectionOf(lines, section);
  if (section !== undefined && found === undefined)
    throw new NoSuchSection(
      section,
      headings.map(({ title }) => title),
    );
  const first = Math.max(found?.heading.line ?? 0, (from_line ?? 1) - 1);
  const end = found?.endLine ?? lines.length;
  const isWhole = section === undefined && from_line === undefined;
  const outline = isWhole && Buffer.byteLength(markdown) > maxLookupBytes ? outlineOf(headings) : [];
  const shown: string[] = [];
  let bytes = outline.reduce((sum, row) => sum + Buffer.byteLength(row) + 1, 0);
  const most = isWhole ? maxLookupBytes : maxSectionBytes;
  for (const line of lines.slice(first, end)) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > most && shown.length > 0) break;
    shown.push(line);
  }
  const next = first + shown.length;
  const more =
    next < end ? [`… ${end - next} more lines: ${tool} with ${section === undefined ? '' : 'section and '}from_line=${next + 1}`] : [];
  const empty = shown.length === 0 ? [`(Nothing from line ${first + 1} on; it has ${lines.length} lines.)`] : [];
  return [head, ...outline, ...shown, ...empty, ...more].join('\n');
}

function outlineOf(headings: readonly { readonly level: number; readonly title: string; readonly line: number }[]): readonly string[] {
  if (headings.length < 2) return [];
  const rows = headings.slice(0, 60).map(({ level, title, line }) => `${'  '.repeat(level - 1)}- ${oneLine(title, 80)} (line ${line + 1})`);
  return ['Outline (give section, or from_line):', ...rows, ''];
}

/** A line longer than a page could never be read to its end. */
function folded(line: string): readonly string[] {
  if (line.length <= longestLine) return [line];
  return Array.from({ length: Math.ceil(line.length / longestLine) }, (_, index) =>
    line.slice(index * longestLine, (index + 1) * longestLine),
  );
}
