/**
 * JSON as models write it. What `JSON.parse` takes is taken as it is; otherwise slips are mended that leave one reading only: a code fence
 * around the text, trailing commas, raw line ends and tabs inside strings, Python's True, False and None, the same object written twice.
 * What breaks off is never completed.
 */

export type ParsedJson = { readonly value: unknown } | { readonly problem: string };

export function parseJsonLoosely(text: string): ParsedJson {
  const strict = parseJson(text);
  if ('value' in strict) return strict;
  for (const candidate of [withoutFence(text), withRepairedTokens(withoutFence(text))]) {
    const parsed = parseJson(candidate);
    if ('value' in parsed) return parsed;
    const once = withoutRepetition(candidate);
    if (once !== undefined) return once;
  }
  return strict;
}

export function parseJson(text: string): ParsedJson {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function withoutFence(text: string): string {
  return /^\s*```(?:json)?[ \t]*\r?\n([\s\S]*?)\r?\n?```\s*$/i.exec(text)?.[1] ?? text;
}

/**
 * A string, which may hold raw control characters and may break off; a comma that ends nothing; or a word of Python. In this order: a
 * string is stepped over whole.
 */
const token = /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|$)|,(?=\s*[}\]])|\b(?:True|False|None)\b/g;
const python: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };

function withRepairedTokens(text: string): string {
  return text.replace(token, (found) => {
    if (found.startsWith('"')) return found.replace(/[\n\r\t]/g, (raw) => JSON.stringify(raw).slice(1, -1));
    return found === ',' ? '' : (python[found] ?? found);
  });
}

/** The same value written twice, one after the other: some gateways send the arguments again with the end of the stream. */
function withoutRepetition(text: string): ParsedJson | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) return undefined;
  // Without blanks between them both halves are equally long; with some, the second begins after them.
  for (const separator of ['', '\n', ' ', '\n\n', '\r\n']) {
    const half = (trimmed.length - separator.length) / 2;
    if (!Number.isInteger(half) || trimmed.slice(half, half + separator.length) !== separator) continue;
    const first = trimmed.slice(0, half);
    if (first !== trimmed.slice(half + separator.length)) continue;
    const parsed = parseJson(first);
    if ('value' in parsed) return parsed;
  }
  return undefined;
}
