// Builds everything that is shipped into dist/. `--production` minifies and leaves out source maps; with `--maps` they lie beside the files
// and nothing refers to them: the same files come out, so the maps read a stack trace from an installed package.

import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeCodicons } from './scripts/codicons.mjs';
import { buildJoined } from './scripts/joinChunks.mjs';
import { laterParts } from './scripts/laterParts.mjs';
import { withMathFonts } from './scripts/mathFonts.mjs';
import { mcpApart, mcpEntries, mcpModules } from './scripts/mcpSdk.mjs';
import { noticesOf, packagesOf } from './scripts/notices.mjs';
import { clientsOnly, sdkEntries, sdksApart } from './scripts/sdks.mjs';
import { toolSchemas } from './scripts/toolSchemas.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const isProduction = process.argv.includes('--production');
const mapsOfProduction = process.argv.includes('--maps') ? 'external' : false;

/** @param {Record<string, string>} entries */
function present(entries) {
  return Object.fromEntries(
    Object.entries(entries).filter(([, file]) => {
      const isThere = !/^(src|webview-ui)\//.test(file) || existsSync(path.join(root, file));
      if (!isThere) console.log(`esbuild: ${file} does not exist yet, left out`);
      return isThere;
    }),
  );
}

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  sourcemap: isProduction ? mapsOfProduction : 'linked',
  minify: isProduction,
};

/** @type {import('esbuild').BuildOptions} */
const onNode = {
  ...common,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  external: ['vscode'],
  // CommonJS packages inside an ES module still call `require` for Node's own modules.
  banner: { js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);" },
};

/** @type {import('esbuild').BuildOptions} */
const inBrowser = {
  ...common,
  platform: 'browser',
  format: 'iife',
  target: 'chrome138',
  define: { 'process.env.NODE_ENV': isProduction ? '"production"' : '"development"' },
};

await rm(path.join(root, 'dist'), { recursive: true, force: true });
await mkdir(path.join(root, 'dist/webview'), { recursive: true });

/**
 * zod's namespace drags every language's messages along (300 KB), and a bundler cannot see that nobody asks for them. Ours are English.
 * @type {import('esbuild').Plugin}
 */
const englishOnly = {
  name: 'english-only',
  setup(setup) {
    setup.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

/**
 * Of the decompressors only those are packed that Node lacks: the package does not say that loading it does nothing else.
 * @type {import('esbuild').Plugin}
 */
const fewDecompressors = {
  name: 'few-decompressors',
  setup(setup) {
    setup.onResolve({ filter: /^\.\/\w+\.js$|^hyparquet-compressors$/ }, async ({ path: name, importer, kind, resolveDir, pluginData }) => {
      const isOfPackage = name === 'hyparquet-compressors' || /[\\/]hyparquet-compressors[\\/]/.test(importer);
      if (!isOfPackage || pluginData === fewDecompressors) return undefined;
      const found = await setup.resolve(name, { importer, kind, resolveDir, pluginData: fewDecompressors });
      return { path: found.path, errors: found.errors, sideEffects: false };
    });
  },
};

/**
 * Of the manifest only the version is packed: the rest is for the editor, which reads it itself, and large.
 * @type {import('esbuild').Plugin}
 */
const versionOnly = {
  name: 'version-only',
  setup(setup) {
    setup.onLoad({ filter: /[\\/]package\.json$/ }, async ({ path: file }) => {
      if (path.dirname(file) !== root) return undefined;
      const { version } = JSON.parse(await readFile(file, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/**
 * What the extension opens late is a file of the other build: activation loads this one file, and each further one is a wait.
 * @type {import('esbuild').Plugin}
 */
const openedLateApart = {
  name: 'opened-late-apart',
  setup(setup) {
    setup.onResolve({ filter: /^\.\/(?:editorSide|outsideKnock)\.ts$/ }, ({ kind, path: source }) =>
      kind === 'dynamic-import' ? { path: source.replace('.ts', '.js'), external: true } : undefined,
    );
  },
};

/**
 * Pages become Markdown without a single CSS selector; the parser brings an engine for them along (170 KB).
 * @type {import('esbuild').Plugin}
 */
const withoutSelectors = {
  name: 'without-selectors',
  setup(setup) {
    setup.onLoad({ filter: /[\\/]css-select[\\/]lib[\\/](?:esm[\\/])?index\.js$/ }, () => ({
      contents:
        "export function selectAll() { throw new Error('Selectors are left out of the package (esbuild.mjs)'); }\nexport const selectOne = selectAll;",
    }));
  },
};

/**
 * Of the names of HTML entities only those to read are packed: written ones are numbers, and nothing of ours writes any.
 * @type {import('esbuild').Plugin}
 */
const entitiesToRead = {
  name: 'entities-to-read',
  setup(setup) {
    setup.onLoad({ filter: /[\\/]he[\\/]he\.js$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const contents = text.replace(/\bvar encodeMap = \{.*\};/, 'var encodeMap = {};');
      if (contents === text) throw new Error(`${file} has no names to write: see entitiesToRead in esbuild.mjs`);
      return { contents, loader: 'js' };
    });
  },
};

const builds = await Promise.all([
  build({
    ...onNode,
    // No package is in it. As CommonJS the editor loads it in one go; the parts of an ES module queue behind all else that its host begins with.
    banner: {},
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    entryPoints: present({ extension: 'src/editor/extension.ts' }),
    plugins: [openedLateApart],
  }),
  // Host, command line and supervisor in one build: what several use lies in shared chunks, once, and a class (PracticumError) exists once.
  // Chunks lie beside the entries, because the SDKs are imported by a path that is relative to either.
  buildJoined({
    ...onNode,
    entryPoints: present({
      editorSide: 'src/editor/editorSide.ts',
      outsideKnock: 'src/editor/outsideKnock.ts',
      cli: 'src/cli/main.ts',
      supervisor: 'src/runs/supervisor.ts',
    }),
    plugins: [sdksApart, mcpApart, englishOnly, versionOnly, toolSchemas, withoutSelectors, fewDecompressors, entitiesToRead],
    apart: laterParts,
  }),
  build({
    ...onNode,
    entryPoints: sdkEntries,
    plugins: [clientsOnly],
    sourcemap: false,
  }),
  build({
    ...onNode,
    entryPoints: mcpEntries,
    splitting: true,
    chunkNames: 'sdk/mcp/chunk-[hash]',
    plugins: [mcpModules, englishOnly],
    sourcemap: false,
  }),
  // One self-contained file: it runs inside a sandbox and sees no other file of ours.
  build({ ...onNode, entryPoints: present({ relay: 'src/sandbox/relay.ts' }) }),
  // Papers are read in a thread of their own. What reads PDFs is a chunk: nothing else needs that megabyte.
  build({
    ...onNode,
    entryPoints: present({ paperWorker: 'src/papers/worker.ts' }),
    splitting: true,
    chunkNames: 'chunk-[hash]',
    plugins: [englishOnly],
    minifyIdentifiers: isProduction,
  }),
  build({
    ...inBrowser,
    entryPoints: present({
      'webview/chat': 'webview-ui/chat/main.tsx',
      'webview/curves': 'webview-ui/curves/main.tsx',
      'webview/dataset': 'webview-ui/dataset/main.tsx',
    }),
  }),
  build({
    ...inBrowser,
    ...withMathFonts('webview/paper-fonts'),
    entryPoints: present({ 'webview/paper': 'webview-ui/paper/main.tsx', 'webview/reproduction': 'webview-ui/reproduction/main.tsx' }),
  }),
  // What draws formulas there: that page imports it for the first.
  build({
    ...inBrowser,
    ...withMathFonts('webview/paper-fonts'),
    format: 'esm',
    entryPoints: present({ 'webview/reproductionFormulas': 'webview-ui/reproduction/formulas/main.ts' }),
  }),
  // Of papers that are PDFs: the page of papers imports it for the first region that it draws.
  build({ ...inBrowser, format: 'esm', entryPoints: present({ 'webview/paperPages': 'webview-ui/paper/pages/main.ts' }) }),
]);
await writeCodicons(root, path.join(root, 'dist/webview'), ['chat.js', 'curves.js', 'dataset.js']);
// Its icons are its own: none of them is loaded before a paper is opened.
await writeCodicons(root, path.join(root, 'dist/webview'), ['paper.js', 'reproduction.js'], 'paper-codicon');
await copyPython('src/runs/hook/python', 'dist/hook');
await copyPython('src/runs/ssh/practicum_host', 'dist/practicum_host');
await copyPython('src/runs/hub/practicum_job', 'dist/practicum_job');
// Handed to Python as text, so that it needs no file of ours where a run is confined.
await copyFile(path.join(root, 'src/runs/terminal/keeper.py'), path.join(root, 'dist/keeper.py'));
await makeExecutable(path.join(root, 'dist/cli.js'));
await writeMetafile(builds);
await writeNotices(builds);

/**
 * The Python that a run's environment names, or that goes to a host. Only sources: what Python compiled of them here is for this machine.
 * @param {string} from
 * @param {string} to
 */
async function copyPython(from, to) {
  const filter = (/** @type {string} */ file) => !file.includes('__pycache__');
  await cp(path.join(root, from), path.join(root, to), { recursive: true, filter });
}

/** @param {string} file */
async function makeExecutable(file) {
  if (!existsSync(file)) return;
  const text = await readFile(file, 'utf8');
  if (!text.startsWith('#!')) await writeFile(file, `#!/usr/bin/env node\n${text}`);
  await chmod(file, 0o755);
}

/** What went where, for the tests of the bundles and for people who ask why something is large. @param {import('esbuild').BuildResult[]} results */
async function writeMetafile(results) {
  const inputs = Object.assign({}, ...results.map((result) => result.metafile?.inputs));
  const outputs = Object.assign({}, ...results.map((result) => result.metafile?.outputs));
  await mkdir(path.join(root, 'out'), { recursive: true });
  await writeFile(path.join(root, 'out/meta.json'), JSON.stringify({ inputs, outputs }, null, 1));
}

/** @param {import('esbuild').BuildResult[]} results */
async function writeNotices(results) {
  const inputs = results.flatMap((result) => Object.keys(result.metafile?.inputs ?? {}));
  const packages = packagesOf([...inputs, 'node_modules/@vscode/codicons/dist/codicon.ttf']);
  const notices = await noticesOf(root, packages);
  await writeFile(
    path.join(root, 'dist/third-party-notices.txt'),
    `${notices}\nOf the font and the styles of @vscode/codicons, dist/webview holds only the icons that are shown.\n`,
  );
}
