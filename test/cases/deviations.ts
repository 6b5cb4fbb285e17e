import { z } from 'zod';
import type { Comparison } from './adapter.ts';
import listed from './deviations.json' with { type: 'json' };

const shared = {
  /** Why our answer is the better one. */
  why: z.string().min(1),
  /** The title of the test that shows it. */
  test: z.string().min(1),
};
const byId = z.strictObject({ id: z.string(), instead: z.unknown(), ...shared });
const byRule = z.strictObject({ group: z.string(), rule: z.string(), ...shared });
const listSchema = z.array(z.union([byId, byRule]));

/** A case answered differently on purpose: one by its id, or all of a group that a rule of `rules.ts` recognises. */
export type Deviation = z.infer<typeof listSchema>[number];

/** Is this a case of the difference that the rule is about, and what was seen the better answer to it? */
export type Rule = (input: unknown, comparison: Comparison) => boolean;

export const deviations: readonly Deviation[] = listSchema.parse(listed);
