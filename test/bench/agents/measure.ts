import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { root } from '../../../scripts/package.ts';
import type { Client } from './clients.ts';

const reportSchema = z.object({
  requestsMs: z.array(z.number()),
  endsMs: z.array(z.number()),
  firstRequestBytes: z.number(),
  firstCpuMs: z.number(),
});

export interface Measured {
  /** From the spawn to the first request’s arrival. */
  readonly startMs: number;
  /** From the end of each response to the arrival of the next request. */
  readonly overheadsMs: readonly number[];
  readonly firstRequestBytes: number;
  readonly cpuMs: number;
  readonly cpuAtFirstRequestMs: number;
  /** Resident memory at about the 50th request, and at its highest. */
  readonly earlyMb: number;
  readonly peakMb: number;
}

/** A client in its own home, which stays for all its runs as a person's does. */
export interface ClientAtHome extends Client {
  readonly home: string;
}

export function atHome(client: Client): ClientAtHome {
  return { ...client, home: mkdtempSync(path.join(tmpdir(), 'practicum-bench-')) };
}

export class Endpoint {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
  }

  static async start(): Promise<Endpoint> {
    const child = spawn(process.execPath, [path.join(root, 'test/bench/agents/double.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = await once(createInterface(child.stdout), 'line');
    return new Endpoint(z.object({ url: z.string() }).parse(JSON.parse(String(line))).url, child);
  }

  async report(): Promise<z.infer<typeof reportSchema>> {
    return reportSchema.parse(await (await fetch(`${this.url}/report`)).json());
  }

  /** Names the process whose time until its first request is wanted. */
  async watch(pid: number): Promise<void> {
    await fetch(`${this.url}/watch/${pid}`);
  }

  stop(): void {
    this.#child.stdin?.end();
  }
}

/** One run of a client in a new workspace of fifty notes. */
export async function measure(client: ClientAtHome, endpoint: Endpoint, prompt: string): Promise<Measured> {
  const workspace = mkdtempSync(path.join(client.home, 'workspace-'));
  for (let index = 0; index < 50; index += 1)
    writeFileSync(path.join(workspace, `note-${index}.txt`), `This is note ${index}.\nIt has two lines.\n`);
  await endpoint.report();
  const env = { PATH: process.env['PATH'], HOME: client.home, ...client.env(client.home, endpoint.url) };
  const startedMs = Number(process.hrtime.bigint()) / 1e6;
  const child = spawn(process.execPath, [...client.args(prompt, endpoint.url)], { cwd: workspace, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text.slice(0, 2_000);
    });
  const closed = once(child, 'close');
  const watched = watch(child.pid ?? 0);
  await endpoint.watch(child.pid ?? 0);
  const [code] = await closed;
  const used = watched.stop();
  const { requestsMs, endsMs, firstRequestBytes, firstCpuMs } = await endpoint.report();
  rmSync(workspace, { recursive: true, force: true });
  if (code !== 0 || requestsMs.length === 0) throw new Error(`${client.name} ended with ${code}: ${said.slice(0, 2_000)}`);
  const firstMs = requestsMs[0] ?? Number.NaN;
  const overheadsMs = requestsMs.slice(1).map((at, index) => at - (endsMs[index] ?? Number.NaN));
  const early = used.filter(({ atMs }) => atMs <= (requestsMs[50] ?? Number.POSITIVE_INFINITY)).at(-1);
  return {
    startMs: firstMs - startedMs,
    overheadsMs,
    firstRequestBytes,
    cpuMs: used.at(-1)?.cpuMs ?? Number.NaN,
    cpuAtFirstRequestMs: firstCpuMs,
    earlyMb: early?.residentMb ?? Number.NaN,
    peakMb: Math.max(...used.map(({ residentMb }) => residentMb)),
  };
}

interface Use {
  readonly atMs: number;
  readonly cpuMs: number;
  readonly residentMb: number;
}

/** Processor time and memory of a process and what it starts, from /proc, every few milliseconds. Linux counts in hundredths of a second. */
function watch(pid: number): { stop(): readonly Use[] } {
  const used: Use[] = [];
  const look = (): void => {
    const use = useOf(pid);
    if (use !== undefined) used.push(use);
  };
  const timer = setInterval(look, 10);
  return {
    stop() {
      clearInterval(timer);
      return used;
    },
  };
}

const pageBytes = 4_096;
const tickMs = 10;

function useOf(pid: number): Use | undefined {
  const atMs = Number(process.hrtime.bigint()) / 1e6;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    // utime, stime, and those of children that were waited for: fields 14 to 17 of the whole line.
    const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0);
    return { atMs, cpuMs: ticks * tickMs, residentMb: (Number(fields[21]) * pageBytes) / 1e6 };
  } catch {
    return undefined;
  }
}

export function isLinux(): boolean {
  return readdirSync('/').includes('proc');
}
