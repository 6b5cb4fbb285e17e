import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defined } from '../../base/defined.ts';
import { auditDataSet } from '../../datasets/audit/audit.ts';
import { auditReport } from '../../datasets/audit/report.ts';
import { openHubDataSet } from '../../datasets/hubDataSet.ts';
import { openLocal } from '../../datasets/local.ts';
import type { DataSet } from '../../datasets/table.ts';
import { hubDataOf } from '../../tools/hubData.ts';
import { openBytes } from '../../workspace/openBytes.ts';
import { WrongUsage } from '../command.ts';
import { exitCode } from '../exitCodes.ts';
import { required } from '../options.ts';
import type { HubCommand, HubCommandContext } from './context.ts';

/** The version of what `--json` prints: docs/formats.md. */
export const auditVersion = 1;

/** What is in a data set: `dataset audit ada/pairs`, `dataset audit train.jsonl test.jsonl`. */
export const dataset: HubCommand = async (context) => {
  const { words, values, options, output, signal } = context;
  const [verb, ...names] = words;
  if (verb !== 'audit') throw new WrongUsage('Data sets can only be audited: hub dataset audit ID or FILE….');
  const rows = rowsOf(values.rows);
  const data = await opened(context, [required(names[0], 'hub dataset audit needs an id or a file'), ...names.slice(1)]);
  try {
    const audit = await auditDataSet(data, { ...defined({ rows }), signal });
    output.out(
      options.json ? `${JSON.stringify({ version: auditVersion, ...audit })}\n` : `${auditReport(audit, { atMost: 1_000_000 })}\n`,
    );
    return exitCode.done;
  } finally {
    await data.close();
  }
};

/** What lies here is a file; everything else is an id. */
async function opened({ hub, values, options, signal }: HubCommandContext, names: readonly string[]): Promise<DataSet> {
  const { config, split, revision } = values;
  const cwd = options.cwd ?? process.cwd();
  const paths = names.map((name) => resolve(cwd, name));
  const [first = ''] = names;
  if (paths.every((path) => existsSync(path))) {
    if (config !== undefined || revision !== undefined) throw new WrongUsage('--config and --revision are for data sets on the Hub.');
    const files = paths.map((path, index) => ({ label: names[index] ?? path, open: async () => await openBytes(await realpath(path)) }));
    const data = await openLocal(files, signal);
    return split === undefined ? data : { ...data, splits: data.splits.filter(({ name }) => name === split) };
  }
  if (names.length > 1 || !/^[\w.-]+(?:\/[\w.-]+)?$/.test(first))
    throw new WrongUsage(
      `“${names.find((_, index) => !existsSync(paths[index] ?? '')) ?? first}” is neither a file here nor an id such as ada/pairs.`,
    );
  return await openHubDataSet(hubDataOf(hub, hub), { id: first, ...defined({ config, split, revision }) }, signal);
}

function rowsOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(value)) throw new WrongUsage(`--rows needs a number from 1 on, not “${value}”.`);
  return Number(value);
}
