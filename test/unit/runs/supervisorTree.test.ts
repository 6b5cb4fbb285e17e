import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { type Clock, steadyClock, systemClock } from '../../../src/base/clock.ts';
import { makeRunFolder, runPaths, runsFolder, writeWhole } from '../../../src/runs/folder.ts';
import { HeartbeatWatch } from '../../../src/runs/heartbeat.ts';
import { type Launch, prepareSpec, startRun } from '../../../src/runs/launch.ts';
import type { RunSpec, RunState } from '../../../src/runs/run.ts';
import { runSettingsFrom, supervisorOptions, usualRunSettings } from '../../../src/runs/runSettings.ts';
import { supervise } from '../../../src/runs/supervise.ts';
import { superviseDefaults } from '../../../src/runs/supervision.ts';
import { systemPython } from '../../systemPython.ts';
import { eventually, exists, makeWorkspace, supervisorScript, type Workspace } from './workspace.ts';

describe('What a run has started', function () {
  this.timeout(60_000);
  let workspace: Workspace;
  beforeEach(() => {
    workspace = makeWorkspace({ supervisorOptions: ['interruptGraceMs=2000', 'terminateGraceMs=300'] });
  });
  afterEach(() => workspace.dispose());

  const specOf = (rest: Partial<Launch>, script: string): Promise<RunSpec> =>
    prepareSpec(
      {
        root: workspace.root,
        script,
        args: [],
        cwd: workspace.root,
        name: undefined,
        origin: { by: 'person' },
        interpreter: { path: systemPython(), version: '3', origin: 'PATH' },
        confinement: undefined,
        ...rest,
      },
      Date.now(),
    );
  const logOf = async (run: RunState): Promise<readonly string[]> => (await workspace.runs.logPage(run.spec.id, { lines: 20 })).lines;

  // shows: run-ladder
  it('ends with it when it is stopped, also what left its process group and its parent, and nothing that is not its own', async () => {
    const script = workspace.script(
      'strays.py',
      `import os, subprocess, sys, time
sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
worker = subprocess.Popen(sleep, start_new_session=True)
# Its parent ends at once: only the environment still tells whose it is.
orphan = subprocess.run([sys.executable, "-c", "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).pid)"], capture_output=True, text=True)
print("worker", worker.pid)
print("orphan", orphan.stdout.strip(), flush=True)
try:
    time.sleep(600)
except KeyboardInterrupt:
    print("saved")
`,
    );
    const beside = spawn(systemPython(), ['-c', 'import time; time.sleep(600)'], {
      stdio: 'ignore',
      env: { ...process.env, PRACTICUM_RUN: 'run_of_another' },
    });
    try {
      const run = await workspace.launch(script);
      const said = await eventually(async () => {
        const lines = await logOf(run);
        return lines.length === 2 ? lines : undefined;
      }, 'both are there');
      const pids = said.map((line) => Number(line.split(' ')[1]));
      assert.deepEqual(pids.map(exists), [true, true]);
      await workspace.runs.stop(run.spec.id);
      const ended = await workspace.ended(run);
      assert.equal(ended.exit?.reason, 'stopped on request (SIGINT)');
      assert.ok((await logOf(run)).includes('saved'), 'it had its time to save');
      await eventually(() => (pids.some(exists) ? undefined : true), 'both are gone');
      assert.ok(exists(beside.pid ?? 0));
    } finally {
      beside.kill('SIGKILL');
    }
  });

  it('has as much time to save as the person set', () => {
    const settings = runSettingsFrom({ interruptSeconds: '120', terminateSeconds: 0.5, terminal: 'never', folder: ' /data ' });
    assert.deepEqual(supervisorOptions(settings), ['interruptGraceMs=120000', 'terminateGraceMs=500']);
    assert.deepEqual([settings.terminal, settings.folder], ['never', '/data']);
    const odd = runSettingsFrom({ interruptSeconds: -1, terminateSeconds: 'soon', terminal: 'maybe', folder: 7 });
    assert.deepEqual([odd.interruptSeconds, odd.terminal, odd.folder], [usualRunSettings.interruptSeconds, 'auto', '']);
    assert.equal(odd.terminateSeconds, usualRunSettings.terminateSeconds);
  });

  // shows: run-clock
  it('is neither lost nor ended by a clock that jumps hours back and forth, and its times never run backwards', async () => {
    const hour = 3_600_000;
    let jumpMs = 0;
    const clock: Clock = { nowMs: () => Date.now() + jumpMs, sleep: (ms, signal) => systemClock.sleep(ms, signal) };
    const script = workspace.script(
      'train.py',
      `import os, time
for step in range(1, 4):
    print(f"step {step} loss {1 / step}", flush=True)
    while not os.path.exists(f"go{step}"):
        time.sleep(0.01)
`,
    );
    const spec = await specOf({}, script);
    const folder = await makeRunFolder(runsFolder(workspace.root), spec.id);
    await writeWhole(runPaths(folder).spec, JSON.stringify(spec));
    const over = supervise(folder, new AbortController().signal, { ...superviseDefaults, heartbeatMs: 50, collectMs: 50, clock });
    for (const [at, jump] of [0, -5 * hour, 48 * hour].entries()) {
      jumpMs = jump;
      if (at > 0) workspace.script(`go${at}`, '');
      await eventually(async () => ((await workspace.runs.get(spec.id)).pointCount > at ? true : undefined), `point ${at + 1}`);
      assert.equal((await workspace.runs.get(spec.id)).status, 'running');
    }
    jumpMs = -hour;
    workspace.script('go3', '');
    await over;
    const run = await workspace.runs.get(spec.id);
    assert.equal(run.status, 'done');
    const times = [run.startedMs ?? 0, ...(await workspace.runs.points(spec.id)).map(({ wallMs }) => wallMs), run.exit?.endedMs ?? 0];
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    assert.equal(run.pointCount, 3);
  });

  // shows: run-interpreter-gone
  it('is nothing where the interpreter vanished after it was chosen: one sentence with the next step', async () => {
    const python = path.join(workspace.root, 'python');
    symlinkSync(systemPython(), python);
    const spec = await specOf(
      { interpreter: { path: python, version: '3', origin: 'chosen' } },
      workspace.script('train.py', 'print("never")\n'),
    );
    rmSync(python);
    await startRun(workspace.root, spec, { node: process.execPath, script: supervisorScript });
    const ended = await workspace.runs.waitForEnd(spec.id, AbortSignal.timeout(60_000));
    assert.equal(ended.status, 'failed');
    assert.equal(
      ended.exit?.reason,
      `could not start: the interpreter ${python} cannot be executed any more. Choose another one, or make its environment again, and start the run again`,
    );
  });
});

describe('Time', () => {
  // shows: run-clock
  it('of a run goes on from where it was when the system’s clock is set back, and follows it forward', () => {
    let [wall, monotonic] = [1_000_000, 0];
    const clock = steadyClock({ nowMs: () => wall, sleep: async () => undefined }, () => monotonic);
    const pass = (ms: number): number => {
      wall += ms;
      monotonic += ms;
      return clock.nowMs();
    };
    assert.equal(pass(500), 1_000_500);
    wall -= 7_200_000;
    assert.equal(pass(500), 1_001_000);
    assert.equal(pass(500), 1_001_500);
    wall += 3_600_000;
    assert.equal(pass(500), 4_602_000, 'a machine that slept sees this too');
  });

  // shows: run-clock
  it('of another machine’s heartbeat counts by its changes', () => {
    const [hour, minute] = [3_600_000, 60_000];
    let monotonic = 0;
    const watch = new HeartbeatWatch(() => monotonic);
    assert.equal(watch.isBeating(0, 5 * hour), false, 'five hours old by the clock here, and nothing else is known');
    monotonic += 2_000;
    assert.equal(watch.isBeating(2_000, 5 * hour), true, 'it moved: that machine’s clock is behind');
    monotonic += minute;
    assert.equal(watch.isBeating(2_000, 5 * hour + minute), false);
    const ahead = new HeartbeatWatch(() => monotonic);
    assert.equal(ahead.isBeating(9 * hour, hour), false, 'a beat of the future is no sign of life either');
    assert.equal(new HeartbeatWatch(() => monotonic).isBeating(hour, hour + 3_000), true);
  });
});
