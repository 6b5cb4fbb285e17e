/** Takes the pictures under media/screenshots again, from a real window that does the main job with the scripted demonstration model. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { startDoubles } from '../test/doubles/server.ts';
import { openWindow } from '../test/e2e/harness.ts';
import { modelSettings } from '../test/e2e/model.ts';
import { takePictures } from '../test/e2e/pictures.ts';
import { packageExtension, root } from './package.ts';
import { testPython } from './python.mjs';

await packageExtension();
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
  for (const file of await takePictures(window, path.join(root, 'media/screenshots'))) {
    console.log(`${path.relative(root, file)}: ${Math.ceil(statSync(file).size / 1024)} KB`);
  }
} catch (error) {
  await window.saveEvidence('pictures');
  throw error;
} finally {
  await window.close();
  await doubles.close();
}
