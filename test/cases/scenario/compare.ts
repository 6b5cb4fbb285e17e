/** What counts of a scenario, taken from the reference's history and events, and from our log. */
import { Conversation } from '../../../src/agent/conversation.ts';
import type { ModelMessage } from '../../../src/base/messages.ts';
import { wordsOf } from '../../../src/base/userPart.ts';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { adapter } from '../adapter.ts';
import { type ReferenceMessage, type ScenarioExpect, type ScenarioInput, scenarioExpect, scenarioInput } from './input.ts';
import { type Played, play, type Wire } from './play.ts';

const wires: readonly Wire[] = ['anthropic', 'openai'];

/** Over both protocols; both have to do the same. */
export const scenario = adapter(scenarioInput, scenarioExpect, async (input, expect) => {
  const expected = expectedOf(expect);
  const seen: Record<string, unknown> = {};
  for (const wire of wires) seen[wire] = seenOf(await play(input, wire), expect, input);
  return { expected: Object.fromEntries(wires.map((wire) => [wire, expected])), seen };
});

/** One scenario, as both sides tell it. */
export interface Story {
  readonly executed: readonly unknown[];
  readonly history: readonly Line[];
  readonly pending: readonly string[];
  readonly ended: string;
  readonly answer: string | undefined;
  readonly requests: number;
}

export type Line =
  | { readonly role: 'user'; readonly says: string }
  | { readonly role: 'assistant'; readonly says: string; readonly calls: readonly string[] }
  | { readonly role: 'tool'; readonly results: Readonly<Record<string, Result>> };

interface Result {
  /** `open`: there is none yet, because somebody is asked. */
  readonly outcome: string;
  readonly says: string | undefined;
  /** The model is told more than what the tool said: the person had changed the call. */
  readonly isNoted: boolean;
}

/** The loop speaks, not the person. */
export const byTheLoop = '(the loop)';

function expectedOf(expect: ScenarioExpect): Story {
  const last = expect.events.findLast(({ type }) => type in ends);
  return {
    executed: expect.tools_executed,
    history: expectedHistory(expect),
    pending: expect.pending_approval.toSorted(),
    ended: ends[last?.type ?? ''] ?? 'nothing',
    answer: last?.type === 'turn_complete' ? (last.final_response ?? undefined) : undefined,
    requests: expect.llm_calls,
  };
}

const ends: Readonly<Record<string, string>> = {
  turn_complete: 'done',
  error: 'failed',
  interrupted: 'stopped',
  approval_required: 'waiting',
};

/** With a result behind every call, as the reference itself makes it before each request. */
function expectedHistory({ history, events, pending_approval }: ScenarioExpect): readonly Line[] {
  const lines: Line[] = [];
  for (const message of history) {
    const last = lines.at(-1);
    if (message.role === 'user') lines.push({ role: 'user', says: isHint(message) ? byTheLoop : textOf(message) });
    else if (message.role === 'assistant') {
      const calls = (message.tool_calls ?? []).map(({ id }) => id);
      lines.push({ role: 'assistant', says: textOf(message), calls });
      const open = (id: string): Result => ({
        outcome: pending_approval.includes(id) ? 'open' : 'abandoned',
        says: undefined,
        isNoted: false,
      });
      if (calls.length > 0) lines.push({ role: 'tool', results: Object.fromEntries(calls.map((id) => [id, open(id)])) });
    } else if (message.role === 'tool' && last?.role === 'tool') {
      const id = message.tool_call_id ?? '';
      const isOk = events.some((event) => event.type === 'tool_output' && event.id === id && event.ok === true);
      lines[lines.length - 1] = { role: 'tool', results: { ...last.results, [id]: expectedResult(textOf(message), isOk) } };
    }
  }
  return lines;
}

/** Results that the loop made up itself are labels in the cases; what is compared of them is what became of the call. */
function expectedResult(content: string, isOk: boolean): Result {
  const label = /^<tool_result:(\w+)>/.exec(content)?.[1];
  if (label !== undefined) return { outcome: label, says: /feedback=([\s\S]*)$/.exec(content)?.[1], isNoted: false };
  if (!isOk) return { outcome: 'failed', says: /^<|^Tool call error/.test(content) ? undefined : content, isNoted: false };
  const says = content.replace(/^<note:[^>]*>\s*/, '');
  return { outcome: 'done', says, isNoted: says !== content };
}

function isHint(message: ReferenceMessage): boolean {
  return textOf(message).startsWith('<hint:');
}

function textOf({ content }: ReferenceMessage): string {
  return typeof content === 'string' ? content : '';
}

function seenOf(played: Played, expect: ScenarioExpect, input: ScenarioInput): Story {
  const { branch, executed, pending, requests } = played;
  const said = input.ops.flatMap(({ user_input }) => (user_input === undefined ? [] : [user_input]));
  const results = expectedHistory(expect).flatMap((line) => (line.role === 'tool' ? Object.entries(line.results) : []));
  const history = Conversation.of(branch)
    .messages()
    .map((message) => lineOf(message, said, played, Object.fromEntries(results)));
  const { ended, answer } = endOf(played);
  return {
    executed: executed.map(({ tool, input: given }) => [tool, given]),
    history,
    pending: pending.toSorted(),
    ended,
    answer,
    requests,
  };
}

/** How the newest turn ended, also when it was taken back since; or that it waits. */
function endOf({ events, pending }: Played): Pick<Story, 'ended' | 'answer'> {
  const last = events.findLast(({ type }) => type === 'turn.started' || type === 'turn.ended');
  if (last?.type !== 'turn.ended') return { ended: pending.length > 0 ? 'waiting' : 'nothing', answer: undefined };
  if (last.end !== 'done') return { ended: last.end, answer: undefined };
  const response = events.findLast((event) => event.type === 'response.ended');
  const words = events.flatMap((event) =>
    event.type === 'response.text' && response?.type === 'response.ended' && event.response === response.response ? [event.text] : [],
  );
  return { ended: last.end, answer: words.join('') };
}

function lineOf(message: ModelMessage, said: readonly string[], played: Played, expected: Readonly<Record<string, Result>>): Line {
  switch (message.role) {
    case 'user':
      return { role: 'user', says: message.parts.map(wordsOf).find((text) => said.includes(text)) ?? byTheLoop };
    case 'assistant': {
      const says = message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
      const calls = message.parts.flatMap((part) => (part.type === 'call' ? [played.names.nameOf(part.id)] : []));
      return { role: 'assistant', says, calls };
    }
    case 'tool': {
      const results = message.results.map(({ callId, content }) => {
        const name = played.names.nameOf(callId);
        const wanted = expected[name]?.says;
        const says = wanted === undefined ? undefined : content.includes(wanted) ? wanted : content;
        const outcome = outcomeOf(played.branch, callId);
        return [name, { outcome, says, isNoted: outcome === 'done' && wanted !== undefined && content !== wanted }] as const;
      });
      return { role: 'tool', results: Object.fromEntries(results) };
    }
  }
}

function outcomeOf(events: readonly SessionEvent[], call: string): string {
  const ended = events.findLast((event) => event.type === 'tool.ended' && event.call === call);
  return ended?.type === 'tool.ended' ? ended.outcome : 'open';
}
