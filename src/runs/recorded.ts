/**
 * What stands in a run's folder of an execution that is followed again. Its output and its logs are read anew from their beginning, because a
 * supervisor that was killed may not have written down the last that it had read; what stands there already is not written twice.
 */
import { open } from 'node:fs/promises';
import type { RunAlert } from './alert.ts';
import { parseAlert } from './alertSchema.ts';
import type { RunPaths } from './folder.ts';
import { parsePoint } from './folderSchema.ts';
import type { MetricPoint } from './run.ts';

export class Recorded {
  /** For each source and metric the values that stand there by their steps; most steps have one. */
  readonly #points = new Map<string, Map<number, number | readonly number[]>>();
  readonly #alerts = new Set<string>();

  /** Of one executed segment. */
  static async read(paths: RunPaths, segment: number): Promise<Recorded> {
    const recorded = new Recorded();
    for await (const line of linesOf(paths.points)) {
      const point = parsePoint(line);
      if (point !== undefined && (point.segment ?? 0) === segment) recorded.#add(point);
    }
    for await (const line of linesOf(paths.alerts)) {
      const alert = parseAlert(line);
      if (alert !== undefined) recorded.#alerts.add(keyOf(alert));
    }
    return recorded;
  }

  /** Whether this very point stands there. Each that does counts once. */
  takePoint({ source = 'console', metric, step, value }: MetricPoint): boolean {
    const steps = this.#points.get(`${source} ${metric}`);
    const values = steps?.get(step);
    if (steps === undefined || values === undefined) return false;
    if (typeof values === 'number') return Object.is(values, value) && steps.delete(step);
    const at = values.findIndex((other) => Object.is(other, value));
    if (at < 0) return false;
    steps.set(step, values.toSpliced(at, 1));
    return true;
  }

  takeAlert(alert: RunAlert): boolean {
    return this.#alerts.delete(keyOf(alert));
  }

  #add({ source = 'console', metric, step, value }: MetricPoint): void {
    const key = `${source} ${metric}`;
    let steps = this.#points.get(key);
    if (steps === undefined) {
      steps = new Map();
      this.#points.set(key, steps);
    }
    const before = steps.get(step);
    steps.set(step, before === undefined ? value : [...(typeof before === 'number' ? [before] : before), value]);
  }
}

function keyOf({ rule, title }: RunAlert): string {
  return `${rule} ${title}`;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle !== undefined) yield* handle.readLines();
}
