/** Selectors of CSS, and which elements they choose (Selectors Level 4). What is not known of an element chooses nothing. Pure, and bounded. */

export interface StyledElement {
  readonly name: string;
  readonly id?: string;
  readonly classes: readonly string[];
  readonly attribute: (name: string) => string | undefined;
  /** The element before it within the same one; absent: it is the first. */
  readonly previous?: StyledElement;
  /** How many stand before it, in all and of its name. */
  readonly before: number;
  readonly beforeOfName: number;
  /** How many stand behind it; absent where that is not known yet. */
  readonly after?: number;
  readonly afterOfName?: number;
}

/** Undefined: not known of this element. */
type Test = (element: StyledElement) => boolean | undefined;

export interface Compound {
  /** Undefined: any. */
  readonly name?: string;
  readonly id?: string;
  readonly classes: readonly string[];
  readonly tests: readonly Test[];
  /** It holds only while somebody points at it or has chosen it. */
  readonly isOnDemand: boolean;
  readonly weight: number;
}

type Combinator = ' ' | '>' | '+' | '~';

export interface Selector {
  readonly subject: Compound;
  /** What stands before the subject, the nearest first, each with what binds it to the one behind it. */
  readonly context: readonly { readonly compound: Compound; readonly by: Combinator }[];
  readonly weight: number;
}

const mostSelectors = 200;
const longestSelector = 1_000;

/** Of the head of a rule, or what stands in `:not()`. Those that are not understood are left out. */
export function selectorsOf(head: string): readonly Selector[] {
  return partsOf(head, ',').flatMap((text) => selectorOf(text.trim()) ?? []);
}

/** The head of a rule that stands within another one (CSS Nesting): `&` is what the other one chooses. */
export function headWithin(head: string, outer: string): string {
  const around = partsOf(outer, ',').map((one) => one.trim());
  const heads = partsOf(head, ',').flatMap((part) => {
    const own = part.trim();
    const marks = own.split('&').length - 1;
    return around.flatMap((one) => {
      if (own.length + (marks + 1) * one.length > longestSelector) return [];
      return [marks === 0 ? `${one} ${own}` : own.replaceAll('&', () => one)];
    });
  });
  return heads.slice(0, mostSelectors).join(',');
}

/** At a character that stands in no brackets and no quotes. */
function partsOf(text: string, mark: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  let quote = '';
  for (let at = 0; at < text.length && parts.length < mostSelectors; at++) {
    const one = text[at] ?? '';
    if (one === '\\') at++;
    else if (quote !== '') quote = one === quote ? '' : quote;
    else if (one === '"' || one === "'") quote = one;
    else if (one === '(' || one === '[') depth++;
    else if (one === ')' || one === ']') depth--;
    else if (one === mark && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

function selectorOf(text: string): Selector | undefined {
  if (text === '' || text.length > longestSelector) return undefined;
  const read: { readonly compound: Compound; readonly by: Combinator }[] = [];
  for (let at = 0; at < text.length; ) {
    const [between = '', by = ' '] = /^\s*([>+~])?\s*/.exec(text.slice(at)) ?? [];
    const found = compoundAt(text, at + between.length);
    if (found === undefined || (read.length === 0 && between !== '')) return undefined;
    read.unshift({ compound: found.compound, by: by as Combinator });
    at = found.end;
  }
  const [last, ...rest] = read;
  if (last === undefined) return undefined;
  // Each is bound to the one behind it by what stands before that one.
  const context = rest.map(({ compound }, index) => ({ compound, by: read[index]?.by ?? ' ' }));
  return { subject: last.compound, context, weight: read.reduce((sum, { compound }) => sum + compound.weight, 0) };
}

const identifier = String.raw`(?:[\w-]|[^\0-\x7f]|\\[^\n])+`;
const piece = new RegExp(
  String.raw`(?<name>\*|${identifier})|#(?<id>${identifier})|\.(?<class>${identifier})|\[(?<attribute>[^\]"']*(?:"[^"]*"[^\]]*|'[^']*'[^\]]*)?)\]|:(?<pseudo>${identifier})(?<argument>\()?`,
  'y',
);

function plain(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1');
}

const weightOfId = 10_000;
const weightOfClass = 100;

function compoundAt(text: string, from: number): { readonly compound: Compound; readonly end: number } | undefined {
  let name: string | undefined;
  let id: string | undefined;
  const classes: string[] = [];
  const tests: Test[] = [];
  let isOnDemand = false;
  let weight = 0;
  let at = from;
  for (; at < text.length && !/[\s>+~]/.test(text[at] ?? ''); ) {
    piece.lastIndex = at;
    const found = piece.exec(text);
    if (found?.groups === undefined || (found.groups['name'] !== undefined && at !== from)) return undefined;
    const { name: tag, id: ownId, class: ownClass, attribute, pseudo, argument } = found.groups;
    at = piece.lastIndex;
    if (tag !== undefined) name = plain(tag).toLowerCase();
    else if (ownId !== undefined) id = plain(ownId);
    else if (ownClass !== undefined) classes.push(plain(ownClass));
    else if (attribute !== undefined) {
      const test = attributeTest(attribute);
      if (test === undefined) return undefined;
      tests.push(test);
      weight += weightOfClass;
    } else if (pseudo !== undefined) {
      const close = argument === undefined ? at : endOfArgument(text, at);
      const given = argument === undefined ? undefined : text.slice(at, close - 1);
      at = close;
      if (given === undefined && onDemand.test(pseudo)) isOnDemand = true;
      else {
        const test = pseudoTest(pseudo.toLowerCase(), given);
        if (test === undefined) return undefined;
        tests.push(test.test);
        weight += test.weight;
      }
    }
  }
  if (at === from) return undefined;
  const ofName = name === undefined || name === '*' ? {} : { name };
  const all = (id === undefined ? 0 : weightOfId) + weightOfClass * classes.length + (name === undefined || name === '*' ? 0 : 1) + weight;
  return { compound: { ...ofName, ...(id === undefined ? {} : { id }), classes, tests, isOnDemand, weight: all }, end: at };
}

const onDemand = /^(?:hover|focus|focus-within|focus-visible|target|checked|active)$/i;

/** Behind the bracket that closes one which was read. */
function endOfArgument(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return at + 1;
  }
  return text.length + 1;
}

/** `hidden`, `class^="a"`, `style*=none i` */
function attributeTest(text: string): Test | undefined {
  const [, name, how, double, single, bare, flag] =
    /^\s*([\w-]+)\s*(?:([~|^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))\s*([is])?\s*)?$/i.exec(text) ?? [];
  if (name === undefined) return undefined;
  const folded = (value: string): string => (flag?.toLowerCase() === 'i' ? value.toLowerCase() : value);
  const wanted = folded(plain(double ?? single ?? bare ?? ''));
  return (element) => {
    const said = element.attribute(name.toLowerCase());
    if (said === undefined || how === undefined) return said !== undefined;
    const value = folded(said);
    switch (how) {
      case '=':
        return value === wanted;
      case '~=':
        return wanted !== '' && value.split(/\s+/).includes(wanted);
      case '|=':
        return value === wanted || value.startsWith(`${wanted}-`);
      case '^=':
        return wanted !== '' && value.startsWith(wanted);
      case '$=':
        return wanted !== '' && value.endsWith(wanted);
      default:
        return wanted !== '' && value.includes(wanted);
    }
  };
}

interface Weighed {
  readonly test: Test;
  readonly weight: number;
}

function pseudoTest(name: string, argument: string | undefined): Weighed | undefined {
  if (argument === undefined) {
    const same = shorthands[name];
    if (same !== undefined) return { test: all(same.flatMap((one) => placeTest(one, '1') ?? [])), weight: weightOfClass };
    return name === 'root' ? { test: (element) => element.name === 'html', weight: weightOfClass } : undefined;
  }
  if (/^(?:not|is|where|matches|-webkit-any|-moz-any)$/.test(name)) return listTest(name, argument);
  const test = placeTest(name, argument);
  return test === undefined ? undefined : { test, weight: weightOfClass };
}

/** As if they were written with `nth-`. */
const shorthands: Readonly<Record<string, readonly string[]>> = {
  'first-child': ['nth-child'],
  'last-child': ['nth-last-child'],
  'only-child': ['nth-child', 'nth-last-child'],
  'first-of-type': ['nth-of-type'],
  'last-of-type': ['nth-last-of-type'],
  'only-of-type': ['nth-of-type', 'nth-last-of-type'],
};

function placeTest(name: string, argument: string): Test | undefined {
  const places: Readonly<Record<string, (element: StyledElement) => number | undefined>> = {
    'nth-child': ({ before }) => before,
    'nth-last-child': ({ after }) => after,
    'nth-of-type': ({ beforeOfName }) => beforeOfName,
    'nth-last-of-type': ({ afterOfName }) => afterOfName,
  };
  const place = places[name];
  const said = argument
    .trim()
    .toLowerCase()
    .replace(/^even$/, '2n')
    .replace(/^odd$/, '2n+1');
  const [, step, shift, alone] = /^(?:([+-]?\d*)n\s*([+-]\s*\d+)?|([+-]?\d+))$/.exec(said) ?? [];
  if (place === undefined || (step === undefined && alone === undefined)) return undefined;
  const a = step === undefined ? 0 : /\d/.test(step) ? Number(step) : step === '-' ? -1 : 1;
  const b = Number((alone ?? shift ?? '0').replaceAll(/\s/g, ''));
  return (element) => {
    const others = place(element);
    if (others === undefined) return undefined;
    const from = others + 1 - b;
    return a === 0 ? from === 0 : from % a === 0 && from / a >= 0;
  };
}

/** Of names, classes and the like; what looks at other elements is not understood within it. */
function listTest(name: string, argument: string): Weighed | undefined {
  const parts = partsOf(argument, ',');
  const selectors = selectorsOf(argument);
  if (selectors.length === 0 || selectors.length < parts.length || selectors.some(({ context }) => context.length > 0)) return undefined;
  const isAny: Test = (element) => {
    const found = selectors.map(({ subject }) => (subject.isOnDemand ? false : chooses(subject, element)));
    return found.includes(true) ? true : found.includes(undefined) ? undefined : false;
  };
  const weight = name === 'where' ? 0 : Math.max(...selectors.map((one) => one.weight));
  if (name !== 'not') return { test: isAny, weight };
  return {
    test: (element) => {
      const is = isAny(element);
      return is === undefined ? undefined : !is;
    },
    weight,
  };
}

function all(tests: readonly Test[]): Test {
  return (element) => {
    const found = tests.map((test) => test(element));
    return found.includes(false) ? false : found.includes(undefined) ? undefined : true;
  };
}

function chooses({ name, id, classes, tests }: Compound, element: StyledElement): boolean | undefined {
  if (name !== undefined && name !== element.name) return false;
  if ((id !== undefined && id !== element.id) || !classes.every((one) => element.classes.includes(one))) return false;
  return all(tests)(element);
}

/** For one selector and one element. */
const mostSteps = 2_000;

/** How many more elements may be compared with selectors, for a whole page. */
export interface Budget {
  left: number;
}

/** Whether it chooses the element; `around`: the elements that it stands in, the innermost last. Nothing is chosen once the budget is spent. */
export function isChosen(
  { subject, context }: Selector,
  element: StyledElement,
  around: readonly StyledElement[],
  budget: Budget,
): boolean {
  if (budget.left <= 0) return false;
  budget.left--;
  if (chooses(subject, element) !== true) return false;
  let steps = 0;
  const holds = (at: number, here: StyledElement, depth: number): boolean => {
    const wanted = context[at];
    if (wanted === undefined) return true;
    const fits = (other: StyledElement | undefined, otherDepth: number): boolean =>
      other !== undefined && ++steps <= mostSteps && chooses(wanted.compound, other) === true && holds(at + 1, other, otherDepth);
    switch (wanted.by) {
      case '>':
        return fits(around[depth - 1], depth - 1);
      case '+':
        return fits(here.previous, depth);
      case '~':
        for (let other = here.previous; other !== undefined && steps <= mostSteps; other = other.previous)
          if (fits(other, depth)) return true;
        return false;
      case ' ':
        for (let other = depth - 1; other >= 0 && steps <= mostSteps; other--) if (fits(around[other], other)) return true;
        return false;
    }
  };
  const isIt = holds(0, element, around.length);
  budget.left -= steps;
  return isIt;
}
