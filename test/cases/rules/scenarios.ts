/** Where the loop goes another way than the reference's on purpose. All else of the scenario has to be the same. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Rule } from '../deviations.ts';
import { byTheLoop } from '../scenario/compare.ts';
import { type ScenarioInput, scenarioInput } from '../scenario/input.ts';
import { isEmpty } from '../scenario/model.ts';

const line = z.looseObject({ role: z.string(), says: z.string().optional(), calls: z.array(z.string()).optional() });
const story = z.looseObject({
  history: z.array(line),
  ended: z.string(),
  answer: z.string().optional(),
  requests: z.number(),
});
type Story = z.infer<typeof story>;
type Line = z.infer<typeof line>;

/**
 * The reference forgets calls of an answer that was cut, and says so in a message of its own. Ours keeps them, each with the result that it
 * was not executed: what a model said stays what it said.
 */
export const cutCallsAnswered: Rule = rule((input, expected, seen) => {
  const cut = new Set(
    input.llm.flatMap(({ finish_reason, tool_calls }) => (finish_reason === 'length' ? (tool_calls ?? []).map(({ id }) => id) : [])),
  );
  if (cut.size === 0) return false;
  const isOfCutCall = (one: Line): boolean => (one.calls ?? []).some((id) => cut.has(id));
  const own = seen.history.flatMap((one, index): readonly Line[] => {
    const before = seen.history[index - 1];
    if (one.role === 'tool' && before !== undefined && isOfCutCall(before)) return [];
    if (!isOfCutCall(one)) return [one];
    return one.says === '' ? [] : [{ ...one, calls: [] }];
  });
  const theirs = expected.history.filter(({ role, says }) => role !== 'user' || says !== byTheLoop);
  return isDeepStrictEqual({ ...seen, history: own }, { ...expected, history: theirs });
});

/** The reference takes an answer without words and calls for the end; ours asks once more and then says that nothing came. */
export const emptyAnswerAskedAgain: Rule = rule((input, expected, seen) => {
  if (!input.llm.some(isEmpty)) return false;
  const isSaid = seen.ended === 'empty' || (seen.answer ?? '') !== '';
  const withWords = (history: readonly Line[]): readonly Line[] =>
    history.filter(({ role, says, calls }) => role !== 'assistant' || says !== '' || (calls ?? []).length > 0);
  const shortened = withWords(expected.history);
  const beginning = withWords(seen.history).slice(0, shortened.length);
  return isSaid && seen.requests > expected.requests && isDeepStrictEqual(beginning, shortened);
});

/** The reference ends silently, as if it were done, when it has asked the model as often as it may; ours says so. */
export const limitSaid: Rule = rule(
  (_input, expected, seen) =>
    expected.ended === 'done' &&
    (expected.answer ?? '') === '' &&
    seen.ended === 'limit' &&
    isDeepStrictEqual({ ...seen, ended: expected.ended, answer: expected.answer }, { ...expected, answer: expected.answer }),
);

/** The reference counts its requests anew after each approval; ours go on counting until the person says something. */
export const countGoesOn: Rule = rule((input, expected, seen) => {
  const { max_iterations } = input.config;
  const wasApproved = input.ops.some(({ exec_approval }) => exec_approval !== undefined);
  const beginning = expected.history.slice(0, seen.history.length);
  return (
    wasApproved &&
    seen.ended === 'limit' &&
    seen.requests === max_iterations &&
    expected.requests > max_iterations &&
    isDeepStrictEqual(seen.history, beginning)
  );
});

/** Over both protocols. */
function rule(isBetter: (input: ScenarioInput, expected: Story, seen: Story) => boolean): Rule {
  return (input, comparison) => {
    const scenario = scenarioInput.parse(input);
    const expected = z.record(z.string(), story).safeParse(comparison.expected);
    const seen = z.record(z.string(), story).safeParse(comparison.seen);
    if (!expected.success || !seen.success) return false;
    return Object.entries(expected.data).every(([wire, theirs]) => {
      const ours = seen.data[wire];
      return ours !== undefined && isBetter(scenario, theirs, ours);
    });
  };
}
