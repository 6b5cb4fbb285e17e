import type { CommandPart } from '../base/approval.ts';
import type { DecideRequest } from './request.ts';
import { partsOf, ruleOfPart } from './ruleMatch.ts';

/** The command line of a call in its parts, for a person; undefined where there is not exactly one, or where it cannot be read. */
export function commandParts(request: DecideRequest): readonly CommandPart[] | undefined {
  const [line, ...more] = request.effects.filter((effect) => effect.kind === 'shell');
  const parts = line?.kind !== 'shell' || more.length > 0 ? undefined : partsOf(line, request);
  return parts?.map((part) => {
    const { command, problem } = part;
    const why = problem === undefined || ruleOfPart(part, request.rules ?? [], request) !== undefined ? {} : { why: problem.why };
    return {
      joiner: command.joiner ?? '',
      words: [...command.assignments.map(({ name, value }) => `${name}=${value}`), ...command.words.map(({ text }) => text)],
      redirections: command.redirections,
      ...why,
    };
  });
}
