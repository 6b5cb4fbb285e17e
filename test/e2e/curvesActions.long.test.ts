/** What is done with runs in the curves view, in one real window: each action is answered by the editor, the disk, or TensorBoard itself. */
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FileCollector } from '../../src/runs/files/fileCollector.ts';
import { tensorboardPython } from '../bench/events/tensorboardPython.ts';
import { fixtures } from '../unit/runs/files/readAll.ts';
import { writeRun } from '../unit/runs/writtenRun.ts';
import { eventually } from './eventually.ts';
import type { TestWindow } from './harness.ts';
import { useScripted } from './model.ts';
import { webviewFrame } from './pages/webview.ts';
import { runFolders } from './runFolders.ts';

const steps = 300;
const slowMs = 90_000;

const script = `
import argparse

if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--lr', type=float, default=0.1, help='the learning rate')
    args = parser.parse_args()
    for step in range(1, 11):
        print(f'step {step} loss {args.lr / step:.6f}', flush=True)
`;

const lossOf = (run: number, step: number): number => Number(((run + 1) / step).toFixed(6));

describe('The curves view in a real window', function () {
  this.timeout(240_000);
  const scripted = useScripted({
    workspaceName: 'curves-actions',
    workspace: async (folder) => {
      writeFileSync(path.join(folder, 'train.py'), script.trimStart());
      const python = await tensorboardPython();
      if (typeof python === 'string') throw new Error(python);
      mkdirSync(path.join(folder, '.vscode'));
      writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify({ 'practicum.python.interpreter': python.python }));
      for (const [at, name] of ['slow', 'fast', 'spare'].entries()) writeEnded(folder, name, at);
      await logMedia(folder);
    },
    settings: { 'remote.autoForwardPorts': false },
    browser: { viewport: { width: 1500, height: 1000 } },
  });
  const { window } = scripted;

  before(async function show() {
    this.timeout(120_000);
    const { workbench, curves } = window();
    await curves.open();
    await workbench.command('View: Toggle Maximized Panel');
    await curves.attach();
    await curves.legend('loss', 'slow').waitFor();
  });

  async function choose(run: string, entry: string | RegExp): Promise<void> {
    const { frame } = window().curves;
    await frame.getByRole('button', { name: `More for ${run}`, exact: true }).click();
    await frame.getByRole('menuitem', { name: entry }).click();
  }

  // shows: curves-export
  it('saves every point of a chart as CSV, and the chart as SVG and PNG, where the person says', async () => {
    const { curves, workbench } = window();
    await choose('loss', 'Export every point as CSV');
    await workbench.saveAs(placeOf(window(), 'runs-loss.csv'));
    const rows = await eventually(() => {
      const text = window().read('runs-loss.csv').trimEnd().split('\n');
      assert.equal(text.length, 1 + 3 * steps);
      return text;
    }, slowMs);
    assert.ok(rows.some((row) => row.includes(String(lossOf(1, 77)))));
    await choose('loss', 'Save as SVG');
    await workbench.saveAs(placeOf(window(), 'loss.svg'));
    await eventually(() => assert.match(window().read('loss.svg'), /<svg[\s\S]*>slow<[\s\S]*<\/svg>/), slowMs);
    await choose('loss', 'Save as PNG');
    await workbench.saveAs(placeOf(window(), 'loss.png'));
    await eventually(() => assert.equal(readFileSync(window().file('loss.png')).toString('latin1', 1, 4), 'PNG'), slowMs);
    assert.equal(await curves.frame.getByRole('alert').count(), 0);
  });

  // shows: curves-media
  it('shows the pictures, histograms, tables and texts that a run logged, at the step that is chosen', async () => {
    const { frame } = window().curves;
    const section = frame.getByRole('region', { name: 'Pictures and tables' });
    const picture = section.locator('[data-media="samples/digit"]');
    await picture.scrollIntoViewIfNeeded();
    await picture.getByRole('img', { name: 'samples/digit of slow, step 10' }).waitFor();
    assert.ok((await picture.getByRole('img').evaluate((img) => img.naturalWidth)) > 1, 'it was really decoded');
    await picture.getByRole('slider').focus();
    await window().page.keyboard.press('Home');
    await picture.getByRole('img', { name: 'samples/digit of slow, step 0' }).waitFor();
    const histogram = section.locator('[data-media="weights/layer1"]');
    await histogram.scrollIntoViewIfNeeded();
    await histogram.getByRole('img', { name: /^weights\/layer1 of slow: 100 values from −?[\d.]+ to [\d.]+/ }).waitFor();
    const table = section.locator('[data-media="confusion"]');
    await table.scrollIntoViewIfNeeded();
    await table.getByRole('cell', { name: '14', exact: true }).waitFor();
    const text = section.locator('[data-media="v2/words"]');
    await text.scrollIntoViewIfNeeded();
    await text.getByText('größe 10').waitFor();
  });

  // shows: curves-edit
  it('renames, tags and notes a run, which the Runs view and its folder then say too', async () => {
    const { curves, runs, page } = window();
    const { frame } = curves;
    await choose('fast', 'Rename…');
    await frame.getByRole('textbox', { name: 'Name of fast' }).fill('baseline');
    await page.keyboard.press('Enter');
    await curves.legend('loss', 'baseline').waitFor();
    await choose('baseline', 'Tags…');
    await frame.getByRole('textbox', { name: /^Tags/ }).fill('paper, best');
    await page.keyboard.press('Enter');
    await frame.locator('.run-row', { hasText: 'baseline' }).locator('.tag', { hasText: 'best' }).waitFor();
    await choose('baseline', 'Add a note…');
    await frame.getByRole('textbox', { name: /^A note/ }).fill('The one for table 2.');
    await page.keyboard.press('Enter');
    const marks = await eventually(() => {
      const read = JSON.parse(readFileSync(path.join(runFolder(window(), 'run_fast'), 'marks.json'), 'utf8'));
      assert.equal(read.notes[0].text, 'The one for table 2.');
      return read;
    });
    assert.deepEqual([marks.name, marks.tags.toSorted()], ['baseline', ['best', 'paper']]);
    await curves.open();
    await window().workbench.command('View: Toggle Maximized Panel');
    await runs.run(/^baseline, done/).waitFor();
    await window().workbench.command('View: Toggle Maximized Panel');
    await curves.attach();
  });

  // shows: curves-edit
  it('deletes a run, and takes that back', async () => {
    const { curves, workbench } = window();
    const folder = runFolder(window(), 'run_spare');
    await choose('spare', 'Delete');
    await workbench.toast('Deleted the run “spare”').waitFor();
    await curves.legend('loss', 'spare').waitFor({ state: 'detached' });
    assert.ok(!existsSync(folder));
    await workbench.answerToast('Deleted the run “spare”', 'Undo');
    await curves.legend('loss', 'spare').waitFor();
    assert.equal(readFileSync(path.join(folder, 'points.jsonl'), 'utf8').trimEnd().split('\n').length, steps);
  });

  // shows: curves-ask
  it('puts the runs and what is seen of them into the composer of the chat', async () => {
    const { chat } = window();
    await choose('loss', /^Ask about this/);
    await chat.attach();
    await eventually(async () => {
      const asked = await chat.composer.inputValue();
      assert.match(asked, /About loss of the runs .*“baseline” \(run_fast\)/);
    }, slowMs);
    await window().curves.attach();
  });

  // shows: curves-rerun
  it('runs a script again with another argument', async () => {
    const { workbench, curves } = window();
    await choose('slow', /^Run again/);
    await workbench.quickInput.locator('.monaco-list-row', { hasText: 'lr' }).first().waitFor();
    await workbench.choose('lr');
    await workbench.quickInput.getByText(': lr').waitFor();
    await workbench.type('0.5');
    await workbench.quickInput.getByText('train.py --lr 0.5').first().waitFor();
    await workbench.choose('Train');
    const run = await eventually(() => {
      const found = runFolders(window().file('.')).find(({ folder }) => argumentsOf(folder).endsWith('--lr 0.5'));
      assert.equal(found?.points.length, 10);
      return found;
    }, slowMs);
    assert.equal(run.points[9]?.['value'], 0.05);
    await curves.attach();
    await curves.legend('loss', 'train').waitFor();
  });

  // shows: curves-compare
  it('compares two runs in a report', async () => {
    const { workbench, page } = window();
    await choose('slow', /^Pick to compare/);
    await choose('baseline', /^Compare with slow/);
    await workbench.tab(/Preview slow and (?:baseline|fast)/).waitFor();
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
    }, slowMs);
    await page.keyboard.press('Control+w');
  });

  // shows: curves-tab, curves-state
  it('stands as an editor tab as well, which comes back with what was set in it when the window is loaded again', async () => {
    const { workbench, page, curves } = window();
    await curves.open();
    await curves.frame.getByRole('button', { name: 'log y' }).click();
    await curves.chart('loss').getByRole('button', { name: 'More for loss' }).click();
    await curves.frame.getByRole('menuitem', { name: 'Full width' }).click();
    await curves.frame.getByRole('button', { name: 'Open as an editor tab' }).click();
    await workbench.tab('Curves').waitFor();
    // Only the tab's own page is left to be looked at.
    await workbench.command('View: Hide Panel');
    for (const isReloaded of [false, true]) {
      if (isReloaded) await workbench.reload();
      const tab = await webviewFrame(page, 'Practicum Curves', slowMs);
      const chart = tab.getByRole('region', { name: 'loss', exact: true });
      await chart.locator('.legend-row', { hasText: 'baseline' }).waitFor({ timeout: slowMs });
      assert.equal(await tab.getByRole('button', { name: 'log y' }).getAttribute('aria-pressed'), 'true');
      assert.match((await chart.getAttribute('class')) ?? '', /is-wide/);
    }
  });

  // shows: curves-tensorboard
  it('opens runs in TensorBoard, which has every one of their points', async () => {
    const { page, curves, workbench } = window();
    // The view in the panel begins anew, with the editor to itself.
    await workbench.command('View: Close All Editors');
    const { frame } = await curves.open();
    const item = frame.getByRole('menuitem', { name: /TensorBoard/ });
    // It is offered once the interpreter has said that it has it.
    await eventually(async () => {
      if (await item.isVisible()) return;
      await frame.getByRole('button', { name: 'More for the listed runs' }).click({ timeout: 5000 });
      await item.waitFor({ timeout: 2000 }).catch(async (error: unknown) => {
        await page.keyboard.press('Escape');
        throw error;
      });
    }, slowMs);
    const opened = page.context().waitForEvent('page', { timeout: slowMs });
    await item.click();
    const board = await opened;
    // The editor in a browser leads ports through itself, where its server is set up for that; this one is not.
    const port = /\/proxy\/(\d+)\//.exec(board.url())?.[1] ?? new URL(board.url()).port;
    const origin = `http://127.0.0.1:${port}`;
    const names = await eventually(async () => {
      const read = (await (await fetch(`${origin}/data/runs`)).json()) as readonly string[];
      assert.ok(read.length >= 3);
      return read;
    }, slowMs);
    const spare = names.find((name) => name.startsWith('spare'));
    assert.ok(spare !== undefined, names.join());
    const points = await eventually(async () => {
      const answer = await fetch(`${origin}/data/plugin/scalars/scalars?tag=loss&run=${encodeURIComponent(spare)}`);
      const read = (await answer.json()) as readonly (readonly [wall: number, step: number, value: number])[];
      assert.equal(read.length, steps);
      return read;
    }, slowMs);
    assert.ok(Math.abs((points[76]?.[2] ?? 0) - lossOf(2, 77)) < 1e-6);
    await board.close();
  });
});

function writeEnded(folder: string, name: string, at: number): void {
  const run = writeRun(folder, `run_${name}`, {
    name,
    createdMs: Date.now() - 60_000 * (3 - at),
    script: path.join(folder, 'train.py'),
    argv: ['python', path.join(folder, 'train.py')],
  });
  run.measure(
    'loss',
    Array.from({ length: steps }, (_, step) => [step + 1, lossOf(at, step + 1)]),
  );
  run.print('done\n');
  run.end(0);
}

/** As the supervisor finds them: in event files that the script wrote, and in a table. */
async function logMedia(folder: string): Promise<void> {
  const logs = path.join(folder, 'logs');
  mkdirSync(logs);
  for (const file of readdirSync(path.join(fixtures, 'torch-media')))
    copyFileSync(path.join(fixtures, 'torch-media', file), path.join(logs, file));
  const table = path.join(folder, 'confusion.csv');
  writeFileSync(table, 'true,predicted,n\n3,8,14\n4,9,11\n');
  const { media = [] } = await new FileCollector({ folders: [logs], startedMs: 0 }).poll(5, true);
  const lines = [...media, { atMs: 1, kind: 'table', tag: 'confusion', step: 10, file: table }];
  writeFileSync(path.join(folder, '.practicum/runs/run_slow/media.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function runFolder(window: TestWindow, id: string): string {
  return window.file(`.practicum/runs/${id}`);
}

/** What a run was started with; empty where there is none. */
function argumentsOf(folder: string): string {
  const file = path.join(folder, 'spec.json');
  if (!existsSync(file)) return '';
  const { argv }: { readonly argv: readonly string[] } = JSON.parse(readFileSync(file, 'utf8'));
  return argv.join(' ');
}

/** As the editor's own dialog proposes it. */
function placeOf(window: TestWindow, name: string): string {
  return window.file(name);
}
