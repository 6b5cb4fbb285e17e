/** A plan as a model proposes it: what Practicum works out itself is left out. */
import * as z from 'zod';
import { PracticumError } from '../../base/errors.ts';
import { whenUsed } from '../../base/whenUsed.ts';
import { type Plan, planSchema } from '../stages/records.ts';
import { readOutput } from './readOutput.ts';

const draftSchema = whenUsed(() => {
  const { framework, summary, files, packages, hub, commands, seeds, cells } = planSchema.unwrap().shape;
  return z.strictObject({
    framework,
    summary,
    files: files.min(1),
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

/** What stands in a file where a plan leaves it out. */
const usual = { change: 'new', role: 'code', symbols: [], needs: [], reuses: [] };
const usualSymbol = { items: [], addresses: [] };

/** Throws `plan-unreadable` with each problem and its place. */
export function readDraft(given: unknown): ReadDraft {
  const schema = draftSchema.unwrap();
  const text = typeof given === 'string' ? given : JSON.stringify(withUsual(given));
  const result = readOutput(text, schema, z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  if (result.kind === 'accepted' && !result.isCut) return { draft: result.value, repairs: result.repairs };
  if (typeof given === 'string') {
    const whole = asObject(given);
    if (whole !== undefined) return readDraft(whole);
  }
  const problems = result.kind === 'accepted' ? ['It was cut off before its end.'] : result.problems;
  throw new PracticumError('plan-unreadable', `The plan cannot be read.\n${problems.map((problem) => `- ${problem}`).join('\n')}`, {
    hint: 'Nothing was written. Give plan again as JSON: {framework, summary, files: [{path, change, role, purpose, symbols: [{name, signature, items, addresses}], needs, reuses}], packages: [{name, version}], hub: [{id, kind, use}], commands: {test, overfit, smoke, baseline, run}, seeds, cells: [{address, row, column, key, pick}]}.',
  });
}

/** JSON that is whole but leaves out what has a usual value. */
function asObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function withUsual(given: unknown): unknown {
  if (!isRecord(given)) return given;
  const { files } = given;
  if (!Array.isArray(files)) return given;
  return {
    ...given,
    files: files.map((file: unknown) => {
      if (!isRecord(file)) return file;
      const { symbols } = file;
      const named = Array.isArray(symbols) ? symbols.map((one: unknown) => (isRecord(one) ? { ...usualSymbol, ...one } : one)) : symbols;
      return { ...usual, ...file, ...(named === undefined ? {} : { symbols: named }) };
    }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As it is kept. `order` is put in by who checks it. */
export function planOf(draft: PlanDraft, inputs: Readonly<Record<string, string>>): Plan {
  return { v: 1, inputs: { ...inputs }, stage: 'plan', ...draft, order: [] };
}
