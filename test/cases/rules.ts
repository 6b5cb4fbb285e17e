import type { Rule } from './deviations.ts';
import { longCycles } from './rules/cycles.ts';
import { nothingAsked } from './rules/history.ts';
import { countGoesOn, cutCallsAnswered, emptyAnswerAskedAgain, limitSaid } from './rules/scenarios.ts';

/** Differences on purpose that are told by what a case is about, so that a case nobody has seen yet is recognised, too. */
export const rules: Readonly<Record<string, Rule>> = {
  'long-cycles': longCycles,
  'nothing-asked': nothingAsked,
  'cut-calls-answered': cutCallsAnswered,
  'empty-answer-asked-again': emptyAnswerAskedAgain,
  'limit-said': limitSaid,
  'count-goes-on': countGoesOn,
};
