/**
 * Whether a value is what a JSON Schema says, as far as types, fields, choices and items go: enough to notice a server that promised another thing,
 * and never more work than the value is large. A server's patterns are not tried out: some take for ever.
 */

const maxDepth = 12;
const maxLooks = 20_000;

/** What is wrong, with the place; undefined: nothing that is looked at. */
export function mismatch(schema: unknown, value: unknown): string | undefined {
  const looks = { left: maxLooks };
  return look(schema, value, '', 0, looks);
}

function look(schema: unknown, value: unknown, at: string, depth: number, looks: { left: number }): string | undefined {
  looks.left -= 1;
  if (!isObject(schema) || depth > maxDepth || looks.left < 0) return undefined;
  const where = at === '' ? 'it' : at;
  const type = schema['type'];
  if (typeof type === 'string' && !isOf(type, value)) return `${where} is ${kindOf(value)} instead of ${type}`;
  if (Array.isArray(type) && !type.some((one) => typeof one === 'string' && isOf(one, value)))
    return `${where} is ${kindOf(value)} instead of ${type.join(' or ')}`.slice(0, 200);
  if (Array.isArray(schema['enum']) && typeof value !== 'object' && !schema['enum'].includes(value))
    return `${where} is none of the values that may stand there`;
  if (isObject(value)) return lookAtFields(schema, value, at, depth, looks);
  if (!Array.isArray(value) || !isObject(schema['items'])) return undefined;
  for (const [index, item] of value.entries()) {
    const wrong = look(schema['items'], item, `${at}[${index}]`, depth + 1, looks);
    if (wrong !== undefined) return wrong;
    if (looks.left < 0) return undefined;
  }
  return undefined;
}

function lookAtFields(
  schema: Readonly<Record<string, unknown>>,
  value: Readonly<Record<string, unknown>>,
  at: string,
  depth: number,
  looks: { left: number },
): string | undefined {
  const { required, properties } = schema;
  if (Array.isArray(required)) {
    const lacking = required.find((name) => typeof name === 'string' && !Object.hasOwn(value, name));
    if (lacking !== undefined) return `${at === '' ? 'it' : at} has no field “${String(lacking).slice(0, 100)}”`;
  }
  if (!isObject(properties)) return undefined;
  for (const [name, field] of Object.entries(properties)) {
    if (!Object.hasOwn(value, name)) continue;
    const wrong = look(field, value[name], at === '' ? name.slice(0, 100) : `${at}.${name.slice(0, 100)}`, depth + 1, looks);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function isOf(type: string, value: unknown): boolean {
  const kind = kindOf(value);
  return kind === type || (type === 'integer' && Number.isInteger(value));
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
