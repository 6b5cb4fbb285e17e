/** Runs inside the extension host: mocha over the bundled suites beside this file. Bundled by run.ts. */
import { globSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

declare const __dirname: string;

/** The extension host calls this and waits for it. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, forbidOnly: true, reporter: Quiet, ...only(process.env['PRACTICUM_HOST_GREP']) });
  for (const file of globSync('**/*.test.cjs', { cwd: path.join(__dirname, 'suite') }).toSorted())
    mocha.addFile(path.join(__dirname, 'suite', file));
  const passed: string[] = [];
  const skipped: string[] = [];
  const failures: { readonly title: string; readonly error: string }[] = [];
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      const report = process.env['PRACTICUM_HOST_REPORT'];
      const result = { passed: passed.length, failed: failures.length, skipped: skipped.length, failures };
      if (report !== undefined) writeFileSync(report, JSON.stringify(result, null, 1));
      resolve();
    });
    runner.on('pass', (test) => {
      passed.push(test.fullTitle());
      say(`✔ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on('pending', (test) => {
      skipped.push(test.fullTitle());
      say(`- ${test.fullTitle()}`);
    });
    runner.on('fail', (test, error: Error) => {
      failures.push({ title: test.fullTitle(), error: error.stack ?? error.message });
      say(`✘ ${test.fullTitle()}: ${error.message}`);
    });
  });
}

/** Says nothing by itself: `say` below reaches the terminal, mocha's own reporters would not. */
class Quiet extends Mocha.reporters.Base {}

function only(grep: string | undefined): { readonly grep?: string } {
  return grep === undefined || grep === '' ? {} : { grep };
}

/** The console of the extension host reaches the browser's page; run.ts picks out the lines marked so. */
function say(line: string): void {
  console.log(`@test ${line}`);
}
