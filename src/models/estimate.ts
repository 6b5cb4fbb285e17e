import type { ImagePart, ModelMessage, ToolDeclaration, Usage, UserPart } from '../base/messages.ts';
import type { ModelRequest } from './model.ts';

/** What every message costs beside its text: role, separators. */
const tokensPerMessage = 4;

/**
 * Tokens of a text, roughly: four ASCII characters to a token, one token to one and a half of any others. Tokenisers differ by
 * a third on the same text, so nothing may depend on this being exact.
 */
export function estimateTokens(text: string): number {
  let ascii = 0;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) < 128) ascii += 1;
  return Math.ceil(ascii / 4 + (text.length - ascii) / 1.5);
}

/** Most of a request was in the one before it: each message is counted once. */
const messageTokens = new WeakMap<ModelMessage, number>();
const toolTokens = new WeakMap<ToolDeclaration, number>();

export function estimateMessageTokens(message: ModelMessage): number {
  return remembered(messageTokens, message, countMessage);
}

function remembered<T extends object>(known: WeakMap<T, number>, subject: T, count: (subject: T) => number): number {
  const before = known.get(subject);
  if (before !== undefined) return before;
  const tokens = count(subject);
  known.set(subject, tokens);
  return tokens;
}

/** Of a picture by its pixels (platform.claude.com, “Vision”: width × height / 750), at most what services scale it down to. */
export function estimatePictureTokens({ width = 1_568, height = 1_568, label }: Pick<ImagePart, 'width' | 'height' | 'label'>): number {
  return Math.min(4_784, Math.ceil((width * height) / 750)) + estimateTokens(label);
}

function countPart(part: UserPart): number {
  return part.type === 'text' ? estimateTokens(part.text) : estimatePictureTokens(part);
}

function countMessage(message: ModelMessage): number {
  switch (message.role) {
    case 'user':
      return message.parts.reduce((sum, part) => sum + countPart(part), tokensPerMessage);
    case 'assistant':
      return message.parts.reduce(
        (sum, part) =>
          sum + (part.type === 'call' ? estimateTokens(part.name) + estimateTokens(part.argumentsJson) : estimateTokens(part.text)),
        tokensPerMessage,
      );
    case 'tool':
      return message.results.reduce(
        (sum, { content, images = [] }) =>
          images.reduce((all, image) => all + countPart(image), sum + estimateTokens(content) + tokensPerMessage),
        0,
      );
  }
}

function countTool({ name, description, inputSchema }: ToolDeclaration): number {
  return estimateTokens(name) + estimateTokens(description) + estimateTokens(JSON.stringify(inputSchema));
}

/** The instructions of the newest request: they are long, and the same in every request of a session. */
let newest = { system: '', tokens: 0 };

function systemTokens(system: string): number {
  if (system !== newest.system) newest = { system, tokens: estimateTokens(system) };
  return newest.tokens;
}

export function estimateRequestTokens({ system, tools, messages }: ModelRequest): number {
  const fixed = tools.reduce((sum, tool) => sum + remembered(toolTokens, tool, countTool), systemTokens(system));
  return messages.reduce((sum, message) => sum + estimateMessageTokens(message), fixed);
}

export function estimatedUsage(request: ModelRequest, outputTokens: number): Usage {
  return { inputTokens: estimateRequestTokens(request), outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: true };
}
