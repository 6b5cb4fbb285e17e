import type { GrantCap } from '../ledger/entries.ts';
import { settledUsdIn } from '../ledger/settledRuns.ts';
import { isSecretPath } from '../policy/names.ts';
import { asHarmless } from '../policy/shell/asHarmless.ts';
import type { JobDesk } from '../runs/hub/jobDesk.ts';
import type { SessionLog } from '../sessions/events.ts';
import type { ToolServices } from '../tools/services.ts';
import { createFolderReader } from '../workspace/folders.ts';
import { createLineReader } from '../workspace/lineReader.ts';
import { createShell } from '../workspace/shell.ts';
import type { WorkbenchHost } from './api.ts';
import type { BenchParts } from './bench.ts';
import type { Checkpoints } from './checkpoints.ts';
import { keptText, lastLeft } from './leftFiles.ts';
import { createPeek } from './peek.ts';
import { latestCalls, recallResult } from './recall.ts';
import { isReproductionBegun } from './reproductionBegun.ts';

/** The hosts that runs can be started on, as they are set now. */
export function runHostsOf(host: Pick<WorkbenchHost, 'runSettings'>): readonly string[] {
  return Object.keys(host.runSettings?.().hosts ?? {});
}

/** What is one session's own of all that its tools use. */
export interface SessionRecord {
  readonly log: SessionLog;
  readonly checkpoints: Checkpoints;
  /** Under which grant it spends now. */
  grant(): GrantCap | undefined;
}

function sessionDesk(desk: JobDesk, grant: () => GrantCap | undefined): JobDesk {
  return {
    get offer() {
      return desk.offer;
    },
    learn: (hub, signal) => desk.learn(hub, signal),
    grant,
  };
}

/** The rooms of the workspace and the record of one session, as its tools see them. */
export function sessionServices(host: WorkbenchHost, parts: BenchParts, { log, checkpoints, grant }: SessionRecord): ToolServices {
  const { files, permits, runs, environments } = parts;
  const readers = { roots: host.roots, require: permits.require };
  const sandbox = parts.sandboxDesk.of(log.session, {
    grant,
    note: async (change) => void (await log.append({ type: 'sandbox.changed', ...change })),
  });
  return {
    roots: host.roots,
    session: log.session,
    files,
    lines: createLineReader(readers),
    folders: createFolderReader({ ...readers, isSecret: isSecretPath }),
    shell: createShell({ require: permits.require, env: host.env, home: host.home, asHarmless, confine: parts.walls.confine }),
    runs: {
      list: () => runs.list(),
      get: (id) => runs.get(id),
      launch: (permit, request) => runs.launch(permit, request),
      adoptJob: (permit, request) => runs.adoptJob(permit, request),
      onDidChange: runs.onDidChange,
      seriesOf: (id) => runs.seriesOf(id),
      logPage: (id, page) => runs.logPage(id, page),
    },
    runHosts: () => runHostsOf(host),
    environments,
    hub: parts.hub,
    web: parts.web,
    papers: parts.papers,
    hasReproduction: () => isReproductionBegun(host.roots),
    jobs: sessionDesk(parts.jobDesk, grant),
    schedules: parts.scheduleDesk.of(log.session, grant),
    publishing: parts.publishing,
    sandbox,
    peek: createPeek(permits, files, sandbox),
    recordChange: (change) => checkpoints.record(change),
    lastLeft: (path, before) => lastLeft(log.events, path, before),
    settledUsd: () => settledUsdIn(host.home),
    skills: parts.prompts.skills,
    keptText: (sha256) => keptText(log, sha256),
    linkRun: async (link) => void (await log.append({ type: 'run.linked', ...link })),
    setPlan: async (turn, items) => void (await log.append({ type: 'plan.changed', turn, items })),
    recall: (call) => recallResult(log, call),
    latestCalls: () => latestCalls(log),
  };
}
