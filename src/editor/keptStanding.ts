/** Whether what the curves view showed last still stands. No run is opened for that: times and sizes of files say it. */
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CurvesKept } from '../protocol/curves.ts';
import type { KeptCurves, KeptRun } from './keptCurves.ts';

/** What the person chose in this workspace since. */
export interface ChosenSince {
  readonly choice: string;
  /** Whether a run is to be drawn; undefined: nobody said. */
  isShown(run: string): boolean | undefined;
  /** Undefined: it has none yet. */
  color(run: string): number | undefined;
}

export interface RunStamp {
  readonly stamp: string;
  /** The newest time in it, in milliseconds since 1970. */
  readonly newestMs: number;
}

/** Nobody writes to a run that has ended; one that is resumed or marked gets a file, and its folder a new time. */
const stamped = ['.', 'points.jsonl', 'exit.json', 'marks.json'];

/** Undefined: there is no such run. */
export async function stampOf(folder: string): Promise<RunStamp | undefined> {
  const facts = await Promise.all(stamped.map((name) => stat(path.join(folder, name)).catch(() => undefined)));
  if (facts[0]?.isDirectory() !== true) return undefined;
  return {
    stamp: facts.map((fact) => (fact === undefined ? '-' : `${fact.size} ${fact.mtimeMs} ${fact.ino}`)).join(', '),
    newestMs: facts.reduce((newest, fact) => Math.max(newest, fact?.mtimeMs ?? 0), 0),
  };
}

/** As it is remembered of a workspace, in one word. */
export function choiceOf(shownRuns: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(shownRuns ?? {}))
    .digest('hex');
}

/** Which runs lie in a folder of run folders. */
export async function listOf(runs: string): Promise<string> {
  const names = await readdir(runs).catch((): string[] => []);
  const listed = names.filter((name) => !name.startsWith('.')).sort();
  return createHash('sha256').update(listed.join('\n')).digest('hex');
}

export async function listsOf(folders: readonly string[]): Promise<KeptCurves['lists']> {
  const places = [...new Set(folders.map((folder) => path.dirname(folder)))];
  return Object.fromEntries(await Promise.all(places.map(async (place) => [place, await listOf(place)] as const)));
}

/** What the page is given of it; undefined where nothing would be drawn. Runs that are gone, or were hidden since, are in none of it. */
export async function standingOf(kept: KeptCurves, chosen: ChosenSince): Promise<CurvesKept | undefined> {
  const folders = kept.runs.map(({ folder }) => folder);
  const [stamps, lists] = await Promise.all([Promise.all(folders.map(stampOf)), listsOf(folders)]);
  const isSame = (run: KeptRun, at: number): boolean => run.stamp !== undefined && run.stamp === stamps[at]?.stamp;
  const isListed = Object.entries(kept.lists).every(([place, list]) => lists[place] === list);
  const there = kept.runs.filter((_run, at) => stamps[at] !== undefined);
  const rows = there.map(({ row }) => ({
    ...row,
    color: chosen.color(row.id) ?? row.color,
    isShown: chosen.isShown(row.id) ?? row.isShown,
  }));
  const drawn = new Set(rows.flatMap(({ id, isShown }) => (isShown ? [id] : [])));
  const charts = kept.charts.flatMap(({ chart, windows }) => {
    const its = windows.filter(({ run }) => drawn.has(run));
    return its.length === 0 ? [] : [{ chart, windows: its }];
  });
  if (charts.length === 0) return undefined;
  return {
    type: 'kept',
    atMs: kept.atMs,
    runs: rows,
    summaries: kept.summaries.filter(({ run }) => drawn.has(run)),
    charts,
    isSame: isListed && kept.choice === chosen.choice && kept.runs.every(isSame),
    ...(kept.olderRuns === 0 ? {} : { olderRuns: kept.olderRuns }),
  };
}
