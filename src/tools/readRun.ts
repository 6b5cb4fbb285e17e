import * as z from 'zod';
import { systemClock } from '../base/clock.ts';
import { Cancelled } from '../base/errors.ts';
import type { RunId } from '../base/ids.ts';
import { hideSecrets } from '../base/redact.ts';
import type { ToolCall, ToolDetail } from '../base/tool.ts';
import { evaluationLinesOf } from '../runs/evaluate/evaluationRecord.ts';
import type { RunState } from '../runs/run.ts';
import { hasEnded, type LogPage } from '../runs/runs.ts';
import { waitForRun } from '../runs/wait.ts';
import { defineTool } from './define.ts';
import { summarizeMetrics } from './metricSummary.ts';
import { maxOutputBytes } from './numbered.ts';
import { cardState, curveOf, failureLines, failureOf } from './runCard.ts';
import { describeState } from './runLines.ts';
import type { ToolServices } from './services.ts';

const defaultLines = 30;
const tracebackSearchLines = 200;
const maxTracebackLines = 40;

/** State, measured numbers and console of a run; waits for its end if asked to. */
export const readRun = defineTool({
  name: 'read_run',
  description:
    'Look at a run: status, exit, alerts, cause of a failure, checkpoints, first/best/last and trend of every metric as measured, and console lines (newest unless from_line; match keeps lines with a word, or one of several between |). wait_s waits up to that many seconds for its end; wait_run waits longer.',
  input: z.strictObject({
    run: z.string().min(1).max(200),
    wait_s: z.number().min(0).max(600).optional(),
    from_line: z.int().min(1).optional(),
    lines: z.int().min(1).max(400).optional(),
    match: z.string().min(1).max(500).optional(),
  }),
  effectKinds: ['record'],
  title: ({ run }) => `Read run ${run}`,
  effects: () => [{ kind: 'record', what: 'runs' }],
  async run({ run, wait_s, from_line, lines, match }, { runs, roots }, call) {
    // The door where the model's word becomes a run's id: an unknown one is refused by `runs`.
    const id = run.trim() as RunId;
    const state = await waitForEnd(runs, id, (wait_s ?? 0) * 1000, call);
    const isPlain = from_line === undefined && match === undefined;
    const page = await runs.logPage(id, {
      lines: lines ?? (isPlain && state.status === 'failed' ? tracebackSearchLines : defaultLines),
      ...(from_line === undefined ? {} : { from: from_line }),
      ...(match === undefined ? {} : { match }),
    });
    const shown = isPlain && lines === undefined ? tail(page, state) : page;
    const { head, detail } = await summaryOf(runs, state, roots);
    return { content: [...head, ...describeLog(shown, match)].join('\n'), detail, origin: { kind: 'log', name: state.spec.name } };
  },
});

/** What a run is and came to: everything but its console. */
export async function summaryOf(
  runs: Pick<ToolServices['runs'], 'seriesOf' | 'logPage'>,
  state: RunState,
  roots: readonly string[],
): Promise<{ readonly head: readonly string[]; readonly detail: ToolDetail }> {
  const series = await runs.seriesOf(state.spec.id);
  const metrics = await summarizeMetrics(series);
  const failure = await failureOf(runs, state, roots);
  const head = [
    ...describeState(state),
    ...(failure === undefined ? [] : failureLines(failure)),
    ...(await evaluationLinesOf(state)),
    ...(metrics.length === 0 ? ['metrics: none measured yet'] : metrics),
  ];
  const detail = {
    kind: 'run' as const,
    run: state.spec.id,
    name: state.spec.name,
    ...cardState(state.status),
    ...(failure === undefined ? {} : { error: failure.error }),
    ...(await curveOf(series)),
  };
  return { head, detail };
}

/** The state when it has ended, or as it is when the time is over. */
async function waitForEnd(
  runs: Pick<ToolServices['runs'], 'get' | 'onDidChange' | 'seriesOf'>,
  id: RunId,
  timeoutMs: number,
  { signal, called }: ToolCall,
): Promise<RunState> {
  const state = await runs.get(id);
  if (timeoutMs === 0 || hasEnded(state)) return state;
  try {
    return (await waitForRun(runs, id, { timeoutMs, clock: systemClock, signal, called, heedsAlerts: false })).state;
  } catch (error) {
    throw signal.aborted ? new Cancelled() : error;
  }
}

/** The newest lines; of a failed run, those from its last traceback on. */
function tail(page: LogPage, { status }: RunState): LogPage {
  const traceback = status === 'failed' ? page.lines.findLastIndex((line) => line.startsWith('Traceback (most recent call last)')) : -1;
  const wanted = traceback < 0 ? defaultLines : Math.min(page.lines.length - traceback, maxTracebackLines);
  const skipped = Math.max(0, page.lines.length - wanted);
  return { ...page, firstLine: page.firstLine + skipped, lines: page.lines.slice(skipped) };
}

function describeLog({ firstLine, lines, totalLines }: LogPage, match: string | undefined): readonly string[] {
  if (totalLines === 0) return ['console: nothing printed'];
  if (lines.length === 0)
    return [match === undefined ? 'console: no such lines' : `console: no line matches “${match}”`, `(${totalLines} lines in all)`];
  const shown: string[] = [];
  let bytes = 0;
  // From the end, so that the newest are kept.
  for (const line of [...lines].reverse()) {
    const cut = line.length > 1000 ? `${hideSecrets(line).slice(0, 1000)}…` : line;
    bytes += Buffer.byteLength(cut) + 1;
    if (bytes > maxOutputBytes / 2) break;
    shown.unshift(cut);
  }
  const first = firstLine + lines.length - shown.length;
  const range =
    match === undefined
      ? `lines ${first} to ${firstLine + lines.length - 1} of ${totalLines}`
      : `${shown.length} matching of ${totalLines} lines`;
  return [`console (${range}):`, ...shown];
}
