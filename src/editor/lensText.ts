import { valueText } from '../base/valueText.ts';
import { headline } from '../runs/headline.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import type { MetricSummary } from '../runs/series.ts';
import { durationText, isLive, isSilent, outcomeText, runDurationMs } from './runText.ts';

/** How a run reads in the lens above its script: short enough to stand beside the others. Pure. */

export interface RunLook {
  readonly state: RunState;
  readonly metrics: readonly MetricSummary[];
  /** Why it failed, in its own words. */
  readonly cause?: string;
  /** What the run of this script before it came to. */
  readonly before?: readonly MetricSummary[];
}

const maxCause = 60;

/** `● step 412/2000 · loss 1.84`, `✓ test_accuracy 0.961 (+2 %)`, `✗ exit 1, CUDA out of memory` */
export function lensResult({ state, metrics, cause, before }: RunLook, nowMs: number): string {
  const shown = headline(metrics);
  if (isLive(state)) return liveText(state, shown, nowMs);
  const value = shown === undefined ? undefined : `${shown.metric} ${valueText(shown.last.value)}${changeText(shown, before)}`;
  switch (state.status) {
    case 'done':
      return `✓ ${value ?? (isSilent(state) ? 'printed nothing' : durationText(runDurationMs(state, nowMs) ?? 0))}`;
    case 'failed':
      return `✗ ${shortened(outcomeText(state, cause) ?? 'failed')}`;
    case 'stopped':
      return ['■ stopped', value].filter((part) => part !== undefined).join(' · ');
    case 'lost':
    case 'queued':
    case 'starting':
    case 'running':
    case 'stopping':
      return ['? lost', value].filter((part) => part !== undefined).join(' · ');
  }
}

function liveText(state: RunState, shown: MetricSummary | undefined, nowMs: number): string {
  const ms = runDurationMs(state, nowMs);
  if (state.status !== 'running') return `● ${state.status}`;
  if (shown === undefined) {
    const silence = state.logBytes === 0 ? 'nothing printed yet' : 'running';
    return `● ${silence}${ms === undefined ? '' : ` · ${durationText(ms)}`}`;
  }
  const total = totalSteps(state.spec.argv);
  return `● step ${shown.last.step}${total === undefined || total < shown.last.step ? '' : `/${total}`} · ${shown.metric} ${valueText(shown.last.value)}`;
}

const totalName = /^--?(?:max|num|total|max[-_]train|training\.)?[-_]?(?:steps|iters|iterations|timesteps)$/;

/** How many steps the command line says it will take. */
export function totalSteps(argv: readonly string[]): number | undefined {
  for (const [at, word] of argv.entries()) {
    const [name = word, joined] = word.split('=', 2);
    const value = Number(joined ?? argv[at + 1]);
    if (totalName.test(name) && Number.isSafeInteger(value) && value > 0) return value;
  }
  return undefined;
}

/** `(−4 %)`: how far the last value lies from that of the run before; nothing where they cannot be compared. */
function changeText({ metric, last }: MetricSummary, before: readonly MetricSummary[] | undefined): string {
  const earlier = before?.find((summary) => summary.metric === metric)?.last.value;
  if (earlier === undefined || !Number.isFinite(earlier) || !Number.isFinite(last.value) || earlier === 0) return '';
  const percent = ((last.value - earlier) / Math.abs(earlier)) * 100;
  const size = Math.abs(percent);
  if (size >= 1000) return '';
  const digits = size > 0 && size < 1 ? size.toFixed(1) : size.toFixed(0);
  const sign = Number(digits) === 0 ? '±' : percent > 0 ? '+' : '−';
  return ` (${sign}${Number(digits) === 0 ? '0' : digits} %)`;
}

function shortened(text: string): string {
  return text.length > maxCause ? `${text.slice(0, maxCause - 1)}…` : text;
}

/** All that the lens has no room for. */
export function lensTooltip({ state, cause }: RunLook, nowMs: number): string {
  const ms = runDurationMs(state, nowMs);
  const { interpreter, argv } = state.spec;
  return [
    [`${runTitle(state)}: ${state.status}`, ms === undefined ? undefined : durationText(ms), outcomeText(state, cause)]
      .filter((part) => part !== undefined)
      .join(', '),
    argv.join(' '),
    `Python ${interpreter.version} (${interpreter.origin})`,
  ].join('\n');
}
