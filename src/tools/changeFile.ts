import type { Effect } from '../base/effects.ts';
import type { BlobHash } from '../base/ids.ts';
import type { ToolCall, ToolDetail, ToolResult } from '../base/tool.ts';
import { unifiedDiff } from '../workspace/diff.ts';
import type { WrittenFile } from '../workspace/files.ts';
import { splitLines } from '../workspace/lines.ts';
import { isPython, pythonWarnings } from '../workspace/pythonLint.ts';
import { decodeText } from '../workspace/text.ts';
import type { RunServices } from './define.ts';
import { numberLines } from './numbered.ts';
import { absolutePath, displayPath } from './paths.ts';
import type { ReadMemory } from './readMemory.ts';

/** What the tools that change a file share: its effects, the card of the change, and carrying it out. */

/** A change that was computed and not yet made. Texts are for the diff; bytes are what is written. */
export interface PlannedChange {
  readonly path: string;
  /** undefined: the file does not exist. */
  readonly before: { readonly bytes: Uint8Array; readonly text: string } | undefined;
  readonly after: { readonly bytes: Uint8Array; readonly text: string };
  /** Places to show afterwards, in lines of the new text from 1. */
  readonly shown: readonly { readonly firstLine: number; readonly lastLine: number }[];
  /** What the model should know beside the numbers. */
  readonly notes: readonly string[];
  /** What people read of a file that is not read as it is stored; the texts above are of this kind. */
  readonly readable?: (text: string) => string;
}

interface RecordedChange {
  readonly written: WrittenFile;
  readonly blobs: { readonly before?: BlobHash; readonly after?: BlobHash };
}

type EditDetail = Extract<ToolDetail, { readonly kind: 'edit' }>;

const contextLines = 3;
const maxShownBytes = 8_000;

/** What it becomes depends on what it is. */
export function changeEffects(given: string, roots: readonly string[]): readonly Effect[] {
  const path = absolutePath(given, roots);
  return [
    { kind: 'read', path },
    { kind: 'write', path },
  ];
}

export async function describeChange({ path, before, after }: PlannedChange): Promise<EditDetail> {
  return { kind: 'edit', path, ...(await unifiedDiff(before?.text, after.text)) };
}

export async function makeChange(change: PlannedChange, verb: string, services: RunServices, call: ToolCall): Promise<ToolResult> {
  const { path, after } = change;
  const { written, blobs } = await writeRecorded(change, services, call);
  const isAsWritten = Buffer.compare(written.after, after.bytes) === 0;
  const { readable = (stored: string) => stored } = change;
  const text = isAsWritten ? after.text : readable(decodeText(written.after, path).text);
  const detail = { ...(await describeChange({ ...change, after: { bytes: written.after, text } })), ...blobs };
  const formatted =
    text === after.text ? [] : ['The editor changed the file further when it was saved (a formatter, perhaps); this is how it is now.'];
  const counts = `+${detail.added} −${detail.removed}`;
  const lines = [
    `${verb} ${displayPath(path, services.roots)} (${counts}).`,
    ...change.notes,
    ...formatted,
    ...pythonNotes(path, text, services.seen),
    ...surroundings(text, change.shown),
  ];
  return { content: lines.join('\n'), detail };
}

/** A mistake is said as long as it is there; advice once a session. */
function pythonNotes(path: string, text: string, seen: ReadMemory): readonly string[] {
  if (!isPython(path)) return [];
  return pythonWarnings(text)
    .filter(({ kind }) => kind === 'syntax' || seen.isNewAdvice(path, kind))
    .map(({ message }) => message);
}

/** The copies come first: whatever ends the program while it writes, the file can be put back. */
async function writeRecorded({ path, before, after }: PlannedChange, services: RunServices, call: ToolCall): Promise<RecordedChange> {
  const change = { turn: call.turn, call: call.id, path, before: before?.bytes };
  const blobs = await services.recordChange({ ...change, after: after.bytes });
  try {
    const written = await services.files.write(call.permit, path, after.bytes, before?.bytes);
    if (Buffer.compare(written.after, after.bytes) === 0) return { written, blobs };
    return { written, blobs: await services.recordChange({ ...change, after: written.after }) };
  } catch (error) {
    // Nothing came of it; the error is what counts, even where this cannot be written down.
    await services.recordChange({ ...change, after: before?.bytes }).catch(() => undefined);
    throw error;
  }
}

function surroundings(text: string, places: PlannedChange['shown']): readonly string[] {
  const lines = splitLines(text).map((line) => line.text);
  const rows: string[] = [];
  let [left, shownTo] = [maxShownBytes, 0];
  for (const { firstLine, lastLine } of places) {
    const first = Math.max(firstLine - contextLines, shownTo + 1);
    const last = Math.min(lastLine + contextLines, lines.length);
    if (last < first) continue;
    if (left <= 0) {
      rows.push('… further places are not shown; read_file shows them.');
      break;
    }
    const page = numberLines(lines.slice(first - 1, last), first, left);
    if (shownTo > 0 && first > shownTo + 1) rows.push('  …');
    rows.push(page.text);
    if (page.nextLine <= last) rows.push(`  … to line ${last}`);
    left -= Buffer.byteLength(page.text);
    shownTo = last;
  }
  return rows;
}
