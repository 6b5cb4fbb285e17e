import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../eventually.ts';
import type { TestWindow } from '../harness.ts';
import type { Pixels } from '../pages/curvesView.ts';
import { type RunFolder, runFolders } from '../runFolders.ts';
import { type Training, trainByLens } from './window.ts';

export function running({ window }: Training): void {
  // shows: way-lens, run-lens-main-guard, run-tree, run-curves
  it('starts by a click on the lens, and shows its progress in the lens, the tree and the chart while it prints', async () => {
    const { workbench, runs, curves } = window();
    await train(window(), 'watched');
    await workbench.lens(/● step \d+ · loss/).waitFor();
    await runs.run(/^watched, running · loss/).waitFor();
    await untilPointsExceed(window(), 5);
    const first = { points: await curves.pointCount('loss'), pixels: await drawn(window()) };
    await untilPointsExceed(window(), first.points + 10);
    // Points are counted a frame before they are drawn.
    await eventually(async () => assert.notEqual((await curves.pixels('loss')).hash, first.pixels.hash));
    enough(window(), 'watched');
    await workbench.lens(/✓ loss [\d.]+/).waitFor();
    await runs.run(/^watched, done/).waitFor();
    await assertNothingLost(window(), 'watched');
  });

  // shows: run-survives-reload, run-detached
  it('goes on while the window is reloaded, and loses no line and no point', async () => {
    const { workbench, curves, runs } = window();
    await train(window(), 'reloaded');
    await untilPrinted(window(), 'reloaded', 10);
    const supervisor = supervisorOf(window(), 'reloaded');
    await workbench.reload();
    const printedAtReload = linesOf(runNamed(window(), 'reloaded').log).length;
    await curves.open();
    await runs.run(/^reloaded, running/).waitFor();
    await untilPrinted(window(), 'reloaded', printedAtReload + 10);
    assert.deepEqual(supervisorOf(window(), 'reloaded'), supervisor);
    enough(window(), 'reloaded');
    await runs.run(/^reloaded, done/).waitFor();
    await assertNothingLost(window(), 'reloaded');
  });

  // shows: run-survives-kill, run-detached
  it('goes on when the extension host is killed, and loses no line and no point', async () => {
    const { server, curves, runs } = window();
    await train(window(), 'orphaned');
    await untilPrinted(window(), 'orphaned', 10);
    // The host of the window before the reload may still be on its way out.
    assert.ok(server.killExtensionHost() >= 1);
    const printedAtDeath = linesOf(runNamed(window(), 'orphaned').log).length;
    await untilPrinted(window(), 'orphaned', printedAtDeath + 10);
    enough(window(), 'orphaned');
    // Only the next extension host can know of the end.
    await runs.run(/^orphaned, done/).waitFor();
    await curves.open();
    await assertNothingLost(window(), 'orphaned');
  });

  // shows: run-stop
  it('is stopped from the tree, and the script may save first', async () => {
    const { runs } = window();
    await train(window(), 'polite');
    await untilPrinted(window(), 'polite', 5);
    await runs.act(/^polite, running/, 'Stop Run');
    await runs.run(/^polite, stopped/).waitFor();
    const saved = window().read('polite.ckpt');
    assert.ok(runNamed(window(), 'polite').log.endsWith(`saved ${saved}\n`));
  });

  // shows: bad-script-fails
  it('says why a script failed at once, and leads to its log', async () => {
    const { workbench, runs } = window();
    await train(window(), 'broken');
    const toast = workbench.toast(/broken.*failed.*ValueError: the learning rate must be positive, got -1/);
    await toast.waitFor();
    await runs.run(/^broken, failed, .*ValueError: the learning rate must be positive/).waitFor();
    await workbench.answerToast(/broken/, 'Open Log');
    await workbench.tab('console.log').waitFor();
    assert.match(await workbench.editorText(), /Traceback \(most recent call last\)/);
  });

  // shows: bad-script-silent
  it('says that a script printed nothing', async () => {
    const { workbench, runs } = window();
    // It goes by itself, on a busy machine before the curves are there.
    const toast = workbench.toast(/silent.*printed nothing.*step 100 loss 0\.42/).waitFor({ timeout: 90_000 });
    await Promise.all([toast, train(window(), 'silent')]);
    await runs.run(/^silent, done, .*printed nothing/).waitFor();
    await workbench.lens('✓ printed nothing').waitFor();
  });

  // shows: bad-script-floods
  it('stays usable while a script prints 100,000 lines a second, and loses none of them', async () => {
    const { workbench, runs, curves } = window();
    await train(window(), 'flood');
    await runs.run(/^flood, running/).waitFor();
    await workbench.openFile('silent.py');
    await workbench.tab('flood.py').click();
    assert.equal(
      existsSync(path.join(runNamed(window(), 'flood').folder, 'exit.json')),
      false,
      'the script ended before the window was used',
    );
    enough(window(), 'flood');
    await runs.run(/^flood, done/).waitFor();
    const run = runNamed(window(), 'flood');
    const lines = linesOf(run.log);
    assert.ok(lines.length >= 200_000);
    assert.equal(
      lines.findIndex((line, index) => !line.startsWith(`step ${index + 1} loss `)),
      -1,
    );
    assert.equal(run.points.length, lines.length);
    assert.equal(
      run.points.findIndex(({ step }, index) => step !== index + 1),
      -1,
    );
    await curves.open();
    await curves.legend('loss', 'flood').waitFor();
  });
}

/** Starts a script, and waits for the curves that show it. */
export async function train(window: TestWindow, name: string): Promise<void> {
  await trainByLens(window, name);
  await window.curves.attach();
}

function enough(window: TestWindow, name: string): void {
  writeFileSync(window.file(`${name}.py.enough`), '');
}

export function runNamed(window: TestWindow, name: string): RunFolder {
  const run = runFolders(window.file('.')).find(({ folder }) => json(path.join(folder, 'spec.json'))['name'] === name);
  assert.ok(run !== undefined, `there is no run of ${name}.py`);
  return run;
}

function json(file: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(file, 'utf8'));
}

export function linesOf(log: string): readonly string[] {
  return log.split('\n').slice(0, -1);
}

/** Who writes the run's folder: the same before and after, or the run did not go on by itself. */
function supervisorOf(window: TestWindow, name: string): unknown {
  return json(path.join(runNamed(window, name).folder, 'heartbeat'))['supervisor'];
}

/** Until the script has printed so many lines. */
async function untilPrinted(window: TestWindow, name: string, lines: number): Promise<void> {
  await eventually(() => assert.ok(linesOf(runNamed(window, name).log).length >= lines));
}

function drawn({ curves }: TestWindow): Promise<Pixels> {
  return eventually(async () => {
    const pixels = await curves.pixels('loss');
    assert.ok(pixels.painted > 0);
    return pixels;
  });
}

async function untilPointsExceed({ curves }: TestWindow, count: number): Promise<void> {
  await curves.chart('loss').waitFor();
  await eventually(async () => assert.ok((await curves.pointCount('loss')) > count));
}

/** Log, points and chart each hold every step once, in order; the script itself says how many there were. */
async function assertNothingLost(window: TestWindow, name: string): Promise<void> {
  const { log, points } = runNamed(window, name);
  const lines = linesOf(log);
  const steps = Number(/^end after (\d+)$/.exec(lines.at(-1) ?? '')?.[1]);
  const expected = Array.from({ length: steps }, (_, index) => [index + 1, (2 / (index + 2)).toFixed(12)] as const);
  assert.deepEqual(
    lines.slice(0, -1),
    expected.map(([step, loss]) => `step ${step} loss ${loss}`),
  );
  assert.deepEqual(
    points.map(({ metric, step, value }) => [metric, step, value]),
    expected.map(([step, loss]) => ['loss', step, Number(loss)]),
  );
  await eventually(async () => assert.equal(await window.curves.pointCountOf('loss', name), steps));
  assert.deepEqual(
    (await window.curves.csv('loss', name)).map(([step, value]) => [Number(step), Number(value)]),
    expected.map(([step, loss]) => [step, Number(loss)]),
  );
}
