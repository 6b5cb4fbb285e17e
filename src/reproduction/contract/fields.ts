/** What a model or a person gives for a contract: symbols of the equation, and which argument is which of them. docs/formats.md says what each field means. */
import * as z from 'zod';
import { whenUsed } from '../../base/whenUsed.ts';

const name = z.string().min(1).max(200);
const dimension = z.union([z.int().min(1).max(64), z.string().min(1).max(40)]);

export const symbolSchema = whenUsed(() =>
  z.strictObject({
    name,
    shape: z.array(dimension).max(6).default([]),
    role: z.enum(['array', 'diagonal', 'function', 'sigmoid', 'batch']).default('array'),
    values: z.enum(['any', 'positive', 'unit', 'probability', 'one-hot', 'orthogonal', 'label', 'binary']).optional(),
    of: dimension.optional(),
    first: z.union([z.literal(0), z.literal(1)]).optional(),
    batch: name.optional(),
    fixed: z.number().optional(),
  }),
);

const scalar = z.union([z.string().max(400), z.number(), z.boolean(), z.null()]);

const argumentFields = {
  name: name.optional(),
  symbol: name.optional(),
  value: z.union([scalar, z.array(scalar).max(100)]).optional(),
  batchAxis: z.int().min(-8).max(8).optional(),
  transposed: z.boolean().optional(),
  as: z.enum(['diagonal', 'callable', 'drawn', 'array', 'dict']).optional(),
};

export const argumentSchema = whenUsed(() =>
  z.strictObject({ ...argumentFields, fields: z.record(z.string(), z.strictObject(argumentFields)).optional() }),
);

export const mappingSchema = whenUsed(() =>
  z.strictObject({
    library: z.enum(['numpy', 'torch', 'jax']),
    arguments: z.array(argumentSchema).max(60).default([]),
    instance: z
      .strictObject({
        arguments: z.array(argumentSchema).max(60).default([]),
        set: z.array(argumentSchema).max(200).default([]),
        isTraining: z.boolean().optional(),
      })
      .optional(),
    dtype: z.enum(['float32', 'float64']).optional(),
    output: z.union([z.int(), z.string(), z.array(z.union([z.int(), z.string()])).max(6)]).optional(),
    outputTransposed: z.boolean().optional(),
    outputBatchAxis: z.int().min(-8).max(8).optional(),
    sizes: z.record(z.string(), z.int().min(1).max(64)).optional(),
  }),
);

export type GivenSymbol = z.input<typeof symbolSchema>;
export type GivenMapping = z.input<typeof mappingSchema>;
