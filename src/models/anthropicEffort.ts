import type Anthropic from '@anthropic-ai/sdk';
import { isAboutEffort, nearestEffort, type OpenEfforts, openAfterRefusal } from './effort.ts';
import type { Effort, ModelRequest } from './model.ts';

/**
 * How a model of Anthropic's is told how long to think (types of `@anthropic-ai/sdk` 1.11). `adaptive`: by an effort, and it decides itself when
 * it thinks. `effort`: by an effort alone. `budget`: older models, by tokens. `none`: it cannot be told.
 */
export interface Thinking {
  readonly way: 'adaptive' | 'effort' | 'budget' | 'none';
  readonly efforts: OpenEfforts;
}

/** What the protocol has a word for; the listing or a refusal may leave less. */
const wireEfforts = ['none', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
type WireEffort = (typeof wireEfforts)[number];

export const anyThinking: Thinking = { way: 'adaptive', efforts: undefined };

/** How much of the answer's limit may be thought. */
const budgets: Readonly<Record<Exclude<WireEffort, 'none'>, number>> = { low: 0.15, medium: 0.3, high: 0.5, xhigh: 0.65, max: 0.8 };
/** The least budget that the service takes. */
const leastBudget = 1_024;

function effortSent({ effort }: ModelRequest, { efforts }: Thinking): WireEffort | undefined {
  if (effort === undefined) return undefined;
  const open = wireEfforts.filter((one) => efforts?.includes(one) !== false);
  const nearest = nearestEffort(effort, open);
  return wireEfforts.find((one) => one === nearest);
}

type Head = Pick<Anthropic.MessageCreateParams, 'thinking' | 'output_config'>;

/** What a request says about thinking: nothing where the person asked for nothing, or the model cannot be told. */
export function thinkingHead(request: ModelRequest, thinking: Thinking): Head {
  const effort = effortSent(request, thinking);
  if (effort === undefined || thinking.way === 'none') return {};
  if (effort === 'none') return { thinking: { type: 'disabled' } };
  switch (thinking.way) {
    case 'adaptive':
      return { thinking: { type: 'adaptive' }, output_config: { effort } };
    case 'effort':
      return { output_config: { effort } };
    case 'budget': {
      const budget_tokens = Math.max(leastBudget, Math.floor(request.maxOutputTokens * budgets[effort]));
      return budget_tokens < request.maxOutputTokens ? { thinking: { type: 'enabled', budget_tokens } } : {};
    }
  }
}

/** Another way after a refusal that is about it; undefined where it is about something else, or nothing is left to try. */
export function thinkingAfterRefusal(refusal: string, request: ModelRequest, thinking: Thinking): Thinking | undefined {
  const effort = effortSent(request, thinking);
  if (effort === undefined || thinking.way === 'none' || !isAboutEffort(refusal) || /signature/i.test(refusal)) return undefined;
  if (effort !== 'none' && /\beffort\b|output_config/i.test(refusal) && thinking.way !== 'budget') {
    const efforts = openAfterRefusal(refusal, effort, thinking.efforts ?? wireEfforts);
    // A model that knows of no efforts may know of budgets.
    return efforts.some((one) => one !== 'none') ? { ...thinking, efforts } : { way: 'budget', efforts: undefined };
  }
  if (effort === 'none')
    return { ...thinking, efforts: wireEfforts.filter((one) => one !== 'none' && thinking.efforts?.includes(one) !== false) };
  switch (thinking.way) {
    case 'adaptive':
      return { way: 'budget', efforts: thinking.efforts };
    case 'budget':
      return { way: thinking.efforts === undefined ? 'none' : 'effort', efforts: thinking.efforts };
    case 'effort':
      return { way: 'none', efforts: [] };
  }
}

/** The efforts that may be offered, once something is known. */
export function offeredEfforts({ way, efforts }: Thinking): readonly Effort[] | undefined {
  return way === 'none' ? [] : efforts;
}
