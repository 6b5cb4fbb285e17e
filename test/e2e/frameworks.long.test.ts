/** The main job of training runs: real frameworks, each started from its lens in a real window, and what the record holds against what they logged. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { frameworksPython } from '../../scripts/frameworks.mjs';
import { root } from '../../scripts/package.ts';
import { parsePoint } from '../../src/runs/folderSchema.ts';
import { mergePoints } from '../../src/runs/merge.ts';
import { startDoubles } from '../doubles/server.ts';
import { type SshServer, startSshServer } from '../unit/runs/ssh/sshServer.ts';
import { eventually } from './eventually.ts';
import { type TestWindow, useWindow } from './harness.ts';
import { putInFrontOfPath } from './loginPath.ts';
import { modelSettings, setKey } from './model.ts';
import { type RunFolder, runFolders } from './runFolders.ts';

const fixtures = path.join(root, 'test/fixtures/frameworks');
/** Importing a framework alone may take a minute on a slow machine. */
const slowMs = 240_000;

describe('Real frameworks in a real window', function () {
  this.timeout(600_000);
  let python: string;
  let server: SshServer;
  /** Seen by this machine and by the host alike. */
  let words: string;
  let doubles: Awaited<ReturnType<typeof startDoubles>>;
  const window = useWindow(async () => {
    python = await frameworksPython((text) => process.stderr.write(`${text}\n`));
    server = await startSshServer();
    words = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-words-')));
    doubles = await startDoubles();
    return {
      workspaceName: 'frameworks',
      workspace: (folder) => {
        for (const name of readdirSync(fixtures).filter((each) => each.endsWith('.py')))
          copyFileSync(path.join(fixtures, name), path.join(folder, name));
        writeFileSync(path.join(folder, 'words.txt'), words);
        // The ssh that knows the host is the first on the path.
        putInFrontOfPath(folder, process.env['PATH']?.split(path.delimiter)[0] ?? '');
      },
      settings: {
        ...modelSettings(doubles, 'anthropic'),
        'practicum.python.interpreter': python,
        'practicum.runs.hosts': [`${server.host} python=${python} folder=${server.folder}`],
      },
    };
  });
  before(async function giveKey() {
    this.timeout(120_000);
    await setKey(window(), doubles, 'anthropic');
  });
  after(async () => {
    await doubles.close();
    await server.dispose();
    rmSync(words, { recursive: true });
  });

  /** Every scalar of the event files in a folder, as TensorBoard itself reads them. */
  const eventScalars = (folder: string): readonly string[] => {
    const code = `import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0}); events.Reload()
print(json.dumps([[tag, each.step, each.value] for tag in events.Tags()["scalars"] for each in events.Scalars(tag)]))`;
    const output = execFileSync(python, ['-c', code, folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const scalars: readonly (readonly [string, number, number])[] = JSON.parse(output);
    return scalars.map(([tag, step, value]) => `${tag}@${step}=${value}`).toSorted();
  };

  // shows: hook-frameworks, way-lens, run-curves
  it('torch’s SummaryWriter is seen while it writes, and the record holds what TensorBoard reads', async () => {
    await trainByLens(window(), 'fit_torch');
    await seenLive(window(), 'fit_torch', 'loss', 20);
    go(window(), 'torch');
    await ended(window(), 'fit_torch', 'done');
    const told = toldBy(runNamed(window(), 'fit_torch')).map(({ metric, step, value }) => `${metric}@${step}=${Math.fround(value)}`);
    assert.deepEqual(told.toSorted(), eventScalars(window().file('out_torch')));
    assert.equal(told.length, 40);
  });

  // shows: hook-frameworks, way-lens, run-curves
  it('Lightning is seen while it fits, and the record holds what its CSVLogger wrote', async () => {
    await trainByLens(window(), 'fit_lightning');
    await seenLive(window(), 'fit_lightning', 'train_loss', 12);
    go(window(), 'lightning');
    await ended(window(), 'fit_lightning', 'done');
    const own = tableValues(window().read('out_lightning/csv/version_0/metrics.csv'), 'step', 0);
    assert.equal(own.length, 27);
    assert.deepEqual(lines(toldBy(runNamed(window(), 'fit_lightning'))), own);
  });

  // shows: hook-frameworks, way-lens, run-curves, capture-merge
  it('Keras is seen while it fits, and the record holds each epoch of its CSVLogger once, by the number that Keras prints', async () => {
    await trainByLens(window(), 'fit_keras');
    await seenLive(window(), 'fit_keras', 'loss', 2);
    go(window(), 'keras');
    await ended(window(), 'fit_keras', 'done');
    const own = tableValues(window().read('out_keras/log.csv'), 'epoch', 1);
    assert.equal(own.length, 20);
    assert.deepEqual(lines(toldBy(runNamed(window(), 'fit_keras'))), own);
  });

  // shows: run-resume, hook-frameworks, run-curves
  it('transformers’ Trainer is killed in its middle and resumed from its checkpoint: a further segment, and what was superseded stays', async () => {
    const { runs, workbench, curves } = window();
    await trainByLens(window(), 'fit_trainer');
    await seenLive(window(), 'fit_trainer', 'loss', 24);
    const pid = scriptOf(runNamed(window(), 'fit_trainer'));
    process.kill(pid, 'SIGKILL');
    await runs.run(/^fit_trainer, failed, .*SIGKILL/).waitFor({ timeout: slowMs });
    const before = runNamed(window(), 'fit_trainer');
    assert.deepEqual(stepsOf(before, 'loss', 0), range(1, 24));

    go(window(), 'out_trainer');
    await runs.menu(/^fit_trainer, failed/, 'Resume');
    // Of two checkpoints the newest is offered first.
    await workbench.choose('checkpoint-20');
    await runs.run(/^fit_trainer, running/).waitFor({ timeout: slowMs });
    await ended(window(), 'fit_trainer', 'done');
    const run = runNamed(window(), 'fit_trainer');
    // Nothing that was measured is taken away.
    assert.deepEqual(run.points.slice(0, before.points.length), before.points);
    assert.deepEqual(stepsOf(run, 'loss', 0), range(1, 24));
    assert.deepEqual(stepsOf(run, 'loss', 1), range(21, 40));
    assert.deepEqual(lines(currentOf(run)), trainerHistory(window(), 'out_trainer'));
    await curves.open();
    await eventually(async () => assert.equal(await curves.pointCountOf('loss', 'fit_trainer'), 40), slowMs);
  });

  const again = [
    { of: 'torch', name: 'again_torch', metric: 'loss', seen: range(1, 25), checkpoint: 'ckpt_20.pt', after: range(21, 40) },
    {
      of: 'Lightning',
      name: 'again_lightning',
      metric: 'train_loss',
      seen: range(0, 14),
      checkpoint: 'step=12.ckpt',
      after: range(12, 23),
    },
    // Of one that is there nothing is asked.
    { of: 'Keras', name: 'again_keras', metric: 'loss', seen: range(1, 2), checkpoint: undefined, after: range(3, 5) },
  ] as const;
  for (const { of, name, metric, seen, checkpoint, after: later } of again) {
    // shows: run-resume, hook-frameworks, run-curves
    it(`a training of ${of} is killed in its middle and resumed from what it saved`, async () => {
      const { runs, workbench, curves } = window();
      await trainByLens(window(), name);
      await seenLive(window(), name, metric, seen.length);
      process.kill(scriptOf(runNamed(window(), name)), 'SIGKILL');
      await runs.run(new RegExp(`^${name}, failed, .*SIGKILL`)).waitFor({ timeout: slowMs });
      const before = runNamed(window(), name);
      assert.deepEqual(stepsOf(before, metric, 0), seen);
      go(window(), name);
      await runs.menu(new RegExp(`^${name}, failed`), 'Resume');
      if (checkpoint !== undefined) await workbench.choose(checkpoint);
      await ended(window(), name, 'done');
      const run = runNamed(window(), name);
      assert.deepEqual(run.points.slice(0, before.points.length), before.points);
      assert.deepEqual(stepsOf(run, metric, 1), later);
      await curves.open();
      const first = later[0] ?? 0;
      const count = seen.filter((step) => step < first).length + later.length;
      await eventually(async () => assert.equal(await curves.pointCountOf(metric, name), count), slowMs);
    });
  }

  // shows: entry-arguments, agent-runs-compare
  it('two trainings with different arguments are compared: what they came to, and what differs', async () => {
    const { workbench, runs } = window();
    await clickLens(window(), 'fit_trainer', 'Arguments…');
    await giveOption(window(), 'learning-rate', '0.2');
    await giveOption(window(), 'output-dir', 'out_fast');
    go(window(), 'out_fast');
    await workbench.choose('Train');
    await eventually(() => assert.equal(runsNamed(window(), 'fit_trainer').length, 2), slowMs);
    await eventually(() => assert.ok(runsNamed(window(), 'fit_trainer').every(isOver)), slowMs);
    const [slow, fast] = runsNamed(window(), 'fit_trainer');
    assert.ok(slow !== undefined && fast !== undefined);
    assert.deepEqual(lines(currentOf(fast)), trainerHistory(window(), 'out_fast'));

    await runs.menu(/^fit_trainer, done/, 'Compare Runs…');
    await workbench.quickInput.getByText('Compare fit_trainer').waitFor();
    await workbench.choose('fit_trainer');
    await workbench.tab(/Preview fit_trainer and fit_trainer/).waitFor();
    const rows = await reportRows(window());
    const last = (run: RunFolder): string => {
      const value = currentOf(run).findLast(({ metric }) => metric === 'eval_loss')?.value;
      return `${Number(value?.toPrecision(4))} at step 40`;
    };
    const [, lastOfSlow, lastOfFast] = rows.find(([metric]) => metric === 'eval_loss') ?? [];
    assert.deepEqual([lastOfSlow, lastOfFast], [last(slow), last(fast)]);
    // The learning rate is a metric too, told with more columns.
    const differences = rows.filter((row) => row.length === 3);
    const differs = (name: RegExp): readonly string[] | undefined => differences.find(([first = '']) => name.test(first))?.slice(1);
    assert.deepEqual(differs(/^(?:--)?learning[-_]rate$/), ['—', '0.2']);
    assert.deepEqual(differs(/^(?:--)?output[-_]dir$/), ['—', 'out_fast']);
  });

  // shows: watch-not-finite, watch-actions
  it('a Trainer that shows its NaN as 0 is caught with the evidence, and Ask Practicum opens a chat with it', async () => {
    const { workbench, runs, chat } = window();
    await trainByLens(window(), 'fit_nan');
    const toast = workbench.toast(/The run “fit_nan”: .*(?:NaN|infinite|not finite)/i);
    await toast.waitFor({ timeout: slowMs });
    assert.match((await toast.textContent()) ?? '', /grad_norm/);
    await workbench.answerToast(/The run “fit_nan”/, 'Ask Practicum');
    await chat.attach();
    const run = runNamed(window(), 'fit_nan');
    const asked = chat.entry('You').getByText(/A watchdog found something in the run “fit_nan”/);
    await asked.waitFor({ timeout: slowMs });
    assert.ok(((await asked.textContent()) ?? '').includes(run.id));
    const alerts = readFileSync(path.join(run.folder, 'alerts.jsonl'), 'utf8');
    assert.match(alerts, /"rule":"not-finite","level":"error"/);
    await runs.run(/^fit_nan, running/).waitFor();
    go(window(), 'nan');
    await ended(window(), 'fit_nan', 'done');
  });

  // shows: ssh-run, ssh-cut, ssh-config
  it('a training on another host, chosen by Train on…, goes on while its line is cut, and is followed again to its end', async () => {
    const { workbench, runs, curves } = window();
    await clickLens(window(), 'fit_there', 'Train on…');
    await workbench.choose(server.host);
    await curves.attach();
    await seenLive(window(), 'fit_there', 'loss', 20);
    await server.stop();
    await eventually(() => assert.match(statesOf(runNamed(window(), 'fit_there')), /is cut/), slowMs);
    writeFileSync(path.join(words, 'go'), '');
    const there = path.join(server.folder, runNamed(window(), 'fit_there').id, 'keep/exit.json');
    await eventually(() => assert.ok(existsSync(there)), slowMs);
    assert.equal(stepsOf(runNamed(window(), 'fit_there'), 'loss', 0).length, 20);
    await server.start();
    await ended(window(), 'fit_there', 'done');
    const run = runNamed(window(), 'fit_there');
    assert.match(statesOf(run), /is up again/);
    assert.deepEqual(stepsOf(run, 'loss', 0), range(1, 40));
    const printed = [...run.log.matchAll(/^step (\d+) loss ([\d.]+)$/gm)].map(([, step, loss]) => `loss@${step}=${Number(loss)}`);
    assert.deepEqual(lines(toldBy(run)), printed.toSorted());
    assert.ok(existsSync(path.join(run.folder, 'artifacts/out_there/weights.pt')));
    await runs.run(/^fit_there, done/).waitFor();
  });
});

interface Point {
  readonly metric: string;
  readonly step: number;
  readonly value: number;
  readonly segment: number;
}

async function trainByLens(window: TestWindow, name: string): Promise<void> {
  await clickLens(window, name, '▶ Train');
  await window.curves.attach();
}

/** The editor draws a lens only where its line is on screen. */
async function clickLens(window: TestWindow, name: string, lens: string): Promise<void> {
  const { workbench } = window;
  await workbench.openFile(`${name}.py`);
  const line = window
    .read(`${name}.py`)
    .split('\n')
    .findIndex((text) => /__main__|^model\.fit/.test(text));
  await workbench.showLine(line + 1);
  await workbench.lens(lens).click();
}

/** In the form of arguments, which asks for the value in a box of its own. */
async function giveOption({ workbench }: TestWindow, name: string, value: string): Promise<void> {
  await workbench.choose(name);
  await workbench.quickInput.getByText(`: ${name}`).waitFor();
  await workbench.type(value);
  await workbench.quickInput.getByText(`--${name} ${value}`).first().waitFor();
}

/** The script waits in its middle, and until there all of it stands in the tree, the lens and the chart. */
async function seenLive(window: TestWindow, name: string, metric: string, points: number): Promise<void> {
  const { curves, workbench, runs } = window;
  await runs.run(new RegExp(`^${name}, running`)).waitFor({ timeout: slowMs });
  await eventually(async () => {
    await curves.attach();
    await curves.chart(metric).waitFor({ timeout: 5_000 });
    assert.equal(await curves.pointCountOf(metric, name), points);
  }, slowMs);
  await workbench.lens(/● step \d+/).waitFor({ timeout: slowMs });
}

async function ended({ runs }: TestWindow, name: string, status: string): Promise<void> {
  await runs.run(new RegExp(`^${name}, ${status}`)).waitFor({ timeout: slowMs });
}

/** The tables of the report that is shown, by rows. */
async function reportRows({ page }: TestWindow): Promise<readonly (readonly string[])[]> {
  return eventually(async () => {
    for (const frame of page.frames()) {
      const heading = frame.getByRole('heading', { name: 'What they measured' });
      if ((await heading.count().catch(() => 0)) === 0) continue;
      return frame.locator('tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').trim())));
    }
    throw new Error('No report is shown yet');
  });
}

function go(window: TestWindow, name: string): void {
  writeFileSync(window.file(`${name}.go`), '');
}

/** Oldest first. */
function runsNamed(window: TestWindow, name: string): readonly RunFolder[] {
  return runFolders(window.file('.')).filter(({ folder }) => json(path.join(folder, 'spec.json'))['name'] === name);
}

function runNamed(window: TestWindow, name: string): RunFolder {
  const run = runsNamed(window, name)[0];
  assert.ok(run !== undefined, `there is no run of ${name}.py`);
  return run;
}

function isOver({ folder }: RunFolder): boolean {
  return existsSync(path.join(folder, 'exit.json'));
}

function json(file: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function statesOf({ folder }: RunFolder): string {
  return readFileSync(path.join(folder, 'state.jsonl'), 'utf8');
}

/** The process of the script, as the supervisor wrote it down. */
function scriptOf(run: RunFolder): number {
  const pid = /"process":\{"pid":(\d+)/.exec(statesOf(run))?.[1];
  assert.ok(pid !== undefined, 'nothing is known of the process');
  return Number(pid);
}

/** As readers see it, but for what is told of the time and of the data. Event files hold the epoch too. */
function toldBy({ points }: RunFolder): readonly Point[] {
  return mergePoints(points.map((point) => parsePoint(JSON.stringify(point))).filter((point) => point !== undefined))
    .map(({ metric, step, value, segment = 0 }) => ({ metric, step, value, segment }))
    .filter(({ metric }) => !/(?:^|[/_])(?:runtime|samples_per_second|steps_per_second|total_flos|epoch)$/.test(metric));
}

/** What counts of a resumed run: of each step what was measured last. */
function currentOf(run: RunFolder): readonly Point[] {
  const told = toldBy(run);
  const from = (segment: number): number =>
    Math.min(...told.filter((point) => point.segment > segment).map(({ step }) => step), Number.POSITIVE_INFINITY);
  return told.filter(({ step, segment }) => step < from(segment));
}

function lines(points: readonly Point[]): readonly string[] {
  return points.map(({ metric, step, value }) => `${metric}@${step}=${value}`).toSorted();
}

function stepsOf(run: RunFolder, metric: string, segment: number): readonly number[] {
  return toldBy(run)
    .filter((point) => point.metric === metric && point.segment === segment)
    .map(({ step }) => step);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** Of a logger's table; `first` is added to its step. */
function tableValues(text: string, place: 'step' | 'epoch', first: number): readonly string[] {
  const [header = '', ...rows] = text.trimEnd().split(/\r?\n/);
  const names = header.split(',');
  return rows
    .flatMap((row) => {
      const cells = row.split(',');
      const step = Number(cells[names.indexOf(place)]) + first;
      return names.flatMap((name, at) =>
        name === 'epoch' || name === 'step' || cells[at] === '' ? [] : [`${name}@${step}=${Number(cells[at])}`],
      );
    })
    .toSorted();
}

/** What the Trainer itself says that it measured. */
function trainerHistory(window: TestWindow, folder: string): readonly string[] {
  const { log_history: history }: { readonly log_history: readonly Readonly<Record<string, number>>[] } = JSON.parse(
    window.read(`${folder}/trainer_state.json`),
  );
  return history
    .flatMap((row) =>
      Object.entries(row).flatMap(([name, value]) =>
        /^(?:epoch|step|total_flos)$|_runtime$|_per_second$/.test(name) ? [] : [`${name}@${row['step']}=${value}`],
      ),
    )
    .toSorted();
}
