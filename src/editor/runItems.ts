/** How each row of the Runs view looks, and what it says when the pointer rests on it. */
import * as vscode from 'vscode';
import { valueText } from '../base/valueText.ts';
import { commandText } from '../runs/commandText.ts';
import type { Diagnosis } from '../runs/diagnose.ts';
import { headline } from '../runs/headline.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import type { MetricSummary } from '../runs/series.ts';
import { alertMark } from './alertText.ts';
import { titleOfGroup } from './approvalText.ts';
import type { ApprovalGroup } from './approvalViews.ts';
import type { CommandId } from './contributions.ts';
import type { RunGroup } from './runGroups.ts';
import type { RequestNode, RunNode } from './runsNodes.ts';
import { durationText, isLive, noteText, outcomeText, queuedText, runDurationMs, statusIcon } from './runText.ts';

const shownAlerts = 3;

/** `cause`: why it failed, where that is known. */
export function runItem(row: RunNode, metrics: readonly MetricSummary[], cause: string | undefined): vscode.TreeItem {
  const { state } = row;
  const title = runTitle(state);
  const item = new vscode.TreeItem(
    title,
    state.metrics.length === 0 ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed,
  );
  const { codicon, color } = statusIcon(state);
  item.id = state.spec.id;
  item.iconPath = new vscode.ThemeIcon(codicon, color === undefined ? undefined : new vscode.ThemeColor(color));
  const description = runDescription(state, metrics, Date.now(), cause);
  const isSaid = description.startsWith(state.status);
  item.description = description;
  item.contextValue = contextOf(state);
  item.accessibilityInformation = { label: [title, ...(isSaid ? [] : [state.status]), description].join(', ') };
  item.command = { command: 'practicum.showCurves' satisfies CommandId, title: 'Show Curves', arguments: [row] };
  return item;
}

/** What the menus of a run depend on. */
function contextOf(state: RunState): string {
  const words = [
    'run',
    isLive(state) ? 'live' : state.status === 'failed' ? 'failed' : undefined,
    state.status === 'queued' ? 'queued' : undefined,
    state.job === undefined ? undefined : 'job',
    state.marks?.isArchived === true ? 'archived' : undefined,
  ];
  return words.filter((word) => word !== undefined).join('.');
}

export function groupItem({ id, label, states }: RunGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `group/${id}`;
  item.iconPath = new vscode.ThemeIcon(id.startsWith('archive') ? 'archive' : 'history');
  item.description = states.length === 1 ? '1 run' : `${states.length.toLocaleString('en')} runs`;
  item.contextValue = 'group';
  return item;
}

export function requestText([first]: ApprovalGroup): string {
  return ['waits for your answer', first.cost?.text, first.sessionTitle].filter((part) => part !== undefined && part !== '').join(' · ');
}

export function requestItem(node: RequestNode): vscode.TreeItem {
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
    noteText(state),
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
export const sparkColor = '#3b8eea';

function appendSpark(text: vscode.MarkdownString, picture: string): void {
  text.appendMarkdown(`\n\n![](data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')})`);
}

export interface Spark {
  readonly metric: string;
  readonly picture: string | undefined;
}

/** ` · on a10g-small, paid by ada: ` */
function jobText({ job }: RunState['spec']): string {
  return job === undefined ? ' · ' : ` · on ${job.flavor}, paid by ${job.payer}: `;
}

export function runTooltip(state: RunState, found: Diagnosis | undefined, spark: Spark | undefined): vscode.MarkdownString {
  const { spec, status, pointCount, startedMs, alerts = [], devices = [], job, marks, note } = state;
  const text = new vscode.MarkdownString('', true);
  text.appendMarkdown(`**${status}**`);
  text.appendText(startedMs === undefined ? '' : `, started ${new Date(startedMs).toLocaleString()}`);
  text.appendMarkdown('\n\n').appendCodeblock(commandText(spec), 'sh');
  text.appendText([`${pointCount} points`, ...startText(spec)].join(' · '));
  if (devices.length > 0) text.appendText(` · on ${devices.map(({ label, name }) => `GPU ${label} (${name})`).join(', ')}`);
  if (job !== undefined)
    text.appendText(jobText(spec)).appendMarkdown(`[${spec.job?.kind === 'space' ? 'Space' : 'job'} ${job.id}](${job.page})`);
  if (spark?.picture !== undefined) {
    appendSpark(text, spark.picture);
    text.appendMarkdown(' ').appendText(spark.metric);
  }
  if (note !== undefined) text.appendMarkdown('\n\n$(info) ').appendText(note);
  for (const own of marks?.notes ?? []) text.appendMarkdown('\n\n$(note) ').appendText(own.text);
  if (found !== undefined) {
    text.appendMarkdown('\n\n').appendText(found.cause);
    if (found.fix !== undefined) text.appendMarkdown('\n\n').appendText(found.fix);
    if (found.place !== undefined) text.appendMarkdown('\n\n').appendText(`${found.place.file}:${found.place.line}`);
  }
  for (const { title } of alerts.slice(-shownAlerts)) text.appendMarkdown('\n\n$(alert) ').appendText(title);
  return text;
}

export function metricTooltip({ n, nonFinite, last }: MetricSummary, picture: string | undefined): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText(`${n} points; last at step ${last.step}${nonFinite === 0 ? '' : `; ${nonFinite} not finite`}`);
  if (picture !== undefined) appendSpark(text, picture);
  return text;
}

export function metricItem(state: RunState, { metric, last, best }: MetricSummary): vscode.TreeItem {
  const item = new vscode.TreeItem(metric, vscode.TreeItemCollapsibleState.None);
  item.id = `${state.spec.id}/${metric}`;
  item.iconPath = new vscode.ThemeIcon('graph-line');
  item.description =
    best === undefined ? valueText(last.value) : `${valueText(last.value)} · best ${valueText(best.value)} at step ${best.step}`;
  item.contextValue = 'metric';
  return item;
}
