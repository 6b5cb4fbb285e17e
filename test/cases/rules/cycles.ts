import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Rule } from '../deviations.ts';
import { chatMessage } from '../messages.ts';

/** The reference finds cycles of up to five calls; we find those of six to eight. */
export const longCycles: Rule = (input, { expected, seen }) => {
  const { messages } = z.object({ messages: z.array(chatMessage) }).parse(input);
  const calls = messages.flatMap(({ tool_calls }) => (tool_calls ?? []).map((call) => JSON.stringify(call.function)));
  const isLongCycle = [6, 7, 8].some((length) => endsInTwoRounds(calls, length));
  return isLongCycle && isDeepStrictEqual(expected, { fires: false }) && isDeepStrictEqual(seen, { fires: true, kind: 'cycle' });
};

function endsInTwoRounds(calls: readonly string[], length: number): boolean {
  const last = calls.slice(-2 * length);
  return last.length === 2 * length && last.every((call, index) => call === last[(index + length) % last.length]);
}
