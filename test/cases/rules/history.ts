import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Rule } from '../deviations.ts';
import { chatMessage } from '../messages.ts';

const undone = z.object({ removed: z.boolean(), roles: z.array(z.string()) });

/** The reference looks for the newest message of the person and drops all that it passes on the way, also where there is none. */
export const nothingAsked: Rule = (input, comparison) => {
  const { messages } = z.object({ messages: z.array(chatMessage) }).parse(input);
  const expected = undone.safeParse(comparison.expected);
  const seen = undone.safeParse(comparison.seen);
  if (!expected.success || !seen.success || expected.data.removed || messages.some(({ role }) => role === 'user')) return false;
  const whole = messages.map(({ role }) => role).filter((role) => role !== 'system');
  return isDeepStrictEqual(seen.data, { removed: false, roles: whole });
};
