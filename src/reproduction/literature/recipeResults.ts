/** The numbers that a paper reports of its own method: cells of its tables of results, with what their headings and captions say of them. */
import { addressIn } from '../../papers/address.ts';
import { type Paper, plainText, type Table } from '../../papers/document.ts';
import { quoted } from '../../papers/said/linear.ts';
import type { Passages } from '../../papers/said/passages.ts';
import { isOfOthers } from '../../papers/said/whoseHeadings.ts';
import { metricIn, metricsNamed } from '../cells/metrics.ts';
import { type ReportedCell, reportedCells } from '../cells/reported.ts';
import { foldedName } from './recipeData.ts';
import type { Stated, StatedResult } from './stated.ts';

export interface KnownOfPaper {
  readonly data: readonly Stated[];
  readonly method: Stated | undefined;
}

const mostResults = 24;
/** Of a table that does not say which row is the paper’s. */
const mostUnmarked = 12;
const own = /\b(?:ours?|this (?:work|paper)|proposed)\b/i;
const noResults =
  /\b(?:settings?|hyper-?parameters?|configurations?|notation|statistics|data ?sets? used|search space|ablations?|sensitivity|varying|effect of|run ?time|cost of)\b/i;

export function resultsOf(paper: Paper, passages: Passages, known: KnownOfPaper): readonly StatedResult[] {
  const tables = passages.tables.filter(({ table, headings }) => !noResults.test(plainText(table.caption)) && !isOfOthers(headings));
  const splitInText = splitSaid(paper, passages);
  return tables.flatMap(({ table }) => ofTable(paper.id, table, known, splitInText)).slice(0, mostResults);
}

function ofTable(paper: string, table: Table, { data, method }: KnownOfPaper, splitInText: Stated | undefined): readonly StatedResult[] {
  const measured = reportedCells(table).filter(isMeasured);
  const name = method === undefined ? '' : foldedName(method.text);
  const isNamed = (heading: string): boolean => name.length > 1 && foldedName(heading) === name;
  const address = addressIn(paper, table.anchor);
  const caption = plainText(table.caption).replaceAll(/\s+/g, ' ').trim();
  const marks: readonly ((cell: ReportedCell) => boolean)[] = [
    ({ rowPath, columnPath }) => [...rowPath, ...columnPath].some((heading) => own.test(heading)),
    ({ rowPath, columnPath }) => [...rowPath, ...columnPath].some(isNamed),
    ({ cell }) => cell.isBest,
  ];
  const marked = marks.map((isMarked) => measured.filter(isMarked)).find((found) => found.length > 0);
  // A number of which neither the row nor the metric is known says nothing.
  const cells = marked ?? measured.filter((cell) => metricOf(cell, caption) !== undefined).slice(0, mostUnmarked);
  return cells.map((cell) => {
    const headings = [...cell.columnPath, ...cell.rowPath];
    const metric = metricOf(cell, caption);
    const unit = cell.cell.kind === 'number' ? (cell.cell.unit ?? cell.words.unit) : cell.words.unit;
    const found = dataAt(headings, caption, data, address);
    const split = splitAt(headings, caption, address) ?? splitInText;
    return {
      text: cell.cell.text,
      address,
      row: cell.row,
      column: cell.column,
      of: cell.rowPath.join(' / '),
      under: cell.columnPath.join(' / '),
      isOwn: marked !== undefined,
      ...(metric === undefined ? {} : { metric }),
      ...(unit === undefined ? {} : { unit }),
      ...(found === undefined ? {} : { data: found }),
      ...(split === undefined ? {} : { split }),
    };
  });
}

/** `# parameters (M)`, `Training time`: counts and lengths are results of nothing. */
const counts =
  /^(?:(?:#|no\.|number of|trainable|trained|training|total|peak|model|inference|wall-?clock) ?)*(?:param(?:eter)?s?\.?|weights|layers|rank|width|depth|seeds?|epochs?|steps?|size|flops|macs|memory|time|hours|speed-?up|throughput)\s*(?:[([].*)?$/i;

/** Rows and columns of a table of settings. */
const settings =
  /^(?:(?:peak|base|initial|max(?:imum)?|final|main|inner|outer|encoder|decoder|head|student|teacher) )*(?:learning[- ]?rates?\w?|lr|step size|drop-?(?:out|path)|momentum|weight decay|(?:mini-?)?batch(?:es)?(?: size)?|optimi[sz]er|warm-?up|label smoothing|betas?|[βεαλγτ]\S*|adam ε|temperature|(?:gradient )?clip\w*|discount|entropy\b.*|gae\b.*|ema\b.*|lora\b.*|patience|hidden (?:units|size)|heads|noise (?:level|std)|crop|mixup α)\b\s*(?:[([,].*)?$/i;

function isMeasured({ cell, rowPath, columnPath, words }: ReportedCell): boolean {
  if (cell.kind !== 'number' || [...columnPath, ...rowPath].some((heading) => counts.test(heading.trim()) || settings.test(heading.trim())))
    return false;
  return (
    cell.spread !== undefined ||
    !Number.isInteger(cell.value) ||
    metricIn([...rowPath, ...columnPath]).metric !== undefined ||
    words.metric !== undefined
  );
}

/** The heading’s word, else the only metric that the caption names. */
function metricOf({ rowPath, columnPath }: ReportedCell, caption: string): string | undefined {
  for (const heading of [...columnPath, ...rowPath].toReversed()) {
    const [only, ...more] = distinct(metricsNamed(heading));
    if (only !== undefined && more.length === 0) return only;
  }
  const { metric } = metricIn([...rowPath, ...columnPath]);
  if (metric !== undefined) return metric;
  const [only, ...more] = distinct(metricsNamed(caption));
  return more.length === 0 ? only : undefined;
}

/** Of a heading that names it, else of a caption that names no other. */
function dataAt(headings: readonly string[], caption: string, data: readonly Stated[], address: string): Stated | undefined {
  const within = (text: string): readonly Stated[] => {
    const named = data.filter(({ text: name }) => wordsOf(text).includes(` ${wordsOf(name).trim()} `));
    return named.filter(
      (one) =>
        !named.some(
          (other) => other !== one && wordsOf(other.text).includes(wordsOf(one.text).trim()) && other.text.length > one.text.length,
        ),
    );
  };
  for (const heading of headings) {
    const [only, ...more] = within(heading);
    if (only !== undefined && more.length === 0) return { text: only.text, address, quote: heading };
  }
  const [only, ...more] = within(caption);
  if (only !== undefined && more.length === 0) return { text: only.text, address, quote: caption };
  return undefined;
}

function wordsOf(text: string): string {
  return ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

const splits: readonly (readonly [name: string, words: RegExp])[] = [
  ['test', /\btest(?:ing)?\b(?! ?bed)/i],
  ['validation', /\b(?:validation|val|held-?out validation)\b/i],
  ['development', /\bdev(?:elopment)?\b/i],
  ['training', /\btrain(?:ing)? (?:set|split|accuracy|error|loss)\b/i],
];

function splitIn(text: string): string | undefined {
  const [only, ...more] = splits.filter(([, words]) => words.test(text));
  return more.length === 0 ? only?.[0] : undefined;
}

function splitAt(headings: readonly string[], caption: string, address: string): Stated | undefined {
  for (const text of [...headings, caption]) {
    const split = splitIn(text);
    if (split !== undefined) return { text: split, address, quote: text };
  }
  return undefined;
}

const reports =
  /\b(?:report\w*|measured?|evaluat\w+|scores?|accurac\w+|results?|numbers|tested)\b[^.;]*?\bon (?:the |its |their |each |a )?(?:\S+ ){0,3}?(test|validation|development|dev|val)(?:[- ](?:set|split|part|portion|data|images|examples))\b/i;

/** Where the text says it of all numbers, and of no two splits. */
function splitSaid(paper: Paper, { sentences }: Passages): Stated | undefined {
  const found = sentences.flatMap(({ line, anchor, place, headings, others }) => {
    // A caption speaks of its own table.
    if ((place !== 'text' && place !== 'footnote') || isOfOthers(headings) || others.length > 0) return [];
    const match = reports.exec(line.text);
    const split = match === null ? undefined : splitIn(match[1] ?? '');
    if (match === null || split === undefined || /\b(?:select|cho(?:o|se|sen)|tun(?:e|ed|ing)|pick|stop)\w*\b/i.test(line.text)) return [];
    return [{ text: split, address: addressIn(paper.id, anchor), quote: quoted(line, match.index, match.index + match[0].length) }];
  });
  const [first] = found;
  return found.every(({ text }) => text === first?.text) ? first : undefined;
}

function distinct(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const key = name.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
