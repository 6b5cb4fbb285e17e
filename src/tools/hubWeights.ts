/** What the weights of a repository are, from the headers of its files: a few kilobytes of many gigabytes. */
import { PracticumError } from '../base/errors.ts';
import type { HubClient } from '../hub/client.ts';
import { type GgufHead, type GgufValue, readGgufHead } from '../hub/gguf.ts';
import { repoPage } from '../hub/repoId.ts';
import type { RepoInfo } from '../hub/repoInfo.ts';
import { readSafetensors, readSafetensorsHeader, type SafetensorsHeader, summaryOf, type WeightsSummary } from '../hub/safetensors.ts';
import { countText, oneLine, rowsWithin, sizeText } from './lookups.ts';

class NoWeights extends PracticumError {
  constructor(place: string, others: readonly string[]) {
    super('hub-no-weights', `${place} has no safetensors or GGUF file whose header could be read.`, {
      hint:
        others.length === 0
          ? 'Look at its files.'
          : `It has ${others.slice(0, 5).join(', ')}: formats that run code when loaded, and say nothing before.`,
    });
  }
}

/** Of one file, or of all that make up the model. */
export async function weightsOf(hub: HubClient, { repo, sha, files }: RepoInfo, path: string, signal: AbortSignal): Promise<string> {
  const at = { repo, revision: sha ?? 'main' };
  const place = `${repoPage('', repo).slice(1)}@${at.revision}`;
  if (path.endsWith('.gguf')) return ggufRows(`${place}:${path}`, await readGgufHead(hub, { ...at, path }, signal));
  if (path !== '') {
    const header = await readSafetensorsHeader(hub, { ...at, path }, signal);
    return rowsWithin([...summaryRows(place, summaryOf([path], [header])), ...tensorRows(header)], (left) => `… ${left} more tensors`);
  }
  const summary = await readSafetensors(
    hub,
    at,
    files.map((file) => file.path),
    signal,
  );
  if (summary !== undefined) return summaryRows(place, summary).join('\n');
  const ggufs = files.filter((file) => file.path.endsWith('.gguf'));
  if (ggufs.length === 0)
    throw new NoWeights(
      place,
      files.map((file) => file.path).filter((name) => /\.(?:bin|pt|pth|ckpt|h5|msgpack|pkl)$/.test(name)),
    );
  const rows = ggufs.map((file) => `- ${file.path}${file.bytes === undefined ? '' : ` · ${sizeText(file.bytes)}`}`);
  return rowsWithin([`${place}: GGUF files; give path for the header of one`, ...rows], (left) => `… ${left} more`);
}

function summaryRows(place: string, { files, tensors, parameters, parametersByDtype, bytes, metadata }: WeightsSummary): readonly string[] {
  const kinds = Object.entries(parametersByDtype).map(([dtype, count]) => `${dtype} ${countText(count)} (${count})`);
  return [
    `${place}: ${countText(parameters)} parameters (${parameters}) in ${tensors} tensors, ${sizeText(bytes)}, from the headers of ${files.length} ${files.length === 1 ? 'file' : 'files'}`,
    `By dtype: ${kinds.join(', ')}`,
    `Files: ${oneLine(files.join(', '), 600)}`,
    ...(Object.keys(metadata).length === 0 ? [] : [`Metadata: ${oneLine(JSON.stringify(metadata), 400)}`]),
  ];
}

function tensorRows({ tensors }: SafetensorsHeader): readonly string[] {
  return tensors.map(({ name, dtype, shape }) => `- ${oneLine(name, 150)} ${dtype} [${shape.join(', ')}]`);
}

function ggufRows(place: string, { version, metadata, tensors, parameters, parametersByType }: GgufHead): string {
  const kinds = Object.entries(parametersByType).map(([type, count]) => `${type} ${countText(count)}`);
  const pairs = Object.entries(metadata).map(([key, value]) => `- ${oneLine(key, 120)}: ${oneLine(valueText(value), 200)}`);
  const head = `${place}: GGUF ${version}, ${countText(parameters)} parameters (${parameters}) in ${tensors} tensors: ${kinds.join(', ')}`;
  return rowsWithin([head, ...pairs], (left) => `… ${left} more pairs`);
}

function valueText(value: GgufValue): string {
  if (typeof value !== 'object') return String(value);
  return `${value.length} values: ${value.first.map(valueText).join(', ')}${value.length > value.first.length ? ', …' : ''}`;
}
