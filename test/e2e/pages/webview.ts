/** Finds a webview's document among the frames of the window. */
import type { Frame, Page } from 'playwright-core';

/**
 * The frame whose document has this title, once its script has drawn something. Webviews lie in a frame within a frame, and a hidden one
 * loses its frames, so ask again after every hide, move or reload.
 */
export async function webviewFrame(page: Page, title: string, timeoutMs = 45_000): Promise<Frame> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      if (frame === page.mainFrame()) continue;
      const isReady = await isDrawn(frame, title).catch(() => false);
      if (isReady && (await isShown(frame))) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`No webview with the title “${title}” was drawn within ${timeoutMs / 1000} s`);
}

async function isDrawn(frame: Frame, title: string): Promise<boolean> {
  return (await frame.title()) === title && (await frame.locator('#root > *').count()) > 0;
}

async function isShown(frame: Frame): Promise<boolean> {
  const outer = frame.parentFrame();
  if (outer === null) return false;
  const element = await outer.frameElement().catch(() => undefined);
  return (await element?.isVisible().catch(() => false)) ?? false;
}

/** What all frames of the window show, one after the other: a webview in an editor lies in one of its own. */
export async function frameTexts(page: Page): Promise<string> {
  const texts = page.frames().map((frame) =>
    frame
      .locator('body')
      .textContent({ timeout: 1000 })
      .catch(() => null),
  );
  return (await Promise.all(texts)).join('\n');
}

/** The frame that shows such a text: a webview is drawn in one that nobody sees before it takes the place of the other. */
export async function frameShowing(page: Page, text: RegExp): Promise<Frame> {
  for (const frame of page.frames()) {
    const said = await frame
      .locator('body')
      .textContent({ timeout: 1000 })
      .catch(() => null);
    if (said === null || !text.test(said)) continue;
    const element = await frame.frameElement().catch(() => undefined);
    if ((await element?.isVisible().catch(() => false)) === true) return frame;
  }
  throw new Error(`No frame shows ${text}`);
}

/** What axe-core finds in a webview: one line for each rule that is broken, with the places. Empty is good. */
export async function accessibilityFaults(frame: Frame, axeSource: string): Promise<readonly string[]> {
  // The page is transparent and the window shines through; axe would take it for white.
  const background = await colorBehind(frame);
  await frame.locator('html').evaluate((html, color) => {
    html.style.backgroundColor = color;
  }, background);
  await frame.evaluate(axeSource);
  // A string, because only the page knows `document`: nothing here may lean on the browser's types.
  const { violations } = await frame.evaluate<AxeResults>('axe.run(document)');
  await frame.locator('html').evaluate((html) => {
    html.style.backgroundColor = '';
  });
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `  ${html}`).join('\n')}`);
}

/** The colour that the window paints behind a webview. */
async function colorBehind(frame: Frame): Promise<string> {
  const outer = await frame.parentFrame()?.frameElement();
  const box = await outer?.boundingBox();
  if (box === null || box === undefined) throw new Error('The webview is not on screen');
  const at = JSON.stringify([box.x + box.width / 2, box.y + box.height / 2]);
  const color = await frame
    .page()
    .evaluate<string | null>(
      `document.elementsFromPoint(...${at}).map((element) => getComputedStyle(element).backgroundColor).find((color) => !/^rgba\\(.*, 0\\)$|^transparent$/.test(color)) ?? null`,
    );
  if (color === null) throw new Error('Nothing behind the webview has a colour');
  return color;
}

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly help: string; readonly nodes: readonly { readonly html: string }[] }[];
}
