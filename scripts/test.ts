/**
 * Every test: unit tests, tests inside the real extension host, and tests that drive a real window. Ends with `N passed, N failed`.
 * `--full` adds the long ones (`*.long.test.ts`); `--only unit|views|host|window|soak` runs one part; `--as-is` tests the package that lies in out/;
 * what follows `--` goes to mocha.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, globSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { packageExtension, root } from './package.ts';

const partNames = ['unit', 'views', 'host', 'window', 'soak'] as const;
type PartName = (typeof partNames)[number];

interface Part {
  readonly name: PartName;
  readonly title: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Far beyond what it takes: a part that hangs is a failure, not a wait. */
  readonly limitMinutes: number;
  /** Goes on while the part before it does: browsers leave half of the processors idle. */
  readonly beside?: true;
}

const reportSchema = z.object({
  passed: z.number(),
  failed: z.number(),
  skipped: z.number(),
  failures: z.array(z.object({ title: z.string(), error: z.string() })),
});
type Report = z.infer<typeof reportSchema>;

const longTests = 'test/**/*.long.test.ts';

const { values, positionals } = parseArgs({
  options: { full: { type: 'boolean', default: false }, only: { type: 'string' }, 'as-is': { type: 'boolean', default: false } },
  allowPositionals: true,
});

function mocha(specs: readonly string[], isLongToo: boolean): readonly string[] {
  const ignore = isLongToo ? [] : ['--ignore', longTests];
  return ['node_modules/mocha/bin/mocha.js', ...ignore, ...specs, ...positionals];
}

const parts: readonly Part[] = [
  {
    name: 'unit',
    title: 'unit tests',
    // A file keeps one core busy half of its time; the rest of it waits for programs.
    argv: mocha(['--parallel', '--jobs', '3', 'test/unit/**/*.test.ts'], values.full),
    // Hundreds of supervisors start: what the engine made of one is there for the others, and the built ones start in half of the time.
    env: { NODE_COMPILE_CACHE: path.join(root, 'out/compiled'), PRACTICUM_TEST_BUILT: '1' },
    limitMinutes: values.full ? 60 : 20,
  },
  {
    name: 'views',
    title: 'tests of the webviews in a browser',
    argv: mocha(['test/webview/**/*.test.ts', '--timeout', '60000'], values.full),
    limitMinutes: values.full ? 60 : 20,
    beside: true,
  },
  { name: 'host', title: 'tests inside the extension host', argv: ['test/host/run.ts', ...positionals], limitMinutes: 15, beside: true },
  {
    name: 'window',
    title: 'tests of the window',
    argv: mocha(['test/e2e/**/*.test.ts', '--timeout', '120000', '--retries', '0'], values.full),
    limitMinutes: values.full ? 120 : 30,
  },
  { name: 'soak', title: 'soak', argv: mocha(['test/soak/**/*.test.ts', '--timeout', '0'], true), limitMinutes: 24 * 60 },
];

function chosenParts(): readonly Part[] {
  if (values.only !== undefined) {
    const only = parts.filter((part) => part.name === values.only);
    if (only.length === 0) throw new Error(`--only knows ${partNames.join(', ')}; it was given ${values.only}`);
    return only;
  }
  return parts.filter((part) => part.name !== 'soak');
}

/** What goes on at the same time, in order. */
function groupsOf(chosen: readonly Part[]): readonly (readonly Part[])[] {
  const groups: Part[][] = [];
  for (const part of chosen) {
    const last = groups.at(-1);
    if (part.beside && last !== undefined) last.push(part);
    else groups.push([part]);
  }
  return groups;
}

/** The first is seen while it goes on, the others when they have ended. */
async function runGroup(group: readonly Part[]): Promise<readonly Report[]> {
  const before = processorTime();
  const reports = await Promise.all(group.map((part, index) => runPart(part, index === 0)));
  const after = processorTime();
  const busy = (after.busy - before.busy) / Math.max(1, after.all - before.all);
  console.log(`== the processors were busy for ${(busy * 100).toFixed(0)} % of it`);
  return reports;
}

async function runPart(part: Part, isShown: boolean): Promise<Report> {
  const heading = `\n== ${part.title}`;
  if (isShown) console.log(heading);
  const file = path.join(root, 'out', `${part.name}-tests.json`);
  rmSync(file, { force: true });
  const output = path.join(root, 'out', `${part.name}-tests.log`);
  const started = Date.now();
  const how = await runLimited(part, file, isShown ? undefined : output);
  if (!isShown) console.log(`${heading}\n${readFileSync(output, 'utf8')}`);
  console.log(`== ${part.title}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
  const report = readReport(file);
  // The file decides: a process that died half way, or never ran a test, has not passed.
  if (report === undefined) return failure(`${part.title} did not finish (${how})`, 'No report was written.');
  if (report.passed + report.failed === 0) return failure(`${part.title}: not one test ran`, how);
  if (how !== 'exit code 0' && report.failed === 0) {
    return { ...report, failed: 1, failures: [{ title: `${part.title} ended with ${how}, though no test failed`, error: '' }] };
  }
  return report;
}

/** Of the whole machine, in milliseconds. */
function processorTime(): { readonly busy: number; readonly all: number } {
  const all = cpus()
    .flatMap(({ times }) => Object.values(times))
    .reduce((sum, time) => sum + time, 0);
  return { all, busy: all - cpus().reduce((sum, { times }) => sum + times.idle, 0) };
}

function failure(title: string, error: string): Report {
  return { passed: 0, failed: 1, skipped: 0, failures: [{ title, error }] };
}

function readReport(file: string): Report | undefined {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** `output`: a file for what it prints; absent, it is seen at once. */
function runLimited(part: Part, report: string, output: string | undefined): Promise<string> {
  return new Promise((resolve) => {
    const sink = output === undefined ? 'inherit' : openSync(output, 'w');
    // Where none is written, each run compiles all of PyTorch.
    const { PYTHONDONTWRITEBYTECODE: _, ...usual } = process.env;
    const env = {
      ...usual,
      ...part.env,
      ...(seed === undefined ? {} : { PRACTICUM_TEST_SEED: seed }),
      PRACTICUM_TEST_REPORT: report,
      FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
    };
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...part.argv], {
      cwd: root,
      env,
      stdio: ['ignore', sink, sink],
      detached: true,
    });
    const endGroup = (signal: NodeJS.Signals): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal);
      } catch {
        // It has ended.
      }
    };
    const limit = setTimeout(() => endGroup('SIGKILL'), part.limitMinutes * 60_000);
    const onInterrupt = (): void => endGroup('SIGINT');
    process.on('SIGINT', onInterrupt);
    if (typeof sink === 'number') closeSync(sink);
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      process.off('SIGINT', onInterrupt);
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`);
    });
  });
}

/** New cases for property tests where there is time for them; as written in `test/seed.mjs`, they are the same ones otherwise. */
const { PRACTICUM_TEST_SEED: seed = values.full || values.only === 'soak' ? String(randomInt(2 ** 31)) : undefined } = process.env;

async function main(): Promise<void> {
  mkdirSync(path.join(root, 'out'), { recursive: true });
  const chosen = chosenParts();
  if (seed !== undefined) console.log(`Property tests make up their cases with PRACTICUM_TEST_SEED=${seed}.`);
  if (values.full) {
    const files = globSync(longTests, { cwd: root });
    console.log(
      files.length === 0
        ? 'There are no longer tests yet.'
        : `This also runs the longer tests:\n${files.map((file) => `  ${file}`).join('\n')}`,
    );
  }
  const reports: Report[] = [];
  try {
    if (!values['as-is']) await packageExtension();
    for (const group of groupsOf(chosen)) reports.push(...(await runGroup(group)));
  } catch (error) {
    reports.push(failure('building the package', String(error)));
  }
  const sum = (pick: (report: Report) => number): number => reports.reduce((total, report) => total + pick(report), 0);
  const failures = reports.flatMap((report) => report.failures);
  const skipped = sum((report) => report.skipped);
  // What is skipped has not been shown, so it counts as failed.
  if (skipped > 0) failures.push({ title: `${skipped} skipped tests`, error: 'Nothing passes by being skipped.' });
  if (failures.length > 0) console.log('\nFailed:');
  for (const { title, error } of failures) console.log(`  ${title}\n${error.replaceAll(/^/gm, '    ')}`);
  const failed = sum((report) => report.failed) + skipped;
  console.log(`\n${sum((report) => report.passed)} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
