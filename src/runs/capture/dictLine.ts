import { numberPattern, parseNumber } from './numbers.ts';

/** Name and number pairs of a printed dict or JSON object, in order; entries that are not numbers are left out. */
export type NumberEntries = readonly (readonly [name: string, value: number])[];

const openEntry = /\s*(?:'([^'\\]*)'|"([^"\\]*)")\s*:\s*/y;
// A bare or quoted number, or one in the wrappers that numpy 2, torch and jax print: np.float64(0.42), tensor(0.42, device='cuda:0').
const numberValue = new RegExp(
  `(?:'(${numberPattern})'|"(${numberPattern})"|(?:np\\.|numpy\\.|jnp\\.)?(?:float|int|bfloat|uint)\\d*\\((${numberPattern})\\)|(?:tensor|Array)\\((${numberPattern})(?:,[^()]*)?\\)|(${numberPattern}))(?=\\s*[,}])`,
  'iy',
);
const otherValue = /(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|None|True|False|null|true|false)(?=\s*[,}])/y;
const separator = /\s*,?\s*/y;

/** The text must be one whole object, from `{` to `}`: half a dict is not a measurement. */
export function parseDict(text: string): NumberEntries | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const entries: (readonly [string, number])[] = [];
  let at = 1;
  while (at < text.length - 1) {
    openEntry.lastIndex = at;
    const name = openEntry.exec(text);
    if (name === null) return undefined;
    at = openEntry.lastIndex;
    numberValue.lastIndex = at;
    const number = numberValue.exec(text);
    if (number !== null) {
      const value = parseNumber(number[1] ?? number[2] ?? number[3] ?? number[4] ?? number[5] ?? '');
      if (value !== undefined) entries.push([name[1] ?? name[2] ?? '', value]);
      at = numberValue.lastIndex;
    } else {
      const end = endOfOther(text, at);
      if (end === undefined) return undefined;
      at = end;
    }
    separator.lastIndex = at;
    separator.exec(text);
    at = separator.lastIndex;
  }
  return at === text.length - 1 ? entries : undefined;
}

/** Past a string, a word, or a bracketed value, which are skipped whole. */
function endOfOther(text: string, at: number): number | undefined {
  otherValue.lastIndex = at;
  if (otherValue.test(text)) return otherValue.lastIndex;
  if (text[at] !== '[' && text[at] !== '{' && text[at] !== '(') return undefined;
  let depth = 0;
  for (let index = at; index < text.length; index++) {
    const char = text[index];
    if (char === '[' || char === '{' || char === '(') depth++;
    else if (char === ']' || char === '}' || char === ')') depth--;
    else if (char === "'" || char === '"') {
      const close = text.indexOf(char, index + 1);
      if (close === -1) return undefined;
      index = close;
    }
    if (depth === 0) return index + 1;
  }
  return undefined;
}
