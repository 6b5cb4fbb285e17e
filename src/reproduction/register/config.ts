/** Puts a value where code or configuration has it, and changes no other byte: JSON, YAML, TOML by dotted key; Python by the name of a module-level constant or an option of argparse (`--weight-decay`). */
import { PracticumError } from '../../base/errors.ts';
import { memberOf, parseSpans } from '../../workspace/jsonSpans.ts';
import type { RegisterRow } from '../stages/records.ts';

export type ConfigValue = NonNullable<RegisterRow['value']>;

export interface ConfigChange {
  readonly text: string;
  /** As it stood there before. */
  readonly was: string;
  /** From 1. */
  readonly line: number;
}

/** Throws `config-unknown` for a file of another kind, `config-no-key` where the key is not there or stands at several places. */
export function setConfig(text: string, file: string, key: string, value: ConfigValue): ConfigChange {
  const place = placeOf(text, file, key);
  const now = literal(value, file);
  return {
    text: text.slice(0, place.start) + now + text.slice(place.end),
    was: text.slice(place.start, place.end),
    line: text.slice(0, place.start).split('\n').length,
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function placeOf(text: string, file: string, key: string): Span {
  const kind = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase();
  const found =
    kind === 'json'
      ? inJson(text, key)
      : kind === 'yaml' || kind === 'yml'
        ? inYaml(text, key)
        : kind === 'toml'
          ? inToml(text, key)
          : kind === 'py'
            ? inPython(text, key)
            : undefined;
  if (found === undefined)
    throw new PracticumError('config-unknown', `${file} is no JSON, YAML, TOML or Python file.`, {
      hint: 'Name the file that holds the value, or change it with the edit tools.',
    });
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new PracticumError('config-no-key', `${file} has ${found.length === 0 ? 'no' : `${found.length} places for`} ${key}.`, {
      hint:
        kind === 'py'
          ? 'Give an option such as --weight-decay with a default, or the name of a constant that is set once at the left margin to a literal.'
          : 'Give the whole dotted key of a single value, as optimizer.weight_decay.',
    });
  return only;
}

function inJson(text: string, key: string): readonly Span[] {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new PracticumError('config-no-key', `The file is no JSON: ${error instanceof Error ? error.message : String(error)}.`, {
      hint: 'Mend it first.',
    });
  }
  let node = parseSpans(text);
  for (const name of key.split('.')) {
    const member = memberOf(node, name);
    if (member === undefined) return [];
    node = member.value;
  }
  return node.kind === 'object' ? [] : [node];
}

/** Block mappings with scalars and flow lists on one line, as configuration is written. */
function inYaml(text: string, key: string): readonly Span[] {
  const wanted = key.split('.');
  const path: { readonly indent: number; readonly name: string }[] = [];
  const found: Span[] = [];
  for (const { line, start } of linesOf(text)) {
    const match = /^( *)(?:"([^"]+)"|'([^']+)'|([^\s#'"[{&*!|>%@-][^:#]*?)) *:(?: +|$)/.exec(line);
    if (match === null) continue;
    const indent = match[1]?.length ?? 0;
    while ((path.at(-1)?.indent ?? -1) >= indent) path.pop();
    path.push({ indent, name: match[2] ?? match[3] ?? match[4] ?? '' });
    if (path.length !== wanted.length || path.some(({ name }, place) => name !== wanted[place])) continue;
    const from = match[0].length;
    const end = valueEnd(line, from, / #/);
    if (end > from && !/^[|>&*{]/.test(line.slice(from))) found.push({ start: start + from, end: start + end });
  }
  return found;
}

function inToml(text: string, key: string): readonly Span[] {
  let table = '';
  const found: Span[] = [];
  for (const { line, start } of linesOf(text)) {
    const heading = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/.exec(line)?.[1];
    if (heading !== undefined) {
      table = heading.replaceAll(/["'\s]/g, '');
      continue;
    }
    const match = /^\s*([\w."'-]+)\s*=\s*/.exec(line);
    if (match === null) continue;
    const name = (match[1] ?? '').replaceAll(/["']/g, '');
    if ((table === '' ? name : `${table}.${name}`) !== key) continue;
    const end = valueEnd(line, match[0].length, /\s#/);
    if (end > match[0].length) found.push({ start: start + match[0].length, end: start + end });
  }
  return found;
}

/** Behind the value, before a comment; marks within quotes and brackets count for nothing. */
function valueEnd(line: string, from: number, comment: RegExp): number {
  const first = line[from];
  if (first === '"' || first === "'") {
    const close = line.indexOf(first, from + 1);
    return close < 0 ? from : close + 1;
  }
  const at = line.slice(from).search(comment);
  const rest = at < 0 ? line.slice(from) : line.slice(from, from + at);
  if (rest.startsWith('[') && !rest.includes(']')) return from;
  return from + rest.trimEnd().length;
}

/** A literal: number, text, True, False, None, or a flat tuple or list of such. */
const pythonLiteral = /^(?:[-+]?[\d._]+(?:[eE][-+]?\d+)?|"[^"\\\n]*"|'[^'\\\n]*'|True|False|None|[[(][^[\]()\n]*[\])])/;

function inPython(text: string, key: string): readonly Span[] {
  return key.startsWith('-') ? argparseDefaults(text, key) : constants(text, key);
}

function constants(text: string, name: string): readonly Span[] {
  if (!/^[A-Za-z_]\w*$/.test(name)) return [];
  return [...text.matchAll(new RegExp(String.raw`^${name}(?:\s*:[^=\n]+)?[ \t]*=[ \t]*`, 'gm'))].flatMap((match): readonly Span[] => {
    const start = match.index + match[0].length;
    const length = pythonLiteral.exec(text.slice(start))?.[0].length;
    return length === undefined ? [] : [{ start, end: start + length }];
  });
}

function argparseDefaults(text: string, option: string): readonly Span[] {
  const name = option.replaceAll(/[^\w-]/g, '');
  const calls = [...text.matchAll(new RegExp(String.raw`\badd_argument\(\s*(?:["']-\w["']\s*,\s*)?["']${name}["']`, 'g'))];
  return calls.flatMap((call): readonly Span[] => {
    const end = callEnd(text, call.index + 'add_argument'.length);
    const inner = text.slice(call.index, end);
    const at = /[\s,(]default\s*=\s*/.exec(inner);
    if (at === null) return [];
    const start = call.index + at.index + at[0].length;
    const length = pythonLiteral.exec(text.slice(start, end))?.[0].length;
    return length === undefined ? [] : [{ start, end: start + length }];
  });
}

/** Behind the closing bracket of the call that opens at `open`. */
function callEnd(text: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let at = open; at < text.length; at += 1) {
    const now = text.charAt(at);
    if (quote !== '') {
      if (now === '\\') at += 1;
      else if (now === quote) quote = '';
    } else if (now === '"' || now === "'") quote = now;
    else if (now === '(' || now === '[') depth += 1;
    else if (now === ')' || now === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

function linesOf(text: string): readonly { readonly line: string; readonly start: number }[] {
  let start = 0;
  return text.split('\n').map((raw) => {
    const line = raw.replace(/\r$/, '');
    const own = { line, start };
    start += raw.length + 1;
    return own;
  });
}

function literal(value: ConfigValue, file: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, file)).join(', ')}]`;
  if (typeof value === 'boolean') return file.endsWith('.py') ? (value ? 'True' : 'False') : String(value);
  // YAML 1.1, which Python reads, takes 1e-5 for a text: a number has a point there.
  if (typeof value === 'number') return String(value).replace(/^(-?\d+)(e)/, '$1.0$2');
  return JSON.stringify(value);
}
