import { join } from 'node:path';
import { describeError, PracticumError } from '../base/errors.ts';
import type { SessionId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { createPermitAuthority, type PermitAuthority } from '../base/permit.ts';
import type { SandboxStatus } from '../base/sandbox.ts';
import { usingPermit } from '../base/usingPermit.ts';
import type { HubDoor, HubHost } from '../hub/door.ts';
import type { McpDesk } from '../mcp/desk.ts';
import type { PapersDoor } from '../papers/door.ts';
import { adoptEffects } from '../runs/adopt.ts';
import { createEnvironment } from '../runs/createEnvironment.ts';
import { environmentEffects } from '../runs/environment.ts';
import { createEnvironments, type Environments } from '../runs/environments.ts';
import type { JobDesk } from '../runs/hub/jobDesk.ts';
import { type LaunchRequest, launchEffects } from '../runs/launchRequest.ts';
import { type Publishing, publishEffects, readsOf } from '../runs/publish/publishing.ts';
import { resumeEffects } from '../runs/resume.ts';
import { rootOf } from '../runs/rootOf.ts';
import type { RunState } from '../runs/run.ts';
import { usualRunSettings } from '../runs/runSettings.ts';
import { createRuns, type Runs } from '../runs/runs.ts';
import type { JobsPort } from '../runs/runsOptions.ts';
import type { SandboxPort } from '../runs/sandboxes/sandboxPort.ts';
import { endEffect, useEffect } from '../runs/sandboxes/sandboxWish.ts';
import type { WebDoor } from '../web/door.ts';
import type { FilesPort } from '../workspace/files.ts';
import type { Bench, WorkbenchHost } from './api.ts';
import { createHubDoor, personalHubClient } from './hubDoor.ts';
import { createJobDesk } from './jobDesk.ts';
import { settleLeftJobs } from './jobMoney.ts';
import { createMcpDesk } from './mcpDesk.ts';
import { createPapersDoor } from './papersDoor.ts';
import { PromptDesk } from './promptDesk.ts';
import { createPublishing } from './publishing.ts';
import { createSandboxDesk, type SandboxDesk } from './sandboxDesk.ts';
import { createScheduleDesk, type ScheduleDesk } from './scheduleDesk.ts';
import { createLedgerDoor, type LedgerDoor } from './spending.ts';
import { usualBudget } from './usualLimits.ts';
import { createWalls, type Walls } from './walls.ts';
import { createWebDoor } from './webDoor.ts';

const settleEveryMs = 10 * 60_000;

/** The rooms that a conversation is built on, and the permits that open them. */
export interface BenchParts {
  readonly permits: PermitAuthority;
  readonly files: FilesPort;
  readonly runs: Runs;
  readonly environments: Environments;
  /** What all sessions of this machine spend from. */
  readonly ledger: LedgerDoor;
  readonly hub: HubDoor;
  readonly web: WebDoor;
  readonly papers: PapersDoor;
  readonly jobDesk: JobDesk;
  readonly scheduleDesk: ScheduleDesk;
  readonly publishing: Publishing;
  readonly sandboxDesk: SandboxDesk;
  readonly mcp: McpDesk;
  /** Slash commands and skills of files. */
  readonly prompts: PromptDesk;
  /** What stands around the programs that the agent starts. */
  readonly walls: Walls;
  /** Whether programs are confined here now: the machine can, and no setting says otherwise. */
  sandbox(): Promise<SandboxStatus>;
}

export type OpenBench = Bench & { readonly parts: BenchParts };

export function openBench(host: WorkbenchHost): OpenBench {
  const permits = createPermitAuthority();
  const walls = createWalls(host);
  const runs = createRuns({
    roots: host.roots,
    supervisor: {
      node: host.node,
      script: join(host.dist, 'supervisor.js'),
      relay: join(host.dist, 'relay.js'),
      keeper: join(host.dist, 'keeper.py'),
      remote: join(host.dist, 'practicum_host'),
      job: join(host.dist, 'practicum_job'),
      hook: join(host.dist, 'hook'),
    },
    require: permits.require,
    home: host.home,
    interpreter: () => host.interpreter(),
    settings: () => host.runSettings?.() ?? usualRunSettings,
    capUsd: () => (host.budget?.() ?? usualBudget).runUsd ?? undefined,
    ...(host.hub === undefined ? {} : { jobs: jobsPort(host.hub, () => ledger()) }),
  });
  const environments = createEnvironments({
    home: host.home,
    env: host.env,
    require: permits.require,
    interpreter: () => host.interpreter(),
    useInterpreter: host.useInterpreter?.bind(host),
  });
  const ledger = createLedgerDoor(host, permits);
  const hub = createHubDoor(host, permits.require);
  const sandboxDesk = createSandboxDesk(host, permits.require, ledger);
  const scheduleDesk = createScheduleDesk(host, ledger);
  const jobDesk = createJobDesk(host);
  const mcp = createMcpDesk(host, permits.require, walls);
  const files = host.makeFiles(permits.require);
  const prompts = new PromptDesk({
    roots: host.roots,
    home: host.home,
    isTrusted: () => host.isTrusted(),
    files,
    permits,
    onProblem: (text) => host.log('warn', text),
  });
  // A click is a session of its own.
  const ownSandboxes = (): SandboxPort => sandboxDesk.of(newId<SessionId>('se'));
  const warn = (error: unknown): void => host.log('warn', describeError(error));
  const settleLeft = async (): Promise<void> => {
    await settleLeftJobs(host, runs, ledger).catch(warn);
    await sandboxDesk.sweep().catch(warn);
    await scheduleDesk.sweep().catch(warn);
  };
  let settling: NodeJS.Timeout | undefined;
  const publishing = createPublishing({
    home: host.home,
    hub,
    require: permits.require,
    looking: () => personalHubClient(host),
    runs,
    paidFor: async (run) => (await ledger()).paidFor(run),
  });
  return {
    host,
    runs,
    mcp,
    parts: {
      permits,
      files,
      runs,
      environments,
      ledger,
      jobDesk,
      scheduleDesk,
      hub,
      web: createWebDoor(host, permits.require),
      papers: createPapersDoor(host, permits.require),
      publishing,
      sandboxDesk,
      mcp,
      prompts,
      walls,
      sandbox: () => walls.status(),
    },
    trainFromClick: (request) => launchForPerson(host, runs, permits, request),
    stopRun: (run, also) => runs.stop(run, also),
    async resumeFromClick(run, checkpoint) {
      requireTrust(host);
      const plan = await runs.planResume(run, checkpoint);
      return await usingPermit(permits, resumeEffects(plan), (permit) => runs.resume(permit, run, checkpoint));
    },
    adoptFromClick: (request) => usingPermit(permits, adoptEffects(request), (permit) => runs.adopt(permit, request)),
    adoptJobFromClick: (request) =>
      usingPermit(permits, [{ kind: 'lookup', host: new URL(request.hub).hostname }], (permit) => runs.adoptJob(permit, request)),
    async followHosts() {
      if (!host.isTrusted()) return [];
      const followed = await runs.followAgain();
      await settleLeft();
      // A window may go on for days after something in it was left unsettled.
      settling ??= setInterval(() => void settleLeft(), settleEveryMs).unref();
      return followed;
    },
    planPublish: (wish, signal) => publishing.plan(wish, signal),
    async publishFromClick(wish, onProgress, signal) {
      const effects = [...publishEffects(wish), ...readsOf(wish).map((path) => ({ kind: 'read', path }) as const)];
      return await usingPermit(permits, effects, (permit) => publishing.carryOut(permit, wish, onProgress, signal));
    },
    async sandboxes(signal) {
      const { payer, hub: origin } = await jobDesk.learn(personalHubClient(host), signal);
      const looks = { kind: 'lookup', host: new URL(origin).hostname } as const;
      return await usingPermit(permits, [looks], (permit) => ownSandboxes().list(permit, looks, payer, signal));
    },
    async endSandboxFromClick(place) {
      const sandboxes = ownSandboxes();
      const effects = sandboxes.knows(place) ? [endEffect(place)] : [useEffect(place), endEffect(place)];
      return await usingPermit(permits, effects, async (permit) => {
        if (!sandboxes.knows(place)) await sandboxes.use(permit, place, new AbortController().signal);
        return await sandboxes.end(permit, place);
      });
    },
    async installFromClick(plan, onOutput, signal) {
      requireTrust(host);
      await usingPermit(permits, environmentEffects(plan), (permit) => createEnvironment(permits.require, permit, plan, onOutput, signal));
    },
    dispose() {
      clearInterval(settling);
      mcp.dispose();
      runs.dispose();
    },
  };
}

function jobsPort(hub: HubHost, ledger: LedgerDoor): JobsPort {
  return { hub: () => hub.endpoints().hub, spaces: () => hub.endpoints().spaces, token: () => hub.token(), ledger };
}

/** What a person starts is its own approval; only an untrusted folder stands in the way. */
async function launchForPerson(
  host: WorkbenchHost,
  runs: Runs,
  permits: PermitAuthority,
  request: Omit<LaunchRequest, 'origin'>,
): Promise<RunState> {
  const root = rootOf(host.roots, request.script) ?? host.roots[0];
  if (root === undefined)
    throw new PracticumError('no-folder', 'No folder is open, so there is nowhere to keep a run.', {
      hint: 'Open the folder of your script first.',
    });
  requireTrust(host);
  const full: LaunchRequest = { ...request, origin: { by: 'person' } };
  return await usingPermit(permits, launchEffects(full, root), (permit) => runs.launch(permit, full));
}

function requireTrust(host: WorkbenchHost): void {
  if (host.isTrusted()) return;
  throw new PracticumError('untrusted', 'This folder is not trusted, so its code is not run.', {
    hint: 'Trust the folder first (command “Workspaces: Manage Workspace Trust”).',
  });
}
