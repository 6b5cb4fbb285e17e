import * as z from 'zod';
import { defineTool } from '../tools/define.ts';
import { oneLine } from '../tools/lookups.ts';
import { absolutePath, firstRoot, pathField } from '../tools/paths.ts';
import { paperEffects, paperGiven } from './paperGiven.ts';
import { stageEffects } from './stages/toolFiles.ts';

/** Looks for what in somebody's code is not as a paper states it. */
export const reviewCode = defineTool({
  name: 'review_code',
  description:
    'Check code against a paper: settings whose value the paper gives otherwise, linked code that changed, equations it does not compute, missing seeds; each with file, line and address. Without files: those linked to the paper or planned for it, else all.',
  input: z.strictObject({ paper: z.string().min(1).max(500), files: z.array(pathField).min(1).max(100).optional() }),
  effectKinds: ['lookup', 'read', 'record'],
  title: ({ paper }) => `Check code against ${oneLine(paper, 80)}`,
  effects({ paper, files = [] }, context) {
    const { roots } = context;
    const id = paperGiven(paper, roots);
    return [
      ...paperEffects(id, context),
      ...stageEffects(id, ['links', 'contracts', 'plan'], [], roots),
      { kind: 'read', path: firstRoot(roots) },
      ...files.map((file) => ({ kind: 'read', path: absolutePath(file, roots) }) as const),
    ];
  },
  async run({ paper, files }, services, call) {
    const { reviewCodeFor } = await import('./review/reviewCodeFor.ts');
    return await reviewCodeFor(paperGiven(paper, services.roots), files, services, call);
  },
});
