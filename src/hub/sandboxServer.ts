/** The server in a sandbox, as it is spoken to: files, processes and short commands. What only asks is asked again where the line breaks. */
import * as z from 'zod';
import { type Clock, systemClock } from '../base/clock.ts';
import { refusalOf, SandboxError, unreachable } from './sandboxErrors.ts';
import { sandboxProtocol } from './sandboxJob.ts';

export interface SandboxAccess {
  /** See `sandboxAddress`. */
  readonly address: string;
  readonly sandboxToken: string;
  /** Of Hugging Face: asked for at each request, since it may be renewed. */
  token(): Promise<string | undefined>;
  readonly fetch: typeof fetch;
  readonly userAgent: string;
  readonly clock?: Clock;
}

export interface RemoteStat {
  readonly type: 'file' | 'dir' | 'symlink';
  readonly size: number;
}

export interface RemoteProcess {
  readonly id: string;
  readonly tag?: string | null | undefined;
  readonly running: boolean;
  readonly exit_code?: number | null | undefined;
}

export interface ShortOutcome {
  readonly exitCode: number | null;
  readonly output: string;
}

const statSchema = z.object({ type: z.enum(['file', 'dir', 'symlink']).catch('file'), size: z.number() });
const processSchema = z.object({
  id: z.string(),
  tag: z.string().nullish(),
  running: z.boolean().catch(true),
  exit_code: z.number().nullish(),
});
const exitSchema = z.object({ event: z.string(), data: z.string().optional(), exit_code: z.number().nullish() });
const healthSchema = z.object({ protocol: z.number().catch(1).default(1) });

const attempts = 6;
const firstWaitMs = 250;
const longestWaitMs = 4_000;
const longestSilenceMs = 60_000;
/** Through the line before a job, one stream is slow: a long text goes in parts of this size, as the official clients send it. */
const partBytes = 2 ** 20;
const partsAtOnce = 8;
const mostShortChars = 64 * 1024;

interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  /** Whether it may be sent again when nobody knows if it arrived. */
  readonly mayRepeat: boolean;
  readonly timeoutMs?: number;
}

export class SandboxServer {
  readonly #access: SandboxAccess;
  readonly #clock: Clock;

  constructor(access: SandboxAccess) {
    this.#access = access;
    this.#clock = access.clock ?? systemClock;
  }

  /** Whether it answers; throws `sandbox-protocol` where it speaks something older. One look. */
  async isReady(signal?: AbortSignal): Promise<boolean> {
    let response: Response;
    try {
      response = await this.#send({ method: 'GET', path: '/health', mayRepeat: true, timeoutMs: 5_000 }, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof SandboxError && error.code === 'sandbox-token' && error.status === 401) throw error;
      return false;
    }
    const { protocol } = healthSchema.parse(await response.json());
    if (protocol >= sandboxProtocol) return true;
    throw new SandboxError(
      'sandbox-protocol',
      `The server of this sandbox speaks version ${protocol} of its protocol, and ${sandboxProtocol} is needed.`,
      'End it, and start another one.',
      { status: 200 },
    );
  }

  /** Throws `sandbox-not-found` where there is nothing. */
  async stat(path: string, signal?: AbortSignal): Promise<RemoteStat> {
    return statSchema.parse(await this.#json({ method: 'GET', path: '/v1/files/stat', query: { path }, mayRepeat: true }, signal));
  }

  /** So many bytes from there, or fewer where the file ends. */
  async read(path: string, offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array> {
    const parts = rangesOf(length).map(([at, bytes]) => ({ offset: offset + at, length: bytes }));
    const read = await inParallel(parts, async (range) => {
      return await this.#again({ method: 'GET', path: '/v1/files/read', query: { path, ...range }, mayRepeat: true }, signal, bytesOf);
    });
    return Buffer.concat(read);
  }

  /** The whole file, with the folders above it. */
  async write(path: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    if (bytes.length <= 2 * partBytes) {
      await this.#done({ method: 'PUT', path: '/v1/files/write', query: { path }, bytes, mayRepeat: true }, signal);
      return;
    }
    await inParallel(rangesOf(bytes.length), async ([offset, length]) => {
      const isLast = offset + length >= bytes.length;
      const query = { path, offset, ...(isLast ? { truncate_to: bytes.length } : {}) };
      const part = bytes.subarray(offset, offset + length);
      await this.#done({ method: 'PUT', path: '/v1/files/write', query, bytes: part, mayRepeat: true }, signal);
    });
  }

  async makeFolder(path: string, signal?: AbortSignal): Promise<void> {
    await this.#done({ method: 'POST', path: '/v1/files/mkdir', query: { path }, mayRepeat: true }, signal);
  }

  async delete(path: string, signal?: AbortSignal): Promise<void> {
    await this.#done({ method: 'DELETE', path: '/v1/files/delete', query: { path, recursive: 1 }, mayRepeat: true }, signal);
  }

  /** Starts a program that goes on by itself. Where the answer was lost, it is looked for by its tag: it is never started twice. */
  async start(
    asked: { readonly cmd: readonly string[]; readonly env: Readonly<Record<string, string>>; readonly cwd?: string; readonly tag: string },
    signal?: AbortSignal,
  ): Promise<RemoteProcess> {
    for (let attempt = 1; ; attempt++) {
      try {
        return processSchema.parse(await this.#json({ method: 'POST', path: '/v1/processes', json: asked, mayRepeat: false }, signal));
      } catch (error) {
        if (!(error instanceof SandboxError) || error.code !== 'sandbox-unreachable' || attempt === attempts) throw error;
        await this.#clock.sleep(firstWaitMs, signal);
        const own = (await this.processes(signal)).find(({ tag }) => tag === asked.tag);
        if (own !== undefined) return own;
      }
    }
  }

  async processes(signal?: AbortSignal): Promise<readonly RemoteProcess[]> {
    return processSchema.array().parse(await this.#json({ method: 'GET', path: '/v1/processes', mayRepeat: true }, signal));
  }

  async endProcess(id: string, signal?: AbortSignal): Promise<void> {
    try {
      await this.#done({ method: 'DELETE', path: `/v1/processes/${encodeURIComponent(id)}`, mayRepeat: true }, signal);
    } catch (error) {
      // It has ended and is forgotten.
      if (!(error instanceof SandboxError) || error.code !== 'sandbox-not-found') throw error;
    }
  }

  /** A command of a moment, whose words may be said again. */
  async short(cmd: readonly string[], signal?: AbortSignal, timeoutS = 60): Promise<ShortOutcome> {
    const sent: Sent = {
      method: 'POST',
      path: '/v1/exec',
      json: { cmd, timeout: timeoutS },
      mayRepeat: true,
      timeoutMs: (timeoutS + 15) * 1000,
    };
    return await this.#again(sent, signal, async (response) => {
      let output = '';
      for await (const line of linesOf(response)) {
        const { event, data = '', exit_code: exitCode } = exitSchema.parse(JSON.parse(line));
        if ((event === 'stdout' || event === 'stderr') && output.length < mostShortChars) output += data;
        if (event === 'exit') return { exitCode: exitCode ?? null, output };
      }
      throw new Error('the line broke before the command ended');
    });
  }

  async #json(sent: Sent, signal: AbortSignal | undefined): Promise<unknown> {
    return await this.#again(sent, signal, (response) => response.json());
  }

  async #done(sent: Sent, signal: AbortSignal | undefined): Promise<void> {
    await this.#again(sent, signal, async ({ body }) => await body?.cancel());
  }

  async #again<T>(sent: Sent, signal: AbortSignal | undefined, read: (response: Response) => Promise<T>): Promise<T> {
    for (let attempt = 1, waitMs = firstWaitMs; ; attempt++, waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      try {
        const response = await this.#send(sent, signal);
        try {
          return await read(response);
        } catch (error) {
          signal?.throwIfAborted();
          throw unreachable(error);
        }
      } catch (error) {
        signal?.throwIfAborted();
        const isWorthIt = sent.mayRepeat && error instanceof SandboxError && error.code === 'sandbox-unreachable';
        if (!isWorthIt || attempt === attempts) throw error;
      }
      await this.#clock.sleep(waitMs, signal);
    }
  }

  /** No redirect is followed: there is none in this protocol, and both tokens would go along. */
  async #send({ method, path, query = {}, json, bytes, timeoutMs = longestSilenceMs }: Sent, signal?: AbortSignal): Promise<Response> {
    const { address, sandboxToken, userAgent, fetch, token } = this.#access;
    const url = new URL(`${address}${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const bearer = await token();
    const limit = AbortSignal.timeout(timeoutMs);
    const headers = {
      'user-agent': userAgent,
      'x-sandbox-token': sandboxToken,
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const body = json === undefined ? (bytes === undefined ? undefined : new Uint8Array(bytes)) : JSON.stringify(json);
    let response: Response;
    try {
      response = await fetch(url.href, {
        method,
        headers,
        redirect: 'manual',
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
        ...(body === undefined ? {} : { body }),
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw unreachable(error);
    }
    if (response.ok) return response;
    throw await refusalOf(response);
  }
}

function rangesOf(length: number): readonly (readonly [offset: number, length: number])[] {
  const count = Math.max(1, Math.ceil(length / partBytes));
  return Array.from({ length: count }, (_, at) => [at * partBytes, Math.min(partBytes, length - at * partBytes)]);
}

/** In order of what was asked for, so many at a time. */
async function inParallel<A, B>(items: readonly A[], act: (item: A) => Promise<B>): Promise<readonly B[]> {
  const done: B[] = [];
  for (let at = 0; at < items.length; at += partsAtOnce) done.push(...(await Promise.all(items.slice(at, at + partsAtOnce).map(act))));
  return done;
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  if (body === null) return;
  const decoder = new TextDecoder();
  let begun = '';
  for await (const chunk of body) {
    const lines = (begun + decoder.decode(chunk, { stream: true })).split('\n');
    begun = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield line;
  }
  if (begun.trim() !== '') yield begun;
}
