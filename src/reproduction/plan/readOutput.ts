/** What a model answered, as the data that was asked for: mended where it is plain what was meant, with every repair said; else why not, for the model to read. */
import type * as z from 'zod';
import { readLooseJson } from './looseJson.ts';
import type { LooseValue } from './looseParser.ts';

export type OutputResult<T> =
  | { readonly kind: 'accepted'; readonly value: T; readonly repairs: readonly string[]; readonly isCut: boolean }
  /** `problems`: each with its place, `files[2].path: a text is expected`. */
  | { readonly kind: 'explained'; readonly problems: readonly string[]; readonly repairs: readonly string[] };

/** A schema as plain data, so that keys and kinds can be compared before it judges. */
interface Shape {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly additionalProperties?: Shape | boolean;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
}

/** `shape`: the schema as JSON Schema, by `z.toJSONSchema`. */
export function readOutput<T>(text: string, schema: z.ZodType<T>, shape: object): OutputResult<T> {
  const read = readLooseJson(text);
  if (read.kind === 'unread') return { kind: 'explained', problems: [read.why, 'Answer with the JSON alone.'], repairs: [] };
  const repairs = [...read.repairs];
  const made = shaped(read.value, shape as Shape, '', repairs);
  const judged = schema.safeParse(made);
  if (judged.success) return { kind: 'accepted', value: judged.data, repairs, isCut: read.isCut };
  const problems = judged.error.issues.slice(0, 20).map(({ path, message }) => `${placeOf(path)}: ${message}`);
  return { kind: 'explained', problems: read.isCut ? ['It was cut off before its end.', ...problems] : problems, repairs };
}

function placeOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? 'the whole' : text.replace(/^\./, '');
}

function shaped(value: LooseValue, shape: Shape, place: string, repairs: string[]): LooseValue {
  const options = shape.anyOf;
  if (options !== undefined) {
    const fitting = options.filter((option) => isOf(value, option));
    const [one] = fitting.length > 0 ? fitting : options.filter((option) => option.type !== 'null');
    return one === undefined ? value : shaped(value, one, place, repairs);
  }
  if (shape.properties !== undefined) return shapedObject(value, shape.properties, shape, place, repairs);
  if (shape.items !== undefined) return shapedList(value, shape.items, place, repairs);
  return shapedWord(value, shape, place, repairs);
}

function isOf(value: LooseValue, { type, properties, items }: Shape): boolean {
  if (properties !== undefined) return isRecord(value);
  if (items !== undefined) return Array.isArray(value);
  const kind = value === null ? 'null' : typeof value;
  return (typeof type === 'string' ? [type] : (type ?? [kind])).some((one) => one === kind || (one === 'integer' && kind === 'number'));
}

function shapedObject(
  value: LooseValue,
  properties: Readonly<Record<string, Shape>>,
  shape: Shape,
  place: string,
  repairs: string[],
): LooseValue {
  // The one wanted thing in a list, or under one name of its own.
  const [only] = Array.isArray(value) && value.length === 1 ? value : [];
  if (only !== undefined && isRecord(only)) {
    repairs.push(`${where(place)} stood in a list`);
    return shapedObject(only, properties, shape, place, repairs);
  }
  if (!isRecord(value)) return value;
  const wanted = Object.keys(properties);
  const given = Object.keys(value);
  const [wrapper] = given;
  const inner = wrapper === undefined ? undefined : value[wrapper];
  if (
    given.length === 1 &&
    wrapper !== undefined &&
    !wanted.includes(wrapper) &&
    nameFor(wrapper, wanted) === undefined &&
    isRecord(inner)
  ) {
    if (Object.keys(inner).some((key) => wanted.includes(key) || nameFor(key, wanted) !== undefined)) {
      repairs.push(`${where(place)} stood under “${wrapper}”`);
      return shapedObject(inner, properties, shape, place, repairs);
    }
  }
  const free = wanted.filter((key) => !given.includes(key));
  const names = new Map<string, string>();
  for (const key of given) {
    if (wanted.includes(key)) continue;
    const name = nameFor(key, free);
    // Two that could be meant by one name, or one by two: nobody is renamed.
    if (name !== undefined && given.filter((other) => !wanted.includes(other) && nameFor(other, free) === name).length === 1)
      names.set(key, name);
  }
  const made: Record<string, LooseValue> = {};
  for (const key of given) {
    const name = names.get(key) ?? key;
    const own = value[key] ?? null;
    if (name !== key) repairs.push(`“${key}” was read as “${name}”`);
    const of = properties[name];
    if (of === undefined) {
      if (shape.additionalProperties === false) {
        repairs.push(`“${key}”, which nobody asked for, was left out`);
        continue;
      }
      put(made, name, own);
      continue;
    }
    // Absent rather than empty, where it need not be there.
    if (
      own === null &&
      shape.required?.includes(name) !== true &&
      !isOf(null, of) &&
      of.anyOf?.some((option) => isOf(null, option)) !== true
    )
      continue;
    put(made, name, shaped(own, of, place === '' ? name : `${place}.${name}`, repairs));
  }
  return made;
}

function put(target: Record<string, LooseValue>, key: string, value: LooseValue): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function shapedList(value: LooseValue, items: Shape, place: string, repairs: string[]): LooseValue {
  if (Array.isArray(value)) return value.map((item: LooseValue, index) => shaped(item, items, `${place}[${index}]`, repairs));
  if (value === null) return value;
  // `{"a.py": {…}, "b.py": {…}}` in place of a list is not guessed at: which name the key has is unknown.
  if (isRecord(value) && items.properties === undefined) return value;
  if (isRecord(value) && !Object.keys(value).some((key) => Object.hasOwn(items.properties ?? {}, key))) return value;
  repairs.push(`${where(place)} was one and not a list`);
  return [shaped(value, items, `${place}[0]`, repairs)];
}

function shapedWord(value: LooseValue, { type, enum: allowed }: Shape, place: string, repairs: string[]): LooseValue {
  if (allowed !== undefined && typeof value === 'string' && !allowed.includes(value)) {
    const same = allowed.filter((one): one is string => typeof one === 'string' && folded(one) === folded(value));
    const [one] = same;
    if (same.length === 1 && one !== undefined) {
      repairs.push(`${where(place)}: “${value}” was read as “${one}”`);
      return one;
    }
    return value;
  }
  const is = (kind: string): boolean => type === kind || (Array.isArray(type) && type.includes(kind));
  if (typeof value === 'string' && (is('number') || is('integer')) && !is('string')) {
    const number = /^\s*[+-]?(?:\d[\d_,]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(value)
      ? Number(value.replaceAll(/[_,](?=\d{3})/g, ''))
      : Number.NaN;
    if (Number.isNaN(number)) return value;
    repairs.push(`${where(place)}: the text “${value}” was read as ${number}`);
    return number;
  }
  if (typeof value === 'string' && is('boolean') && /^(?:true|false|yes|no)$/i.test(value)) {
    repairs.push(`${where(place)}: “${value}” was read as ${/^(?:true|yes)$/i.test(value)}`);
    return /^(?:true|yes)$/i.test(value);
  }
  if ((typeof value === 'number' || typeof value === 'boolean') && is('string') && !is(typeof value)) {
    repairs.push(`${where(place)}: ${value} was read as a text`);
    return String(value);
  }
  return value;
}

function where(place: string): string {
  return place === '' ? 'the answer' : place;
}

/** The one name that is meant by another: written otherwise, in another number, or with a slip. */
function nameFor(key: string, free: readonly string[]): string | undefined {
  const own = folded(key);
  const same = free.filter((name) => folded(name) === own);
  if (same.length === 1) return same[0];
  const near = free.filter((name) => {
    const other = folded(name);
    const longest = Math.max(own.length, other.length);
    return own.replace(/e?s$/, '') === other.replace(/e?s$/, '') || (longest > 4 && distance(own, other) <= (longest > 8 ? 2 : 1));
  });
  return near.length === 1 ? near[0] : undefined;
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Insertions, deletions, changes and swaps of neighbours. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const above = rows[i - 1] ?? [];
    for (let j = 1; j <= b.length; j++) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change, swap));
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

function isRecord(value: LooseValue | undefined): value is { readonly [key: string]: LooseValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
