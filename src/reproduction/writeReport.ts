import * as z from 'zod';
import { defineTool } from '../tools/define.ts';
import { oneLine } from '../tools/lookups.ts';
import { paperEffects, paperGiven } from './paperGiven.ts';
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
    const id = paperGiven(paper, context.roots);
    const read = ['spec', 'register', 'plan', 'environment', 'code', 'contracts', 'runs', 'integrity'];
    return [
      ...paperEffects(id, context),
      { kind: 'record', what: 'runs' },
      ...stageEffects(id, read, ['report', 'report.md'], context.roots),
    ];
  },
  async run({ paper }, services, call) {
    const { writeReportFor } = await import('./report/writeReportFor.ts');
    return await writeReportFor(paperGiven(paper, services.roots), services, call);
  },
});
