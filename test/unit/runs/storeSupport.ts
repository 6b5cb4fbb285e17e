/** What the tests of the store share: run folders as a supervisor leaves them, written by hand. */
import { mkdirSync, mkdtempSync, realpathSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunId } from '../../../src/base/ids.ts';
import { formatPoint } from '../../../src/runs/folderSchema.ts';
import type { MetricPoint, RunSpec } from '../../../src/runs/run.ts';
import { createRuns, type Runs } from '../../../src/runs/runs.ts';

export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-store-')));
}

export function openRuns(root: string, home?: string): Runs {
  return createRuns({
    roots: [root],
    supervisor: { node: process.execPath, script: 'never started' },
    require: () => undefined,
    interpreter: async () => undefined,
    ...(home === undefined ? {} : { home }),
  });
}

export interface WrittenRun {
  readonly points?: readonly MetricPoint[] | string;
  readonly createdMs?: number;
  /** Without: nobody wrote an end, and nobody goes on. */
  readonly exitCode?: number | null;
  readonly spec?: Partial<RunSpec>;
}

/** A run folder that nothing has touched for an hour. */
export function writeRun(root: string, name: string, { points = [], createdMs = 1000, exitCode = 0, spec }: WrittenRun = {}): RunId {
  const folder = path.join(root, '.practicum', 'runs', name);
  mkdirSync(folder, { recursive: true });
  const write = (file: string, content: string): void => writeFileSync(path.join(folder, file), content);
  const id = name as RunId;
  const whole: RunSpec = {
    v: 1,
    id,
    name: `run ${name}`,
    createdMs,
    origin: { by: 'person' },
    target: 'local',
    argv: ['python', 'train.py'],
    cwd: root,
    script: path.join(root, 'train.py'),
    interpreter: { path: '/usr/bin/python3', version: '3.11.2', origin: 'PATH' },
    env: {},
    code: { commit: undefined, isDirty: false, scriptSha256: 'a'.repeat(64) },
    ...spec,
  };
  write('spec.json', JSON.stringify(whole));
  write('console.log', 'printed\n');
  const lines = typeof points === 'string' ? points : points.map(formatPoint).join('');
  write('points.jsonl', lines);
  if (exitCode !== null) {
    const list = typeof points === 'string' ? [] : points;
    const metrics = [...new Set(list.map(({ metric }) => metric))];
    write('exit.json', JSON.stringify({ v: 1, code: exitCode, signal: null, endedMs: createdMs + 1000, pointCount: list.length, metrics }));
  }
  rest(folder);
  return id;
}

/** Makes the folder look as if nothing had been written there for so long. */
export function rest(folder: string, seconds = 3600): void {
  const then = Date.now() / 1000 - seconds;
  utimesSync(folder, then, then);
}
