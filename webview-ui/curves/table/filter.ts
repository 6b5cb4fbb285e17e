/**
 * The filter of the runs table: `status = done and lr < 0.01 and "eval/loss".best < 0.3`, `not tag = bad`, `(a or b)`; words beside each
 * other must all hold; a word alone stands in the name or a tag.
 *
 *   any  := all ('or' all)*          all := one (['and'] one)*
 *   one  := 'not' one | '(' any ')' | FIELD OPERATOR VALUE | WORD
 */
import type { CurveRun } from '../../../src/protocol/curves.ts';
import { asNumber, compareKeys, durationOf, type SummaryOf } from './columns.ts';

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~';

export type Filter =
  | { readonly kind: 'everything' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'compare'; readonly field: string; readonly by: Comparison; readonly value: string };

/** One sentence with the next step; `at` is the character at which it was noticed. */
export interface FilterFault {
  readonly message: string;
  readonly at: number;
}

export type ParsedFilter = { readonly filter: Filter } | { readonly fault: FilterFault };

interface Token {
  readonly kind: 'word' | 'quoted' | 'operator' | 'open' | 'close' | 'end';
  readonly text: string;
  readonly at: number;
}

export function parseFilter(text: string): ParsedFilter {
  try {
    return { filter: new Parser(text).whole() };
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault };
    throw error;
  }
}

class Unreadable extends Error {
  readonly fault: FilterFault;

  constructor(message: string, at: number) {
    super(message);
    this.fault = { message, at };
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  whole(): Filter {
    if (this.#peek().kind === 'end') return { kind: 'everything' };
    const filter = this.#any();
    const rest = this.#peek();
    if (rest.kind !== 'end') throw new Unreadable('A “)” has no “(” before it.', rest.at);
    return filter;
  }

  #any(): Filter {
    const parts = [this.#all()];
    while (this.#takeWord('or')) parts.push(this.#all());
    return parts.length === 1 ? (parts[0] ?? { kind: 'everything' }) : { kind: 'or', parts };
  }

  #all(): Filter {
    const parts = [this.#one()];
    for (;;) {
      if (this.#takeWord('and')) parts.push(this.#one());
      else if (this.#startsOne()) parts.push(this.#one());
      else return parts.length === 1 ? (parts[0] ?? { kind: 'everything' }) : { kind: 'and', parts };
    }
  }

  #one(): Filter {
    const token = this.#take();
    switch (token.kind) {
      case 'open': {
        const inner = this.#any();
        const close = this.#take();
        if (close.kind !== 'close') throw new Unreadable('A “(” is not closed: add “)”.', token.at);
        return inner;
      }
      case 'word':
        if (token.text.toLowerCase() === 'not') return { kind: 'not', part: this.#one() };
        return this.#fieldOrWord(token);
      case 'quoted':
        return this.#fieldOrWord(token);
      case 'operator':
        throw new Unreadable(`What is compared by “${token.text}” is missing before it: write a name such as lr or loss.`, token.at);
      case 'close':
      case 'end':
        throw new Unreadable('Something is missing here: write a condition such as lr < 0.01.', token.at);
    }
  }

  #fieldOrWord({ text }: Token): Filter {
    const operator = this.#peek();
    if (operator.kind !== 'operator') return { kind: 'word', word: text };
    this.#next += 1;
    const by = comparisonOf(operator.text);
    if (by === undefined) throw new Unreadable(`“${operator.text}” is no comparison: use = != < <= > >= ~ !~.`, operator.at);
    const value = this.#take();
    if (value.kind !== 'word' && value.kind !== 'quoted')
      throw new Unreadable(`A value is missing after “${text} ${operator.text}”.`, value.at);
    if (by === '~' || by === '!~') expressionOf(value.text, value.at);
    return { kind: 'compare', field: text, by, value: value.text };
  }

  #startsOne(): boolean {
    const { kind, text } = this.#peek();
    if (kind === 'open' || kind === 'quoted') return true;
    return kind === 'word' && text.toLowerCase() !== 'or';
  }

  #takeWord(word: string): boolean {
    const { kind, text } = this.#peek();
    if (kind !== 'word' || text.toLowerCase() !== word) return false;
    this.#next += 1;
    return true;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 };
  }

  #take(): Token {
    const token = this.#peek();
    if (token.kind !== 'end') this.#next += 1;
    return token;
  }
}

const tokenPattern =
  /\s+|(?<operator>[=!<>~]+)|(?<open>\()|(?<close>\))|"(?<double>[^"]*)"(?<ofDouble>\.(?:best|last|points))?|'(?<single>[^']*)'(?<ofSingle>\.(?:best|last|points))?|(?<word>[^\s=!<>~()"']+)|(?<rest>.)/gsu;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(tokenPattern)) {
    const at = match.index;
    const { operator, open, close, double, ofDouble = '', single, ofSingle = '', word, rest } = match.groups ?? {};
    if (operator !== undefined) tokens.push({ kind: 'operator', text: operator, at });
    else if (open !== undefined) tokens.push({ kind: 'open', text: open, at });
    else if (close !== undefined) tokens.push({ kind: 'close', text: close, at });
    else if (double !== undefined) tokens.push({ kind: 'quoted', text: double + ofDouble, at });
    else if (single !== undefined) tokens.push({ kind: 'quoted', text: single + ofSingle, at });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, at });
    else if (rest !== undefined) throw new Unreadable(`The ${rest} at character ${at + 1} is not closed: add another.`, at);
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

function comparisonOf(text: string): Comparison | undefined {
  switch (text) {
    case '=':
    case '==':
      return '=';
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '~':
    case '!~':
      return text;
    default:
      return undefined;
  }
}

function expressionOf(text: string, at: number): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch {
    throw new Unreadable(`“${text}” is no regular expression: put a \\ before ( ) [ ] * + ? to mean the character.`, at);
  }
}

/** Whether the filter lets a run through. What a run does not have is neither equal nor unequal to anything. */
export function isLetThrough(filter: Filter, run: CurveRun, summaryOf: SummaryOf, nowMs: number): boolean {
  switch (filter.kind) {
    case 'everything':
      return true;
    case 'and':
      return filter.parts.every((part) => isLetThrough(part, run, summaryOf, nowMs));
    case 'or':
      return filter.parts.some((part) => isLetThrough(part, run, summaryOf, nowMs));
    case 'not':
      return !isLetThrough(filter.part, run, summaryOf, nowMs);
    case 'word': {
      const word = filter.word.toLowerCase();
      return [run.name, ...run.tags].some((said) => said.toLowerCase().includes(word));
    }
    case 'compare':
      return isTrueOf(filter, valuesOf(filter.field, run, summaryOf, nowMs));
  }
}

type Compare = Extract<Filter, { readonly kind: 'compare' }>;

/** Of several values (tags) one is enough, but for `!=` and `!~`, which all must fulfil. */
function isTrueOf({ by, value, field }: Compare, values: readonly (number | string)[]): boolean {
  if (values.length === 0) return false;
  const isNegative = by === '!=' || by === '!~';
  const test = (found: number | string): boolean => isTrue(by, found, field === 'duration' ? (durationIn(value) ?? value) : value);
  return isNegative ? values.every(test) : values.some(test);
}

function isTrue(by: Comparison, found: number | string, wanted: number | string): boolean {
  if (by === '~' || by === '!~') return expressionOf(String(wanted), 0).test(String(found)) === (by === '~');
  const left = typeof found === 'number' ? found : (asNumber(found) ?? found.toLowerCase());
  const right = typeof wanted === 'number' ? wanted : (numberIn(wanted) ?? wanted.toLowerCase());
  if (by === '=') return Object.is(left, right) || left === right;
  if (by === '!=') return !Object.is(left, right) && left !== right;
  // A word is neither smaller nor larger than a number.
  if (typeof left !== typeof right || Number.isNaN(left) || Number.isNaN(right)) return false;
  const order = compareKeys(left, right);
  switch (by) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function numberIn(text: string): number | undefined {
  const word = text.toLowerCase();
  if (word === 'nan') return Number.NaN;
  if (/^[-+]?inf(inity)?$/.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
  return asNumber(text);
}

/** `90`, `90s`, `10m`, `2h`, in milliseconds. */
function durationIn(text: string): number | undefined {
  const [, amount = '', unit = 's'] = /^(\d+(?:\.\d+)?)(s|m|min|h)?$/.exec(text) ?? [];
  if (amount === '') return undefined;
  return Number(amount) * (unit === 'h' ? 3_600_000 : unit === 's' ? 1000 : 60_000);
}

function valuesOf(field: string, run: CurveRun, summaryOf: SummaryOf, nowMs: number): readonly (number | string)[] {
  const one = (value: number | string | undefined): readonly (number | string)[] => (value === undefined ? [] : [value]);
  const [, prefix = '', rest = ''] = /^(param|last|best):(.+)$/s.exec(field) ?? [];
  if (prefix === 'param') return one(run.parameters[rest]);
  if (prefix === 'last') return one(summaryOf(run.id, rest)?.last);
  if (prefix === 'best') return one(summaryOf(run.id, rest)?.best?.value);
  const said = run.parameters[field];
  if (said !== undefined) return [said];
  const measured = summaryOf(run.id, field);
  if (measured !== undefined) return [measured.last];
  const [, metric = '', part = ''] = /^(.+)\.(best|last|points)$/s.exec(field) ?? [];
  const its = metric === '' ? undefined : summaryOf(run.id, metric);
  if (its !== undefined) return one(part === 'best' ? its.best?.value : part === 'last' ? its.last : its.points);
  switch (field.toLowerCase()) {
    case 'name':
      return [run.name];
    case 'status':
      return [run.status];
    case 'tag':
    case 'tags':
      return run.tags;
    case 'note':
    case 'notes':
      return run.notes;
    case 'place':
      return [run.place];
    case 'points':
      return [run.points];
    case 'duration':
      return one(durationOf(run, nowMs));
    default:
      return [];
  }
}

const plainFields: ReadonlySet<string> = new Set(['name', 'status', 'tag', 'tags', 'note', 'notes', 'place', 'points', 'duration']);

/** A field that no run has, so that a slip of the pen is not taken for “nothing is so”. */
export function unknownField(filter: Filter, runs: readonly CurveRun[], summaryOf: SummaryOf): string | undefined {
  switch (filter.kind) {
    case 'everything':
    case 'word':
      return undefined;
    case 'and':
    case 'or':
      for (const part of filter.parts) {
        const unknown = unknownField(part, runs, summaryOf);
        if (unknown !== undefined) return unknown;
      }
      return undefined;
    case 'not':
      return unknownField(filter.part, runs, summaryOf);
    case 'compare': {
      if (plainFields.has(filter.field.toLowerCase())) return undefined;
      return runs.some((run) => valuesOf(filter.field, run, summaryOf, 0).length > 0) ? undefined : filter.field;
    }
  }
}
