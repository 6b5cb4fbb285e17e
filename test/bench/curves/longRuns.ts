/** Run folders of few runs with very many points of one metric, as supervisors leave them. Made once per machine, in the cache folder. */

import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { appendFile, link, mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { formatPoint } from '../../../src/runs/folderSchema.ts';
import { writeColumns } from '../../../src/runs/store/writeColumns.ts';

export const metric = 'loss';
/** Runs whose points are really different; the others are links to them, because ten million lines would take minutes to write. */
const written = 2;
const cache = process.env['PRACTICUM_CACHE'] ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'practicum');

/** A folder with `count` runs of `points` points. Lines and `points.columns` are written by the product's own writers. */
export async function longRuns(count: number, points: number): Promise<string> {
  const root = path.join(cache, 'curves-bench', `${count}x${points}`);
  const marker = path.join(root, 'complete');
  if (existsSync(marker)) return root;
  await rm(root, { recursive: true, force: true });
  for (let run = 0; run < count; run++) await writeRun(root, run, points);
  await writeFile(marker, '');
  return root;
}

/** Puts these runs into a folder under names that begin so, without a copy of their points where the disk allows. Answers their ids. */
export function linkRuns(from: string, to: string, name: string): readonly string[] {
  const runs = path.join('.practicum', 'runs');
  return readdirSync(path.join(from, runs)).flatMap((run) => {
    const [source, target] = [path.join(from, runs, run), path.join(to, runs, `${run}_${name}`)];
    if (!existsSync(path.join(source, 'spec.json'))) return [];
    mkdirSync(target, { recursive: true });
    const spec: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(path.join(source, 'spec.json'), 'utf8'));
    const id = path.basename(target);
    writeFileSync(path.join(target, 'spec.json'), JSON.stringify({ ...spec, id, name: `${name}-${run.slice(-2)}` }));
    for (const file of readdirSync(source)) if (file !== 'spec.json') linkOrCopy(path.join(source, file), path.join(target, file));
    return [id];
  });
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // The cache may lie on another disk.
    copyFileSync(from, to);
  }
}

export function runFolder(root: string, run: number): string {
  return path.join(root, '.practicum', 'runs', `run_${String(run).padStart(6, '0')}`);
}

export function lossAt(run: number, step: number): number {
  const noise = Math.sin(step * 12.9898 + run * 78.233) * 43758.5453;
  return Math.fround(2.3 * Math.exp(-step / (60_000 * (run + 2))) + 0.1 + 0.4 * (noise - Math.floor(noise)));
}

async function writeRun(root: string, run: number, points: number): Promise<void> {
  const folder = runFolder(root, run);
  await mkdir(folder, { recursive: true });
  if (run < written) await writePoints(folder, run, points);
  else
    for (const file of ['points.jsonl', 'points.columns'])
      await link(path.join(runFolder(root, run % written), file), path.join(folder, file));
  const createdMs = 1_790_000_000_000 + run * 60_000;
  const script = path.join(root, 'train.py');
  const spec = {
    v: 1,
    id: path.basename(folder),
    name: `long-${run + 1}`,
    createdMs,
    origin: { by: 'person' },
    target: 'local',
    argv: ['/usr/bin/python3', script, '--seed', String(run)],
    cwd: root,
    script,
    interpreter: { path: '/usr/bin/python3', version: '3.11.2', origin: 'PATH' },
    env: {},
    code: { commit: 'd670460b4b4aece5915caf5c68d12f560a9fe3e4', isDirty: false, scriptSha256: 'a'.repeat(64) },
  };
  const endedMs = createdMs + points * 130;
  const states = [
    { atMs: createdMs, status: 'starting', host: 'bench', supervisor: { pid: 1 } },
    { atMs: createdMs + 10, status: 'running', process: { pid: 2 } },
    { atMs: endedMs, status: 'done' },
  ];
  const exit = { v: 1, code: 0, signal: null, endedMs, pointCount: points, metrics: [metric] };
  await writeFile(path.join(folder, 'spec.json'), `${JSON.stringify(spec, undefined, 2)}\n`);
  await writeFile(path.join(folder, 'state.jsonl'), states.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await writeFile(path.join(folder, 'console.log'), 'done\n');
  await writeFile(path.join(folder, 'exit.json'), `${JSON.stringify(exit)}\n`);
}

async function writePoints(folder: string, run: number, points: number): Promise<void> {
  const file = path.join(folder, 'points.jsonl');
  await writeFile(file, '');
  for (let from = 0; from < points; from += 20_000) {
    let lines = '';
    for (let step = from; step < Math.min(points, from + 20_000); step++)
      lines += formatPoint({ metric, step, value: lossAt(run, step), wallMs: 1_790_000_000_340 + step * 130, source: 'hook' });
    await appendFile(file, lines);
  }
  await writeColumns({ points: file, columns: path.join(folder, 'points.columns') });
}
