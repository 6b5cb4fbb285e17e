/** Sandboxes and what was tried in them, in lines, for people and for the model. Pure. */
import { paidText } from '../../base/paid.ts';
import type { SandboxRow, SmokeReport } from './sandboxPort.ts';
import { gb, memoryText, secondsText } from './tried.ts';

/** `69f0… RUNNING t4-small, $0.41/h, ends in 12 min, this session’s`. */
export function sandboxLine({ id, stage, flavor, endsMs, usdPerHour, isCurrent }: SandboxRow, nowMs: number): string {
  const facts = [
    flavor,
    ...(usdPerHour === undefined ? [] : [`$${usdPerHour.toFixed(2)}/h`]),
    ...(endsMs === undefined ? [] : [`ends at the latest in ${Math.max(0, Math.round((endsMs - nowMs) / 60_000))} min`]),
    ...(isCurrent ? ['this session’s'] : []),
  ];
  return `${id}  ${stage} ${facts.join(', ')}`;
}

export function smokeLines(report: SmokeReport): readonly string[] {
  const { end, why, tookMs, hostPeakBytes, gpuPeakBytes, output, sandbox } = report;
  const verdict = {
    done: `smoke run: passed on ${sandbox.flavor} after ${secondsText(tookMs)}`,
    failed: `smoke run: failed on ${sandbox.flavor} after ${secondsText(tookMs)}: ${why ?? 'nobody knows why'}`,
    time: `smoke run: still at work on ${sandbox.flavor} when its ${secondsText(tookMs)} were over, without an error until then`,
  }[end];
  const memory = [
    ...memoryText(report),
    ...(gpuPeakBytes === undefined ? ['no GPU memory could be read'] : []),
    ...(hostPeakBytes === undefined ? [] : [`host memory at most ${gb(hostPeakBytes)} GB`]),
  ];
  const paid = afterwards(report);
  return [verdict, memory.join(', '), paid, ...(output === '' ? ['It printed nothing.'] : ['It printed at its end:', output])];
}

function afterwards({ wasStarted, isEnded, paid, sandbox }: SmokeReport): string {
  if (!wasStarted) return 'The sandbox goes on; its files are in /work/smoke.';
  if (!isEnded)
    return `The machine ${sandbox.id} could not be ended now: it ends by itself after 10 minutes without use, or end it by its id.`;
  return `The machine has ended${paid === undefined ? '' : `; it cost ${paidText(paid)}`}.`;
}
