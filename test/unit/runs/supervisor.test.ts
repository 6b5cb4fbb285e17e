import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunId } from '../../../src/base/ids.ts';
import { parsePoint } from '../../../src/runs/folderSchema.ts';
import type { RunState } from '../../../src/runs/run.ts';
import { systemPython } from '../../systemPython.ts';
import { eventually, exists, makeWorkspace, supervisorScript, type Workspace, type WorkspaceOptions } from './workspace.ts';

const stateLines = (run: RunState): readonly Record<string, unknown>[] =>
  readFileSync(path.join(run.folder, 'state.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const signalsSent = (run: RunState): readonly unknown[] =>
  stateLines(run)
    .filter(({ status }) => status === 'stopping')
    .map(({ signal }) => signal);

const supervisorPid = (run: RunState): number => {
  const beat = JSON.parse(readFileSync(path.join(run.folder, 'heartbeat'), 'utf8')) as { supervisor: { pid: number } };
  return beat.supervisor.pid;
};

describe('The supervisor', function () {
  this.timeout(120_000);
  let open: Workspace[] = [];
  const workspaceWith = (options: WorkspaceOptions = {}): Workspace => {
    const workspace = makeWorkspace(options);
    open.push(workspace);
    return workspace;
  };
  afterEach(() => {
    for (const workspace of open) workspace.dispose();
    open = [];
  });

  // shows: run-detached, run-survives-kill
  it('survives the death of its launcher: the run goes on, every point is there, and the exit code is recovered', async () => {
    const workspace = workspaceWith();
    const script = workspace.script(
      'train.py',
      `import os, sys, time
for step in range(1, 4):
    print(f"step {step} loss {1 / step}")
print("waiting")
while not os.path.exists("launcher-is-dead"):
    time.sleep(0.02)
for step in range(4, 501):
    print(f"step {step} loss {1 / step}")
sys.exit(7)
`,
    );
    const launcher = spawn(
      process.execPath,
      [fileURLToPath(new URL('launcher.ts', import.meta.url)), workspace.root, script, supervisorScript, systemPython()],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const id = await new Promise<string>((resolve) =>
      launcher.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim())),
    );
    await eventually(async () => ((await workspace.runs.get(id as RunId)).pointCount === 3 ? true : undefined), 'the first points');
    const dead = new Promise((resolve) => launcher.once('exit', resolve));
    launcher.kill('SIGKILL');
    await dead;
    assert.equal((await workspace.runs.get(id as RunId)).status, 'running');
    writeFileSync(path.join(workspace.root, 'launcher-is-dead'), '');
    const run = await workspace.ended(await workspace.runs.get(id as RunId));
    assert.equal(run.exit?.code, 7);
    assert.equal(run.status, 'failed');
    const points = await workspace.runs.points(run.spec.id);
    assert.deepEqual(
      points.map(({ step, value }) => [step, value]),
      Array.from({ length: 500 }, (_, i) => [i + 1, 1 / (i + 1)]),
    );
  });

  // shows: run-stop
  it('lets a script save its checkpoint on SIGINT and sends nothing stronger', async () => {
    const workspace = workspaceWith();
    const script = workspace.script(
      'polite.py',
      `import time
print("ready")
try:
    while True:
        time.sleep(0.05)
except KeyboardInterrupt:
    open("checkpoint.pt", "w").write("weights")
    print("saved")
`,
    );
    const run = await workspace.launch(script);
    await eventually(async () => ((await workspace.runs.get(run.spec.id)).logBytes > 0 ? true : undefined), 'the script is ready');
    await workspace.runs.stop(run.spec.id);
    const ended = await workspace.ended(run);
    assert.equal(ended.status, 'stopped');
    assert.equal(ended.exit?.code, 0);
    assert.equal(ended.exit?.reason, 'stopped on request (SIGINT)');
    assert.deepEqual(signalsSent(ended), ['SIGINT']);
    assert.equal(readFileSync(path.join(workspace.root, 'checkpoint.pt'), 'utf8'), 'weights');
    assert.deepEqual((await workspace.runs.logPage(run.spec.id, { lines: 9 })).lines, ['ready', 'saved']);
  });

  // shows: run-stop
  it('climbs to SIGKILL with a script that hears nothing, and takes its children along', async () => {
    const workspace = workspaceWith({ supervisorOptions: ['interruptGraceMs=200', 'terminateGraceMs=200'] });
    const script = workspace.script(
      'deaf.py',
      `import os, signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = os.fork()
if child == 0:
    time.sleep(600)
print("child", child)
time.sleep(600)
`,
    );
    const run = await workspace.launch(script);
    const child = await eventually(async () => {
      const { lines } = await workspace.runs.logPage(run.spec.id, { lines: 9 });
      return /^child (\d+)$/.exec(lines[0] ?? '')?.[1];
    }, 'the child');
    await workspace.runs.stop(run.spec.id);
    const ended = await workspace.ended(run);
    assert.equal(ended.status, 'stopped');
    assert.equal(ended.exit?.signal, 'SIGKILL');
    assert.deepEqual(signalsSent(ended), ['SIGINT', 'SIGTERM', 'SIGKILL']);
    await eventually(() => (exists(Number(child)) ? undefined : true), 'the child is gone too');
  });

  it('stops the run when it is asked to end itself', async () => {
    const workspace = workspaceWith();
    const run = await workspace.launch(workspace.script('long.py', 'import time\nprint("up")\ntime.sleep(600)\n'));
    await eventually(async () => ((await workspace.runs.get(run.spec.id)).logBytes > 0 ? true : undefined), 'the script is up');
    process.kill(supervisorPid(run), 'SIGTERM');
    assert.equal((await workspace.ended(run)).status, 'stopped');
  });

  it('that was killed leaves a lost run, told apart from a running one at once, with what was recorded', async () => {
    const workspace = workspaceWith();
    const run = await workspace.launch(workspace.script('long.py', 'import time\nprint("step 1 loss 0.5")\ntime.sleep(600)\n'));
    await eventually(async () => ((await workspace.runs.get(run.spec.id)).pointCount > 0 ? true : undefined), 'a point');
    process.kill(supervisorPid(run), 'SIGKILL');
    const lost = await workspace.ended(run);
    assert.equal(lost.status, 'lost');
    assert.equal(lost.exit, undefined);
    assert.equal(lost.pointCount, 1);
    assert.match(lost.note ?? '', /supervisor of this run is gone/);
    // The script is still there, and can still be ended.
    const pid = lost.pid ?? 0;
    assert.ok(exists(pid));
    await workspace.runs.stop(run.spec.id);
    await eventually(() => (exists(pid) ? undefined : true), 'the orphan is gone');
    await assert.rejects(workspace.runs.stop(run.spec.id), { code: 'run-has-ended' });
  });

  // shows: bad-script-floods
  it('keeps every line and point of a script that prints 100,000 lines a second', async () => {
    const workspace = workspaceWith();
    const lineCount = 300_000;
    const script = workspace.script(
      'flood.py',
      `import sys
out = open(1, "w", buffering=1 << 16, closefd=False)
for step in range(${lineCount}):
    out.write(f"step {step} loss {step % 97 / 97:.4f}\\n" if step % 10 == 0 else f"noise line number {step}\\n")
out.flush()
`,
    );
    const run = await workspace.launch(script);
    let mostMemoryKb = 0;
    if (process.platform === 'linux') {
      const pid = supervisorPid(run);
      await eventually(async () => {
        const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
        mostMemoryKb = Math.max(mostMemoryKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
        return (await workspace.runs.get(run.spec.id)).exit === undefined ? undefined : true;
      }, 'the end');
    }
    const ended = await workspace.ended(run);
    assert.equal(ended.exit?.code, 0);
    const log = readFileSync(path.join(ended.folder, 'console.log'), 'utf8');
    assert.equal(log.split('\n').length - 1, lineCount);
    assert.ok(log.endsWith(`noise line number ${lineCount - 1}\n`));
    const points = await workspace.runs.points(run.spec.id);
    assert.equal(points.length, lineCount / 10);
    assert.ok(points.every(({ step }, index) => step === index * 10));
    assert.equal(ended.pointCount, points.length);
    assert.ok(mostMemoryKb < 400_000, `the supervisor took ${mostMemoryKb} KB`);
    const page = await workspace.runs.logPage(run.spec.id, { from: 123_456, lines: 2 });
    assert.deepEqual(page, { firstLine: 123_456, lines: ['noise line number 123455', 'noise line number 123456'], totalLines: lineCount });
  });

  it('stops writing the console log at its limit, says so once, and goes on measuring', async () => {
    const workspace = workspaceWith({ supervisorOptions: ['logLimitBytes=2000'] });
    const script = workspace.script('long.py', 'for step in range(1000):\n    print(f"step {step} loss 0.{step}")\n');
    const ended = await workspace.ended(await workspace.launch(script));
    const log = readFileSync(path.join(ended.folder, 'console.log'), 'utf8');
    assert.equal(log.split('[practicum]').length - 1, 1);
    assert.ok(log.length < 2300);
    assert.equal(ended.pointCount, 1000);
    assert.match(ended.note ?? '', /reached its limit/);
  });

  // A small real disk can only be made by root; recorder.test.ts shows the same everywhere, with a handle that refuses.
  const fullDisk = process.platform === 'linux' && process.getuid?.() === 0 ? it : undefined;
  fullDisk?.('lets the run go on when the disk is full, and writes points and exit as soon as there is room', async () => {
    const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-full-')));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', root]);
    try {
      const workspace = workspaceWith({ root, supervisorOptions: ['heartbeatMs=100'] });
      const signals = mkdtempSync(path.join(tmpdir(), 'practicum-signals-'));
      const script = workspace.script(
        'train.py',
        `import os, sys, time
print("step 1 loss 0.9")
while not os.path.exists(${JSON.stringify(path.join(signals, 'full'))}):
    time.sleep(0.02)
for step in range(2, 1002):
    print(f"step {step} loss {1 / step:.6f}")
open(${JSON.stringify(path.join(signals, 'printed'))}, "w").close()
while not os.path.exists(${JSON.stringify(path.join(signals, 'end'))}):
    time.sleep(0.02)
print("step 2000 loss 0.1")
sys.exit(3)
`,
      );
      const run = await workspace.launch(script);
      await eventually(async () => ((await workspace.runs.get(run.spec.id)).pointCount === 1 ? true : undefined), 'the first point');
      const ballast = path.join(root, 'ballast');
      assert.throws(() => {
        for (;;) appendFileSync(ballast, Buffer.alloc(4096));
      }, /ENOSPC/);
      writeFileSync(path.join(signals, 'full'), '');
      await eventually(() => (existsSync(path.join(signals, 'printed')) ? true : undefined), 'the script was not held up');
      assert.equal((await workspace.runs.get(run.spec.id)).status, 'running');
      rmSync(ballast);
      writeFileSync(path.join(signals, 'end'), '');
      const ended = await workspace.ended(run);
      assert.equal(ended.exit?.code, 3);
      const steps = (await workspace.runs.points(run.spec.id)).map(({ step }) => step);
      assert.deepEqual(steps, [...Array.from({ length: 1001 }, (_, i) => i + 1), 2000]);
      assert.ok(stateLines(ended).some(({ note }) => note === 'disk-full'));
      rmSync(signals, { recursive: true });
    } finally {
      execFileSync('umount', ['-l', root]);
      rmSync(root, { recursive: true, force: true });
    }
  });

  it('is the only one of its folder', async () => {
    const workspace = workspaceWith();
    const run = await workspace.ended(await workspace.launch(workspace.script('a.py', 'print("once")\n')));
    const second = spawn(process.execPath, [supervisorScript, run.folder], { stdio: 'ignore' });
    assert.equal(await new Promise((resolve) => second.once('exit', resolve)), 1);
    assert.equal(readFileSync(path.join(run.folder, 'console.log'), 'utf8'), 'once\n');
    assert.equal(existsSync(path.join(run.folder, 'supervisor-error')), false);
  });

  it('does not wait for ever for a process that the script left behind', async () => {
    const workspace = workspaceWith();
    const script = workspace.script(
      'leaves.py',
      'import subprocess, sys\nchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)\nprint("child", child.pid)\n',
    );
    const ended = await workspace.ended(await workspace.launch(script));
    assert.equal(ended.exit?.code, 0);
    const child = Number((await workspace.runs.logPage(ended.spec.id, { lines: 1 })).lines[0]?.split(' ')[1]);
    process.kill(child, 'SIGKILL');
  });
});

describe('A run folder', function () {
  this.timeout(60_000);
  let workspace: Workspace;
  beforeEach(() => {
    workspace = makeWorkspace();
  });
  afterEach(() => workspace.dispose());

  it('whose points were cut in the middle of a line gives the whole lines', async () => {
    const run = await workspace.ended(
      await workspace.launch(workspace.script('a.py', 'for s in range(10):\n    print(f"step {s} loss 0.{s}")\n')),
    );
    const file = path.join(run.folder, 'points.jsonl');
    truncateSync(file, readFileSync(file).length - 10);
    const fresh = workspace.otherRuns();
    assert.deepEqual(
      (await fresh.points(run.spec.id)).map(({ step }) => step),
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
    );
    appendFileSync(file, 'rubbish\n{"metric":"loss","step":99,"value":"NaN","wallMs":1}\n');
    assert.deepEqual(
      (await fresh.points(run.spec.id, 9)).map(({ step, value }) => [step, value]),
      [[99, Number.NaN]],
    );
  });

  it('of a newer version, with a broken spec or without one is listed with a note and breaks nothing', async () => {
    const good = await workspace.ended(await workspace.launch(workspace.script('a.py', 'print(1)\n')));
    const runs = path.dirname(good.folder);
    const put = (id: string, spec: string | undefined): void => {
      mkdirSync(path.join(runs, id));
      if (spec !== undefined) writeFileSync(path.join(runs, id, 'spec.json'), spec);
    };
    put('run_newer', JSON.stringify({ v: 99, name: 'from the future', createdMs: 4_000_000_000_000, anything: true }));
    put('run_broken', '{"v":1,');
    put('run_other', readFileSync(path.join(good.folder, 'spec.json'), 'utf8'));
    put('run_empty', undefined);
    writeFileSync(path.join(runs, 'a stray file'), '');
    const listed = await workspace.otherRuns().list();
    const notes = Object.fromEntries(listed.map(({ spec, status, note }) => [spec.id, `${status}: ${note ?? ''}`]));
    assert.equal(notes[good.spec.id], 'done: ');
    assert.match(notes['run_newer'] ?? '', /^lost: .*newer Practicum.*version 99.*Update/);
    assert.match(notes['run_broken'] ?? '', /^lost: .*cannot be read/);
    assert.match(notes['run_other'] ?? '', /^lost: .*another run/);
    assert.equal(notes['run_empty'], undefined, 'a folder that was only just made is not judged yet');
    assert.equal(listed[0]?.spec.name, 'from the future');
  });

  // shows: formats-run
  it('holds what docs/formats.md says', async () => {
    const run = await workspace.ended(
      await workspace.launch(workspace.script('a.py', 'print("step 1 loss 0.5")\nprint("step 2 loss nan")\n')),
    );
    const spec = JSON.parse(readFileSync(path.join(run.folder, 'spec.json'), 'utf8')) as Record<string, unknown>;
    const exit = JSON.parse(readFileSync(path.join(run.folder, 'exit.json'), 'utf8')) as Record<string, unknown>;
    const lines = readFileSync(path.join(run.folder, 'points.jsonl'), 'utf8').trimEnd().split('\n');
    assert.equal(lines[1]?.includes('"value":"NaN"'), true);
    assert.deepEqual(
      lines.map((line) => parsePoint(line)?.value),
      [0.5, Number.NaN],
    );
    const documented = readFileSync(new URL('../../../docs/formats.md', import.meta.url), 'utf8');
    const section = documented.slice(documented.indexOf('## Run folder'));
    const names = [
      ...Object.keys(spec),
      ...Object.keys(exit),
      ...lines.flatMap((line) => Object.keys(JSON.parse(line) as object)),
      ...stateLines(run).flatMap(Object.keys),
    ];
    for (const name of new Set(names)) assert.ok(section.includes(`\`${name}\``), `${name} is written but not specified`);
    for (const file of ['spec.json', 'state.jsonl', 'console.log', 'points.jsonl', 'heartbeat', 'exit.json']) {
      assert.ok(existsSync(path.join(run.folder, file)), file);
      assert.ok(section.includes(`\`${file}\``), `${file} is written but not specified`);
    }
  });
});
