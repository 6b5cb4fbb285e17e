import type { ModelMessage, Usage } from '../base/messages.ts';
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

export function estimateMessageTokens(message: ModelMessage): number {
  switch (message.role) {
    case 'user':
      return message.parts.reduce((sum, part) => sum + estimateTokens(part.text), tokensPerMessage);
    case 'assistant':
      return message.parts.reduce(
        (sum, part) =>
          sum + (part.type === 'call' ? estimateTokens(part.name) + estimateTokens(part.argumentsJson) : estimateTokens(part.text)),
        tokensPerMessage,
      );
    case 'tool':
      return message.results.reduce((sum, result) => sum + estimateTokens(result.content) + tokensPerMessage, 0);
  }
}

export function estimateRequestTokens(request: ModelRequest): number {
  const tools = request.tools.reduce(
    (sum, tool) => sum + estimateTokens(tool.name) + estimateTokens(tool.description) + estimateTokens(JSON.stringify(tool.inputSchema)),
    0,
  );
  return request.messages.reduce((sum, message) => sum + estimateMessageTokens(message), estimateTokens(request.system) + tools);
}

export function estimatedUsage(request: ModelRequest, outputTokens: number): Usage {
  return { inputTokens: estimateRequestTokens(request), outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: true };
}
