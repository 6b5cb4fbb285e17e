import { clipped } from '../base/clipped.ts';
import { parseJsonLoosely } from '../base/repairJson.ts';

/** A fact as a sub-agent wrote it: nothing of it has been looked at yet. */
export interface Claim {
  readonly text: string;
  /** Empty: it names none. */
  readonly source: string;
  readonly quote?: string;
}

export interface ReadReport {
  readonly claims: readonly Claim[];
  readonly open: readonly string[];
  /** What was mended to read it, a sentence each. */
  readonly repairs: readonly string[];
}

const maxClaims = 40;
const maxClaimChars = 600;
const maxQuoteChars = 500;
const maxOpen = 20;

const claimNames = ['fact', 'text', 'claim', 'finding', 'statement', 'summary'];
const sourceNames = ['source', 'sources', 'url', 'address', 'citation', 'reference', 'link', 'where', 'file', 'path'];
const quoteNames = ['quote', 'quotes', 'evidence', 'excerpt', 'quotation'];
const listNames = ['facts', 'findings', 'claims', 'results'];
const openNames = ['open', 'missing', 'not_found', 'unanswered', 'gaps', 'open_questions'];

/**
 * A report as models write it. The JSON that was asked for is read even where it has other names, is one list, stands among words, or breaks
 * off; without any, list items that name a source count. Undefined: there is nothing in it that could be a report.
 */
export function readReport(words: string): ReadReport | undefined {
  const whole = jsonIn(words);
  if (whole !== undefined) {
    const report = reportOf(whole.value, whole.repairs);
    if (report !== undefined) return report;
  }
  const pieces = wholeObjects(words);
  if (pieces.length > 0) {
    const claims = pieces.flatMap((piece) => claimOf(piece, []) ?? []);
    const lost = 'The report broke off or is no JSON: only the facts that are whole were read.';
    if (claims.length > 0) return { claims: claims.slice(0, maxClaims), open: [], repairs: [lost] };
  }
  const items = listedClaims(words);
  return items.length === 0
    ? undefined
    : { claims: items, open: [], repairs: ['The report is no JSON: its list items with a source were read.'] };
}

function jsonIn(words: string): { readonly value: unknown; readonly repairs: readonly string[] } | undefined {
  const fences = [...words.matchAll(/```[a-z]*[ \t]*\r?\n([\s\S]*?)```/gi)].map(([, inside = '']) => inside);
  const from = words.search(/[{[]/);
  const to = Math.max(words.lastIndexOf('}'), words.lastIndexOf(']'));
  const candidates = [...fences.toReversed(), words.trim(), ...(from >= 0 && to > from ? [words.slice(from, to + 1)] : [])];
  for (const candidate of candidates) {
    const text = candidate.trim();
    if (!/^[{[]/.test(text)) continue;
    const parsed = parseJsonLoosely(text);
    if (!('value' in parsed)) continue;
    const isPlain = isJson(text);
    return { value: parsed.value, repairs: isPlain ? [] : ['Slips in the report’s JSON were mended.'] };
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function reportOf(value: unknown, before: readonly string[]): ReadReport | undefined {
  const repairs = [...before];
  const list = Array.isArray(value) ? value : fieldOf(value, listNames, repairs, 'facts');
  const inner = Array.isArray(list) ? list : claimOf(value, []) === undefined ? undefined : [value];
  const openGiven = fieldOf(value, openNames, repairs, 'open');
  if (inner === undefined && openGiven === undefined) return undefined;
  if (Array.isArray(value)) repairs.push('The report is a list: it was taken for its facts.');
  else if (!Array.isArray(list) && inner !== undefined) repairs.push('The report is a single fact.');
  const claims = (inner ?? []).flatMap((item) => claimOf(item, repairs) ?? []);
  const unread = (inner ?? []).length - claims.length;
  if (unread > 0) repairs.push(`${unread} of its facts say nothing and were left out.`);
  if (claims.length > maxClaims) repairs.push(`It has ${claims.length} facts: the first ${maxClaims} were read.`);
  return { claims: claims.slice(0, maxClaims), open: textsOf(openGiven).slice(0, maxOpen), repairs: [...new Set(repairs)] };
}

function claimOf(item: unknown, repairs: string[]): Claim | undefined {
  if (typeof item === 'string') {
    repairs.push('A fact is only a text: its source was looked for in it.');
    return item.trim() === '' ? undefined : { text: clipped(item.trim(), maxClaimChars), source: sourceIn(item) ?? '' };
  }
  const text = textsOf(fieldOf(item, claimNames, repairs, 'fact')).join(' ');
  if (text === '') return undefined;
  const given = fieldOf(item, sourceNames, repairs, 'source');
  const sources = textsOf(given);
  if (sources.length > 1) repairs.push('A fact names several sources: the first was taken.');
  const line = lineOf(item);
  const [source = ''] = sources;
  const quotes = textsOf(fieldOf(item, quoteNames, repairs, 'quote'));
  const [quote] = quotes;
  return {
    text: clipped(text, maxClaimChars),
    source: line === undefined || /:\d+$/.test(source) || source.includes('://') ? source : `${source}:${line}`,
    ...(quote === undefined ? {} : { quote: quote.slice(0, maxQuoteChars) }),
  };
}

function lineOf(item: unknown): number | undefined {
  const line = isObject(item) ? item['line'] : undefined;
  return typeof line === 'number' && Number.isInteger(line) && line > 0 ? line : undefined;
}

/** The first of these names wins; any but the asked one is a repair. */
function fieldOf(item: unknown, names: readonly string[], repairs: string[], asked: string): unknown {
  if (!isObject(item)) return undefined;
  const keys = new Map(Object.keys(item).map((key) => [key.toLowerCase().replaceAll(/[\s-]/g, '_'), key]));
  for (const name of names) {
    const key = keys.get(name);
    if (key === undefined || item[key] === null || item[key] === undefined) continue;
    if (name !== asked) repairs.push(`“${name}” was read as “${asked}”.`);
    return item[key];
  }
  return undefined;
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (!isObject(value)) return [];
  // A source as an object: {"url": …}, {"path": …, "line": …}.
  const [inside] = textsOf(fieldOf(value, [...sourceNames, ...claimNames], [], ''));
  if (inside === undefined) return [];
  const line = lineOf(value);
  return [line === undefined || /:\d+$/.test(inside) ? inside : `${inside}:${line}`];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Objects that hold no others and are whole, wherever they stand. */
function wholeObjects(words: string): readonly unknown[] {
  return [...words.matchAll(/\{(?:[^{}"]|"(?:[^"\\]|\\[\s\S])*")*\}/g)].flatMap(([text]) => {
    const parsed = parseJsonLoosely(text);
    return 'value' in parsed && claimOf(parsed.value, []) !== undefined ? [parsed.value] : [];
  });
}

const sourcePattern = /https?:\/\/[^\s<>"“”)\]]+|\b(?:arxiv|doi|sha256):[^\s<>"“”)\],;]+|(?<![\w/])[\w.@-]+(?:\/[\w.@-]+)*\.\w{1,6}:\d+\b/i;

/** The first thing in a text that could say where something stands. */
function sourceIn(text: string): string | undefined {
  return sourcePattern.exec(text)?.[0].replace(/[.,;:]+$/, '');
}

function listedClaims(words: string): readonly Claim[] {
  const items = words.split('\n').flatMap((line) => {
    const item = /^\s*(?:[-*•]|\d+[.)])\s+(.*\S)/.exec(line)?.[1];
    const source = item === undefined ? undefined : sourceIn(item);
    if (item === undefined || source === undefined) return [];
    const quote = /[“"]([^“”"]{8,})[”"]/.exec(item)?.[1];
    return [{ text: clipped(item, maxClaimChars), source, ...(quote === undefined ? {} : { quote }) }];
  });
  return items.slice(0, maxClaims);
}
