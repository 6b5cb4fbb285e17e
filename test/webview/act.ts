import type { ChatState } from './chatStates.ts';
import type { CurvesState } from './curvesStates.ts';
import { type Stage, settled, type View } from './stage.ts';
import type { ThemeName } from './theme.ts';

/** Opens a view in a scripted state. */

export async function playChat(stage: Stage, theme: ThemeName, state: ChatState): Promise<View> {
  const { messages, width = 420, height = 800, open = [], draft } = state;
  const view = await stage.open({ view: 'chat', theme, width, height });
  await view.send(...messages);
  for (const id of open) await view.page.locator(`[aria-controls="${id === 'plan' ? 'plan-items' : `body-${id}`}"]`).click();
  if (draft !== undefined) await view.page.getByRole('textbox', { name: 'Message to Practicum' }).fill(draft);
  await settled(view.page);
  return view;
}

export async function playCurves(stage: Stage, theme: ThemeName, state: CurvesState): Promise<View> {
  const { messages, width = 420, height = 800, smoothing, isLogY, isTable, hoverAt } = state;
  const view = await stage.open({ view: 'curves', theme, width, height });
  const { page } = view;
  await view.send(...messages);
  if (smoothing !== undefined) await page.getByRole('slider').fill(String(smoothing));
  if (isLogY === true) await page.getByRole('button', { name: 'log y' }).click();
  if (isTable === true) await page.getByRole('button', { name: 'Show as table' }).first().click();
  await settled(page);
  if (hoverAt !== undefined) {
    const box = await page.locator('.u-over').first().boundingBox();
    if (box !== null) await page.mouse.move(box.x + box.width * hoverAt, box.y + box.height / 2);
  }
  await settled(page);
  return view;
}
