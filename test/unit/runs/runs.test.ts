import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CallId, RunId } from '../../../src/base/ids.ts';
import { createPermitAuthority, NotPermitted } from '../../../src/base/permit.ts';
import { launchEffects } from '../../../src/runs/launchRequest.ts';
import { rootOf } from '../../../src/runs/rootOf.ts';
import type { MetricPoint, RunState } from '../../../src/runs/run.ts';
import { OutsideWorkspace, RunHasEnded, RunNotFound } from '../../../src/runs/runErrors.ts';
import { createRuns } from '../../../src/runs/runs.ts';
import { systemPython } from '../../systemPython.ts';
import { eventually, makeWorkspace, supervisorScript, type Workspace } from './workspace.ts';

describe('A run', function () {
  this.timeout(90_000);
  let workspace: Workspace;
  beforeEach(() => {
    workspace = makeWorkspace();
  });
  afterEach(() => workspace.dispose());

  // shows: run-detached, run-points
  it('executes the script with its arguments and keeps output, points and exit', async () => {
    const script = workspace.script(
      'train.py',
      `import sys
print("args", sys.argv[1:])
for step in range(1, 6):
    print(f"step {step} loss {1 / step:.4f}")
print("to stderr", file=sys.stderr)
`,
    );
    const launched = await workspace.launch(script, ['--lr', '0.1 and a space']);
    const run = await workspace.ended(launched);
    assert.equal(run.status, 'done');
    assert.equal(run.exit?.code, 0);
    assert.equal(run.pointCount, 5);
    assert.deepEqual(run.metrics, ['loss']);
    assert.equal(run.spec.name, 'train');
    assert.deepEqual(run.spec.argv.slice(1), [script, '--lr', '0.1 and a space']);
    const points = await workspace.runs.points(run.spec.id);
    assert.deepEqual(
      points.map(({ step, value }) => [step, value]),
      [
        [1, 1],
        [2, 0.5],
        [3, 0.3333],
        [4, 0.25],
        [5, 0.2],
      ],
    );
    const log = await workspace.runs.logPage(run.spec.id, { lines: 100 });
    assert.equal(log.lines[0], "args ['--lr', '0.1 and a space']");
    assert.equal(log.lines.at(-1), 'to stderr');
    assert.equal(log.totalLines, 7);
  });

  // shows: series-reopen
  it('that has many points leaves them as columns too, which say the same', async () => {
    const script = workspace.script('many.py', 'for step in range(1000):\n    print(f"step {step} loss {1 / (step + 1):.6f}")\n');
    const run = await workspace.ended(await workspace.launch(script));
    await eventually(() => existsSync(path.join(run.folder, 'points.columns')) || undefined, 'the supervisor writes the columns');
    const points = await workspace.runs.points(run.spec.id);
    const { steps, values } = (await (await workspace.otherRuns().seriesOf(run.spec.id)).column('loss')).read();
    assert.equal(points.length, 1000);
    assert.deepEqual(
      points.map(({ step, value }) => [step, value]),
      Array.from(steps, (step, index) => [step, values[index]]),
    );
  });

  it('keeps standard output and standard error in the order in which they were written', async () => {
    const script = workspace.script(
      'mixed.py',
      `import sys
for i in range(200):
    print(f"out {i}", file=sys.stdout)
    print(f"err {i}", file=sys.stderr)
`,
    );
    const run = await workspace.ended(await workspace.launch(script));
    const expected = Array.from({ length: 200 }, (_, i) => `out ${i}\nerr ${i}\n`).join('');
    assert.equal(readFileSync(path.join(run.folder, 'console.log'), 'utf8'), expected);
  });

  // shows: bad-script-fails
  it('that fails at once says so and keeps the traceback', async () => {
    const run = await workspace.ended(
      await workspace.launch(workspace.script('bad.py', 'import sys\nsys.exit("ValueError: no data set")\n')),
    );
    assert.equal(run.status, 'failed');
    assert.equal(run.exit?.code, 1);
    const found = await workspace.runs.logPage(run.spec.id, { lines: 5, match: 'nothing|valueerror' });
    assert.deepEqual(found.lines, ['1: ValueError: no data set']);
  });

  // shows: bad-script-silent
  it('that prints nothing is done with an empty log', async () => {
    const run = await workspace.ended(await workspace.launch(workspace.script('quiet.py', 'pass\n')));
    assert.equal(run.status, 'done');
    assert.equal(run.logBytes, 0);
    assert.deepEqual(await workspace.runs.logPage(run.spec.id, { lines: 10 }), { firstLine: 1, lines: [], totalLines: 0 });
    assert.deepEqual(await workspace.runs.points(run.spec.id), []);
  });

  it('whose script vanished before it could start says why', async () => {
    const script = workspace.script('gone.py', 'print(1)\n');
    const runs = createRuns({
      roots: [workspace.root],
      supervisor: { node: process.execPath, script: supervisorScript },
      require: () => undefined,
      interpreter: async () => systemPython(),
    });
    const launched = await workspace.launch(script, [], { cwd: path.join(workspace.root, 'no-such-folder') });
    const run = await runs.waitForEnd(launched.spec.id, AbortSignal.timeout(60_000));
    runs.dispose();
    assert.equal(run.status, 'failed');
    assert.equal(run.exit?.code, null);
    assert.match(run.exit?.reason ?? '', /^could not start: the folder .*no-such-folder is not there$/);
  });

  it('that is killed from outside names the signal', async () => {
    const run = await workspace.ended(await workspace.launch(workspace.script('oom.py', 'import os\nos.kill(os.getpid(), 9)\n')));
    assert.equal(run.status, 'failed');
    assert.equal(run.exit?.signal, 'SIGKILL');
    assert.match(run.exit?.reason ?? '', /SIGKILL.*memory/);
  });

  it('does not see the variables of the editor and knows its own id', async () => {
    process.env['VSCODE_TEST_LEAK'] = 'leaked';
    try {
      const script = workspace.script(
        'env.py',
        'import os\nprint([k for k in os.environ if k.startswith(("VSCODE_", "ELECTRON_"))])\nprint(os.environ["PRACTICUM_RUN"])\n',
      );
      const run = await workspace.ended(await workspace.launch(script));
      const log = await workspace.runs.logPage(run.spec.id, { lines: 9 });
      assert.deepEqual(log.lines, ['[]', run.spec.id]);
    } finally {
      delete process.env['VSCODE_TEST_LEAK'];
    }
  });

  it('keeps from which commit and which script it was started', async () => {
    const script = workspace.script('train.py', 'print(1)\n');
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
        cwd: workspace.root,
        encoding: 'utf8',
        stdio: 'pipe',
      }).trim();
    git('init', '-q');
    git('add', 'train.py');
    git('commit', '-qm', 'first');
    const clean = await workspace.ended(await workspace.launch(script));
    assert.equal(clean.spec.code.commit, git('rev-parse', 'HEAD'));
    assert.equal(clean.spec.code.isDirty, false, 'the run folder itself must not make the tree dirty');
    writeFileSync(script, 'print(2)\n');
    const dirty = await workspace.ended(await workspace.launch(script));
    assert.equal(dirty.spec.code.isDirty, true);
    assert.notEqual(dirty.spec.code.scriptSha256, clean.spec.code.scriptSha256);
    assert.equal(readFileSync(path.join(workspace.root, '.practicum', 'runs', '.gitignore'), 'utf8'), '*\n');
  });
});

describe('Launching', function () {
  this.timeout(90_000);
  let workspace: Workspace;
  beforeEach(() => {
    workspace = makeWorkspace();
  });
  afterEach(() => workspace.dispose());

  // shows: policy-permits
  it('needs a permit for exactly this script and these arguments, and leaves nothing behind without it', async () => {
    const script = workspace.script('train.py', 'print(1)\n');
    const authority = createPermitAuthority();
    const runs = createRuns({
      roots: [workspace.root],
      supervisor: { node: process.execPath, script: supervisorScript },
      require: authority.require,
      interpreter: async () => systemPython(),
    });
    const permit = authority.mint('call_1' as CallId, launchEffects({ script, args: ['--lr', '0.1'] }, workspace.root));
    await assert.rejects(runs.launch(permit, { script, args: ['--lr', '9'], origin: { by: 'person' } }), NotPermitted);
    assert.deepEqual(await runs.list(), []);
    assert.deepEqual(readdirSync(workspace.root), ['train.py']);
    runs.dispose();
  });

  it('refuses a script outside the workspace, also through a link', async () => {
    const other = makeWorkspace();
    try {
      const outside = other.script('evil.py', 'print(1)\n');
      await assert.rejects(workspace.launch(outside), OutsideWorkspace);
      const link = path.join(workspace.root, 'link.py');
      symlinkSync(outside, link);
      await assert.rejects(workspace.launch(link), OutsideWorkspace);
      assert.deepEqual(await workspace.runs.list(), []);
    } finally {
      other.dispose();
    }
  });

  it('says what to do when the script is not there or the supervisor cannot start', async () => {
    await assert.rejects(workspace.launch(path.join(workspace.root, 'no.py')), { code: 'script-not-found' });
    const script = workspace.script('train.py', 'print(1)\n');
    const broken = workspace.script('broken-supervisor.mjs', 'process.exit(3)\n');
    const runs = createRuns({
      roots: [workspace.root],
      supervisor: { node: process.execPath, script: broken },
      require: () => undefined,
      interpreter: async () => systemPython(),
    });
    const permit = createPermitAuthority().mint('call_1' as CallId, []);
    await assert.rejects(runs.launch(permit, { script, args: [], origin: { by: 'person' } }), { code: 'supervisor-failed' });
    assert.deepEqual(await runs.list(), [], 'nothing was executed, so no run is left');
    runs.dispose();
  });

  it('finds the innermost root', () => {
    assert.equal(rootOf(['/w', '/w/sub'], '/w/sub/train.py'), '/w/sub');
    assert.equal(rootOf(['/w/sub', '/w'], '/w/subway/train.py'), '/w');
    assert.equal(rootOf(['/w'], '/w'), undefined);
    assert.equal(rootOf(['/w'], '/elsewhere/train.py'), undefined);
  });
});

describe('Runs', function () {
  this.timeout(90_000);
  let workspace: Workspace;
  beforeEach(() => {
    workspace = makeWorkspace();
  });
  afterEach(() => workspace.dispose());

  it('are listed newest first, and an unknown one is answered with the latest', async () => {
    const script = workspace.script('train.py', 'print(1)\n');
    const first = await workspace.ended(await workspace.launch(script, [], { name: 'first' }));
    const second = await workspace.ended(await workspace.launch(script, [], { name: 'second' }));
    assert.deepEqual(
      (await workspace.runs.list()).map(({ spec }) => spec.id),
      [second.spec.id, first.spec.id],
    );
    const error = await workspace.runs.get('run_nonsense' as RunId).catch((reason: unknown) => reason);
    assert.ok(error instanceof RunNotFound);
    assert.match(error.hint ?? '', new RegExp(second.spec.id));
  });

  it('are seen by two windows alike while they go on, points coming in pieces', async () => {
    const script = workspace.script(
      'steps.py',
      `import os, time
step = 0
while not os.path.exists("enough"):
    step += 1
    print(f"step {step} loss {1.0 / step}")
    time.sleep(0.01)
print(f"last {step}")
`,
    );
    const other = workspace.otherRuns();
    const heard: RunState[][] = [[], []];
    workspace.runs.onDidChange((states) => heard[0]?.push(...states));
    other.onDidChange((states) => heard[1]?.push(...states));
    const launched = await workspace.launch(script);
    const id = launched.spec.id;
    const pieces: MetricPoint[] = [];
    await eventually(async () => {
      pieces.push(...(await other.points(id, pieces.length)));
      const isHeard = heard.every((states) => states.some((state) => state.status === 'running' && state.pointCount > 0));
      return pieces.length > 20 && isHeard ? true : undefined;
    }, 'twenty points, and both windows hear of them');
    assert.equal((await other.get(id)).status, 'running');
    writeFileSync(path.join(workspace.root, 'enough'), '');
    const ended = await workspace.ended(launched);
    pieces.push(...(await other.points(id, pieces.length)));
    const steps = Number((await other.logPage(id, { lines: 1 })).lines[0]?.split(' ')[1]);
    assert.equal(ended.pointCount, steps);
    assert.deepEqual(
      pieces.map(({ step }) => step),
      Array.from({ length: steps }, (_, i) => i + 1),
    );
    for (const [index, states] of heard.entries()) {
      const last = await eventually(() => states.find((state) => state.exit !== undefined), `window ${index} hears the end`);
      assert.equal(last.pointCount, steps);
    }
  });

  it('that have ended cannot be stopped', async () => {
    const run = await workspace.ended(await workspace.launch(workspace.script('a.py', 'print(1)\n')));
    await assert.rejects(workspace.runs.stop(run.spec.id), RunHasEnded);
  });

  it('can be waited for, and the waiting ends with the signal', async () => {
    const launched = await workspace.launch(workspace.script('long.py', 'import time\nprint("up")\ntime.sleep(600)\n'));
    const abort = new AbortController();
    const waiting = workspace.runs.waitForEnd(launched.spec.id, abort.signal);
    abort.abort(new Error('enough'));
    await assert.rejects(waiting, /enough/);
    await workspace.runs.stop(launched.spec.id);
    assert.equal((await workspace.ended(launched)).status, 'stopped');
  });
});
