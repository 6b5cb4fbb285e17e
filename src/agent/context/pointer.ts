import { clipped } from '../../base/clipped.ts';
import type { CallId } from '../../base/ids.ts';

/** A call whose result was left out to save room. */
export interface LeftOutCall {
  readonly id: CallId;
  readonly name: string;
  readonly argumentsJson: string;
  /** How long the result was: the log need not hold it in memory any more. */
  readonly leftOutChars: number;
}

/** The arguments that say what a call was about, the most telling first. */
const subjects = ['path', 'script', 'notebook', 'file', 'run', 'command', 'query', 'pattern', 'url', 'call'];
const maxSubjectLength = 80;
/** Only the beginning of long arguments is looked at. */
const maxHeadLength = 2_000;

/** What a call costs in the context once its result is left out, roughly. */
export const pointerTokens = 45;
/** Results up to this size are not worth a pointer. */
export const minLeftOutTokens = 200;

/** Calls do not change once they have ended, and the same pointers are sent with every request. */
const known = new WeakMap<LeftOutCall, string>();

/** What the model sees in place of a result that was left out: how much it was, of what, and how to have it back. */
export function leftOutText(call: LeftOutCall): string {
  const before = known.get(call);
  if (before !== undefined) return before;
  const length = call.leftOutChars.toLocaleString('en-US');
  const again = `recall_output ${JSON.stringify({ call: call.id })}`;
  const text = `[Left out to save room: ${length} characters of ${describeCall(call)}. Read it again with ${again}]`;
  known.set(call, text);
  return text;
}

/** The tool and what it was about: `read_file train.py`. */
export function describeCall({ name, argumentsJson }: Pick<LeftOutCall, 'name' | 'argumentsJson'>): string {
  const subject = subjectOf(argumentsJson);
  return subject === undefined ? name : `${name} ${subject}`;
}

/** What a call was about, in one short line: its path, its script, its command. */
export function subjectOf(argumentsJson: string): string | undefined {
  const head = argumentsJson.slice(0, maxHeadLength);
  for (const field of subjects) {
    const quoted = new RegExp(`"${field}"\\s*:\\s*("(?:[^"\\\\]|\\\\.){1,300}")`).exec(head)?.[1];
    if (quoted !== undefined) return oneLine(unquoted(quoted));
  }
  return undefined;
}

function unquoted(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return json.slice(1, -1);
  }
}

function oneLine(text: string): string {
  return clipped(text.replaceAll(/\s+/g, ' ').trim(), maxSubjectLength);
}
