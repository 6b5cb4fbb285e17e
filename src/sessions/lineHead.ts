import type { BlobHash, CallId, EventId } from '../base/ids.ts';
import type { ToolDetail } from '../base/tool.ts';
import { type BodyOf, type SessionEvent, sessionLogVersion, type ToolOutcome } from './events.ts';

/** What the beginning of a line tells without the rest being parsed. */
export interface LineHead {
  readonly version: number;
  readonly id: EventId;
  readonly parent: EventId | null;
  readonly atMs: number;
  readonly type: string;
}

/** The envelope is written first and in this order (docs/formats.md), and lies within these bytes; so do the short fields of a call's end. */
const headBytes = 512;
const tailBytes = 1_024;
const envelope = /^\{"v":(\d+),"id":"([^"\\]+)","parent":(?:null|"([^"\\]+)"),"atMs":(\d+(?:\.\d+)?),"type":"([^"\\]+)"/;
const endOfCall =
  /^,"call":"([^"\\]+)","outcome":"(done|failed|rejected|abandoned)"(?:,"code":"([^"\\]*)")?(?:,"blob":"([0-9a-f]{64})")?,"content":"/;

/** Undefined where the line is no event, or one that some other program wrote in another order: then only parsing tells. */
export function readHead(line: Buffer): LineHead | undefined {
  return headOf(line.toString('latin1', 0, headBytes))?.head;
}

/** The end of a call without what it said, or undefined when the head does not tell everything else. */
export function readColdEnd(line: Buffer): (SessionEvent & BodyOf<'tool.ended'>) | undefined {
  const text = line.toString('latin1', 0, headBytes);
  const read = headOf(text);
  if (read?.head.type !== 'tool.ended' || read.head.version !== sessionLogVersion) return undefined;
  const [, call, outcome, code, blob] = endOfCall.exec(text.slice(read.length)) ?? [];
  if (call === undefined || outcome === undefined) return undefined;
  const { id, parent, atMs } = read.head;
  return {
    v: sessionLogVersion,
    id,
    parent,
    atMs,
    type: 'tool.ended',
    call: call as CallId,
    outcome: outcome as ToolOutcome,
    content: '',
    ...(code === undefined ? {} : { code }),
    ...(blob === undefined ? {} : { blob: blob as BlobHash }),
    ...runDetail(line),
    isCold: true,
  };
}

/** A run's detail is short and stands at the end of its line. Inside a JSON string its quotes would be escaped: what is found is a field. */
function runDetail(line: Buffer): { readonly detail?: ToolDetail } {
  const tail = line.toString('utf8', Math.max(0, line.length - tailBytes)).trimEnd();
  const start = tail.lastIndexOf(',"detail":{"kind":"run",');
  if (start < 0) return {};
  try {
    return { detail: JSON.parse(tail.slice(start + ',"detail":'.length, -1)) };
  } catch {
    return {};
  }
}

function headOf(text: string): { readonly head: LineHead; readonly length: number } | undefined {
  const match = envelope.exec(text);
  if (match === null) return undefined;
  const [whole, version, id, parent, atMs, type] = match;
  const head = {
    version: Number(version),
    id: id as EventId,
    parent: (parent ?? null) as EventId | null,
    atMs: Number(atMs),
    type: type ?? '',
  };
  return { head, length: whole.length };
}
