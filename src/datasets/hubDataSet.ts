/** A data set of the Hub: the viewer where it has an answer, else the files themselves. */
import type { ByteSource } from './bytes.ts';
import { type ChainedPart, ChainedTable } from './chainedTable.ts';
import { FileTable } from './fileTable.ts';
import { convertedRevision, convertedSplits, encoded, listFiles, type SplitFiles, splitsOfRepo } from './hubFiles.ts';
import { type HubData, ViewerRefused } from './hubPort.ts';
import { jsonWay } from './local.ts';
import { ParquetSplit } from './parquet.ts';
import { splitRank } from './splitNames.ts';
import { type CardFacts, type DataSet, DataSetError, type RowCount, type Split } from './table.ts';
import { ViewerSplit } from './viewer.ts';
import { infoSchema, parquetSchema, repoSchema, sizeSchema, splitsSchema, validSchema } from './viewerSchema.ts';

export interface HubTarget {
  readonly id: string;
  readonly config?: string;
  readonly split?: string;
  readonly revision?: string;
}

/** What of a remote file a sample may read. */
const sampleBytes = 64 * 2 ** 20;

/** What both ways of opening answer. */
interface Found {
  readonly config: string;
  readonly configs: readonly string[];
  readonly splits: readonly Split[];
  readonly notes: readonly string[];
}

/** Throws what the Hub refuses (gated, private, not there), and DataSetError. */
export async function openHubDataSet(hub: HubData, target: HubTarget, signal: AbortSignal): Promise<DataSet> {
  const { id, revision } = target;
  const at = revision === undefined ? '' : `/revision/${encodeURIComponent(revision)}`;
  const repo = repoSchema.parse(await hub.api(`/api/datasets/${encoded(id)}${at}`, {}, signal));
  const files = new OpenFiles(hub);
  try {
    return await opened(hub, target, repo, files, signal);
  } catch (error) {
    await files.close();
    throw error;
  }
}

async function opened(
  hub: HubData,
  target: HubTarget,
  repo: (typeof repoSchema)['_output'],
  files: OpenFiles,
  signal: AbortSignal,
): Promise<DataSet> {
  const { id, revision } = target;
  const notes: string[] = [];
  const found =
    revision === undefined || revision === 'main'
      ? ((await byViewer(hub, target, files, notes, signal)) ?? (await byFiles(hub, target, repo, files, signal)))
      : await byFiles(hub, target, repo, files, signal);
  const splits = target.split === undefined ? found.splits : found.splits.filter(({ name }) => name === target.split);
  if (splits.length === 0)
    throw new DataSetError(
      'dataset-no-split',
      `${id} (${found.config}) has no split “${target.split}”.`,
      `It has ${found.splits.map(({ name }) => name).join(', ')}.`,
    );
  const card = cardFacts(repo, await statedLicence(hub, id, found.config, splits, signal));
  return {
    name: id,
    where: 'hub',
    ...(repo.sha === undefined || repo.sha === null ? {} : { revision: repo.sha }),
    config: found.config,
    configs: found.configs,
    splits,
    card,
    notes: [...notes, ...found.notes],
    close: () => files.close(),
  };
}

async function byViewer(
  hub: HubData,
  target: HubTarget,
  files: OpenFiles,
  notes: string[],
  signal: AbortSignal,
): Promise<Found | undefined> {
  const dataset = target.id;
  try {
    const valid = validSchema.parse(await hub.viewer('/is-valid', { dataset }, signal));
    if (!valid.viewer) {
      notes.push('The Hub’s viewer does not show this data set; its files were read directly.');
      return undefined;
    }
    const listed = splitsSchema.parse(await hub.viewer('/splits', { dataset }, signal));
    const configs = [...new Set(listed.splits.map(({ config }) => config))];
    const config = chosenConfig(dataset, configs, target.config);
    const sizes = await optional(async () => sizeSchema.parse(await hub.viewer('/size', { dataset, config }, signal)));
    const converted = await optional(async () => parquetSchema.parse(await hub.viewer('/parquet', { dataset, config }, signal)));
    if (converted?.partial === true)
      notes.push('The Hub has converted only the beginning of this data set; what lies behind it was not looked at.');
    for (const { config: which, error } of listed.failed ?? [])
      notes.push(`The viewer failed on ${which ?? 'a configuration'}${error?.error == null ? '' : `: ${error.error.slice(0, 200)}`}`);
    const splits = listed.splits
      .filter((split) => split.config === config)
      .map(({ split: name }): ViewerSplit => {
        const size = sizes?.size.splits.find((each) => each.config === config && each.split === name);
        const parts = converted?.parquet_files.filter((file) => file.config === config && file.split === name) ?? [];
        const bytes = size?.num_bytes_parquet_files ?? undefined;
        return new ViewerSplit({
          hub,
          dataset,
          config,
          name,
          total: rowCount(size, sizes?.partial === true),
          ...(bytes === undefined ? {} : { bytes }),
          ...(parts.length === 0
            ? {}
            : {
                parquet: new ParquetSplit({
                  name,
                  sampleBytes,
                  files: parts.map(
                    ({ url }) =>
                      () =>
                        files.open(url, signal),
                  ),
                }),
              }),
        });
      })
      .sort((a, b) => splitRank(a.name) - splitRank(b.name));
    if (splits.length === 0) return undefined;
    // A viewer that lists splits may still have no rows of them.
    await splits[0]?.probe(signal);
    return { config, configs, splits, notes: [] };
  } catch (error) {
    if (!(error instanceof ViewerRefused)) throw error;
    notes.push(
      error.isNotReady
        ? 'The Hub’s viewer is still preparing this data set; its files were read directly.'
        : `The Hub’s viewer has no answer (${error.message}); the files were read directly.`,
    );
    return undefined;
  }
}

async function byFiles(
  hub: HubData,
  target: HubTarget,
  repo: (typeof repoSchema)['_output'],
  files: OpenFiles,
  signal: AbortSignal,
): Promise<Found> {
  const { id, revision = 'main' } = target;
  const own = splitsOfRepo(await listFiles(hub, id, revision, signal), repo.cardData?.['configs']);
  const all =
    own.length > 0 || revision !== 'main'
      ? own
      : convertedSplits((await optional(() => listFiles(hub, id, convertedRevision, signal))) ?? []);
  const from = own.length > 0 ? revision : convertedRevision;
  if (all.length === 0)
    throw new DataSetError(
      'dataset-no-data',
      `${id} holds no file that can be read as a table (parquet, CSV, JSON lines, JSON).`,
      'Look at its files and its card: it may need a loading script, or archives to be unpacked.',
    );
  const configs = [...new Set(all.map(({ config }) => config))];
  const config = chosenConfig(id, configs, target.config);
  const wanted = all.filter((split) => split.config === config);
  const splits = await Promise.all(wanted.map((split) => splitOfFiles(hub, id, from, split, files, signal)));
  return { config, configs, splits, notes: [] };
}

async function splitOfFiles(
  hub: HubData,
  id: string,
  revision: string,
  { split: name, format, paths, bytes }: SplitFiles,
  files: OpenFiles,
  signal: AbortSignal,
): Promise<Split> {
  const opens = paths.map((path) => () => files.open(hub.addressOf(id, revision, path), signal));
  if (format === 'parquet') return new ParquetSplit({ name, files: opens, sampleBytes });
  if (bytes > sampleBytes * 8)
    throw new DataSetError(
      'dataset-format',
      `${paths.length === 1 ? paths[0] : `${paths.length} files of ${name}`} would be downloaded whole to be looked at: ${(bytes / 2 ** 20).toFixed(0)} MB of text.`,
      'Download it first and audit the file, or wait for the Hub’s viewer.',
    );
  const parts: ChainedPart[] = [];
  for (const [index, open] of opens.entries()) {
    const label = paths[index] ?? id;
    // JSON lines are often called .json.
    const way = format === 'json' ? await jsonWay(await open(), signal) : format;
    parts.push({ label, table: new FileTable({ name, way, label, open }) });
  }
  const [first, ...others] = parts;
  if (first === undefined) throw new DataSetError('dataset-no-data', `${name} has no file.`, 'Choose another split.');
  return others.length === 0 ? first.table : new ChainedTable(name, first, others);
}

function chosenConfig(id: string, configs: readonly string[], wanted: string | undefined): string {
  if (wanted !== undefined && !configs.includes(wanted))
    throw new DataSetError('dataset-no-config', `${id} has no configuration “${wanted}”.`, `It has ${configs.slice(0, 20).join(', ')}.`);
  return wanted ?? (configs.includes('default') ? 'default' : (configs[0] ?? 'default'));
}

function rowCount(size: (typeof sizeSchema)['_output']['size']['splits'][number] | undefined, isPartial: boolean): RowCount | undefined {
  if (size === undefined) return undefined;
  if (typeof size.estimated_num_rows === 'number') return { rows: size.estimated_num_rows, how: 'estimated' };
  return isPartial ? undefined : { rows: size.num_rows, how: 'stated' };
}

/** What helps but is not needed. */
async function optional<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    return undefined;
  }
}

async function statedLicence(
  hub: HubData,
  dataset: string,
  config: string,
  splits: readonly Split[],
  signal: AbortSignal,
): Promise<string | undefined> {
  if (splits[0]?.way !== 'viewer') return undefined;
  const info = await optional(async () => infoSchema.parse(await hub.viewer('/info', { dataset, config }, signal)));
  const licence = info?.dataset_info['license'];
  return typeof licence === 'string' && licence.trim() !== '' ? licence.trim() : undefined;
}

function cardFacts(
  { cardData, tags, gated, private: isPrivate, description }: (typeof repoSchema)['_output'],
  ofData: string | undefined,
): CardFacts {
  const licences = [
    ...texts(cardData?.['license']).map((licence) => ({ licence, from: 'the card' })),
    ...(tags ?? []).flatMap((tag) => (tag.startsWith('license:') ? [{ licence: tag.slice(8), from: 'the tags' }] : [])),
    ...(ofData === undefined ? [] : [{ licence: ofData, from: 'the data’s own description' }]),
  ];
  return {
    licences,
    gated: gated === 'manual' ? 'manual' : gated === false || gated === undefined || gated === null ? 'no' : 'auto',
    isPrivate: isPrivate === true,
    languages: texts(cardData?.['language']),
    tags: (tags ?? []).slice(0, 50),
    ...(description === undefined || description === null ? {} : { description: description.trim().slice(0, 1000) }),
  };
}

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

/** Each file is opened once, and closed with the data set. */
class OpenFiles {
  readonly #hub: HubData;
  readonly #opened = new Map<string, Promise<ByteSource>>();

  constructor(hub: HubData) {
    this.#hub = hub;
  }

  open(url: string, signal: AbortSignal): Promise<ByteSource> {
    const known = this.#opened.get(url) ?? this.#hub.file(url, signal);
    this.#opened.set(url, known);
    known.catch(() => this.#opened.delete(url));
    return known;
  }

  async close(): Promise<void> {
    for (const opened of this.#opened.values()) await (await opened.catch(() => undefined))?.close?.();
  }
}
