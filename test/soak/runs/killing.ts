/** Kills what launched a run, or stops the run, at any moment while it prints numbered steps; two windows watch. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { RunId } from '../../../src/base/ids.ts';
import type { RunState } from '../../../src/runs/run.ts';
import { RunHasEnded } from '../../../src/runs/runErrors.ts';
import { hasEnded, type Runs } from '../../../src/runs/runs.ts';
import { systemPython } from '../../systemPython.ts';
import { eventually, makeWorkspace, supervisorScript, type Workspace } from '../../unit/runs/workspace.ts';
import { eachRound, type Random, type Rounds } from '../soak.ts';
import { type Watcher, watchPoints } from './watcher.ts';

export interface RunCounts {
  runs: number;
  launchersKilled: number;
  killedBeforeLaunch: number;
  stopped: number;
  lines: number;
  points: number;
  lookedWhileRunning: number;
}

const launcherScript = fileURLToPath(new URL('../../unit/runs/launcher.ts', import.meta.url));

export async function killRuns(rounds: Rounds): Promise<RunCounts> {
  const counts: RunCounts = { runs: 0, launchersKilled: 0, killedBeforeLaunch: 0, stopped: 0, lines: 0, points: 0, lookedWhileRunning: 0 };
  const workspace = makeWorkspace();
  try {
    await eachRound(rounds, async ({ number, random }) => {
      // Both kinds are put to the test, however few rounds there are.
      if (number === 1 || random.chance(0.35)) await stopOnce(workspace, number, random, counts);
      else await killOnce(workspace, number, random, counts);
    });
    return counts;
  } finally {
    workspace.dispose();
  }
}

interface Training {
  readonly script: string;
  /** What the script itself says it has printed. */
  readonly record: string;
  readonly steps: number;
  readonly exitCode: number;
}

/** Each line goes out in one write, so that an interrupt cannot cut it; then the script notes that it has. */
function writeTraining(workspace: Workspace, number: number, random: Random): Training {
  const steps = random.int(1, 1500);
  const exitCode = random.pick([0, 0, 1, 7, 255]);
  const record = path.join(workspace.root, `record-${number}`);
  const text = `import os, sys, time
record = os.open(${JSON.stringify(record)}, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
try:
    for step in range(1, ${steps + 1}):
        os.write(1, f"step {step} loss {1 / step}\\n".encode())
        os.pwrite(record, str(step).encode(), 0)
        if step % ${random.int(1, 200)} == 0:
            time.sleep(${(random.next() * 0.05).toFixed(4)})
except KeyboardInterrupt:
    sys.exit(0)
sys.exit(${exitCode})
`;
  return { script: workspace.script(`train-${number}.py`, text), record, steps, exitCode };
}

async function killOnce(workspace: Workspace, number: number, random: Random, counts: RunCounts): Promise<void> {
  const training = writeTraining(workspace, number, random);
  const launcher = spawn(process.execPath, [launcherScript, workspace.root, training.script, supervisorScript, systemPython()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(launcher, 'exit');
  let said = '';
  launcher.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // Before it has launched anything, in the middle of launching, or while the run goes on.
  if (random.chance(0.3)) await sleep(random.int(0, 1200));
  else await Promise.race([once(launcher.stdout, 'data'), ended]).then(() => sleep(random.int(0, 150)));
  launcher.kill('SIGKILL');
  assert.deepEqual(await ended, [null, 'SIGKILL'], 'the launcher had ended before it was killed');
  counts.launchersKilled += 1;
  const run = (await workspace.runs.list()).find(({ spec }) => spec.script === training.script);
  if (run === undefined) {
    assert.equal(said, '', 'a run was announced, and is not there');
    assert.ok(!existsSync(training.record), 'a script runs without a record');
    counts.killedBeforeLaunch += 1;
    return;
  }
  const watchers = watchTwice(workspace, run.spec.id);
  const end = await workspace.ended(run);
  if (end.status === 'lost') {
    assert.equal(said, '', 'a run that was announced is lost');
    assert.ok(!existsSync(training.record), 'a script ran, and its run is lost');
    counts.killedBeforeLaunch += 1;
  } else {
    assert.equal(end.exit?.code, training.exitCode);
    assert.equal(end.status, training.exitCode === 0 ? 'done' : 'failed');
    await checkRecord(workspace.runs, end, training.steps, counts);
  }
  await checkWatchers(watchers, workspace.runs, end, counts);
}

async function stopOnce(workspace: Workspace, number: number, random: Random, counts: RunCounts): Promise<void> {
  const training = writeTraining(workspace, number, random);
  const run = await workspace.launch(training.script);
  const watchers = watchTwice(workspace, run.spec.id);
  await sleep(random.int(0, 300));
  // The person is impatient, or somebody else stops it from another window.
  const stops = Array.from({ length: random.int(1, 3) }, (_, index) =>
    random
      .pick([workspace.runs, ...watchers.map(({ runs }) => runs)])
      .stop(run.spec.id)
      .then(
        () => index,
        (error: unknown) => assert.ok(error instanceof RunHasEnded, `stopping failed: ${String(error)}`),
      ),
  );
  await Promise.all(stops);
  const end = await workspace.ended(run);
  const written = existsSync(training.record) ? Number(readFileSync(training.record, 'utf8')) : 0;
  const isWhole = written === training.steps && end.status !== 'stopped';
  if (isWhole) assert.equal(end.exit?.code, training.exitCode);
  else assert.equal(end.status, 'stopped');
  if (end.status === 'stopped') counts.stopped += 1;
  const lines = await checkRecord(workspace.runs, end, undefined, counts);
  // The interrupt may have come between the line and the note of it.
  assert.ok(lines === written || lines === written + 1, `${written} lines were printed, ${lines} are in the record`);
  await checkWatchers(watchers, workspace.runs, end, counts);
}

/** Lines and points are 1, 2, 3, … with nothing missing and nothing doubled; answers how many. */
async function checkRecord(runs: Runs, end: RunState, steps: number | undefined, counts: RunCounts): Promise<number> {
  const lines = readFileSync(path.join(end.folder, 'console.log'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('step '));
  const wanted = Array.from({ length: steps ?? lines.length }, (_, index) => index + 1);
  assert.deepEqual(
    lines.map((line) => Number(line.split(' ')[1])),
    wanted,
    'lines are lost or doubled',
  );
  const points = await runs.points(end.spec.id);
  assert.deepEqual(
    points.map(({ metric, step, value }) => [metric, step, value]),
    wanted.map((step) => ['loss', step, 1 / step]),
    'points are lost or doubled',
  );
  assert.equal(end.pointCount, points.length);
  counts.runs += 1;
  counts.lines += lines.length;
  counts.points += points.length;
  return lines.length;
}

function watchTwice(workspace: Workspace, id: RunId): readonly Watcher[] {
  return [watchPoints(workspace.otherRuns(), id), watchPoints(workspace.otherRuns(), id)];
}

async function checkWatchers(watchers: readonly Watcher[], runs: Runs, end: RunState, counts: RunCounts): Promise<void> {
  const points = await runs.points(end.spec.id);
  for (const watcher of watchers) {
    await eventually(() => (watcher.states.some(hasEnded) || end.status === 'lost' ? true : undefined), 'a watcher hears of the end');
    assert.deepEqual(await watcher.finish(), points, 'a window that followed has other points than the record');
    counts.lookedWhileRunning += watcher.looks;
  }
}
