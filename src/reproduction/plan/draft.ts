/** A plan as a model proposes it: what Practicum works out itself is left out. */
import * as z from 'zod';
import { PracticumError } from '../../base/errors.ts';
import { whenUsed } from '../../base/whenUsed.ts';
import { type Plan, planFileSchema, planSchema } from '../stages/records.ts';
import { readOutput } from './readOutput.ts';

/** What stands in a file where a plan leaves it out. */
const draftFile = whenUsed(() => {
  const { change, role, symbols, needs, reuses, ...rest } = planFileSchema.unwrap().shape;
  const { items, addresses, ...symbol } = symbols.element.shape;
  const symbolDraft = z.strictObject({ ...symbol, items: items.default([]), addresses: addresses.default([]) });
  return z.strictObject({
    ...rest,
    change: change.default('new'),
    role: role.default('code'),
    symbols: z.array(symbolDraft).default([]),
    needs: needs.default([]),
    reuses: reuses.default([]),
  });
});

const draftSchema = whenUsed(() => {
  const { framework, summary, packages, hub, commands, seeds, cells } = planSchema.unwrap().shape;
  return z.strictObject({
    framework,
    summary,
    files: z.array(draftFile.unwrap()).min(1).max(200),
    packages: packages.default([]),
    hub: hub.default([]),
    commands,
    seeds: seeds.default([]),
    cells: cells.default([]),
  });
});

export type PlanDraft = z.infer<typeof draftSchema>;

export interface ReadDraft {
  readonly draft: PlanDraft;
  /** What was mended of what the model wrote. */
  readonly repairs: readonly string[];
}

let shape: object | undefined;

/** Throws `plan-unreadable` with each problem and its place. */
export function readDraft(given: string | object): ReadDraft {
  const schema = draftSchema.unwrap();
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  shape ??= z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const result = readOutput(text, schema, shape);
  if (result.kind === 'accepted' && !result.isCut) return { draft: result.value, repairs: result.repairs };
  const problems = result.kind === 'accepted' ? ['It was cut off before its end.'] : result.problems;
  throw new PracticumError('plan-unreadable', `The plan cannot be read.\n${problems.map((problem) => `- ${problem}`).join('\n')}`, {
    hint: 'Nothing was written. Give plan again as JSON: {framework, summary, files: [{path, change, role, purpose, symbols: [{name, signature, items, addresses}], needs, reuses}], packages: [{name, version}], hub: [{id, kind, use}], commands: {test, overfit, smoke, baseline, run}, seeds, cells: [{address, row, column, key, pick}]}.',
  });
}

/** As it is kept. `order` is put in by who checks it. */
export function planOf(draft: PlanDraft, inputs: Readonly<Record<string, string>>): Plan {
  return { v: 1, inputs: { ...inputs }, stage: 'plan', ...draft, order: [] };
}
