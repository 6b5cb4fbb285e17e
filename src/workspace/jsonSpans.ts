/** A JSON text with the place of every part, so that one part can be changed and every other byte stays. Only for text that JSON.parse takes. */

export type JsonNode = JsonScalar | JsonArray | JsonObject;

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface JsonScalar extends Span {
  readonly kind: 'scalar';
}

export interface JsonArray extends Span {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

export interface JsonMember {
  /** Where its name begins. */
  readonly start: number;
  readonly name: string;
  readonly value: JsonNode;
}

export interface JsonObject extends Span {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
}

const blanks = /[\s]*/y;
const string = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const plain = /[^\s,\]}]+/y;

export function parseSpans(text: string): JsonNode {
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const next = (): string | undefined => {
    take(blanks);
    return text[at];
  };
  const node = (): JsonNode => {
    const first = next();
    const start = at;
    if (first === '{') return { kind: 'object', start, members: list('}', member), end: at };
    if (first === '[') return { kind: 'array', start, items: list(']', node), end: at };
    take(first === '"' ? string : plain);
    return { kind: 'scalar', start, end: at };
  };
  const member = (): JsonMember => {
    next();
    const start = at;
    const name = String(JSON.parse(take(string)));
    next();
    at += 1;
    return { start, name, value: node() };
  };
  /** From an opening bracket behind its closing one. */
  const list = <T>(close: string, item: () => T): readonly T[] => {
    at += 1;
    const items: T[] = [];
    while (next() !== close) {
      items.push(item());
      if (next() === ',') at += 1;
    }
    at += 1;
    return items;
  };
  return node();
}

/** Of several members of one name the last is the one that counts. */
export function memberOf(node: JsonNode | undefined, name: string): JsonMember | undefined {
  return node?.kind === 'object' ? node.members.findLast((member) => member.name === name) : undefined;
}
