/** Every place of the editor where runs are started, watched, named, taken in and compared, driven as a person does. `PRACTICUM_PICTURES=<folder>` also takes pictures. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/package.ts';
import { systemPython } from '../systemPython.ts';
import { fakeSmi, gpuB, twoGpus } from '../unit/runs/machine/fakeSmi.ts';
import { writeRun } from '../unit/runs/writtenRun.ts';
import { type Surface, showAll } from './album.ts';
import { eventually } from './eventually.ts';
import { type TestWindow, useWindow } from './harness.ts';
import { putInFrontOfPath } from './loginPath.ts';
import { type RunFolder, runFolders } from './runFolders.ts';

const scripts = {
  'options.py': `
import argparse

if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--data', required=True, help='the folder with the training split')
    parser.add_argument('--epochs', type=int, default=20, help='how often the data is seen')
    parser.add_argument('--learning-rate', type=float, default=3e-4, help='at its highest, after the warm-up')
    parser.add_argument('--optimizer', choices=['adamw', 'sgd', 'lion'], default='adamw')
    parser.add_argument('--layers', type=int, nargs='+', default=[256, 256], help='widths of the hidden layers')
    parser.add_argument('--compile', action='store_true', help='compile the model first')
    parser.add_argument('--max-steps', type=int, default=-1, help='end after so many steps; -1: never')
    args = parser.parse_args()
    for step in range(1, 6):
        print(f'step {step} loss {1 / step:.6f}', flush=True)
`,
  'explodes.py': `
# train:
import time

if __name__ == '__main__':
    for step, loss in enumerate([2.31, 2.02, 1.87, 9.4, 512.7], start=1):
        print(f'step {step} loss {loss} grad_norm {loss * 3:.2f}', flush=True)
    print('step 6 loss nan grad_norm nan', flush=True)
    while True:
        time.sleep(1)
`,
  'greedy.py': `
# train:
import time

if __name__ == '__main__':
    print('step 1 loss 2.31', flush=True)
    print('torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 22.78 GiB. GPU 0 has a total capacity of 31.47 GiB of which 12.73 GiB is free.', flush=True)
    while True:
        time.sleep(1)
`,
  'steady.py': `
# train:
import time

if __name__ == '__main__':
    step = 0
    while True:
        step += 1
        print(f'step {step} loss {2 / (step + 1):.6f}', flush=True)
        time.sleep(0.2)
`,
  'short.py': `
# train:
if __name__ == '__main__':
    for step in range(1, 21):
        print(f'step {step} loss {2 / (step + 1):.6f}', flush=True)
`,
} as const;

const hourMs = 3_600_000;
/** More than 30 days of them: the oldest are told by their month. */
const runsBefore = 130;
const newestBefore = new RegExp(`^steady-${runsBefore - 1}, `);
const slowMs = 120_000;

describe('What the editor shows of runs', function () {
  this.timeout(600_000);
  const outside = mkdtempSync(path.join(tmpdir(), 'practicum-outside-'));
  let elsewhere: ChildProcess | undefined;
  let isAdopted = false;
  let isDragged = false;
  const window = useWindow(() => ({
    workspaceName: 'surfaces',
    workspace: (folder) => {
      for (const [name, text] of Object.entries(scripts)) writeFileSync(path.join(folder, name), text.trimStart());
      mkdirSync(path.join(folder, 'old_logs/keras'), { recursive: true });
      copyFileSync(path.join(root, 'test/fixtures/metrics/keras_csvlogger.csv'), path.join(folder, 'old_logs/keras/training.csv'));
      mkdirSync(path.join(folder, 'more_logs'));
      writeFileSync(path.join(folder, 'more_logs/history.csv'), 'step,loss\n1,0.5\n2,0.25\n3,0.125\n');
      olderRuns(folder);
      fakeSmi(path.join(outside, 'bin'), { gpus: twoGpus, apps: `${gpuB}, ${process.pid}, 30100, /usr/bin/python3\n` });
      putInFrontOfPath(folder, path.join(outside, 'bin'));
    },
    settings: {
      'practicum.python.interpreter': systemPython(),
      // The stand-in for nvidia-smi offers devices that no run can really have.
      'practicum.runs.gpu': 'none',
      'practicum.runs.hosts': ['gpu-box folder=/scratch/ada/runs', 'ada@cluster.example'],
      'editor.minimap.enabled': false,
      'remote.autoForwardPorts': false,
    },
    browser: { viewport: { width: 1360, height: 900 } },
  }));
  after(() => {
    elsewhere?.kill('SIGKILL');
    rmSync(outside, { recursive: true, force: true });
  });
  before(async function wake() {
    this.timeout(slowMs);
    await openScript(window(), 'short');
    await window().curves.open();
  });
  const show = (...surfaces: readonly Surface[]): Promise<void> => showAll(window(), surfaces);

  // shows: entry-arguments
  it('is a form of the script’s arguments: what is needed, what is usual, what is wrong, and the command that comes of it', () =>
    show(async (shoot) => {
      const { workbench } = window();
      await openScript(window(), 'options');
      await workbench.lens('Arguments…').click();
      const row = (name: string): string => `.monaco-list-row:has-text("${name}")`;
      await workbench.quickInput.locator(row('data')).first().waitFor();
      await workbench.quickInput.getByText('Needs data first.').waitFor();
      await workbench.quickInput.getByText('20 (default)').first().waitFor();
      await shoot('arguments-form');
      await workbench.choose('epochs');
      await workbench.quickInput.getByText(': epochs').waitFor();
      await workbench.type('two');
      await workbench.quickInput.getByText('“two” is not a whole number.').waitFor();
      await shoot('arguments-value');
      await back(window(), 'optimizer');
      await workbench.choose('optimizer');
      await workbench.quickInput.getByText('lion').first().waitFor();
      await shoot('arguments-choice');
      await workbench.choose('lion');
      await workbench.quickInput.getByText('python options.py --optimizer lion').first().waitFor();
      await shoot('arguments-command');
      await leave(window());
    }));

  // shows: entry-lenses, run-gpu
  it('is where a run can execute: each device with who computes on it, the processor, and hosts', () =>
    show(async (shoot) => {
      const { workbench } = window();
      await openScript(window(), 'short');
      await workbench.lens('Train on…').click();
      for (const text of ['This machine', 'GPU 0', 'GPU 1, when it is idle', 'Processor only', 'gpu-box', 'Another host…'])
        await workbench.quickInput.locator('.monaco-list-row', { hasText: text }).first().waitFor();
      await shoot('train-on');
      await workbench.choose('Another host…');
      await workbench.quickInput.getByText('Train on another host').waitFor();
      await workbench.type('two words');
      await workbench.quickInput.locator('.quick-input-message', { hasText: 'two words' }).waitFor();
      await shoot('train-on-host');
      await leave(window());
    }));

  // shows: entry-lenses
  it('is what a dry run will be, before it starts, and that debugging needs its extension', () =>
    show(async (shoot) => {
      const { workbench } = window();
      await openScript(window(), 'options');
      await workbench.lens('Dry run').click();
      const box = workbench.quickInput.locator('input').first();
      await eventually(async () => assert.match(await box.inputValue({ timeout: 1000 }), /--max-steps|--epochs/));
      await shoot('dry-run');
      await leave(window());
      await workbench.lens('Debug').click();
      await workbench.toast(/Debugging Python needs the extension “Python Debugger”/).waitFor();
      await shoot('debug-without-debugger');
      await workbench.dismissToast(/Debugging Python/);
    }));

  // shows: watch-actions, run-tree
  it('is what a watchdog found, in a notification and in the run’s row, and what it may do for this run from now on', () =>
    show(async (shoot) => {
      const { workbench, runs } = window();
      await train(window(), 'explodes');
      await workbench.toast(/The run “explodes”: .*loss is NaN at step 6/).waitFor({ timeout: slowMs });
      await runs.run(/^explodes, running · ⚠ .*NaN/).waitFor({ timeout: slowMs });
      await shoot('watchdog-asks');
      await runs.menu(/^explodes, running/, 'Watchdogs…');
      await workbench.quickInput.locator('.monaco-list-row', { hasText: 'stall' }).waitFor();
      await shoot('watchdogs');
      await workbench.choose('stall');
      await workbench.quickInput.locator('.monaco-list-row', { hasText: 'Not watched.' }).waitFor();
      await shoot('watchdog-actions');
      await workbench.choose('Not watched.');
      await workbench.quickInput.locator('.monaco-list-row', { hasText: 'off, switched for this run' }).waitFor();
      await leave(window());
      const { folder } = newest(window(), 'explodes');
      assert.deepEqual(json(path.join(folder, 'marks.json'))['watchdogs'], { stall: 'off' });
      await eventually(() => assert.match(statesIn(folder), /The watchdog stall was switched to off\./), slowMs);
      await workbench.answerToast(/The run “explodes”/, 'Stop Run');
      await runs.run(/^explodes, stopped/).waitFor({ timeout: slowMs });
      await train(window(), 'greedy');
      await workbench.toast(/The run “greedy”: .*memory/i).waitFor({ timeout: slowMs });
      await shoot('watchdog-tells');
      await workbench.dismissToast(/The run “greedy”/);
      await runs.act(/^greedy, running/, 'Stop Run');
      await runs.run(/^greedy, stopped/).waitFor({ timeout: slowMs });
    }));

  // shows: run-marks
  it('is what a person writes on a run: its name, tags and notes, and that it is put away', () =>
    show(async (shoot) => {
      const { workbench, runs } = window();
      await train(window(), 'short');
      await runs.run(/^short, done/).waitFor({ timeout: slowMs });
      const { folder } = newest(window(), 'short');
      await runs.menu(/^short, done/, 'Rename…');
      await workbench.quickInput.getByText('Empty: the name that it was started with, short.').waitFor();
      await shoot('rename');
      await workbench.type('baseline of the paper');
      await runs.run(/^baseline of the paper, done/).waitFor();
      await runs.menu(/^baseline of the paper/, 'Tags…');
      await workbench.type('paper, seed 1');
      await runs.run(/^baseline of the paper, done, .*#paper · #seed 1/).waitFor();
      await runs.menu(/^baseline of the paper/, 'Notes…');
      await workbench.type('Warm-up was too short: the loss rises until step 300.');
      await eventually(() => assert.match(readFileSync(path.join(folder, 'marks.json'), 'utf8'), /Warm-up was too short/));
      await eventually(async () => {
        await runs.menu(/^baseline of the paper/, 'Notes…');
        await workbench.quickInput.locator('.monaco-list-row', { hasText: 'Warm-up was too short' }).waitFor({ timeout: 3000 });
      });
      await shoot('notes');
      await leave(window());
      await runs.menu(/^baseline of the paper/, 'Archive');
      await runs.run(/^baseline of the paper/).waitFor({ state: 'hidden' });
    }));

  // shows: run-10000, run-tree, run-newer
  it('is the newest runs one by one, and the older ones in groups by day and month', () =>
    show(async (shoot) => {
      const { runs, page } = window();
      await runs.scrollTo('Home');
      await runs.run(newestBefore).waitFor();
      // What cannot be read says why in its own row.
      await runs.run(/^from-later, lost · This run was written by a newer Practicum \(run folder version 2; /).waitFor();
      await runs.scrollTo('End');
      const group = runs.run(/^[A-Z][a-z]+ 20\d\d/);
      await group.click();
      // Its rows come a moment after it was opened.
      await eventually(async () => {
        await runs.scrollTo('End');
        await runs.run(/^steady-0, /).waitFor({ timeout: 2000 });
      });
      await shoot('groups', page.locator('.part.panel'));
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await runs.scrollTo('Home');
    }));

  // shows: entry-tasks
  it('is a task among the editor’s own, whose terminal follows the run', () =>
    show(async (shoot) => {
      const { workbench, page } = window();
      await workbench.command('Tasks: Run Task');
      const task = workbench.quickInput.locator('.monaco-list-row', { hasText: 'train short.py' });
      const own = workbench.quickInput.locator('.monaco-list-row', { hasText: 'practicum' });
      // One that was run before is offered at once.
      await own.first().waitFor();
      if (!(await task.first().isVisible())) await own.first().click();
      await task.first().waitFor();
      await shoot('run-task');
      await workbench.choose('train short.py');
      const scan = workbench.quickInput.locator('.monaco-list-row', { hasText: 'Continue without scanning' });
      const rows = page.locator('.part.panel .xterm-rows');
      await scan.or(rows).first().waitFor({ timeout: slowMs });
      if (await scan.first().isVisible()) await scan.first().click();
      await eventually(async () => assert.match((await rows.first().textContent()) ?? '', /step.20.loss/), slowMs);
      await eventually(async () => assert.match((await rows.first().textContent()) ?? '', /short:.done/), slowMs);
      await shoot('task-terminal', page.locator('.part.panel'));
      await page.keyboard.press('Enter');
      await window().curves.open();
    }));

  // shows: run-adopt
  it('is what runs already, to be adopted', () =>
    show(async (shoot) => {
      const { workbench, runs } = window();
      elsewhere ??= startElsewhere(window().file('.'), path.join(outside, 'steady.log'));
      await workbench.command('Practicum: Adopt a Running Training…');
      const row = workbench.quickInput.locator('.monaco-list-row', { hasText: 'steady.py' });
      const folder = workbench.quickInput.locator('.monaco-list-row', { hasText: 'A folder that logs are written into…' });
      await folder.waitFor({ timeout: slowMs });
      await shoot('adopt');
      if (isAdopted) {
        assert.equal(await row.count(), 0, 'what is followed already is not offered again');
        await leave(window());
        return;
      }
      isAdopted = true;
      await row.first().click();
      await runs.scrollTo('Home');
      await runs.run(/^steady, running/).waitFor({ timeout: slowMs });
    }));

  // shows: run-adopt
  it('asks before it ends what somebody else started', () =>
    show(async (shoot) => {
      const { workbench, runs } = window();
      await runs.scrollTo('Home');
      await runs.act(/^steady, running/, 'Stop Run');
      await workbench.dialog().getByText('was started elsewhere. End its process?').waitFor();
      await shoot('end-adopted');
      await workbench.dialog().getByRole('button', { name: 'Cancel' }).click();
    }));

  // shows: import-folders
  it('is an import of logs that lie there, by the command and by dropping their folder on the view', () =>
    show(async (shoot) => {
      const { workbench, runs, page } = window();
      await workbench.command('Practicum: Import Runs…');
      const box = workbench.quickInput.locator('input').first();
      const logs = `${window().file('old_logs/keras')}/`;
      // The editor writes its own folder there once it has read it.
      await workbench.quickInput.getByText('more_logs').waitFor();
      await eventually(async () => {
        await box.fill(logs);
        await workbench.quickInput.getByText('training.csv').waitFor({ timeout: 2000 });
        assert.equal(await box.inputValue(), logs);
      });
      await shoot('import-dialog');
      await workbench.quickInput.getByRole('button', { name: 'Import', exact: true }).click();
      await eventually(
        () => assert.equal(pointsOf(imported(window())[0]).filter((point) => point.startsWith('val_loss@')).length, 2),
        slowMs,
      );
      await runs.scrollTo('Home');
      await shoot('imported');
      const folder = page.getByRole('treeitem', { name: 'more_logs' }).first();
      // A window that is narrow has no room for the files.
      if (isDragged && !(await folder.isVisible())) return;
      // As a hand does it: the editor takes a drop only where something was dragged over for a moment.
      await folder.hover();
      await page.mouse.down();
      await runs.run(newestBefore).hover({ force: true });
      await runs.run(newestBefore).hover({ force: true, position: { x: 30, y: 8 } });
      await page.mouse.up();
      await eventually(() => assert.deepEqual(pointsOf(imported(window())[1]), ['loss@1=0.5', 'loss@2=0.25', 'loss@3=0.125']), slowMs);
      await runs.run(/^more_logs/).waitFor({ timeout: slowMs });
      isDragged = true;
      await shoot('imported-by-drag');
    }));

  // shows: agent-runs-compare
  it('is a report that compares two runs', () =>
    show(async (shoot) => {
      const { workbench, runs, page } = window();
      await runs.scrollTo('Home');
      await runs.select(/^steady-128, /, /^steady-127, /);
      await runs.menu(/^steady-127, /, 'Compare Runs…');
      await workbench.tab(/Preview steady-127 and steady-128/).waitFor();
      await eventually(async () => {
        const counts = await Promise.all(
          page.frames().map((frame) =>
            frame
              .getByRole('heading', { name: 'What they measured' })
              .count()
              .catch(() => 0),
          ),
        );
        assert.ok(counts.some((count) => count > 0));
      });
      await shoot('compare');
    }));

  // shows: run-queue, run-gpu
  it('is a queue: which run waits, for what, and that it can be put first', () =>
    show(async (shoot) => {
      const { workbench, runs } = window();
      for (const name of ['short', 'explodes']) {
        await openScript(window(), name);
        await workbench.lens('Train on…').click();
        await workbench.choose('GPU 1, when it is idle');
        await runs.scrollTo('Home');
        await runs.run(new RegExp(`^${name}, queued`)).waitFor({ timeout: slowMs });
      }
      await runs.run(/^explodes, queued, number 2/).waitFor({ timeout: slowMs });
      await shoot('queue');
      await runs.menu(/^explodes, queued/, 'Start Next');
      await runs.run(/^explodes, queued, next/).waitFor({ timeout: slowMs });
      for (const name of ['short', 'explodes']) {
        await runs.act(new RegExp(`^${name}, queued`), 'Stop Run');
        await runs.run(new RegExp(`^${name}, queued`)).waitFor({ state: 'hidden', timeout: slowMs });
      }
    }));
});

/** One every six hours: enough that the older ones are behind groups. The newest was written by a later version. */
function olderRuns(folder: string): void {
  writeRun(folder, 'run_older_later', { v: 2, name: 'from-later', createdMs: Date.now() - 5 * hourMs });
  for (let index = 0; index < runsBefore; index++) {
    const name = `steady-${index}`;
    const createdMs = Date.now() - (runsBefore - index) * 6 * hourMs;
    const run = writeRun(folder, `run_old_${String(index).padStart(3, '0')}`, { name, createdMs, script: path.join(folder, 'steady.py') });
    run.measure('loss', [
      [1, 2.3],
      [2, 1 / (index + 1)],
    ]);
    run.print('step 1 loss 2.3\n');
    run.end(index % 7 === 3 ? 1 : 0);
  }
}

async function openScript(window: TestWindow, name: string): Promise<void> {
  const { workbench } = window;
  await workbench.openFile(`${name}.py`);
  const line = window
    .read(`${name}.py`)
    .split('\n')
    .findIndex((text) => text.includes('__main__'));
  await workbench.showLine(line + 1);
  await workbench.lens('▶ Train').waitFor();
}

async function train(window: TestWindow, name: string): Promise<void> {
  await openScript(window, name);
  await window.workbench.lens('▶ Train').click();
  await window.runs.scrollTo('Home');
  await window.runs.run(new RegExp(`^${name}, (?:running|done)`)).waitFor({ timeout: slowMs });
}

/** Goes back one question. */
async function back({ page, workbench }: TestWindow, row: string): Promise<void> {
  await page.keyboard.press('Escape');
  await workbench.quickInput.locator('.monaco-list-row', { hasText: row }).first().waitFor();
}

/** Leaves what is asked, however deep it is. */
async function leave({ page, workbench }: TestWindow): Promise<void> {
  await eventually(async () => {
    await page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden', timeout: 2000 });
  });
}

/** As in another terminal. */
function startElsewhere(cwd: string, output: string): ChildProcess {
  const file = openSync(output, 'a');
  return spawn(systemPython(), ['steady.py'], { cwd, stdio: ['ignore', file, file] });
}

function newest(window: TestWindow, name: string): RunFolder {
  const run = runFolders(window.file('.')).findLast(({ folder }) => {
    const spec = path.join(folder, 'spec.json');
    return existsSync(spec) && json(spec)['name'] === name;
  });
  assert.ok(run !== undefined, `there is no run of ${name}.py`);
  return run;
}

function json(file: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Runs that were made of logs. */
function imported(window: TestWindow): readonly RunFolder[] {
  return runFolders(window.file('.')).filter(({ folder }) => json(path.join(folder, 'spec.json'))['target'] === 'imported');
}

function pointsOf(run: RunFolder | undefined): readonly string[] {
  return (run?.points ?? []).map(({ metric, step, value }) => `${metric}@${step}=${value}`);
}

function statesIn(folder: string): string {
  return readFileSync(path.join(folder, 'state.jsonl'), 'utf8');
}
