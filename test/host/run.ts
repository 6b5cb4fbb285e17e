/**
 * Tests inside the real extension host. `suite/*.test.ts` runs in a trusted folder, `suite/untrusted/` in one that is not trusted,
 * `suite/noFolder/` in a window without a folder. `--grep` picks tests by title.
 */
import { existsSync, globSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, vsixFile } from '../../scripts/package.ts';
import { type Result, runStart, type Start } from './host.ts';

const grepAt = process.argv.findIndex((argument) => argument === '--grep' || argument === '-g');
const grep = grepAt < 0 ? '' : (process.argv[grepAt + 1] ?? '');

const starts: readonly Start[] = [
  { name: 'trusted', suites: suitesIn('suite/*.test.ts'), trust: 'granted', hasFolder: true, grep, extensions: ['python-extension'] },
  { name: 'untrusted', suites: suitesIn('suite/untrusted/**/*.test.ts'), trust: 'asked', hasFolder: true, grep },
  { name: 'noFolder', suites: suitesIn('suite/noFolder/**/*.test.ts'), trust: 'granted', hasFolder: false, grep },
];

function suitesIn(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: path.join(root, 'test/host') })
    .map((file) => path.join(root, 'test/host', file))
    .toSorted();
}

if (!existsSync(vsixFile)) throw new Error('There is no package to test. Run: npm run package');
/** Most of a start is waiting: the two short ones run beside the long one. */
async function inTurn(turn: readonly Start[]): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const start of turn) if (start.suites.length > 0) results.push(await runStart(start));
  return results;
}

const [first, ...others] = starts;
const results = (await Promise.all([inTurn(first === undefined ? [] : [first]), inTurn(others)])).flat();
const sum = (pick: (result: Result) => number): number => results.reduce((all, result) => all + pick(result), 0);
const total: Result = {
  passed: sum(({ passed }) => passed),
  failed: sum(({ failed }) => failed),
  skipped: sum(({ skipped }) => skipped),
  failures: results.flatMap(({ failures }) => failures),
};
for (const { title, error } of total.failures) console.log(`\n✘ ${title}\n${error}`);
console.log(`\n${total.passed} passed, ${total.failed} failed in the extension host`);
const report = process.env['PRACTICUM_TEST_REPORT'];
if (report !== undefined) writeFileSync(report, JSON.stringify(total, null, 1));
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
