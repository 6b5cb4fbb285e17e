/**
 * Takes the pictures under media/screenshots again, from real windows: the main job with the scripted demonstration model, and what the tests of
 * the work on Hugging Face drive. `--hub`: only the latter.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDoubles } from '../test/doubles/server.ts';
import { openWindow } from '../test/e2e/harness.ts';
import { modelSettings } from '../test/e2e/model.ts';
import { takePictures } from '../test/e2e/pictures.ts';
import { packageExtension, root } from './package.ts';
import { testPython } from './python.mjs';

await packageExtension();
const screenshots = path.join(root, 'media/screenshots');
const say = (file: string): void => console.log(`${path.relative(root, file)}: ${Math.ceil(statSync(file).size / 1024)} KB`);
if (!process.argv.includes('--hub')) await takeMainPictures();
takeTestPictures();

async function takeMainPictures(): Promise<void> {
  const python: string = await testPython(console.log);
  const doubles = await startDoubles({ key: 'none' });
  const window = await openWindow({
    settings: {
      ...modelSettings(doubles, 'anthropic'),
      'practicum.python.interpreter': python,
      'editor.minimap.enabled': false,
      'remote.autoForwardPorts': false,
    },
    browser: { viewport: { width: 1360, height: 900 } },
  });
  try {
    for (const file of await takePictures(window, screenshots)) say(file);
  } catch (error) {
    await window.saveEvidence('pictures');
    throw error;
  } finally {
    await window.close();
    await doubles.close();
  }
}

/** The tests take them in every look. */
function takeTestPictures(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'practicum-pictures-'));
  const tests = [
    'hubViews.long',
    'hubJob.long',
    'shared.long',
    'paperMarks.long',
    'reproduction',
    'modelChoice.long',
    'mcpSignIn.long',
    'research.long',
  ].map((name) => `test/e2e/${name}.test.ts`);
  try {
    const done = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'node_modules/mocha/bin/mocha.js', ...tests], {
      cwd: root,
      env: { ...process.env, PRACTICUM_PICTURES: folder },
      stdio: 'inherit',
    });
    if (done.status !== 0) throw new Error('The tests that take the pictures failed.');
    const hub = ['hub-dataset', 'hub-quote', 'hub-curve', 'hub-card'].map((name) => `${name}-dark.png`);
    const paper = [
      ...['dark', 'light', 'hc-dark', 'hc-light', 'narrow'].map((look) => `paper-beside-code-${look}.png`),
      ...['marks-dark', 'marks-narrow', 'marks-results-dark', 'set-up-dark', 'set-up-narrow'].map((look) => `paper-${look}.png`),
    ];
    const reproduction = [
      ...['register', 'lens'].flatMap((part) => ['dark', 'light', 'hc-dark', 'hc-light'].map((look) => `reproduction-${part}-${look}.png`)),
      ...['plan', 'contracts', 'report'].map((part) => `reproduction-${part}-dark.png`),
    ];
    const hands = [
      ...['dark', 'light', 'hc-dark', 'hc-light'].map((look) => `picker-${look}.png`),
      ...['fallback', 'mcp-connect', 'research-done'].map((part) => `${part}-dark.png`),
    ];
    for (const name of [...hub, ...paper, ...reproduction, ...hands]) {
      const file = path.join(screenshots, name);
      copyFileSync(path.join(folder, name), file);
      say(file);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
