/**
 * Results that a script prints as one line of JSON for each seed (`{"seed": 0, "metrics": {"accuracy": 92.3}}`). The log may have cut a long line:
 * what stands whole before the cut counts. What no run printed is in none of it.
 */

export interface PrintedResult {
  readonly seed?: number;
  /** By their path in the object: `metrics.plain/rare recall`. */
  readonly values: ReadonlyMap<string, number>;
}

const mostDepth = 6;
const mostValues = 2_000;

/** One for each line that holds an object with numbers beside its seed. */
export function printedResults(lines: readonly string[]): readonly PrintedResult[] {
  return lines.flatMap((line) => {
    const text = line.trim();
    if (!text.startsWith('{')) return [];
    const values = new Map<string, number>();
    readObject(text, 0, '', values, 0);
    const seed = values.get('seed');
    values.delete('seed');
    if (values.size === 0) return [];
    return [{ ...(seed !== undefined && Number.isInteger(seed) ? { seed } : {}), values }];
  });
}

const number = /-?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|Infinity)|NaN/y;
const word = /true|false|null/y;
const blanks = /\s*/y;

/** Past the object that begins at `from`; undefined where the text ends or is no JSON before its end. */
function readObject(text: string, from: number, prefix: string, values: Map<string, number>, depth: number): number | undefined {
  let at = pastBlanks(text, from + 1);
  if (text[at] === '}') return at + 1;
  for (;;) {
    const key = readString(text, at);
    if (key === undefined) return undefined;
    at = pastBlanks(text, key.end);
    if (text[at] !== ':') return undefined;
    const end = readValue(text, pastBlanks(text, at + 1), `${prefix}${key.text}`, values, depth);
    if (end === undefined) return undefined;
    at = pastBlanks(text, end);
    if (text[at] === '}') return at + 1;
    if (text[at] !== ',') return undefined;
    at = pastBlanks(text, at + 1);
  }
}

function readValue(text: string, at: number, path: string, values: Map<string, number>, depth: number): number | undefined {
  const first = text[at];
  if (first === '{') return depth >= mostDepth ? undefined : readObject(text, at, `${path}.`, values, depth + 1);
  if (first === '[') return pastArray(text, at);
  if (first === '"') return readString(text, at)?.end;
  const found = matchAt(number, text, at);
  if (found === undefined) {
    const other = matchAt(word, text, at);
    return other === undefined ? undefined : at + other.length;
  }
  const end = at + found.length;
  // A number that the cut may have shortened is none.
  if (!/[\s,}]/.test(text[end] ?? '')) return undefined;
  if (values.size < mostValues) values.set(path, Number(found));
  return end;
}

function pastArray(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') {
      const string = readString(text, at);
      if (string === undefined) return undefined;
      at = string.end - 1;
    } else if (sign === '[' || sign === '{') depth++;
    else if (sign === ']' || sign === '}') depth--;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

function readString(text: string, at: number): { readonly text: string; readonly end: number } | undefined {
  if (text[at] !== '"') return undefined;
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === '"') {
      try {
        return { text: String(JSON.parse(text.slice(at, end + 1))), end: end + 1 };
      } catch {
        return undefined;
      }
    }
  }
  return undefined;
}

function pastBlanks(text: string, at: number): number {
  return at + (matchAt(blanks, text, at)?.length ?? 0);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
