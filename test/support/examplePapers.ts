/** The papers of examples/papers with their truth (the format stands in their README), and whether something was read as it says. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isSameFormula } from './formulaJudge.ts';

export const examplePapers = path.resolve(import.meta.dirname, '../../examples/papers');

export const examplePaperNames: readonly string[] = readdirSync(examplePapers, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== '__pycache__')
  .map(({ name }) => name)
  .sort();

const value = z.union([z.number(), z.string()]);
const measured = z.object({ mean: z.number(), sd: z.number() });

const truthSchema = z.object({
  version: z.literal(1),
  title: z.string(),
  sections: z.array(z.tuple([z.number(), z.string()])),
  equations: z.array(z.object({ label: z.string(), number: z.string(), tex: z.string(), contract: z.boolean() })),
  tables: z.array(z.object({ label: z.string(), caption: z.string(), cells: z.array(z.array(z.string())) })),
  algorithms: z.array(z.object({ label: z.string(), caption: z.string(), lines: z.array(z.string()) })),
  said: z.object({
    hyperparameters: z.array(
      z.object({
        name: z.string(),
        value: z.union([value, z.array(value)]),
        unit: z.string().exactOptional(),
        scope: z.array(z.string()).exactOptional(),
        scopeMay: z.array(z.string()).exactOptional(),
        role: z.enum(['searched', 'range']).exactOptional(),
      }),
    ),
    missing: z.array(z.string()),
    missingMay: z.array(z.string()).exactOptional(),
    contradictions: z.array(z.object({ name: z.string(), values: z.array(value) })),
  }),
  ambiguities: z.array(
    z.object({
      what: z.string(),
      place: z.string(),
      kind: z.enum(['open', 'contradiction', 'leak']),
      true: z.string(),
      alternatives: z.array(
        z.object({
          value: z.string(),
          arguments: z.array(z.string()),
          measured: z.record(z.string(), z.object({ taken: measured, other: measured })),
        }),
      ),
    }),
  ),
  planted: z.array(z.object({ kind: z.enum(['divergence', 'leak']) })),
  cells: z.array(
    z.object({
      table: z.string(),
      row: z.number(),
      column: z.number(),
      metric: z.string(),
      stated: z.object({ mean: z.number(), sd: z.number().exactOptional() }),
      reached: z.boolean(),
    }),
  ),
  results: z.object({
    seeds: z.array(z.number()),
    seconds: z.number(),
    metrics: z.record(z.string(), measured.extend({ perSeed: z.array(z.number()) })),
  }),
});
export type ExampleTruth = z.infer<typeof truthSchema>;

export function exampleTruth(name: string): ExampleTruth {
  return truthSchema.parse(JSON.parse(readFileSync(path.join(examplePapers, name, 'truth.json'), 'utf8')));
}

export function exampleBytes(name: string, file: 'paper.tex' | 'paper.html' | 'paper.pdf'): Uint8Array {
  return new Uint8Array(readFileSync(path.join(examplePapers, name, file)));
}

/** Words letter by letter but for spaces, formulas between `$` as they are drawn. */
export function isSameText(wanted: string, read: string): boolean {
  const [left, right] = [wanted.split('$'), read.split('$')];
  return (
    left.length === right.length &&
    left.every((part, index) => {
      const other = right[index] ?? '';
      return index % 2 === 1
        ? isSameFormula(part, other, false)
        : part.replaceAll(/\s+/g, ' ').trim() === other.replaceAll(/\s+/g, ' ').trim();
    })
  );
}
