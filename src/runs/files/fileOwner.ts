/** Whose a file is that was written while several runs went on in one folder. What cannot be told is not guessed. */
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { readIfThere, runPaths } from '../folder.ts';

/** Another run, and when it went on. */
interface Neighbour {
  readonly fromMs: number;
  /** Infinite while it goes on. */
  readonly toMs: number;
}

export interface OwnRun {
  readonly id: string;
  /** Its run folder: its neighbours' lie beside it. */
  readonly folder: string;
  readonly cwd: string;
  readonly startedMs: number;
}

/** A supervisor that is gone writes no heartbeat. */
const staleHeartbeatMs = 60_000;
/** Clocks of disks are coarse. */
const roundingMs = 2000;

const specSchema = z.object({ cwd: z.string(), createdMs: z.number(), target: z.string() });

/** Asked anew for each look: runs begin and end. */
export class FileOwner {
  readonly #run: OwnRun;
  #neighbours: readonly Neighbour[] | undefined;
  #opened: ReadonlySet<string> | undefined;

  constructor(run: OwnRun) {
    this.#run = run;
  }

  forget(): void {
    this.#neighbours = undefined;
    this.#opened = undefined;
  }

  /** `unknown`: another run may have written it just as well. */
  async ownerOf(file: string, changedMs: number): Promise<'own' | 'unknown'> {
    this.#neighbours ??= await neighboursOf(this.#run);
    const isShared = this.#neighbours.some(({ fromMs, toMs }) => changedMs >= fromMs - roundingMs && changedMs <= toMs + roundingMs);
    if (!isShared) return 'own';
    this.#opened ??= await openedBy(this.#run.id);
    return this.#opened.has(file) ? 'own' : 'unknown';
  }
}

async function neighboursOf({ folder, cwd, startedMs }: OwnRun): Promise<readonly Neighbour[]> {
  const runs = path.dirname(folder);
  const names = await readdir(runs).catch(() => []);
  const found: Neighbour[] = [];
  for (const name of names) {
    const other = path.join(runs, name);
    if (other === folder || name.startsWith('.')) continue;
    const neighbour = await neighbourAt(other, cwd, startedMs);
    if (neighbour !== undefined) found.push(neighbour);
  }
  return found;
}

async function neighbourAt(folder: string, cwd: string, startedMs: number): Promise<Neighbour | undefined> {
  const paths = runPaths(folder);
  const endedMs = (await stat(paths.exit).catch(() => undefined))?.mtimeMs;
  if (endedMs !== undefined && endedMs < startedMs) return undefined;
  const beatMs = (await stat(paths.heartbeat).catch(() => undefined))?.mtimeMs;
  if (beatMs === undefined || (endedMs === undefined && beatMs < Date.now() - staleHeartbeatMs)) return undefined;
  const spec = specSchema.safeParse(parsed(await readIfThere(paths.spec)));
  if (!spec.success || !overlap(spec.data.cwd, cwd)) return undefined;
  return { fromMs: spec.data.createdMs, toMs: endedMs ?? Number.POSITIVE_INFINITY };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}

function overlap(a: string, b: string): boolean {
  const isIn = (inner: string, outer: string): boolean => !path.relative(outer, inner).startsWith('..');
  return a !== '' && (isIn(a, b) || isIn(b, a));
}

/** The files that the run's processes hold open. They carry its id in their environment. Only Linux tells. */
async function openedBy(id: string): Promise<ReadonlySet<string>> {
  const opened = new Set<string>();
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
    if (!environment.split('\0').includes(`PRACTICUM_RUN=${id}`)) continue;
    for (const descriptor of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      const file = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => undefined);
      if (file !== undefined) opened.add(file);
    }
  }
  return opened;
}
