/**
 * Several sources tell of the same run: the hook, files that the script writes, the console. No point is written twice, and the
 * most precise source wins. Pure: time is passed in.
 */
import { type MetricPoint, pointSources } from './run.ts';

/** 0 is the most precise. */
function rankOf({ source }: MetricPoint): number {
  return pointSources.indexOf(source ?? 'console');
}

const phase = /^(train|training|eval|evaluation|val|valid|validation|test)([/_])(.+)$/;
const phaseNames: Readonly<Record<string, string>> = {
  training: 'train',
  evaluation: 'eval',
  valid: 'val',
  validation: 'val',
};

/**
 * What a name may mean; two names of different sources mean the same metric where they share one. `train/loss` in an event file may be the
 * `loss` or the `train_loss` of the console, because trainers sort what they write into folders (`loss` becomes `train/loss`,
 * `eval_loss` becomes `eval/loss`). `loss` and `train_loss` are two metrics: the Trainer reports both. Keras' event files
 * call a `loss` `epoch_loss`.
 */
export function meaningsOf(metric: string): readonly string[] {
  const [, word = '', between = '', rest = ''] = phase.exec(metric) ?? [];
  if (word === '') return metric.startsWith('epoch_') ? [metric, metric.slice('epoch_'.length)] : [metric];
  const isFolder = between === '/';
  const name = isFolder && rest.startsWith('epoch_') ? rest.slice('epoch_'.length) : rest;
  const whole = `${phaseNames[word] ?? word}_${name}`;
  return isFolder && whole.startsWith('train_') ? [whole, name] : [whole];
}

const meanings = new Map<string, readonly string[]>();
const maxMeanings = 5000;

/** The same few names come for ever. */
function keysOf({ metric, segment = 0 }: MetricPoint): readonly string[] {
  const whole = `${segment} ${metric}`;
  const known = meanings.get(whole);
  if (known !== undefined) return known;
  if (meanings.size >= maxMeanings) meanings.clear();
  const keys = meaningsOf(metric).map((meaning) => `${segment} ${meaning}`);
  meanings.set(whole, keys);
  return keys;
}

/**
 * For readers: the points that count, in their order. A point goes where a more precise source says the same metric at the same step of
 * the same segment. Answers the very array where there is only one source.
 */
export function mergePoints(points: readonly MetricPoint[]): readonly MetricPoint[] {
  const least = pointSources.length - 1;
  if (points.every((point) => rankOf(point) === least) || points.every((point) => rankOf(point) === 0)) return points;
  const best = new Map<string, Map<number, number>>();
  for (const point of points) {
    const rank = rankOf(point);
    if (rank === least) continue;
    for (const key of keysOf(point)) {
      let steps = best.get(key);
      if (steps === undefined) {
        steps = new Map();
        best.set(key, steps);
      }
      steps.set(point.step, Math.min(rank, steps.get(point.step) ?? least));
    }
  }
  return points.filter((point) => {
    const rank = rankOf(point);
    return keysOf(point).every((key) => (best.get(key)?.get(point.step) ?? least) >= rank);
  });
}

/** How long a point waits for a more precise source to say it too: longer than two polls of the collectors. */
export const holdMs = 1500;
/** A source that fell silent is given up after so many points of another one, and so much time. */
const lapsePoints = 10;
const lapseMs = 60_000;
/** A flood is not kept back. */
const maxHeld = 50_000;

/** Who speaks for a metric, and what others said of it since. */
interface Voice {
  readonly rank: number;
  readonly lastMs: number;
  readonly unheard: MetricPoint[];
}

interface Held {
  readonly point: MetricPoint;
  readonly sinceMs: number;
}

/**
 * For the one who writes. Once a source speaks for a metric, less precise ones are silent for it; the first points of a metric are held
 * back for a moment, so that one from the console is not written just before the hook says it exactly. Where the better source falls
 * silent for long while others go on, they are heard again, with what they said meanwhile.
 */
export class PointMerge {
  readonly #holdMs: number;
  readonly #voices = new Map<string, Voice>();
  /** Metrics of a source whose first points nobody said better. */
  readonly #settled = new Set<string>();
  readonly #last = new Map<string, MetricPoint>();
  #held: Held[] = [];

  constructor(hold: number = holdMs) {
    this.#holdMs = hold;
  }

  /** Answers what is to be written now, in order. */
  add(points: readonly MetricPoint[], nowMs: number): readonly MetricPoint[] {
    const written: MetricPoint[] = [];
    for (const point of points) this.#take(point, nowMs, written);
    if (this.#held.length > maxHeld) this.#release(this.#held.splice(0, this.#held.length - maxHeld), written);
    return written;
  }

  /** What has waited long enough. */
  due(nowMs: number): readonly MetricPoint[] {
    // A clock that was set back must not keep points for ever.
    const count = this.#held.findIndex(({ sinceMs }) => Math.abs(nowMs - sinceMs) < this.#holdMs);
    const written: MetricPoint[] = [];
    this.#release(this.#held.splice(0, count === -1 ? this.#held.length : count), written);
    return written;
  }

  /** The end: everything that still waits. */
  rest(): readonly MetricPoint[] {
    const written: MetricPoint[] = [];
    this.#release(this.#held.splice(0), written);
    return written;
  }

  #take(point: MetricPoint, nowMs: number, written: MetricPoint[]): void {
    const rank = rankOf(point);
    const keys = keysOf(point);
    const better = keys.map((key) => this.#voices.get(key)).find((voice) => voice !== undefined && voice.rank < rank);
    if (better !== undefined) {
      better.unheard.push(point);
      if (better.unheard.length < lapsePoints) return;
      if (nowMs - better.lastMs >= lapseMs) this.#giveUp(better, written);
      else better.unheard.shift();
      return;
    }
    const tookOver = keys.some((key) => (this.#voices.get(key)?.rank ?? rank) > rank);
    for (const key of keys) this.#voices.set(key, { rank, lastMs: nowMs, unheard: [] });
    if (tookOver) {
      this.#held = this.#held.filter(({ point: held }) => rankOf(held) <= rank || !keysOf(held).some((key) => keys.includes(key)));
    }
    if (this.#isRepeat(point, rank)) return;
    if (rank === 0 || this.#holdMs === 0 || this.#settled.has(settledKey(point))) written.push(point);
    else this.#held.push({ point, sinceMs: nowMs });
  }

  #isRepeat(point: MetricPoint, rank: number): boolean {
    const key = `${rank} ${point.segment ?? 0} ${point.metric}`;
    const last = this.#last.get(key);
    this.#last.set(key, point);
    return last !== undefined && last.step === point.step && Object.is(last.value, point.value);
  }

  #release(held: readonly Held[], written: MetricPoint[]): void {
    for (const { point } of held) {
      this.#settled.add(settledKey(point));
      written.push(point);
    }
    // What is still held of these metrics goes with them: the next points are written at once, and must not come before it.
    const isSettled = ({ point }: Held): boolean => this.#settled.has(settledKey(point));
    const released = this.#held.filter(isSettled);
    if (released.length === 0) return;
    this.#held = this.#held.filter((each) => !isSettled(each));
    for (const { point } of released) written.push(point);
  }

  #giveUp(voice: Voice, written: MetricPoint[]): void {
    for (const [key, other] of this.#voices) if (other === voice) this.#voices.delete(key);
    written.push(...voice.unheard);
  }
}

function settledKey({ segment = 0, metric, source = 'console' }: MetricPoint): string {
  return `${source} ${segment} ${metric}`;
}
