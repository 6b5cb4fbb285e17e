import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { laterParts } from '../../../scripts/laterParts.mjs';
import { builtFiles, limits, packageFaults, packedSizes, root, vsixFile } from '../../../scripts/package.ts';
import { capture } from '../../../scripts/run.ts';
import { readVsix } from '../../../scripts/vsix.ts';
import { demoKey, startDoubles } from '../../doubles/server.ts';

type Outputs = ReturnType<typeof builtFiles>;

function outputs(): Outputs {
  assert.ok(existsSync(vsixFile), 'There is no package to test. Run: npm run package');
  return builtFiles();
}

/** Every file that loading `entry` loads; with `isLate`, also those behind `await import(…)`, but for `without`. */
function loaded(all: Outputs, entry: string, isLate: boolean, without: ReadonlySet<string> = new Set()): readonly string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file) || without.has(file)) return;
    found.add(file);
    for (const { path: imported, kind } of all[file]?.imports ?? []) {
      if (kind !== 'dynamic-import' || isLate)
        visit(imported.startsWith('./') ? path.posix.join(path.posix.dirname(file), imported) : imported);
    }
  };
  visit(entry);
  return [...found];
}

/** The SDK of the Model Context Protocol, as far as a window uses it. */
function ofServers(all: Outputs): readonly string[] {
  return loaded(all, 'dist/extension.cjs', true)
    .filter((file) => file.startsWith('dist/sdk/mcp/'))
    .toSorted();
}

/** Notes every module that the program loads, Node's own too. */
const notesLoaded = `
import { registerHooks } from 'node:module';
import { writeFileSync } from 'node:fs';
const loaded = [];
registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
process.on('exit', () => writeFileSync(process.env.LOADED, JSON.stringify(loaded)));
`;

describe('the package', () => {
  // shows: build-packed-files
  it('holds exactly the files of scripts/packed-files.txt', () => {
    outputs();
    assert.deepEqual(packageFaults(), []);
  });

  // shows: build-vsix-size
  it('stays within its size, for a window that needs none of the later parts and for good', () => {
    outputs();
    const { packageBytes, usualBytes } = packedSizes();
    assert.ok(packageBytes <= limits.packageBytes, `${packageBytes} bytes`);
    assert.ok(usualBytes <= limits.usualBytes, `${usualBytes} bytes`);
  });

  it('names the licence of everything in it that others wrote', () => {
    const notices = readVsix(vsixFile).find((file) => file.path === 'extension/dist/third-party-notices.txt');
    assert.ok(notices !== undefined && notices.packedBytes > 0);
    const text = readFileSync(path.join(root, 'dist/third-party-notices.txt'), 'utf8');
    for (const name of ['openai', '@anthropic-ai/sdk', 'zod', 'preact', 'marked', '@vscode/codicons', 'diff', 'ignore', 'picomatch']) {
      assert.ok(text.includes(`\n${name} `), name);
    }
  });

  // shows: build-bundles
  it('has a bundle for the host, the supervisor, the command line and each webview', () => {
    const all = outputs();
    for (const file of [
      'extension.cjs',
      'supervisor.js',
      'cli.js',
      'webview/chat.js',
      'webview/chat.css',
      'webview/curves.js',
      'webview/curves.css',
    ]) {
      assert.ok(Object.hasOwn(all, `dist/${file}`), `${file} was not built`);
    }
  });

  // shows: build-lazy-sdks
  it('loads no SDK with the extension, but late', () => {
    const all = outputs();
    const sdks = (files: readonly string[]): readonly string[] => files.filter((file) => file.startsWith('dist/sdk/')).toSorted();
    assert.deepEqual(sdks(loaded(all, 'dist/extension.cjs', false)), []);
    assert.deepEqual(sdks(loaded(all, 'dist/extension.cjs', true)), ['dist/sdk/anthropic.js', ...ofServers(all), 'dist/sdk/openai.js']);
    const withoutServers = Object.entries(all).flatMap(([file, { entryPoint }]) => (laterParts.test(entryPoint ?? '') ? [file] : []));
    const early = loaded(all, 'dist/extension.cjs', true, new Set(withoutServers));
    assert.deepEqual(sdks(early), ['dist/sdk/anthropic.js', 'dist/sdk/openai.js']);
    for (const file of loaded(all, 'dist/extension.cjs', true).filter((name) => !name.startsWith('dist/sdk/'))) {
      const inlined = Object.keys(all[file]?.inputs ?? {}).filter((input) =>
        /node_modules\/(@anthropic-ai|openai|@modelcontextprotocol)\//.test(input),
      );
      assert.deepEqual(inlined, [], `${file} holds parts of an SDK`);
    }
  });

  // shows: build-activation-time
  it('activates with one file, which holds little more than what the editor must be told, and what begins the page of curves', () => {
    const all = outputs();
    const files = loaded(all, 'dist/extension.cjs', false).filter((file) => all[file] !== undefined);
    assert.deepEqual(files.flatMap((file) => Object.keys(all[file]?.inputs ?? {})).toSorted(), [
      'src/base/disposables.ts',
      'src/base/events.ts',
      'src/editor/agentEntries.ts',
      'src/editor/beginCurves.ts',
      'src/editor/contributions.ts',
      'src/editor/extension.ts',
      'src/editor/keptCurves.ts',
      'src/editor/keptStanding.ts',
      'src/editor/late.ts',
      'src/editor/leftPending.ts',
      'src/editor/lensSelector.ts',
      'src/editor/outsideTools.ts',
      'src/editor/registrations.ts',
      'src/editor/schemes.ts',
      'src/editor/webviewPage.ts',
    ]);
    const bytes = files.reduce((sum, file) => sum + statSync(path.join(root, file)).size, 0);
    assert.ok(files.length === 1 && bytes <= 36 * 1024, `${files.length} files, ${bytes} bytes`);
  });

  it('holds of each SDK the client alone, and says so of what is missing', async () => {
    outputs();
    const { OpenAI }: typeof import('openai') = await import(path.join(root, 'dist/sdk/openai.js'));
    const client = new OpenAI({ apiKey: 'none' });
    assert.equal(typeof client.post, 'function');
    assert.throws(() => client.chat.completions, /Chat of openai’s chat\.mjs is left out of the package/);
    const { BaseAnthropic }: typeof import('@anthropic-ai/sdk') = await import(path.join(root, 'dist/sdk/anthropic.js'));
    assert.equal(typeof new BaseAnthropic({ apiKey: 'none' }).post, 'function');
  });

  // shows: cli-no-editor
  it('keeps vscode out of the command line', () => {
    const all = outputs();
    assert.ok(loaded(all, 'dist/extension.cjs', true).includes('vscode'), 'the extension does import it');
    assert.ok(!loaded(all, 'dist/cli.js', true).includes('vscode'));
  });

  it('has a supervisor that has loaded everything it may need when an update takes its files away', () => {
    const all = outputs();
    const atStart = new Set(loaded(all, 'dist/supervisor.js', false));
    for (const { path: name, kind } of all['dist/supervisor.js']?.imports ?? []) {
      if (kind === 'dynamic-import') for (const file of loaded(all, name, false)) atStart.add(file);
    }
    assert.deepEqual(
      loaded(all, 'dist/supervisor.js', true).filter((file) => !atStart.has(file)),
      [],
    );
  });

  it('has a supervisor and a relay that need nothing but Node', () => {
    const all = outputs();
    const foreign = (entry: string): readonly string[] =>
      loaded(all, entry, true).filter((file) => all[file] === undefined && !builtinModules.includes(file.replace(/^node:/, '')));
    assert.deepEqual([...foreign('dist/supervisor.js'), ...foreign('dist/relay.js')], []);
    assert.deepEqual(
      loaded(all, 'dist/relay.js', true).filter((file) => all[file] !== undefined),
      ['dist/relay.js'],
    );
  });

  it('holds the class of errors once for the host, the command line and the supervisor', () => {
    const all = outputs();
    const entries = ['dist/extension.cjs', 'dist/editorSide.js', 'dist/cli.js', 'dist/supervisor.js'];
    const files = new Set(entries.flatMap((entry) => loaded(all, entry, true)));
    const holders = [...files].filter((file) => Object.hasOwn(all[file]?.inputs ?? {}, 'src/base/errors.ts'));
    assert.equal(holders.length, 1, holders.join(', '));
  });

  // shows: figure-start
  it('answers a prompt with few files and little code, and without what only a secured connection needs', async () => {
    outputs();
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-loaded-')));
    const doubles = await startDoubles({ brain: () => ({ text: 'Hello.' }) });
    try {
      const list = path.join(folder, 'loaded.json');
      const { code, output } = await capture(
        process.execPath,
        ['--import', `data:text/javascript,${encodeURIComponent(notesLoaded)}`, path.join(root, 'dist/cli.js'), '-C', folder, 'say hello'],
        {
          isQuiet: true,
          env: {
            PATH: process.env['PATH'],
            HOME: folder,
            LOADED: list,
            PRACTICUM_HOME: path.join(folder, 'home'),
            PRACTICUM_MODEL: 'anthropic/demo-digits',
            PRACTICUM_BASE_URL: doubles.anthropicUrl,
            ANTHROPIC_API_KEY: demoKey,
          },
        },
      );
      assert.deepEqual([code, output.split('\n', 1)], [0, ['Hello.']]);
      const loadedUrls: readonly string[] = JSON.parse(readFileSync(list, 'utf8'));
      const files = loadedUrls.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
      const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
      assert.ok(files.length <= 40 && bytes <= 1364 * 1024, `${files.length} files, ${bytes} bytes`);
      assert.deepEqual(
        loadedUrls.filter((url) => /^node:(?:https|tls|http2|dns)\b/.test(url)),
        [],
      );
    } finally {
      await doubles.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  it('has a command line that starts', async () => {
    outputs();
    const { code, output } = await capture(process.execPath, [path.join(root, 'dist/cli.js'), '--version'], { isQuiet: true });
    assert.equal(code, 0, output);
    assert.match(output, /\d+\.\d+\.\d+/);
  });
});
