/** A data set on the Hub by its files, where the viewer has no answer: which files it has, and to which split each belongs. */
import type { HubData } from './hubPort.ts';
import { type DataFileFormat, formatOf, matchesGlob, splitOf, splitRank } from './splitNames.ts';
import { cardConfigsSchema, treeSchema } from './viewerSchema.ts';

export interface SplitFiles {
  readonly config: string;
  readonly split: string;
  readonly format: DataFileFormat;
  readonly paths: readonly string[];
  readonly bytes: number;
}

/** Where the Hub keeps what it converted. */
export const convertedRevision = 'refs/convert/parquet';

interface FileEntry {
  readonly path: string;
  readonly size: number;
}

export async function listFiles(hub: HubData, id: string, revision: string, signal: AbortSignal): Promise<readonly FileEntry[]> {
  const tree = treeSchema.parse(
    await hub.api(`/api/datasets/${encoded(id)}/tree/${encodeURIComponent(revision)}`, { recursive: true }, signal),
  );
  return tree.flatMap(({ type, path, size }) => (type === 'file' ? [{ path, size: size ?? 0 }] : []));
}

export function encoded(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}

/** What the Hub converted: `default/train/0000.parquet`. */
export function convertedSplits(files: readonly FileEntry[]): readonly SplitFiles[] {
  const groups = new Map<string, FileEntry[]>();
  for (const file of files) {
    const [config, split, name] = file.path.split('/');
    if (config === undefined || split === undefined || name === undefined || formatOf(file.path) !== 'parquet') continue;
    groups.set(`${config}/${split}`, [...(groups.get(`${config}/${split}`) ?? []), file]);
  }
  return [...groups].map(([key, found]) => {
    const [config = '', split = ''] = key.split('/');
    return splitFiles(config, split, 'parquet', found);
  });
}

/** By the card where it says so, else by the names. */
export function splitsOfRepo(files: readonly FileEntry[], cardConfigs: unknown): readonly SplitFiles[] {
  const data = files.filter(({ path }) => formatOf(path) !== undefined && !/(^|\/)(\.|dataset_infos\.json$|README)/.test(path));
  const stated = cardConfigsSchema.safeParse(cardConfigs);
  const named = stated.success ? stated.data.flatMap((config) => splitsOfConfig(data, config)) : [];
  return sorted(named.length > 0 ? named : byNames(data));
}

function splitsOfConfig(files: readonly FileEntry[], config: (typeof cardConfigsSchema)['_output'][number]): readonly SplitFiles[] {
  const name = config.config_name ?? 'default';
  const folder = config.data_dir?.replace(/^\.?\//, '').replace(/\/$/, '');
  const within = folder === undefined ? files : files.filter(({ path }) => path.startsWith(`${folder}/`));
  const stated = config.data_files ?? undefined;
  if (stated === undefined) return byNames(within).map((split) => ({ ...split, config: name }));
  const entries = (typeof stated === 'string' ? [stated] : stated).map((entry) =>
    typeof entry === 'string'
      ? { split: 'train', patterns: [entry] }
      : { split: entry.split, patterns: typeof entry.path === 'string' ? [entry.path] : entry.path },
  );
  return entries.flatMap(({ split, patterns }) =>
    oneFormat(within.filter(({ path }) => patterns.some((pattern) => matchesGlob(pattern, path)))).map(({ format, found }) =>
      splitFiles(name, split, format, found),
    ),
  );
}

function byNames(files: readonly FileEntry[]): readonly SplitFiles[] {
  const groups = new Map<string, FileEntry[]>();
  for (const file of files) {
    const split = splitOf(file.path) ?? 'train';
    groups.set(split, [...(groups.get(split) ?? []), file]);
  }
  return [...groups].flatMap(([split, found]) => oneFormat(found).map((one) => splitFiles('default', split, one.format, one.found)));
}

/** Of several formats the one that says most: the others are mostly the same again. */
function oneFormat(files: readonly FileEntry[]): readonly { readonly format: DataFileFormat; readonly found: readonly FileEntry[] }[] {
  for (const format of ['parquet', 'jsonl', 'csv', 'json'] as const) {
    const found = files.filter(({ path }) => formatOf(path) === format);
    if (found.length > 0) return [{ format, found }];
  }
  return [];
}

function splitFiles(config: string, split: string, format: DataFileFormat, found: readonly FileEntry[]): SplitFiles {
  const paths = found.map(({ path }) => path).sort();
  return { config, split, format, paths, bytes: found.reduce((sum, { size }) => sum + size, 0) };
}

function sorted(splits: readonly SplitFiles[]): readonly SplitFiles[] {
  return splits.toSorted((a, b) => splitRank(a.split) - splitRank(b.split));
}
