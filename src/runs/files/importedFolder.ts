/** The files of an imported run but its points: what its log tells, and nothing that it does not. */
import { constants } from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import type { RunId } from '../../base/ids.ts';
import { hideSecrets, redactValue } from '../../base/redact.ts';
import { declaredSettings } from '../declaredSettings.ts';
import { type RunPaths, writeWhole } from '../folder.ts';
import type { ExitFile } from '../folderSchema.ts';
import { type RunSpec, runFolderVersion } from '../run.ts';
import type { LoggedRun } from './loggedRuns.ts';
import { metricFormats, type RunFacts } from './metricReader.ts';
import type { WrittenPoints } from './pointsWriter.ts';

export interface ImportedRun {
  readonly id: RunId;
  readonly name: string;
  readonly logged: LoggedRun;
  /** Absolute, links followed. */
  readonly place: string;
  readonly facts: RunFacts;
  readonly written: WrittenPoints;
  readonly notes: readonly string[];
  readonly nowMs: number;
}

/** Larger console logs of other tools stay where they are. */
const maxOutputBytes = 256 * 1024 * 1024;
const maxHyperparameters = 500;
const maxTextLength = 500;

export async function writeImported(paths: RunPaths, run: ImportedRun): Promise<void> {
  const { facts, written } = run;
  await writeWhole(paths.spec, `${JSON.stringify(await specOf(run), undefined, 2)}\n`);
  await writeWhole(
    paths.state,
    stateLines(run)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
  if (facts.output !== undefined) await copyOutput(facts.output, paths.console);
  const exit: ExitFile = {
    v: runFolderVersion,
    code: facts.exitCode ?? null,
    signal: null,
    endedMs: facts.endedMs ?? written.lastMs,
    ...(facts.failure === undefined ? {} : { reason: facts.failure }),
    pointCount: written.pointCount,
    metrics: written.metrics,
  };
  await writeWhole(paths.exit, `${JSON.stringify(exit)}\n`);
}

async function specOf({ id, name, logged, place, facts, written }: ImportedRun): Promise<RunSpec> {
  const hyperparameters = await settingsOf(logged, facts);
  const args = Object.entries(hyperparameters).map(([key, value]) => `--${key.split('.').at(-1) ?? key}=${value}`);
  const settings = declaredSettings({ args, script: '' });
  return {
    v: runFolderVersion,
    id,
    name: name.slice(0, maxTextLength),
    createdMs: facts.createdMs ?? written.firstMs,
    origin: { by: 'person' },
    target: 'imported',
    argv: [],
    imported: {
      from: fromText(logged),
      path: place,
      ...(logged.part === undefined ? {} : { part: logged.part }),
      ...(Object.keys(hyperparameters).length === 0 ? {} : { hyperparameters }),
    },
    cwd: '',
    script: '',
    interpreter: { path: '', version: '', origin: '' },
    env: {},
    code: { commit: undefined, isDirty: false, scriptSha256: '' },
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  };
}

async function settingsOf(logged: LoggedRun, facts: RunFacts): Promise<Readonly<Record<string, string>>> {
  const all = [...(facts.hyperparameters ?? []), ...(await logged.hyperparameters())].slice(0, maxHyperparameters);
  // First hidden, then cut: half a secret would not be recognised.
  const hidden = Object.entries(redactValue(hideSecrets, Object.fromEntries(all)));
  return Object.fromEntries(hidden.map(([name, value]) => [name, value.slice(0, maxTextLength)]));
}

function fromText({ formats }: LoggedRun): string {
  return formats.map((format) => metricFormats[format]).join(' and ');
}

function stateLines({ logged, place, facts, written, notes, nowMs }: ImportedRun): readonly object[] {
  const text = [
    `Imported from ${fromText(logged)}: ${place}.`,
    ...(facts.isUnproven === true ? ['This format is read as it is documented; it was not compared with files of the real program.'] : []),
    ...notes,
  ].join(' ');
  const hasFailed = facts.failure !== undefined || (facts.exitCode ?? 0) !== 0;
  return [
    ...(facts.createdMs === undefined ? [] : [{ atMs: facts.createdMs, status: 'running' }]),
    { atMs: nowMs, note: 'imported', text },
    { atMs: facts.endedMs ?? written.lastMs, status: hasFailed ? 'failed' : 'done' },
  ];
}

async function copyOutput(from: string, to: string): Promise<void> {
  const info = await stat(from).catch(() => undefined);
  if (info?.isFile() !== true || info.size > maxOutputBytes) return;
  // What another tool kept of the output is a welcome extra: the run is imported without it.
  await copyFile(from, to, constants.COPYFILE_FICLONE).catch(() => undefined);
}
