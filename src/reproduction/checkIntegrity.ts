import * as z from 'zod';
import type { Effect } from '../base/effects.ts';
import { defineTool } from '../tools/define.ts';
import { oneLine } from '../tools/lookups.ts';
import { absolutePath, firstRoot } from '../tools/paths.ts';
import { executionOf } from './contract/execution.ts';
import { filesCalled, isOfFiles, splitsSchema } from './integrity/splits.ts';
import { paperEffects } from './paperGiven.ts';
import { subjectGiven } from './plan/subject.ts';
import { stageEffects } from './stages/toolFiles.ts';

/** Looks for what makes a number worth less than it seems, and keeps that as `integrity.json`. What judges is loaded at the first call. */
export const checkIntegrity = defineTool({
  name: 'check_integrity',
  description:
    'Check that measured numbers can be trusted: evaluation unchanged since acceptance, baseline first, seeds, metric of the right split, nothing chosen by test data; with splits, that no test data are in training. splits: {train: {path}, test: {path}} for files or folders of pictures; or a function that returns them: {train: {file, symbol, args, at: [0]}, test: {…, at: [2]}} (as argument {"generator": 0}: a torch generator, {"call": {file, symbol, args, at}}: another call). With run: ["train.py", "--seed", "0"] the script is run and what the function is given or returns is looked at (nth call). Also group, time: {train, test} of the same form; cells: [{address, row, column}] that are measured on these splits, where others are not.',
  input: z.strictObject({ paper: z.string().min(1).max(500), splits: splitsSchema.optional() }),
  effectKinds: ['lookup', 'read', 'record', 'write', 'execute'],
  title: ({ paper }) => `Check the integrity of ${oneLine(paper, 80)}`,
  effects({ paper, splits }, context) {
    const { roots } = context;
    const subject = subjectGiven(paper, roots);
    return [
      ...(subject.paper === undefined ? [] : paperEffects(subject.paper, context)),
      { kind: 'record', what: 'runs' },
      { kind: 'read', path: firstRoot(roots) },
      ...stageEffects(subject.folder, ['plan', 'accepted', 'code', 'runs'], ['integrity'], roots),
      ...(splits === undefined
        ? []
        : isOfFiles(splits)
          ? [splits.train.path, splits.test.path].map((path): Effect => ({ kind: 'read', path: absolutePath(path, roots) }))
          : filesCalled(splits).map((file) => executionOf(absolutePath(file, roots), roots))),
    ];
  },
  async run({ paper, splits }, services, call) {
    const { checkIntegrityOf } = await import('./integrity/checkIntegrityOf.ts');
    return await checkIntegrityOf(subjectGiven(paper, services.roots), splits, services, call);
  },
});
