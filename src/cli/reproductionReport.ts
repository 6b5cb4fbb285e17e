/** The report and the triage card of a paper for the command line: made from what lies in the folder, and kept beside the other stages. */
import { settledUsdIn } from '../ledger/settledRuns.ts';
import type { ReadPaper } from '../papers/parsePaper.ts';
import { keepReport } from '../reproduction/report/buildReport.ts';
import { reportMarkdown } from '../reproduction/report/reportMarkdown.ts';
import { keepTriage } from '../reproduction/triage/keepTriage.ts';
import { triageMarkdown } from '../reproduction/triage/triageMarkdown.ts';
import type { CommonOptions } from './command.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';
import { withRuns } from './runsCommands.ts';
import { stageFolder } from './stageFolder.ts';

/** Makes the report anew, writes `report.json` and `report.md`, and answers it as Markdown, or with `--json` as one line of JSON. Throws `no-plan`. */
export async function reportOf(options: CommonOptions, { paper }: ReadPaper, output: Output): Promise<string> {
  const host = createCliHost(options, output);
  const files = stageFolder(host.roots[0] ?? process.cwd(), paper.id);
  const settledUsd = settledUsdIn(host.home);
  return await withRuns(options, output, async ({ runs }) => {
    const report = await keepReport(paper, { files, runs, settledUsd, nowMs: Date.now() });
    return options.json ? `${JSON.stringify(report)}\n` : reportMarkdown(report);
  });
}

/** Makes the card anew, writes `triage.json`, and answers it as Markdown, or with `--json` as one line of JSON. Looks nothing up outside of the paper. */
export async function triageOf(options: CommonOptions, { paper, said }: ReadPaper, output: Output): Promise<string> {
  const host = createCliHost(options, output);
  const triage = await keepTriage({ paper, said }, stageFolder(host.roots[0] ?? process.cwd(), paper.id));
  return options.json ? `${JSON.stringify(triage)}\n` : `${triageMarkdown(triage)}\n`;
}
