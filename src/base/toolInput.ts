import type { z } from 'zod';
import { PracticumError } from './errors.ts';
import { type ParsedJson, parseJson, parseJsonLoosely } from './repairJson.ts';
import type { Tool } from './tool.ts';

/** From the arguments as a model wrote them to a tool's input. Slips that can mean one thing only are mended; the rest goes back in words. */

export class BadToolInput extends PracticumError {
  constructor(tool: string, problem: string, hint: string) {
    super('bad-arguments', `The arguments of ${tool} are not usable: ${problem}`, { hint });
  }
}

export type ParsedToolInput<Input> = { readonly ok: true; readonly input: Input } | { readonly ok: false; readonly error: BadToolInput };

export function parseToolInput<Input>(tool: Pick<Tool<Input>, 'name' | 'input'>, argumentsJson: string): ParsedToolInput<Input> {
  const parsed = parseArguments(argumentsJson);
  if ('problem' in parsed) {
    const hint = 'Nothing was done. Send the call again with one complete JSON object; for a long text, make several smaller calls.';
    return { ok: false, error: new BadToolInput(tool.name, parsed.problem, hint) };
  }
  const unwrapped = unwrap(tool.input, parsed.value);
  if (unwrapped.badField !== undefined) {
    const problem = `${unwrapped.badField} must be an object with the arguments, not ${shown(child(parsed.value, unwrapped.badField))}.`;
    return {
      ok: false,
      error: new BadToolInput(tool.name, problem, 'Nothing was done. Give the arguments themselves, without a wrapper.'),
    };
  }
  const { value, checked } = check(tool.input, unwrapped.value);
  if (checked.success) return { ok: true, input: checked.data };
  const problems = checked.error.issues.slice(0, 5).map((issue) => describeIssue(issue, value));
  return { ok: false, error: new BadToolInput(tool.name, problems.join(' '), 'Nothing was done. Send the call again with these mended.') };
}

interface Checked<Input> {
  /** What was checked: as given, or mended. */
  readonly value: unknown;
  readonly checked: z.ZodSafeParseResult<Input>;
}

function check<Input>(schema: z.ZodType<Input>, given: unknown): Checked<Input> {
  const first = schema.safeParse(given, { reportInput: true });
  if (first.success) return { value: given, checked: first };
  const value = mend(given, first.error.issues);
  return { value, checked: schema.safeParse(value, { reportInput: true }) };
}

function parseArguments(text: string): ParsedJson {
  // Some models send nothing at all for a tool without required arguments.
  if (text.trim() === '') return { value: {} };
  const parsed = parseJsonLoosely(text);
  if ('problem' in parsed) return { problem: describeSyntax(text, parsed.problem) };
  if (typeof parsed.value !== 'string') return parsed;
  // An object inside a string inside JSON.
  const inner = parseJson(parsed.value);
  return 'value' in inner && typeof inner.value === 'object' && inner.value !== null ? inner : parsed;
}

const wrappers = ['args', 'arguments', 'input'] as const;

interface Unwrapped {
  readonly value: unknown;
  /** The wrapper that holds something else than an object. */
  readonly badField?: string;
}

/** `{"args": {…}}` where the tool knows no such field. An empty wrapper beside the arguments says nothing. */
function unwrap(schema: z.ZodType, value: unknown): Unwrapped {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { value };
  const unknown = wrappers.filter((name) => Object.hasOwn(value, name) && !hasField(schema, name));
  const empty = unknown.filter((name) => child(value, name) === null);
  const rest = Object.fromEntries(Object.entries(value).filter(([name]) => !empty.some((gone) => gone === name)));
  const [wrapper] = unknown.filter((name) => !empty.includes(name));
  if (wrapper === undefined) return { value: empty.length === 0 ? value : rest };
  const inner = child(value, wrapper);
  if (kindOf(inner) !== 'object') return wrapper === 'args' || Object.keys(rest).length === 1 ? { value, badField: wrapper } : { value };
  return Object.keys(rest).length === 1 && check(schema, inner).checked.success ? { value: inner } : { value: rest };
}

/** A schema that does not say what fields it has may have any. */
function hasField(schema: z.ZodType, name: string): boolean {
  if (!('shape' in schema)) return true;
  return typeof schema.shape === 'object' && schema.shape !== null && Object.hasOwn(schema.shape, name);
}

function describeSyntax(text: string, why: string): string {
  const position = /position (\d+)/.exec(why)?.[1];
  const at = position === undefined ? text.length : Number(position);
  const near = JSON.stringify(text.slice(Math.max(0, at - 30), at + 10));
  const isCut = at >= text.length;
  return isCut
    ? `the JSON breaks off after ${text.length} characters, near ${near}.`
    : `not valid JSON at character ${at} of ${text.length}, near ${near} (${why.replace(/ in JSON at position.*$/, '')}).`;
}

type Issue = z.core.$ZodIssue;

/** A value in quotes where another kind is expected (`"40"`, `"[…]"`), and `null` for something left out. */
function mend(value: unknown, issues: readonly Issue[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const mended: unknown = structuredClone(value);
  for (const issue of issues) {
    const name = issue.path.at(-1);
    const owner = issue.path.slice(0, -1).reduce(child, mended);
    if (issue.code !== 'invalid_type' || name === undefined || typeof owner !== 'object' || owner === null) continue;
    const current = child(owner, name);
    if (current === null && !Array.isArray(owner)) Reflect.deleteProperty(owner, name);
    if (typeof current !== 'string') continue;
    const inner = parseJson(current);
    if ('value' in inner && kindOf(inner.value) === expectedKind(issue.expected)) Reflect.set(owner, name, inner.value);
  }
  return mended;
}

function child(owner: unknown, name: PropertyKey): unknown {
  return typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
}

function expectedKind(expected: string): string {
  return expected === 'int' ? 'number' : expected;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function describeIssue(issue: Issue, value: unknown): string {
  const where = issue.path.length === 0 ? 'the arguments' : fieldName(issue.path);
  const given = issue.path.reduce(child, value);
  const isMissing = given === undefined && issue.path.length > 0;
  switch (issue.code) {
    case 'invalid_type':
      return isMissing
        ? `${where} is missing (expected ${article(issue.expected)}).`
        : `${where} must be ${article(issue.expected)}, not ${shown(given)}.`;
    case 'unrecognized_keys':
      return `${where === 'the arguments' ? 'There is' : `${where} has`} no field ${issue.keys.map((key) => `“${key}”`).join(', ')}.`;
    case 'invalid_value':
      return `${where} must be one of ${issue.values.map((allowed) => JSON.stringify(allowed)).join(', ')}, not ${shown(given)}.`;
    case 'too_small':
      return `${where} must ${issue.origin === 'number' || issue.origin === 'int' ? 'be' : 'have'} at least ${issue.minimum}, not ${shown(given)}.`;
    case 'too_big':
      return `${where} must ${issue.origin === 'number' || issue.origin === 'int' ? 'be' : 'have'} at most ${issue.maximum}, not ${shown(given)}.`;
    default:
      return `${where}: ${issue.message}.`;
  }
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name === '' ? String(part) : `${name}.${String(part)}`),
    '',
  );
}

function article(kind: string): string {
  const names: Readonly<Record<string, string>> = {
    int: 'a whole number',
    array: 'an array',
    object: 'an object',
    boolean: 'true or false',
  };
  return names[kind] ?? `a ${kind}`;
}

function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
