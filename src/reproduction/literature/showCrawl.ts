/** What a walk through the literature tells: a table of recipes with addresses for the model, all of it for who asks, a plain one for the person. */
import type { HiddenText } from '../../base/origin.ts';
import type { SourcedTable } from '../../base/sourcedTable.ts';
import type { ToolResult } from '../../base/tool.ts';
import { type PaperId, paperIdText } from '../../papers/address.ts';
import { dateOf, type Ranked, wordsOf } from '../../papers/literature/rank.ts';
import { oneLine } from '../../tools/lookups.ts';
import type { CrawlInput, CrawlState } from './crawlState.ts';
import { type RecipeBounds, recipeRow, recipeRows, sourcedRow } from './showRecipe.ts';

export interface Crawled {
  readonly input: CrawlInput;
  readonly anchor: PaperId;
  readonly state: CrawlState;
  /** All that the walk has come to, best first; the anchor is none of them. */
  readonly works: readonly Ranked[];
  /** Keys of what this call read, in order. */
  readonly now: readonly string[];
  readonly readBefore: ReadonlySet<string>;
  readonly requests: number;
  readonly seconds: number;
  /** Absent: it read what it was asked for. */
  readonly whatEnded: string | undefined;
}

const mostBytes = 24_000;
const mostNext = 8;
const mostFailed = 12;
const mostNotes = 14;
const short: RecipeBounds = { settings: 10, results: 5, links: 4, quote: 90, missing: 8 };
const whole: RecipeBounds = { settings: 500, results: 100, links: 40, quote: 300, missing: 60 };

export function showCrawl(crawled: Crawled): ToolResult {
  const { anchor, state, now } = crawled;
  const own = paperIdText(anchor);
  const inOrder = [own, ...crawled.works.map(({ work }) => work.key)].filter((key) => state.read.has(key));
  // What an earlier call told is not told again, unless nothing else is left to tell.
  const shown = now.length > 0 ? inOrder.filter((key) => now.includes(key)) : inOrder;
  const hidden = shown.flatMap((key) => state.read.get(key)?.hidden ?? []).slice(0, 8);
  return {
    content: within(markdownOf(crawled, shown, short)),
    full: markdownOf(crawled, inOrder, whole).join('\n'),
    detail: { kind: 'table', ...tableOf(crawled, inOrder) },
    origin: { kind: 'paper', name: `${own} and what is around it` },
    ...hiddenOf(hidden),
  };
}

function hiddenOf(hidden: readonly HiddenText[]): Pick<ToolResult, 'hidden'> {
  return hidden.length === 0 ? {} : { hidden };
}

/** The head, a text for each paper, and what stands behind the table. */
function markdownOf(crawled: Crawled, keys: readonly string[], bounds: RecipeBounds): readonly string[] {
  const { state, works } = crawled;
  const ranks = new Map(works.map((one) => [one.work.key, one]));
  const words = wordsOf(crawled.input.question);
  const rows = keys.flatMap((key): readonly string[] => {
    const read = state.read.get(key);
    return read === undefined ? [] : [recipeRow(read, ranks.get(key), words, bounds)];
  });
  return [
    headOf(crawled, keys.length),
    ...(rows.length === 0
      ? ['No paper was read.']
      : [['| Paper | Data | Method | Hyper-parameters | Result |', '|---|---|---|---|---|', ...rows].join('\n')]),
    ...recipeRows(
      keys.flatMap((key) => state.read.get(key) ?? []),
      bounds,
    ),
    ...unreadOf(crawled),
    ...nextOf(crawled),
  ];
}

function headOf(crawled: Crawled, shown: number): string {
  const { input, anchor } = crawled;
  return [
    `# Literature around ${paperIdText(anchor)}`,
    `Question: ${oneLine(input.question, 300)}`,
    walkedText(crawled, shown),
    'Order: words of the question in title +3, abstract +2, sentences that cite it +1 each; influential link +1.5; cited for its method +1; linked with the anchor +1; log10 of citations.',
    'Addresses: (#S4.p2) in a row is that paper’s address with #S4.p2 behind it. “not said”: the paper does not say it where this tool can read it; do not fill it in.',
  ].join('\n');
}

function walkedText({ input, state, works, requests, seconds, readBefore, whatEnded }: Crawled, shown: number): string {
  const { walk, read } = state;
  const lists = walk.done.size - [...walk.failed].filter(([, why]) => !why.startsWith('only its first')).length;
  const since = input.since === undefined ? '' : ` since ${input.since}`;
  const before = readBefore.size === 0 ? '' : `, ${readBefore.size} by earlier calls`;
  const ended = whatEnded === undefined ? '' : `; it ended because ${whatEnded}`;
  return `Walked: ${lists} lists (${input.direction}), ${works.length} papers${since}. Read: ${read.size} (${shown} shown${before}). ${requests} requests, ${seconds.toFixed(0)} s${ended}.`;
}

function unreadOf({ state, works }: Crawled): readonly string[] {
  const titles = new Map(works.map(({ work }) => [work.key, work.title]));
  const failed = [...state.unread].map(
    ([key, { why }]) => `- ${key}${titles.has(key) ? ` (${oneLine(titles.get(key) ?? '', 100)})` : ''}: ${oneLine(why, 250)}`,
  );
  const retracted = works
    .filter(({ work }) => work.isRetracted)
    .map(
      ({ work: { key, title } }) =>
        `- ${key} (${oneLine(title, 100)}): its title says that it was withdrawn or retracted, so it was not read.`,
    );
  const nameless = works.filter(({ work }) => work.id === undefined).length;
  const lists = [...state.walk.failed].map(([key, why]) => `- ${key}: ${oneLine(why, 200)}`);
  const rows = [...failed, ...retracted];
  return [
    ...(rows.length === 0 ? [] : [`Not read:\n${bounded(rows, mostFailed)}`]),
    ...(nameless === 0
      ? []
      : [`${nameless === 1 ? 'One listed paper has' : `${nameless} listed papers have`} no identifier under which it could be opened.`]),
    ...(lists.length === 0 ? [] : [`Lists that are not whole:\n${bounded(lists, mostFailed)}`]),
  ];
}

function nextOf({ state, works }: Crawled): readonly string[] {
  const next = works.filter(
    ({ work: { key, id, isRetracted } }) =>
      id !== undefined && !isRetracted && !state.read.has(key) && state.unread.get(key)?.isForNow !== false,
  );
  if (next.length === 0) return [];
  const rows = next
    .slice(0, mostNext)
    .map(({ work, score }) => `- ${work.key} · ${oneLine(work.title, 120)}${dateOf(work) === '' ? '' : ` · ${dateOf(work)}`} · ${score}`);
  return [
    `${next.length} more papers were not read (call again with the same anchor and question to read on); the next:\n${rows.join('\n')}`,
  ];
}

function bounded(rows: readonly string[], most: number): string {
  return [...rows.slice(0, most), ...(rows.length > most ? [`- … and ${rows.length - most} more`] : [])].join('\n');
}

function within(parts: readonly string[]): string {
  const shown: string[] = [];
  let left = mostBytes;
  for (const part of parts) {
    const lines = part.split('\n');
    const fits: string[] = [];
    for (const line of lines) {
      left -= Buffer.byteLength(line) + 1;
      if (left < 0 && shown.length > 0) break;
      fits.push(line);
    }
    shown.push(fits.join('\n'));
    if (left < 0) return [...shown, '… cut: the whole of it is kept with this call (recall_output).'].join('\n\n');
  }
  return shown.join('\n\n');
}

/** For the card. */
function tableOf(crawled: Crawled, keys: readonly string[]): SourcedTable {
  const { state } = crawled;
  const read = keys.flatMap((key) => state.read.get(key) ?? []);
  return {
    columns: ['Paper', 'Data', 'Method', 'Hyper-parameters', 'Result'],
    rows: read.map(sourcedRow),
    notes: [
      walkedText(crawled, keys.length),
      ...unreadOf(crawled)
        .flatMap((part) => part.split('\n'))
        .slice(0, mostNotes),
    ],
  };
}
