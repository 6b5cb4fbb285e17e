import { factsAt, factsOf, type NameFacts } from './names.ts';
import { endOfNumber, numberBetween } from './numbers.ts';

/** A name and a number of a printed dict or JSON object; what is no number is left out. */
export interface Entry {
  readonly facts: NameFacts;
  readonly value: number;
}

// The wrappers that numpy 2, torch and jax print: np.float64(0.42), tensor(0.42, device='cuda:0').
const wrapped = /(?:(?:np\.|numpy\.|jnp\.)?(?:float|int|bfloat|uint)\d*|(?:torch\.)?tensor|Array)\(\s*([-+\w.]+)(?:,[^()]*)?\)/y;

const [quote, doubleQuote, backslash, comma, colon, openBrace, closeBrace] = [0x27, 0x22, 0x5c, 0x2c, 0x3a, 0x7b, 0x7d];

/**
 * The text from this `{` to its end must be one whole object: half a dict is not a measurement. Undefined where it is none.
 * Objects within are entered by name (`{"train": {"loss": 1}}` holds `train.loss`).
 */
export function parseDict(text: string, from: number): readonly Entry[] | undefined {
  const entries: Entry[] = [];
  return readObject(text, from, '', entries, 0) === text.length ? entries : undefined;
}

const maxDepth = 4;

/** Past the object that begins here, or -1. */
function readObject(text: string, from: number, prefix: string, entries: Entry[], depth: number): number {
  let at = pastSpace(text, from + 1);
  if (text.charCodeAt(at) === closeBrace) return at + 1;
  for (;;) {
    const opening = text.charCodeAt(at);
    const nameEnd = pastString(text, at);
    if (nameEnd === -1) return -1;
    const nameFrom = at + 1;
    at = pastSpace(text, nameEnd);
    if (text.charCodeAt(at) !== colon || (opening !== quote && opening !== doubleQuote)) return -1;
    const name = prefix === '' ? factsAt(text, nameFrom, nameEnd - 1) : factsOf(`${prefix}${text.slice(nameFrom, nameEnd - 1)}`);
    at = readValue(text, pastSpace(text, at + 1), name, entries, depth);
    if (at === -1) return -1;
    at = pastSpace(text, at);
    const next = text.charCodeAt(at);
    if (next === closeBrace) return at + 1;
    if (next !== comma) return -1;
    at = pastSpace(text, at + 1);
    if (text.charCodeAt(at) === closeBrace) return at + 1;
  }
}

function readValue(text: string, at: number, facts: NameFacts, entries: Entry[], depth: number): number {
  const first = text.charCodeAt(at);
  if (first === quote || first === doubleQuote) {
    const end = endOfNumber(text, at + 1);
    if (end > at + 1 && text.charCodeAt(end) === first) {
      entries.push({ facts, value: numberBetween(text, at + 1, end) });
      return end + 1;
    }
    return pastString(text, at);
  }
  const end = endOfNumber(text, at);
  if (end > at && isAfterValue(text, end)) {
    entries.push({ facts, value: numberBetween(text, at, end) });
    return end;
  }
  if (first === openBrace && depth < maxDepth) return readObject(text, at, `${facts.name}.`, entries, depth + 1);
  return readWrapped(text, at, facts, entries);
}

function readWrapped(text: string, at: number, facts: NameFacts, entries: Entry[]): number {
  wrapped.lastIndex = at;
  const spelt = wrapped.exec(text)?.[1];
  if (spelt === undefined) return endOfOther(text, at);
  const end = wrapped.lastIndex;
  const length = endOfNumber(spelt, 0);
  if (length > 0 && length === spelt.length) entries.push({ facts, value: numberBetween(spelt, 0, length) });
  return end;
}

function isAfterValue(text: string, at: number): boolean {
  const next = text.charCodeAt(pastSpace(text, at));
  return next === comma || next === closeBrace;
}

function pastSpace(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 0x20 || text.charCodeAt(end) === 0x09) end++;
  return end;
}

/** Past the closing quote of a string that begins here, or -1. */
function pastString(text: string, at: number): number {
  const close = text.charCodeAt(at);
  if (close !== quote && close !== doubleQuote) return -1;
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === backslash) end++;
    else if (code === close) return end + 1;
  }
  return -1;
}

const otherWord = /[A-Za-z_][\w.]*/y;

/** Past a word or a bracketed value, which are skipped whole; -1 where the text is no dict. */
function endOfOther(text: string, at: number): number {
  otherWord.lastIndex = at;
  const word = otherWord.test(text) ? otherWord.lastIndex : at;
  const open = text[word];
  if (open !== '[' && open !== '{' && open !== '(') return word > at ? word : -1;
  let depth = 0;
  for (let index = word; index < text.length; index++) {
    const char = text[index];
    if (char === '[' || char === '{' || char === '(') depth++;
    else if (char === ']' || char === '}' || char === ')') depth--;
    else if (char === "'" || char === '"') {
      const end = pastString(text, index);
      if (end === -1) return -1;
      index = end - 1;
    }
    if (depth === 0) return index + 1;
  }
  return -1;
}
