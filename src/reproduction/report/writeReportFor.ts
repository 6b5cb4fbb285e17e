import type { ToolCall, ToolResult } from '../../base/tool.ts';
import type { RunServices } from '../../tools/define.ts';
import { openPaper } from '../openPaper.ts';
import type { Subject } from '../plan/subject.ts';
import { readStage, type StageFiles } from '../stages/files.ts';
import { stageFilesFor } from '../stages/toolFiles.ts';
import { paperFolder, papersFolder } from '../trace/sideFile.ts';
import { keepReport, type Reported, reportFileName } from './buildReport.ts';
import { reportMarkdown } from './reportMarkdown.ts';

const mostChars = 12_000;

/** Carries out `write_report`. Throws `no-plan`, and what the stages, the paper and the runs throw. */
export async function writeReportFor(subject: Subject, services: RunServices, call: ToolCall): Promise<ToolResult> {
  const files = stageFilesFor(subject.folder, services, call);
  const reported =
    subject.paper === undefined ? await experimentOf(subject, files) : (await openPaper(subject.paper, services, call)).paper;
  const report = await keepReport(reported, { files, runs: services.runs, settledUsd: services.settledUsd(), nowMs: Date.now() });
  const text = reportMarkdown(report);
  const shown = text.length <= mostChars ? text : `${text.slice(0, mostChars)}\n… (the rest stands in the file)`;
  const next =
    report.counts['not run'] > 0
      ? 'Some cells are not run: start their runs, or say why not. Verdicts are the rule’s; do not reword them.'
      : 'Tell the person the headline first, then what deviates. Verdicts are the rule’s; do not reword them.';
  return {
    content: `Wrote ${papersFolder}/${paperFolder(subject.folder)}/${reportFileName}.\n\n${shown}\n${next}`,
    ...(subject.paper === undefined ? {} : { origin: { kind: 'paper', name: reported.id } as const }),
  };
}

async function experimentOf({ name }: Subject, files: StageFiles): Promise<Reported> {
  const spec = await readStage(files, 'spec');
  return { id: name, title: spec?.goal ?? name.replace(/^experiment:/, ''), nodes: [] };
}
