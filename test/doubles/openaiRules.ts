import { z } from 'zod';
import type { NeutralMessage } from './script.ts';

/** What Chat Completions accepts, as its refusals say it. */

const toolCall = z.looseObject({
  id: z.string(),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/), arguments: z.string() }),
});
const textPart = z.looseObject({ type: z.literal('text'), text: z.string() });
const imagePart = z.strictObject({
  type: z.literal('image_url'),
  image_url: z.strictObject({
    url: z.string().regex(/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/),
    detail: z.string().optional(),
  }),
});
const userParts = z.array(z.discriminatedUnion('type', [textPart, imagePart])).min(1);
const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: z.string() }),
  z.strictObject({ role: z.literal('developer'), content: z.string() }),
  z.strictObject({ role: z.literal('user'), content: z.union([z.string(), userParts]) }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.string().nullish(),
    tool_calls: z.array(toolCall).min(1).optional(),
    reasoning_content: z.string().optional(),
  }),
  z.strictObject({ role: z.literal('tool'), tool_call_id: z.string(), content: z.string() }),
]);

export const openAiBody = z.strictObject({
  model: z.string(),
  messages: z.array(message).min(1),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean().optional() }).optional(),
  max_tokens: z.int().positive().optional(),
  max_completion_tokens: z.int().positive().optional(),
  reasoning_effort: z.string().optional(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('function'),
        function: z.strictObject({
          name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
          description: z.string().optional(),
          parameters: z.looseObject({ type: z.literal('object') }),
        }),
      }),
    )
    .optional(),
});
export type OpenAiBody = z.infer<typeof openAiBody>;

export interface OpenAiRefusal {
  readonly message: string;
  readonly param: string;
}

export function openAiRefusal(body: OpenAiBody): OpenAiRefusal | undefined {
  let open: string[] = [];
  for (const [index, entry] of body.messages.entries()) {
    const param = `messages.[${index}]`;
    if (entry.role === 'tool') {
      if (!open.includes(entry.tool_call_id)) {
        return {
          param: `${param}.role`,
          message: "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
        };
      }
      open = open.filter((id) => id !== entry.tool_call_id);
      continue;
    }
    if (open.length > 0) return unanswered(open, param);
    if (entry.role === 'assistant') {
      const calls = entry.tool_calls ?? [];
      if (calls.length === 0 && (entry.content ?? '') === '') {
        return { param, message: "Invalid value for 'content': expected a string, got null." };
      }
      for (const call of calls) {
        if (call.id === '' || call.id.length > 40)
          return { param: `${param}.tool_calls`, message: 'string too long. Expected a string with maximum length 40.' };
        if (open.includes(call.id)) return { param: `${param}.tool_calls`, message: `Duplicate tool call id ${call.id}.` };
        // OpenAI takes any text; servers that fill a chat template decode it, and fail.
        if (!isObject(call.function.arguments))
          return { param: `${param}.tool_calls`, message: 'function.arguments must be a JSON object.' };
        open.push(call.id);
      }
    } else if (entry.role === 'user' && isEmpty(entry.content)) return { param, message: 'Empty messages are not accepted.' };
  }
  return open.length > 0 ? unanswered(open, 'messages') : undefined;
}

/** In OpenAI's words. */
export function effortRefusal(
  { model, reasoning_effort: effort }: OpenAiBody,
  { efforts }: { readonly efforts?: readonly string[] },
): OpenAiRefusal | undefined {
  if (effort === undefined || efforts === undefined || efforts.includes(effort)) return undefined;
  const quoted = efforts.map((each) => `'${each}'`);
  const supported = `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1) ?? ''}`;
  return {
    param: 'reasoning_effort',
    message: `Unsupported value: 'reasoning_effort' does not support '${effort}' with the '${model}' model. Supported values are: ${supported}.`,
  };
}

function unanswered(ids: readonly string[], param: string): OpenAiRefusal {
  return {
    param,
    message: `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${ids.join(', ')}`,
  };
}

function isEmpty(content: string | z.infer<typeof userParts>): boolean {
  return typeof content === 'string' ? content.trim() === '' : content.every((part) => part.type === 'text' && part.text.trim() === '');
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

export function systemOf(body: OpenAiBody): string {
  return body.messages.flatMap((entry) => (entry.role === 'system' || entry.role === 'developer' ? [entry.content] : [])).join('\n\n');
}

/** The conversation without the wire. Neighbouring results belong to one message; that a call failed is only in its words. */
export function neutralMessages(body: OpenAiBody): readonly NeutralMessage[] {
  const messages: NeutralMessage[] = [];
  for (const entry of body.messages) {
    switch (entry.role) {
      case 'system':
      case 'developer':
        break;
      case 'user': {
        const text =
          typeof entry.content === 'string'
            ? entry.content
            : entry.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n');
        const images = typeof entry.content === 'string' ? 0 : entry.content.filter((part) => part.type === 'image_url').length;
        messages.push({ role: 'user', text, ...(images === 0 ? {} : { images }) });
        break;
      }
      case 'assistant': {
        const calls = (entry.tool_calls ?? []).map((call) => ({
          id: call.id,
          name: call.function.name,
          argumentsJson: call.function.arguments,
        }));
        messages.push({ role: 'assistant', text: entry.content ?? '', calls });
        break;
      }
      case 'tool': {
        const result = { callId: entry.tool_call_id, content: entry.content, isError: /^error\b/i.test(entry.content) };
        const last = messages.at(-1);
        if (last?.role === 'tool') messages[messages.length - 1] = { role: 'tool', results: [...last.results, result] };
        else messages.push({ role: 'tool', results: [result] });
        break;
      }
    }
  }
  return messages;
}
