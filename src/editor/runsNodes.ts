/** What the rows of the Runs view stand for, and what a command is given of them. */
import type { RunState } from '../runs/run.ts';
import type { MetricSummary } from '../runs/series.ts';
import type { ApprovalGroup } from './approvalViews.ts';
import type { RunGroup } from './runGroups.ts';

export interface RunNode {
  readonly kind: 'run';
  /** As it is when it is asked for: a row outlives many states of its run. */
  readonly state: RunState;
}

export interface RequestNode {
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
