/** Reads the stages of a reproduction and its runs, and keeps what came of it: `report.json` and `report.md` beside the other stages. */
import { defined } from '../../base/defined.ts';
import { PracticumError } from '../../base/errors.ts';
import type { Paper } from '../../papers/document.ts';
import { type StageFiles, writeStage } from '../stages/files.ts';
import { readStages } from '../stages/readAll.ts';
import type { Report } from '../stages/resultRecords.ts';
import { inputsOf, paperHash, type Stages, unitHashes } from '../stages/units.ts';
import { makeReport } from './makeReport.ts';
import { type ReadableRuns, readMeasuredRuns, type SettledUsd } from './readRuns.ts';
import { reportMarkdown } from './reportMarkdown.ts';

export const reportFileName = 'report.md';
/** What a report is made from. */
export const reportStages = ['spec', 'register', 'plan', 'environment', 'code', 'contracts', 'runs', 'integrity'] as const;

export interface ReportPorts {
  readonly files: StageFiles;
  readonly runs: ReadableRuns;
  readonly settledUsd?: SettledUsd;
  readonly nowMs: number;
}

/** A paper, or an experiment without one: that has no sources. */
export type Reported = Pick<Paper, 'id' | 'title' | 'nodes'> & Partial<Pick<Paper, 'sources'>>;

/** Throws `no-plan` where nothing says which cells are measured by what, and what `readStage` throws. */
export async function buildReport(paper: Reported, { files, runs, settledUsd, nowMs }: ReportPorts): Promise<Report> {
  const { sources } = paper;
  const stages: Stages = {
    ...(await readStages(files, reportStages)),
    ...(sources === undefined ? {} : { paper: paperHash({ id: paper.id, sources }) }),
  };
  const { plan } = stages;
  if (plan === undefined)
    throw new PracticumError('no-plan', `Nothing says which numbers of ${paper.id} are to be measured.`, {
      hint: 'A plan names the cells and the metric of a run for each: propose_plan, then runs, then the report.',
    });
  const measured = await readMeasuredRuns(stages.runs, runs, settledUsd);
  const keys = [stages.contracts, stages.runs].flatMap((record) => (record === undefined ? [] : [...unitHashes(record, 'content').keys()]));
  const { spec, register, contracts, integrity, code, environment } = stages;
  return makeReport({
    ...defined({ spec, register, contracts, integrity, code, environment }),
    paper,
    plan,
    runs: measured,
    madeAt: new Date(nowMs).toISOString(),
    inputs: inputsOf(stages, ['paper', 'spec', 'register', 'plan', 'environment', 'integrity', ...keys]),
  });
}

/** Builds it and writes both files. */
export async function keepReport(paper: Reported, ports: ReportPorts): Promise<Report> {
  const report = await writeStage(ports.files, 'report', await buildReport(paper, ports));
  await ports.files.write(reportFileName, reportMarkdown(report));
  return report;
}
