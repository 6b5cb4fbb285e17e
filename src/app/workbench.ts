import { systemClock } from '../base/clock.ts';
import { describeError } from '../base/errors.ts';
import type { SessionId } from '../base/ids.ts';
import type { LeaseHolder } from '../base/lease.ts';
import { createBlobs } from '../sessions/blobs.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import { NewerLog, SessionBusy } from '../sessions/sessionErrors.ts';
import { createSession, latestSession, openSession } from '../sessions/store.ts';
import type { Workbench, WorkbenchHost } from './api.ts';
import { createApprovals } from './approvals.ts';
import { type OpenBench, openBench } from './bench.ts';
import { ChatController } from './chat.ts';
import type { ChatSession } from './chatSession.ts';
import { Conversations } from './conversations.ts';
import { createMcpSlashSource } from './mcpSlash.ts';
import { createMentionReader } from './mentions.ts';
import { createOutsideCalls } from './outsideCalls.ts';
import type { OutsideWaiting } from './outsideWaiting.ts';
import { amendResearch } from './researchInterrupted.ts';
import { createSessionGrants } from './sessionGrants.ts';
import { SessionList } from './sessionList.ts';
import { joinSlashSources } from './slash.ts';
import { forkStored, type SessionPlace } from './storedSessions.ts';

/**
 * How long a new host waits for the old one to let go of the session, and how often it looks. On a busy machine the old one takes its time,
 * and what waits in that session for an answer would wait unseen; the editor hardly ever has one folder open in two windows.
 */
const letGoMs = 20_000;
const pollMs = 100;

/**
 * `latest`: the newest conversation of this workspace, or a new one when there is none or another window has it.
 * A session: that one and no other; throws SessionNotFound, SessionBusy or NewerLog.
 */
export type SessionChoice = 'new' | 'latest' | { readonly session: SessionId };

export type OpenWorkbench = Workbench &
  Pick<OpenBench, 'parts'> & {
    /** The conversation that is shown with its parts, for the command line. */
    currentSession(): ChatSession;
  };

/** Puts the rooms together for one workspace. */
export async function createWorkbench(host: WorkbenchHost, choice: SessionChoice = 'latest'): Promise<OpenWorkbench> {
  const bench = openBench(host);
  try {
    return await createWorkbenchOn(bench, choice);
  } catch (error) {
    bench.dispose();
    throw error;
  }
}

/** Conversations over a bench that is open. After a failure it stays open. */
export async function createWorkbenchOn(bench: OpenBench, choice: SessionChoice = 'latest'): Promise<OpenWorkbench> {
  const log = await chosenLog(bench.host, choice);
  return assemble(bench, log, await shownOutside(bench.host));
}

/** What other agents ask about in this folder, where it is shown. */
async function shownOutside(host: WorkbenchHost): Promise<OutsideWaiting | undefined> {
  return host.showsOutside === true ? new (await import('./outsideWaiting.ts')).OutsideWaiting(host) : undefined;
}

function assemble(bench: OpenBench, log: FileSessionLog, outside: OutsideWaiting | undefined): OpenWorkbench {
  const { host, parts } = bench;
  const place = placeOf(host);
  const blobs = createBlobs(host.home);
  const conversations = new Conversations(
    { parts: { ...parts, host }, openLog: (session) => writableLog(host, session), newLog: () => newLog(host) },
    log,
  );
  const sessions = new SessionList(place, conversations);
  const chat = new ChatController(
    {
      host,
      mentions: createMentionReader(parts.files, parts.permits, blobs),
      pictures: { files: parts.files, permits: parts.permits, blobs },
      prompts: parts.prompts,
      slash: joinSlashSources([parts.prompts, createMcpSlashSource(parts.mcp)]),
      sessions,
      forkLog: (session, before) => forkStored(place, session, before),
    },
    conversations,
  );
  const dispose = (): void => {
    outside?.dispose();
    chat.dispose();
    sessions.dispose();
    bench.dispose();
  };
  bench.mcp.connect();
  return {
    ...bench,
    chat,
    outside: createOutsideCalls(host, parts),
    approvals: createApprovals(() => conversations.all, conversations.onDidChangeApprovals, outside),
    grants: createSessionGrants(
      () => conversations.all,
      () => conversations.shown,
      conversations.onDidChange,
    ),
    spending: {
      standing: () => conversations.shown.spending.standing(),
      setCap: (of, usd, by) => conversations.shown.spending.setCap(of, usd, by),
    },
    currentSession: () => conversations.shown,
    async close() {
      try {
        await conversations.close();
        await bench.mcp.close();
      } finally {
        dispose();
      }
    },
    dispose() {
      conversations.dispose();
      dispose();
    },
  };
}

function placeOf({ home, app, roots }: WorkbenchHost): SessionPlace {
  return { home, app, workspace: roots[0] ?? '' };
}

function newLog(host: WorkbenchHost): Promise<FileSessionLog> {
  return createSession(placeOf(host));
}

async function chosenLog(host: WorkbenchHost, choice: SessionChoice): Promise<FileSessionLog> {
  if (choice === 'new') return await newLog(host);
  if (choice === 'latest') return await newestLog(host);
  return await writableLog(host, choice.session);
}

async function newestLog(host: WorkbenchHost): Promise<FileSessionLog> {
  const latest = await latestSession(placeOf(host));
  if (latest === undefined) return await newLog(host);
  try {
    return await onceLetGo(host, () => writableLog(host, latest.session));
  } catch (error) {
    if (!(error instanceof SessionBusy || error instanceof NewerLog)) throw error;
    host.log(error instanceof NewerLog ? 'warn' : 'info', describeError(error));
    return await newLog(host);
  }
}

async function writableLog(host: WorkbenchHost, session: SessionId): Promise<FileSessionLog> {
  const log = await openSession({ ...placeOf(host), session, amend: (body, opened) => amendResearch(body, opened, host.roots) });
  if (log.readOnlyReason === undefined) return log;
  await log.close();
  throw log.readOnlyReason;
}

/**
 * A window that is reloaded starts its new host while the old one still ends and holds the session: then it is worth a moment's wait.
 * Another program, another machine or this very process do not let go by themselves.
 */
async function onceLetGo<T>(host: WorkbenchHost, open: () => Promise<T>): Promise<T> {
  for (let leftMs = letGoMs; ; leftMs -= pollMs) {
    try {
      return await open();
    } catch (error) {
      if (leftMs <= 0 || !(error instanceof SessionBusy) || !mayLetGo(error.holder, host)) throw error;
      if (leftMs === letGoMs) host.log('info', `${describeError(error)} Waiting for it for a moment.`);
    }
    await systemClock.sleep(pollMs);
  }
}

function mayLetGo({ isHere, pid, app }: LeaseHolder, host: WorkbenchHost): boolean {
  return isHere && pid !== process.pid && programOf(app) === programOf(host.app);
}

/** `vscode` of `vscode 1.106.1`: an update may lie between the two. */
function programOf(app: string): string | undefined {
  return app.split(' ', 1)[0];
}
