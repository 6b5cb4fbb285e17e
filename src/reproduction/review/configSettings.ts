/** The values of a configuration in YAML, JSON or TOML, by their dotted keys. Lines that hold anything else are passed over. */
import { type CodeSetting, literalValue } from './codeSetting.ts';

/** A part of the configuration that is for testing alone. */
const isOfTests = /(?:^|\.)(?:test|val|valid|validation|eval|evaluation|dev|inference)\./i;

export function configSettings(file: string, text: string): readonly CodeSetting[] {
  const isToml = /\.toml$/i.test(file);
  const isJson = /\.json$/i.test(file);
  const open: { readonly indent: number; readonly key: string }[] = [];
  let section = '';
  const found: CodeSetting[] = [];
  for (const [at, line] of text.split(/\r?\n/u).entries()) {
    const heading = isToml ? /^\s*\[+([\w.-]+)\]+\s*(?:#.*)?$/.exec(line)?.[1] : undefined;
    if (heading !== undefined) section = `${heading}.`;
    const match = (isToml ? tomlLine : isJson ? jsonLine : yamlLine).exec(line);
    if (match === null) continue;
    const [, indent = '', key = '', between = '', given = ''] = match;
    while ((open.at(-1)?.indent ?? -1) >= indent.length) open.pop();
    const path = isToml ? `${section}${key}` : [...open.map((each) => each.key), key].join('.');
    if (given === '' || given === '{') {
      if (!isToml) open.push({ indent: indent.length, key });
      continue;
    }
    const quoted = /^(["'])(.*)\1$/u.exec(given);
    const value = quoted === null ? (literalValue(given) ?? (isToml || isJson ? undefined : wordOf(given))) : quoted[2];
    if (value === undefined || isOfTests.test(path)) continue;
    const column = line.indexOf(given, indent.length + key.length + between.length);
    found.push({ file, line: at + 1, column, endColumn: column + given.length, name: path, value, text: given, how: 'key' });
  }
  return found;
}

const yamlLine = /^(\s*)(?:- )?["']?([\w.-]+)["']?(\s*:\s*)((?:"[^"]*"|'[^']*'|[^#\s][^#]*?)?)\s*(?:#.*)?$/u;
const tomlLine = /^(\s*)["']?([\w.-]+)["']?(\s*=\s*)("[^"]*"|'[^']*'|[^#\s[{][^#]*?)\s*(?:#.*)?$/u;
const jsonLine = /^(\s*)(?:\{\s*)?"([\w.-]+)"(\s*:\s*)("[^"]*"|[-+\d.eE]+|true|false|\{)?\s*\}?,?\s*$/u;

function wordOf(text: string): string | undefined {
  return /^[\w./-]{1,60}$/.test(text) ? text : undefined;
}
