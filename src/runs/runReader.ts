/** Reads one run folder, again and again, only what is new. Another process may be writing it: nothing here locks it or writes there. */
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defined } from '../base/defined.ts';
import type { RunId } from '../base/ids.ts';
import { isAlive, thisHost } from '../base/processes.ts';
import { factsSoon, readSoon } from '../base/promptDisk.ts';
import type { RunAlert } from './alert.ts';
import { parseAlert } from './alertSchema.ts';
import { type RunPaths, runPaths } from './folder.ts';
import { type ExitFile, exitSchema, type ReadStateLine, specSchema, specVersionSchema, stateLineSchema } from './folderSchema.ts';
import { HeartbeatWatch } from './heartbeat.ts';
import { LogIndex } from './logIndex.ts';
import { noMarks, readNotedMarks } from './marks.ts';
import { PointLines } from './pointLines.ts';
import { type MetricPoint, type RunExit, type RunSpec, type RunState, type RunStatus, runFolderVersion } from './run.ts';
import { type Processes, readStateLines, type StateLines } from './stateLines.ts';
import { PointsStore, type RunSeries } from './store/pointsStore.ts';
import { RecordLines } from './store/recordLines.ts';
import { isSettled } from './store/settled.ts';

/** A supervisor needs a moment before it says that it is there. */
const startingMs = 20_000;

export class RunReader {
  readonly id: RunId;
  readonly log: LogIndex;
  readonly #paths: RunPaths;
  readonly #nowMs: () => number;
  readonly #stateLines: RecordLines<ReadStateLine>;
  readonly #alertLines: RecordLines<RunAlert>;
  readonly #pointLines: PointLines;
  readonly #store: PointsStore;
  readonly #heartbeat = new HeartbeatWatch();
  #spec: RunSpec | undefined;
  #specNote: string | undefined;
  #state: RunState | undefined;
  /** The folder's time when nothing was left to be read of a run that has ended. */
  #endedAtMs: number | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** `columnsCache`: where the columns of its points are kept if they had to be made anew. */
  constructor(folder: string, nowMs: () => number, columnsCache?: string) {
    this.id = path.basename(folder) as RunId;
    this.#paths = runPaths(folder);
    this.#nowMs = nowMs;
    this.log = new LogIndex(this.#paths.console);
    this.#stateLines = new RecordLines(this.#paths.state, parseStateLine);
    this.#alertLines = new RecordLines(this.#paths.alerts, parseAlert);
    this.#pointLines = new PointLines(this.#paths.points);
    this.#store = new PointsStore({ points: this.#paths.points, columns: [this.#paths.columns], cache: columnsCache });
  }

  /**
   * Undefined while the folder is being made. The very same object as before when nothing changed. `isGlance`: of a run that goes on, points and
   * what was printed stay as they were read last.
   */
  state(isGlance = false): Promise<RunState | undefined> {
    return this.#inTurn(() => this.#look(isGlance));
  }

  /** Points beyond the first `after`, in file order. */
  points(after: number): Promise<readonly MetricPoint[]> {
    return this.#inTurn(() => this.#pointLines.after(after));
  }

  /** Up to date with what is written. */
  series(): Promise<RunSeries> {
    return this.#inTurn(async () => {
      await this.#store.refresh();
      if (this.#state?.exit !== undefined) await this.#store.seal();
      return this.#store;
    });
  }

  /** As far as it was looked at: nothing is written any more. */
  get hasEnded(): boolean {
    return this.#state?.exit !== undefined || this.#state?.status === 'lost';
  }

  /** How many bytes its points take in memory. */
  get pointBytes(): number {
    return this.#store.bytes;
  }

  /** The processes of the newest segment of this run, as its supervisor wrote them down. */
  async processes(): Promise<Processes> {
    await this.state();
    return readStateLines(this.#stateLines.records).processes;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #look(isGlance: boolean): Promise<RunState | undefined> {
    const folderMs = (await factsSoon(this.#paths.folder, path.dirname(this.#paths.folder)))?.mtimeMs;
    // Nobody writes to a run that has ended; one that is resumed or marked gets a file, and the folder a new time.
    if (this.#state !== undefined && this.#endedAtMs !== undefined && this.#endedAtMs === folderMs) return this.#state;
    this.#endedAtMs = undefined;
    if (folderMs === undefined) return undefined;
    await this.#readSpec(folderMs);
    const spec = this.#spec;
    if (spec === undefined) return undefined;
    // The exit first: whatever was written before it is then seen too.
    const written = await this.#readExit();
    await this.#stateLines.read(written !== undefined);
    await this.#alertLines.read(written !== undefined);
    const lines = readStateLines(this.#stateLines.records);
    // A run that was resumed keeps the end of its former segment for a moment.
    const exit = written?.segment === lines.segment ? written : undefined;
    const isSupervised = exit === undefined && (await this.#isSupervised(lines.processes));
    // It may have ended between the two looks: the supervisor is gone because it wrote the end.
    if (exit === undefined && !isSupervised && (await this.#readExit())?.segment === lines.segment) return this.#look(isGlance);
    const before = isGlance && isSupervised && this.#state?.exit === undefined ? this.#state : undefined;
    const state = this.#same(await this.#stateOf(spec, lines, exit, isSupervised, before));
    if (exit !== undefined && this.#specNote === undefined && isSettled(folderMs)) this.#endedAtMs = folderMs;
    return state;
  }

  /** An equal state is the same one, so that whoever compares sees at once that nothing changed. */
  #same(state: RunState): RunState {
    if (this.#state === undefined || !isDeepStrictEqual(this.#state, state)) this.#state = state;
    return this.#state;
  }

  /** `before`: its progress counts for now. */
  async #stateOf(
    spec: RunSpec,
    lines: StateLines,
    exit: EndOfSegment | undefined,
    isSupervised: boolean,
    before: RunState | undefined,
  ): Promise<RunState> {
    const isReadable = this.#specNote === undefined;
    if (exit === undefined && isReadable && before === undefined) await this.#store.refresh();
    const status = isReadable ? this.#status(spec, lines, exit, isSupervised) : 'lost';
    if (status === 'lost') await this.#store.seal();
    const { segment, resumed, formerlyResumed, checkpoints, devices, job } = lines;
    const { marks, note: marksNote } = await readNotedMarks(this.#paths.folder);
    return {
      spec,
      folder: this.#paths.folder,
      status,
      startedMs: lines.startedMs,
      exit: exit === undefined ? undefined : exitOf(exit),
      pid: lines.processes.script?.pid,
      pointCount: exit?.pointCount ?? this.#store.pointCount,
      metrics: exit?.metrics ?? this.#store.metrics,
      logBytes: before?.logBytes ?? (await sizeOf(this.#paths.console)),
      ...(segment === 0 ? {} : { segment }),
      ...(lines.pausedMs === 0 ? {} : { pausedMs: lines.pausedMs }),
      ...(checkpoints.length === 0 ? {} : { checkpoints }),
      ...(formerlyResumed.length === 0 ? {} : { formerlyResumed }),
      ...(this.#alertLines.records.length === 0 ? {} : { alerts: [...this.#alertLines.records] }),
      ...(isDeepStrictEqual(marks, noMarks) ? {} : { marks }),
      ...defined({ resumed, devices, job, queued: status === 'queued' ? lines.queued : undefined }),
      ...defined({ note: this.#specNote ?? (await this.#note(status, lines)) ?? this.#store.note ?? marksNote }),
    };
  }

  async #readSpec(madeMs: number): Promise<void> {
    if (this.#spec !== undefined && this.#specNote === undefined) return;
    const text = await readSoon(this.#paths.spec);
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

  async #readExit(): Promise<EndOfSegment | undefined> {
    const read = exitSchema.safeParse(parseJson((await readSoon(this.#paths.exit)) ?? ''));
    if (!read.success) return undefined;
    const { reason, segment = 0, ...exit } = read.data;
    return reason === undefined ? { ...exit, segment } : { ...exit, segment, reason };
  }

  #status(spec: RunSpec, { last, isStopping }: StateLines, exit: EndOfSegment | undefined, isSupervised: boolean): RunStatus {
    if (exit !== undefined) {
      if (isStopping) return 'stopped';
      // One that was adopted tells no code; its supervisor said what it looked like.
      if (exit.code === null && exit.signal === null && last === 'done') return 'done';
      return exit.code === 0 ? 'done' : 'failed';
    }
    if (last === undefined) return Math.abs(this.#nowMs() - spec.createdMs) < startingMs ? 'starting' : 'lost';
    if (!isSupervised) return 'lost';
    // The last line may be written before exit.json: it is still ending.
    return last === 'done' || last === 'failed' || last === 'stopped' ? 'stopping' : last;
  }

  async #isSupervised({ host, supervisor }: Processes): Promise<boolean> {
    if (supervisor !== undefined && host === thisHost()) return isAlive(supervisor);
    const beatMs = await timeOf(this.#paths.heartbeat);
    return beatMs !== undefined && this.#heartbeat.isBeating(beatMs, this.#nowMs());
  }

  async #note(status: RunStatus, { note, processes: { host, script } }: StateLines): Promise<string | undefined> {
    if (status !== 'lost') return note;
    const remote = this.#spec?.ssh?.host ?? (this.#spec?.job === undefined ? undefined : 'Hugging Face');
    if (remote !== undefined)
      return `Nobody here follows this run on ${remote} any more; it may still go on there. It is followed again when its folder is opened in the editor, or by practicum runs attach.`;
    if (script !== undefined && host === thisHost() && (await isAlive(script))) {
      return `The supervisor of this run is gone. The script still runs (process ${script.pid}), but its output is not recorded any more; stopping the run ends it.`;
    }
    return note ?? 'The supervisor of this run is gone, so how the script ended is not known. What was recorded until then is here.';
  }
}

type EndOfSegment = Omit<ExitFile, 'segment'> & { readonly segment: number };

function exitOf({ code, signal, endedMs, reason }: EndOfSegment): RunExit {
  return reason === undefined ? { code, signal, endedMs } : { code, signal, endedMs, reason };
}

function parseStateLine(line: string): ReadStateLine | undefined {
  return stateLineSchema.safeParse(parseJson(line)).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function sizeOf(file: string): Promise<number> {
  return (await factsSoon(file))?.size ?? 0;
}

async function timeOf(file: string): Promise<number | undefined> {
  return (await factsSoon(file))?.mtimeMs;
}
