/** One Space: its settings, its stages, and the program that serves it. */
import type { LogLine, Volume } from '../jobs/job.ts';
import type { Program } from '../processes.ts';
import type { Repo } from '../repos/repo.ts';
import { Growing } from '../sse.ts';

export type SpaceStage =
  | 'NO_APP_FILE'
  | 'CONFIG_ERROR'
  | 'BUILDING'
  | 'BUILD_ERROR'
  | 'APP_STARTING'
  | 'RUNNING'
  | 'RUNTIME_ERROR'
  | 'STOPPED'
  | 'PAUSED'
  | 'SLEEPING';

interface Setting {
  readonly value: string;
  readonly description?: string;
  readonly updatedAt: string;
}

export class Space {
  readonly repo: Repo;
  readonly secrets = new Map<string, Setting>();
  readonly variables = new Map<string, Setting>();
  stage: SpaceStage = 'NO_APP_FILE';
  errorMessage: string | undefined;
  requestedHardware = 'cpu-basic';
  currentHardware: string | null = null;
  sleepSeconds: number | null = 48 * 3600;
  volumes: readonly Volume[] = [];
  buildLog = new Growing<LogLine>();
  runLog = new Growing<LogLine>();
  /** Its state each time it changed. */
  readonly events = new Growing<{ readonly stage: SpaceStage }>();
  program: Program | undefined;
  port = 0;
  lastUseMs = 0;
  /** How often its server was started: each time is paid for. */
  starts = 0;
  /** The next build fails with these words. */
  buildFailure: string | undefined;
  /** Which start it is: an earlier one that is late changes nothing. */
  generation = 0;

  constructor(repo: Repo) {
    this.repo = repo;
  }

  enter(stage: SpaceStage, errorMessage?: string): void {
    this.stage = stage;
    this.errorMessage = errorMessage;
    this.events.push({ stage });
  }

  runtime(): Readonly<Record<string, unknown>> {
    return {
      stage: this.stage,
      hardware: { current: this.currentHardware, requested: this.requestedHardware },
      storage: null,
      gcTimeout: this.sleepSeconds,
      replicas: { current: this.stage === 'RUNNING' ? 1 : 0, requested: 1 },
      devMode: false,
      volumes: this.volumes,
      ...(this.errorMessage === undefined ? {} : { errorMessage: this.errorMessage }),
    };
  }
}
