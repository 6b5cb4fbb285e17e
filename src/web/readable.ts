/**
 * The part of a page that people read, as plain HTML: without scripts, navigation, comments and what is not shown. A tokenizer of its own,
 * linear and without recursion, so that no page can keep it busy; what it writes is well-formed, which spares whatever reads it next.
 */
import { defined } from '../base/defined.ts';
import { findHiddenText } from '../base/hiddenText.ts';
import type { HiddenText } from '../base/origin.ts';
import type { StyledElement } from '../base/selectors.ts';
import { StyleRules } from '../base/styleRules.ts';
import { type Declarations, declarationsOf, inkOf, inkOfPages, isUnseenInk, unseenBy } from '../base/unseenStyle.ts';
import { type Attributes, attributesAt, decodeEntities, escaped, nameAt, voidElements } from './htmlText.ts';
import { piecesOf } from './pieces.ts';

export interface ReadablePart {
  readonly title: string;
  /** Well-formed each by itself, of some kilobytes: what translates them may take time that grows with the square of their size. */
  readonly pieces: readonly string[];
  readonly hidden: readonly HiddenText[];
}

/** Read as text up to their end tag (HTML, “raw text elements”), and left out. */
const raw: ReadonlySet<string> = new Set(['script', 'style', 'iframe', 'noembed', 'noframes', 'textarea', 'xmp', 'title']);
const leftOut: ReadonlySet<string> = new Set([
  ...['nav', 'aside', 'footer', 'button', 'select', 'dialog', 'template', 'noscript', 'object', 'svg', 'canvas', 'audio', 'video', 'menu'],
]);
const kept: ReadonlySet<string> = new Set([
  ...[
    'p',
    'div',
    'section',
    'article',
    'main',
    'header',
    'figure',
    'figcaption',
    'blockquote',
    'pre',
    'code',
    'kbd',
    'samp',
    'tt',
    'br',
    'hr',
  ],
  ...[
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'table',
    'thead',
    'tbody',
    'tfoot',
    'tr',
    'td',
    'th',
    'caption',
  ],
  ...['a', 'img', 'b', 'strong', 'i', 'em', 'del', 's', 'strike', 'details', 'summary', 'address'],
]);
const deepest = 200;
const mostHidden = 200;
const longestHidden = 2_000;
const longestAddress = 1_000;
/** Less than this in a `main` or an `article`, and the whole page is taken. */
const shortestPart = 200;

export function readablePart(html: string, base: URL): ReadablePart {
  const reader = new Reader(html, base);
  const part = reader.read();
  // What stands behind an element is known when the page was read once.
  return reader.rules.looksBehind ? new Reader(html, base, reader.places).read() : part;
}

interface Open {
  readonly name: string;
  readonly described: StyledElement;
  readonly children: Siblings;
  readonly isWritten: boolean;
}

interface Range {
  readonly from: number;
  to: number;
  textLength: number;
}

class Reader {
  readonly #html: string;
  readonly #base: URL;
  readonly #out: string[] = [];
  readonly #open: Open[] = [];
  readonly #roots = new Siblings();
  readonly rules = new StyleRules();
  /** By where an element begins: those of its parent. */
  readonly places = new Map<number, Siblings>();
  readonly #before: ReadonlyMap<number, Siblings>;
  readonly #unseen: string[] = [];
  readonly #parts = new Map<'main' | 'article', Range>();
  #openPart: { readonly range: Range; readonly depth: number } | undefined;
  #title = '';
  #textLength = 0;
  /** How deep the element lies whose content is left out; undefined: none. */
  #silentDepth: number | undefined;
  #silentFrom: number | undefined;
  /** Whether a rule of the page hides it, and not its own attributes. */
  #isRuledOut = false;
  #at = 0;

  /** `before`: the places of an earlier reading. */
  constructor(html: string, base: URL, before: ReadonlyMap<number, Siblings> = new Map()) {
    this.#html = html;
    this.#base = base;
    this.#before = before;
  }

  read(): ReadablePart {
    while (this.#at < this.#html.length) this.#next();
    this.#closeTo(0);
    const part = [this.#parts.get('main'), this.#parts.get('article')].find(
      (range) => range !== undefined && range.textLength >= Math.min(shortestPart, this.#textLength / 2),
    );
    return {
      title: decodeEntities(this.#title).replaceAll(/\s+/g, ' ').trim(),
      pieces: piecesOf(part === undefined ? this.#out : this.#out.slice(part.from, part.to)),
      hidden: findHiddenText(this.#unseen.join('\n')),
    };
  }

  #next(): void {
    const open = this.#html.indexOf('<', this.#at);
    const end = open < 0 ? this.#html.length : open;
    if (end > this.#at) this.#text(this.#html.slice(this.#at, end));
    this.#at = end;
    if (open < 0) return;
    const after = this.#html[open + 1] ?? '';
    if (this.#html.startsWith('<!--', open)) this.#comment(open);
    else if (after === '!' || after === '?') this.#skipTo('>', open);
    else if (after === '/') this.#endTag(open);
    else if (/[a-z]/i.test(after)) this.#startTag(open);
    else {
      this.#text('&lt;');
      this.#at = open + 1;
    }
  }

  #text(text: string): void {
    if (this.#silentDepth !== undefined) return;
    this.#out.push(text);
    const length = text.trim().length;
    this.#textLength += length;
    if (this.#openPart !== undefined) this.#openPart.range.textLength += length;
  }

  #comment(open: number): void {
    const close = this.#html.indexOf('-->', open + 4);
    const end = close < 0 ? this.#html.length : close + 3;
    this.#keepUnseen(this.#html.slice(open, Math.min(end, open + longestHidden)));
    this.#at = end;
  }

  #keepUnseen(source: string): void {
    if (this.#unseen.length < mostHidden) this.#unseen.push(source);
  }

  #skipTo(mark: string, from: number): void {
    const found = this.#html.indexOf(mark, from);
    this.#at = found < 0 ? this.#html.length : found + mark.length;
  }

  #endTag(open: number): void {
    const name = nameAt(this.#html, open + 2);
    this.#skipTo('>', open);
    // An end tag closes what is open inside its element; one that closes nothing says nothing. Far-away ones are not looked for.
    const lowest = Math.max(0, this.#open.length - deepest);
    for (let depth = this.#open.length - 1; depth >= lowest; depth--) {
      if (this.#open[depth]?.name !== name) continue;
      this.#closeTo(depth, open);
      return;
    }
  }

  #closeTo(depth: number, end = this.#html.length): void {
    while (this.#open.length > depth) {
      const element = this.#open.pop();
      if (element?.isWritten === true) this.#out.push(`</${element.name}>`);
      if (this.#openPart?.depth === this.#open.length) {
        this.#openPart.range.to = this.#out.length;
        this.#openPart = undefined;
      }
      if (this.#silentDepth === this.#open.length) {
        if (this.#silentFrom !== undefined) this.#keepUnseen(this.#unseenSource(this.#silentFrom, end, element?.name ?? 'div'));
        this.#silentDepth = undefined;
        this.#silentFrom = undefined;
      }
    }
  }

  #unseenSource(from: number, to: number, name: string): string {
    const source = `${this.#html.slice(from, Math.min(to, from + longestHidden))}</${name}>`;
    // What hides it is a rule of the page, which stands elsewhere.
    return this.#isRuledOut ? `<x-unseen hidden>${source}</x-unseen>` : source;
  }

  #startTag(open: number): void {
    const name = nameAt(this.#html, open + 1);
    const { attributes, end } = attributesAt(this.#html, open + 1 + name.length);
    this.#at = end;
    if (raw.has(name) || voidElements.has(name)) this.#described(name, attributes, open);
    if (raw.has(name)) this.#rawText(name);
    else if (voidElements.has(name)) this.#writeVoid(name, attributes);
    else if (this.#open.length < deepest) this.#openElement(name, attributes, open);
  }

  /** An element that begins at `open`. */
  #described(name: string, attributes: Attributes, open: number): StyledElement {
    const siblings = this.#open.at(-1)?.children ?? this.#roots;
    this.places.set(open, siblings);
    return siblings.next(name, attributes, this.#before.get(open));
  }

  #openElement(name: string, attributes: Attributes, open: number): void {
    // One paragraph or item ends where the next begins.
    while (impliedEnds[name]?.has(this.#open.at(-1)?.name ?? '') === true) this.#closeTo(this.#open.length - 1, open);
    const described = this.#described(name, attributes, open);
    const isSilentHere = this.#silentDepth === undefined && this.#isSilent(described, attributes, open);
    const depth = this.#open.length;
    const isWritten = this.#silentDepth === undefined && !isSilentHere && kept.has(name);
    if (isSilentHere) this.#silentDepth = depth;
    const part = this.#silentDepth === undefined ? partNamed(name, attributes) : undefined;
    if (part !== undefined && this.#openPart === undefined && !this.#parts.has(part)) {
      const range = { from: this.#out.length, to: this.#out.length, textLength: 0 };
      this.#parts.set(part, range);
      this.#openPart = { range, depth };
    }
    this.#open.push({ name, described, children: new Siblings(), isWritten });
    if (isWritten) this.#out.push(this.#tag(name, attributes));
  }

  /** Whether it and all in it is left out. Words that are there and not seen are told of. */
  #isSilent(element: StyledElement, attributes: Attributes, open: number): boolean {
    const { name } = element;
    const own = declarationsOf(
      decodeEntities(`${attributes.has('color') ? `color:${attributes.get('color') ?? ''};` : ''}${attributes.get('style') ?? ''}`),
    );
    const isOwn = attributes.has('hidden') || unseenBy(own) !== undefined;
    const isUnseen = isOwn || unseenBy(this.#styleOf(element, own)) !== undefined;
    if (!isUnseen && isUnseenInk(inkOf(own, inkOfPages))) {
      // It may stand on a dark ground: read, and told of.
      this.#isRuledOut = false;
      this.#keepUnseen(this.#unseenSource(open, this.#html.length, name));
      return leftOut.has(name);
    }
    if (isUnseen) {
      this.#silentFrom = open;
      this.#isRuledOut = !isOwn;
    }
    return isUnseen || leftOut.has(name) || silentRoles.has(attributes.get('role') ?? '');
  }

  /** By the page’s rules, as far as they were read, and its own attributes. */
  #styleOf(element: StyledElement, own: Declarations): Declarations {
    if (this.rules.isEmpty || this.rules.isOnDemand(element)) return own;
    const around = this.#open.map(({ described }) => described);
    return new Map([...this.rules.of(element, around), ...own]);
  }

  #rawText(name: string): void {
    const from = this.#at;
    const end = new RegExp(`</${name}[\\s/>]`, 'gi');
    end.lastIndex = from;
    const close = end.exec(this.#html);
    const to = close?.index ?? this.#html.length;
    if (name === 'style') this.rules.add(this.#html.slice(from, to));
    if (name === 'title' && this.#title === '') this.#title = this.#html.slice(from, Math.min(to, from + 500));
    this.#at = to;
    if (close !== null) this.#skipTo('>', to);
  }

  #writeVoid(name: string, attributes: Attributes): void {
    if (this.#silentDepth === undefined && kept.has(name)) this.#out.push(this.#tag(name, attributes));
  }

  #tag(name: string, attributes: Attributes): string {
    switch (name) {
      case 'a':
        return `<a${this.#address('href', attributes.get('href'))}>`;
      case 'img':
        return `<img alt="${escaped(attributes.get('alt') ?? '')}"${this.#address('src', attributes.get('src'))}>`;
      case 'pre':
      case 'code': {
        const language = /(?:^|\s)(?:language|lang|highlight-source)-([\w+#-]{1,20})/.exec(attributes.get('class') ?? '')?.[1];
        return language === undefined ? `<${name}>` : `<${name} class="language-${language}">`;
      }
      default:
        return `<${name}>`;
    }
  }

  #address(attribute: string, value: string | undefined): string {
    const url = value === undefined || value.length > longestAddress ? null : URL.parse(decodeEntities(value), this.#base.href);
    return url === null || !/^https?:$/.test(url.protocol) ? '' : ` ${attribute}="${escaped(url.href)}"`;
  }
}

const silentRoles: ReadonlySet<string> = new Set(['navigation', 'search', 'banner', 'contentinfo', 'complementary', 'dialog']);

const impliedEnds: Readonly<Record<string, ReadonlySet<string>>> = {
  p: new Set(['p']),
  li: new Set(['li', 'p']),
  dt: new Set(['dt', 'dd', 'p']),
  dd: new Set(['dt', 'dd', 'p']),
  tr: new Set(['tr', 'td', 'th']),
  td: new Set(['td', 'th']),
  th: new Set(['td', 'th']),
  tbody: new Set(['thead', 'tbody', 'tr', 'td', 'th']),
};

/** The elements of one parent so far, as selectors see them. */
class Siblings {
  readonly #names = new Map<string, number>();
  #last: StyledElement | undefined;
  #count = 0;

  /** `all`: the same when the page was read before. */
  next(name: string, attributes: Attributes, all?: Siblings): StyledElement {
    const id = attributes.get('id');
    const beforeOfName = this.#names.get(name) ?? 0;
    this.#names.set(name, beforeOfName + 1);
    this.#last = {
      name,
      ...defined({ id, previous: this.#last }),
      classes: (attributes.get('class') ?? '').split(/\s+/).filter((one) => one !== ''),
      attribute: (wanted) => {
        const said = attributes.get(wanted);
        return said === undefined ? undefined : decodeEntities(said);
      },
      before: this.#count,
      beforeOfName,
    };
    if (all !== undefined)
      this.#last = { ...this.#last, after: all.#count - this.#count - 1, afterOfName: (all.#names.get(name) ?? 1) - beforeOfName - 1 };
    this.#count++;
    return this.#last;
  }
}

function partNamed(name: string, attributes: Attributes): 'main' | 'article' | undefined {
  if (name === 'main' || attributes.get('role') === 'main') return 'main';
  return name === 'article' ? 'article' : undefined;
}
