/** Pictures of what tests drive, in each theme and in a narrow window: taken where PRACTICUM_PICTURES names a folder, for people to look at. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { TestWindow } from './harness.ts';

const looks = {
  dark: { theme: 'Dark Modern' },
  light: { theme: 'Light Modern' },
  'hc-dark': { theme: 'Dark High Contrast' },
  'hc-light': { theme: 'Light High Contrast' },
  narrow: { theme: 'Dark Modern', widthPx: 480 },
} as const;
type Look = keyof typeof looks;
const allLooks: readonly Look[] = ['dark', 'light', 'hc-dark', 'hc-light', 'narrow'];

const usual = { width: 1360, height: 900 };

/** Puts something on the screen, says when it can be looked at, and takes it away again. */
export type Surface = (shoot: (name: string, part?: Locator) => Promise<void>) => Promise<void>;

/** Every surface, as a person comes to it; in each look where pictures are wanted. */
export async function showAll(window: TestWindow, surfaces: readonly Surface[]): Promise<void> {
  const folder = process.env['PRACTICUM_PICTURES'] ?? '';
  if (folder === '') {
    for (const surface of surfaces) await surface(() => Promise.resolve());
    return;
  }
  mkdirSync(folder, { recursive: true });
  const before = await chatWidth(window);
  for (const look of allLooks) {
    await putOn(window, look);
    for (const surface of surfaces) {
      await surface(async (name, part) => {
        const file = path.join(folder, `${name}-${look}.png`);
        await window.workbench.settle();
        await (part ?? window.page).screenshot({ path: file, animations: 'disabled' });
      });
    }
  }
  await putOn(window, 'dark');
  // The narrow window squeezed it.
  if (before !== undefined) await window.workbench.resizeChat(before);
}

/** In CSS pixels; undefined where it is not shown. */
async function chatWidth({ workbench }: TestWindow): Promise<number | undefined> {
  const body = workbench.chatPart.locator('.pane-body').first();
  return (await body.isVisible()) ? (await body.boundingBox())?.width : undefined;
}

async function putOn({ workbench, page }: TestWindow, name: Look): Promise<void> {
  const look = looks[name];
  await page.setViewportSize('widthPx' in look ? { ...usual, width: look.widthPx } : usual);
  await workbench.colorTheme(look.theme);
}
