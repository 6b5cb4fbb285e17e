/** Run folders as a supervisor would have written them, without one. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunId } from '../../../src/base/ids.ts';
import { thisHost } from '../../../src/base/processes.ts';
import type { RunAlert } from '../../../src/runs/alert.ts';
import { runPaths } from '../../../src/runs/folder.ts';
import { formatPoint } from '../../../src/runs/folderSchema.ts';
import type { RunSpec } from '../../../src/runs/run.ts';

export interface WrittenRun {
  readonly id: RunId;
  readonly folder: string;
  measure(metric: string, values: readonly (readonly [step: number, value: number])[]): void;
  alert(alert: RunAlert): void;
  print(text: string): void;
  /** Without one it goes on, as long as this process lives. */
  end(code: number): void;
}

export function writeRun(root: string, name: string, spec: Partial<RunSpec> = {}): WrittenRun {
  const id = name as RunId;
  const paths = runPaths(path.join(root, '.practicum', 'runs', id));
  mkdirSync(paths.folder, { recursive: true });
  const script = path.join(root, 'train.py');
  const whole: RunSpec = {
    v: 1,
    id,
    name,
    createdMs: 1_700_000_000_000,
    origin: { by: 'person' },
    target: 'local',
    argv: ['python', script],
    cwd: root,
    script,
    interpreter: { path: '/usr/bin/python3', version: '3.12.0', origin: 'PATH' },
    env: {},
    code: { commit: undefined, isDirty: false, scriptSha256: 'a' },
    ...spec,
  };
  writeFileSync(paths.spec, JSON.stringify(whole));
  const supervisor = { pid: process.pid };
  appendFileSync(paths.state, `${JSON.stringify({ atMs: 1, status: 'starting', host: thisHost(), supervisor })}\n`);
  appendFileSync(paths.state, `${JSON.stringify({ atMs: 2, status: 'running', process: supervisor })}\n`);
  writeFileSync(paths.console, '');
  const counted: { count: number; readonly metrics: Set<string> } = { count: 0, metrics: new Set() };
  return {
    id,
    folder: paths.folder,
    measure(metric, values) {
      const points = values.map(([step, value]) => formatPoint({ metric, step, value, wallMs: 0 }));
      appendFileSync(paths.points, points.join(''));
      counted.count += points.length;
      counted.metrics.add(metric);
    },
    alert: (alert) => appendFileSync(paths.alerts, `${JSON.stringify(alert)}\n`),
    print: (text) => appendFileSync(paths.console, text),
    end(code) {
      appendFileSync(paths.state, `${JSON.stringify({ atMs: 3, status: code === 0 ? 'done' : 'failed' })}\n`);
      const exit = { v: 1, code, signal: null, endedMs: 10_002, pointCount: counted.count, metrics: [...counted.metrics] };
      writeFileSync(paths.exit, JSON.stringify(exit));
    },
  };
}
