/** A run in lines, for the model. Bounded. */
import type { RunAlert } from '../runs/alert.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';

const maxAlerts = 8;
const maxEvidence = 3;
const maxCheckpoints = 5;

export function describeState(state: RunState): readonly string[] {
  const { spec, status, startedMs, pausedMs = 0, exit, segment, resumed, checkpoints = [], note, queued, devices = [], marks } = state;
  const lines = [`run: ${spec.id} (${runTitle(state)})`, `status: ${status}`];
  if (queued !== undefined) lines.push(`position in the queue: ${queued.position}, waits for ${queued.waitsFor}`);
  if (devices.length > 0) lines.push(`devices: ${devices.map(({ label, name }) => `GPU ${label} (${name})`).join(', ')}`);
  if (marks !== undefined && marks.tags.length > 0) lines.push(`tags: ${marks.tags.join(', ').slice(0, 500)}`);
  if (exit !== undefined) {
    const how = exit.code === null ? (exit.signal ?? 'unknown') : String(exit.code);
    lines.push(`exit: ${how}${exit.reason === undefined ? '' : ` (${exit.reason})`}`);
  } else lines.push('exit: none yet');
  // Nobody saw the end of one that was lost.
  if (startedMs !== undefined && (exit !== undefined || status !== 'lost'))
    lines.push(`elapsed: ${(((exit?.endedMs ?? Date.now()) - startedMs - pausedMs) / 1000).toFixed(1)} s`);
  if (segment !== undefined && segment > 0) {
    const from = resumed === undefined ? '' : `, from ${resumed.checkpoint}${resumed.step === undefined ? '' : ` (step ${resumed.step})`}`;
    lines.push(`resumed: ${segment} times${from}`);
  }
  if (checkpoints.length > 0) {
    const newest = checkpoints.slice(-maxCheckpoints).map(({ path, step }) => `${path}${step === undefined ? '' : ` (step ${step})`}`);
    lines.push(`checkpoints: ${checkpoints.length}, the newest ${newest.join(', ')}`);
  }
  if (note !== undefined) lines.push(`note: ${note}`);
  return [...lines, ...alertLines(state.alerts ?? [])];
}

/** The newest; what else there was is counted. */
export function alertLines(alerts: readonly RunAlert[]): readonly string[] {
  const lines = alerts.slice(-maxAlerts).map(alertLine);
  return alerts.length > maxAlerts ? [`alerts before: ${alerts.length - maxAlerts}`, ...lines] : lines;
}

export function alertLine({ level, rule, title, evidence, suggestion }: RunAlert): string {
  const shown = evidence.slice(0, maxEvidence).map((line) => line.slice(0, 300));
  return `alert (${level}, ${rule}): ${title}. Evidence: ${shown.join('; ')}. ${suggestion}`;
}
