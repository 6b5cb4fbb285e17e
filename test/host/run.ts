/**
 * Tests inside the real extension host, against the packed VSIX: bundles `suite/`, starts VS Code once for each kind of window, and writes a report.
 * `suite/*.test.ts` runs in a trusted folder, `suite/untrusted/` in one that is not trusted, `suite/noFolder/` in a window without a folder.
 */
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import { root, vsixFile } from '../../scripts/package.ts';
import { type Browser, openWorkbench, startBrowser } from '../e2e/browser.ts';
import { type Server, startServer } from '../e2e/server.ts';

interface Start {
  readonly name: string;
  readonly suites: readonly string[];
  readonly trust: 'granted' | 'asked';
  readonly hasFolder: boolean;
}

const here = path.join(root, 'test/host');
const built = path.join(root, 'out/host');
const limitMs = 4 * 60_000;

const resultSchema = z.object({
  passed: z.number(),
  failed: z.number(),
  skipped: z.number(),
  failures: z.array(z.object({ title: z.string(), error: z.string() })),
});
type Result = z.infer<typeof resultSchema>;

const starts: readonly Start[] = [
  { name: 'trusted', suites: suitesIn('suite/*.test.ts'), trust: 'granted', hasFolder: true },
  { name: 'untrusted', suites: suitesIn('suite/untrusted/**/*.test.ts'), trust: 'asked', hasFolder: true },
  { name: 'noFolder', suites: suitesIn('suite/noFolder/**/*.test.ts'), trust: 'granted', hasFolder: false },
];

function suitesIn(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: here }).toSorted();
}

/** One folder for each start: the development extension that VS Code wants for tests, the runner, and the suites. */
async function bundle(start: Start): Promise<string> {
  const folder = path.join(built, start.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(here, 'extension/package.json'), path.join(folder, 'package.json'));
  await build({
    absWorkingDir: here,
    entryPoints: {
      index: 'index.ts',
      extension: 'extension/extension.ts',
      ...Object.fromEntries(start.suites.map((file) => [`suite/${path.basename(file, '.ts')}`, file])),
    },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    define: { 'import.meta.url': 'importMetaUrl', 'import.meta.dirname': '__dirname', 'import.meta.main': 'false' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'warning',
  });
  return folder;
}

async function runStart(start: Start): Promise<Result> {
  const folder = await bundle(start);
  const report = path.join(folder, 'report.json');
  let server: Server | undefined;
  let browser: Browser | undefined;
  try {
    server = await startServer({
      extensions: [vsixFile],
      trust: start.trust,
      isTestHost: true,
      env: { PRACTICUM_HOST_REPORT: report, PRACTICUM_HOST_GREP: grep(), PRACTICUM_REPOSITORY: root },
    });
    const workspace = path.join(server.workspaces, 'digits');
    const example = path.join(root, 'examples/digits');
    if (existsSync(example)) cpSync(example, workspace, { recursive: true });
    else mkdirSync(workspace);
    browser = await startBrowser(server);
    const ended = await runInside(browser, server, folder, start.hasFolder ? workspace : undefined);
    if (!existsSync(report)) {
      await saveEvidence(start, browser, server);
      return failed(start, `${ended}, and no report was written. Look at test-output/host-${start.name}.png and .log.`);
    }
    return resultSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    return failed(start, error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await browser?.close().catch(() => undefined);
    await server?.stop();
  }
}

function failed(start: Start, error: string): Result {
  return { passed: 0, failed: 1, skipped: 0, failures: [{ title: `tests inside the extension host (${start.name})`, error }] };
}

/** Resolves when the workbench says that the tests have ended. What it says about success is not believed: a crashed host reports 0 too. */
async function runInside({ page }: Browser, server: Server, folder: string, workspace: string | undefined): Promise<string> {
  const uri = (file: string): string => `vscode-remote://${new URL(server.base).host}${file}`;
  const isVerbose = process.env['VERBOSE'] !== undefined;
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  // The workbench calls these two when it runs extension tests in a browser.
  await page.exposeFunction('codeAutomationLog', (_kind: string, parts: readonly unknown[]) => {
    const line = parts.map(String).join(' ');
    if (line.startsWith('@test ')) console.log(`  ${line.slice('@test '.length)}`);
    else if (isVerbose) console.log(line);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => end(`the extension host ended with ${code}`));
  const limit = setTimeout(() => end(`the tests did not end within ${limitMs / 60_000} minutes`), limitMs);
  await openWorkbench(page, server, workspace, [
    ['extensionDevelopmentPath', uri(folder)],
    ['extensionTestsPath', uri(path.join(folder, 'index.cjs'))],
  ]);
  const how = await ended;
  clearTimeout(limit);
  return how;
}

async function saveEvidence(start: Start, browser: Browser, server: Server): Promise<void> {
  const output = path.join(root, 'test-output');
  mkdirSync(output, { recursive: true });
  await browser.page.screenshot({ path: path.join(output, `host-${start.name}.png`) }).catch(() => undefined);
  const log = readFileSync(path.join(server.root, 'server.log'), 'utf8');
  writeFileSync(path.join(output, `host-${start.name}.log`), `${browser.console.join('\n')}\n\n${log}`);
}

function grep(): string {
  const at = process.argv.findIndex((argument) => argument === '--grep' || argument === '-g');
  return at < 0 ? '' : (process.argv[at + 1] ?? '');
}

if (!existsSync(vsixFile)) throw new Error('There is no package to test. Run: npm run package');
const total = { passed: 0, failed: 0, skipped: 0, failures: [] as { title: string; error: string }[] };
for (const start of starts.filter((candidate) => candidate.suites.length > 0)) {
  console.log(`${start.name}: ${start.suites.length} suites`);
  const result = await runStart(start);
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped += result.skipped;
  total.failures.push(...result.failures);
}
for (const { title, error } of total.failures) console.log(`\n✘ ${title}\n${error}`);
console.log(`\n${total.passed} passed, ${total.failed} failed in the extension host`);
const report = process.env['PRACTICUM_TEST_REPORT'];
if (report !== undefined) writeFileSync(report, JSON.stringify(total, null, 1));
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
