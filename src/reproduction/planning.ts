/** The tools with which code is planned and written file by file. What carries them out is loaded with the first call. */
import * as z from 'zod';
import type { Effect } from '../base/effects.ts';
import { defineTool, type EffectContext, rare } from '../tools/define.ts';
import { hubLookup, oneLine } from '../tools/lookups.ts';
import { absolutePath, displayGiven, firstRoot, pathField } from '../tools/paths.ts';
import { paperEffects } from './paperGiven.ts';
import { type Subject, subjectGiven } from './plan/subject.ts';
import { analysisFileName } from './stages/names.ts';
import { stageEffects, stageFilePath } from './stages/toolFiles.ts';

const read = [
  'slice',
  'spec',
  'register',
  'plan',
  'accepted',
  'environment',
  'analysis',
  'code',
  'contracts',
  'runs',
  'integrity',
  'report',
];
const paperField = z.string().min(1).max(500);

/** What looking at everything takes: workspace, paper, stages, runs, and the Hub for what the plan uses of it. */
function lookingEffects({ folder, paper }: Subject, written: readonly string[], context: EffectContext): readonly Effect[] {
  const { roots } = context;
  return [
    { kind: 'read', path: firstRoot(roots) },
    { kind: 'read', path: stageFilePath(folder, 'analysis', roots) },
    ...(paper === undefined ? [] : paperEffects(paper, context)),
    { kind: 'record', what: 'runs' },
    ...hubEffects(context),
    ...stageEffects(folder, read, written, roots),
  ];
}

/** Without a way to the Hub its ids are not asked about, and that is said. */
function hubEffects(context: EffectContext): readonly Effect[] {
  try {
    return [hubLookup(context)];
  } catch {
    return [];
  }
}

export const proposePlan = defineTool({
  name: 'propose_plan',
  description:
    'Propose the files that implement a spec, as JSON {framework, summary, files: [{path, change: new|edit|keep, role: code|config|data|entry|evaluation|test, purpose, symbols: [{name, signature, items, addresses}], needs, reuses: [{file, symbol}]}], packages: [{name, version}], hub: [{id, kind, use}], commands: {test, overfit, smoke, baseline, run} as argv with {seed}, seeds, cells: [{address, row, column, key, pick: last|min|max}]}. It is checked and written to plan.json. Without plan: the person is asked to accept what stands there. Also replaces.',
  input: z.strictObject({
    paper: paperField,
    plan: z.union([z.string().max(400_000), z.looseObject({})]).optional(),
    replaces: rare(z.string().max(64).optional()),
  }),
  effectKinds: ['lookup', 'read', 'record', 'write'],
  title: ({ paper, plan }) =>
    plan === undefined ? `Accept the plan for ${oneLine(paper, 80)}` : `Propose a plan for ${oneLine(paper, 80)}`,
  effects({ paper, plan }, context) {
    const written = plan === undefined ? ['accepted', 'plan', 'environment'] : ['plan', 'environment'];
    return lookingEffects(subjectGiven(paper, context.roots), written, context);
  },
  async preview({ paper, plan }, services, signal) {
    const { previewPlan } = await import('./plan/previewPlan.ts');
    return await previewPlan(subjectGiven(paper, services.roots), plan, services, signal);
  },
  async run({ paper, plan, replaces }, services, call) {
    const { acceptPlan, proposePlan: propose } = await import('./plan/proposal.ts');
    const subject = subjectGiven(paper, services.roots);
    if (plan === undefined) return await acceptPlan(subject, services, call, { nowMs: Date.now() });
    return await propose({ subject, plan, replaces }, services, call);
  },
});

export const nextStep = defineTool({
  name: 'next_step',
  description:
    'What comes next in a reproduction, with exactly what it takes: the spec items, paper parts, values and signatures for one file, or the run to start. Call it after each file and run. done: a file that is finished as it stands.',
  input: z.strictObject({ paper: paperField, done: pathField.optional() }),
  effectKinds: ['lookup', 'read', 'record', 'write'],
  title: ({ paper }) => `Next step for ${oneLine(paper, 80)}`,
  effects: ({ paper }, context) => lookingEffects(subjectGiven(paper, context.roots), ['environment', 'code', 'runs'], context),
  async run({ paper, done }, services, call) {
    const { nextStep: step } = await import('./plan/nextStep.ts');
    return await step(subjectGiven(paper, services.roots), done, services, call);
  },
});

export const recordAnalysis = defineTool({
  name: 'record_analysis',
  description: 'Keep the analysis of one planned file (Markdown: how each item is done) before it is written.',
  input: z.strictObject({ paper: paperField, file: pathField, text: z.string().min(1).max(20_000) }),
  effectKinds: ['read', 'record', 'write'],
  title: ({ file }, { roots }) => `Analyse ${displayGiven(file, roots)}`,
  effects({ paper, file }, { roots }) {
    const { folder } = subjectGiven(paper, roots);
    return stageEffects(
      folder,
      ['spec', 'register', 'plan', 'accepted', 'analysis'],
      ['analysis', analysisFileName(plannedPath(file, roots))],
      roots,
    );
  },
  async run({ paper, file, text }, services, call) {
    const { recordAnalysisOf } = await import('./plan/recordAnalysis.ts');
    const { roots } = services;
    return await recordAnalysisOf({ subject: subjectGiven(paper, roots), path: plannedPath(file, roots), text }, services, call);
  },
});

/** As plans name files: relative to the workspace folder, with `/`. */
function plannedPath(file: string, roots: readonly string[]): string {
  return displayGiven(absolutePath(file, [firstRoot(roots)]), roots).replaceAll('\\', '/');
}
