/** Spaces that really run: the server of a Docker Space is started with the files of its repository around it. */
import { mkdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type Mounts } from '../jobs/mounts.ts';
import { startProgram } from '../processes.ts';
import { checkedCard } from '../repos/card.ts';
import type { Repo } from '../repos/repo.ts';
import type { Repos } from '../repos/repos.ts';
import { Growing } from '../sse.ts';
import { copyFiles } from '../volumes.ts';
import { startOf } from './dockerfile.ts';
import { Space } from './space.ts';

const usualPort = 7860;
const lookAgainMs = 50;
const sleepCheckMs = 1000;

export interface SpaceEngineParts {
  readonly repos: Repos;
  readonly mounts: Mounts;
  readonly folder: string;
  readonly path: readonly string[];
  readonly hubUrl: () => string;
  readonly now: () => number;
  /** How long a build takes. */
  readonly buildMs: number;
}

export class SpaceEngine {
  readonly #spaces = new Map<string, Space>();
  readonly #parts: SpaceEngineParts;
  readonly #running = new Set<Promise<void>>();
  readonly #sleepCheck: NodeJS.Timeout;
  readonly #closing = new AbortController();

  constructor(parts: SpaceEngineParts) {
    this.#parts = parts;
    this.#sleepCheck = setInterval(() => this.#putToSleep(), sleepCheckMs);
    this.#sleepCheck.unref();
  }

  of(repo: Repo): Space {
    const space = this.#spaces.get(repo._id) ?? new Space(repo);
    this.#spaces.set(repo._id, space);
    return space;
  }

  bySubdomain(name: string, subdomainOf: (repo: Repo) => string): Space | undefined {
    return [...this.#spaces.values()].find(({ repo }) => subdomainOf(repo) === name);
  }

  /** Builds and starts it anew: each commit and each restart does. */
  rebuild(repo: Repo, extraDelayMs = 0): void {
    const space = this.of(repo);
    const living = this.#live(space, ++space.generation, extraDelayMs).catch((error: unknown) => {
      console.error('hub double: Space', repo.id, error);
      space.enter('RUNTIME_ERROR', `The stand-in failed: ${String(error)}`);
    });
    this.#running.add(living);
    void living.finally(() => this.#running.delete(living));
  }

  stop(space: Space, stage: 'PAUSED' | 'SLEEPING' | 'STOPPED'): void {
    space.generation++;
    space.program?.kill('SIGTERM');
    killLater(space);
    space.program = undefined;
    space.enter(stage);
    space.runLog.end();
  }

  delete(repo: Repo): void {
    const space = this.#spaces.get(repo._id);
    if (space === undefined) return;
    this.stop(space, 'STOPPED');
    this.#spaces.delete(repo._id);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#sleepCheck);
    const programs = [...this.#spaces.values()].flatMap(({ program }) => program ?? []);
    for (const space of this.#spaces.values()) this.stop(space, 'STOPPED');
    for (const program of programs) program.kill('SIGKILL');
    await Promise.all(this.#running);
  }

  async #live(space: Space, generation: number, extraDelayMs: number): Promise<void> {
    const { repos, folder } = this.#parts;
    const { repo } = space;
    const isOld = (): boolean => this.#closing.signal.aborted || space.generation !== generation;
    space.program?.kill('SIGKILL');
    space.program = undefined;
    space.buildLog.end();
    space.runLog.end();
    space.buildLog = new Growing();
    space.runLog = new Growing();
    const dockerfile = repo.head.files.get('Dockerfile');
    if (repo.sdk === 'static') {
      space.enter('RUNNING');
      return;
    }
    if (repo.sdk !== 'docker' || dockerfile === undefined) {
      space.enter('NO_APP_FILE', repo.sdk === 'docker' ? undefined : `The stand-in runs Docker Spaces only, not ${repo.sdk}`);
      return;
    }
    space.enter('BUILDING');
    this.#build(space, '===== Build Queued at the stand-in: no image is built =====\n');
    await sleep(this.#parts.buildMs + extraDelayMs, undefined, { signal: this.#closing.signal }).catch(() => {});
    if (isOld()) return;
    const text = repos.blobs.bytes(dockerfile.sha256).toString('utf8');
    let start: ReturnType<typeof startOf>;
    const { buildFailure } = space;
    space.buildFailure = undefined;
    try {
      if (buildFailure !== undefined) throw new Error(buildFailure);
      start = startOf(text);
    } catch (error) {
      this.#build(space, `${String(error)}\n`);
      space.buildLog.end();
      space.enter('BUILD_ERROR', String(error));
      return;
    }
    for (const line of text.split('\n').filter(Boolean)) this.#build(space, `--> ${line}\n`);
    space.buildLog.end();
    const cwd = path.join(folder, repo._id);
    rmSync(cwd, { recursive: true, force: true });
    mkdirSync(cwd, { recursive: true });
    await copyFiles(repos, repo, 'main', cwd);
    if (isOld()) return;
    await this.#run(space, start, cwd, isOld);
  }

  async #run(space: Space, start: ReturnType<typeof startOf>, cwd: string, isOld: () => boolean): Promise<void> {
    const { repo } = space;
    const port = await freePort();
    const asked = portOf(this.#parts.repos, repo);
    // Two Spaces may both listen on 7860; here each gets a port of its own.
    const rewrite = (text: string): string => text.replaceAll(new RegExp(`(?<![\\w.])${asked}(?![\\w.])`, 'g'), String(port));
    if (isOld()) return;
    space.enter('APP_STARTING');
    const variables = Object.fromEntries([...space.variables].map(([name, { value }]) => [name, value]));
    const mounted = await this.#parts.mounts.mount(path.join(this.#parts.folder, `${repo._id}-${space.generation}`), {
      volumes: space.volumes,
      command: start.argv.map(rewrite),
      arguments: [],
      environment: {
        ...Object.fromEntries(Object.entries(start.environment).map(([name, value]) => [name, rewrite(value)])),
        ...variables,
      },
      expose: { ports: [] },
    });
    if (isOld()) return;
    space.starts += 1;
    const program = startProgram({
      argv: mounted.argv,
      cwd,
      env: this.#environment(space, mounted.environment, port),
      line: (text) => space.runLog.push({ data: `${text}\n`, timestamp: this.#date() }),
    });
    space.program = program;
    space.port = port;
    space.runLog.push({
      data: `===== Application Startup at ${this.#date().slice(0, 19).replace('T', ' ')} =====\n`,
      timestamp: this.#date(),
    });
    let isOver = false;
    const ended = program.ended.then(async ({ code, failure }) => {
      isOver = true;
      await mounted.giveBack();
      if (isOld() || space.program !== program) return;
      space.runLog.end();
      space.program = undefined;
      space.enter('RUNTIME_ERROR', failure ?? `Exit code: ${code}. Reason: the application ended`);
    });
    while (!isOver && !isOld() && !(await isListening(port))) await sleep(lookAgainMs);
    if (!isOver && !isOld()) {
      space.currentHardware = space.requestedHardware;
      space.lastUseMs = this.#parts.now();
      space.enter('RUNNING');
    }
    await ended;
  }

  /** `given`: what the image and the variables say, as they are here. */
  #environment(space: Space, given: Readonly<Record<string, string>>, port: number): Readonly<Record<string, string>> {
    const { repo } = space;
    const secrets = [...space.secrets].map(([name, { value }]) => [name, value]);
    return {
      PATH: [...this.#parts.path, process.env['PATH'] ?? ''].join(path.delimiter),
      HOME: path.join(this.#parts.folder, repo._id),
      LANG: 'C.UTF-8',
      PYTHONUNBUFFERED: '1',
      HF_ENDPOINT: this.#parts.hubUrl(),
      SPACE_ID: repo.id,
      SPACE_HOST: `${repo.owner}-${repo.name}`.toLowerCase(),
      PORT: String(port),
      ...given,
      ...Object.fromEntries(secrets),
    };
  }

  #build(space: Space, data: string): void {
    space.buildLog.push({ data, timestamp: this.#date() });
  }

  #putToSleep(): void {
    for (const space of this.#spaces.values()) {
      const { sleepSeconds, lastUseMs, stage } = space;
      if (stage !== 'RUNNING' || sleepSeconds === null || sleepSeconds <= 0 || space.program === undefined) continue;
      if (this.#parts.now() - lastUseMs > sleepSeconds * 1000) this.stop(space, 'SLEEPING');
    }
  }

  #date(): string {
    return new Date(this.#parts.now()).toISOString();
  }
}

function portOf(repos: Repos, repo: Repo): number {
  const readme = repo.head.files.get('README.md');
  const port = readme === undefined ? undefined : checkedCard(repos.blobs.bytes(readme.sha256).toString('utf8')).data['app_port'];
  return typeof port === 'number' ? port : usualPort;
}

function killLater({ program }: Space): void {
  if (program === undefined) return;
  const timer = setTimeout(() => program.kill('SIGKILL'), 2000);
  void program.ended.then(() => clearTimeout(timer));
}

async function isListening(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
