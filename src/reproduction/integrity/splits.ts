/** How the training and the test data of a reproduction are got. */
import * as z from 'zod';
import { whenUsed } from '../../base/whenUsed.ts';

const file = z
  .string()
  .min(1)
  .max(500)
  .regex(/\.py$/u, 'is no Python file')
  .refine((value) => !value.startsWith('/') && !value.split('/').includes('..'), 'is no path within the workspace');
const symbol = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\W\d]\w*(?:\.[^\W\d]\w*)*$/u, 'is no name of Python');

/** Rows that a function gives: `at` chooses of several results, by index or key; several of them are columns of one row. */
const codeSource = z.strictObject({
  file,
  symbol,
  /** JSON; `{"generator": 0}` is a torch generator, `{"rng": 0}` one of numpy, `{"call": {file, symbol, args, at}}` another call. */
  args: z.array(z.unknown()).max(40).optional(),
  named: z.record(z.string(), z.unknown()).optional(),
  at: z
    .array(z.union([z.int().min(0), z.string().max(200)]))
    .min(1)
    .max(16)
    .optional(),
  /** With `run`: what it is given or what it gives back, and in which of its calls (from 1; absent: each). */
  of: z.enum(['returned', 'arguments']).optional(),
  nth: z.int().min(1).max(1_000).optional(),
});

const bothSides = z.strictObject({ train: codeSource, test: codeSource }).optional();

export const codeSplits = z.strictObject({
  train: codeSource,
  test: codeSource,
  /** A script with its arguments, which is run to see what the functions are given or give back. */
  run: z.array(z.string().max(1_000)).min(1).max(60).optional(),
  seed: z.int().optional(),
  /** Arrays look like pictures from 16 × 16 on; `rows`: they are none. */
  kind: z.enum(['rows', 'pictures', 'texts']).optional(),
  group: bothSides,
  time: bothSides,
});

export const fileSplits = z.strictObject({
  train: z.strictObject({ path: z.string().min(1).max(4_096) }),
  test: z.strictObject({ path: z.string().min(1).max(4_096) }),
  /** Columns that are compared; absent: all but those that name rows. */
  columns: z.array(z.string().max(200)).min(1).max(256).optional(),
  group: z.string().max(200).optional(),
  time: z.string().max(200).optional(),
});

export const splitsSchema = whenUsed(() => z.union([fileSplits, codeSplits]));

export type CodeSource = z.infer<typeof codeSource>;
export type CodeSplits = z.infer<typeof codeSplits>;
export type FileSplits = z.infer<typeof fileSplits>;
export type Splits = CodeSplits | FileSplits;

export function isOfFiles(splits: Splits): splits is FileSplits {
  return 'path' in splits.train;
}
