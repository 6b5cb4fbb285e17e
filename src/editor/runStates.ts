import { type Disposable, DisposableList, toDisposable } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import type { RunId } from '../base/ids.ts';
import { type Diagnosis, diagnose, diagnosedLines } from '../runs/diagnose.ts';
import type { RunState } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';
import type { MetricSummary } from '../runs/series.ts';
import type { EditorWindow } from './editorWindow.ts';

interface Known {
  readonly points: number;
  readonly summaries: readonly MetricSummary[];
}

/** What the tree and the lenses know of the workspace's runs: their states, newest first, and what their metrics came to. */
export class RunStates implements Disposable {
  readonly #window: EditorWindow;
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #states = new Map<RunId, RunState>();
  readonly #known = new Map<RunId, Known>();
  readonly #counting = new Map<RunId, Promise<Known>>();
  /** One for each segment that failed: a run that was resumed may fail otherwise. */
  readonly #diagnoses = new Map<string, Diagnosis | undefined>();
  #listed: Promise<void> | undefined;
  #sorted: readonly RunState[] | undefined;
  #runs: Runs | undefined;
  #showing = 0;
  #following: Disposable | undefined;

  constructor(window: EditorWindow) {
    this.#window = window;
    this.#owned.add(
      window.onDidOpenBench(({ runs }) => {
        this.#runs = runs;
        this.#owned.add(
          runs.onDidTurn((states) => {
            // Nothing is named when a folder was removed.
            if (states.length === 0) this.#listed = this.#list(runs);
            for (const state of states) this.#states.set(state.spec.id, state);
            this.#tell();
          }),
        );
        this.#listed = this.#list(runs);
        this.#follow();
      }),
    );
  }

  /** Progress of runs is shown until what this answers is disposed; else only their ends and the like are told, soon enough for who is notified. */
  show(): Disposable {
    this.#showing += 1;
    this.#follow();
    return toDisposable(() => {
      this.#showing -= 1;
      this.#follow();
    });
  }

  #follow(): void {
    if (this.#showing > 0) this.#following ??= this.#runs?.onDidChange(() => undefined);
    else {
      this.#following?.dispose();
      this.#following = undefined;
    }
  }

  /** Newest first. Opens the bench. */
  async all(): Promise<readonly RunState[]> {
    await this.#window.bench();
    await this.#listed;
    return this.known;
  }

  /** The newest of one run that is known. */
  stateOf(id: RunId): RunState | undefined {
    return this.#states.get(id);
  }

  /** What is known without opening anything. */
  get known(): readonly RunState[] {
    this.#sorted ??= [...this.#states.values()].sort((a, b) => b.spec.createdMs - a.spec.createdMs);
    return this.#sorted;
  }

  /** The run's metrics in the order in which they appeared, up to date with its points. */
  async metrics({ spec: { id }, pointCount }: RunState): Promise<readonly MetricSummary[]> {
    const known = this.#known.get(id);
    if (known !== undefined && known.points >= pointCount) return known.summaries;
    const counting = this.#counting.get(id) ?? this.#count(id, pointCount);
    this.#counting.set(id, counting);
    try {
      return (await counting).summaries;
    } finally {
      this.#counting.delete(id);
    }
  }

  /** What is known of the run's metrics without reading anything. */
  knownMetrics({ spec: { id } }: RunState): readonly MetricSummary[] {
    return this.#known.get(id)?.summaries ?? [];
  }

  /** Why a failed run failed, in its own words; undefined for every other run. */
  async cause(state: RunState): Promise<string | undefined> {
    const found = await this.diagnosis(state);
    return found?.error ?? found?.cause;
  }

  /** Why a failed run failed, what helps, and where; undefined for every other run. */
  async diagnosis({ spec: { id }, status, exit, segment = 0 }: RunState): Promise<Diagnosis | undefined> {
    if (status !== 'failed') return undefined;
    const key = `${id} ${segment}`;
    if (this.#diagnoses.has(key)) return this.#diagnoses.get(key);
    const { runs, host } = await this.#window.bench();
    const { lines } = await runs.logPage(id, { lines: diagnosedLines });
    const found = diagnose({ lines, roots: host.roots, exit });
    this.#diagnoses.set(key, found);
    return found;
  }

  async #list(runs: Runs): Promise<void> {
    const states = await runs.list();
    const listed = new Set(states.map(({ spec }) => spec.id));
    for (const id of this.#states.keys()) if (!listed.has(id)) this.#states.delete(id);
    for (const state of states) this.#states.set(state.spec.id, state);
    this.#tell();
  }

  #tell(): void {
    this.#sorted = undefined;
    this.#changed.fire();
  }

  async #count(id: RunId, pointCount: number): Promise<Known> {
    const { runs } = await this.#window.bench();
    const series = await runs.seriesOf(id);
    // A line that cannot be read is no reason to read the others again and again.
    const known: Known = { points: Math.max(pointCount, series.pointCount), summaries: await series.summaries() };
    this.#known.set(id, known);
    return known;
  }

  dispose(): void {
    this.#following?.dispose();
    this.#owned.dispose();
  }
}
