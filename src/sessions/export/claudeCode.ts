import { createHash } from 'node:crypto';

/**
 * A conversation as the chat APIs have it, which is what traces are made from. `content`: a text, or a list of blocks. Of a call, `arguments`:
 * JSON text, or the object itself.
 */
export interface Trajectory {
  readonly session_id: string;
  readonly model_name: string;
  /** For messages that have no time of their own. */
  readonly session_start_time: string;
  readonly messages: readonly TrajectoryMessage[];
}

export interface TrajectoryMessage {
  readonly role: string;
  readonly content?: unknown;
  readonly tool_calls?: readonly TrajectoryCall[] | null | undefined;
  readonly tool_call_id?: string | undefined;
  readonly is_error?: boolean | undefined;
  readonly timestamp?: string | undefined;
  /** The one that answered, where a session had more than one. */
  readonly model?: string | undefined;
}

export interface TrajectoryCall {
  readonly id?: string | undefined;
  readonly function?: { readonly name?: string | undefined; readonly arguments?: unknown } | undefined;
}

type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: Readonly<Record<string, unknown>> }
  | { readonly type: 'tool_result'; readonly tool_use_id: string; readonly content: string; readonly is_error?: true };

/** One line of a Claude Code transcript, as the Hugging Face trace viewer reads it. */
export interface ClaudeCodeEvent {
  readonly type: 'user' | 'assistant';
  readonly message:
    | { readonly role: 'user'; readonly content: string | readonly Block[] }
    | { readonly role: 'assistant'; readonly model: string; readonly content: readonly Block[] };
  readonly uuid: string;
  readonly parentUuid: string | null;
  readonly sessionId: string;
  readonly timestamp: string;
  /** Of a sub-agent: it stands beside the conversation. */
  readonly isSidechain?: true;
}

/** A sub-agent's conversation as part of the session that sent it out. */
export function sidechainOf(events: readonly ClaudeCodeEvent[], sessionId: string): readonly ClaudeCodeEvent[] {
  return events.map((event) => ({ ...event, sessionId, isSidechain: true }));
}

/** The messages as events, each the child of the one before. System messages, and answers that say and call nothing, have none. */
export function claudeCodeEvents(trajectory: Trajectory): readonly ClaudeCodeEvent[] {
  const events: ClaudeCodeEvent[] = [];
  for (const [index, message] of trajectory.messages.entries()) {
    const content = contentOf(message, trajectory.model_name);
    if (content === undefined) continue;
    events.push({
      type: content.role,
      message: content,
      uuid: uuidOf(trajectory.session_id, message.role, index),
      parentUuid: events.at(-1)?.uuid ?? null,
      sessionId: trajectory.session_id,
      timestamp: message.timestamp ?? trajectory.session_start_time,
    });
  }
  return events;
}

function contentOf(message: TrajectoryMessage, model: string): ClaudeCodeEvent['message'] | undefined {
  const text = textOf(message.content);
  switch (message.role) {
    case 'user':
      return { role: 'user', content: text };
    case 'assistant': {
      const said: readonly Block[] = text === '' ? [] : [{ type: 'text', text }];
      const content = [...said, ...(message.tool_calls ?? []).map(useOf)];
      return content.length === 0 ? undefined : { role: 'assistant', model: message.model ?? model, content };
    }
    case 'tool': {
      const result: Block = { type: 'tool_result', tool_use_id: message.tool_call_id ?? '', content: text };
      return { role: 'user', content: [message.is_error === true ? { ...result, is_error: true } : result] };
    }
    default:
      return undefined;
  }
}

function useOf({ id, function: called }: TrajectoryCall): Block {
  return { type: 'tool_use', id: id ?? '', name: called?.name ?? '', input: inputOf(called?.arguments) };
}

/** The viewer wants an object: what is none is kept under a name of its own. */
function inputOf(given: unknown): Readonly<Record<string, unknown>> {
  if (isObject(given)) return given;
  if (given === undefined || given === null || given === '') return {};
  if (typeof given !== 'string') return { _raw: given };
  try {
    const parsed: unknown = JSON.parse(given);
    return isObject(parsed) ? parsed : { _raw: given };
  } catch {
    return { _raw: given };
  }
}

function textOf(content: unknown): string {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.map(blockText).join('\n') : spacedJson(content);
}

function blockText(block: unknown): string {
  if (typeof block === 'string') return block;
  return isObject(block) && typeof block['text'] === 'string' ? block['text'] : spacedJson(block);
}

/** JSON with a space behind each comma and colon and nothing but ASCII, as Python writes it: traces of others hold blocks in this form. */
function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (isObject(value)) {
    const fields = Object.entries(value).map(([name, field]) => `${spacedJson(name)}: ${spacedJson(field)}`);
    return `{${fields.join(', ')}}`;
  }
  const json = JSON.stringify(value) ?? 'null';
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same message has the same id in every export: the first 128 bits of a SHA-1, written like a UUID. */
function uuidOf(session: string, role: string, index: number): string {
  const hex = createHash('sha1').update(`${session}::${role}::${index}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
