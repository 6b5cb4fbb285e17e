import { z } from 'zod';
import type { NeutralCall, NeutralMessage, NeutralResult } from './script.ts';

/** What the Messages API accepts, as its refusals say it. Answers the sentence of the 400, or undefined. */

const cacheControl = z.looseObject({ type: z.literal('ephemeral') }).optional();
const textBlock = z.looseObject({ type: z.literal('text'), text: z.string(), cache_control: cacheControl });
const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
const imageBlock = z.strictObject({
  type: z.literal('image'),
  source: z.strictObject({
    type: z.literal('base64'),
    media_type: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
    data: base64,
  }),
  cache_control: cacheControl,
});
const resultContent = z.union([z.string(), z.array(z.discriminatedUnion('type', [textBlock, imageBlock]))]).optional();
const block = z.discriminatedUnion('type', [
  textBlock,
  imageBlock,
  z.strictObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.strictObject({ type: z.literal('redacted_thinking'), data: z.string() }),
  z.strictObject({
    type: z.literal('tool_use'),
    id: z.string(),
    name: z.string(),
    input: z.record(z.string(), z.unknown()),
    cache_control: cacheControl,
  }),
  z.strictObject({
    type: z.literal('tool_result'),
    tool_use_id: z.string(),
    content: resultContent,
    is_error: z.boolean().optional(),
    cache_control: cacheControl,
  }),
]);
type Block = z.infer<typeof block>;

export const anthropicBody = z.looseObject({
  model: z.string(),
  max_tokens: z.int().positive(),
  stream: z.boolean().optional(),
  system: z.union([z.string(), z.array(textBlock)]).optional(),
  tools: z
    .array(
      z.looseObject({
        name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
        description: z.string().optional(),
        input_schema: z.looseObject({ type: z.literal('object') }),
        cache_control: cacheControl,
      }),
    )
    .optional(),
  messages: z.array(z.strictObject({ role: z.enum(['user', 'assistant']), content: z.union([z.string(), z.array(block)]) })).min(1),
});
export type AnthropicBody = z.infer<typeof anthropicBody>;

/** `signatures`: those that this service has issued. */
export function anthropicRefusal(body: AnthropicBody, signatures: ReadonlySet<string>): string | undefined {
  const ids = new Set<string>();
  let marks = 0;
  const names = (body.tools ?? []).map(({ name }) => name);
  if (new Set(names).size < names.length) return 'tools: Tool names must be unique.';
  for (const tool of body.tools ?? []) if (tool.cache_control !== undefined) marks += 1;
  if (typeof body.system !== 'string') {
    for (const [index, text] of (body.system ?? []).entries()) {
      if (text.text.trim() === '') return `system.${index}: text content blocks must contain non-whitespace text`;
      if (text.cache_control !== undefined) marks += 1;
    }
  }
  let openCalls: readonly string[] = [];
  for (const [index, message] of body.messages.entries()) {
    const at = `messages.${index}`;
    const expected = index % 2 === 0 ? 'user' : 'assistant';
    if (message.role !== expected) return `messages: roles must alternate between "user" and "assistant", but ${at} is "${message.role}"`;
    const blocks: readonly Block[] = typeof message.content === 'string' ? [{ type: 'text', text: message.content }] : message.content;
    if (blocks.length === 0) return `${at}: all messages must have non-empty content`;
    const results: string[] = [];
    const calls: string[] = [];
    for (const [place, part] of blocks.entries()) {
      if ('cache_control' in part && part.cache_control !== undefined) marks += 1;
      switch (part.type) {
        case 'text':
          if (part.text.trim() === '') return `${at}.content.${place}: text content blocks must contain non-whitespace text`;
          break;
        case 'image':
          if (message.role !== 'user') return `${at}.content.${place}: image blocks are allowed in user messages only`;
          break;
        case 'thinking':
          if (message.role !== 'assistant') return `${at}: thinking blocks are allowed in assistant messages only`;
          if (!signatures.has(part.signature)) return `${at}.content.${place}: Invalid \`signature\` in \`thinking\` block`;
          if (place === blocks.length - 1) return `${at}: The final block in an assistant message cannot be \`thinking\`.`;
          break;
        case 'redacted_thinking':
          break;
        case 'tool_use':
          if (message.role !== 'assistant') return `${at}: \`tool_use\` blocks can only be in \`assistant\` messages`;
          if (!/^[a-zA-Z0-9_-]+$/.test(part.id))
            return `${at}.content.${place}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`;
          if (!/^[a-zA-Z0-9_-]{1,128}$/.test(part.name))
            return `${at}.content.${place}.tool_use.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`;
          if (ids.has(part.id)) return `${at}: \`tool_use\` ids must be unique`;
          ids.add(part.id);
          calls.push(part.id);
          break;
        case 'tool_result':
          if (message.role !== 'user') return `${at}: \`tool_result\` blocks can only be in \`user\` messages`;
          if (!openCalls.includes(part.tool_use_id)) {
            return `${at}.content.${place}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${part.tool_use_id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`;
          }
          if (results.includes(part.tool_use_id)) return `${at}: each \`tool_use\` must have a single result`;
          if (place !== results.length) return `${at}: \`tool_result\` blocks must come first in the message`;
          results.push(part.tool_use_id);
          break;
      }
    }
    const missing = openCalls.filter((id) => !results.includes(id));
    if (missing.length > 0) {
      return `${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`;
    }
    openCalls = calls;
  }
  if (openCalls.length > 0) return `messages: \`tool_use\` ids were found without \`tool_result\` blocks: ${openCalls.join(', ')}`;
  if (marks > 4) return `A maximum of 4 blocks with cache_control may be provided. Found ${marks}.`;
  return undefined;
}

/** The conversation without the wire. Results come before the words that stand in the same message. */
export function neutralMessages(body: AnthropicBody): readonly NeutralMessage[] {
  return body.messages.flatMap(({ role, content }): readonly NeutralMessage[] => {
    const blocks: readonly Block[] = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
    const text = blocks.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n');
    if (role === 'assistant') {
      const calls = blocks.flatMap((part): readonly NeutralCall[] =>
        part.type === 'tool_use' ? [{ id: part.id, name: part.name, argumentsJson: JSON.stringify(part.input) }] : [],
      );
      return [{ role, text, calls }];
    }
    const results = blocks.flatMap((part): readonly NeutralResult[] =>
      part.type === 'tool_result'
        ? [
            {
              callId: part.tool_use_id,
              content: textOf(part.content),
              isError: part.is_error ?? false,
              ...picturesIn(typeof part.content === 'string' ? [] : (part.content ?? [])),
            },
          ]
        : [],
    );
    return [
      ...(results.length === 0 ? [] : [{ role: 'tool' as const, results }]),
      ...(text === '' ? [] : [{ role: 'user' as const, text, ...picturesIn(blocks) }]),
    ];
  });
}

function picturesIn(blocks: readonly { readonly type: string }[]): { readonly images?: number } {
  const images = blocks.filter(({ type }) => type === 'image').length;
  return images === 0 ? {} : { images };
}

function textOf(content: z.infer<typeof resultContent>): string {
  if (content === undefined) return '';
  return typeof content === 'string' ? content : content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}
