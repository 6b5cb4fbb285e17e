/** A line of `alerts.jsonl`, checked at the door. */
import * as z from 'zod';
import { type RunAlert, watchdogRules } from './alert.ts';

export const alertSchema: z.ZodType<RunAlert> = z.object({
  id: z.string(),
  atMs: z.number(),
  rule: z.enum(watchdogRules),
  level: z.enum(['info', 'warning', 'error']),
  title: z.string(),
  metric: z.string().exactOptional(),
  step: z.number().exactOptional(),
  evidence: z.array(z.string()),
  suggestion: z.string(),
  action: z.enum(['notify', 'ask', 'stop']),
});

/** Undefined when the line is no alert, or one of a rule that only a newer version knows. */
export function parseAlert(line: string): RunAlert | undefined {
  try {
    return alertSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
