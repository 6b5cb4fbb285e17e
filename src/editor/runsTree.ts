import type * as vscode from 'vscode';
import { approvalGroups } from '../app/approvalGroups.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import { headline } from '../runs/headline.ts';
import type { RunState } from '../runs/run.ts';
import type { MetricSummary } from '../runs/series.ts';
import { sparkOf, sparkSvg } from '../runs/spark.ts';
import type { EditorWindow } from './editorWindow.ts';
import { groupRuns, isInUse, type RunGroup, rowsOf } from './runGroups.ts';
import { groupItem, metricItem, metricTooltip, requestItem, requestText, runItem, runTooltip, sparkColor } from './runItems.ts';
import type { RunStates } from './runStates.ts';
import type { RequestNode, RunNode, RunsNode } from './runsNodes.ts';
import { isLive } from './runText.ts';
import { SeenRows } from './seenRows.ts';
import { showWhileVisible } from './watchFiles.ts';

/**
 * The editor makes a row's buttons anew with every refresh, and a click that falls across one is lost. So what goes on refreshes its own row,
 * now and then; the lens and the curves are livelier.
 */
const progressEveryMs = 5000;

/** The Runs view: newest first, with what each came to. */
export class RunsTree implements vscode.TreeDataProvider<RunsNode>, Disposable {
  readonly #window: EditorWindow;
  readonly #states: RunStates;
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new Emitter<RunsNode[] | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  #timer: NodeJS.Timeout | undefined;
  #isPlaced = false;
  /** It was not seen: what its runs came to meanwhile is shown as soon as it is known. */
  #isStale = false;
  readonly #seen = new SeenRows();
  /** The rows of runs that the editor was given. It knows a row by the very object that it was given. */
  readonly #rows = new Map<string, RunNode>();

  constructor(window: EditorWindow, states: RunStates) {
    this.#window = window;
    this.#states = states;
    this.#owned.add(states.onDidChange(() => this.#look()));
    this.#owned.add(window.onDidOpen(({ approvals }) => this.#owned.add(approvals.onDidChange(() => this.#look()))));
  }

  /** The progress of runs is read for it while it is seen. Called as often as one likes. */
  showIn(view: Pick<vscode.TreeView<RunsNode>, 'visible' | 'onDidChangeVisibility'>): void {
    if (this.#isPlaced) return;
    this.#isPlaced = true;
    const shown = {
      get isVisible() {
        return view.visible;
      },
      onDidChangeVisible: (look: () => void) =>
        view.onDidChangeVisibility(() => {
          this.#isStale = view.visible;
          look();
        }),
    };
    showWhileVisible(this.#states, shown, this.#owned);
  }

  /** Other rows, and what changed in one, are shown at once, progress now and then. */
  #look(): void {
    const requests = this.#requests().map(({ group }) => `${group.map(({ id }) => id).join(' ')} ${requestText(group)}`);
    const changes = this.#seen.changes(requests, this.#states.known);
    if (changes === 'all') void this.#redrawAll();
    else if (changes.length > 0) void this.#redraw(changes);
    else if (this.#isStale) this.#progress();
    else this.#timer ??= setTimeout(() => this.#progress(), progressEveryMs);
  }

  #progress(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isStale = false;
    void this.#redraw([...this.#rows].flatMap(([id, { state }]) => (isLive(state) ? [id] : [])));
  }

  /** What a row says is read before the editor is told, so that it gets its rows without waiting. */
  async #redraw(ids: readonly string[]): Promise<void> {
    const read = await Promise.all(ids.map((id) => this.#rows.get(id)).map((row) => row && this.#read(row)));
    // Meanwhile the editor may have been given others.
    const rows = read.filter((row) => row !== undefined).filter((row) => this.#rows.get(row.state.spec.id) === row);
    if (rows.length > 0) this.#changed.fire(rows);
  }

  async #redrawAll(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await Promise.all([...this.#rows.values()].map((row) => this.#read(row)));
    this.#changed.fire(undefined);
  }

  async #read(row: RunNode): Promise<RunNode> {
    await this.#states.metrics(row.state).catch(() => undefined);
    await this.#states.diagnosis(row.state).catch(() => undefined);
    return row;
  }

  async getChildren(node?: RunsNode): Promise<RunsNode[]> {
    try {
      if (node === undefined) {
        const runs = await this.#states.all();
        const away = runs.filter((state) => !isInUse(state));
        const archive: RunGroup = { id: 'archive', label: 'Archived', states: away };
        const { shown: newest, groups } = groupRuns(runs.filter(isInUse), Date.now());
        this.#rows.clear();
        return [...this.#requests(), ...this.#nodes(newest), ...[...groups, ...(away.length === 0 ? [] : [archive])].map(groupNode)];
      }
      if (node.kind === 'group') {
        const { shown, more } = rowsOf(node.group);
        return [...this.#nodes(shown), ...(more === undefined ? [] : [groupNode(more)])];
      }
      if (node.kind !== 'run') return [];
      const { state } = node;
      return (await this.#states.metrics(state)).map((metric) => ({ kind: 'metric', state, metric }));
    } catch (error) {
      // The view shows its welcome text; the chat and the log say what is wrong.
      this.#window.log.error(error instanceof Error ? error : String(error));
      return [];
    }
  }

  getTreeItem(node: RunsNode): vscode.TreeItem | Promise<vscode.TreeItem> {
    switch (node.kind) {
      case 'request':
        return requestItem(node);
      case 'run':
        return this.#runItem(node);
      case 'group':
        return groupItem(node.group);
      case 'metric':
        return metricItem(node.state, node.metric);
    }
  }

  /** The editor asks when the pointer rests on a row: only then a curve is read for it. */
  async resolveTreeItem(item: vscode.TreeItem, node: RunsNode): Promise<vscode.TreeItem> {
    if (node.kind === 'run') {
      const { state } = node;
      const found = await this.#states.diagnosis(state).catch(() => undefined);
      const metric = headline(await this.#states.metrics(state).catch(() => []))?.metric;
      item.tooltip = runTooltip(state, found, metric === undefined ? undefined : { metric, picture: await this.#spark(state, metric) });
    } else if (node.kind === 'metric') item.tooltip = metricTooltip(node.metric, await this.#spark(node.state, node.metric.metric));
    return item;
  }

  async #spark({ spec }: RunState, metric: string): Promise<string | undefined> {
    try {
      const { runs } = await this.#window.workbench();
      const column = await (await runs.seriesOf(spec.id)).column(metric);
      return sparkSvg(sparkOf(column), sparkColor);
    } catch {
      // The run went away, or cannot be read: the rest of the tooltip is true all the same.
      return undefined;
    }
  }

  #nodes(states: readonly RunState[]): readonly RunNode[] {
    const known = this.#states;
    return states.map((given) => {
      const { id } = given.spec;
      const row: RunNode = {
        kind: 'run',
        get state() {
          return known.stateOf(id) ?? given;
        },
      };
      this.#rows.set(id, row);
      return row;
    });
  }

  #requests(): readonly RequestNode[] {
    return approvalGroups(this.#window.opened?.approvals.pending ?? []).map((group) => ({ kind: 'request', group }));
  }

  async #runItem(row: RunNode): Promise<vscode.TreeItem> {
    const metrics = await this.#metrics(row.state);
    const found = await this.#states.diagnosis(row.state).catch(() => undefined);
    return runItem(row, metrics, found?.error ?? found?.cause);
  }

  /** Of a run that goes on, what was read last: its next points are drawn soon. */
  async #metrics(state: RunState): Promise<readonly MetricSummary[]> {
    const known = this.#states.knownMetrics(state);
    if (isLive(state) && known.length > 0) return known;
    return await this.#states.metrics(state).catch(() => []);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#owned.dispose();
  }
}

function groupNode(group: RunGroup): RunsNode {
  return { kind: 'group', group };
}
