import type { MetricPoint } from '../run.ts';

/** One line of what the hook tells. The script itself may write there, so nothing is believed unseen. */
export type HookLine =
  | { readonly kind: 'points'; readonly framework: string; readonly rank: number; readonly points: readonly MetricPoint[] }
  /** The hook left this framework alone from here on. */
  | { readonly kind: 'note'; readonly framework: string; readonly text: string };

const maxNameChars = 200;
const maxNoteChars = 400;
/** A script's clock may be off, its day not. */
const maxClockErrorMs = 86_400_000;

const nonFinite: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

/** Undefined when the line is none of the hook's. */
export function parseHookLine(line: string, nowMs: number): HookLine | undefined {
  const json = parseObject(line);
  if (json === undefined) return undefined;
  const framework = json['f'];
  if (typeof framework !== 'string' || !/^\w{1,40}$/.test(framework)) return undefined;
  const note = json['note'];
  if (typeof note === 'string') return { kind: 'note', framework, text: note.slice(0, maxNoteChars) };
  const step = json['s'];
  const values = json['v'];
  if (!isNumber(step) || !isRecord(values)) return undefined;
  const told = json['t'];
  const wallMs = isNumber(told) && Math.abs(told - nowMs) < maxClockErrorMs ? told : nowMs;
  const epoch = json['e'];
  const rank = json['r'];
  const points: MetricPoint[] = [];
  for (const [metric, written] of Object.entries(values)) {
    const value = typeof written === 'string' ? nonFinite[written] : written;
    if (metric === '' || metric.length > maxNameChars || typeof value !== 'number') continue;
    const point = { metric, step, value, wallMs, source: 'hook' } as const;
    points.push(isNumber(epoch) ? { ...point, epoch } : point);
  }
  return { kind: 'points', framework, rank: isNumber(rank) && rank > 0 ? rank : 0, points };
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(line);
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
