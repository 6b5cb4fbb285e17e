/** What a safetensors file says at its beginning: tensors with shape and dtype, never their values (safetensors' README, “Format”). */
import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';
import { type FileName, openFile, readRange } from './files.ts';

export interface SafetensorsHeader {
  readonly tensors: readonly TensorHeader[];
  readonly metadata: Readonly<Record<string, string>>;
}

export interface TensorHeader {
  readonly name: string;
  /** `F32`, `BF16`, `F8_E4M3`, `U8`, … */
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly parameters: number;
  readonly bytes: number;
}

export interface WeightsSummary {
  readonly files: readonly string[];
  readonly tensors: number;
  readonly parameters: number;
  readonly parametersByDtype: Readonly<Record<string, number>>;
  /** Of the tensors. */
  readonly bytes: number;
  readonly metadata: Readonly<Record<string, string>>;
}

export class BadHeader extends PracticumError {
  constructor(path: string, why: string) {
    super('hub-bad-header', `The header of ${path} is not believed: ${why}.`, {
      hint: 'The file may be damaged or made to do harm. Do not load it; choose another one.',
    });
  }
}

/** The format allows 100 MB; real ones have a few. */
const longestHeader = 25 * 2 ** 20;
/** Most fit into one question. */
const usualHeader = 64 * 1024;
const mostShards = 200;
const shardsAtOnce = 4;

const tensorSchema = whenUsed(() =>
  z.object({
    dtype: z.string().regex(/^[A-Z][A-Z0-9_]{0,19}$/),
    shape: z.array(z.int().min(0)).max(32),
    data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
  }),
);
const headerSchema = z.record(z.string(), z.unknown());
const metadataSchema = z.record(z.string(), z.string()).catch({});

/** One file's. Throws BadHeader. */
export async function readSafetensorsHeader(hub: HubClient, file: FileName, signal?: AbortSignal): Promise<SafetensorsHeader> {
  const head = await readRange(hub, file, 0, usualHeader, signal);
  if (head.length < 8) throw new BadHeader(file.path, 'the file is shorter than a header');
  const length = Number(new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true));
  if (length > longestHeader) throw new BadHeader(file.path, `it says that it is ${sizeWords(length)} long`);
  const rest = 8 + length > head.length ? await readRange(hub, file, head.length, 8 + length, signal) : new Uint8Array();
  const bytes = Buffer.concat([head.subarray(8, 8 + length), rest]);
  if (bytes.length < length) throw new BadHeader(file.path, `it says ${length} bytes and the file ends after ${bytes.length}`);
  return parseSafetensorsHeader(bytes, file.path);
}

export function parseSafetensorsHeader(bytes: Uint8Array, path: string): SafetensorsHeader {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new BadHeader(path, 'it is no JSON');
  }
  const header = headerSchema.safeParse(json);
  if (!header.success) throw new BadHeader(path, 'it is no object');
  const { __metadata__: metadata, ...entries } = header.data;
  return { tensors: Object.entries(entries).map(([name, entry]) => tensorOf(name, entry, path)), metadata: metadataSchema.parse(metadata) };
}

function tensorOf(name: string, entry: unknown, path: string): TensorHeader {
  const read = tensorSchema.safeParse(entry);
  if (!read.success) throw new BadHeader(path, `the entry of “${name.slice(0, 80)}” has no dtype, shape or place`);
  const { dtype, shape, data_offsets } = read.data;
  const parameters = shape.reduce((product, size) => product * size, 1);
  const bytes = data_offsets[1] - data_offsets[0];
  if (!Number.isSafeInteger(parameters) || bytes < 0) throw new BadHeader(path, `“${name.slice(0, 80)}” has an impossible size`);
  return { name, dtype, shape, parameters, bytes };
}

/** All weights of a repository, however many files they are in. `files`: the list of the repository. Undefined: it has none in this format. */
export async function readSafetensors(
  hub: HubClient,
  at: Omit<FileName, 'path'>,
  files: readonly string[],
  signal?: AbortSignal,
): Promise<WeightsSummary | undefined> {
  const paths = await weightFiles(hub, at, files, signal);
  if (paths.length === 0) return undefined;
  const headers: SafetensorsHeader[] = [];
  for (let first = 0; first < paths.length; first += shardsAtOnce) {
    const some = paths.slice(first, first + shardsAtOnce);
    headers.push(...(await Promise.all(some.map((path) => readSafetensorsHeader(hub, { ...at, path }, signal)))));
  }
  return summaryOf(paths, headers);
}

export function summaryOf(files: readonly string[], headers: readonly SafetensorsHeader[]): WeightsSummary {
  const tensors = headers.flatMap((header) => header.tensors);
  const parametersByDtype: Record<string, number> = {};
  for (const { dtype, parameters } of tensors) parametersByDtype[dtype] = (parametersByDtype[dtype] ?? 0) + parameters;
  return {
    files,
    tensors: tensors.length,
    parameters: tensors.reduce((sum, one) => sum + one.parameters, 0),
    parametersByDtype,
    bytes: tensors.reduce((sum, one) => sum + one.bytes, 0),
    metadata: headers[0]?.metadata ?? {},
  };
}

const indexSchema = z.object({ weight_map: z.record(z.string(), z.string()) });
const longestIndex = 16 * 2 ** 20;

/** Names as `transformers` and `diffusers` give them; else whatever lies at the top of the repository. */
async function weightFiles(
  hub: HubClient,
  at: Omit<FileName, 'path'>,
  files: readonly string[],
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const all = files.filter((path) => path.endsWith('.safetensors'));
  const single = ['model.safetensors', 'adapter_model.safetensors', 'diffusion_pytorch_model.safetensors'].find((path) =>
    all.includes(path),
  );
  if (single !== undefined) return [single];
  const index = files.find((path) => /^[^/]+\.safetensors\.index\.json$/.test(path));
  if (index === undefined) return all.filter((path) => !path.includes('/')).slice(0, mostShards);
  const read = indexSchema.safeParse(await jsonFile(hub, { ...at, path: index }, signal));
  if (!read.success) throw new BadHeader(index, 'it does not say which tensor lies in which file');
  const shards = [...new Set(Object.values(read.data.weight_map))].filter((path) => all.includes(path)).sort();
  if (shards.length > mostShards) throw new BadHeader(index, `it names ${shards.length} files`);
  return shards;
}

async function jsonFile(hub: HubClient, file: FileName, signal?: AbortSignal): Promise<unknown> {
  const { response } = await openFile(hub, file, { signal });
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > longestIndex) throw new BadHeader(file.path, `it is longer than ${sizeWords(longestIndex)}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new BadHeader(file.path, 'it is no JSON');
  }
}

function sizeWords(bytes: number): string {
  return bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GB` : `${Math.round(bytes / 2 ** 20)} MB`;
}
