/** The facts of a repository, line by line. What its author declares is marked as that. */
import type { RepoInfo } from '../hub/repoInfo.ts';
import { countText, dayText, oneLine, rowsWithin, sizeText } from './lookups.ts';

const toldFiles = 12;
const toldTags = 25;
/** Of a card's metadata, what says something for training and publishing. */
const toldMetadata = [
  'license',
  'language',
  'base_model',
  'datasets',
  'metrics',
  'task_categories',
  'size_categories',
  'configs',
  'pipeline_tag',
  'library_name',
  'tags',
];
const toldConfig = ['model_type', 'architectures', 'quantization_config', 'peft', 'tokenizer_config'];

export function overviewRows(info: RepoInfo, page: string): string {
  const { sha, license, task, library, sdk, stage, downloads, likes, createdAt, lastModified, usedBytes } = info;
  const rows = [
    `${page} · commit ${sha ?? 'unknown'}`,
    line('Access', accessOf(info)),
    line('Licence', license ?? 'not declared'),
    line('Task', [task, library, sdk, stage].filter((word) => word !== undefined).join(' · ')),
    line('Parameters', parametersOf(info)),
    line('Used', [count(downloads, 'downloads'), count(likes, 'likes')].filter((word) => word !== '').join(' · ')),
    line('Dates', [date('created', createdAt), date('changed', lastModified)].filter((word) => word !== '').join(' · ')),
    line('Size', usedBytes === undefined ? '' : sizeText(usedBytes)),
    line('Files', filesOf(info)),
    line('Tags', oneLine(info.tags.slice(0, toldTags).join(', '), 800)),
    line('Config', oneLine(told(info.config, toldConfig), 500)),
    line('GGUF', info.gguf === undefined ? '' : oneLine(told(info.gguf, ['architecture', 'context_length', 'total']), 300)),
    line('Card says', oneLine(told(info.card, toldMetadata), 1_200)),
    line('Evaluations', oneLine(evaluationsOf(info.card['model-index']), 1_500)),
  ];
  return rowsWithin(
    rows.filter((row) => row !== ''),
    () => '…',
  );
}

function line(name: string, words: string): string {
  return words === '' ? '' : `${name}: ${words}`;
}

function accessOf({ isPrivate, isDisabled, gated }: RepoInfo): string {
  const words = [
    isPrivate ? 'private' : 'public',
    ...(gated === undefined
      ? []
      : [`gated (${gated === 'auto' ? 'conditions must be accepted on its page' : 'its owner lets people in one by one'})`]),
    ...(isDisabled ? ['disabled by the Hub'] : []),
  ];
  return words.join(', ');
}

function parametersOf({ parameters, parametersByDtype = {} }: RepoInfo): string {
  const kinds = Object.entries(parametersByDtype).map(([dtype, size]) => `${dtype} ${countText(size)}`);
  if (parameters === undefined && kinds.length === 0) return '';
  return `${parameters === undefined ? '' : `${countText(parameters)} (${parameters})`}${kinds.length === 0 ? '' : ` · ${kinds.join(', ')}`}`;
}

function filesOf({ files }: RepoInfo): string {
  const named = files.slice(0, toldFiles).map(({ path, bytes }) => `${path}${bytes === undefined ? '' : ` (${sizeText(bytes)})`}`);
  return files.length === 0 ? '' : `${files.length}: ${named.join(', ')}${files.length > toldFiles ? ', …' : ''}`;
}

function told(object: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  return names
    .filter((name) => object[name] !== undefined && object[name] !== null)
    .map((name) => `${name}=${typeof object[name] === 'string' ? object[name] : JSON.stringify(object[name])}`)
    .map((words) => oneLine(words, 300))
    .join('; ');
}

/** `model-index` as the Hub defines it: results of tasks on data sets, as the author measured them. */
function evaluationsOf(index: unknown): string {
  const rows = listIn(index).flatMap((model) =>
    listIn(fieldOf(model, 'results')).flatMap((result) =>
      listIn(fieldOf(result, 'metrics')).map(
        (metric) =>
          `${textOf(fieldOf(fieldOf(result, 'dataset'), 'name'))} ${textOf(fieldOf(metric, 'type'))}=${textOf(fieldOf(metric, 'value'))}`,
      ),
    ),
  );
  return rows.slice(0, 20).join('; ');
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '?');
}

function count(number: number | undefined, of: string): string {
  return number === undefined ? '' : `${countText(number)} ${of}`;
}

function date(what: string, text: string | undefined): string {
  return text === undefined ? '' : `${what} ${dayText(text)}`;
}
