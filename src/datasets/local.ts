/** Files of the workspace as a data set: each a split of its own, named by its file. */
import type { ByteSource } from './bytes.ts';
import { FileTable } from './fileTable.ts';
import { ParquetSplit } from './parquet.ts';
import { type DataFileFormat, formatOf, splitOf } from './splitNames.ts';
import { type DataSet, DataSetError, type Split } from './table.ts';

export interface LocalFile {
  /** As the person knows it. */
  readonly label: string;
  open(): Promise<ByteSource>;
}

/** A file here is read at the speed of the disk: a sample may look at much of it. */
const sampleBytes = 512 * 2 ** 20;

/** Throws DataSetError for a file of which nobody knows how to read it. */
export async function openLocal(files: readonly LocalFile[], signal: AbortSignal): Promise<DataSet> {
  const [first] = files;
  if (first === undefined) throw new DataSetError('dataset-no-data', 'No file was given.', 'Name at least one file.');
  const opened: ByteSource[] = [];
  const close = async (): Promise<void> => {
    for (const source of opened.splice(0)) await source.close?.();
  };
  try {
    const notes: string[] = [];
    const splits: Split[] = [];
    for (const file of files) {
      const open = once(async () => {
        const source = await file.open();
        opened.push(source);
        return source;
      });
      const { split, note } = await splitOfFile(file.label, open, splits, signal);
      splits.push(split);
      if (note !== undefined) notes.push(`${file.label}: ${note}`);
    }
    return { name: files.map(({ label }) => label).join(', '), where: 'here', configs: [], splits, notes, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function splitOfFile(
  label: string,
  open: () => Promise<ByteSource>,
  others: readonly Split[],
  signal: AbortSignal,
): Promise<{ readonly split: Split; readonly note?: string | undefined }> {
  const name = uniqueName(splitOf(nameOf(label)) ?? stemOf(label), others);
  const format = formatOf(label) ?? (await sniffed(await open(), label, signal));
  if (format === 'parquet') return { split: new ParquetSplit({ name, files: [open], sampleBytes }) };
  // JSON lines are often called .json.
  const way = format === 'json' ? await jsonWay(await open(), signal) : format;
  const split = new FileTable({ name, way, label, open });
  return { split, note: await split.note(signal) };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function nameOf(label: string): string {
  return label.split(/[\\/]/).at(-1) ?? label;
}

function stemOf(label: string): string {
  return nameOf(label).replace(/\.[^.]+$/, '') || label;
}

function uniqueName(name: string, splits: readonly Split[]): string {
  for (let times = 1; ; times++) {
    const candidate = times === 1 ? name : `${name} ${times}`;
    if (!splits.some((split) => split.name === candidate)) return candidate;
  }
}

/** By its first bytes. */
async function sniffed(source: ByteSource, label: string, signal: AbortSignal): Promise<DataFileFormat> {
  const text = new TextDecoder('latin1').decode(await source.read(0, Math.min(4096, source.byteLength), signal));
  if (text.startsWith('PAR1')) return 'parquet';
  if (/^\s*\{/.test(text)) return 'jsonl';
  if (/^\s*\[/.test(text)) return 'json';
  throw new DataSetError(
    'dataset-format',
    `${label} is no data set that can be read.`,
    'Give a .csv, .tsv, .jsonl, .json or .parquet file.',
  );
}

/** A text that begins with an object and goes on with another one in the next line is JSON lines. */
export async function jsonWay(source: ByteSource, signal: AbortSignal): Promise<'json' | 'jsonl'> {
  const head = new TextDecoder('latin1').decode(await source.read(0, Math.min(1 << 16, source.byteLength), signal));
  const text = head.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (!text.startsWith('{')) return 'json';
  const [line = ''] = text.split('\n', 1);
  try {
    JSON.parse(line);
    return 'jsonl';
  } catch {
    return 'json';
  }
}
