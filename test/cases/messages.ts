import { z } from 'zod';

/** Chat history as the reference keeps it: OpenAI's format. */
export const chatMessage = z.looseObject({
  role: z.string(),
  content: z.unknown(),
  tool_calls: z.array(z.looseObject({ id: z.string(), function: z.looseObject({ name: z.string(), arguments: z.string() }) })).nullish(),
  tool_call_id: z.string().nullish(),
});
export type ChatMessage = z.infer<typeof chatMessage>;

export function textOf(content: unknown): string {
  return typeof content === 'string' ? content : '';
}
