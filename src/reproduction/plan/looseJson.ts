/**
 * JSON as models write it: within fences and sentences, with comments, single quotes, names without quotes, Python's words, commas too many or too few, or
 * cut off in the middle. Read by one tolerant parser, and everything that was mended is said.
 */

import { deepest, LooseParser, type LooseValue, texEscape, Unreadable } from './looseParser.ts';

export type LooseResult =
  | {
      readonly kind: 'read';
      readonly value: LooseValue;
      /** For people and for the model: `a comma was missing in line 3`. */
      readonly repairs: readonly string[];
      /** It ended in the middle: what came last may be lost, and more may have been meant. */
      readonly isCut: boolean;
    }
  | { readonly kind: 'unread'; readonly why: string };

export function readLooseJson(text: string): LooseResult {
  try {
    // `"\beta"` is JSON and means a backspace and “eta” there; nobody means that.
    if (!texEscape.test(text)) return { kind: 'read', value: checked(JSON.parse(text.trim())), repairs: [], isCut: false };
  } catch {
    // Mended below.
  }
  const starts = [...candidates(text)];
  let best:
    | { readonly value: LooseValue; readonly repairs: readonly string[]; readonly isCut: boolean; readonly length: number }
    | undefined;
  let why = 'It holds no JSON: no { and no [.';
  for (const start of starts) {
    const parser = new LooseParser(text, start);
    try {
      const value = parser.value(0);
      const length = parser.at - start;
      // The largest that reads is what was meant: examples before it are smaller.
      if (best === undefined || length > best.length) best = { value, repairs: parser.repairs, isCut: parser.isCut, length };
    } catch (error) {
      why = error instanceof Unreadable ? error.message : String(error);
    }
    if (best !== undefined && best.length > text.length / 2) break;
  }
  if (best === undefined) return { kind: 'unread', why };
  const around = text.trim().length > best.length + 2 && !best.isCut ? ['text around the JSON was left out'] : [];
  return { kind: 'read', value: best.value, repairs: [...new Set([...around, ...best.repairs])], isCut: best.isCut };
}

/** Where JSON may begin: behind fences first, then every bracket that stands outermost. */
function* candidates(text: string): Generator<number> {
  const seen = new Set<number>();
  for (const match of text.matchAll(/```(?:json5?|jsonc|javascript|js|python|yaml)?[ \t]*\n?\s*(?=[[{])/gi)) {
    const at = match.index + match[0].length;
    seen.add(at);
    yield at;
  }
  let count = 0;
  for (const { index } of text.matchAll(/[[{]/g)) {
    if (seen.has(index)) continue;
    yield index;
    count++;
    // What begins later than that lies within what was tried.
    if (count >= 50) return;
  }
}

/** `JSON.parse` gives nothing else. */
function checked(value: unknown): LooseValue {
  if (typeof value === 'object' && value !== null && !isShallow(value)) throw new Unreadable(`It is nested deeper than ${deepest}.`);
  return value as LooseValue;
}

function isShallow(value: object): boolean {
  const work: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let one = work.pop(); one !== undefined; one = work.pop()) {
    if (typeof one.value !== 'object' || one.value === null) continue;
    if (one.depth > deepest) return false;
    for (const inner of Object.values(one.value)) work.push({ value: inner, depth: one.depth + 1 });
  }
  return true;
}
