/** Conditions as `/filter` takes them: `"age">30 AND ("name"='x' OR NOT "ok"=true)`. */
import { Refusal } from '../refusal.ts';
import type { Row } from './table.ts';

type Test = (row: Row) => boolean;

const token = /\s*(?:("(?:[^"]|"")*")|('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|(<>|>=|<=|=|>|<|\(|\))|([A-Za-z]+))/y;

export function conditionOf(text: string): Test {
  if (/;|--/.test(text)) throw refusal();
  const reader = new Reader(tokensOf(text));
  const test = reader.or();
  if (!reader.isAtEnd) throw refusal();
  return test;
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const [found] = token.exec(text) ?? [];
    if (found === undefined) throw refusal();
    tokens.push(found.trim());
  }
  return tokens;
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  or(): Test {
    let left = this.#and();
    while (this.#takes('OR')) {
      const [a, b] = [left, this.#and()];
      left = (row) => a(row) || b(row);
    }
    return left;
  }

  #and(): Test {
    let left = this.#not();
    while (this.#takes('AND')) {
      const [a, b] = [left, this.#not()];
      left = (row) => a(row) && b(row);
    }
    return left;
  }

  #not(): Test {
    if (this.#takes('NOT')) {
      const inner = this.#not();
      return (row) => !inner(row);
    }
    if (!this.#takes('(')) return this.#comparison();
    const inner = this.or();
    if (!this.#takes(')')) throw refusal();
    return inner;
  }

  #comparison(): Test {
    const column = this.#next();
    if (!column.startsWith('"')) throw refusal();
    const name = column.slice(1, -1).replaceAll('""', '"');
    const operator = this.#next();
    const value = literal(this.#next());
    const compare = operators[operator];
    if (compare === undefined) throw refusal();
    return (row) => compare(row[name], value);
  }

  #takes(word: string): boolean {
    if (this.#tokens[this.#at]?.toUpperCase() !== word) return false;
    this.#at++;
    return true;
  }

  #next(): string {
    const next = this.#tokens[this.#at++];
    if (next === undefined) throw refusal();
    return next;
  }
}

const operators: Readonly<Record<string, (a: unknown, b: string | number | boolean) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '>': (a, b) => isAlike(a, b) && a > b,
  '>=': (a, b) => isAlike(a, b) && a >= b,
  '<': (a, b) => isAlike(a, b) && a < b,
  '<=': (a, b) => isAlike(a, b) && a <= b,
};

function isAlike(a: unknown, b: unknown): a is string | number {
  return (typeof a === 'string' || typeof a === 'number') && typeof a === typeof b;
}

function literal(text: string): string | number | boolean {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (/^true|false$/i.test(text)) return text.toLowerCase() === 'true';
  if (/^-?\d/.test(text)) return Number(text);
  throw refusal();
}

function refusal(): Refusal {
  return new Refusal(422, 'Parameter "where" is invalid', { code: 'InvalidParameter' });
}
