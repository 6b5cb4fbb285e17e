import * as z from 'zod';
import { defineTool } from '../tools/define.ts';
import { oneLine } from '../tools/lookups.ts';
import { paperEffects } from './paperGiven.ts';
import { subjectGiven } from './plan/subject.ts';
import { stageEffects } from './stages/toolFiles.ts';

/** Compares what was measured with what the paper says, and keeps that as `report.json` and `report.md`. */
export const writeReport = defineTool({
  name: 'write_report',
  description:
    'Write the report on a reproduction: each planned table cell with paper value, mean ± sd of the finished runs, difference and verdict by rule; deviations, integrity, cost. Call it when the runs have ended; it can be written again.',
  input: z.strictObject({ paper: z.string().min(1).max(500) }),
  effectKinds: ['lookup', 'read', 'record', 'write'],
  title: ({ paper }) => `Write the report on ${oneLine(paper, 80)}`,
  effects({ paper }, context) {
    const subject = subjectGiven(paper, context.roots);
    const read = ['spec', 'register', 'plan', 'environment', 'code', 'contracts', 'runs', 'integrity'];
    return [
      ...(subject.paper === undefined ? [] : paperEffects(subject.paper, context)),
      { kind: 'record', what: 'runs' },
      ...stageEffects(subject.folder, read, ['report', 'report.md'], context.roots),
    ];
  },
  async run({ paper }, services, call) {
    const { writeReportFor } = await import('./report/writeReportFor.ts');
    return await writeReportFor(subjectGiven(paper, services.roots), services, call);
  },
});
