import { maxNameChars, maxSchemaChars, shownWords } from './bounds.ts';

/**
 * From the JSON Schema that a server sent to one that every provider takes. A provider refuses the whole request for one schema that it does not
 * like, so only what is known to be taken stays: what only refuses is left out, because the server checks its arguments itself.
 */

export type JsonSchema = Readonly<Record<string, unknown>>;

export type ReadSchema = { readonly schema: JsonSchema } | { readonly why: string };

const maxDepth = 12;
const maxNodes = 2_000;
const maxChoices = 200;
const maxTextChars = 500;
/** What Anthropic takes for the name of a property. */
const propertyName = /^[a-zA-Z0-9_.-]{1,64}$/;
const types: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

export function readInputSchema(given: unknown): ReadSchema {
  if (!isObject(given)) return { why: 'its arguments are not described by an object' };
  if (given['type'] !== undefined && given['type'] !== 'object') return { why: 'its arguments are not an object' };
  const reader = new SchemaReader(given);
  const { properties = {}, required } = reader.read({ ...given, type: 'object' }, 0);
  if (reader.problem !== undefined) return { why: reader.problem };
  const schema: JsonSchema = { type: 'object', properties, ...(required === undefined ? {} : { required }) };
  const chars = JSON.stringify(schema).length;
  return chars > maxSchemaChars ? { why: `its arguments take ${chars} characters to describe` } : { schema };
}

class SchemaReader {
  problem: string | undefined;
  readonly #root: JsonSchema;
  readonly #following: string[] = [];
  #nodes = 0;

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  read(given: unknown, depth: number): Record<string, unknown> {
    this.#nodes += 1;
    if (this.#nodes > maxNodes) this.problem ??= 'its arguments are described by too many parts';
    // True, false, a text: anything may stand there.
    if (!isObject(given) || depth > maxDepth || this.problem !== undefined) return {};
    const { $ref: reference } = given;
    if (typeof reference === 'string') return this.#follow(reference, given, depth);
    const read: Record<string, unknown> = {};
    const type = typeOf(given['type']);
    if (type !== undefined) read['type'] = type;
    if (typeof given['description'] === 'string') read['description'] = shownWords(given['description'], maxTextChars);
    const choices = choicesOf(given);
    if (choices !== undefined) read['enum'] = choices;
    this.#readFields(given, read, depth);
    if (isObject(given['items'])) read['items'] = this.read(given['items'], depth + 1);
    else if (type === 'array') read['items'] = {};
    const ways = [given['anyOf'], given['oneOf']].find((some) => Array.isArray(some));
    // At the top no provider takes them.
    if (Array.isArray(ways) && ways.length > 0 && depth > 0)
      read['anyOf'] = ways.slice(0, maxChoices).map((way) => this.read(way, depth + 1));
    if (isPlain(given['default'])) read['default'] = plainText(given['default']);
    return read;
  }

  #readFields(given: JsonSchema, read: Record<string, unknown>, depth: number): void {
    if (!isObject(given['properties'])) return;
    const properties: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(given['properties'])) {
      if (!propertyName.test(name)) this.problem ??= `it has an argument that no model can name: ${shownWords(name, 40)}`;
      if (this.problem !== undefined) return;
      Object.defineProperty(properties, name, { value: this.read(field, depth + 1), enumerable: true, configurable: true, writable: true });
    }
    read['properties'] = properties;
    const { required } = given;
    if (!Array.isArray(required)) return;
    const names = [...new Set(required)].filter((name): name is string => typeof name === 'string' && Object.hasOwn(properties, name));
    if (names.length > 0) read['required'] = names;
  }

  /** Of this very schema: `#/$defs/Point`. What refers to itself, or to another document, says nothing. */
  #follow(reference: string, given: JsonSchema, depth: number): Record<string, unknown> {
    const target = this.#following.includes(reference) ? undefined : this.#at(reference);
    if (target === undefined) return {};
    this.#following.push(reference);
    const { $ref: _reference, ...beside } = given;
    const read = this.read({ ...target, ...beside }, depth + 1);
    this.#following.pop();
    return read;
  }

  #at(reference: string): JsonSchema | undefined {
    if (!reference.startsWith('#/') || reference.length > maxNameChars) return undefined;
    let at: unknown = this.#root;
    for (const part of reference.slice(2).split('/')) {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
      at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
    }
    return isObject(at) ? at : undefined;
  }
}

function typeOf(given: unknown): string | readonly string[] | undefined {
  if (typeof given === 'string') return types.has(given) ? given : undefined;
  if (!Array.isArray(given)) return undefined;
  const known = [...new Set(given)].filter((one): one is string => types.has(one));
  return known.length === 0 ? undefined : known;
}

function choicesOf(given: JsonSchema): readonly unknown[] | undefined {
  const all = Array.isArray(given['enum']) ? given['enum'] : 'const' in given ? [given['const']] : [];
  const plain = all.filter(isPlain);
  return plain.length === 0 || plain.length !== all.length || plain.length > maxChoices ? undefined : [...new Set(plain)];
}

function isPlain(value: unknown): value is string | number | boolean {
  return (typeof value === 'string' && value.length <= maxTextChars) || typeof value === 'boolean' || Number.isFinite(value);
}

function plainText(value: string | number | boolean): string | number | boolean {
  return typeof value === 'string' ? shownWords(value, maxTextChars) : value;
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
