// Pictures of the views in every theme and scripted state, without an editor: test-output/preview/*.png.
// `node scripts/preview.mjs [filter]` draws only the pictures whose name contains the filter.

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { playChat, playCurves, playDataset, playPaper, playReproduction } from '../test/webview/act.ts';
import { chatStates } from '../test/webview/chatStates.ts';
import { curvesStates } from '../test/webview/curvesStates.ts';
import { datasetStates } from '../test/webview/datasetStates.ts';
import { paperStates } from '../test/webview/paperStates.ts';
import { reproductionStates } from '../test/webview/reproductionStates.ts';
import { openStage } from '../test/webview/stage.ts';
import { themeNames } from '../test/webview/theme.ts';
import { buildViews } from '../test/webview/views.ts';

const filter = process.argv[2] ?? '';
const pictures = fileURLToPath(new URL('../test-output/preview/', import.meta.url));
await mkdir(pictures, { recursive: true });
const views = await mkdtemp(path.join(os.tmpdir(), 'practicum-preview-'));
await buildViews(views);
const stage = await openStage(views);
try {
  for (const theme of themeNames) {
    for (const [name, state] of Object.entries(chatStates)) await picture(`chat-${name}-${theme}`, () => playChat(stage, theme, state));
    for (const [name, state] of Object.entries(curvesStates))
      await picture(`curves-${name}-${theme}`, () => playCurves(stage, theme, state));
    for (const [name, state] of Object.entries(datasetStates))
      await picture(`dataset-${name}-${theme}`, () => playDataset(stage, theme, state));
    for (const [name, state] of Object.entries(paperStates)) await picture(`paper-${name}-${theme}`, () => playPaper(stage, theme, state));
    for (const [name, state] of Object.entries(reproductionStates))
      await picture(`reproduction-${name}-${theme}`, () => playReproduction(stage, theme, state));
  }
} finally {
  await stage.close();
  await rm(views, { recursive: true, force: true });
}

/**
 * @param {string} name
 * @param {() => Promise<import('../test/webview/stage.ts').View>} play
 */
async function picture(name, play) {
  if (!name.includes(filter)) return;
  const view = await play();
  await view.page.evaluate('document.fonts.ready');
  await view.page.screenshot({ path: path.join(pictures, `${name}.png`) });
  for (const trouble of view.troubles) console.log(`${name}: ${trouble}`);
  await view.close();
  console.log(name);
}
