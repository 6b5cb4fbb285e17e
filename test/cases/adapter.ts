import type { z } from 'zod';

/** What counts of a case, in the reference's words for it: as the reference answers, and as the real code does. The two must be equal. */
export interface Comparison {
  readonly expected: unknown;
  readonly seen: unknown;
}

/** Gives a case's input to the real code. Rejects when the case is not understood, or the code throws what it should not. */
export type Adapter = (input: unknown, expect: unknown) => Promise<Comparison>;

export function adapter<Input, Expect>(
  input: z.ZodType<Input>,
  expect: z.ZodType<Expect>,
  compare: (input: Input, expect: Expect) => Comparison | Promise<Comparison>,
): Adapter {
  return async (rawInput, rawExpect) => await compare(input.parse(rawInput), expect.parse(rawExpect));
}
