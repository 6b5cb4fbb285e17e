/** Reads one run folder, again and again, only what is new. Another process may be writing it: nothing here locks or writes. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { RunId } from '../base/ids.ts';
import { isAlive, thisHost } from '../base/processes.ts';
import { type RunPaths, readIfThere, runPaths } from './folder.ts';
import {
  type ExitFile,
  exitSchema,
  parsePoint,
  type ReadStateLine,
  specSchema,
  specVersionSchema,
  stateLineSchema,
} from './folderSchema.ts';
import { LogIndex } from './logIndex.ts';
import { type MetricPoint, type RunExit, type RunSpec, type RunState, type RunStatus, runFolderVersion } from './run.ts';
import { Tail } from './tail.ts';

/** A supervisor needs a moment before it says that it is there. */
const startingMs = 20_000;
/** On another machine only the heartbeat tells; networks and clocks may be late. */
const staleHeartbeatMs = 60_000;
const pointsPerMark = 1024;

export class RunReader {
  readonly id: RunId;
  readonly log: LogIndex;
  readonly #paths: RunPaths;
  readonly #nowMs: () => number;
  readonly #stateTail: Tail;
  readonly #pointsTail: Tail;
  #spec: RunSpec | undefined;
  #specNote: string | undefined;
  #exit: ExitFile | undefined;
  #states: ReadStateLine[] = [];
  #pointCount = 0;
  #metrics = new Set<string>();
  /** Byte offsets of points 0, 1024, 2048, … */
  #marks: number[] = [];
  #ended: RunState | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(folder: string, nowMs: () => number) {
    this.id = path.basename(folder) as RunId;
    this.#paths = runPaths(folder);
    this.#nowMs = nowMs;
    this.log = new LogIndex(this.#paths.console);
    this.#stateTail = new Tail(this.#paths.state);
    this.#pointsTail = new Tail(this.#paths.points);
  }

  /** Undefined while the folder is being made. */
  state(): Promise<RunState | undefined> {
    return this.#inTurn(() => this.#state());
  }

  /** Points beyond the first `after`, in file order. */
  points(after: number): Promise<readonly MetricPoint[]> {
    return this.#inTurn(() => this.#pointsAfter(after));
  }

  /** The processes of this run, as its supervisor wrote them down. */
  async processes(): Promise<Processes> {
    await this.state();
    return processesOf(this.#states);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #state(): Promise<RunState | undefined> {
    // Nobody writes to a run that has ended.
    if (this.#ended !== undefined) return this.#ended;
    await this.#readSpec();
    const spec = this.#spec;
    if (spec === undefined) return undefined;
    // The exit first: whatever was written before it is then seen too.
    this.#exit ??= await this.#readExit();
    await this.#readStates();
    if (this.#exit === undefined) await this.#readPoints();
    const isReadable = this.#specNote === undefined;
    const status = isReadable ? await this.#status(spec) : 'lost';
    const note = this.#specNote ?? (await this.#note(status));
    const running = this.#states.find((line) => 'status' in line && line.status === 'running');
    const state: RunState = {
      spec,
      folder: this.#paths.folder,
      status,
      startedMs: running?.atMs,
      exit: this.#exit === undefined ? undefined : exitOf(this.#exit),
      pid: processesOf(this.#states).script?.pid,
      pointCount: this.#exit?.pointCount ?? this.#pointCount,
      metrics: this.#exit?.metrics ?? [...this.#metrics],
      logBytes: await sizeOf(this.#paths.console),
      ...(note === undefined ? {} : { note }),
    };
    if (this.#exit !== undefined && isReadable) this.#ended = state;
    return state;
  }

  async #readSpec(): Promise<void> {
    if (this.#spec !== undefined && this.#specNote === undefined) return;
    const { folder, spec: file } = this.#paths;
    const text = await readIfThere(file);
    const madeMs = await timeOf(folder);
    if (madeMs === undefined) return;
    if (text === undefined) {
      if (this.#nowMs() - madeMs > startingMs)
        this.#setUnreadable(madeMs, 'This run folder has no spec.json: it was never finished, or part of it was removed.');
      return;
    }
    const json = parseJson(text);
    const version = specVersionSchema.safeParse(json);
    if (version.success && version.data.v > runFolderVersion) {
      const { v, name, createdMs } = version.data;
      const note = `This run was written by a newer Practicum (run folder version ${v}; this one reads up to ${runFolderVersion}). Update Practicum to see it.`;
      this.#setUnreadable(createdMs ?? madeMs, note, name, v);
      return;
    }
    const spec = specSchema.safeParse(json);
    if (spec.success && spec.data.id === this.id) {
      this.#spec = spec.data;
      this.#specNote = undefined;
    } else
      this.#setUnreadable(
        madeMs,
        spec.success ? 'The spec.json in this run folder belongs to another run.' : 'The spec.json of this run cannot be read.',
      );
  }

  #setUnreadable(createdMs: number, note: string, name: string = this.id, v = 0): void {
    this.#specNote = note;
    this.#spec = {
      v,
      id: this.id,
      name,
      createdMs,
      origin: { by: 'person' },
      target: 'local',
      argv: [],
      cwd: '',
      script: '',
      interpreter: { path: '', version: '', origin: '' },
      env: {},
      code: { commit: undefined, isDirty: false, scriptSha256: '' },
    };
  }

  async #readExit(): Promise<ExitFile | undefined> {
    const read = exitSchema.safeParse(parseJson((await readIfThere(this.#paths.exit)) ?? ''));
    if (!read.success) return undefined;
    const { reason, ...exit } = read.data;
    return reason === undefined ? exit : { ...exit, reason };
  }

  async #readStates(): Promise<void> {
    await this.#stateTail.read(
      (line) => {
        const read = stateLineSchema.safeParse(parseJson(line));
        if (read.success) this.#states.push(read.data);
      },
      () => {
        this.#states = [];
      },
    );
  }

  async #readPoints(): Promise<void> {
    await this.#pointsTail.read(
      (line, offset) => {
        const point = parsePoint(line);
        if (point === undefined) return;
        if (this.#pointCount % pointsPerMark === 0) this.#marks.push(offset);
        this.#pointCount += 1;
        this.#metrics.add(point.metric);
      },
      () => {
        this.#pointCount = 0;
        this.#marks = [];
        this.#metrics = new Set();
      },
    );
  }

  async #pointsAfter(after: number): Promise<readonly MetricPoint[]> {
    await this.#readPoints();
    if (after >= this.#pointCount) return [];
    const mark = Math.floor(Math.max(0, after) / pointsPerMark);
    const points: MetricPoint[] = [];
    let index = mark * pointsPerMark;
    await new Tail(this.#paths.points, this.#marks[mark]).read(
      (line) => {
        const point = parsePoint(line);
        if (point === undefined) return;
        if (index >= after) points.push(point);
        index += 1;
      },
      () => undefined,
    );
    return points;
  }

  async #status(spec: RunSpec): Promise<RunStatus> {
    const changes = this.#states.filter((line) => 'status' in line);
    if (this.#exit !== undefined) {
      if (changes.some((line) => line.status === 'stopping')) return 'stopped';
      return this.#exit.code === 0 ? 'done' : 'failed';
    }
    const last = changes.at(-1)?.status;
    if (last === undefined) return this.#nowMs() - spec.createdMs < startingMs ? 'starting' : 'lost';
    if (!(await this.#hasSupervisor())) {
      // It may have ended between the two looks.
      this.#exit = await this.#readExit();
      return this.#exit === undefined ? 'lost' : this.#status(spec);
    }
    // The last line may be written before exit.json: it is still ending.
    return last === 'done' || last === 'failed' || last === 'stopped' ? 'stopping' : last;
  }

  async #hasSupervisor(): Promise<boolean> {
    const { host, supervisor } = processesOf(this.#states);
    if (supervisor !== undefined && host === thisHost()) return isAlive(supervisor);
    const beatMs = await timeOf(this.#paths.heartbeat);
    return beatMs !== undefined && this.#nowMs() - beatMs < staleHeartbeatMs;
  }

  async #note(status: RunStatus): Promise<string | undefined> {
    const note = this.#states.findLast((line) => 'note' in line);
    const said = note === undefined || note.note === 'disk-ok' ? undefined : note.text;
    if (status !== 'lost') return said;
    const { host, script } = processesOf(this.#states);
    if (script !== undefined && host === thisHost() && (await isAlive(script))) {
      return `The supervisor of this run is gone. The script still runs (process ${script.pid}), but its output is not recorded any more; stopping the run ends it.`;
    }
    return said ?? 'The supervisor of this run is gone, so how the script ended is not known. What was recorded until then is here.';
  }
}

export interface Processes {
  readonly host: string | undefined;
  readonly supervisor: { readonly pid: number; readonly start?: string } | undefined;
  readonly script: { readonly pid: number; readonly start?: string } | undefined;
}

function processesOf(states: readonly ReadStateLine[]): Processes {
  let found: Processes = { host: undefined, supervisor: undefined, script: undefined };
  for (const line of states) {
    if (!('status' in line)) continue;
    if (line.status === 'starting') found = { ...found, host: line.host, supervisor: named(line.supervisor) };
    else if (line.status === 'running') found = { ...found, script: named(line.process) };
  }
  return found;
}

function named({ pid, start }: { readonly pid: number; readonly start?: string | undefined }): {
  readonly pid: number;
  readonly start?: string;
} {
  return start === undefined ? { pid } : { pid, start };
}

function exitOf({ code, signal, endedMs, reason }: ExitFile): RunExit {
  return reason === undefined ? { code, signal, endedMs } : { code, signal, endedMs, reason };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

async function timeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.mtimeMs;
}
