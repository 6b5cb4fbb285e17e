import type { BlobHash } from '../base/ids.ts';
import type { ToolDetail } from '../base/tool.ts';
import { hashOf } from './blobs.ts';
import type { EndOfCall, SessionEventBody } from './events.ts';

/** Outputs larger than this (UTF-8) leave the log for a blob. */
export const maxInlineBytes = 32 * 1024;
const headBytes = 16 * 1024;
const tailBytes = 8 * 1024;

export interface BoundedEnd {
  readonly body: EndOfCall;
  /** What must be stored before the event is written. */
  readonly blobs: readonly { readonly hash: BlobHash; readonly bytes: Uint8Array }[];
}

export function isEnd<T extends SessionEventBody>(body: T): body is T & EndOfCall {
  return body.type === 'tool.ended' || body.type === 'call.settled';
}

/**
 * A result that is fit for the log: of a long text head and tail with a note that names the blob holding the whole. Where the tool itself
 * left something out and hands over the whole beside it, that is the blob.
 */
export function boundEnd({
  type,
  call,
  outcome,
  code,
  blob: given,
  content,
  full,
  detail,
  origin,
  hidden,
  pictures,
}: EndOfCall): BoundedEnd {
  const blobs: { readonly hash: BlobHash; readonly bytes: Uint8Array }[] = [];
  const bound = (text: string): { readonly text: string; readonly blob?: BlobHash } => {
    // UTF-8 has at most 3 bytes for each UTF-16 unit, so most texts need no encoding to be judged.
    if (text.length * 3 <= maxInlineBytes) return { text };
    const bytes = Buffer.from(text, 'utf8');
    if (bytes.length <= maxInlineBytes) return { text };
    const hash = hashOf(bytes);
    blobs.push({ hash, bytes });
    return { text: headAndTail(bytes, hash), blob: hash };
  };
  const whole = full === undefined ? undefined : Buffer.from(full, 'utf8');
  const wholeHash = whole === undefined ? undefined : hashOf(whole);
  if (whole !== undefined && wholeHash !== undefined) blobs.push({ hash: wholeHash, bytes: whole });
  const bounded = bound(content);
  const blob = wholeHash ?? bounded.blob ?? given;
  const shown = boundDetail(detail, (long) => bound(long).text);
  const body = {
    type,
    call,
    outcome,
    // Short fields first: whoever leaves a long result in the file reads no further (docs/formats.md).
    ...(code === undefined ? {} : { code }),
    ...(blob === undefined ? {} : { blob }),
    content: bounded.text,
    ...(origin === undefined ? {} : { origin }),
    ...(hidden === undefined ? {} : { hidden }),
    ...(pictures === undefined ? {} : { pictures }),
    ...(shown === undefined ? {} : { detail: shown }),
  };
  return { body, blobs };
}

/** A diff stays whole: without all its lines it is none, and the edit engine bounds it. */
function boundDetail(detail: ToolDetail | undefined, bound: (text: string) => string): ToolDetail | undefined {
  if (detail?.kind === 'text') return { ...detail, text: bound(detail.text) };
  if (detail?.kind === 'shell') return { ...detail, output: bound(detail.output) };
  return detail;
}

function headAndTail(bytes: Buffer, hash: BlobHash): string {
  const head = lineEndBefore(bytes, headBytes);
  const tail = lineStartAfter(bytes, bytes.length - tailBytes);
  const left = tail - head;
  const before = bytes.toString('utf8', 0, head);
  return `${before}${before.endsWith('\n') ? '' : '\n'}[… ${left.toLocaleString('en')} bytes left out here; the whole output is kept as blob ${hash} …]\n${bytes.toString('utf8', tail)}`;
}

/** Cuts where a line ends, or, in a line that is very long, where a character does. */
function lineEndBefore(bytes: Buffer, at: number): number {
  const newline = bytes.lastIndexOf(0x0a, at - 1);
  return newline > at / 2 ? newline + 1 : characterStart(bytes, at);
}

function lineStartAfter(bytes: Buffer, at: number): number {
  const newline = bytes.indexOf(0x0a, at);
  return newline !== -1 && newline < (at + bytes.length) / 2 ? newline + 1 : characterStart(bytes, at);
}

/** UTF-8: bytes 10xxxxxx go on a character. */
function characterStart(bytes: Buffer, from: number): number {
  let at = from;
  while (at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}
