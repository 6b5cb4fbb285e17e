/** Runs every benchmark of test/bench, or those whose file name holds one of the given words. Builds the package first. */
import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageExtension, root } from './package.ts';

const words = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (!process.argv.includes('--as-is')) await packageExtension();
const files = globSync('test/bench/**/*.bench.ts', { cwd: root }).toSorted();
for (const file of files) {
  if (words.length > 0 && !words.some((word) => path.basename(file).includes(word))) continue;
  console.log(`\n${file}`);
  await import(pathToFileURL(path.join(root, file)).href);
}
