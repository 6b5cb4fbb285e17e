import * as z from 'zod';
import type { CurvesToHost } from './curves.ts';

const id = z.string().min(1).max(200);

/** Validates what a curves webview sends. Only the host runs it. */
export const curvesMessageSchema: z.ZodType<CurvesToHost> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('showRun'), run: id, isShown: z.boolean() }),
  z.strictObject({ type: z.literal('openLog'), run: id }),
  z.strictObject({ type: z.literal('stopRun'), run: id }),
  z.strictObject({ type: z.literal('copy'), text: z.string().max(10_000_000) }),
]);
