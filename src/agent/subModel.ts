import type { Effort, LanguageModel } from '../models/model.ts';

/** From the least to the most. */
const efforts: readonly Effort[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** The same model, asked to think no longer than this where it can be told. A sub-agent reads more than it thinks. */
export function withEffortUpTo(model: LanguageModel, most: Effort): LanguageModel {
  const { listedPrice } = model;
  return {
    id: model.id,
    label: model.label,
    ...(model.endpoint === undefined ? {} : { endpoint: model.endpoint }),
    ...(listedPrice === undefined ? {} : { listedPrice: (signal) => listedPrice.call(model, signal) }),
    // Both may become known with the first answer.
    get contextTokens() {
      return model.contextTokens;
    },
    get capabilities() {
      return model.capabilities;
    },
    stream(request, signal) {
      const effort = boundedEffort(model.capabilities?.efforts, request.effort, most);
      return model.stream(effort === undefined ? request : { ...request, effort }, signal);
    },
  } as LanguageModel;
}

/** The greatest that the model takes and that is wanted; where it takes none so small, its least. */
function boundedEffort(taken: readonly Effort[] | undefined, wanted: Effort | undefined, most: Effort): Effort | undefined {
  if (taken === undefined || taken.length === 0) return undefined;
  const limit = Math.min(efforts.indexOf(most), wanted === undefined ? efforts.length : efforts.indexOf(wanted));
  const sorted = taken.toSorted((a, b) => efforts.indexOf(a) - efforts.indexOf(b));
  return sorted.findLast((effort) => efforts.indexOf(effort) <= limit) ?? sorted[0];
}
