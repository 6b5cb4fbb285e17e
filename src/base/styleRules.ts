/** The rules of a page’s own style sheets that can keep words from being seen, by the elements that they choose. */
import { type Budget, type Compound, headWithin, isChosen, type Selector, type StyledElement, selectorsOf } from './selectors.ts';
import { type Declarations, declarationsOf, important } from './unseenStyle.ts';

interface Rule {
  readonly selector: Selector;
  readonly weight: number;
  readonly declarations: Declarations;
}

const mostRules = 5_000;
const mostNested = 8;
/** Comparisons of an element with a part of a selector, which take about a second in all: enough for pages of many thousand elements. */
const mostCompared = 40_000_000;
const mostCss = 1_000_000;
const widthOfWindow = 1_280;
const telling =
  /\b(?:display|visibility|opacity|filter|font|font-size|text-indent|position|left|top|right|bottom|margin-\w+|clip|clip-path|transform|scale|zoom|overflow\S*|(?:max-)?(?:height|width)|color|background\S*|content-visibility)\s*:/i;

export class StyleRules {
  readonly #rules = new Map<string, Rule[]>();
  readonly #onDemand = new Set<string>();
  readonly #budget: Budget = { left: mostCompared };
  #count = 0;

  /** A selector asks what stands behind an element. */
  looksBehind = false;

  /** There was too much to compare: what the rules hide was no longer known from some element on. */
  get isSpent(): boolean {
    return this.#budget.left <= 0;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  add(css: string): void {
    const text = css
      .slice(0, mostCss)
      .replaceAll(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ')
      // `content: "{"` opens no block.
      .replaceAll(/"[^"\n]*"|'[^'\n]*'/g, (quoted) => (/[{}]/.test(quoted) ? '""' : quoted));
    for (let at = 0; at < text.length && this.#count < mostRules; ) {
      const open = text.indexOf('{', at);
      if (open < 0) return;
      const head = text
        .slice(at, open)
        .replace(/^[\s}]+|^[^{}]*;/g, '')
        .replace(/^[\s}]+/, '')
        .trim();
      // Rules within a block that holds are read as if it were not there.
      if (head.startsWith('@') && isHeld(head)) {
        at = open + 1;
        continue;
      }
      const close = endOfBlock(text, open);
      const end = close < 0 ? text.length : close;
      if (!head.startsWith('@')) this.#rule(head, text.slice(open + 1, end));
      at = end + 1;
    }
  }

  /** What the rules say of it; `around`: the elements that it stands in, the innermost last. */
  of(element: StyledElement, around: readonly StyledElement[]): Declarations {
    const keys = [...(element.id === undefined ? [] : [`#${element.id}`]), ...element.classes.map((name) => `.${name}`), element.name, '*'];
    const rules = keys
      .flatMap((key) => this.#rules.get(key) ?? [])
      .filter(({ selector }) => isChosen(selector, element, around, this.#budget))
      .toSorted((a, b) => a.weight - b.weight);
    const found = new Map<string, string>();
    for (const { declarations } of rules)
      for (const [name, value] of declarations) if (!important.test(found.get(name) ?? '') || important.test(value)) found.set(name, value);
    return found;
  }

  #rule(head: string, body: string, depth = 0): void {
    if (this.#count >= mostRules || depth > mostNested) return;
    const { own, inner } = unnested(body);
    if (telling.test(own)) this.#add(head, declarationsOf(own));
    for (const one of inner)
      if (!one.head.startsWith('@')) this.#rule(headWithin(one.head, head), one.body, depth + 1);
      else if (isHeld(one.head)) this.#rule(head, one.body, depth + 1);
  }

  #add(head: string, declarations: Declarations): void {
    for (const selector of selectorsOf(head)) {
      const { subject, context } = selector;
      // A note that opens when its mark is pointed at is there to be read.
      if (context.some(({ compound }) => compound.isOnDemand)) this.#onDemand.add(keyOf(subject));
      if (subject.isOnDemand || context.some(({ compound }) => compound.isOnDemand)) continue;
      this.looksBehind ||= /:(?:nth-last|last|only)-/i.test(head);
      const rule = { selector, weight: selector.weight * 10_000 + this.#count++, declarations };
      const key = keyOf(subject);
      this.#rules.set(key, [...(this.#rules.get(key) ?? []), rule]);
    }
  }

  /** Whether pointing at something else makes it seen. */
  isOnDemand({ id, classes }: StyledElement): boolean {
    return (id !== undefined && this.#onDemand.has(`#${id}`)) || classes.some((name) => this.#onDemand.has(`.${name}`));
  }
}

/** The declarations of a rule, and the rules within it (CSS Nesting). */
function unnested(body: string): { readonly own: string; readonly inner: readonly { readonly head: string; readonly body: string }[] } {
  const own: string[] = [];
  const inner: { readonly head: string; readonly body: string }[] = [];
  for (let at = 0; ; ) {
    const open = body.indexOf('{', at);
    if (open < 0) return { own: [...own, body.slice(at)].join(''), inner };
    const head = at + body.slice(at, open).lastIndexOf(';') + 1;
    const close = endOfBlock(body, open);
    const end = close < 0 ? body.length : close;
    own.push(body.slice(at, head));
    inner.push({ head: body.slice(head, open).trim(), body: body.slice(open + 1, end) });
    at = end + 1;
  }
}

function endOfBlock(text: string, open: number): number {
  const brace = /[{}]/g;
  brace.lastIndex = open;
  let depth = 0;
  for (let found = brace.exec(text); found !== null; found = brace.exec(text)) {
    depth += found[0] === '{' ? 1 : -1;
    if (depth === 0) return found.index;
  }
  return -1;
}

/** On a screen of the usual width. */
function isHeld(head: string): boolean {
  if (/^@(?:supports|layer|scope)\b/i.test(head)) return true;
  if (!/^@media\b/i.test(head)) return false;
  return head
    .slice(6)
    .toLowerCase()
    .split(',')
    .some((query) => {
      if (/^\s*not\s+(?:print|speech)\s*$/.test(query)) return true;
      if (/\b(?:not|print|speech|tty)\b/.test(query)) return false;
      return [...query.matchAll(/\(([^)]*)\)/g)].every(([, condition = '']) => {
        const [, bound, number = '', unit] = /^\s*(min|max)-width\s*:\s*([\d.]+)(px|r?em)\s*$/.exec(condition) ?? [];
        const px = Number(number) * (unit === 'px' ? 1 : 16);
        return bound !== undefined && (bound === 'min' ? px <= widthOfWindow : px >= widthOfWindow);
      });
    });
}

function keyOf({ name, id, classes }: Compound): string {
  return id === undefined ? (classes[0] === undefined ? (name ?? '*') : `.${classes[0]}`) : `#${id}`;
}
