/** The tools with which a reproduction is begun and with which is settled what the code must do. What carries them out is loaded with the first call. */
import * as z from 'zod';
import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import { whenUsed } from '../base/whenUsed.ts';
import { defineTool, type EffectContext, rare } from '../tools/define.ts';
import { oneLine } from '../tools/lookups.ts';
import { absolutePath, pathField } from '../tools/paths.ts';
import { paperEffects } from './paperGiven.ts';
import { type Subject, subjectGiven } from './plan/subject.ts';
import { stageEffects } from './stages/toolFiles.ts';

const paperField = z.string().min(1).max(500);
const stages = ['slice', 'spec', 'register'];
/** What says where a reproduction stands. */
const standing = ['plan', 'accepted', 'environment', 'analysis', 'code', 'contracts', 'runs', 'integrity', 'report'];

/** What was looked up of a paper, for its triage. */
const foundFields = whenUsed(() => {
  const licence = z.string().max(200).exactOptional();
  const url = z.url().max(2_000);
  const short = z.string().min(1).max(300);
  return z.strictObject({
    repositories: z
      .array(z.strictObject({ url, by: z.enum(['authors', 'others', 'unknown']), licence }))
      .max(50)
      .exactOptional(),
    datasets: z
      .array(z.strictObject({ id: short, isThere: z.boolean(), licence }))
      .max(50)
      .exactOptional(),
    replications: z
      .array(z.strictObject({ title: short, url, outcome: short.exactOptional() }))
      .max(50)
      .exactOptional(),
  });
});

/** Throws `start-nothing`. */
function begunFor(
  { paper, goal }: { readonly paper?: string | undefined; readonly goal?: string | undefined },
  roots: readonly string[],
): Subject {
  if (paper !== undefined) return subjectGiven(paper, roots);
  const words = (goal ?? '').toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  const slug = words.slice(0, 6).join('-').slice(0, 50).replace(/-$/u, '');
  if (slug === '')
    throw new PracticumError('start-nothing', 'There is nothing to begin with.', {
      hint: 'Give the paper, or for an experiment without one the goal.',
    });
  return subjectGiven(`experiment:${slug}`, roots);
}

function subjectEffects({ paper }: Subject, context: EffectContext): readonly Effect[] {
  return paper === undefined ? [] : paperEffects(paper, context);
}

export const startReproduction = defineTool({
  name: 'start_reproduction',
  description:
    'Begin to implement or reproduce a paper, or parts of it (selection: addresses such as S3.E1 or S3), or an experiment without a paper (goal alone). Collects what the parts lean on, what the code must do, and a register of what the paper leaves open; its result says what comes next. found: what searches told: {repositories: [{url, by: authors|others|unknown}], datasets: [{id, isThere, licence}], replications: [{title, url, outcome}]}.',
  input: z.strictObject({
    paper: paperField.optional(),
    selection: z.array(z.string().min(1).max(300)).max(50).optional(),
    goal: z.string().max(2_000).optional(),
    budget: rare(z.int().min(1_000).max(200_000).optional()),
    found: rare(foundFields.optional()),
  }),
  effectKinds: ['lookup', 'read', 'record', 'write'],
  title: ({ paper, goal }) => `Begin to reproduce ${oneLine(paper ?? goal ?? '', 80)}`,
  effects(input, context) {
    const subject = begunFor(input, context.roots);
    const written = subject.paper === undefined ? ['spec', 'register'] : ['triage', ...stages];
    return [...subjectEffects(subject, context), ...stageEffects(subject.folder, [...stages, ...standing], written, context.roots)];
  },
  async run(input, services, call) {
    const { start } = await import('./spec/carryOut.ts');
    return await start({ subject: begunFor(input, services.roots), ...input }, services, call);
  },
});

export const recordSpec = defineTool({
  name: 'record_spec',
  description:
    'Add what the code must do, as JSON {items: [{id, kind, statement, status: stated|derived|assumed|external|open, evidence: [{address, quote}], value, derivation, row}], rows: [{id, name, why, value, origin: {kind: paper|cited|library|convention|author-code|measured|model, text}, alternatives: [{value}], evidence}], remove: [id]}. Quotes are held against the paper. What is not stated or derived needs a row. Empty items: nothing is missing.',
  input: z.strictObject({ paper: paperField, spec: z.union([z.string().max(400_000), z.looseObject({})]) }),
  effectKinds: ['lookup', 'read', 'record', 'write'],
  title: ({ paper }) => `Record the specification of ${oneLine(paper, 80)}`,
  effects({ paper }, context) {
    const subject = subjectGiven(paper, context.roots);
    return [
      ...subjectEffects(subject, context),
      ...stageEffects(subject.folder, [...stages, ...standing], ['spec', 'register'], context.roots),
    ];
  },
  async run({ paper, spec }, services, call) {
    const { record } = await import('./spec/carryOut.ts');
    return await record({ subject: subjectGiven(paper, services.roots), given: spec }, services, call);
  },
});

export const changeRegister = defineTool({
  name: 'change_register',
  description:
    'A row of the register: propose a value with its origin (file and key also put it into JSON, YAML, TOML, a Python constant or an argparse default such as --weight-decay); sweep its alternatives; ask drafts a question to the authors (row may name several, with commas). A person accepts or changes rows in the register itself.',
  input: z.strictObject({
    paper: paperField,
    row: z.string().min(1).max(1_000),
    action: z.enum(['propose', 'sweep', 'ask']),
    value: z
      .union([z.string().max(2_000), z.number(), z.boolean(), z.array(z.union([z.string().max(500), z.number()])).max(100)])
      .optional(),
    origin: z
      .strictObject({
        kind: z.enum(['cited', 'library', 'convention', 'author-code', 'measured', 'model']),
        text: z.string().min(1).max(1_000),
      })
      .optional(),
    file: pathField.optional(),
    key: z.string().min(1).max(200).optional(),
  }),
  effectKinds: ['read', 'record', 'write'],
  title: ({ row, action }) =>
    `${action === 'ask' ? 'Draft a question about' : action === 'sweep' ? 'Sweep' : 'Propose'} ${oneLine(row, 80)}`,
  effects({ paper, action, file }, { roots }) {
    const { folder } = subjectGiven(paper, roots);
    const config =
      file === undefined
        ? []
        : [{ kind: 'read', path: absolutePath(file, roots) } as const, { kind: 'write', path: absolutePath(file, roots) } as const];
    return [
      ...stageEffects(folder, [...stages, ...standing], ['spec', 'register', ...(action === 'ask' ? ['questions.md'] : [])], roots),
      ...config,
    ];
  },
  async run({ paper, ...wish }, services, call) {
    const { change } = await import('./register/carryOut.ts');
    return await change({ subject: subjectGiven(paper, services.roots), ...wish }, services, call);
  },
});
