import type { BlobHash, SessionId } from '../../base/ids.ts';
import type { Picture } from '../../base/picture.ts';
import { createRedactor, type Redactor, redactValue } from '../../base/redact.ts';
import { type Blobs, createBlobs } from '../blobs.ts';
import { isEnd } from '../bounds.ts';
import { branchOf } from '../branch.ts';
import { readChildren } from '../children.ts';
import { findLog } from '../places.ts';
import { readLog } from '../readLog.ts';
import { claudeCodeEvents, sidechainOf } from './claudeCode.ts';
import type { ExportedBlob, ExportedSession, ExportFormat } from './exported.ts';
import type { IsSecretPath } from './guarded.ts';
import { exportObject } from './json.ts';
import { exportMarkdown } from './markdown.ts';
import { sessionRow } from './messages.ts';
import { trajectoryOf } from './trajectory.ts';

/** Of one result that was too long for the log, and of all of them. */
const maxBlobChars = 256 * 1024;
const maxBlobsChars = 16 * 1024 * 1024;
/** Of all pictures. */
const maxPicturesBytes = 50 * 1024 * 1024;

/** Where nobody says which files may hold secrets, nothing of any file is told. */
const anyPath: IsSecretPath = () => true;

/**
 * A session’s branch as text in this format. It only reads, so anybody may have the session open; what they did not flush is not in it. Secrets
 * are taken out once more: the redactor may know more of them than it did when the log was written. Throws SessionNotFound.
 */
export async function exportSession(where: {
  readonly home: string;
  readonly session: SessionId;
  readonly workspace?: string;
  readonly format: ExportFormat;
  readonly redact?: Redactor;
  readonly isSecretPath?: IsSecretPath;
}): Promise<string> {
  const { session, format, redact = createRedactor(), isSecretPath } = where;
  const path = await findLog(where);
  const events = branchOf((await readLog(path)).events);
  const made = new Set(events.flatMap((event) => (event.type === 'response.call' ? [event.call] : [])));
  const children = (await readChildren(path)).filter(({ call }) => made.has(call));
  const wanted = format === 'json' ? blobsOf(events) : new Set<BlobHash>();
  const stored = createBlobs(where.home);
  const pictures = format === 'json' ? await readPictures(stored, events) : new Map<BlobHash, string>();
  return exportText({ session, events, children, blobs: await readBlobs(stored, wanted, redact), pictures }, format, redact, isSecretPath);
}

/** Pure, and made for any log: what cannot be understood is left out. */
export function exportText(given: ExportedSession, format: ExportFormat, redact: Redactor, isSecretPath = anyPath): string {
  // Before anything is cut, because half a secret is not recognised, and again behind, because pieces are put together.
  const children = redactValue(redact, given.children ?? []);
  const exported = { ...given, events: redactValue(redact, given.events), children };
  const logs = children.map((child) => ({ ...given, session: child.session, events: branchOf(child.events) }));
  switch (format) {
    case 'markdown':
      return redact(exportMarkdown(exported));
    case 'json':
      // The bytes of pictures are no text: what looks like a secret in them is none.
      return `${JSON.stringify({ ...redactValue(redact, exportObject(exported)), pictures: Object.fromEntries(given.pictures ?? []) }, undefined, 1)}\n`;
    case 'claude-code':
      return [
        ...claudeCodeEvents(trajectoryOf(exported, isSecretPath)),
        ...logs.flatMap((log) => sidechainOf(claudeCodeEvents(trajectoryOf(log, isSecretPath)), given.session)),
      ]
        .map((event) => `${JSON.stringify(redactValue(redact, event))}\n`)
        .join('');
    case 'messages':
      return [exported, ...logs].map((log) => `${JSON.stringify(redactValue(redact, sessionRow(log, isSecretPath)))}\n`).join('');
  }
}

/** Results only: copies of files belong to the workspace, and were never looked through for secrets. */
function blobsOf(events: ExportedSession['events']): ReadonlySet<BlobHash> {
  return new Set(events.flatMap((event) => (isEnd(event) && event.blob !== undefined ? [event.blob] : [])));
}

/** Base64, until there is enough of it. */
async function readPictures(blobs: Blobs, events: ExportedSession['events']): Promise<ReadonlyMap<BlobHash, string>> {
  const read = new Map<BlobHash, string>();
  let left = maxPicturesBytes;
  for (const { blob, bytes: length } of events.flatMap(picturesOf)) {
    if (read.has(blob) || length > left) continue;
    const bytes = await blobs.get(blob).catch(() => undefined); // missing or damaged: the event still says what it was
    if (bytes === undefined) continue;
    read.set(blob, Buffer.from(bytes).toString('base64'));
    left -= length;
  }
  return read;
}

function picturesOf(event: ExportedSession['events'][number]): readonly Picture[] {
  if (isEnd(event)) return event.pictures ?? [];
  if (event.type !== 'turn.started' && event.type !== 'message.steered') return [];
  return event.mentions.flatMap(({ picture }) => (picture === undefined ? [] : [picture]));
}

async function readBlobs(blobs: Blobs, hashes: ReadonlySet<BlobHash>, redact: Redactor): Promise<ReadonlyMap<BlobHash, ExportedBlob>> {
  const texts = new Map<BlobHash, ExportedBlob>();
  let left = maxBlobsChars;
  for (const hash of hashes) {
    if (left === 0) break;
    const bytes = await blobs.get(hash).catch(() => undefined); // missing or damaged: the log’s line still has its part
    if (bytes === undefined) continue;
    const whole = redact(Buffer.from(bytes).toString('utf8'));
    const text = whole.slice(0, Math.min(maxBlobChars, left));
    texts.set(hash, { text: text.toWellFormed(), isWhole: text.length === whole.length });
    left -= text.length;
  }
  return texts;
}
