/** Makes runs of what other tools left in folders: TensorBoard, Lightning, Keras, Ultralytics, transformers, W&B, trackio, MLflow. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { PracticumError } from '../base/errors.ts';
import { type FindLimits, findLogs, logAt } from './files/findLogs.ts';
import { type ImportOutcome, importRun } from './files/importedRun.ts';
import { KnownImports } from './files/knownImports.ts';
import { type LoggedRun, loggedRuns } from './files/loggedRuns.ts';

export interface ImportRequest {
  /** Folders or files, absolute. */
  readonly paths: readonly string[];
  /** Where the workspace's runs lie; new ones are made in the first. */
  readonly runsFolders: readonly [string, ...string[]];
  readonly nowMs: number;
  readonly signal: AbortSignal;
  readonly limits?: FindLimits;
  onProgress?(progress: ImportProgress): void;
}

export interface ImportProgress {
  readonly done: number;
  readonly total: number;
  /** The run that is read now. */
  readonly name: string;
}

export interface ImportReport {
  readonly outcomes: readonly ImportOutcome[];
  /** For people: what could not be read, once for each cause. */
  readonly notes: readonly string[];
}

export class NothingToImport extends PracticumError {
  constructor(paths: readonly string[]) {
    super('nothing-to-import', `There are no training logs in ${paths.join(', ')}.`, {
      hint: 'TensorBoard event files, metrics.csv, JSON lines with a step, trainer_state.json, offline runs of W&B, and the stores of trackio and MLflow are read.',
    });
  }
}

export class NoSuchPath extends PracticumError {
  constructor(place: string) {
    super('no-such-path', `There is no ${place}.`, { hint: 'Give a folder or a file with training logs.' });
  }
}

const usualLimits: FindLimits = { depth: 12, entries: 200_000 };

/**
 * One run after the other; what cannot be read becomes a note, and the rest is imported. Whatever was imported before is not imported
 * again. Throws NoSuchPath, NothingToImport, the signal's reason, and what the system says when the workspace cannot be written.
 */
export async function importRuns(request: ImportRequest): Promise<ImportReport> {
  const { paths, runsFolders, nowMs, signal, limits = usualLimits } = request;
  const notes: string[] = [];
  const onNote = (note: string): void => {
    if (!notes.includes(note)) notes.push(note);
  };
  const found: LoggedRun[] = [];
  for (const place of paths) found.push(...(await runsIn(place, limits, signal, onNote)));
  const outcomes: ImportOutcome[] = [];
  if (found.length > 0) {
    const known = await KnownImports.of(runsFolders);
    for (const logged of found) {
      signal.throwIfAborted();
      request.onProgress?.({ done: outcomes.length, total: found.length, name: logged.name });
      outcomes.push(await importRun(logged, { runs: runsFolders[0], known, nowMs, signal, onNote }));
    }
  } else if (notes.length === 0) throw new NothingToImport(paths);
  return { outcomes, notes };
}

async function runsIn(
  place: string,
  limits: FindLimits,
  signal: AbortSignal,
  onNote: (note: string) => void,
): Promise<readonly LoggedRun[]> {
  const info = await stat(place).catch(() => undefined);
  if (info === undefined) throw new NoSuchPath(place);
  if (!info.isDirectory()) {
    const log = await logAt(place);
    return log === undefined ? [] : loggedRuns(path.dirname(log.path), [log], onNote);
  }
  const { logs, isCut } = await findLogs(place, limits, signal);
  if (isCut) {
    onNote(
      `${place} is too large to be searched whole: ${limits.entries.toLocaleString('en')} files, ${limits.depth} folders deep, were looked at. Import its parts one by one.`,
    );
  }
  return loggedRuns(place, logs, onNote);
}
