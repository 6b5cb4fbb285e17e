/**
 * TensorBoard event files: ours (checksums compared, every point kept) against TensorBoard's data server (RustBoard, which neither
 * compares checksums unless asked nor keeps more than a sample) and its Python loader, in the same invocation. Processor time of a fresh process each.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../../scripts/package.ts';
import { bench, median } from './bench.ts';
import { tensorboardPython } from './events/tensorboardPython.ts';
import { writeEventFile } from './events/writeEvents.ts';

const rounds = 5;
const scalars = 2_000_000;
/** TensorBoard's Python loader would take minutes for all of them. */
const fewScalars = 200_000;
const tags = 10;
const goalOfRustBoard = 3;
const goalOfPython = 150;

const measured = z.object({ points: z.number(), cpuMs: z.number() });
type Measured = z.infer<typeof measured>;

async function outputOf(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`);
  return text;
}

async function measure(command: string, args: readonly string[], expected: number): Promise<number> {
  const { points, cpuMs }: Measured = measured.parse(JSON.parse(await outputOf(command, args)));
  if (points !== expected) throw new Error(`${command} read ${points} of ${expected} points`);
  return cpuMs;
}

/** RustBoard serves what it has loaded until it is ended, so it is ended when it says that it has loaded; what it used then is what loading cost. */
const untilLoaded = `
import resource, subprocess, sys
server = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
finished = any("Finished load cycle" in line for line in server.stderr)
server.kill()
server.wait()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print((used.ru_utime + used.ru_stime) * 1000 if finished else float("nan"))
`;

async function rustBoardMs(python: string, server: string, logdir: string): Promise<number> {
  const argv = [server, '--logdir', logdir, '--reload', 'once', '-vv', '--port', '0'];
  const ms = Number(await outputOf(python, ['-c', untilLoaded, ...argv]));
  if (!(ms > 0)) throw new Error('RustBoard did not load the logs');
  return ms;
}

/** Both for the same number of points. */
async function compare(name: string, ours: readonly number[], theirs: readonly number[], timesFaster: number): Promise<void> {
  const ratios = ours.map((ms) => (100 * ms) / median(theirs));
  await bench(`Event files: our processor time as a share of ${name}`, () =>
    Promise.resolve({ value: median(ratios), unit: '%', goal: Number((100 / timesFaster).toFixed(2)), samples: ratios }),
  );
  console.log(`  ${(100 / median(ratios)).toFixed(1)} times as fast; the goal is ${timesFaster} times`);
}

/** Of each, by turns, so that all meet the same machine. */
async function samples(...each: readonly (() => Promise<number>)[]): Promise<readonly (readonly number[])[]> {
  const all = each.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) for (const [index, once] of each.entries()) all[index]?.push(await once());
  return all;
}

const folder = mkdtempSync(path.join(tmpdir(), 'practicum-events-'));
try {
  const [many, few] = [path.join(folder, 'many'), path.join(folder, 'few')];
  for (const each of [many, few]) mkdirSync(each);
  const file = path.join(many, 'events.out.tfevents.1795221307.host.1.0');
  writeEventFile(file, scalars, tags);
  writeEventFile(path.join(few, path.basename(file)), fewScalars, tags);
  const megabytes = statSync(file).size / 1e6;
  const reader = path.join(root, 'test/bench/events/readEvents.ts');
  const tensorboard = await tensorboardPython();
  const { python, server } = typeof tensorboard === 'string' ? {} : tensorboard;
  const loader = path.join(root, 'test/bench/events/tensorboardLoader.py');
  const [ours = [], rust = [], slow = []] = await samples(
    () => measure(process.execPath, [reader, many], scalars),
    () => (python === undefined || server === undefined ? Promise.resolve(Number.NaN) : rustBoardMs(python, server, many)),
    () => (python === undefined ? Promise.resolve(Number.NaN) : measure(python, [loader, few], fewScalars)),
  );
  await bench(`Event files: ${scalars.toLocaleString('en')} scalars of ${tags} tags, ${megabytes.toFixed(0)} MB, processor time`, () =>
    Promise.resolve({ value: median(ours), unit: 'ms', samples: ours }),
  );
  if (typeof tensorboard === 'string') console.log(`Not compared with TensorBoard: ${tensorboard}`);
  else {
    // shows: files-events-speed
    if (server === undefined) console.log('Not compared with RustBoard: its wheel has no program for this machine.');
    else await compare('RustBoard’s', ours, rust, goalOfRustBoard);
    // shows: files-events-speed
    await compare(
      'TensorBoard’s Python loader’s',
      ours,
      slow.map((ms) => (ms * scalars) / fewScalars),
      goalOfPython,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
