/** YAML of a card's head: maps, lists, texts, numbers and yes or no; nothing that a reader could take for something else. Pure. */
export type YamlValue = string | number | boolean | readonly YamlValue[] | { readonly [key: string]: YamlValue | undefined };

/** With its fences, ready to stand before the text; nothing where there is nothing to say. */
export function frontMatter(fields: Readonly<Record<string, YamlValue | undefined>>): string {
  const lines = mapLines(fields, '');
  return lines.length === 0 ? '' : `---\n${lines.join('\n')}\n---\n`;
}

function mapLines(fields: Readonly<Record<string, YamlValue | undefined>>, indent: string): readonly string[] {
  return Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : entryLines(`${indent}${plainOrQuoted(key)}:`, value, indent),
  );
}

function entryLines(head: string, value: YamlValue, indent: string): readonly string[] {
  if (typeof value !== 'object') return [`${head} ${scalar(value)}`];
  if (isList(value)) return value.length === 0 ? [`${head} []`] : [head, ...listLines(value, indent)];
  const lines = mapLines(value, `${indent}  `);
  return lines.length === 0 ? [`${head} {}`] : [head, ...lines];
}

function listLines(items: readonly YamlValue[], indent: string): readonly string[] {
  return items.flatMap((item) => {
    if (typeof item !== 'object') return [`${indent}- ${scalar(item)}`];
    const lines = isList(item) ? listLines(item, `${indent}  `) : mapLines(item, `${indent}  `);
    const [first = `${indent}  ${isList(item) ? '[]' : '{}'}`, ...rest] = lines;
    return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
  });
}

function isList(value: object): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function scalar(value: string | number | boolean): string {
  if (typeof value !== 'number') return typeof value === 'boolean' ? String(value) : plainOrQuoted(value);
  if (Number.isNaN(value)) return '.nan';
  return Number.isFinite(value) ? String(value) : value > 0 ? '.inf' : '-.inf';
}

/** A word that no version of YAML takes for a number, a date, a truth value or a sign. */
const plainWord = /^[A-Za-z][A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*$/;
const special = /^(?:y|n|yes|no|on|off|true|false|null|inf|nan)$/i;

function plainOrQuoted(text: string): string {
  // JSON's strings are YAML's double-quoted ones.
  return plainWord.test(text) && !special.test(text)
    ? text
    : JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029').replaceAll('\u0085', '\\u0085');
}
