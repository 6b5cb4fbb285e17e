import * as z from 'zod';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import { defineTool } from './define.ts';

const usualLimit = 15;
const maxMetricNames = 6;

/** Which runs there are. */
export const listRuns = defineTool({
  name: 'list_runs',
  description:
    'The workspace’s training runs, newest first: id, status, when, command, metrics, alerts. match keeps those with a word in name, command or id.',
  input: z.strictObject({
    status: z.enum(['live', 'done', 'failed', 'stopped', 'lost']).optional(),
    match: z.string().min(1).max(200).optional(),
    limit: z.int().min(1).max(50).optional(),
  }),
  effectKinds: ['record'],
  title: () => 'List runs',
  effects: () => [{ kind: 'record', what: 'runs' }],
  async run(question, { runs }) {
    const all = await runs.list();
    const { kept, chosen } = chosenRuns(all, question);
    if (kept.length === 0)
      return { content: all.length === 0 ? 'No run has been started here yet.' : `None of ${all.length} runs is like that.` };
    const left = kept.length - chosen.length;
    const lines = chosen.map(lineOf);
    return {
      content: [...lines, ...(left > 0 ? [`and ${left} older ones: narrow it with status or match, or raise limit`] : [])].join('\n'),
      origin: { kind: 'log', name: 'runs' },
    };
  },
});

export interface RunsQuestion {
  readonly status?: 'live' | 'done' | 'failed' | 'stopped' | 'lost' | undefined;
  readonly match?: string | undefined;
  readonly limit?: number | undefined;
}

/** Those that are like that, and of them as many as are asked for. */
export function chosenRuns(
  all: readonly RunState[],
  { status, match, limit = usualLimit }: RunsQuestion,
): { readonly kept: readonly RunState[]; readonly chosen: readonly RunState[] } {
  const kept = all.filter((run) => hasStatus(run, status) && holds(run, match));
  return { kept, chosen: kept.slice(0, limit) };
}

function hasStatus({ status }: RunState, wanted: string | undefined): boolean {
  if (wanted === 'live') return status === 'queued' || status === 'starting' || status === 'running' || status === 'stopping';
  return wanted === undefined || status === wanted;
}

function holds(state: RunState, match: string | undefined): boolean {
  const { spec, marks } = state;
  return (
    match === undefined ||
    [spec.id, runTitle(state), ...(marks?.tags ?? []), ...spec.argv].join(' ').toLowerCase().includes(match.toLowerCase())
  );
}

function lineOf(state: RunState): string {
  const { spec, status, metrics, pointCount, marks, alerts = [] } = state;
  const named = metrics.slice(0, maxMetricNames).join(', ');
  const more = metrics.length > maxMetricNames ? ` and ${metrics.length - maxMetricNames} more` : '';
  const worst = alerts.find(({ level }) => level === 'error') ?? alerts.find(({ level }) => level === 'warning');
  return [
    spec.id,
    status,
    new Date(spec.createdMs).toISOString(),
    spec.argv.slice(1).join(' ').slice(0, 200) || spec.name,
    ...(marks === undefined ? [] : [[runTitle(state), ...marks.tags.map((tag) => `#${tag}`)].join(' ')]),
    metrics.length === 0 ? 'nothing measured' : `${pointCount} points of ${named}${more}`,
    ...(worst === undefined ? [] : [`alert: ${worst.title}`]),
  ].join(' · ');
}
