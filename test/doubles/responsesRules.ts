import { z } from 'zod';
import type { NeutralMessage } from './script.ts';

/** What the Responses API accepts, as its refusals say it. */

const inputText = z.strictObject({ type: z.literal('input_text'), text: z.string() });
const inputImage = z.strictObject({
  type: z.literal('input_image'),
  detail: z.enum(['low', 'high', 'auto', 'original']),
  image_url: z.string().regex(/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/),
});
const parts = z.array(z.discriminatedUnion('type', [inputText, inputImage])).min(1);
const name = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);

const message = z.strictObject({
  role: z.enum(['user', 'assistant', 'developer', 'system']),
  content: z.union([z.string(), parts]),
  phase: z.enum(['commentary', 'final_answer']).optional(),
});
const functionCall = z.strictObject({
  type: z.literal('function_call'),
  call_id: z.string().min(1).max(64),
  name,
  arguments: z.string(),
});
const functionOutput = z.strictObject({
  type: z.literal('function_call_output'),
  call_id: z.string(),
  output: z.union([z.string(), parts]),
});
const reasoning = z.strictObject({
  type: z.literal('reasoning'),
  id: z.string().startsWith('rs_'),
  summary: z.array(z.strictObject({ type: z.literal('summary_text'), text: z.string() })),
  encrypted_content: z.string().min(1),
});
type Item = z.infer<typeof message> | z.infer<typeof functionCall> | z.infer<typeof functionOutput> | z.infer<typeof reasoning>;

export const responsesBody = z.strictObject({
  model: z.string(),
  input: z.array(z.union([message, functionCall, functionOutput, reasoning])).min(1),
  instructions: z.string().optional(),
  stream: z.boolean().optional(),
  store: z.boolean().optional(),
  include: z.array(z.string()).optional(),
  reasoning: z
    .strictObject({
      effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).optional(),
      summary: z.enum(['auto', 'concise', 'detailed']).optional(),
    })
    .optional(),
  max_output_tokens: z.int().min(16).optional(),
  prompt_cache_key: z.string().optional(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('function'),
        name,
        description: z.string().optional(),
        parameters: z.looseObject({ type: z.literal('object') }),
        strict: z.boolean().nullable(),
      }),
    )
    .optional(),
});
export type ResponsesBody = z.infer<typeof responsesBody>;

export interface ResponsesRefusal {
  readonly message: string;
  readonly param: string;
  readonly code?: string;
}

/** `issued`: the encrypted reasoning that this service has given out. */
export function responsesRefusal({ input }: ResponsesBody, issued: ReadonlySet<string>): ResponsesRefusal | undefined {
  const open = new Set<string>();
  const seen = new Set<string>();
  for (const [index, item] of input.entries()) {
    const param = `input[${index}]`;
    if (!('type' in item)) {
      if (isEmpty(item)) return { param, message: 'Invalid input: empty message.' };
      continue;
    }
    switch (item.type) {
      case 'function_call':
        if (seen.has(item.call_id)) return { param, message: `Duplicate function call id ${item.call_id}.` };
        seen.add(item.call_id);
        open.add(item.call_id);
        break;
      case 'function_call_output':
        if (!open.delete(item.call_id))
          return { param: 'input', message: `No tool call found for function call output with call_id ${item.call_id}.` };
        break;
      case 'reasoning':
        if (!issued.has(item.encrypted_content)) {
          const message = `The encrypted content for item ${item.id} could not be verified.`;
          return { param: 'input', message, code: 'invalid_encrypted_content' };
        }
        if (isLastOfTurn(input, index))
          return { param: 'input', message: `Item '${item.id}' of type 'reasoning' was provided without its required following item.` };
    }
  }
  const [missing] = open;
  return missing === undefined ? undefined : { param: 'input', message: `No tool output found for function call ${missing}.` };
}

function isEmpty({ content }: z.infer<typeof message>): boolean {
  return typeof content === 'string'
    ? content.trim() === ''
    : content.every((part) => part.type === 'input_text' && part.text.trim() === '');
}

function isLastOfTurn(input: readonly Item[], index: number): boolean {
  const next = input[index + 1];
  return next === undefined || ('role' in next ? next.role !== 'assistant' : next.type === 'function_call_output');
}

/** The conversation without the wire. Neighbouring items of the model are one message; that a call failed is only in its words. */
export function neutralMessages({ input }: ResponsesBody): readonly NeutralMessage[] {
  const messages: NeutralMessage[] = [];
  for (const item of input) {
    const last = messages.at(-1);
    if ('role' in item) {
      if (item.role === 'assistant') messages.push({ role: 'assistant', text: textOf(item.content), calls: [] });
      else if (item.role === 'user') messages.push({ role: 'user', text: textOf(item.content), ...picturesIn(item.content) });
    } else if (item.type === 'function_call') {
      const call = { id: item.call_id, name: item.name, argumentsJson: item.arguments };
      if (last?.role === 'assistant') messages[messages.length - 1] = { ...last, calls: [...last.calls, call] };
      else messages.push({ role: 'assistant', text: '', calls: [call] });
    } else if (item.type === 'function_call_output') {
      const content = textOf(item.output);
      const result = { callId: item.call_id, content, isError: /^error\b/i.test(content), ...picturesIn(item.output) };
      if (last?.role === 'tool') messages[messages.length - 1] = { role: 'tool', results: [...last.results, result] };
      else messages.push({ role: 'tool', results: [result] });
    }
  }
  return messages;
}

type Content = string | z.infer<typeof parts>;

function textOf(content: Content): string {
  return typeof content === 'string' ? content : content.flatMap((part) => (part.type === 'input_text' ? [part.text] : [])).join('\n\n');
}

function picturesIn(content: Content): { readonly images?: number } {
  const images = typeof content === 'string' ? 0 : content.filter(({ type }) => type === 'input_image').length;
  return images === 0 ? {} : { images };
}
