import type { WorkbenchHost } from '../app/api.ts';
import { forkStored, type SessionPlace } from '../app/storedSessions.ts';
import type { SessionChoice } from '../app/workbench.ts';
import { PracticumError } from '../base/errors.ts';
import { listSessions } from '../sessions/store.ts';
import type { SessionSummary } from '../sessions/summary.ts';
import { type PromptTarget, WrongUsage } from './command.ts';
import type { Output } from './output.ts';
import { waitingApprovals } from './pendingApprovals.ts';
import type { Terminal } from './terminal.ts';

const offered = 9;
const named = 3;

export function placeOf({ home, app, roots }: WorkbenchHost): SessionPlace {
  return { home, app, workspace: roots[0] ?? '' };
}

/** The session that a prompt goes to. Never another one than was meant: what is busy or missing is said. */
export async function sessionFor(
  target: PromptTarget,
  place: SessionPlace,
  output: Output,
  terminal: Terminal | undefined,
): Promise<SessionChoice> {
  switch (target.kind) {
    case 'new':
      return 'new';
    case 'newest':
      return { session: (await newestOf(place)).session };
    case 'choose':
      return { session: (await chosenOf(place, output, terminal)).session };
    case 'resume':
      return { session: (await findSession(place, target.session)).session };
    case 'fork': {
      const fork = await forkStored(place, (await findSession(place, target.session)).session);
      await fork.close();
      return { session: fork.session };
    }
  }
}

/** The session in which this approval waits. */
export async function sessionOfApproval(approval: string, place: SessionPlace): Promise<SessionChoice> {
  const waiting = await waitingApprovals(place);
  const found = waiting.find(({ asked }) => asked.approval === approval);
  if (found !== undefined) return { session: found.session };
  const others = waiting.map(({ asked }) => asked.approval).join(', ');
  throw new PracticumError('no-such-approval', `Nothing waits under “${approval}”.`, {
    hint: others === '' ? 'Nothing waits in this folder.' : `Waiting: ${others}.`,
  });
}

/** By its id, or the beginning of it where no other one begins so. */
export async function findSession(place: SessionPlace, id: string): Promise<SessionSummary> {
  const sessions = await listSessions(place);
  const matches = sessions.filter(({ session }) => session === id || session.startsWith(id));
  const [only, ...more] = matches;
  if (only !== undefined && more.length === 0) return only;
  const newest = sessions.slice(0, named).map(({ session }) => session);
  throw new PracticumError(
    'no-such-session',
    only === undefined ? `There is no session ${id} here.` : `${id} stands for ${matches.length} sessions.`,
    {
      hint: newest.length === 0 ? 'There are no sessions in this folder.' : `Newest: ${newest.join(', ')}.`,
    },
  );
}

/** Those in which something was said. */
async function begun(place: SessionPlace): Promise<readonly SessionSummary[]> {
  return (await listSessions(place)).filter(({ messages, title }) => messages > 0 || title !== '');
}

/** One in which nothing was said counts only where there is no other: it may be open in an editor. */
export async function newestOf(place: SessionPlace): Promise<SessionSummary> {
  const newest = (await begun(place))[0] ?? (await listSessions(place))[0];
  if (newest !== undefined) return newest;
  throw new PracticumError('no-session', 'There is no session in this folder yet.', { hint: 'Start one: practicum "prompt".' });
}

async function chosenOf(place: SessionPlace, output: Output, terminal: Terminal | undefined): Promise<SessionSummary> {
  const latest = [await newestOf(place), ...(await begun(place)).slice(1, offered)];
  if (terminal === undefined)
    throw new WrongUsage('--resume needs a session’s id where nobody can be asked.', 'practicum sessions list names them. ');
  for (const [index, { title, lastActiveMs, session }] of latest.entries())
    output.err(`  [${index + 1}] ${new Date(lastActiveMs).toISOString().slice(0, 16)}  ${title}  ${session}\n`);
  const said = await terminal.ask('Which one? ', new AbortController().signal);
  const chosen = latest[Number(said) - 1];
  if (chosen === undefined) throw new WrongUsage('None was chosen.');
  return chosen;
}
