/** A window over an example paper, in which the scripted model implements what the person asked for in the reader, and what is seen of it. */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/package.ts';
import { testPython } from '../../scripts/python.mjs';
import type { Report } from '../../src/reproduction/stages/resultRecords.ts';
import type { PaperName } from '../doubles/reproduce/recipes.ts';
import { reproduceBrain } from '../doubles/reproduce/reproduceModel.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { type Surface, showAll } from './album.ts';
import { eventually } from './eventually.ts';
import { type TestWindow, useWindow } from './harness.ts';
import { modelSettings, type Provider, setKey } from './model.ts';
import { PaperView } from './pages/paperView.ts';
import { ReproductionView } from './pages/reproductionView.ts';

export const stages = '.practicum/papers/file-paper.tex';

/** A window over a folder that holds nothing but the paper. */
export function paperWindow(name: PaperName, provider: Provider): () => TestWindow {
  let doubles: Doubles | undefined;
  const window = useWindow(async () => {
    doubles = await startDoubles({ brain: reproduceBrain, isHurried: true });
    const python: string = await testPython(console.log);
    return {
      workspaceName: name,
      workspace: (folder) => copyFileSync(path.join(root, 'examples/papers', name, 'paper.tex'), path.join(folder, 'paper.tex')),
      settings: { ...modelSettings(doubles, provider), 'practicum.python.interpreter': python, 'practicum.mode': 'auto' },
    };
  });
  before(async function giveKey() {
    this.timeout(60_000);
    assert.ok(doubles !== undefined);
    await setKey(window(), doubles, provider);
  });
  after(() => doubles?.close());
  return window;
}

/** Asks for the method in the reader, by the editor's own menu. */
export async function implementMethod({ workbench, chat }: TestWindow, title: string): Promise<void> {
  const paper = new PaperView(workbench);
  await paper.open('paper.tex', title);
  await paper.menu('S2', 'Implement This Paper Section');
  await chat.attach();
  // The view is there a moment before what is to be sent stands in it.
  await eventually(async () => assert.match(await chat.composer.inputValue(), /^Implement /));
  await chat.composer.press('Enter');
}

const mostMs = 10 * 60_000;

/** Approves all that is asked for, by its notification, until the model has nothing more to say. `first`: what the person does before their yes. */
export async function approveAll(
  { workbench, chat, page }: TestWindow,
  first: (asked: string) => void = () => undefined,
): Promise<readonly string[]> {
  const asked: string[] = [];
  const toast = workbench.toasts.filter({ has: page.getByRole('button', { name: 'Approve', exact: true }) }).first();
  const said = chat.answers.last().getByText('scripted demonstration model');
  const deadline = Date.now() + mostMs;
  while (Date.now() < deadline) {
    const isAsked = await toast.waitFor({ timeout: 1000 }).then(
      () => true,
      () => false,
    );
    if (!isAsked) {
      if (await said.isVisible()) return asked;
      continue;
    }
    const text = ((await toast.textContent()) ?? '').trim();
    first(text);
    asked.push(text);
    await workbench.answer(toast, 'Approve');
  }
  throw new Error(`The model had more to say after ${mostMs / 60_000} minutes; it asked: ${asked.join(' | ')}`);
}

/** The person takes other seeds than were proposed. */
export function changeSeeds(window: TestWindow, seeds: readonly number[]): void {
  const file = window.file(`${stages}/plan.json`);
  const plan = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, `${JSON.stringify({ ...plan, seeds }, null, 2)}\n`);
}

export function reportOf(window: TestWindow): Report {
  return JSON.parse(window.read(`${stages}/report.json`));
}

/** `Student, soft, τ=4 · Acc.: diverged`, in the order of the tables. */
export function verdictsOf({ cells }: Report): readonly string[] {
  return cells.map(({ row, column, verdict }) => `${row},${column}: ${verdict}`);
}

/** The report as the person sees it. */
export async function shownReport({ workbench }: TestWindow, title: string): Promise<string> {
  const view = await new ReproductionView(workbench).open(title);
  const panel = await view.part('Report');
  await panel.getByRole('table').first().waitFor();
  return (await panel.textContent()) ?? '';
}

/** The tab, part by part, and the code with what its lens says of an equation; in each look where pictures are wanted. */
export async function lookAround(window: TestWindow, title: string, code: string): Promise<void> {
  const { workbench } = window;
  const view = await new ReproductionView(workbench).open(title);
  const shown = (part: string, seen: RegExp): Surface => {
    return async (shoot) => {
      await view.open(title);
      const panel = await view.part(part);
      await panel.getByText(seen).first().waitFor();
      await shoot(`reproduction-${part.toLowerCase()}`);
    };
  };
  await showAll(window, [
    shown('Register', /./),
    shown('Plan', /Files in Order/),
    shown('Contracts', /equations can be held against code/),
    shown('Report', /./),
    async (shoot) => {
      const tab = workbench.tab(code);
      if (await tab.isVisible()) await workbench.showTab(tab);
      else await workbench.openFile(code);
      await workbench
        .lens(/implements .* · contract ok · run /)
        .first()
        .waitFor();
      await shoot('reproduction-lens');
    },
  ]);
}

/** Cells by their place in the paper's grid, counted from 0. */
export interface PaperTruth {
  readonly title: string;
  readonly cells: readonly { readonly table: string; readonly row: number; readonly column: number }[];
  readonly planted: readonly {
    readonly kind: string;
    readonly row?: number;
    readonly column?: number;
    readonly cells?: readonly (readonly number[])[];
  }[];
}

/** What the paper really is: for those who judge, never for the model. */
export function truthOf(name: PaperName): PaperTruth {
  return JSON.parse(readFileSync(path.join(root, 'examples/papers', name, 'truth.json'), 'utf8'));
}

/** The paper ran on three seeds, each within ten seconds, and the code is what the equations say. */
export function assertReproduced(name: PaperName, { runs, contracts, cells, integrity }: Report): void {
  const full = runs.filter(({ purpose, counts }) => purpose === 'full' && counts);
  assert.equal(full.length, 3);
  assert.equal(new Set(full.map(({ seed }) => seed)).size, 3);
  for (const purpose of ['test', 'overfit', 'smoke', 'baseline'])
    assert.ok(
      runs.some((run) => run.purpose === purpose && run.status === 'done'),
      purpose,
    );
  assert.equal(contracts.mismatch, 0);
  assert.ok(contracts.ok >= 2, `${contracts.ok} contracts hold`);
  assert.equal(integrity.state, 'checked');
  const wanted = truthOf(name).cells.map(({ row, column }) => `${row + 1},${column + 1}`);
  const measured = new Set(cells.filter((cell) => cell.measured !== null).map(({ row, column }) => `${row},${column}`));
  assert.deepEqual(
    wanted.filter((cell) => !measured.has(cell)),
    [],
  );
}
