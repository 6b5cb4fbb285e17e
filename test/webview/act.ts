import type { CurveRun, CurvesKept, WatchedChart } from '../../src/protocol/curves.ts';
import { answersTo, type RawSeries } from './bruteWindow.ts';
import type { ChatState, ChatStep } from './chatStates.ts';
import { CurvesHost } from './curvesHost.ts';
import { type CurvesState, snapshotOf } from './curvesStates.ts';
import type { DatasetState } from './datasetStates.ts';
import type { PaperState } from './paperStates.ts';
import type { ReproductionState } from './reproductionStates.ts';
import { press, type Stage, settled, until, type View } from './stage.ts';
import type { ThemeName } from './theme.ts';

/** Opens a view in a scripted state. */

export async function playChat(stage: Stage, theme: ThemeName, state: ChatState): Promise<View> {
  const { messages, width = 420, height = 800, open = [], draft, steps = [] } = state;
  const view = await stage.open({ view: 'chat', theme, width, height });
  await view.send(...messages);
  for (const id of open) await view.page.locator(`[aria-controls="${id === 'plan' ? 'plan-items' : `body-${id}`}"]`).click();
  if (draft !== undefined) await view.page.getByRole('textbox', { name: 'Message to Practicum' }).fill(draft);
  for (const step of steps) await take(view, step);
  await settled(view.page);
  return view;
}

async function take({ page, send }: View, step: ChatStep): Promise<void> {
  if ('receive' in step) await send(step.receive);
  else if ('press' in step) await press(page, step.press);
  else if ('search' in step) await page.getByRole('textbox', { name: 'Search sessions' }).fill(step.search);
  else if ('write' in step) await page.getByRole('textbox', { name: step.into }).fill(step.write);
  else if ('focus' in step) await page.getByRole('button', { name: step.focus, disabled: false }).first().focus();
  else await page.getByRole('button', { name: step.click, disabled: false }).first().click();
}

/** Every chart of these runs as it was shown once; something of it has changed since. */
function keptOf(runs: readonly CurveRun[], series: readonly RawSeries[], atMs: number): CurvesKept {
  const { summaries } = snapshotOf(runs, series);
  const charts = [...new Set(series.map(({ metric }) => metric))].map((metric) => {
    const ids = runs.map(({ id }) => id);
    const chart: WatchedChart = { chart: metric, metric, axis: 'step', isLogX: false, columns: 300, smoothing: 0, runs: ids };
    return { chart, windows: answersTo([chart], series) };
  });
  return { type: 'kept', atMs, isSame: false, runs, summaries, charts };
}

export interface CurvesPlay extends View {
  readonly host: CurvesHost;
}

export async function playCurves(stage: Stage, theme: ThemeName, state: CurvesState): Promise<CurvesPlay> {
  const { runs, series, media = [], width = 420, height = 800, saved, isTable, hoverAt, keptMs } = state;
  const view = await stage.open({ view: 'curves', theme, width, height, ...(saved === undefined ? {} : { saved }) });
  const { page } = view;
  const host = new CurvesHost(view, series, media);
  if (keptMs === undefined) await host.start(snapshotOf(runs, series, { media: media.map((one) => one.series) }));
  else await view.send(keptOf(runs, series, keptMs));
  if (isTable === true) {
    await page.locator('.chart .plot').first().focus();
    await press(page, 't');
  }
  if (hoverAt !== undefined) {
    const box = await page.locator('.chart .plot').first().boundingBox();
    if (box !== null) await page.mouse.move(box.x + box.width * hoverAt, box.y + box.height / 2);
  }
  await settled(page);
  return { ...view, host };
}

export async function playDataset(stage: Stage, theme: ThemeName, state: DatasetState): Promise<View> {
  const { messages, width = 420, height = 800, click = [] } = state;
  const view = await stage.open({ view: 'dataset', theme, width, height });
  await view.send(...messages);
  for (const what of click) {
    const [role = '', ...words] = what.split(' ');
    const name = words.join(' ');
    if (role === 'row') await view.page.locator(`tr[aria-rowindex="${Number(name) + 1}"]`).click();
    else await view.page.getByRole(role === 'tab' ? 'tab' : 'button', { name }).click();
  }
  await settled(view.page);
  return view;
}

export async function playPaper(stage: Stage, theme: ThemeName, state: PaperState): Promise<View> {
  const { messages, width = 420, height = 800, keys = [], hover, show } = state;
  const view = await stage.open({ view: 'paper', theme, width, height });
  await view.send(...messages);
  if (messages.some(({ type }) => type === 'paper')) await drawn(view);
  if (show !== undefined) {
    await view.send({ type: 'show', anchor: show });
    await drawn(view);
  }
  await press(view.page, ...keys);
  if (hover !== undefined) {
    await view.page.locator(hover).first().hover();
    await until(view.page, 'document.querySelector("#card") !== null');
  }
  await settled(view.page);
  return view;
}

export async function playReproduction(stage: Stage, theme: ThemeName, state: ReproductionState): Promise<View> {
  const { messages, part, width = 420, height = 800, click = [], open = [], focus } = state;
  const view = await stage.open({ view: 'reproduction', theme, width, height, ...(part === undefined ? {} : { saved: { part } }) });
  await view.send(...messages);
  for (const name of open) await view.page.getByRole('button', { name: `More of ${name}` }).click();
  for (const name of click) await view.page.getByRole('button', { name }).first().click();
  if (focus !== undefined) await view.page.locator(focus).first().focus();
  // What cannot be drawn says so in the end, too.
  await until(view.page, `document.querySelectorAll('.formula:not([data-drawn])').length === 0`);
  await settled(view.page);
  return view;
}

/** All parts are on the page, and all formulas that are seen are drawn. */
export async function drawn({ page }: View): Promise<void> {
  await until(
    page,
    `document.querySelector('.part') !== null && document.querySelector('.more') === null && [...document.querySelectorAll('.formula:not([data-drawn])')].every((formula) => {
      const { top, bottom } = formula.getBoundingClientRect();
      return bottom < 0 || top > innerHeight;
    })`,
  );
}
