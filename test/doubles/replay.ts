import type { Brain, NeutralConversation, NeutralMessage, NeutralReply } from './script.ts';

/** What became of the calls of a reply. */
export interface StepResult {
  readonly content: string;
  readonly isError: boolean;
}

/** A script, written as it happens: each `yield` is one answer of the model, and gives back the results of its calls. */
export type Script = Generator<NeutralReply, NeutralReply, readonly StepResult[]>;

/** What the person asked for, and with what attached. */
export interface Prompt {
  readonly text: string;
  readonly attachedPaths: readonly string[];
}

/**
 * A brain that keeps nothing between requests: it plays the script from its start over the results that the conversation holds, up to
 * where they end; a script of one answer is just that answer. So it works after a reload, over either wire, and for many sessions at once.
 */
export function replaying(scriptFor: (prompt: Prompt, conversation: NeutralConversation) => Script | NeutralReply): Brain {
  return (conversation) => {
    const { messages } = conversation;
    // What the loop says on its own account, in the middle of the work, is no question of the person.
    const start = messages.findLastIndex((message) => message.role === 'user' && spoken(message.text) !== '');
    const asked = messages[start];
    if (asked?.role !== 'user') return { text: 'There is no question in this conversation.' };
    const script = scriptFor(readPrompt(asked.text), conversation);
    if (!('next' in script)) return script;
    let step = script.next();
    for (const results of resultsAfter(messages.slice(start + 1))) {
      if (step.done === true) break;
      step = script.next(results);
    }
    return step.value;
  };
}

/** The results of each answer that made calls, in order. */
function resultsAfter(messages: readonly NeutralMessage[]): readonly (readonly StepResult[])[] {
  return messages.flatMap((message, index) => {
    if (message.role !== 'assistant' || message.calls.length === 0) return [];
    const next = messages[index + 1];
    const results = next?.role === 'tool' ? next.results : [];
    return [
      message.calls.map(({ id }): StepResult => {
        const result = results.find(({ callId }) => callId === id);
        return result === undefined ? { content: 'No result.', isError: true } : { content: result.content, isError: result.isError };
      }),
    ];
  });
}

/** Attached files come before the words, in tags of the product’s own making. */
function readPrompt(text: string): Prompt {
  const attachedPaths = [...text.matchAll(/<attached (?:file|selection)="([^"]*)"/g)].map((match) => match[1] ?? '');
  return { text: spoken(text), attachedPaths };
}

/** The person's own words: without what stands in tags of the product's making. */
function spoken(text: string): string {
  return text
    .replace(/<((?:attached|practicum-[a-z]+)(?:-\d+)?)(?: [^>]*[^/>])?>[\s\S]*?<\/\1>/g, '')
    .replace(/<attached [^>]*\/>/g, '')
    .trim();
}
