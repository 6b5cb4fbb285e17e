import type { Picture } from '../../base/picture.ts';
import type { Mention } from '../events.ts';
import type { ToldCall } from './story.ts';

/** What a conversation that others may read tells of calls and of mentioned files: bounded, and of files of secrets their names only. */

/** Of a result: a conversation is looked at, and what tools printed is the bulk of it. */
const maxResultChars = 8_000;
const maxArgumentsChars = 32_000;

/** By its name, whether a file may hold secrets. What such a file held has no secret’s shape, so nothing of it is told. */
export type IsSecretPath = (path: string) => boolean;

export interface GuardedCall {
  readonly argumentsJson: string;
  /** Undefined: it never ended. */
  readonly result: string | undefined;
}

export function guardedCall({ argumentsJson, end }: ToldCall, isSecretPath: IsSecretPath): GuardedCall {
  const secret = namedFiles(argumentsJson).find(isSecretPath);
  if (secret === undefined) return { argumentsJson: bounded(argumentsJson, maxArgumentsChars), result: end && toldResult(end) };
  const leftOut = `[left out: ${secret} may hold secrets]`;
  return { argumentsJson: JSON.stringify({ left_out: leftOut }), result: end && leftOut };
}

function toldResult({ content, pictures = [] }: NonNullable<ToldCall['end']>): string {
  return [bounded(content, maxResultChars), ...pictures.map(pictureLeftOut)].join('\n');
}

/** Nobody can look into a picture for secrets: none of them is handed to others. */
function pictureLeftOut({ label, width, height }: Picture): string {
  return `[picture left out: ${label}, ${width} × ${height} pixels]`;
}

export function guardedMention({ path, firstLine, lastLine, text, picture }: Mention, isSecretPath: IsSecretPath): string {
  if (picture !== undefined) return `@${path}\n${pictureLeftOut(picture)}`;
  const lines = firstLine === undefined ? '' : `:${firstLine}-${lastLine ?? firstLine}`;
  const shown = isSecretPath(path) ? '[left out: it may hold secrets]' : text;
  return `@${path}${lines}${shown === undefined ? '' : `\n${shown}`}`;
}

/** Whatever may name a file: what stands under the name of a path, what looks like one, and such words of a command. */
function namedFiles(argumentsJson: string): readonly string[] {
  try {
    return pathsIn(JSON.parse(argumentsJson), '');
  } catch {
    return wordsOf(argumentsJson); // cut off by the model, or none
  }
}

function pathsIn(value: unknown, field: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, field));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([name, item]) => pathsIn(item, name));
  if (typeof value !== 'string') return [];
  if (/path|file|folder|script/i.test(field)) return [value];
  if (/command|code|args/i.test(field)) return wordsOf(value);
  // A text, such as what is written to a file, names files without holding what is in them.
  return value.includes('\n') ? [] : [value].filter(looksLikePath);
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s"'`=:;,|&<>()[\]{}$]+/).filter(looksLikePath);
}

/** “token” is a word of every script; `./token` and `.env` are files. */
function looksLikePath(word: string): boolean {
  return /[./\\]/.test(word);
}

function bounded(text: string, maxChars: number): string {
  const left = text.length - maxChars;
  return left <= 0 ? text : `${text.slice(0, maxChars).toWellFormed()}\n[… ${left.toLocaleString('en')} characters left out …]`;
}
