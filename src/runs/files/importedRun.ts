/** Makes the folder of one imported run. It is made whole beside the runs and then put in its place, so nobody sees half of it. */
import { copyFile, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemErrorCode } from '../../base/errors.ts';
import type { RunId } from '../../base/ids.ts';
import { newId } from '../../base/newId.ts';
import { makeRunFolder, runPaths, writeWhole } from '../folder.ts';
import { marksFile } from '../marks.ts';
import type { FoundMedia } from '../media/media.ts';
import { writeImported } from './importedFolder.ts';
import { type ImportRecord, importFile, type KnownImport, type KnownImports } from './knownImports.ts';
import type { LoggedRun } from './loggedRuns.ts';
import { MetricNames } from './metricNames.ts';
import type { RunFacts } from './metricReader.ts';
import { PointsWriter, type WrittenPoints } from './pointsWriter.ts';

export type ImportOutcome =
  /** `isGrown`: it was imported before, and its log has gone on since; the run keeps its id and the person's marks. */
  | { readonly kind: 'imported'; readonly id: RunId; readonly name: string; readonly pointCount: number; readonly isGrown: boolean }
  | { readonly kind: 'known'; readonly id: RunId; readonly name: string }
  | { readonly kind: 'empty'; readonly name: string };

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
    const { written, facts, media } = await writePoints(logged, runPaths(temporary).points, former, {
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
    await writeImported(runPaths(temporary), { id, name, logged, place, facts, written, notes, nowMs: into.nowMs });
    if (media.length > 0)
      await writeFile(runPaths(temporary).media, media.map((line) => `${JSON.stringify({ atMs: into.nowMs, ...line })}\n`).join(''));
    await writeWhole(importFile(temporary), `${JSON.stringify(record)}\n`);
    const folder = grown?.folder ?? path.join(into.runs, id);
    if (grown === undefined) await rename(temporary, folder);
    else await takePlace(folder, temporary);
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
async function takePlace(folder: string, temporary: string): Promise<void> {
  await copyFile(marksFile(folder), marksFile(temporary)).catch((error: unknown) => {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  });
  const aside = path.join(path.dirname(folder), `.replaced-${path.basename(folder)}`);
  await rm(aside, { recursive: true, force: true });
  await rename(folder, aside);
  await rename(temporary, folder);
  await rm(aside, { recursive: true, force: true });
}

async function writePoints(
  logged: LoggedRun,
  file: string,
  former: readonly KnownImport[],
  { signal, onNote }: Pick<ImportInto, 'signal' | 'onNote'>,
): Promise<{ readonly written: WrittenPoints; readonly facts: RunFacts; readonly media: readonly FoundMedia[] }> {
  const handle = await open(file, 'w');
  const writer = new PointsWriter(handle, former);
  const media: FoundMedia[] = [];
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
          media.push(...(read.media ?? []));
          await writer.add(read.points, names.namesFor(log, read.points), seenMs);
          hasMore = read.hasMore;
        }
      } catch (error) {
        if (signal.aborted || isDisk(error)) throw error;
        onNote(`${log.path} could not be read on: ${error instanceof Error ? error.message : String(error)}`);
      }
      facts = { ...reader.facts(), ...facts };
    }
    return { written: await writer.finish(), facts, media };
  } finally {
    await handle.close();
  }
}

/** That the record cannot be written concerns every run that would follow. */
function isDisk(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EROFS'].includes(systemErrorCode(error) ?? '');
}
