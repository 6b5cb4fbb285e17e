/**
 * What says that a paper tells something, though no value was read: words that must stand together in one sentence, in whatever order.
 * Of what nearly every paper tells, little is enough. Data.
 */
import { evidenceOfData } from './evidenceOfData.ts';
import { evidenceOfEssays } from './evidenceOfEssays.ts';
import { evidenceOfEvaluation } from './evidenceOfEvaluation.ts';
import { evidenceOfKinds } from './evidenceOfKinds.ts';
import { evidenceOfTrades } from './evidenceOfTrades.ts';
import { evidenceOfTraining } from './evidenceOfTraining.ts';
import type { Evidence } from './wordFamilies.ts';

const inUsualWords: Readonly<Record<string, Evidence>> = {
  ...evidenceOfTraining,
  ...evidenceOfData,
  ...evidenceOfEvaluation,
  ...evidenceOfKinds,
};

export const evidence: Readonly<Record<string, Evidence>> = Object.fromEntries(
  Object.entries(inUsualWords).map(([name, one]) => [
    name,
    { ...one, together: [...one.together, ...(evidenceOfTrades[name] ?? []), ...(evidenceOfEssays[name] ?? [])] },
  ]),
);
