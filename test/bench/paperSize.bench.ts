/** The script of the reader of papers as it is packed: it is loaded with the first paper, and most of it is what draws formulas. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/package.ts';
import { bench } from './bench.ts';

// shows: paper-size
await bench('Papers: the reader’s script', async () => {
  const kb = statSync(path.join(root, 'dist/webview/paper.js')).size / 1024;
  return { value: kb, unit: 'KB', goal: 360, samples: [kb] };
});
