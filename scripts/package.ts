/**
 * Builds for production and packs the VSIX. `--check` compares what was packed with scripts/packed-files.txt and the size limits;
 * `--update` writes that list.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { laterParts } from './laterParts.mjs';
import { run } from './run.ts';
import { packedList, readVsix } from './vsix.ts';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const vsixFile = path.join(root, 'out/practicum.vsix');
export const expectedFiles = path.join(root, 'scripts/packed-files.txt');

const megabyte = 1024 * 1024;
/** The whole package, for good; and what a window may load that needs none of `laterParts`. */
export const limits = { packageBytes: 5 * megabyte, usualBytes: megabyte };

/** The pages of `laterParts`. */
const laterPages = /^extension\/dist\/webview\/(?:paper(?:Pages)?|reproduction(?:Formulas)?)\b/;

export async function packageExtension(): Promise<void> {
  mkdirSync(path.dirname(vsixFile), { recursive: true });
  await run(process.execPath, ['esbuild.mjs', '--production'], { cwd: root });
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsixFile];
  await run(process.execPath, [vsce, 'package', ...flags], { cwd: root, isQuiet: true });
}

/** What is wrong with the package; empty when nothing is. */
export function packageFaults(): readonly string[] {
  const files = readVsix(vsixFile);
  const found = packedList(files);
  const expected = readFileSync(expectedFiles, 'utf8').trim().split('\n');
  const faults = [
    ...found.filter((file) => !expected.includes(file)).map((file) => `packed, but not in ${path.relative(root, expectedFiles)}: ${file}`),
    ...expected.filter((file) => !found.includes(file)).map((file) => `missing in the package: ${file}`),
  ];
  const built = Object.keys(builtFiles());
  // One line of the list stands for all shared chunks, so each of them must come from this build.
  for (const { path: file } of files.filter((packed) => packed.path.startsWith('extension/dist/') && packed.path.endsWith('.js'))) {
    if (!built.includes(file.replace('extension/', ''))) faults.push(`packed, but not built by esbuild.mjs: ${file}`);
  }
  const { packageBytes, usualBytes } = packedSizes();
  if (packageBytes > limits.packageBytes) faults.push(`the package has ${packageBytes} bytes, more than ${limits.packageBytes}`);
  if (usualBytes > limits.usualBytes) {
    faults.push(`${usualBytes} bytes may be loaded by a window that needs none of scripts/laterParts.mjs, more than ${limits.usualBytes}`);
  }
  return faults;
}

const metafileSchema = z.object({
  outputs: z.record(
    z.string(),
    z.object({
      entryPoint: z.string().optional(),
      imports: z.array(z.object({ path: z.string(), kind: z.string(), external: z.boolean().optional() })),
      inputs: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** Every built file with what it holds and what it imports, by its path in the clone (`dist/…`). */
export function builtFiles(): z.infer<typeof metafileSchema>['outputs'] {
  return metafileSchema.parse(JSON.parse(readFileSync(path.join(root, 'out/meta.json'), 'utf8'))).outputs;
}

/** What no window loads that needs none of `laterParts`, or none at all: only the command line does, or the thread that reads papers. */
function loadedLater(): readonly string[] {
  const built = builtFiles();
  const reached = (entry: string, isAllNeeded: boolean): ReadonlySet<string> => {
    const found = new Set([entry]);
    for (const file of found)
      for (const { path: named, kind } of built[file]?.imports ?? []) {
        // What another build made is named as it is imported.
        const imported = named.startsWith('./') ? path.posix.join('dist', named) : named;
        const isLater = kind === 'dynamic-import' && laterParts.test(built[imported]?.entryPoint ?? '');
        if (built[imported] !== undefined && (isAllNeeded || !isLater)) found.add(imported);
      }
    return found;
  };
  // A window starts supervisors, too.
  const before = new Set([...reached('dist/extension.cjs', false), ...reached('dist/supervisor.js', true)]);
  const later = ['dist/extension.cjs', 'dist/cli.js', 'dist/paperWorker.js'];
  return later.flatMap((entry) => [...reached(entry, true)]).filter((file) => !before.has(file));
}

export function packedSizes(): { readonly packageBytes: number; readonly usualBytes: number } {
  const unloaded = new Set([...loadedLater(), 'dist/third-party-notices.txt'].map((file) => `extension/${file}`));
  const code = readVsix(vsixFile).filter(
    (file) => file.path.startsWith('extension/dist/') && !laterPages.test(file.path) && !unloaded.has(file.path),
  );
  return {
    packageBytes: readFileSync(vsixFile).length,
    usualBytes: code.reduce((sum, file) => sum + file.packedBytes, 0),
  };
}

if (import.meta.main) {
  await packageExtension();
  if (process.argv.includes('--update')) writeFileSync(expectedFiles, `${packedList(readVsix(vsixFile)).join('\n')}\n`);
  const { packageBytes, usualBytes } = packedSizes();
  const inKilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;
  console.log(`${path.relative(root, vsixFile)}: ${inKilobytes(packageBytes)}, of which code and pages ${inKilobytes(usualBytes)}`);
  if (process.argv.includes('--check')) {
    const faults = packageFaults();
    for (const fault of faults) console.error(fault);
    if (faults.length > 0) process.exitCode = 1;
  }
}
