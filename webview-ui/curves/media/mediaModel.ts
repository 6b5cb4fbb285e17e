import type { CurveRun, MediaItem, MediaSeries } from '../../../src/protocol/curves.ts';

/** One tag of one kind, and what each run that is drawn logged under it. */
export interface MediaCard {
  readonly tag: string;
  readonly kind: MediaSeries['kind'];
  readonly runs: readonly { readonly run: CurveRun; readonly steps: readonly number[] }[];
  /** Of all of them, ascending. */
  readonly steps: readonly number[];
}

/** In the order in which tags came first. `drawn`: as they are listed. */
export function cardsOf(
  media: readonly MediaSeries[],
  drawn: readonly CurveRun[],
  matches: (tag: string) => boolean,
): readonly MediaCard[] {
  const cards = new Map<string, MediaSeries[]>();
  for (const series of media) {
    if (!matches(series.tag)) continue;
    const key = `${series.kind} ${series.tag}`;
    cards.set(key, [...(cards.get(key) ?? []), series]);
  }
  return [...cards.values()].flatMap((all): MediaCard[] => {
    const [first] = all;
    const byRun = new Map(all.map(({ run, steps }) => [run, steps]));
    const its = drawn.flatMap((run) => {
      const steps = byRun.get(run.id);
      return steps === undefined || steps.length === 0 ? [] : [{ run, steps }];
    });
    if (first === undefined || its.length === 0) return [];
    const steps = [...new Set(its.flatMap((one) => one.steps))].sort((a, b) => a - b);
    return [{ tag: first.tag, kind: first.kind, runs: its, steps }];
  });
}

/** The last step that is not beyond the chosen one, or the first there is. */
export function stepAt(steps: readonly number[], chosen: number): number | undefined {
  return steps.findLast((step) => step <= chosen) ?? steps[0];
}

export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

/** Bars of a histogram as densities: buckets have different widths. x and width in parts of `from` to `to`, height in parts of the highest. */
export function barsOf(edges: Float64Array, counts: Float64Array, from: number, to: number): readonly Bar[] {
  const length = to - from;
  if (!(length > 0)) return counts.length === 0 ? [] : [{ x: 0.35, width: 0.3, height: 1 }];
  const densities = Array.from(counts, (count, at) => count / Math.max((edges[at + 1] ?? 0) - (edges[at] ?? 0), length * 1e-6));
  const highest = densities.reduce((a, b) => Math.max(a, b), 0);
  return densities.map((density, at) => {
    const left = edges[at] ?? from;
    return { x: (left - from) / length, width: ((edges[at + 1] ?? left) - left) / length, height: highest > 0 ? density / highest : 0 };
  });
}

/** As an address that the page may load: the policy lets in nothing from elsewhere. */
export function dataAddress({ mime, bytes }: Extract<MediaItem, { readonly kind: 'image' }>): string {
  const all = new Uint8Array(bytes);
  let text = '';
  for (let at = 0; at < all.length; at += 0x8000) text += String.fromCharCode(...all.subarray(at, at + 0x8000));
  return `data:${mime};base64,${btoa(text)}`;
}
