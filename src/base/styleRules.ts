/** The rules of a page’s own style sheets that can keep words from being seen, as far as names, classes and ids choose elements. */
import { type Declarations, declarationsOf, important } from './unseenStyle.ts';

export interface StyledElement {
  readonly name: string;
  readonly id?: string;
  readonly classes: readonly string[];
}

interface Compound extends Omit<StyledElement, 'name'> {
  /** Undefined: any. */
  readonly name?: string;
}

interface Rule {
  /** What stands around it, the innermost last. */
  readonly around: readonly Compound[];
  readonly subject: Compound;
  readonly weight: number;
  readonly declarations: Declarations;
}

const mostRules = 5_000;
const mostCss = 1_000_000;
const widthOfWindow = 1_280;
const telling =
  /\b(?:display|visibility|opacity|filter|font|font-size|text-indent|position|left|top|right|bottom|margin-\w+|clip|clip-path|transform|scale|zoom|overflow\S*|(?:max-)?(?:height|width)|color|background\S*|content-visibility)\s*:/i;

export class StyleRules {
  readonly #rules = new Map<string, Rule[]>();
  readonly #onDemand = new Set<string>();
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  add(css: string): void {
    const text = css.slice(0, mostCss).replaceAll(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ');
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
      const close = head.startsWith('@') ? endOfBlock(text, open) : text.indexOf('}', open);
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
      .filter((rule) => isMatch(rule.subject, element) && standsIn(rule.around, around))
      .toSorted((a, b) => a.weight - b.weight);
    const found = new Map<string, string>();
    for (const { declarations } of rules)
      for (const [name, value] of declarations) if (!important.test(found.get(name) ?? '') || important.test(value)) found.set(name, value);
    return found;
  }

  #rule(head: string, body: string): void {
    if (!telling.test(body)) return;
    const declarations = declarationsOf(body);
    for (const selector of head.split(',')) {
      const parts = selector.trim().split(/\s*>\s*|\s+/);
      const shown = parts.map((part) => part.replace(/:(?:hover|focus|focus-within|focus-visible|target|checked|active)\b/g, ''));
      const compounds = shown.map(compoundOf);
      const [subject, ...around] = compounds.toReversed();
      if (subject === undefined || compounds.includes(undefined)) continue;
      // A note that opens when its mark is pointed at is there to be read.
      if (shown.slice(0, -1).some((part, index) => part !== parts[index])) this.#onDemand.add(keyOf(subject));
      if (shown.some((part, index) => part !== parts[index])) continue;
      const weight = compounds.reduce((sum, one) => sum + weightOf(one), 0) * 10_000 + this.#count++;
      const rule = { subject, around: around.toReversed().flatMap((one) => one ?? []), weight, declarations };
      this.#rules.set(keyOf(subject), [...(this.#rules.get(keyOf(subject)) ?? []), rule]);
    }
  }

  /** Whether pointing at something else makes it seen. */
  isOnDemand({ id, classes }: StyledElement): boolean {
    return (id !== undefined && this.#onDemand.has(`#${id}`)) || classes.some((name) => this.#onDemand.has(`.${name}`));
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

function compoundOf(text: string): Compound | undefined {
  const [, name = '', rest = ''] = /^(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)$/i.exec(text) ?? [];
  if (name === '' && rest === '') return text === ':root' ? { name: 'html', classes: [] } : undefined;
  const id = /#([\w-]+)/.exec(rest)?.[1];
  const classes = [...rest.matchAll(/\.([\w-]+)/g)].map(([, one = '']) => one);
  return { ...(name === '' || name === '*' ? {} : { name: name.toLowerCase() }), ...(id === undefined ? {} : { id }), classes };
}

function keyOf({ name, id, classes }: Compound): string {
  return id === undefined ? (classes[0] === undefined ? (name ?? '*') : `.${classes[0]}`) : `#${id}`;
}

function weightOf(compound: Compound | undefined): number {
  if (compound === undefined) return 0;
  return (compound.id === undefined ? 0 : 10_000) + 100 * compound.classes.length + (compound.name === undefined ? 0 : 1);
}

function isMatch({ name, id, classes }: Compound, element: StyledElement): boolean {
  if (name !== undefined && name !== element.name) return false;
  return (id === undefined || id === element.id) && classes.every((one) => element.classes.includes(one));
}

/** Each of `wanted` around the next one, at any distance. */
function standsIn(wanted: readonly Compound[], around: readonly StyledElement[]): boolean {
  let at = wanted.length - 1;
  for (let depth = around.length - 1; depth >= 0 && at >= 0; depth--) {
    const wants = wanted[at];
    const element = around[depth];
    if (wants !== undefined && element !== undefined && isMatch(wants, element)) at--;
  }
  return at < 0;
}
