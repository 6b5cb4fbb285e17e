/** What is known of a process or folder that becomes a run of the workspace without having been started here. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import type { RunId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { hideSecrets, redactValue } from '../base/redact.ts';
import { codeIdentity } from './codeIdentity.ts';
import { declaredSettings } from './declaredSettings.ts';
import { factsOf, type ProcessFacts } from './processFacts.ts';
import { readTrainingWords } from './readTrainingWords.ts';
import { type Adopted, type RunSpec, runFolderVersion } from './run.ts';

/** What somebody wants to watch. Paths are absolute. */
export type AdoptRequest =
  /** `log`: the file that its output also goes to, where the system does not tell it. */
  | { readonly kind: 'process'; readonly pid: number; readonly log?: string; readonly name?: string }
  | { readonly kind: 'folder'; readonly folder: string; readonly name?: string };

/** Watching executes nothing. */
export function adoptEffects(request: AdoptRequest): readonly Effect[] {
  if (request.kind === 'folder') return [{ kind: 'read', path: request.folder }];
  return [{ kind: 'record', what: 'runs' }, ...(request.log === undefined ? [] : [{ kind: 'read', path: request.log } as const])];
}

export class CannotAdopt extends PracticumError {
  constructor(message: string, hint: string, cause?: unknown) {
    super('cannot-adopt', message, { hint, cause });
  }
}

/** The spec of the new run, and the workspace folder that keeps it. Throws CannotAdopt with the next step. */
export async function adoptRun(
  request: AdoptRequest,
  roots: readonly string[],
  nowMs: number,
): Promise<{ readonly spec: RunSpec; readonly root: string }> {
  const [first] = roots;
  if (first === undefined) throw new CannotAdopt('No folder is open, so there is nowhere to keep a run.', 'Open a folder first.');
  const { spec, place } = request.kind === 'folder' ? await folderSpec(request, nowMs) : await processSpec(request, nowMs);
  const root = roots.filter((each) => isInside(each, place)).sort((a, b) => b.length - a.length)[0] ?? first;
  return { spec, root };
}

function isInside(root: string, place: string): boolean {
  const way = path.relative(root, place);
  return !way.startsWith('..') && !path.isAbsolute(way);
}

interface Made {
  readonly spec: RunSpec;
  readonly place: string;
}

async function folderSpec({ folder, name }: Extract<AdoptRequest, { kind: 'folder' }>, nowMs: number): Promise<Made> {
  const real = await realpath(folder).catch(() => folder);
  const info = await stat(real).catch(() => undefined);
  if (info?.isDirectory() !== true)
    throw new CannotAdopt(
      `There is no folder ${folder}.`,
      'Give the folder that the training writes its logs into, or its process number.',
    );
  const adopted: Adopted = { kind: 'folder', folder: real };
  return { spec: { ...bare(nowMs, name ?? path.basename(real), adopted), argv: [real], cwd: real, script: '' }, place: real };
}

async function processSpec({ pid, log, name }: Extract<AdoptRequest, { kind: 'process' }>, nowMs: number): Promise<Made> {
  const facts = await factsOf(pid);
  if (facts === undefined)
    throw new CannotAdopt(
      `There is no process ${pid} that could be looked at.`,
      'Give the number of a running process of yours: pgrep -af python shows them.',
    );
  if (facts.run !== undefined)
    throw new CannotAdopt(`The process ${pid} belongs to a run already: ${facts.run}.`, `See practicum runs show ${facts.run}.`);
  const output = log === undefined ? facts.output : { file: log, from: 0 };
  if (log !== undefined && (await stat(log).catch(() => undefined))?.isFile() !== true)
    throw new CannotAdopt(`There is no file ${log}.`, 'Give the file that the output of the process is written to.');
  const script = await scriptOf(facts);
  const words = await readTrainingWords(script, facts.argv.slice(1), facts.cwd);
  const adopted: Adopted = {
    kind: 'process',
    pid,
    ...(facts.start === undefined ? {} : { start: facts.start }),
    ...(output === undefined ? {} : { output: output.file, from: output.from }),
  };
  const usual = script === '' ? path.basename(facts.argv[0] ?? String(pid)) : path.parse(script).name;
  return {
    spec: {
      ...bare(nowMs, name ?? usual, adopted),
      // Somebody else's command line may hold a key; this record does not.
      argv: redactValue(hideSecrets, facts.argv),
      cwd: facts.cwd,
      script,
      interpreter: { path: facts.program, version: '', origin: 'adopted' },
      ...(script === '' ? {} : { code: await codeIdentity(script) }),
      settings: redactValue(hideSecrets, declaredSettings(words)),
    },
    place: facts.cwd,
  };
}

/** The Python file among its words; empty where there is none. */
async function scriptOf({ argv, cwd }: ProcessFacts): Promise<string> {
  for (const word of argv.slice(1)) {
    if (!word.endsWith('.py')) continue;
    const file = path.resolve(cwd, word);
    if ((await stat(file).catch(() => undefined))?.isFile() === true) return file;
  }
  return '';
}

function bare(nowMs: number, name: string, adopted: Adopted): Omit<RunSpec, 'argv' | 'cwd' | 'script'> {
  return {
    v: runFolderVersion,
    id: newId<RunId>('run', nowMs),
    name,
    createdMs: nowMs,
    origin: { by: 'person' },
    target: 'adopted',
    adopted,
    interpreter: { path: '', version: '', origin: 'adopted' },
    env: {},
    code: { commit: undefined, isDirty: false, scriptSha256: '' },
  };
}
