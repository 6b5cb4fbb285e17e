import { describeError } from '../base/errors.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import { SessionBusy } from '../sessions/sessionErrors.ts';
import { createSession, latestSession, openSession } from '../sessions/store.ts';
import type { Workbench, WorkbenchHost } from './api.ts';
import { type OpenBench, openBench } from './bench.ts';
import { ChatController } from './chat.ts';
import { ChatSession } from './chatSession.ts';
import { createMentionReader } from './mentions.ts';

/** `latest`: the newest conversation of this workspace, or a new one when there is none or another window has it. */
export type SessionChoice = 'new' | 'latest';

export type OpenWorkbench = Workbench & {
  /** The open conversation with its parts, for the command line. */
  currentSession(): ChatSession;
};

/** Puts the rooms together for one workspace. */
export async function createWorkbench(host: WorkbenchHost, choice: SessionChoice = 'latest'): Promise<OpenWorkbench> {
  const bench = openBench(host);
  try {
    const log = choice === 'new' ? await newLog(host) : await newestLog(host);
    const chat = new ChatController(
      {
        mentions: createMentionReader(bench.parts.files, bench.parts.permits),
        openNewSession: async () => sessionOn(bench, await newLog(host)),
        log: host.log,
      },
      sessionOn(bench, log),
    );
    return assemble(bench, chat);
  } catch (error) {
    bench.dispose();
    throw error;
  }
}

function assemble(bench: OpenBench, chat: ChatController): OpenWorkbench {
  return {
    ...bench,
    chat,
    approvals: chat.approvals,
    currentSession: () => chat.current,
    async close() {
      try {
        await chat.close();
      } finally {
        bench.dispose();
      }
    },
    dispose() {
      chat.dispose();
      bench.dispose();
    },
  };
}

function newLog(host: WorkbenchHost): Promise<FileSessionLog> {
  return createSession({ home: host.home, app: host.app, workspace: host.roots[0] ?? '' });
}

async function newestLog(host: WorkbenchHost): Promise<FileSessionLog> {
  const { home, app } = host;
  const workspace = host.roots[0] ?? '';
  const latest = await latestSession({ home, workspace });
  if (latest === undefined) return await newLog(host);
  try {
    const log = await openSession({ home, app, workspace, session: latest.session });
    if (log.readOnlyReason === undefined) return log;
    host.log('warn', describeError(log.readOnlyReason));
    await log.close();
  } catch (error) {
    if (!(error instanceof SessionBusy)) throw error;
    host.log('info', describeError(error));
  }
  return await newLog(host);
}

function sessionOn(bench: OpenBench, log: FileSessionLog): ChatSession {
  return new ChatSession({ host: bench.host, log, ...bench.parts });
}
