/** A Space that executes a run, as whoever follows it sees it. The Hub is the authority on the Space, our server there on the script. */
import type { Clock } from '../../../base/clock.ts';
import { createHubClient } from '../../../hub/client.ts';
import { type FollowLog, followLog, isGone, type LogLine, type LogSource, usualLogTimes } from '../../../hub/followLog.ts';
import { HubError } from '../../../hub/hubErrors.ts';
import { followMetrics, type MachineMetrics } from '../../../hub/jobLogs.ts';
import { deleteRepo } from '../../../hub/repos.ts';
import {
  getSpace,
  isPaid,
  isSpaceOver,
  pauseSpace,
  type Space,
  spaceFacts,
  spaceLogPath,
  spaceMetricsPath,
  spacePage,
} from '../../../hub/spaces.ts';
import type { RunSignal } from '../../commandLine.ts';
import type { Ending } from '../../script.ts';
import { endingAtLimit } from '../jobEnding.ts';
import type { JobExit } from '../jobLines.ts';
import type { HubMachine, Ran } from '../machine.ts';
import type { Opening } from '../machineKind.ts';
import { keptLogLines } from '../outBucket.ts';
import { lastBuildLines, writeBuildLog } from './buildLog.ts';
import { spaceEndingOf } from './spaceEnding.ts';
import { spaceMarginMs, spaceRan } from './spaceLimits.ts';
import { spaceToken } from './spaceNames.ts';

/** A Space that was made a moment ago may not be there for everybody, or know of its files. */
const newForMs = 60_000;
/** It ends itself at its limit; before more is paid than was promised, it is ended from here. */
const afterLimitMs = spaceMarginMs - 60_000;
/** Its log begins with its server, which is not waited for any longer than that. */
const times = { ...usualLogTimes, statusEveryMs: 3_000, longestWaitMs: 3_000 };
const toldBuildLines = 60;
const stopTimeoutMs = 10_000;

export class SpaceMachine implements HubMachine<Space> {
  readonly noun = 'Space' as const;
  readonly page: string;
  readonly #id: string;
  readonly #opening: Opening;
  readonly #clock: Clock;
  readonly #openedMs: number;
  #wasSeen = false;
  #wasOverdue = false;
  #startedMs: number | undefined;

  constructor(id: string, opening: Opening) {
    this.#id = id;
    this.#opening = opening;
    this.#clock = opening.supervision.options.clock;
    this.#openedMs = this.#clock.nowMs();
    this.#startedMs = opening.startedMs;
    this.page = spacePage(opening.place.hub, id);
  }

  get startedMs(): number | undefined {
    return this.#startedMs;
  }

  async *lines(follow: FollowLog<Space>): AsyncGenerator<LogLine, Space> {
    const { hub } = this.#opening.access;
    const { folder } = this.#opening.supervision.paths;
    const status = (signal: AbortSignal | undefined): Promise<Space> => this.#status(signal);
    const build: LogSource<Space> = {
      path: spaceLogPath(this.#id, 'build'),
      hubsOwnLine: '===== Build Queued',
      status,
      isOver: (space) => !this.#isBuilding(space),
    };
    const run: LogSource<Space> = {
      path: spaceLogPath(this.#id, 'run'),
      hubsOwnLine: '===== Application Startup',
      status,
      isOver: (space) => isSpaceOver(space) && !this.#isBuilding(space),
      // All was said and kept: the rest of its time is not paid for.
      close: (signal) => pauseSpace(hub, this.#id, signal),
    };
    const over = new AbortController();
    const building = writeBuildLog(hub, build, folder, { clock: this.#clock, times, signal: over.signal });
    try {
      const space = yield* followLog(hub, run, { ...follow, times });
      if (space.stage === 'BUILD_ERROR') {
        await building;
        let index = 0;
        for (const text of await lastBuildLines(folder, toldBuildLines)) yield { index: index++, text };
      }
      return space;
    } finally {
      over.abort();
      await building;
    }
  }

  metrics(signal: AbortSignal): AsyncGenerator<MachineMetrics> {
    return followMetrics(this.#opening.access.hub, spaceMetricsPath(this.#id), signal, this.#clock);
  }

  waitsFor(space: Space): string | undefined {
    if (this.#isBuilding(space)) return 'its image to be built on Hugging Face';
    return space.stage === 'APP_STARTING' ? `${this.#opening.place.flavor} on Hugging Face` : undefined;
  }

  isRunning({ stage }: Space): boolean {
    return stage === 'RUNNING';
  }

  ending(space: Space | undefined, exit: JobExit | undefined): Ending {
    const { place } = this.#opening;
    return exit === undefined && this.#wasOverdue ? endingAtLimit(place) : spaceEndingOf(space, exit, place);
  }

  ran(_: Space | undefined, exit: JobExit | undefined): Ran {
    return spaceRan(this.#opening.place, { startedMs: this.#startedMs, seconds: exit?.seconds }, this.#clock.nowMs());
  }

  /** Kindly first, so that the script can save: its server is told. Where that cannot be, and later, the Space is paused. */
  async end(how: RunSignal): Promise<boolean> {
    if (how === 'SIGINT' && (await this.#askToStop())) return false;
    await pauseSpace(this.#opening.access.hub, this.#id);
    return true;
  }

  keptLines(): AsyncIterable<string> {
    const { access, place, spec } = this.#opening;
    return keptLogLines(access.hub, place.payer, spec.id);
  }

  async remove(): Promise<void> {
    try {
      await deleteRepo(this.#opening.access.hub, { type: 'space', id: this.#id });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  async #status(signal: AbortSignal | undefined): Promise<Space> {
    let space: Space;
    try {
      space = await getSpace(this.#opening.access.hub, this.#id, signal);
    } catch (error) {
      if (this.#wasSeen || !isGone(error) || !this.#isNew) throw error;
      return { stage: 'NO_APP_FILE' };
    }
    this.#wasSeen = true;
    if (isPaid(space)) {
      const nowMs = this.#clock.nowMs();
      this.#startedMs ??= nowMs;
      if (nowMs - this.#startedMs > this.#opening.place.timeoutMs + afterLimitMs) {
        this.#wasOverdue = true;
        await pauseSpace(this.#opening.access.hub, this.#id, signal).catch(() => undefined);
      }
    }
    return space;
  }

  get #isNew(): boolean {
    return this.#startedMs === undefined && this.#clock.nowMs() - this.#openedMs < newForMs;
  }

  #isBuilding({ stage }: Space): boolean {
    return stage === 'BUILDING' || stage === 'RUNNING_BUILDING' || (stage === 'NO_APP_FILE' && this.#isNew);
  }

  /** Whether its server heard it. */
  async #askToStop(): Promise<boolean> {
    const { access, spec } = this.#opening;
    const signal = AbortSignal.timeout(stopTimeoutMs);
    try {
      if (!this.isRunning(await getSpace(access.hub, this.#id, signal))) return false;
      const { app } = await spaceFacts(access.hub, this.#id, signal);
      if (app === undefined) return false;
      // The edge before it wants the Hub's token, the server one of its own.
      const server = createHubClient({
        endpoints: { ...access.hub.endpoints, hub: app },
        token: async () => access.token,
        fetch,
        userAgent: 'practicum',
      });
      await server.done({ path: '/stop', method: 'POST', headers: { 'x-practicum-token': spaceToken(access.token, spec.id) }, signal });
      return true;
    } catch (error) {
      if (error instanceof HubError || signal.aborted) return false;
      throw error;
    }
  }
}
