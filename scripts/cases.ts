/** Runs a file of reference behaviour against the real code: `npm run cases -- FILE`. Ends with `N passed, N failed`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { adapters } from '../test/cases/adapters.ts';
import { deviations } from '../test/cases/deviations.ts';
import { parseReference } from '../test/cases/format.ts';
import { reportLines } from '../test/cases/report.ts';
import { rules } from '../test/cases/rules.ts';
import { type GroupResult, runGroup } from '../test/cases/run.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npm run cases -- FILE');
  process.exit(2);
}
// npm starts scripts in the project's folder; a relative name means the folder that the person stands in.
const groups = parseReference(readFileSync(path.resolve(process.env['INIT_CWD'] ?? '.', file), 'utf8'));
const results: GroupResult[] = [];
for (const [name, group] of groups) results.push(await runGroup(name, group, { adapters, deviations, rules }));
for (const line of reportLines(results)) console.log(line);
process.exitCode = results.some(({ failures }) => failures.length > 0) ? 1 : 0;
