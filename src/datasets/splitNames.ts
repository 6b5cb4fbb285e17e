/** To which split a file belongs, by the words in its path, as the Hub reads them. */

const words: readonly (readonly [split: string, words: readonly string[]])[] = [
  ['train', ['train', 'training']],
  ['validation', ['validation', 'valid', 'dev', 'val']],
  ['test', ['test', 'testing', 'eval', 'evaluation']],
];

/** `train` for `data/train-00000-of-00002.parquet`; undefined where nothing says so. */
export function splitOf(path: string): string | undefined {
  const parts = path.toLowerCase().split(/[^a-z0-9]+/);
  for (const part of parts.toReversed()) for (const [split, names] of words) if (names.includes(part.replace(/\d+$/, ''))) return split;
  return undefined;
}

export const splitRank = (name: string): number => {
  const rank = words.findIndex(([split]) => split === name);
  return rank === -1 ? words.length : rank;
};

/** `data/*.parquet`, `**` for any number of folders. */
export function matchesGlob(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/^\.\//, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?|\*|\?/g, (wild) => (wild.startsWith('**') ? '.*' : wild === '*' ? '[^/]*' : '[^/]'));
  return new RegExp(`^${source}$`).test(path);
}

export type DataFileFormat = 'parquet' | 'csv' | 'jsonl' | 'json';

export function formatOf(path: string): DataFileFormat | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase();
  switch (ending) {
    case 'parquet':
    case 'pq':
      return 'parquet';
    case 'csv':
    case 'tsv':
      return 'csv';
    case 'jsonl':
    case 'ndjson':
      return 'jsonl';
    case 'json':
      return 'json';
    default:
      return undefined;
  }
}
