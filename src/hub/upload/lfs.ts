/** Large files go to storage, not to the Hub: by git-lfs's batch call, in one piece or in parts (hugging-face: `basic` and `multipart`). */
import * as z from 'zod';
import type { Clock } from '../../base/clock.ts';
import { isCancellation } from '../../base/errors.ts';
import type { HubClient } from '../client.ts';
import { HubError } from '../hubErrors.ts';
import { type RepoId, repoPage } from '../repoId.ts';
import { type DescribedFile, FileChanged, piecesOf } from './describe.ts';
import type { BegunFile, UploadRecord } from './uploadRecord.ts';

export interface LargeFile extends DescribedFile {
  /** SHA-256. */
  readonly oid: string;
}

export interface LargeUpload {
  readonly hub: HubClient;
  readonly repo: RepoId;
  readonly branch: string;
  readonly record: UploadRecord;
  readonly clock: Clock;
  /** As bytes arrive; negative where some have to be sent again. */
  readonly sent: (path: string, bytes: number) => void;
  readonly signal: AbortSignal;
}

const actionSchema = z.object({ href: z.string(), header: z.record(z.string(), z.union([z.string(), z.number()])).nullish() });
const objectSchema = z.object({
  oid: z.string(),
  size: z.number(),
  actions: z.object({ upload: actionSchema.nullish(), verify: actionSchema.nullish() }).nullish(),
  error: z.object({ code: z.number(), message: z.string() }).nullish(),
});
const batchSchema = z.object({ objects: z.array(objectSchema) });
type BatchObject = z.infer<typeof objectSchema>;

/** So many parts of all files at once. Each is read from the disk as it goes, so they cost no memory. */
const atOnce = 4;
const objectsPerBatch = 100;
const partAttempts = 6;

/** Resolves when storage has all of them. What it has already is not sent. */
export async function sendLargeFiles(files: readonly LargeFile[], upload: LargeUpload): Promise<void> {
  const once = [...new Map(files.map((file) => [file.oid, file])).values()];
  for (let at = 0; at < once.length; at += objectsPerBatch) await sendBatch(once.slice(at, at + objectsPerBatch), upload);
}

async function sendBatch(files: readonly LargeFile[], upload: LargeUpload): Promise<void> {
  const { record, sent } = upload;
  const fresh = files.filter(({ oid }) => record.find(oid) === undefined);
  const objects = new Map((await ask(fresh, upload)).map((object) => [object.oid, object]));
  const pool = new Pool(atOnce);
  const all = files.map(async (file) => {
    const begun = record.find(file.oid);
    const object = objects.get(file.oid);
    if (begun !== undefined) await goOn(file, begun, upload, pool);
    else if (object?.actions?.upload == null) sent(file.path, file.bytes);
    else await begin(file, object, upload, pool);
  });
  const failed = (await Promise.allSettled(all)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function ask(files: readonly LargeFile[], { hub, repo, branch, signal }: LargeUpload): Promise<readonly BatchObject[]> {
  if (files.length === 0) return [];
  const { objects } = await hub.json(
    {
      path: `${repoPage('', repo)}.git/info/lfs/objects/batch`,
      method: 'POST',
      // The same question has the same answer.
      isRepeatable: true,
      headers: { accept: 'application/vnd.git-lfs+json' },
      body: {
        type: 'application/vnd.git-lfs+json',
        bytes: JSON.stringify({
          operation: 'upload',
          transfers: ['basic', 'multipart'],
          hash_algo: 'sha256',
          ref: { name: branch },
          objects: files.map(({ oid, bytes }) => ({ oid, size: bytes })),
        }),
      },
      signal,
    },
    batchSchema,
  );
  for (const { oid, error } of objects) {
    if (error == null) continue;
    const path = files.find((file) => file.oid === oid)?.path ?? oid;
    throw new HubError('hub-invalid', `The Hub does not take ${path}: ${error.message}.`, {
      status: error.code,
      said: error.message,
      hint: 'See its limits at https://huggingface.co/docs/hub/storage-limits.',
    });
  }
  return objects;
}

async function begin(file: LargeFile, { actions }: BatchObject, upload: LargeUpload, pool: Pool): Promise<void> {
  if (actions?.upload == null) return;
  const { href, header } = actions.upload;
  const partBytes = Number(header?.['chunk_size']);
  if (Number.isSafeInteger(partBytes) && partBytes > 0) {
    const partUrls = Object.entries(header ?? {})
      .filter(([name]) => /^\d+$/.test(name))
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, url]) => String(url));
    if (partUrls.length !== Math.max(1, Math.ceil(file.bytes / partBytes)))
      throw notUnderstood('the number of parts is another than the file has');
    const begun: BegunFile = { oid: file.oid, begunMs: upload.clock.nowMs(), partBytes, partUrls, completeUrl: href, etags: {} };
    await upload.record.keep(begun);
    await sendParts(file, begun, upload, pool);
  } else await pool.run(() => sendPiece(file, href, { start: 0, end: file.bytes }, upload));
  await verify(file, actions, upload);
}

/** Addresses that are too old are refused: then it is begun anew. */
async function goOn(file: LargeFile, begun: BegunFile, upload: LargeUpload, pool: Pool): Promise<void> {
  try {
    await sendParts(file, begun, upload, pool);
  } catch (error) {
    if (!(error instanceof StorageRefused) || error.status < 400 || error.status >= 500) throw error;
    await upload.record.forget(file.oid);
    const [object] = await ask([file], upload);
    if (object?.actions?.upload != null) await begin(file, object, upload, pool);
  }
}

async function sendParts(file: LargeFile, begun: BegunFile, upload: LargeUpload, pool: Pool): Promise<void> {
  const { record, hub, sent, signal } = upload;
  const etags: Record<string, string> = { ...begun.etags };
  const parts = begun.partUrls.map((url, index) => {
    const start = index * begun.partBytes;
    return { url, number: index + 1, start, end: Math.min(start + begun.partBytes, file.bytes) };
  });
  const sending = parts.map(async ({ url, number, start, end }) => {
    if (etags[number] !== undefined) {
      sent(file.path, end - start);
      return;
    }
    const etag = await pool.run(() => sendPiece(file, url, { start, end }, upload));
    if (etag === undefined) throw notUnderstood('storage did not name the part that it took');
    etags[number] = etag;
    await record.keep({ ...begun, etags: { ...etags } });
  });
  const failed = (await Promise.allSettled(sending)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const body = JSON.stringify({ oid: file.oid, parts: parts.map(({ number }) => ({ partNumber: number, etag: etags[number] })) });
  await persist(upload, async () => {
    const headers = { 'content-type': 'application/vnd.git-lfs+json', accept: 'application/vnd.git-lfs+json' };
    const response = await hub.toStorage(begun.completeUrl, { method: 'POST', headers, body, signal });
    await taken(response);
  });
  await record.forget(file.oid);
}

/** Answers its ETag. A line that is cut costs this piece, and no other. */
async function sendPiece(
  file: LargeFile,
  url: string,
  piece: { readonly start: number; readonly end: number },
  upload: LargeUpload,
): Promise<string | undefined> {
  const { hub, sent, signal } = upload;
  return await persist(upload, async () => {
    let passed = 0;
    const pieces = piecesOf(file, piece.start, piece.end, signal);
    const stream = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          try {
            const { done, value } = await pieces.next();
            if (done === true) {
              controller.close();
              return;
            }
            passed += value.length;
            sent(file.path, value.length);
            controller.enqueue(value);
          } catch (error) {
            controller.error(error);
          }
        },
        async cancel() {
          await pieces.return(undefined);
        },
      },
      { highWaterMark: 0 },
    );
    try {
      const response = await hub.toStorage(url, { method: 'PUT', body: { stream, bytes: piece.end - piece.start }, signal });
      return (await taken(response)) ?? undefined;
    } catch (error) {
      sent(file.path, -passed);
      // A stream that failed shows as a line that broke; what really was wrong stands in its cause.
      const cause = causeOf(error, FileChanged);
      throw cause ?? error;
    }
  });
}

function causeOf<T>(error: unknown, kind: new (...args: never[]) => T): T | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof kind) return at;
  return undefined;
}

async function taken(response: Response): Promise<string | null> {
  const etag = response.headers.get('etag');
  if (response.ok) {
    await response.body?.cancel();
    return etag;
  }
  throw new StorageRefused(response.status, (await response.text().catch(() => '')).slice(0, 500));
}

/** Where the files go said no. */
class StorageRefused extends HubError {
  constructor(status: number, said: string) {
    super('hub-server', `Storage did not take a file (${status}).`, { status, said, hint: 'Upload again: it goes on where it was.' });
  }
}

/** What may pass by itself is tried again: 1, 2, 4, 8, 8 s. */
async function persist<T>({ clock, signal }: LargeUpload, send: () => Promise<T>): Promise<T> {
  for (let attempt = 1, waitMs = 1_000; ; attempt++, waitMs = Math.min(waitMs * 2, 8_000)) {
    try {
      return await send();
    } catch (error) {
      const mayPass =
        error instanceof StorageRefused
          ? error.status >= 500 || error.status === 429 || error.status === 408
          : error instanceof HubError && error.code === 'hub-unreachable';
      if (!mayPass || attempt === partAttempts || signal.aborted || isCancellation(error)) throw error;
    }
    await clock.sleep(waitMs, signal);
  }
}

/** The Hub is told that storage has it; only where it asks for that. */
async function verify(
  file: LargeFile,
  { verify: action }: NonNullable<BatchObject['actions']>,
  { hub, signal }: LargeUpload,
): Promise<void> {
  if (action == null) return;
  const { pathname, search, origin } = new URL(action.href, hub.endpoints.hub);
  // Old ones name huggingface.co whatever Hub it is; elsewhere the token has no business.
  if (origin !== new URL(hub.endpoints.hub).origin && origin !== 'https://huggingface.co') return;
  await hub.done({ path: `${pathname}${search}`, method: 'POST', json: { oid: file.oid, size: file.bytes }, isRepeatable: true, signal });
}

function notUnderstood(why: string): HubError {
  return new HubError('hub-server', `The upload is not understood: ${why}.`, {
    status: 0,
    said: '',
    hint: 'Try again; if it happens again, upload with the hf command line and report it.',
  });
}

/** At most so many at once. */
class Pool {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(size: number) {
    this.#free = size;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
