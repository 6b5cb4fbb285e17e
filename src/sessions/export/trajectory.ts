import type { Mention } from '../events.ts';
import type { Trajectory, TrajectoryMessage } from './claudeCode.ts';
import type { ExportedSession } from './exported.ts';
import { storyOf, type Told, type ToldCall, type ToldResponse, timeOf } from './story.ts';

/** A session as the conversation that a model had: what broke off is left out, except what the person stopped. */
export function trajectoryOf({ session, events }: ExportedSession): Trajectory {
  const story = storyOf(events);
  const models = story.told.flatMap((item) => (item.kind === 'response' ? [item.model] : []));
  return {
    session_id: session,
    model_name: models.at(-1) ?? '',
    session_start_time: timeOf(story.createdMs),
    messages: story.told.flatMap(messagesOf),
  };
}

function messagesOf(item: Told): readonly TrajectoryMessage[] {
  switch (item.kind) {
    case 'message':
      return [{ role: 'user', content: [...item.mentions.map(mentionText), item.text].join('\n'), timestamp: timeOf(item.atMs) }];
    case 'response':
      return item.broke === undefined ? answered(item) : brokenOff(item);
    case 'aside':
      return [];
  }
}

function answered({ text, model, atMs, calls }: ToldResponse): readonly TrajectoryMessage[] {
  const tool_calls = calls.map(({ id, name, argumentsJson }) => ({ id, function: { name, arguments: argumentsJson } }));
  const said: TrajectoryMessage = { role: 'assistant', content: text, model, timestamp: timeOf(atMs), tool_calls };
  return [said, ...calls.flatMap((call) => resultOf(call, atMs))];
}

function brokenOff({ text, model, atMs, broke }: ToldResponse): readonly TrajectoryMessage[] {
  return broke?.code === 'cancelled' ? [{ role: 'assistant', content: text, model, timestamp: timeOf(atMs) }] : [];
}

function resultOf({ id, end, endedMs }: ToldCall, atMs: number): readonly TrajectoryMessage[] {
  if (end === undefined) return [];
  const failed = end.outcome === 'done' ? {} : { is_error: true };
  return [{ role: 'tool', tool_call_id: id, content: end.content, timestamp: timeOf(endedMs ?? atMs), ...failed }];
}

function mentionText({ path, firstLine, lastLine, text }: Mention): string {
  const lines = firstLine === undefined ? '' : `:${firstLine}-${lastLine ?? firstLine}`;
  return `@${path}${lines}${text === undefined ? '' : `\n${text}`}`;
}
