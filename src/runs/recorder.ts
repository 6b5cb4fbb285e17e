/** Writes the record of one run: console bytes, points of every source, alerts, state changes, the exit. The supervisor is its only user. */
import { clipped } from '../base/clipped.ts';
import type { Clock } from '../base/clock.ts';
import { describeError } from '../base/errors.ts';
import type { RunAlert } from './alert.ts';
import type { OpenAppend } from './appendFile.ts';
import { Capture } from './capture/capture.ts';
import type { MetricPattern } from './capture/patterns.ts';
import type { PrintedAlert } from './capture/printedAlert.ts';
import type { Collected, SystemSample, Watcher } from './collector.ts';
import type { RunPaths } from './folder.ts';
import type { ExitFile, StateLine } from './folderSchema.ts';
import { PointMerge } from './merge.ts';
import type { Recorded } from './recorded.ts';
import { RecordFiles } from './recordFiles.ts';
import type { MetricPoint } from './run.ts';

/** What sources say about themselves; a source that complains for ever is not heard for ever. */
const maxSourceNotes = 50;
/** So many notes there may be before those that a script raises are left out: they leave room for what sources say. */
const maxScriptNotes = 25;
const maxScriptNoteLength = 500;
export interface RecorderOptions {
  readonly logLimitBytes: number;
  /** Of the points that do not name their own: 0, and one more each time the run was resumed. */
  readonly segment?: number;
  /** What the folder holds already, where a run is resumed. */
  readonly before?: { readonly pointCount: number; readonly metrics: readonly string[]; readonly logBytes: number };
  /** Of the segment whose script it looks after, where that is an earlier one: its points are recorded as of that one. */
  readonly again?: { readonly segment: number; readonly recorded: Recorded };
  /** The person’s own, for what the script prints. */
  readonly patterns?: readonly MetricPattern[];
  /** How long the first points of a metric wait for a more precise source; 0 where none is expected. */
  readonly holdMs?: number;
}

export class Recorder {
  readonly #clock: Clock;
  readonly #segment: number;
  /** Of its points. */
  readonly #executed: number;
  readonly #recorded: Recorded | undefined;
  readonly #files: RecordFiles;
  readonly #capture: Capture;
  readonly #merge: PointMerge;
  readonly #metrics: Set<string>;
  readonly #said = new Set<string>();
  readonly #alertIds = new Set<string>();
  #watchers: readonly Watcher[] = [];
  #onAlert: (alert: RunAlert) => void = () => undefined;
  #pointCount: number;
  /** Of the hook, where the epoch is the step. */
  #firstHookEpoch: number | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(files: RecordFiles, clock: Clock, options: RecorderOptions) {
    this.#files = files;
    this.#clock = clock;
    this.#segment = options.segment ?? 0;
    this.#executed = options.again?.segment ?? this.#segment;
    this.#recorded = options.again?.recorded;
    this.#capture = new Capture({ patterns: options.patterns ?? [] });
    this.#merge = new PointMerge(options.holdMs ?? 0);
    this.#metrics = new Set(options.before?.metrics);
    this.#pointCount = options.before?.pointCount ?? 0;
  }

  static async open(paths: RunPaths, clock: Clock, openAppend: OpenAppend, options: RecorderOptions): Promise<Recorder> {
    const { logLimitBytes, before } = options;
    const files = await RecordFiles.open(paths, clock, openAppend, { logLimitBytes, logBytes: before?.logBytes ?? 0 });
    return new Recorder(files, clock, options);
  }

  /** They are shown everything that is recorded from now on. What they find is written down, then told to `onAlert`, which may end the run. */
  watch(watchers: readonly Watcher[], onAlert: (alert: RunAlert) => void = () => undefined): void {
    this.#watchers = watchers;
    this.#onAlert = onAlert;
  }

  /** The first epoch that the console or the hook told of, by the number that it is printed with. */
  get firstEpoch(): number | undefined {
    return this.#capture.firstEpoch ?? this.#firstHookEpoch;
  }

  state(line: StateLine): Promise<void> {
    return this.#inTurn(() => this.#files.state(line));
  }

  output(bytes: Buffer): Promise<void> {
    return this.#inTurn(async () => {
      await this.#files.output(bytes);
      await this.#read(bytes);
    });
  }

  /** Output that the log holds already: what was made of it may not have been written down. */
  outputAgain(bytes: Buffer): Promise<void> {
    return this.#inTurn(() => this.#read(bytes));
  }

  /** What a collector found. */
  collected({ points = [], system = [], alerts = [], media = [], notes = [] }: Collected): Promise<void> {
    return this.#inTurn(async () => {
      const nowMs = this.#clock.nowMs();
      await this.#addPoints(this.#merge.due(nowMs), nowMs);
      this.#firstHookEpoch ??= points.find(({ source, step, epoch }) => source === 'hook' && epoch === step)?.epoch;
      await this.#merged(points, nowMs);
      await this.#files.system(system);
      await this.#files.media(media);
      await this.#addAlerts(alerts);
      for (const text of notes) await this.#sayOnce(text);
    });
  }

  points(points: readonly MetricPoint[]): Promise<void> {
    return this.collected({ points });
  }

  alert(alert: RunAlert): Promise<void> {
    return this.collected({ alerts: [alert] });
  }

  system(samples: readonly SystemSample[]): Promise<void> {
    return this.collected({ system: samples });
  }

  /** For people: why a source gave up. Each text once. */
  note(text: string): Promise<void> {
    return this.collected({ notes: [text] });
  }

  /** About twice a second: for what happens because nothing happened. */
  tick(): Promise<void> {
    return this.#inTurn(async () => {
      const nowMs = this.#clock.nowMs();
      await this.#addPoints(this.#merge.due(nowMs), nowMs);
      await this.#captured(this.#capture.settle(nowMs), nowMs);
      await this.#ask((watcher) => watcher.onTick(nowMs));
    });
  }

  /** The script has ended, and nobody had asked it to. */
  ended(end: { readonly code: number | null; readonly signal: string | null }): Promise<void> {
    return this.#inTurn(() => this.#ask((watcher) => watcher.onEnd?.(end, this.#clock.nowMs()) ?? []));
  }

  /** The last line may have no newline. */
  endOfOutput(): Promise<void> {
    return this.#inTurn(async () => {
      const nowMs = this.#clock.nowMs();
      await this.#captured(this.#capture.end(nowMs), nowMs);
    });
  }

  /** Tries again what a full disk refused. Called with each heartbeat. */
  retry(): Promise<void> {
    return this.#inTurn(() => this.#files.flush());
  }

  /** Writes the end. On a full disk it gives its reserve back first, then waits for room: the exit code must not be lost. */
  exit(end: Pick<ExitFile, 'v' | 'code' | 'signal' | 'endedMs' | 'reason'>, status: 'done' | 'failed' | 'stopped'): Promise<void> {
    return this.#inTurn(async () => {
      await this.#files.giveReserveBack();
      await this.#addPoints(this.#merge.rest(), end.endedMs);
      await this.#files.state({ atMs: end.endedMs, status });
      await this.#files.end(() => this.#exitOf(end));
    });
  }

  /** One at a time: output, heartbeat and stop requests come when they like. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #exitOf(end: Omit<ExitFile, 'pointCount' | 'metrics'>): ExitFile {
    const pointCount = this.#pointCount - this.#files.missingPoints;
    const counted = { ...end, pointCount, metrics: [...this.#metrics] };
    return this.#segment === 0 ? counted : { ...counted, segment: this.#segment };
  }

  async #captured(points: readonly MetricPoint[], nowMs: number): Promise<void> {
    await this.#merged(points, nowMs);
    for (const text of this.#capture.takeNotes()) await this.#sayOnce(text);
    // No RunAlert: those are what a watchdog’s rule found, with what it may do about it.
    for (const alert of this.#capture.takeAlerts()) await this.#sayOnce(alertText(alert), maxScriptNotes);
  }

  async #read(output: Buffer): Promise<void> {
    const nowMs = this.#clock.nowMs();
    await this.#captured(this.#capture.push(output, nowMs), nowMs);
    await this.#ask((watcher) => watcher.onOutput(output, nowMs));
  }

  #merged(points: readonly MetricPoint[], nowMs: number): Promise<void> {
    const segment = this.#executed;
    const own = segment === 0 ? points : points.map((point) => (point.segment === undefined ? { ...point, segment } : point));
    return this.#addPoints(this.#merge.add(own, nowMs), nowMs);
  }

  async #addPoints(points: readonly MetricPoint[], nowMs: number): Promise<void> {
    if (points.length === 0) return;
    for (const point of points) this.#metrics.add(point.metric);
    const recorded = this.#recorded;
    const added = recorded === undefined ? points : points.filter((point) => !recorded.takePoint(point));
    this.#pointCount += added.length;
    await this.#files.points(added);
    await this.#ask((watcher) => watcher.onPoints(points, nowMs));
  }

  async #addAlerts(alerts: readonly RunAlert[]): Promise<void> {
    for (const alert of alerts) {
      if (this.#alertIds.has(alert.id) || this.#recorded?.takeAlert(alert) === true) continue;
      this.#alertIds.add(alert.id);
      await this.#files.alert(alert);
      this.#onAlert(alert);
    }
  }

  /** A watcher that breaks ends only itself. */
  async #ask(question: (watcher: Watcher) => readonly RunAlert[]): Promise<void> {
    for (const watcher of this.#watchers) {
      try {
        await this.#addAlerts(question(watcher));
      } catch (error) {
        this.#watchers = this.#watchers.filter((other) => other !== watcher);
        await this.#sayOnce(`A watchdog of this run broke and is off (${describeError(error)}).`);
      }
    }
  }

  async #sayOnce(text: string, limit: number = maxSourceNotes): Promise<void> {
    if (this.#said.has(text) || this.#said.size >= limit) return;
    this.#said.add(text);
    await this.#files.note('source', text);
  }
}

/** As the script said it: nothing that a run prints is trusted, so it is marked as its words. */
function alertText({ level, text, step }: PrintedAlert): string {
  const place = step === undefined ? '' : ` at step ${step}`;
  return `The script raised an alert (${level})${place}: ${clipped(text, maxScriptNoteLength)}`;
}
