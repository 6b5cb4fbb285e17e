import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './eventually.ts';
import { type TestWindow, useWindow } from './harness.ts';
import { type RunFolder, runFolders } from './runFolders.ts';

/** Prints a step every 50 ms until the test lays down the file that ends it: what was printed is known, however long the test took. */
const untilTold = `
import os, sys, time

def main():
    step = 0
    while not os.path.exists(sys.argv[0] + '.enough'):
        step += 1
        print(f'step {step} loss {2 / (step + 1):.12f}', flush=True)
        time.sleep(0.05)
    print(f'end after {step}', flush=True)

if __name__ == '__main__':
    main()
`;

const scripts = {
  'watched.py': untilTold,
  'reloaded.py': untilTold,
  'orphaned.py': untilTold,
  'polite.py': `
import time

if __name__ == '__main__':
    step = 0
    try:
        while True:
            step += 1
            print(f'step {step} loss {1 / step:.6f}', flush=True)
            time.sleep(0.05)
    except KeyboardInterrupt:
        with open('polite.ckpt', 'w') as file:
            file.write(f'step {step}')
        print(f'saved step {step}', flush=True)
`,
  'broken.py': `
# train:
if __name__ == '__main__':
    raise ValueError('the learning rate must be positive, got -1')
`,
  'options.py': `
import argparse

if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--epochs', type=int, default=20, help='how often the data is seen')
    for step in range(1, parser.parse_args().epochs + 1):
        print(f'step {step} loss {1 / step:.6f}', flush=True)
`,
  'silent.py': `
# train:
if __name__ == '__main__':
    pass
`,
  // At least 2 s of 100,000 lines a second, in bursts of 1,000 every 10 ms; longer only until the test has seen the window at work.
  'flood.py': `
import os, sys, time

if __name__ == '__main__':
    begin = time.monotonic()
    bursts = 0
    while bursts < 200 or (bursts < 1000 and not os.path.exists(sys.argv[0] + '.enough')):
        first = bursts * 1000 + 1
        sys.stdout.write(''.join(f'step {step} loss {1 / step:.8f}\\n' for step in range(first, first + 1000)))
        sys.stdout.flush()
        bursts += 1
        time.sleep(max(0, begin + bursts * 0.01 - time.monotonic()))
`,
} as const;

describe('training runs in a real window', () => {
  const window = useWindow({
    workspaceName: 'scripts',
    workspace: (folder) => {
      for (const [name, text] of Object.entries(scripts)) writeFileSync(path.join(folder, name), text.trimStart());
    },
  });

  // shows: way-lens, run-lens-main-guard, run-tree, run-curves
  it('starts by a click on the lens, and shows its progress in the lens, the tree and the chart while it prints', async () => {
    const { workbench, runs, curves } = window();
    await trainByLens(window(), 'watched');
    await workbench.lens(/● step \d+ · loss/).waitFor();
    await runs.run(/^watched, running · loss/).waitFor();
    await untilPointsExceed(window(), 5);
    const first = { points: await curves.pointCount('loss'), pixels: await curves.pixels('loss') };
    await untilPointsExceed(window(), first.points + 10);
    const later = await curves.pixels('loss');
    assert.ok(later.painted > 0);
    assert.notEqual(later.hash, first.pixels.hash);
    enough(window(), 'watched');
    await workbench.lens(/✓ loss [\d.]+/).waitFor();
    await runs.run(/^watched, done/).waitFor();
    await assertNothingLost(window(), 'watched');
  });

  // shows: run-survives-reload, run-detached
  it('goes on while the window is reloaded, and loses no line and no point', async () => {
    const { workbench, curves, runs } = window();
    await trainByLens(window(), 'reloaded');
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
    await trainByLens(window(), 'orphaned');
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
    await trainByLens(window(), 'polite');
    await untilPrinted(window(), 'polite', 5);
    await runs.act(/^polite, running/, 'Stop Run');
    await runs.run(/^polite, stopped/).waitFor();
    const saved = window().read('polite.ckpt');
    assert.ok(runNamed(window(), 'polite').log.endsWith(`saved ${saved}\n`));
  });

  // shows: bad-script-fails
  it('says why a script failed at once, and leads to its log', async () => {
    const { workbench, runs } = window();
    await trainByLens(window(), 'broken');
    const toast = workbench.toast(/broken.*failed.*ValueError: the learning rate must be positive, got -1/);
    await toast.waitFor();
    await runs.run(/^broken, failed, .*ValueError: the learning rate must be positive/).waitFor();
    await workbench.answerToast(/broken/, 'Open Log');
    await workbench.tab('console.log').waitFor();
    assert.match(await workbench.editorText(), /Traceback \(most recent call last\)/);
  });

  // shows: repair-loop
  it('asks the agent to fix a run that failed, by a click on its lens', async () => {
    const { chat, runs, workbench } = window();
    await trainByLens(window(), 'broken');
    await runs.run(/^broken, failed/).waitFor();
    await workbench.lens('Fix this run').click();
    await chat.attach();
    const message = chat
      .entry('You')
      .getByText(/^The run “broken” \(.*\) failed: ValueError: the learning rate must be positive, got -1\./);
    await message.waitFor();
    const text = (await message.textContent()) ?? '';
    assert.ok(
      runFolders(window().file('.')).some(({ id }) => text.includes(`(${id})`)),
      text,
    );
  });

  // shows: entry-arguments, entry-lenses
  it('asks for arguments in a form, remembers them, and shows what a dry run will be before it starts', async () => {
    const { workbench, runs } = window();
    await workbench.openFile('options.py');
    await workbench.lens('Arguments…').click();
    await workbench.choose('epochs');
    await workbench.type('two');
    await workbench.quickInput.getByText('“two” is not a whole number.').waitFor();
    await workbench.type('2');
    await workbench.quickInput.getByText('python options.py --epochs 2').waitFor();
    await workbench.choose('Train');
    await runs.run(/^options, done/).waitFor();
    assert.deepEqual(linesOf(runNamed(window(), 'options').log), ['step 1 loss 1.000000', 'step 2 loss 0.500000']);
    await workbench.lens('⚙ --epochs 2').waitFor();
    await workbench.lens('Dry run').click();
    const box = workbench.quickInput.locator('input').first();
    await eventually(async () => assert.equal(await box.inputValue({ timeout: 1000 }), '--epochs 1'));
    await box.press('Enter');
    await runs.run(/^options \(dry run\), done/).waitFor();
    assert.deepEqual(linesOf(runNamed(window(), 'options (dry run)').log), ['step 1 loss 1.000000']);
  });

  // shows: bad-script-silent
  it('says that a script printed nothing', async () => {
    const { workbench, runs } = window();
    await trainByLens(window(), 'silent');
    await runs.run(/^silent, done, .*printed nothing/).waitFor();
    await workbench.lens('✓ printed nothing').waitFor();
    await workbench.toast(/silent.*printed nothing.*step 100 loss 0\.42/).waitFor();
  });

  // shows: bad-script-floods
  it('stays usable while a script prints 100,000 lines a second, and loses none of them', async () => {
    const { workbench, runs, curves } = window();
    await trainByLens(window(), 'flood');
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
});

async function trainByLens({ workbench, curves }: TestWindow, name: string): Promise<void> {
  await workbench.openFile(`${name}.py`);
  await workbench.lens('▶ Train').click();
  await curves.attach();
}

function enough(window: TestWindow, name: string): void {
  writeFileSync(window.file(`${name}.py.enough`), '');
}

function runNamed(window: TestWindow, name: string): RunFolder {
  const run = runFolders(window.file('.')).find(({ folder }) => json(path.join(folder, 'spec.json'))['name'] === name);
  assert.ok(run !== undefined, `there is no run of ${name}.py`);
  return run;
}

function json(file: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function linesOf(log: string): readonly string[] {
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
