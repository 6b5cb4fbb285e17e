/** JSON as Python's `json` writes it: bare NaN, Infinity and -Infinity, which JSON itself does not know. */

const bareWord = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/** The value; undefined when the text is no JSON. Numbers that are not finite come as they are. */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (!text.includes('NaN') && !text.includes('Infinity')) return undefined;
  }
  // A word of a private-use letter cannot be a string of the text itself.
  const quoted = text.replace(bareWord, (word) => (word.startsWith('"') ? word : `"\uE0FF${word}"`));
  try {
    return JSON.parse(quoted, (_, value: unknown) =>
      typeof value === 'string' && value.startsWith('\uE0FF') ? Number(value.slice(1)) : value,
    );
  } catch {
    return undefined;
  }
}

const spelled: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['+inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
]);

/** A number that stands as text: `0.5`, `1e-3`, `nan`, `-Infinity`. Undefined for anything else, an empty text too. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^[-+]?(?:\d|\.\d)/.test(trimmed)) {
    const value = Number(trimmed);
    return Number.isNaN(value) ? undefined : value;
  }
  return spelled.get(trimmed.toLowerCase());
}
