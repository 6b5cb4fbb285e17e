/** Jobs that really run: each a program in a folder of its own, whose states, lines, time limit and bill are a job’s. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Accounts } from '../accounts.ts';
import type { Ids } from '../ids.ts';
import { type Program, startProgram } from '../processes.ts';
import { endContainer } from '../sandboxes/sandboxes.ts';
import { Growing } from '../sse.ts';
import { jobHardware } from './hardware.ts';
import type { Exposed, JobSpec, LogLine, Stage } from './job.ts';
import type { Mounted, Mounts } from './mounts.ts';

export interface Initiator {
  readonly type: 'user' | 'scheduled-job' | 'duplicated-job';
  readonly id: string;
  readonly name?: string;
  readonly avatarUrl?: string;
}

export interface JobStatus {
  readonly stage: Stage;
  readonly message: string | null;
  readonly cancelReason?: string;
}

export class Job {
  readonly id: string;
  readonly namespace: string;
  readonly spec: JobSpec;
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly initiator: Initiator;
  readonly over = new AbortController();
  readonly logs = new Growing<LogLine>();
  readonly metrics = new Growing<Readonly<Record<string, unknown>>>();
  readonly events = new Growing<JobStatus>();
  labels: Readonly<Record<string, string>>;
  startedAtMs: number | undefined;
  finishedAtMs: number | undefined;
  status: JobStatus = { stage: 'SCHEDULING', message: null };
  chargedUsd = 0;
  failures = 0;
  /** Where a port of it is on this machine. */
  ports: ReadonlyMap<number, number> = new Map();
  exposed: Exposed;
  program: Program | undefined;

  constructor(asked: { id: string; namespace: string; spec: JobSpec; createdBy: string; createdAtMs: number; initiator: Initiator }) {
    this.id = asked.id;
    this.namespace = asked.namespace;
    this.spec = asked.spec;
    this.createdBy = asked.createdBy;
    this.createdAtMs = asked.createdAtMs;
    this.initiator = asked.initiator;
    this.labels = asked.spec.labels;
    this.exposed = asked.spec.expose;
  }

  get isOver(): boolean {
    return this.status.stage !== 'SCHEDULING' && this.status.stage !== 'RUNNING';
  }
}

export interface EngineParts {
  readonly accounts: Accounts;
  readonly ids: Ids;
  readonly now: () => number;
  readonly folder: string;
  readonly mounts: Mounts;
  /** Folders that come first on the PATH of a job. */
  readonly path: readonly string[];
  readonly hubUrl: () => string;
  /** Seconds of a job in one of ours: limits and bills run faster. */
  readonly speed: number;
  readonly metricsMs: number;
}

const graceMs = 2000;
const minuteMs = 60_000;
// Exposed ports cost so much per hour.
const portsUsdPerMinute = 0.01 / 60;

export class JobEngine {
  readonly jobs = new Map<string, Job>();
  readonly #parts: EngineParts;
  readonly #running = new Set<Promise<void>>();
  #isClosed = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  create(asked: { namespace: string; spec: JobSpec; createdBy: string; initiator: Initiator; startDelayMs: number }): Job {
    const job = new Job({ ...asked, id: this.#parts.ids.next(), createdAtMs: this.#parts.now() });
    this.jobs.set(job.id, job);
    const running = this.#live(job, asked.startDelayMs).catch((error: unknown) => {
      // A fault of the stand-in must not look like one of the job.
      console.error('hub double: job', job.id, error);
      this.end(job, { stage: 'ERROR', message: `The stand-in failed: ${String(error)}` });
    });
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
    return job;
  }

  /** Ends a job for a reason of the Hub’s: canceled by somebody, no money left. */
  end(job: Job, status: JobStatus): void {
    if (job.isOver) return;
    job.status = status;
    job.over.abort();
    job.finishedAtMs = this.#parts.now();
    job.events.push(status);
    job.program?.kill('SIGTERM');
    const { program } = job;
    if (program !== undefined) {
      const kill = setTimeout(() => program.kill('SIGKILL'), graceMs);
      void program.ended.then(() => clearTimeout(kill));
    } else job.logs.end();
    job.events.end();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const job of this.jobs.values()) {
      this.end(job, { stage: 'CANCELED', message: null });
      job.program?.kill('SIGKILL');
    }
    await Promise.all(this.#running);
  }

  async #live(job: Job, startDelayMs: number): Promise<void> {
    job.events.push(job.status);
    // Whoever made it has its answer before it runs.
    await sleep(startDelayMs, undefined, { signal: job.over.signal }).catch(() => {});
    if (job.isOver || this.#isClosed) return;
    const folder = path.join(this.#parts.folder, job.id);
    const cwd = path.join(folder, 'work');
    mkdirSync(cwd, { recursive: true });
    const mounted = await this.#parts.mounts.mount(folder, job.spec);
    if (job.isOver) return;
    job.ports = mounted.ports;
    job.startedAtMs = this.#parts.now();
    job.status = { stage: 'RUNNING', message: null };
    this.#log(job, `===== Job started at ${this.#date().slice(0, 19).replace('T', ' ')} =====`);
    job.events.push(job.status);
    const stopClocks = this.#clocks(job);
    const env = this.#environment(job, folder, mounted);
    let message: string | null = null;
    for (let attempt = 1; attempt <= job.spec.attempts && !job.isOver; attempt++) {
      message = await this.#attempt(job, mounted.argv, cwd, env);
      if (message === null) break;
      if (!job.isOver) job.failures++;
    }
    stopClocks();
    // The bucket has what was written before anybody is told of the end.
    await mounted.giveBack();
    this.end(job, { stage: message === null ? 'COMPLETED' : 'ERROR', message });
    job.logs.end();
    job.metrics.end();
  }

  /** Why it failed, if it did. */
  async #attempt(job: Job, argv: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<string | null> {
    const program = startProgram({ argv, cwd, env, line: (text) => this.#log(job, text) });
    job.program = program;
    const { code, signal, failure } = await program.ended;
    if (job.spec.labels['hf-sandbox'] === '1') endContainer(job.id, this.#parts.hubUrl());
    if (failure !== undefined) this.#log(job, `exec: ${failure}`);
    return code === 0 ? null : whyFailed(code, signal, failure);
  }

  #log(job: Job, data: string): void {
    job.logs.push({ data, timestamp: this.#date() });
  }

  #environment(job: Job, folder: string, mounted: Mounted): Readonly<Record<string, string>> {
    const hardware = jobHardware.find(({ name }) => name === job.spec.flavor);
    const home = path.join(folder, 'home');
    mkdirSync(home, { recursive: true });
    return {
      PATH: [...this.#parts.path, process.env['PATH'] ?? ''].join(path.delimiter),
      HOME: home,
      LANG: 'C.UTF-8',
      PYTHONUNBUFFERED: '1',
      HF_ENDPOINT: this.#parts.hubUrl(),
      HF_HUB_DISABLE_TELEMETRY: '1',
      HF_HUB_DISABLE_UPDATE_CHECK: '1',
      JOB_ID: job.id,
      ACCELERATOR: hardware?.accelerator === null || hardware === undefined ? 'none' : hardware.name,
      CPU_CORES: hardware?.cpu.replace(' vCPU', '') ?? '',
      MEMORY: hardware?.ram.replace(' GB', 'Gi') ?? '',
      ...mounted.environment,
      ...job.spec.secrets,
    };
  }

  /** The time limit, the bill by the minute and the measurements, until they are stopped. */
  #clocks(job: Job): () => void {
    const { speed, accounts, metricsMs } = this.#parts;
    const hardware = jobHardware.find(({ name }) => name === job.spec.flavor);
    const perMinute = (hardware?.unitCostUSD ?? 0) + (job.exposed.ports.length > 0 ? portsUsdPerMinute : 0);
    const charge = (): void => {
      job.chargedUsd += perMinute;
      const left = accounts.creditsUsd(job.namespace) - perMinute;
      accounts.setCreditsUsd(job.namespace, Math.max(0, left));
      if (left <= 0) this.end(job, { stage: 'CANCELED', message: 'Insufficient credits', cancelReason: 'NO_CREDITS' });
    };
    charge();
    const bill = setInterval(charge, minuteMs / speed);
    const timeOut = (): void => {
      job.failures++;
      this.end(job, { stage: 'ERROR', message: 'Job timeout' });
    };
    const limit = setTimeout(timeOut, (job.spec.timeoutSeconds * 1000) / speed);
    job.metrics.push(measured(job, hardware));
    const measure = setInterval(() => job.metrics.push(measured(job, hardware)), metricsMs);
    return () => {
      clearInterval(bill);
      clearTimeout(limit);
      clearInterval(measure);
    };
  }

  #date(): string {
    return new Date(this.#parts.now()).toISOString();
  }
}

function whyFailed(code: number | null, signal: string | null, failure: string | undefined): string {
  if (failure !== undefined) return `Could not start the command: ${failure}`;
  return signal === null ? `Job failed with exit code: ${code}` : `Job failed with exit code: ${128 + (signal === 'SIGKILL' ? 9 : 15)}`;
}

/** Figures of the right shape; nobody’s machine is measured. */
function measured(job: Job, hardware: (typeof jobHardware)[number] | undefined): Readonly<Record<string, unknown>> {
  const seconds = job.metrics.items.length;
  const gb = (text: string | undefined): number => Number.parseFloat(text ?? '0') * 1e9;
  const gpu = hardware?.accelerator;
  return {
    cpu_usage_pct: 50 + (seconds % 10),
    cpu_millicores: 1000 * Number.parseInt(hardware?.cpu ?? '1', 10),
    memory_used_bytes: 1_417_216 * (1 + (seconds % 5)),
    memory_total_bytes: gb(hardware?.ram),
    rx_bps: 0,
    tx_bps: 0,
    gpus:
      gpu === undefined || gpu === null
        ? {}
        : { d901cd7f: { utilization: 90, memory_used_bytes: gb(gpu.vram) / 2, memory_total_bytes: gb(gpu.vram) } },
    replica: 'j6qz9',
  };
}
