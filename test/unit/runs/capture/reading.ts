import { Capture, type CaptureOptions } from '../../../../src/runs/capture/capture.ts';
import type { MetricPoint } from '../../../../src/runs/run.ts';

export interface Reading {
  readonly points: readonly MetricPoint[];
  readonly notes: readonly string[];
}

/** In one piece, or in pieces of so many bytes. */
export function read(text: Buffer | string, options: CaptureOptions = {}, chunkBytes = Number.POSITIVE_INFINITY): Reading {
  const bytes = Buffer.from(text);
  const capture = new Capture(options);
  const points: MetricPoint[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) points.push(...capture.push(bytes.subarray(at, at + chunkBytes), 0));
  points.push(...capture.end(0));
  return { points, notes: capture.takeNotes() };
}

/** `loss@100=0.42`. */
export function told(points: readonly MetricPoint[]): readonly string[] {
  return points.map(({ metric, step, value }) => `${metric}@${step}=${value}`);
}
