import { isUnseenOrder } from './orders.ts';
import type { HiddenText } from './origin.ts';
import { declarationsOf, inkOf, inkOfPages, isUnseenInk, unseenBy } from './unseenStyle.ts';

/**
 * What a person looking at the original would not have seen, and a model reads all the same: characters without a shape, text in the colour
 * of the paper, of no size or beside the page, comments and attributes that speak to a reader. Pure, linear in the text, and careful to
 * flag rather too little: a flag that is always there is not read.
 */
export function findHiddenText(text: string): readonly HiddenText[] {
  const found = new Map<string, HiddenText>();
  for (const hidden of [
    ...invisible(text),
    ...unseenMarkup(text),
    ...unseenLatex(text),
    ...spokenComments(text),
    ...spokenAttributes(text),
  ]) {
    if (hidden.excerpt === '') continue;
    found.set(`${hidden.kind}\0${hidden.excerpt}`, hidden);
    if (found.size >= maxFound) break;
  }
  return [...found.values()];
}

const maxFound = 8;
const excerptChars = 200;
/** Of one construct: an element or a comment is read no further. */
const maxSpan = 4_000;

function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= excerptChars ? line : `${line.slice(0, excerptChars - 1)}…`;
}

// Letters of the tag block spell ASCII; variation selectors 17 to 256 carry bytes; the rest have no width.
const tagCharacters = /[\u{E0020}-\u{E007E}]{2,}/gu;
const selectorBytes = /[\u{E0100}-\u{E01EF}]{2,}/gu;
/**
 * Runs of characters without a shape, whichever they are: two kinds of them are the bits of a message. Six, as joiners and selectors stand
 * together in emoji and in some scripts; four of those that only break or join lines.
 */
export const shapelessRuns: string =
  '[\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2060-\\u2064\\u206a-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]{6,}|[\\u200b\\u2060-\\u2064\\ufeff]{4,}';
const zeroWidth = new RegExp(`${shapelessRuns}|[\\u202a-\\u202e\\u2066-\\u2069]`, 'gu');

/** Only the characters without a shape. */
export function findInvisible(text: string): readonly HiddenText[] {
  return [...invisible(text)];
}

function* invisible(text: string): Generator<HiddenText> {
  // Nearly no text holds any of them.
  if (!/\p{Default_Ignorable_Code_Point}/u.test(text)) return;
  for (const { 0: letters } of text.matchAll(tagCharacters))
    yield {
      kind: 'invisible',
      excerpt: excerpt([...letters].map((one) => String.fromCharCode((one.codePointAt(0) ?? 0) - 0xe0000)).join('')),
    };
  for (const { 0: selectors } of text.matchAll(selectorBytes)) {
    const bytes = [...selectors].map((one) => (one.codePointAt(0) ?? 0) - 0xe0100 + 16);
    yield { kind: 'invisible', excerpt: excerpt(printable(Buffer.from(bytes).toString('utf8'))) };
  }
  for (const match of text.matchAll(zeroWidth)) {
    const isOrder = /[\u202a-\u202e\u2066-\u2069]/u.test(match[0]);
    // A byte order mark stands at the very beginning of many files; one order mark alone is ordinary in right-to-left text.
    if (match.index === 0 && match[0] === '\ufeff') continue;
    const around = printable(text.slice(Math.max(0, match.index - 30), match.index + match[0].length + 30));
    if (isOrder && !/[A-Za-z0-9]/.test(around)) continue;
    yield {
      kind: 'invisible',
      excerpt: excerpt(`${isOrder ? 'reversed order' : `${match[0].length} characters without width`} in “${around}”`),
    };
  }
}

function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]|[\ufe00-\ufe0f]|[\u{E0100}-\u{E01EF}]/gu, ' ');
}

const openTag = /<([a-z][a-z0-9-]*)\b([^<>]{1,2000})>/gi;
const silentElements: ReadonlySet<string> = new Set([
  'script',
  'style',
  'path',
  'g',
  'rect',
  'svg',
  'input',
  'iframe',
  'img',
  'link',
  'meta',
]);

/** How an element’s own attributes keep its words from being seen; undefined: they do not. */
function unseenByAttributes(attributes: string): HiddenText['kind'] | undefined {
  const said = (name: string): string =>
    new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes)?.slice(1).join('') ?? '';
  const style = declarationsOf(`${/\bcolor\s*=/i.test(attributes) ? `color:${said('color')};` : ''}${said('style')}`);
  if (isUnseenInk(inkOf(style, inkOfPages))) return 'white';
  const way = /(?:^|\s)hidden(?:\s|=|$)/i.test(attributes) ? 'off-page' : unseenBy(style);
  return way === 'invisible' ? 'off-page' : way;
}

/** Elements whose style keeps their words from being seen. */
function* unseenMarkup(text: string): Generator<HiddenText> {
  if (!text.includes('</')) return;
  for (const match of text.matchAll(openTag)) {
    const [whole, element = '', attributes = ''] = match;
    if (silentElements.has(element.toLowerCase())) continue;
    const kind = unseenByAttributes(attributes);
    if (kind === undefined) continue;
    const from = match.index + whole.length;
    const body = text.slice(from, from + maxSpan);
    const close = body.toLowerCase().indexOf(`</${element.toLowerCase()}`);
    const words = body.slice(0, close < 0 ? 300 : close).replaceAll(/<[^<>]{0,500}>/g, ' ');
    // Icons and spacers are hidden everywhere; sentences are not.
    if (hasSentence(words)) yield { kind, excerpt: excerpt(words) };
  }
}

const latexHiding: readonly (readonly [kind: HiddenText['kind'], pattern: RegExp])[] = [
  [
    'white',
    /\\(?:textcolor|colorbox)\s*(?:\[[^\]]{0,20}\])?\{\s*(?:white|1(?:\.0+)?\s*,\s*1(?:\.0+)?\s*,\s*1(?:\.0+)?|FFFFFF|1(?:\.0+)?)\s*\}\s*\{([^{}]{1,4000})\}/gi,
  ],
  ['white', /\{\s*\\color\s*(?:\[[^\]]{0,20}\])?\{\s*(?:white|FFFFFF|1(?:\.0+)?(?:\s*,\s*1(?:\.0+)?){0,2})\s*\}([^{}]{1,4000})\}/gi],
  ['tiny', /\\fontsize\s*\{\s*(?:0?\.\d+|0|1(?:\.\d+)?)\s*(?:pt)?\s*\}\s*\{[^{}]{0,20}\}\s*\\selectfont\s*\{?([^{}\\]{1,4000})/gi],
  ['tiny', /\\scalebox\s*\{\s*0?\.0\d*\s*\}\s*\{([^{}]{1,4000})\}/gi],
  ['off-page', /\\(?:phantom|hphantom|vphantom)\s*\{([^{}]{1,4000})\}/gi],
  ['off-page', /\\(?:hspace|vspace|kern|raisebox)\s*\*?\s*\{\s*-\d{3,}[^{}]{0,10}\}\s*\{?([^{}\\]{1,4000})/gi],
  ['comment', /\\iffalse\b([\s\S]{1,4000}?)\\fi\b/gi],
];

function* unseenLatex(text: string): Generator<HiddenText> {
  if (!text.includes('\\')) return;
  for (const [kind, pattern] of latexHiding)
    for (const { 1: words = '' } of text.matchAll(pattern)) if (hasSentence(words)) yield { kind, excerpt: excerpt(words) };
}

/** Comments are ordinary; one that addresses its reader as an assistant, or tells it to do something, is not. */
function* spokenComments(text: string): Generator<HiddenText> {
  for (const { 1: words = '' } of text.matchAll(/<!--([\s\S]{1,4000}?)-->/g))
    if (isUnseenOrder(words)) yield { kind: 'comment', excerpt: excerpt(words) };
  for (const { 1: words = '' } of text.matchAll(/(?<!\\)%[ \t%]*([^\n]{12,1000})/g))
    if (isUnseenOrder(words)) yield { kind: 'comment', excerpt: excerpt(words) };
  for (const { 1: words = '' } of text.matchAll(/^\s*\[(?:\/\/|comment)\]:\s*#?\s*[("<]([^\n]{12,1000})[)">]/gim))
    if (isUnseenOrder(words)) yield { kind: 'comment', excerpt: excerpt(words) };
}

/** Text that is only there for machines and for those who cannot see the picture. */
function* spokenAttributes(text: string): Generator<HiddenText> {
  for (const { 1: words = '' } of text.matchAll(
    /\b(?:alt|title|aria-label|aria-description|content|data-[a-z-]+|summary)\s*=\s*"([^"]{12,2000})"/gi,
  ))
    if (isUnseenOrder(words)) yield { kind: 'attribute', excerpt: excerpt(words) };
  for (const { 1: words = '' } of text.matchAll(/!\[([^\]]{12,2000})\]\(/g))
    if (isUnseenOrder(words)) yield { kind: 'attribute', excerpt: excerpt(words) };
}

export function hasSentence(words: string): boolean {
  return (words.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3;
}
