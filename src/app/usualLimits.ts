import type { WorkLimits } from './api.ts';

/** Where nothing else is said. */
export const usualLimits: WorkLimits = { maxResponses: 300, maxAttempts: 5, delivery: 'queue' };
