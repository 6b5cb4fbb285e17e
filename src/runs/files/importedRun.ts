/** Makes the folder of one imported run. It is made whole beside the runs and then put in its place, so nobody sees half of it. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemErrorCode } from '../../base/errors.ts';
import type { RunId } from '../../base/ids.ts';
import { newId } from '../../base/newId.ts';
import { hideSecrets, redactValue } from '../../base/redact.ts';
import { declaredSettings } from '../declaredSettings.ts';
import { makeRunFolder, runPaths, writeWhole } from '../folder.ts';
import { type ExitFile, formatPoint } from '../folderSchema.ts';
import { marksFile } from '../marks.ts';
import { type RunSpec, runFolderVersion } from '../run.ts';
import { type ImportRecord, importFile, type KnownImport, type KnownImports } from './knownImports.ts';
import type { LoggedRun } from './loggedRuns.ts';
import { MetricNames } from './metricNames.ts';
import { metricFormats, type RunFacts } from './metricReader.ts';
import type { PointColumns } from './pointColumns.ts';

export type ImportOutcome =
  /** `isGrown`: it was imported before, and its log has gone on since; the run keeps its id and the person's marks. */
  | { readonly kind: 'imported'; readonly id: RunId; readonly name: string; readonly pointCount: number; readonly isGrown: boolean }
  | { readonly kind: 'known'; readonly id: RunId; readonly name: string }
  | { readonly kind: 'empty'; readonly name: string };

/** Larger console logs of other tools stay where they are. */
const maxOutputBytes = 256 * 1024 * 1024;
const maxHyperparameters = 500;
const maxTextLength = 500;
const linesPerWrite = 10_000;

interface Written {
  readonly pointCount: number;
  readonly sha256: string;
  readonly metrics: readonly string[];
  readonly firstMs: number;
  readonly lastMs: number;
  /** Of the known imports those whose points the log begins with. */
  readonly continued: readonly KnownImport[];
}

export interface ImportInto {
  /** Where new runs are made. */
  readonly runs: string;
  readonly known: KnownImports;
  readonly nowMs: number;
  readonly signal: AbortSignal;
  onNote(note: string): void;
}

/** Throws the signal's reason, and what the system says when the workspace cannot be written. */
export async function importRun(logged: LoggedRun, into: ImportInto): Promise<ImportOutcome> {
  const place = await realpath(logged.place);
  const former = into.known.of(place, logged.part);
  const temporary = await makeRunFolder(into.runs, newId<RunId>('.import', into.nowMs));
  const notes: string[] = [];
  try {
    const { written, facts } = await writePoints(logged, runPaths(temporary).points, former, {
      ...into,
      onNote: (note) => notes.push(note),
    });
    const name = facts.name ?? logged.name;
    for (const note of notes) into.onNote(note);
    if (written.pointCount === 0) return { kind: 'empty', name };
    const same = former.find(({ record }) => record.pointsSha256 === written.sha256);
    if (same !== undefined) return { kind: 'known', id: idOf(same), name };
    const [grown] = written.continued;
    const id = grown === undefined ? newId<RunId>('run', into.nowMs) : idOf(grown);
    const record: ImportRecord = { v: 1, place, part: logged.part, pointCount: written.pointCount, pointsSha256: written.sha256 };
    await writeRest(
      temporary,
      specOf(id, name, logged, place, facts, await settingsOf(logged, facts), written),
      facts,
      written,
      notes,
      record,
      into.nowMs,
    );
    const folder = grown?.folder ?? path.join(into.runs, id);
    if (grown !== undefined) await giveWay(grown.folder, temporary);
    await rename(temporary, folder);
    into.known.add({ folder, record });
    return { kind: 'imported', id, name, pointCount: written.pointCount, isGrown: grown !== undefined };
  } finally {
    // Where it was put in its place, nothing is left to remove.
    await rm(temporary, { recursive: true, force: true });
  }
}

function idOf({ folder }: KnownImport): RunId {
  return path.basename(folder) as RunId;
}

/** The log has grown: what the person wrote on the run is taken along. */
async function giveWay(folder: string, temporary: string): Promise<void> {
  await copyFile(marksFile(folder), marksFile(temporary)).catch((error: unknown) => {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  });
  const aside = path.join(path.dirname(folder), `.replaced-${path.basename(folder)}`);
  await rm(aside, { recursive: true, force: true });
  await rename(folder, aside);
  await rm(aside, { recursive: true, force: true });
}

async function writePoints(
  logged: LoggedRun,
  file: string,
  former: readonly KnownImport[],
  { signal, onNote }: Pick<ImportInto, 'signal' | 'onNote'>,
): Promise<{ readonly written: Written; readonly facts: RunFacts }> {
  const handle = await open(file, 'w');
  const writer = new PointsWriter(handle, former);
  let facts: RunFacts = {};
  try {
    const names = new MetricNames();
    for (const { log, reader } of await logged.open()) {
      const seenMs = (await stat(log.path).catch(() => undefined))?.mtimeMs ?? Date.now();
      try {
        for (let hasMore = true; hasMore; ) {
          signal.throwIfAborted();
          const read = await reader.read(true);
          for (const note of read.notes) onNote(note);
          await writer.add(read.points, names.namesFor(log, read.points), seenMs);
          hasMore = read.hasMore;
        }
      } catch (error) {
        if (signal.aborted || isDisk(error)) throw error;
        onNote(`${log.path} could not be read on: ${error instanceof Error ? error.message : String(error)}`);
      }
      facts = { ...reader.facts(), ...facts };
    }
    return { written: await writer.finish(), facts };
  } finally {
    await handle.close();
  }
}

/** That the record cannot be written concerns every run that would follow. */
function isDisk(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EROFS'].includes(systemErrorCode(error) ?? '');
}

class PointsWriter {
  readonly #handle: FileHandle;
  readonly #former: readonly KnownImport[];
  readonly #hash = createHash('sha256');
  readonly #metrics = new Set<string>();
  readonly #continued: KnownImport[] = [];
  #count = 0;
  #firstMs = Number.POSITIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(handle: FileHandle, former: readonly KnownImport[]) {
    this.#handle = handle;
    this.#former = former;
  }

  async add(points: PointColumns, names: readonly (string | undefined)[], seenMs: number): Promise<void> {
    let lines = '';
    let measured = '';
    for (let row = 0; row < points.length; row++) {
      const metric = names[points.metric[row] ?? -1];
      if (metric === undefined || !Number.isFinite(points.step[row])) continue;
      const point = { ...points.pointAt(row, seenMs, 'file'), metric };
      this.#metrics.add(metric);
      this.#firstMs = Math.min(this.#firstMs, point.wallMs);
      this.#lastMs = Math.max(this.#lastMs, point.wallMs);
      lines += formatPoint(point);
      measured += `${metric}\0${point.step}\0${point.value}\0${point.segment ?? 0}\n`;
      this.#count += 1;
      if (this.#former.some(({ record }) => record.pointCount === this.#count)) {
        this.#hash.update(measured);
        measured = '';
        this.#compare();
      }
      if (this.#count % linesPerWrite !== 0) continue;
      this.#hash.update(measured);
      measured = '';
      await this.#handle.write(lines);
      lines = '';
    }
    this.#hash.update(measured);
    if (lines !== '') await this.#handle.write(lines);
  }

  async finish(): Promise<Written> {
    await this.#handle.sync();
    return {
      pointCount: this.#count,
      sha256: this.#hash.digest('hex'),
      metrics: [...this.#metrics],
      firstMs: this.#firstMs,
      lastMs: this.#lastMs,
      continued: this.#continued,
    };
  }

  #compare(): void {
    const soFar = this.#hash.copy().digest('hex');
    for (const known of this.#former) {
      if (known.record.pointCount === this.#count && known.record.pointsSha256 === soFar) this.#continued.push(known);
    }
  }
}

async function settingsOf(logged: LoggedRun, facts: RunFacts): Promise<Readonly<Record<string, string>>> {
  const all = [...(facts.hyperparameters ?? []), ...(await logged.hyperparameters())];
  const cut = all.slice(0, maxHyperparameters).map(([name, value]) => [name, value.slice(0, maxTextLength)] as const);
  return redactValue(hideSecrets, Object.fromEntries(cut));
}

function specOf(
  id: RunId,
  name: string,
  logged: LoggedRun,
  place: string,
  facts: RunFacts,
  hyperparameters: Readonly<Record<string, string>>,
  { firstMs }: Written,
): RunSpec {
  const args = Object.entries(hyperparameters).map(([key, value]) => `--${key.split('.').at(-1) ?? key}=${value}`);
  const settings = declaredSettings({ args, script: '' });
  return {
    v: runFolderVersion,
    id,
    name: name.slice(0, maxTextLength),
    createdMs: facts.createdMs ?? firstMs,
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

function fromText({ formats }: LoggedRun): string {
  return formats.map((format) => metricFormats[format]).join(' and ');
}

async function writeRest(
  folder: string,
  spec: RunSpec,
  facts: RunFacts,
  written: Written,
  notes: readonly string[],
  record: ImportRecord,
  nowMs: number,
): Promise<void> {
  const paths = runPaths(folder);
  await writeWhole(paths.spec, `${JSON.stringify(spec, undefined, 2)}\n`);
  const text = [
    `Imported from ${spec.imported?.from ?? ''}: ${spec.imported?.path ?? ''}.`,
    ...(facts.isUnproven === true ? ['This format is read as it is documented; it was not compared with files of the real program.'] : []),
    ...notes,
  ].join(' ');
  const failed = facts.failure !== undefined || (facts.exitCode ?? 0) !== 0;
  const lines = [
    ...(facts.createdMs === undefined ? [] : [{ atMs: facts.createdMs, status: 'running' }]),
    { atMs: nowMs, note: 'imported', text },
    { atMs: facts.endedMs ?? written.lastMs, status: failed ? 'failed' : 'done' },
  ];
  await writeWhole(paths.state, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  if (facts.output !== undefined) await copyOutput(facts.output, paths.console);
  await writeWhole(importFile(folder), `${JSON.stringify(record)}\n`);
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

async function copyOutput(from: string, to: string): Promise<void> {
  const info = await stat(from).catch(() => undefined);
  if (info?.isFile() !== true || info.size > maxOutputBytes) return;
  // What another tool kept of the output is a welcome extra: the run is imported without it.
  await copyFile(from, to, constants.COPYFILE_FICLONE).catch(() => undefined);
}
