import type { Trajectory, TrajectoryMessage } from './claudeCode.ts';
import type { ExportedSession } from './exported.ts';
import { guardedCall, guardedMention, type IsSecretPath } from './guarded.ts';
import { storyOf, type Told, type ToldCall, type ToldResponse, timeOf } from './story.ts';

/** A session as the conversation that a model had: what broke off is left out, except what the person stopped. */
export function trajectoryOf({ session, events }: ExportedSession, isSecretPath: IsSecretPath): Trajectory {
  const story = storyOf(events);
  const models = story.told.flatMap((item) => (item.kind === 'response' ? [item.model] : []));
  return {
    session_id: session,
    model_name: models.at(-1) ?? '',
    session_start_time: timeOf(story.createdMs),
    messages: story.told.flatMap((item) => messagesOf(item, isSecretPath)),
  };
}

function messagesOf(item: Told, isSecretPath: IsSecretPath): readonly TrajectoryMessage[] {
  switch (item.kind) {
    case 'message': {
      const content = [...item.mentions.map((mention) => guardedMention(mention, isSecretPath)), item.text].join('\n');
      return [{ role: 'user', content, timestamp: timeOf(item.atMs) }];
    }
    case 'response':
      return item.broke === undefined ? answered(item, isSecretPath) : brokenOff(item);
    case 'aside':
      return [];
  }
}

function answered({ text, model, atMs, calls }: ToldResponse, isSecretPath: IsSecretPath): readonly TrajectoryMessage[] {
  const guarded = calls.map((call) => ({ call, ...guardedCall(call, isSecretPath) }));
  const tool_calls = guarded.map(({ call, argumentsJson }) => ({ id: call.id, function: { name: call.name, arguments: argumentsJson } }));
  const said: TrajectoryMessage = { role: 'assistant', content: text, model, timestamp: timeOf(atMs), tool_calls };
  return [said, ...guarded.flatMap(({ call, result }) => resultOf(call, result, atMs))];
}

function brokenOff({ text, model, atMs, broke }: ToldResponse): readonly TrajectoryMessage[] {
  return broke?.code === 'cancelled' ? [{ role: 'assistant', content: text, model, timestamp: timeOf(atMs) }] : [];
}

function resultOf({ id, end, endedMs }: ToldCall, content: string | undefined, atMs: number): readonly TrajectoryMessage[] {
  if (content === undefined) return [];
  const failed = end?.outcome === 'done' ? {} : { is_error: true };
  return [{ role: 'tool', tool_call_id: id, content, timestamp: timeOf(endedMs ?? atMs), ...failed }];
}
