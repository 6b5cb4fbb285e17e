import type { ModelMessage } from '../base/messages.ts';
import { estimateTokens } from '../models/estimate.ts';
import type { ModelRequest } from '../models/model.ts';
import { fitForSummary } from './context/fitForSummary.ts';

export interface ReportQuestion {
  readonly system: string;
  /** What the sub-agent was sent out for. */
  readonly request: string;
  /** That it is to report now, and why. */
  readonly asked: string;
  readonly messages: readonly ModelMessage[];
}

/** Of it, at least. */
const leastHistoryTokens = 200;

/**
 * The last request of a sub-agent, which offers no tools. Services refuse calls in a history whose tools are not declared, so what was called and
 * read is told as text, with as much of it as fits.
 */
export function askWithoutTools(
  { system, request, asked, messages }: ReportQuestion,
  { promptTokens, outputTokens }: { readonly promptTokens: number; readonly outputTokens: number },
): ModelRequest {
  const fixed = estimateTokens(system) + estimateTokens(request) + estimateTokens(asked) + 64;
  const history = told(fitForSummary(messages.slice(1), Math.max(leastHistoryTokens, Math.floor(promptTokens - fixed))));
  const said = history === '' ? [] : [`What you did and read:\n\n${history}`];
  const text = [request, ...said, asked].join('\n\n');
  return { system, tools: [], maxOutputTokens: outputTokens, messages: [{ role: 'user', parts: [{ type: 'text', text }] }] };
}

function told(messages: readonly ModelMessage[]): string {
  return messages.flatMap(linesOf).join('\n\n');
}

function linesOf(message: ModelMessage): readonly string[] {
  switch (message.role) {
    case 'user':
      return message.parts.map((part) => (part.type === 'text' ? part.text : `[a picture: ${part.label}]`));
    case 'assistant':
      return message.parts.flatMap((part) => {
        if (part.type === 'thinking') return [];
        return part.type === 'text' ? [part.text] : [`[you called ${part.name} ${part.argumentsJson}]`];
      });
    case 'tool':
      return message.results.map(({ content, isError }) => `[${isError ? 'it failed' : 'result'}]\n${content}`);
  }
}
