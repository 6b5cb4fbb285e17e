/**
 * Writes what `src/editor/contributions.ts` declares into package.json, and touches nothing else in it.
 * `--check` writes nothing and fails when package.json is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { generatedManifest } from '../src/editor/manifest.ts';

const path = new URL('../package.json', import.meta.url);
const before = readFileSync(path, 'utf8');
const manifest: unknown = JSON.parse(before);
const after = `${JSON.stringify({ ...(manifest as object), ...generatedManifest() }, null, 2)}\n`;

if (!process.argv.includes('--check')) {
  if (before !== after) writeFileSync(path, after);
} else if (JSON.stringify(JSON.parse(after)) !== JSON.stringify(manifest)) {
  console.error('package.json does not say what src/editor/contributions.ts declares. Run: node scripts/contributions.ts');
  process.exitCode = 1;
}
