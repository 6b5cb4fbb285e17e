import { open } from 'node:fs/promises';

/** What lies in a JSON-lines file. Offsets and lengths are bytes; a length includes the line's end. */
export type JsonLine =
  | { readonly kind: 'value'; readonly offset: number; readonly length: number; readonly value: unknown }
  /** A whole line that is no JSON. */
  | { readonly kind: 'malformed'; readonly offset: number; readonly length: number; readonly bytes: Uint8Array }
  /** The last line, whose end is missing: the writer was killed in the middle of it. A complete value in it is given. */
  | { readonly kind: 'torn'; readonly offset: number; readonly length: number; readonly bytes: Uint8Array; readonly value?: unknown };

export type RawLine = { readonly offset: number; readonly bytes: Buffer; readonly isTorn: boolean };

const chunkBytes = 256 * 1024;
const newline = 0x0a;

/** The lines of a file of any size, read in pieces. Empty lines are left out. Throws the system's error when it cannot be read. */
export async function* readJsonLines(path: string, from = 0): AsyncGenerator<JsonLine> {
  for await (const batch of readRawLines(path, from)) {
    for (const line of batch) yield parseLine(line);
  }
}

function parseLine({ offset, bytes, isTorn }: RawLine): JsonLine {
  const length = bytes.length + (isTorn ? 0 : 1);
  const value = parse(bytes);
  if (isTorn) return { kind: 'torn', offset, length, bytes, ...(value === undefined ? {} : { value }) };
  return value === undefined ? { kind: 'malformed', offset, length, bytes } : { kind: 'value', offset, length, value };
}

/** JSON has no undefined, so undefined says that this is none. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The same unparsed, as many lines at a time as one read brought: for whoever looks at few of many lines. */
export async function* readRawLines(path: string, from = 0): AsyncGenerator<readonly RawLine[]> {
  const file = await open(path, 'r');
  try {
    let offset = from;
    let position = from;
    let parts: Buffer[] = []; // the beginning of a line that goes on in the next piece
    for (;;) {
      // A new buffer each time: the lines handed out lie in it.
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      const chunk = buffer.subarray(0, bytesRead);
      const lines: RawLine[] = [];
      let start = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
        const piece = chunk.subarray(start, end);
        const bytes = parts.length === 0 ? piece : Buffer.concat([...parts, piece]);
        parts = [];
        if (bytes.length > 0) lines.push({ offset, bytes, isTorn: false });
        offset += bytes.length + 1;
        start = end + 1;
      }
      if (start < bytesRead) parts.push(chunk.subarray(start));
      if (lines.length > 0) yield lines;
    }
    if (parts.length > 0) yield [{ offset, bytes: Buffer.concat(parts), isTorn: true }];
  } finally {
    await file.close();
  }
}

const firstScanBytes = 1024 * 1024;

/**
 * The same again through one buffer, for files too large to hold: a line's bytes are good until `each` returns. Answers the offset behind
 * the last whole line, from which a later scan may go on. Throws the signal's reason between two pieces.
 */
export async function scanLines(path: string, each: (line: RawLine) => void, from = 0, signal?: AbortSignal): Promise<number> {
  const file = await open(path, 'r');
  try {
    let buffer = Buffer.allocUnsafe(firstScanBytes);
    let held = 0; // bytes at the buffer's beginning that belong to a line not whole yet
    let offset = from; // of the buffer's beginning in the file
    for (;;) {
      signal?.throwIfAborted();
      if (held === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)]);
      const { bytesRead } = await file.read(buffer, held, buffer.length - held, offset + held);
      if (bytesRead === 0) break;
      const filled = held + bytesRead;
      let start = 0;
      for (let end = buffer.indexOf(newline, held); end !== -1 && end < filled; end = buffer.indexOf(newline, start)) {
        if (end > start) each({ offset: offset + start, bytes: buffer.subarray(start, end), isTorn: false });
        start = end + 1;
      }
      buffer.copyWithin(0, start, filled);
      held = filled - start;
      offset += start;
    }
    if (held > 0) each({ offset, bytes: buffer.subarray(0, held), isTorn: true });
    return offset;
  } finally {
    await file.close();
  }
}
