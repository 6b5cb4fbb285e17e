/** The script of the curves view as it is packed. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/package.ts';
import { bench } from './bench.ts';

// shows: curves-size
await bench('Curves: the view’s script', async () => {
  const kb = statSync(path.join(root, 'dist/webview/curves.js')).size / 1024;
  return { value: kb, unit: 'KB', goal: 150, samples: [kb] };
});
