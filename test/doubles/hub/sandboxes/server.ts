/**
 * What runs in a sandbox job in place of `sbx-server`: its protocol 2 on the port that the job exposes, with commands and files that are real.
 * There is no container: an absolute path is one below the job’s own folder, and in commands `/work` and `/practicum` are rewritten to that.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';

const { SBX_PORT: port = '', SBX_TOKEN: token = '', SBX_IDLE_TIMEOUT: idle = '0', ...inherited } = process.env;
const startedMs = Date.now();
const root = path.join(process.cwd(), 'root');
const rewritten = ['/work', '/practicum'];
for (const folder of rewritten) mkdirSync(root + folder, { recursive: true });

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Kept {
  readonly id: string;
  readonly child: ChildProcess;
  readonly cmd: unknown;
  readonly tag: string | null;
  readonly startedMs: number;
}

const kept = new Map<string, Kept>();
const mostKept = 100;
const pingMs = 15_000;
let lastCallMs = Date.now();
let nextId = 1;

const handlers: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void>> = {
  'GET /health': (_, response) =>
    send(response, 200, { status: 'ok', version: '0.6.0', protocol: 2, uptime_ms: Date.now() - startedMs, sandboxes: 0 }),
  'POST /v1/exec': execute,
  'POST /v1/processes': async (request, response) => {
    const asked = await json(request);
    const child = start(asked, 'ignore');
    const id = `p${nextId++}`;
    kept.set(id, { id, child, cmd: asked['cmd'], tag: typeof asked['tag'] === 'string' ? asked['tag'] : null, startedMs: Date.now() });
    for (const [
      old,
      {
        child: { exitCode },
      },
    ] of kept)
      if (kept.size > mostKept && exitCode !== null) kept.delete(old);
    send(response, 200, { id, pid: child.pid, cmd: asked['cmd'], tag: asked['tag'] ?? null });
  },
  'GET /v1/processes': (_, response) =>
    send(
      response,
      200,
      [...kept.values()].map(({ id, child, cmd, tag, startedMs: at }) => ({
        id,
        pid: child.pid,
        cmd,
        tag,
        running: isRunning(child),
        exit_code: child.exitCode,
        started_at_ms: at,
      })),
    ),
  'GET /v1/files/read': async (_, response, url) => {
    const file = await fs.open(mapped(url), 'r');
    try {
      const { size } = await file.stat();
      const offset = Number(url.searchParams.get('offset') ?? 0);
      const length = Math.max(0, Math.min(Number(url.searchParams.get('length') ?? size), size - offset));
      const bytes = Buffer.alloc(length);
      await file.read(bytes, 0, length, offset);
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': length });
      response.end(bytes);
    } finally {
      await file.close();
    }
  },
  'PUT /v1/files/write': async (request, response, url) => {
    if (request.headers['content-length'] === undefined) throw new Refused(411, 'Content-Length is required');
    const file = mapped(url);
    await fs.mkdir(path.dirname(file), { recursive: true });
    const bytes = await body(request);
    const offset = url.searchParams.get('offset');
    if (offset === null) await fs.writeFile(file, bytes);
    else await patch(file, Number(offset), bytes);
    const total = url.searchParams.get('truncate_to');
    if (total !== null) await fs.truncate(file, Number(total));
    const mode = url.searchParams.get('mode');
    if (mode !== null) await fs.chmod(file, Number.parseInt(mode, 8));
    send(response, 200, { path: url.searchParams.get('path'), size: bytes.length });
  },
  'GET /v1/files/list': async (_, response, url) => {
    const folder = mapped(url);
    const names = (await fs.readdir(folder)).sort();
    const entries = await Promise.all(names.map((name) => entryOf(path.join(folder, name), path.posix.join(asked(url), name))));
    send(response, 200, { entries });
  },
  'GET /v1/files/stat': async (_, response, url) => send(response, 200, await entryOf(mapped(url), asked(url))),
  'DELETE /v1/files/delete': async (_, response, url) => {
    await fs.rm(mapped(url), { recursive: url.searchParams.get('recursive') === '1' });
    send(response, 200, {});
  },
  'POST /v1/files/mkdir': async (_, response, url) => {
    await fs.mkdir(mapped(url), { recursive: true });
    send(response, 200, {});
  },
};

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  lastCallMs = Date.now();
  answer(request, response, url).catch((error: unknown) => {
    if (response.headersSent) return void response.destroy();
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (error instanceof Refused) send(response, error.status, { error: error.message });
    else if (code === 'ENOENT') send(response, 404, { error: `${url.searchParams.get('path')}: no such file or directory` });
    else send(response, 400, { error: String(error) });
  });
});
server.listen(Number(port), '127.0.0.1');

const idleMs = Number(idle) * 1000;
if (idleMs > 0)
  setInterval(() => {
    const isBusy = [...kept.values()].some(({ child }) => isRunning(child));
    if (!isBusy && Date.now() - lastCallMs > idleMs) process.exit(0);
  }, 100);

async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  if (url.pathname !== '/health' && request.headers['x-sandbox-token'] !== token) throw new Refused(403, 'invalid sandbox token');
  const [, id] = /^\/v1\/processes\/([^/]+)$/.exec(url.pathname) ?? [];
  if (request.method === 'DELETE' && id !== undefined) {
    const found = kept.get(id);
    if (found === undefined) throw new Refused(404, `no process ${id}`);
    const killed = isRunning(found.child);
    killGroup(found.child);
    return send(response, 200, { killed });
  }
  const handle = handlers[`${request.method} ${url.pathname}`];
  if (handle === undefined) throw new Refused(404, `no route ${request.method} ${url.pathname}`);
  await handle(request, response, url);
}

/** Goes on when the client goes away: nothing is said of its end anywhere then. */
async function execute(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = await json(request);
  const child = start(asked, 'pipe');
  const beganMs = Date.now();
  let hasTimedOut = false;
  const seconds = Number(asked['timeout'] ?? 0);
  const limit = setTimeout(
    () => {
      hasTimedOut = true;
      killGroup(child);
    },
    seconds > 0 ? seconds * 1000 : 2 ** 31 - 1,
  );
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  const say = (event: object): void => void response.write(`${JSON.stringify(event)}\n`);
  const ping = setInterval(() => say({ event: 'ping' }), pingMs);
  say({ event: 'start', pid: child.pid });
  child.stdin?.end(typeof asked['stdin'] === 'string' ? asked['stdin'] : '');
  for (const [name, output] of [
    ['stdout', child.stdout],
    ['stderr', child.stderr],
  ] as const) {
    const decoder = new StringDecoder();
    output?.on('data', (chunk: Buffer) => say({ event: name, data: decoder.write(chunk) }));
  }
  child.once('error', (error) => say({ event: 'stderr', data: `${error.message}\n` }));
  child.once('close', (code, signal) => {
    clearTimeout(limit);
    clearInterval(ping);
    say({ event: 'exit', exit_code: code, signal: signal === null ? null : 9, timed_out: hasTimedOut, duration_ms: Date.now() - beganMs });
    response.end();
  });
}

function start(asked: Readonly<Record<string, unknown>>, output: 'ignore' | 'pipe'): ChildProcess {
  const { cmd, shell, env, cwd } = asked;
  const isLine = typeof cmd === 'string';
  if (!isLine && !(Array.isArray(cmd) && cmd.length > 0)) throw new Refused(400, 'cmd must be a string or a non-empty array');
  if (shell === true && !isLine) throw new Refused(400, 'shell needs a string');
  const words = isLine ? ['/bin/sh', '-c', cmd] : (cmd as readonly unknown[]).map(String);
  const [file = '', ...rest] = words.map(there);
  const own = Object.fromEntries(
    Object.entries(typeof env === 'object' && env !== null ? env : {}).map(([name, value]) => [name, there(String(value))]),
  );
  const child = spawn(file, rest, {
    cwd: typeof cwd === 'string' ? there(cwd) : root,
    env: { ...inherited, ...own },
    stdio: ['pipe', output, output],
    detached: true,
  });
  child.stdin?.on('error', () => {});
  if (output === 'ignore') {
    child.stdin?.end();
    child.on('error', () => {});
  }
  return child;
}

function isRunning({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null;
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** In a command: a path, and not the beginning of another name. */
function there(text: string): string {
  return rewritten.reduce((sum, folder) => sum.replaceAll(new RegExp(`(?<![\\w./-])${folder}(?![\\w.-])`, 'g'), () => root + folder), text);
}

function asked(url: URL): string {
  const wanted = url.searchParams.get('path');
  if (wanted === null || !wanted.startsWith('/')) throw new Refused(400, 'path must be absolute');
  return path.posix.normalize(wanted);
}

function mapped(url: URL): string {
  const wanted = asked(url);
  return wanted.startsWith(`${root}/`) ? wanted : root + wanted;
}

async function entryOf(file: string, shown: string): Promise<object> {
  const info = await fs.lstat(file);
  const type = info.isSymbolicLink() ? 'symlink' : info.isDirectory() ? 'dir' : 'file';
  return {
    name: path.posix.basename(shown),
    path: shown,
    type,
    size: info.size,
    mtime_ms: Math.floor(info.mtimeMs),
    mode: (info.mode & 0o777).toString(8),
  };
}

async function patch(file: string, offset: number, bytes: Buffer): Promise<void> {
  const opened = await fs.open(file, fs.constants.O_WRONLY | fs.constants.O_CREAT);
  try {
    await opened.write(bytes, 0, bytes.length, offset);
  } finally {
    await opened.close();
  }
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function json(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const value: unknown = JSON.parse((await body(request)).toString('utf8'));
  if (typeof value !== 'object' || value === null) throw new Refused(400, 'the body must be an object');
  return { ...value };
}

function send(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
