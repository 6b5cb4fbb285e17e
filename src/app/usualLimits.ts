import type { BudgetSettings, ResearchBudget, WorkLimits } from './api.ts';

/** Where nothing else is said. */
export const usualLimits: WorkLimits = { maxResponses: 300, maxAttempts: 5, delivery: 'queue' };
export const usualBudget: BudgetSettings = { sessionUsd: 10, dayUsd: 25, runUsd: 10, unpricedTokens: 2_000_000 };
export const usualResearch: ResearchBudget = { usd: 2, tokens: 1_000_000 };
