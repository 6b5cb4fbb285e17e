/** What a person, and the agent, are told of alerts. Pure. */
import { roundedText } from '../base/valueText.ts';
import type { RunAlert, WatchdogRule } from '../runs/alert.ts';
import type { RunSpec, RunState } from '../runs/run.ts';

const shownEvidence = 2;
const maxEvidenceChars = 160;

/** For a notification: one alert whole, several by their titles. */
export function alertsText(name: string, alerts: readonly RunAlert[]): string {
  const [first, ...more] = alerts;
  if (first === undefined) return '';
  if (more.length > 0) return `The run “${name}”: ${alerts.map(({ title }) => roundedText(title)).join('; ')}.`;
  const evidence = first.evidence
    .slice(0, shownEvidence)
    .map(roundedText)
    .map((line) => (line.length > maxEvidenceChars ? `${line.slice(0, maxEvidenceChars)}…` : line));
  const stopped = first.action === 'stop' ? ' The run is being stopped.' : '';
  return `The run “${name}”: ${roundedText(first.title)} (${evidence.join('; ')}). ${first.suggestion}${stopped}`;
}

/** The worst of them decides how it is shown. */
export function worstLevel(alerts: readonly RunAlert[]): RunAlert['level'] {
  return alerts.some(({ level }) => level === 'error') ? 'error' : alerts.some(({ level }) => level === 'warning') ? 'warning' : 'info';
}

/** What the agent is asked by *Ask Practicum*. The run’s id is in it, so that no other run of that name is meant; the lines are quoted, they are the run’s words. */
export function askPrompt({ id, name }: Pick<RunSpec, 'id' | 'name'>, alerts: readonly RunAlert[]): string {
  const found = alerts.flatMap(({ rule, title, evidence }) => [`- ${title} (${rule})`, ...evidence.map((line) => `  > ${line}`)]);
  return [
    `A watchdog found something in the run “${name}” (${id}):`,
    ...found,
    'Look at the run, say what it means and what you would do next. Change nothing before I agree.',
  ].join('\n');
}

/** For the row of a run: the newest of the worst that was found; undefined where there is nothing to worry about, or where the end of the run says it. */
export function alertMark({ alerts: all = [], status, resumed }: Pick<RunState, 'alerts' | 'status' | 'resumed'>): string | undefined {
  // What was found before it was resumed is over.
  const alerts = all.filter(({ atMs }) => atMs >= (resumed?.atMs ?? 0));
  if (status === 'failed' || alerts.some(({ action }) => action === 'stop')) return undefined;
  const level = worstLevel(alerts);
  if (level === 'info') return undefined;
  return `⚠ ${alerts.findLast((alert) => alert.level === level)?.title ?? ''}`;
}

/** What a script says in its last words is told with its failure. */
const toldByItsEnd: ReadonlySet<WatchdogRule> = new Set(['out-of-memory', 'data-loader', 'disk-full', 'nccl', 'gated-repo']);

/** So long after its last words a script has ended, or has lived through what they say. */
const lastWordsMs = 8_000;

/** Whether its end may tell it in a moment. What a watchdog stops is told at once. */
export function mayBeLastWords({ status }: Pick<RunState, 'status'>, { rule, action, atMs }: RunAlert, nowMs: number): boolean {
  return status === 'running' && action !== 'stop' && toldByItsEnd.has(rule) && nowMs - atMs < lastWordsMs;
}

/** Those that are news beside the notification that the run has failed, also where it was resumed before they could be told. */
export function alertsBesideEnd(
  { status, resumed }: Pick<RunState, 'status' | 'resumed'>,
  alerts: readonly RunAlert[],
): readonly RunAlert[] {
  const isOver = ({ atMs }: RunAlert): boolean => status === 'failed' || atMs < (resumed?.atMs ?? 0);
  return alerts.filter((alert) => !(toldByItsEnd.has(alert.rule) && isOver(alert)));
}
