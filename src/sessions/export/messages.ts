import type { Mention } from '../events.ts';
import type { ExportedSession } from './exported.ts';
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

/** Of a result: a conversation is looked at, and what tools printed is the bulk of it. */
const maxResultChars = 8_000;
const maxArgumentsChars = 32_000;

/** `isSecretPath`: by its name, whether a file may hold secrets. What such a file held is no secret's shape, so nothing of it is told. */
export function sessionRow({ session, events }: ExportedSession, isSecretPath: (path: string) => boolean): SessionRow {
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

function messagesOf(item: Told, isSecretPath: (path: string) => boolean): readonly RowMessage[] {
  switch (item.kind) {
    case 'message':
      return [{ role: 'user', content: [...item.mentions.map((mention) => mentionText(mention, isSecretPath)), item.text].join('\n') }];
    case 'response':
      return item.broke === undefined || item.broke.code === 'cancelled' ? answered(item, isSecretPath) : [];
    case 'aside':
      return [];
  }
}

/** Calls that never ended are left out: a conversation in which one has no result is no valid one. */
function answered({ text, calls }: ToldResponse, isSecretPath: (path: string) => boolean): readonly RowMessage[] {
  const ended = calls.flatMap((call) => (call.end === undefined ? [] : [rowCall(call, call.end.content, isSecretPath)]));
  if (text === '' && ended.length === 0) return [];
  const said = { role: 'assistant', content: text } as const;
  return [ended.length === 0 ? said : { ...said, tool_calls: ended.map(({ call }) => call) }, ...ended.map(({ result }) => result)];
}

function rowCall({ id, name, argumentsJson }: ToldCall, content: string, isSecretPath: (path: string) => boolean) {
  const secret = namedFiles(argumentsJson).find(isSecretPath);
  const leftOut = `[left out: ${secret ?? ''} may hold secrets]`;
  const given = secret === undefined ? bounded(argumentsJson, maxArgumentsChars) : JSON.stringify({ left_out: leftOut });
  const call: RowCall = { id, type: 'function', function: { name, arguments: given } };
  const result: RowMessage = {
    role: 'tool',
    tool_call_id: id,
    content: secret === undefined ? bounded(content, maxResultChars) : leftOut,
  };
  return { call, result };
}

function mentionText({ path, firstLine, lastLine, text }: Mention, isSecretPath: (path: string) => boolean): string {
  const lines = firstLine === undefined ? '' : `:${firstLine}-${lastLine ?? firstLine}`;
  const shown = isSecretPath(path) ? '[left out: it may hold secrets]' : text;
  return `@${path}${lines}${shown === undefined ? '' : `\n${shown}`}`;
}

/** Whatever may name a file: what stands under the name of a path, what looks like one, and such words of a command. */
function namedFiles(argumentsJson: string): readonly string[] {
  try {
    return pathsIn(JSON.parse(argumentsJson), '');
  } catch {
    return wordsOf(argumentsJson); // cut off by the model, or none
  }
}

function pathsIn(value: unknown, field: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, field));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([name, item]) => pathsIn(item, name));
  if (typeof value !== 'string') return [];
  if (/path|file|folder|script/i.test(field)) return [value];
  if (/command|code|args/i.test(field)) return wordsOf(value);
  // A text, such as what is written to a file, names files without holding what is in them.
  return value.includes('\n') ? [] : [value].filter(looksLikePath);
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s"'`=:;,|&<>()[\]{}$]+/).filter(looksLikePath);
}

/** “token” is a word of every script; `./token` and `.env` are files. */
function looksLikePath(word: string): boolean {
  return /[./\\]/.test(word);
}

function bounded(text: string, maxChars: number): string {
  const left = text.length - maxChars;
  return left <= 0 ? text : `${text.slice(0, maxChars).toWellFormed()}\n[… ${left.toLocaleString('en')} characters left out …]`;
}
