import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { condaPrefix, condaRun, endPlan, shownCommand, startPlan } from '../../../src/runs/commandLine.ts';
import { getsTerminal, parseKeeperLine } from '../../../src/runs/terminal/terminal.ts';
import { eventually, makeWorkspace, type Workspace } from './workspace.ts';

describe('A terminal for a run', function () {
  this.timeout(60_000);
  let workspace: Workspace;
  beforeEach(() => {
    workspace = makeWorkspace({ supervisorOptions: ['interruptGraceMs=5000'] });
  });
  afterEach(() => workspace.dispose());

  // shows: run-pty
  it('is there for a script whose bars need one, 160 columns wide, and what it prints is kept byte for byte', async () => {
    const script = workspace.script(
      'bars.py',
      `import os, sys
try:
    import rich.progress
except ImportError:
    pass
size = os.get_terminal_size(1)
print(sys.stdout.isatty(), sys.stderr.isatty(), sys.stdin.isatty(), size.columns, size.lines, os.getpgrp() == os.getpid())
sys.stderr.write("\\rstep 1 loss 0.5")
sys.stderr.write("\\rstep 2 loss 0.25\\n")
os.write(1, bytes([0, 27, 4, 3, 255, 10]))
sys.exit(9)
`,
    );
    const run = await workspace.ended(await workspace.launch(script));
    assert.equal(run.spec.terminal, true);
    assert.equal(run.exit?.code, 9);
    const log = readFileSync(path.join(run.folder, 'console.log'));
    assert.equal(
      log.toString('latin1'),
      'True True False 160 40 True\n\rstep 1 loss 0.5\rstep 2 loss 0.25\n\u0000\u001b\u0004\u0003\u00ff\n',
    );
    const points = await workspace.runs.points(run.spec.id);
    assert.deepEqual(
      points.map(({ step, value }) => [step, value]),
      [
        [1, 0.5],
        [2, 0.25],
      ],
    );
  });

  // shows: run-pty, run-ladder
  it('passes the request to stop on to the script, which saves, and keeps the signal that ended another', async () => {
    const polite = workspace.script(
      'polite.py',
      `# import rich
import time
print("ready", flush=True)
try:
    time.sleep(600)
except KeyboardInterrupt:
    print("saved")
`,
    );
    const run = await workspace.launch(polite);
    assert.equal(run.spec.terminal, true, 'a comment counts: the rule errs on the side of a terminal');
    await eventually(async () => ((await workspace.runs.get(run.spec.id)).logBytes > 0 ? true : undefined), 'the script is ready');
    const pid = (await workspace.runs.get(run.spec.id)).pid ?? 0;
    assert.match(readFileSync(`/proc/${pid}/cmdline`, 'latin1'), /polite\.py\0$/, 'the run is the script, not what keeps its terminal');
    await workspace.runs.stop(run.spec.id);
    const ended = await workspace.ended(run);
    assert.equal(ended.exit?.reason, 'stopped on request (SIGINT)');
    assert.deepEqual((await workspace.runs.logPage(run.spec.id, { lines: 9 })).lines, ['ready', 'saved']);

    const killed = workspace.script('killed.py', '# import rich\nimport os\nos.kill(os.getpid(), 9)\n');
    const dead = await workspace.ended(await workspace.launch(killed));
    assert.equal(dead.exit?.signal, 'SIGKILL');
  });

  it('is chosen by rule, and by the person', () => {
    const choose = (text: string): boolean => getsTerminal('auto', 'linux', [text]);
    assert.equal(choose('from rich.progress import track'), true);
    assert.equal(choose('import lightning as L'), true);
    assert.equal(choose('from pytorch_lightning import Trainer'), true);
    assert.equal(choose('from tqdm import tqdm'), false);
    assert.equal(choose('from .rich import bar'), false);
    assert.equal(getsTerminal('always', 'linux', ['print(1)']), true);
    assert.equal(getsTerminal('never', 'linux', ['import rich']), false);
    assert.equal(getsTerminal('always', 'win32', ['import rich']), false);
    assert.deepEqual(parseKeeperLine('{"pid": 12}'), { pid: 12 });
    assert.equal(parseKeeperLine('{"pid": -1}'), undefined);
  });
});

describe('How a script is started and ended', () => {
  // shows: run-portable
  it('on Linux and macOS joins both outputs in one pipe and gives it a process group of its own', () => {
    for (const platform of ['linux', 'darwin'] as const) {
      const plan = startPlan(platform, ['/usr/bin/python3', 'a b.py']);
      assert.deepEqual(plan.argv, ['/bin/sh', '-c', 'exec "$@" 2>&1', 'sh', '/usr/bin/python3', 'a b.py']);
      assert.equal(plan.detached, true);
      assert.deepEqual(endPlan(platform, 12, 'SIGINT'), { kind: 'signal', pid: -12, signal: 'SIGINT' });
    }
  });

  // shows: run-portable
  it('on Windows keeps the words apart, hides the window, and ends the tree with taskkill', () => {
    const plan = startPlan('win32', [String.raw`C:\Python\python.exe`, 'a b.py']);
    assert.deepEqual(plan, { argv: [String.raw`C:\Python\python.exe`, 'a b.py'], detached: false, windowsHide: true, isJoined: false });
    assert.deepEqual(endPlan('win32', 12, 'SIGINT'), { kind: 'program', argv: ['taskkill', '/PID', '12', '/T'] });
    assert.deepEqual(endPlan('win32', 12, 'SIGKILL'), { kind: 'program', argv: ['taskkill', '/PID', '12', '/T', '/F'] });
  });

  // shows: run-portable
  it('goes through conda where the interpreter is one of conda’s', () => {
    assert.equal(condaPrefix('linux', '/opt/conda/envs/ml/bin/python'), '/opt/conda/envs/ml');
    assert.equal(condaPrefix('win32', String.raw`C:\conda\envs\ml\python.exe`), String.raw`C:\conda\envs\ml`);
    assert.deepEqual(condaRun('/opt/conda/bin/conda', '/opt/conda/envs/ml'), [
      '/opt/conda/bin/conda',
      'run',
      '--no-capture-output',
      '--prefix',
      '/opt/conda/envs/ml',
    ]);
  });

  it('is shown as a person would type it on their platform', () => {
    assert.equal(shownCommand('linux', ['python', "it's.py", '--lr=0.1', '']), `python 'it'\\''s.py' --lr=0.1 ''`);
    assert.equal(shownCommand('win32', ['python', 'a b.py', 'say "hi"', 'C:\\dir x\\']), 'python "a b.py" "say \\"hi\\"" "C:\\dir x\\\\"');
  });
});
