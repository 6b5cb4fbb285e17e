import type { ToolCall, ToolResult } from '../../base/tool.ts';
import type { PaperId } from '../../papers/address.ts';
import type { RunServices } from '../../tools/define.ts';
import { openPaper } from '../openPaper.ts';
import { stageFilesFor } from '../stages/toolFiles.ts';
import { paperFolder, papersFolder } from '../trace/sideFile.ts';
import { keepReport, reportFileName } from './buildReport.ts';
import { reportMarkdown } from './reportMarkdown.ts';

const mostChars = 12_000;

/** Carries out `write_report`. Throws `no-plan`, and what the stages, the paper and the runs throw. */
export async function writeReportFor(id: PaperId, services: RunServices, call: ToolCall): Promise<ToolResult> {
  const { paper } = await openPaper(id, services, call);
  const report = await keepReport(paper, { files: stageFilesFor(id, services, call), runs: services.runs, nowMs: Date.now() });
  const text = reportMarkdown(report);
  const shown = text.length <= mostChars ? text : `${text.slice(0, mostChars)}\n… (the rest stands in the file)`;
  const next =
    report.counts['not run'] > 0
      ? 'Some cells are not run: start their runs, or say why not. Verdicts are the rule’s; do not reword them.'
      : 'Tell the person the headline first, then what deviates. Verdicts are the rule’s; do not reword them.';
  return {
    content: `Wrote ${papersFolder}/${paperFolder(id)}/${reportFileName}.\n\n${shown}\n${next}`,
    origin: { kind: 'paper', name: paper.id },
  };
}
