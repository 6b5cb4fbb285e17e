import type { WorkbenchHost } from '../../../src/app/api.ts';
import type { OpenWorkbench } from '../../../src/app/workbench.ts';
import type { ResearchAgent } from '../../../src/base/research.ts';
import type { LanguageModel, ModelEvent, ModelRequest } from '../../../src/models/model.ts';
import { calls, end, say } from '../agent/scriptedModel.ts';

/** Answers each request by what stands in it. */
export class AnsweringModel implements LanguageModel {
  readonly id = { provider: 'openai', name: 'scripted' } as const;
  readonly label = 'Scripted';
  readonly contextTokens = undefined;
  readonly requests: ModelRequest[] = [];
  readonly #answer: (request: ModelRequest, signal: AbortSignal) => readonly ModelEvent[] | AsyncIterable<ModelEvent>;

  constructor(answer: (request: ModelRequest, signal: AbortSignal) => readonly ModelEvent[] | AsyncIterable<ModelEvent>) {
    this.#answer = answer;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    this.requests.push(request);
    yield* this.#answer(request, signal);
  }
}

/** Calls research once, and ends its turn with whatever came of it. */
export function sendsOut(...inputs: readonly unknown[]): AnsweringModel {
  return new AnsweringModel(({ messages }) =>
    messages.some(({ role }) => role === 'tool') ? [say('Done.'), end()] : calls(...inputs.map((input) => ['research', input] as const)),
  );
}

/** By role, as a host with two choices has it. */
export function withRoles(main: LanguageModel, research: LanguageModel): Pick<WorkbenchHost, 'model'> {
  return { model: async (role) => (role === 'research' ? research : main) };
}

export function reportOf(
  facts: readonly { readonly fact: string; readonly source: string; readonly quote?: string }[],
  open: readonly string[] = [],
) {
  return [say(`\`\`\`json\n${JSON.stringify({ facts, open })}\n\`\`\``), end()];
}

export async function ask(workbench: OpenWorkbench, text = 'Look into it'): Promise<void> {
  await workbench.chat.send(text, []);
  await workbench.currentSession().agent.whenIdle();
}

/** Of all research cards, in order. */
export function agentsOf(workbench: OpenWorkbench): readonly ResearchAgent[] {
  return workbench.chat
    .snapshot()
    .items.flatMap((item) => (item.kind === 'tool' && item.detail?.kind === 'research' ? item.detail.agents : []));
}

export function resultsOf(workbench: OpenWorkbench): readonly string[] {
  return workbench.currentSession().log.events.flatMap((event) => (event.type === 'tool.ended' ? [event.content] : []));
}
