/** Runs suites inside a real extension host, against the packed VSIX: one start of VS Code for one kind of window. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import { root, vsixFile } from '../../scripts/package.ts';
import { type Browser, openWorkbench, startBrowser } from '../e2e/browser.ts';
import { type Server, startServer } from '../e2e/server.ts';

export interface Start {
  readonly name: string;
  /** Suite files, absolute. */
  readonly suites: readonly string[];
  readonly trust: 'granted' | 'asked';
  readonly hasFolder: boolean;
  readonly grep?: string;
  /** Folders of test/doubles that are installed beside Practicum. */
  readonly extensions?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
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
export type Result = z.infer<typeof resultSchema>;

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

function packDouble(name: string, folder: string): string {
  const vsix = path.join(folder, `${name}.vsix`);
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  execFileSync(process.execPath, [vsce, 'package', ...flags], { cwd: path.join(root, 'test/doubles', name), stdio: 'pipe' });
  return vsix;
}

export async function runStart(start: Start): Promise<Result> {
  const folder = await bundle(start);
  const report = path.join(folder, 'report.json');
  let server: Server | undefined;
  let browser: Browser | undefined;
  try {
    server = await startServer({
      extensions: [vsixFile, ...(start.extensions ?? []).map((name) => packDouble(name, folder))],
      trust: start.trust,
      isTestHost: true,
      env: { PRACTICUM_HOST_REPORT: report, PRACTICUM_HOST_GREP: start.grep ?? '', PRACTICUM_REPOSITORY: root, ...start.env },
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
