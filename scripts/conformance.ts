/**
 * `npm run conformance -- --model openai/NAME --base-url URL`: twenty small tasks with tools against any model, checked by what they leave behind.
 * The key is taken from the environment (or `keys.json`), as the command line does. `--budget USD` (1 unless given), `--tokens N` for a model
 * whose price nobody knows, `--only ID[,ID]`, `--json`, `--yes`: see docs/conformance.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { describeError } from '../src/base/errors.ts';
import { hideSecrets } from '../src/base/redact.ts';
import { conform } from '../test/conformance/conform.ts';
import { summaryLines, taskLine } from '../test/conformance/report.ts';
import { hostFor } from '../test/conformance/runTask.ts';
import { tasks } from '../test/conformance/tasks/all.ts';

const usualUsd = 1;
/** All tasks together take about half of it with a model that wastes nothing. */
const usualTokens = 1_500_000;
const usualSeconds = 180;

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    'base-url': { type: 'string' },
    effort: { type: 'string' },
    budget: { type: 'string' },
    tokens: { type: 'string' },
    timeout: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  },
});

function numberOf(value: string | undefined, option: string, usual: number): number {
  if (value === undefined) return usual;
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) throw new Error(`${option} needs a number above 0, not “${value}”.`);
  return number;
}

function chosen(): typeof tasks {
  if (values.only === undefined) return tasks;
  const ids = values.only.split(',').map((id) => id.trim());
  const unknown = ids.find((id) => !tasks.some((task) => task.id === id));
  if (unknown !== undefined) throw new Error(`There is no task ${unknown}. There are: ${tasks.map(({ id }) => id).join(', ')}.`);
  return tasks.filter(({ id }) => ids.includes(id));
}

/** Before anything is sent: nobody is to be surprised by a bill. */
async function mayBegin(text: string): Promise<boolean> {
  process.stderr.write(`${text}\n`);
  if (values.yes) return true;
  if (!process.stdin.isTTY) {
    process.stderr.write('Nobody is there to agree to that: add --yes.\n');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question('Go on? [y/N] ')).trim());
  } finally {
    terminal.close();
  }
}

async function main(): Promise<number> {
  const wanted = chosen();
  const usd = numberOf(values.budget, '--budget', usualUsd);
  const tokens = numberOf(values.tokens, '--tokens', usualTokens);
  const limitMs = numberOf(values.timeout, '--timeout', usualSeconds) * 1000;
  const folder = mkdtempSync(path.join(tmpdir(), 'practicum-conformance-host-'));
  try {
    const given = [
      ['--model', values.model],
      ['--base-url', values['base-url']],
      ['--effort', values.effort],
    ] as const;
    const host = hostFor(
      folder,
      given.flatMap(([option, value]) => (value === undefined ? [] : [option, value])),
    );
    const model = await host.model();
    const where = model.endpoint === undefined ? '' : ` at ${model.endpoint}`;
    const most = `at most $${usd.toFixed(2)} (--budget), or ${tokens.toLocaleString('en')} tokens (--tokens) where nobody says what it costs`;
    if (!(await mayBegin(`${wanted.length} tasks with ${host.modelLabel() ?? model.label}${where}: ${most}.`))) return 2;
    const found = await conform(wanted, model, host, {
      usd,
      tokens,
      limitMs,
      onResult: (result) => values.json || process.stdout.write(`${hideSecrets(taskLine(result))}\n`),
    });
    process.stdout.write(hideSecrets(values.json ? `${JSON.stringify(found, null, 1)}\n` : `${summaryLines(found).join('\n')}\n`));
    return found.failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
