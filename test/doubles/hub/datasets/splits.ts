/** Which files of a data set are which split of which configuration. */
import { fieldsOf, listOf, textOf } from '../fields.ts';
import type { FileEntry } from '../repos/repo.ts';
import { isTable } from './table.ts';

export interface Split {
  readonly config: string;
  readonly split: string;
  readonly files: readonly FileEntry[];
}

const names: readonly (readonly [string, RegExp])[] = [
  ['train', /(^|[/_.-])(train|training)([/_.-]|\d|$)/i],
  ['validation', /(^|[/_.-])(validation|valid|val|dev)([/_.-]|\d|$)/i],
  ['test', /(^|[/_.-])(test|testing|eval|evaluation)([/_.-]|\d|$)/i],
];

export function splitsOf(files: readonly FileEntry[], card: Readonly<Record<string, unknown>>): readonly Split[] {
  const tables = files.filter(({ path }) => isTable(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const configs = listOf(card['configs']).map(fieldsOf);
  if (configs.length === 0) return usual(tables);
  return configs.flatMap((each) => {
    const config = textOf(each['config_name']) ?? 'default';
    const dataFiles = each['data_files'];
    if (typeof dataFiles === 'string') return [{ config, split: 'train', files: matching(tables, [dataFiles]) }];
    return listOf(dataFiles).map((value) => {
      const { split, path } = fieldsOf(value);
      const patterns = (Array.isArray(path) ? path : [path]).map(String);
      return { config, split: textOf(split) ?? 'train', files: matching(tables, patterns) };
    });
  });
}

function usual(tables: readonly FileEntry[]): readonly Split[] {
  const named = names
    .map(([split, pattern]) => ({ config: 'default', split, files: tables.filter(({ path }) => pattern.test(path)) }))
    .filter(({ files }) => files.length > 0);
  if (named.length > 0) return named;
  return tables.length === 0 ? [] : [{ config: 'default', split: 'train', files: tables }];
}

function matching(tables: readonly FileEntry[], patterns: readonly string[]): readonly FileEntry[] {
  const expressions = patterns.map((pattern) => {
    const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${escaped.replaceAll('**', '\0').replaceAll('*', '[^/]*').replaceAll('\0', '.*')}$`);
  });
  return tables.filter(({ path }) => expressions.some((each) => each.test(path)));
}
