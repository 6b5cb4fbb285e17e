import * as vscode from 'vscode';
import { approvalGroups } from '../app/approvalGroups.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import type { RunId } from '../base/ids.ts';
import { commandText } from '../runs/commandText.ts';
import type { Diagnosis } from '../runs/diagnose.ts';
import { headline } from '../runs/headline.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import type { MetricSummary } from '../runs/series.ts';
import { sparkOf, sparkSvg } from '../runs/spark.ts';
import { alertMark } from './alertText.ts';
import { titleOfGroup } from './approvalText.ts';
import type { ApprovalGroup } from './approvalViews.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { rowChanges, type SeenRow } from './rowChanges.ts';
import { groupRuns, type RunGroup, rowsOf } from './runGroups.ts';
import type { RunStates } from './runStates.ts';
import { durationText, isLive, outcomeText, queuedText, runDurationMs, statusIcon, valueText } from './runText.ts';

interface RunNode {
  readonly kind: 'run';
  /** As it is when it is asked for: a row outlives many states of its run. */
  readonly state: RunState;
}

interface RequestNode {
  readonly kind: 'request';
  readonly group: ApprovalGroup;
}

export type RunsNode =
  /** What waits for the person stands before everything. */
  | RequestNode
  | RunNode
  /** Older runs; those that the person has put away, behind all others. */
  | { readonly kind: 'group'; readonly group: RunGroup }
  | { readonly kind: 'metric'; readonly state: RunState; readonly metric: MetricSummary };

/** The requests that a command's argument stands for. */
export function requestOf(item: unknown): ApprovalGroup | undefined {
  return isRequestNode(item) ? item.group : undefined;
}

function isRequestNode(item: unknown): item is RequestNode {
  return typeof item === 'object' && item !== null && 'kind' in item && item.kind === 'request' && 'group' in item;
}

/** The run that a command's argument (an item of the tree) stands for. */
export function runOf(item: unknown): RunState | undefined {
  return isRunsNode(item) ? item.state : undefined;
}

/** The runs that a command is about: all that are selected where the one of the menu is among them, each once. */
export function chosenRuns(item: unknown, selected: unknown): readonly RunState[] {
  const items = Array.isArray(selected) && selected.length > 1 ? selected : [item];
  const states = items.map(runOf).filter((state) => state !== undefined);
  return [...new Map(states.map((state) => [state.spec.id, state])).values()];
}

function isRunsNode(item: unknown): item is Exclude<RunsNode, { readonly kind: 'request' | 'group' }> {
  return typeof item === 'object' && item !== null && 'kind' in item && (item.kind === 'run' || item.kind === 'metric') && 'state' in item;
}

const shownAlerts = 3;

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
  #seen: readonly SeenRow[] = [];
  readonly #seenRuns = new WeakMap<RunState, SeenRow>();
  /** The rows of runs that the editor was given. It knows a row by the very object that it was given. */
  readonly #rows = new Map<string, RunNode>();

  constructor(window: EditorWindow, states: RunStates) {
    this.#window = window;
    this.#states = states;
    this.#owned.add(states.onDidChange(() => this.#look()));
    this.#owned.add(window.onDidOpen(({ approvals }) => this.#owned.add(approvals.onDidChange(() => this.#look()))));
  }

  /** Other rows, and what changed in one, are shown at once, progress now and then. */
  #look(): void {
    const now = [...this.#requests().map(seenRequest), ...this.#states.known.map((state) => this.#seenRun(state))];
    const changes = rowChanges(this.#seen, now);
    this.#seen = now;
    if (changes === 'all') void this.#redrawAll();
    else if (changes.length > 0) void this.#redraw(changes);
    else this.#timer ??= setTimeout(() => this.#progress(), progressEveryMs);
  }

  /** A run that did not change is the very same object: of ten thousand only those that go on are looked at. */
  #seenRun(state: RunState): SeenRow {
    const known = this.#seenRuns.get(state);
    if (known !== undefined) return known;
    const { spec, status, metrics, marks, queued, alerts, segment } = state;
    const seen: SeenRow = {
      id: spec.id,
      place: `${isLive(state)} ${marks?.isArchived === true}`,
      look: JSON.stringify([status, segment, metrics.length, marks, queued, alerts?.length]),
    };
    this.#seenRuns.set(state, seen);
    return seen;
  }

  #progress(): void {
    this.#timer = undefined;
    void this.#redraw([...this.#rows].flatMap(([id, { state }]) => (isLive(state) ? [id] : [])));
  }

  /** What a row says is read before the editor is told, so that it gets its rows without waiting. */
  async #redraw(ids: readonly string[]): Promise<void> {
    const read = await Promise.all(ids.map((id) => this.#rows.get(id)).map((row) => row && this.#read(row)));
    // Meanwhile the editor may have been given others.
    const rows = read.filter((row) => row !== undefined && this.#rows.get(row.state.spec.id) === row);
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
        const away = runs.filter(({ marks }) => marks?.isArchived === true);
        const shown = runs.filter(({ marks }) => marks?.isArchived !== true);
        const archive: RunGroup = { id: 'archive', label: 'Archived', states: away };
        const { shown: newest, groups } = groupRuns(shown, Date.now());
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
    const { state } = row;
    const { spec } = state;
    const metrics = await this.#metrics(state);
    const found = await this.#states.diagnosis(state).catch(() => undefined);
    const cause = found?.error ?? found?.cause;
    const title = runTitle(state);
    const item = new vscode.TreeItem(
      title,
      state.metrics.length === 0 ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed,
    );
    const { codicon, color } = statusIcon(state);
    item.id = spec.id;
    item.iconPath = new vscode.ThemeIcon(codicon, color === undefined ? undefined : new vscode.ThemeColor(color));
    const description = runDescription(state, metrics, Date.now(), cause);
    const isSaid = description.startsWith(state.status);
    item.description = description;
    item.contextValue = contextOf(state);
    item.accessibilityInformation = { label: [title, ...(isSaid ? [] : [state.status]), description].join(', ') };
    item.command = {
      command: 'practicum.showCurves' satisfies CommandId,
      title: 'Show Curves',
      arguments: [row],
    };
    return item;
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

function seenRequest({ group }: RequestNode): SeenRow {
  const [first] = group;
  const ids = group.map(({ id }) => id);
  return { id: `request/${first.id}`, place: JSON.stringify([ids, requestText(group)]), look: '' };
}

function groupNode(group: RunGroup): RunsNode {
  return { kind: 'group', group };
}

/** What the menus of a run depend on. */
function contextOf(state: RunState): string {
  const words = [
    'run',
    isLive(state) ? 'live' : state.status === 'failed' ? 'failed' : undefined,
    state.status === 'queued' ? 'queued' : undefined,
    state.marks?.isArchived === true ? 'archived' : undefined,
  ];
  return words.filter((word) => word !== undefined).join('.');
}

function groupItem({ id, label, states }: RunGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `group/${id}`;
  item.iconPath = new vscode.ThemeIcon(id.startsWith('archive') ? 'archive' : 'history');
  item.description = states.length === 1 ? '1 run' : `${states.length.toLocaleString('en')} runs`;
  item.contextValue = 'group';
  return item;
}

function requestText([first]: ApprovalGroup): string {
  return ['waits for your answer', first.cost?.text, first.sessionTitle].filter((part) => part !== undefined && part !== '').join(' · ');
}

function requestItem(node: RequestNode): vscode.TreeItem {
  const [first] = node.group;
  const title = titleOfGroup(node.group);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.None);
  item.id = `request/${first.id}`;
  item.iconPath = new vscode.ThemeIcon('bell-dot', new vscode.ThemeColor('list.warningForeground'));
  item.description = requestText(node.group);
  item.tooltip = first.reason;
  item.contextValue = 'request';
  item.accessibilityInformation = { label: `${title}, waits for your answer` };
  item.command = { command: 'practicum.showRequest' satisfies CommandId, title: 'Show in Chat', arguments: [node] };
  return item;
}

/** `test_accuracy 0.961 · 12 s · exit 1, ValueError: …` */
export function runDescription(state: RunState, metrics: readonly MetricSummary[], nowMs: number, cause?: string): string {
  const shown = headline(metrics);
  const ms = runDurationMs(state, nowMs);
  const parts = [
    state.queued === undefined
      ? isLive(state) || state.status === 'lost' || state.status === 'stopped'
        ? state.status
        : undefined
      : queuedText(state.queued),
    alertMark(state),
    shown === undefined ? undefined : `${shown.metric} ${valueText(shown.last.value)}`,
    ms === undefined ? undefined : durationText(ms),
    outcomeText(state, cause),
    ...(state.marks?.tags ?? []).map((tag) => `#${tag}`),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** An imported run was started by nobody here. */
function startText({ interpreter, origin, imported }: RunState['spec']): readonly string[] {
  return imported === undefined ? [interpreter.version, `started by ${origin.by === 'person' ? 'you' : 'the agent'}`] : [];
}

/** A blue that can be told from the ground of light and dark themes: a picture knows nothing of the theme. */
const sparkColor = '#3b8eea';

function appendSpark(text: vscode.MarkdownString, picture: string): void {
  text.appendMarkdown(`\n\n![](data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')})`);
}

interface Spark {
  readonly metric: string;
  readonly picture: string | undefined;
}

function runTooltip(state: RunState, found: Diagnosis | undefined, spark: Spark | undefined): vscode.MarkdownString {
  const { spec, status, pointCount, startedMs, alerts = [], devices = [], marks } = state;
  const text = new vscode.MarkdownString('', true);
  text.appendMarkdown(`**${status}**`);
  text.appendText(startedMs === undefined ? '' : `, started ${new Date(startedMs).toLocaleString()}`);
  text.appendMarkdown('\n\n').appendCodeblock(commandText(spec), 'sh');
  text.appendText([`${pointCount} points`, ...startText(spec)].join(' · '));
  if (devices.length > 0) text.appendText(` · on ${devices.map(({ label, name }) => `GPU ${label} (${name})`).join(', ')}`);
  if (spark?.picture !== undefined) {
    appendSpark(text, spark.picture);
    text.appendMarkdown(' ').appendText(spark.metric);
  }
  for (const note of marks?.notes ?? []) text.appendMarkdown('\n\n$(note) ').appendText(note.text);
  if (found !== undefined) {
    text.appendMarkdown('\n\n').appendText(found.cause);
    if (found.fix !== undefined) text.appendMarkdown('\n\n').appendText(found.fix);
    if (found.place !== undefined) text.appendMarkdown('\n\n').appendText(`${found.place.file}:${found.place.line}`);
  }
  for (const { title } of alerts.slice(-shownAlerts)) text.appendMarkdown('\n\n$(alert) ').appendText(title);
  return text;
}

function metricTooltip({ n, nonFinite, last }: MetricSummary, picture: string | undefined): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText(`${n} points; last at step ${last.step}${nonFinite === 0 ? '' : `; ${nonFinite} not finite`}`);
  if (picture !== undefined) appendSpark(text, picture);
  return text;
}

function metricItem(state: RunState, { metric, last, best }: MetricSummary): vscode.TreeItem {
  const item = new vscode.TreeItem(metric, vscode.TreeItemCollapsibleState.None);
  item.id = `${state.spec.id}/${metric}`;
  item.iconPath = new vscode.ThemeIcon('graph-line');
  item.description =
    best === undefined ? valueText(last.value) : `${valueText(last.value)} · best ${valueText(best.value)} at step ${best.step}`;
  item.contextValue = 'metric';
  return item;
}
