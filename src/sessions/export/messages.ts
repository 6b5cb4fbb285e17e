import type { ExportedSession } from './exported.ts';
import { guardedCall, guardedMention, type IsSecretPath } from './guarded.ts';
import { storyOf, type Told, type ToldCall, type ToldResponse, timeOf } from './story.ts';

/** A session as one row of a data set of conversations. Every row has the same columns, because the viewer infers their types. */
export interface SessionRow {
  readonly id: string;
  readonly title: string;
  /** The one that answered last. */
  readonly model: string;
  readonly started_at: string;
  readonly ended_at: string;
  readonly messages: readonly RowMessage[];
}

export interface RowMessage {
  readonly role: 'user' | 'assistant' | 'tool';
  readonly content: string;
  readonly tool_calls?: readonly RowCall[];
  readonly tool_call_id?: string;
}

interface RowCall {
  readonly id: string;
  readonly type: 'function';
  /** `arguments` is JSON text: the tools' arguments have no columns in common. */
  readonly function: { readonly name: string; readonly arguments: string };
}

export function sessionRow({ session, events }: ExportedSession, isSecretPath: IsSecretPath): SessionRow {
  const story = storyOf(events);
  const models = story.told.flatMap((item) => (item.kind === 'response' ? [item.model] : []));
  return {
    id: session,
    title: story.title,
    model: models.at(-1) ?? '',
    started_at: timeOf(story.createdMs),
    ended_at: timeOf(events.at(-1)?.atMs ?? story.createdMs),
    messages: story.told.flatMap((item) => messagesOf(item, isSecretPath)),
  };
}

function messagesOf(item: Told, isSecretPath: IsSecretPath): readonly RowMessage[] {
  switch (item.kind) {
    case 'message':
      return [{ role: 'user', content: [...item.mentions.map((mention) => guardedMention(mention, isSecretPath)), item.text].join('\n') }];
    case 'response':
      return item.broke === undefined || item.broke.code === 'cancelled' ? answered(item, isSecretPath) : [];
    case 'aside':
      return [];
  }
}

/** Calls that never ended are left out: a conversation in which one has no result is no valid one. */
function answered({ text, calls }: ToldResponse, isSecretPath: IsSecretPath): readonly RowMessage[] {
  const ended = calls.flatMap((call) => rowCall(call, isSecretPath));
  if (text === '' && ended.length === 0) return [];
  const said = { role: 'assistant', content: text } as const;
  return [ended.length === 0 ? said : { ...said, tool_calls: ended.map(({ call }) => call) }, ...ended.map(({ result }) => result)];
}

function rowCall(told: ToldCall, isSecretPath: IsSecretPath): readonly { readonly call: RowCall; readonly result: RowMessage }[] {
  const { id, name } = told;
  const { argumentsJson, result } = guardedCall(told, isSecretPath);
  if (result === undefined) return [];
  const call: RowCall = { id, type: 'function', function: { name, arguments: argumentsJson } };
  return [{ call, result: { role: 'tool', tool_call_id: id, content: result } }];
}
