/** What the Hub wants to know of a file before it says how it is to come. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PracticumError } from '../../base/errors.ts';

/** A file here and the name that it gets there. */
export interface UploadFile {
  /** In the repository, with `/`. */
  readonly path: string;
  readonly from: { readonly file: string } | { readonly bytes: Uint8Array };
  /** Of what somebody has looked at, lower-case hex: other bytes are not uploaded. */
  readonly sha256?: string;
}

export interface DescribedFile extends UploadFile {
  readonly bytes: number;
  /** Of its first 512 bytes: by these the Hub tells text from weights. */
  readonly sample: string;
  /** Milliseconds since 1970, of a file on the disk. */
  readonly changedMs?: number;
}

const sampleBytes = 512;
const readBytes = 1 << 20;
/** What is sent is garbage only once it has left, so it goes in small pieces. */
const sentBytes = 1 << 16;

export async function describeFile(given: UploadFile): Promise<DescribedFile> {
  if ('bytes' in given.from) {
    const { bytes } = given.from;
    return { ...given, bytes: bytes.length, sample: Buffer.from(bytes.subarray(0, sampleBytes)).toString('base64') };
  }
  const handle = await open(given.from.file);
  try {
    const { size, mtimeMs } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
    return { ...given, bytes: size, sample: buffer.subarray(0, bytesRead).toString('base64'), changedMs: mtimeMs };
  } finally {
    await handle.close();
  }
}

/** The file was changed while it was on its way: what would arrive is neither the old nor the new one. */
export class FileChanged extends PracticumError {
  constructor(path: string) {
    super('file-changed', `${path} was changed while it was uploaded.`, { hint: 'Upload it again when nothing writes to it any more.' });
  }
}

/** Lower-case hex. `git`: as git names a blob of these bytes. */
export async function hashOf(described: DescribedFile, kind: 'sha256' | 'git', signal?: AbortSignal): Promise<string> {
  const hash = createHash(kind === 'git' ? 'sha1' : 'sha256');
  if (kind === 'git') hash.update(`blob ${described.bytes}\0`);
  let seen = 0;
  const take = (chunk: Uint8Array): void => {
    hash.update(chunk);
    seen += chunk.length;
  };
  if ('bytes' in described.from) take(described.from.bytes);
  else await readThrough(described.from.file, take, signal);
  if (seen !== described.bytes) throw new FileChanged(described.path);
  return hash.digest('hex');
}

/** All of a file through one buffer, however long it is. */
async function readThrough(file: string, take: (chunk: Uint8Array) => void, signal: AbortSignal | undefined): Promise<void> {
  const handle = await open(file);
  try {
    const buffer = Buffer.allocUnsafe(readBytes);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, readBytes);
      if (bytesRead === 0) return;
      take(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

/** Its bytes from `from` up to, not with, `to`. */
export async function* piecesOf({ from, path }: DescribedFile, start: number, end: number, signal?: AbortSignal): AsyncGenerator<Buffer> {
  if (start >= end) return;
  if ('bytes' in from) {
    for (let at = start; at < end; at += sentBytes)
      yield Buffer.from(from.bytes.buffer, from.bytes.byteOffset + at, Math.min(sentBytes, end - at));
    return;
  }
  let left = end - start;
  const stream = createReadStream(from.file, {
    start,
    end: end - 1,
    highWaterMark: sentBytes,
    ...(signal === undefined ? {} : { signal }),
  });
  for await (const chunk of stream) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    left -= bytes.length;
    yield bytes;
  }
  if (left > 0) throw new FileChanged(path);
}

/** All of a small one. Throws FileChanged. */
export async function wholeOf(described: DescribedFile): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of piecesOf(described, 0, described.bytes)) pieces.push(piece);
  const whole = Buffer.concat(pieces);
  if (described.sha256 !== undefined) requireSame(described, createHash('sha256').update(whole).digest('hex'));
  return whole;
}

/** Throws FileChanged where it is not what was looked at. */
export function requireSame({ path, sha256 }: UploadFile, is: string): void {
  if (sha256 !== undefined && sha256 !== is) throw new FileChanged(path);
}
