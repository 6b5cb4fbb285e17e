/** Run folders as supervisors leave them, in numbers. */
import { appendFile, link, mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatPoint } from '../../../src/runs/folderSchema.ts';
import { writeColumns } from '../../../src/runs/store/writeColumns.ts';

export const metrics: readonly string[] = Array.from({ length: 20 }, (_, i) => `train/metric_${i}`);
/** Runs whose points are really different; the others are links to them, because forty million lines would take minutes to write. */
const written = 4;

/** `count` runs that have ended, the points of each in `points.jsonl` and in `points.columns`. */
export async function makeRuns(root: string, count: number, points: number): Promise<void> {
  const runs = path.join(root, '.practicum', 'runs');
  for (let run = 0; run < count; run++) {
    const folder = path.join(runs, `run_${String(run).padStart(6, '0')}`);
    await mkdir(folder, { recursive: true });
    if (run < written || points === 0) await writePoints(folder, run, points);
    else
      for (const file of points === 0 ? [] : ['points.jsonl', 'points.columns'])
        await link(path.join(runs, `run_${String(run % written).padStart(6, '0')}`, file), path.join(folder, file));
    await writeRecord(folder, root, run, points);
  }
}

async function writeRecord(folder: string, root: string, run: number, points: number): Promise<void> {
  const id = path.basename(folder);
  const createdMs = 1_790_000_000_000 + run * 60_000;
  const script = path.join(root, 'train.py');
  const argv = ['/usr/bin/python3', script, '--learning-rate', '3e-4', '--epochs', '10', '--seed', String(run), '--output', `out/${id}`];
  const code = { commit: 'd670460b4b4aece5915caf5c68d12f560a9fe3e4', isDirty: true, scriptSha256: 'a'.repeat(64) };
  const interpreter = { path: '/usr/bin/python3', version: '3.11.2', origin: 'PATH' };
  const spec = {
    v: 1,
    id,
    name: 'train',
    createdMs,
    origin: { by: 'person' },
    target: 'local',
    argv,
    cwd: root,
    script,
    interpreter,
    env: {},
    code,
  };
  const exit = {
    v: 1,
    code: 0,
    signal: null,
    endedMs: createdMs + 50_000,
    pointCount: points * metrics.length,
    metrics: points === 0 ? [] : metrics,
  };
  const states = [
    { atMs: createdMs, status: 'starting', host: 'bench', supervisor: { pid: 1 } },
    { atMs: createdMs + 10, status: 'running', process: { pid: 2 } },
    { atMs: createdMs + 50_000, status: 'done' },
  ];
  await writeFile(path.join(folder, 'spec.json'), `${JSON.stringify(spec, undefined, 2)}\n`);
  await writeFile(path.join(folder, 'state.jsonl'), states.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await writeFile(path.join(folder, 'console.log'), 'done\n');
  await writeFile(path.join(folder, 'exit.json'), `${JSON.stringify(exit)}\n`);
  const then = createdMs / 1000 - 1e6;
  await utimes(folder, then, then);
}

/** Values as frameworks have them: of single precision, of double precision, and printed with four decimals. */
export function valueAt(metric: number, run: number, step: number): number {
  const value = 2 + Math.sin(step * 0.013 + metric + run * 7) + 50 / (step + 1);
  return metric % 3 === 0 ? Math.fround(value) : metric % 3 === 1 ? value : Math.round(value * 1e4) / 1e4;
}

async function writePoints(folder: string, run: number, points: number): Promise<void> {
  const file = path.join(folder, 'points.jsonl');
  await writeFile(file, '');
  for (let from = 0; from < points; from += 500) {
    let lines = '';
    for (let step = from; step < Math.min(points, from + 500); step++) {
      const wallMs = 1_795_221_307_340 + step * 130 + (step % 7);
      for (const [index, metric] of metrics.entries())
        lines += formatPoint({ metric, step, value: valueAt(index, run, step), wallMs, source: 'hook' });
    }
    await appendFile(file, lines);
  }
  await writeColumns({ points: file, columns: path.join(folder, 'points.columns') });
}
