import { z } from 'zod';
import { claudeCodeEvents } from '../../../src/sessions/export/claudeCode.ts';
import { adapter } from '../adapter.ts';

const message = z.looseObject({
  role: z.string(),
  content: z.unknown().optional(),
  tool_calls: z
    .array(
      z.looseObject({
        id: z.string().optional(),
        function: z.looseObject({ name: z.string().optional(), arguments: z.unknown().optional() }).optional(),
      }),
    )
    .nullish(),
  tool_call_id: z.string().optional(),
  is_error: z.boolean().optional(),
  timestamp: z.string().optional(),
});

const trajectory = z.object({
  session_id: z.string(),
  model_name: z.string(),
  session_start_time: z.string(),
  messages: z.array(message),
});

export const claudeCode = adapter(z.object({ trajectory }), z.object({ events: z.array(z.unknown()) }), (input, expected) => ({
  expected,
  seen: { events: claudeCodeEvents(input.trajectory) },
}));
