/** Reads and writes the files of the stages. What a person's editor or git left in one that cannot be read is said with its line, and such a file is never written over. */
import * as z from 'zod';
import { InvariantBroken, PracticumError } from '../../base/errors.ts';
import { type JsonNode, parseSpans } from '../../workspace/jsonSpans.ts';
import { readLooseJson } from '../plan/looseJson.ts';
import { stagesVersion } from './fields.ts';
import { analysisFileName, stageFileName } from './names.ts';
import { type StageRecords, stageNames, stageSchemas } from './records.ts';
import { unitHashes } from './units.ts';

/** The files in a paper's folder, by their names below it: `spec.json`, `analysis/src__model.py.md`. */
export interface StageFiles {
  /** Undefined where there is none. */
  read(name: string): Promise<string | undefined>;
  write(name: string, text: string): Promise<void>;
  /** Names of all there are. */
  list?(): Promise<readonly string[]>;
}

export type KeptStage = keyof StageRecords;

export { analysisFileName, stageFileName };

/** Undefined where the stage has not been made. Throws `stage-unreadable`, `stage-newer`. */
export async function readStage<Name extends KeptStage>(files: StageFiles, stage: Name): Promise<StageRecords[Name] | undefined> {
  const text = await files.read(stageFileName(stage));
  return text === undefined ? undefined : parseStage(stage, text);
}

/** What the file says now, with what Practicum wrote noted in it. Throws what `readStage` throws where the file that is there cannot be read. */
export async function writeStage<Name extends KeptStage>(
  files: StageFiles,
  stage: Name,
  record: StageRecords[Name],
): Promise<StageRecords[Name]> {
  await readStage(files, stage);
  const noted = withWritten(record);
  const text = formatStage(stage, noted);
  await files.write(stageFileName(stage), text);
  return noted;
}

/** `path`: how the file is called in what is said. Throws `stage-unreadable`, `stage-newer`. */
export function parseStage<Name extends KeptStage>(stage: Name, given: string, path = stageFileName(stage)): StageRecords[Name] {
  const text = given.replace(/^\u{feff}/u, '');
  const conflict = /^(?:<{7}|={7}$|>{7})/mu.exec(text);
  if (conflict !== null)
    throw unreadable(path, `line ${lineAt(text, conflict.index)} is a conflict mark of git`, 'Choose between the two sides, then go on.');
  const value = jsonOf(text, path);
  const version = fieldOf(value, 'v');
  if (typeof version === 'number' && Number.isInteger(version) && version > stagesVersion)
    throw new PracticumError(
      'stage-newer',
      `${path} was written by a newer Practicum (version ${version}; this one reads ${stagesVersion}).`,
      {
        hint: 'Update Practicum; the file is left as it is.',
      },
    );
  const own = fieldOf(value, 'stage');
  if (own !== stage && typeof own === 'string' && stageNames.some((name) => name === own))
    throw unreadable(path, `it holds the stage “${own}”`, `Give it the name ${stageFileName(own)}.`);
  const judged = stageSchemas[stage].safeParse(value);
  if (judged.success) return judged.data as StageRecords[Name];
  throw unreadable(path, problemsOf(judged.error, text), 'docs/formats.md says what may stand there.');
}

/** The same for the same record, whatever order its fields had: made to be read, changed by hand and merged. */
export function formatStage<Name extends KeptStage>(stage: Name, record: StageRecords[Name]): string {
  const judged = stageSchemas[stage].safeParse(record);
  if (!judged.success) throw new InvariantBroken(`${stageFileName(stage)} would not be read again: ${z.prettifyError(judged.error)}`);
  return `${JSON.stringify(lastWritten(judged.data), sortedRecords, 2)}\n`;
}

function withWritten<Record extends StageRecords[KeptStage]>(record: Record): Record {
  if (!('inputs' in record)) return record;
  return { ...record, written: Object.fromEntries(unitHashes(record, 'whole')) };
}

/** What people read stands first. */
function lastWritten(record: StageRecords[KeptStage]): object {
  if (!('inputs' in record)) return record;
  const { v, stage, inputs, written, ...said } = record;
  return { v, stage, ...said, inputs, written };
}

const recordFields = new Set(['inputs', 'written', 'register']);

function sortedRecords(this: unknown, key: string, value: unknown): unknown {
  if (!recordFields.has(key) || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const loose = readLooseJson(text);
    const lines = text.trimEnd().split('\n').length;
    if (text.trim() === '') throw unreadable(path, 'it is empty', 'Take it back from git, or delete it: its stage is then made again.');
    if (loose.kind === 'read' && loose.isCut)
      throw unreadable(
        path,
        `it stops in the middle of line ${lines}`,
        'Take it back from git, or delete it: its stage is then made again.',
      );
    const repairs = loose.kind === 'read' ? loose.repairs.slice(0, 3).join('; ') : '';
    const why = repairs === '' ? (error instanceof Error ? error.message : String(error)) : repairs;
    throw unreadable(path, `it is no JSON (${why})`, 'Mend it, or take it back from git.');
  }
}

function problemsOf(error: z.ZodError, text: string): string {
  const root = parseSpans(text);
  // A name that is written wrongly is missing under its right one too: the first says more.
  const problems = error.issues.flatMap((issue) => innermost(issue));
  const [first, ...others] = [...problems.filter(({ keys }) => keys !== undefined), ...problems.filter(({ keys }) => keys === undefined)];
  if (first === undefined) return 'it is of another form';
  const name = first.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  const place = name === '' ? '' : ` at ${name.replace(/^\./u, '')}`;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `line ${lineAt(text, startOf(root, first.path, first.keys))}${place}: ${first.message}${more}`;
}

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Fields that nobody knows. */
  readonly keys?: readonly string[];
}

/** Of a choice between forms, the one that goes furthest in. */
function innermost(issue: z.core.$ZodIssue): readonly Problem[] {
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `“${key}”`).join(', ');
    return [{ path: issue.path, keys: issue.keys, message: `${names} is not known there` }];
  }
  if (issue.code !== 'invalid_union') return [{ path: issue.path, message: issue.message }];
  const options = issue.errors.flatMap((errors) => errors.flatMap(innermost));
  const deepest = options.toSorted((a, b) => b.path.length - a.path.length)[0];
  if (deepest === undefined || (deepest.path.length === 0 && deepest.keys === undefined))
    return [{ path: issue.path, message: 'it has none of the forms that are allowed' }];
  return [{ ...deepest, path: [...issue.path, ...deepest.path] }];
}

function startOf(root: JsonNode, path: readonly PropertyKey[], keys: readonly string[] = []): number {
  let node = root;
  for (const part of [...path, ...keys.slice(0, 1)]) {
    const next =
      node.kind === 'array' && typeof part === 'number'
        ? node.items[part]
        : node.kind === 'object'
          ? node.members.findLast(({ name }) => name === part)?.value
          : undefined;
    if (next === undefined) break;
    node = next;
  }
  return node.start;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}

function unreadable(path: string, why: string, hint: string): PracticumError {
  return new PracticumError('stage-unreadable', `${path} cannot be read: ${why}.`, {
    hint: `${hint} It is not written until it can be read.`,
  });
}
