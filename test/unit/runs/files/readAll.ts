/** What the tests of metric files share. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MetricReader } from '../../../../src/runs/files/metricReader.ts';
import type { MetricPoint } from '../../../../src/runs/run.ts';

export const fixtures = fileURLToPath(new URL('../../../fixtures/metrics/files/', import.meta.url));

export interface AllRead {
  readonly points: readonly MetricPoint[];
  readonly notes: readonly string[];
}

/** Everything that is there now. A point that tells no time has 0. */
export async function readAll(reader: MetricReader, isFinal = false): Promise<AllRead> {
  const points: MetricPoint[] = [];
  const notes: string[] = [];
  for (let hasMore = true; hasMore; ) {
    const read = await reader.read(isFinal);
    for (let row = 0; row < read.points.length; row++) points.push(read.points.pointAt(row, 0));
    notes.push(...read.notes);
    hasMore = read.hasMore;
  }
  return { points, notes };
}

/** `metric step value`, for comparing at a glance. */
export function brief({ points }: Pick<AllRead, 'points'>): readonly string[] {
  return points.map(
    ({ metric, step, value, segment }) => `${metric} ${step} ${value}${segment === undefined ? '' : ` segment ${segment}`}`,
  );
}

export function temporaryFolder(): { readonly folder: string; remove(): void } {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-files-')));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
