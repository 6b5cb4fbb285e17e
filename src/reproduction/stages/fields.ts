/** What the files of the stages are made of. */
import * as z from 'zod';

export const stagesVersion = 1;

export const text = z.string().max(20_000);
export const line = z.string().min(1).max(2_000);
export const address = z.string().min(1).max(500);
/** SHA-256 in hexadecimal, of the canonical JSON of what a unit says. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/u);
/** Hash of each unit that this one was made from, as it was then. */
export const inputs = z.record(z.string(), hash);
/** Relative to the workspace folder, with `/`. */
export const path = z
  .string()
  .min(1)
  .max(500)
  .refine(
    (value) => !value.startsWith('/') && !value.split('/').includes('..') && !/^[A-Za-z]:/u.test(value),
    'is no path within the workspace',
  );
export const value = z.union([
  z.string().max(2_000),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string().max(2_000), z.number()])).max(100),
]);

/** Where a statement can be looked up. The words of a quote are held against the paper when it is recorded. */
export const evidence = z.union([
  z.strictObject({ address, quote: z.string().max(500).optional() }),
  z.strictObject({ url: z.url().max(2_000), quote: z.string().max(500).optional() }),
  z.strictObject({ file: path, line: z.int().min(1).optional() }),
]);

/** `written`: hash of each unit of the file as Practicum left it, put in by `writeStage`. What differs from it is a person's. */
export const head = { v: z.literal(stagesVersion), inputs, written: inputs.optional() };
