import type { WorkbenchHost } from '../app/api.ts';
import { personalHubClient } from '../app/hubDoor.ts';
import { exportStored, type SessionPlace } from '../app/storedSessions.ts';
import { planTraces, type TracePlan, traceLines, traceText, uploadTraces } from '../app/traces.ts';
import { Cancelled } from '../base/errors.ts';
import { findSession, newestOf } from './chooseSession.ts';
import { type CommonOptions, type UploadSessions, WrongUsage } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import type { Output } from './output.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** `sessions upload`: shows what would go where, asks, and uploads exactly that. */
export async function uploadSessions(
  host: WorkbenchHost,
  place: SessionPlace,
  { sessions, to, isSure }: UploadSessions,
  { json }: Pick<CommonOptions, 'json'>,
  output: Output,
  terminal: Terminal | undefined = createTerminal(),
): Promise<ExitCode> {
  const stopped = new AbortController();
  const stop = (): void => stopped.abort(new Cancelled());
  process.once('SIGINT', stop);
  const { signal } = stopped;
  try {
    const chosen = await Promise.all(sessions.map(async (id) => await findSession(place, id)));
    if (chosen.length === 0) chosen.push(await newestOf(place));
    const hub = personalHubClient(host);
    const plan = await planTraces(hub, { sessions: chosen, to, read: (session) => exportStored(place, session, 'claude-code') }, signal);
    if (!json) output.err(`${traceLines(plan).join('\n')}\n`);
    if (!isSure && !(await agrees(plan, terminal, output, signal))) {
      output.err('Nothing was uploaded.\n');
      return exitCode.needsApproval;
    }
    const done = await uploadTraces(hub, plan, signal);
    const files = plan.traces.map(({ path }) => path);
    output.out(json ? `${JSON.stringify({ ...done, repo: plan.repo.id, files })}\n` : `${done.page}\n`);
    return exitCode.done;
  } finally {
    process.off('SIGINT', stop);
  }
}

async function agrees(plan: TracePlan, terminal: Terminal | undefined, output: Output, signal: AbortSignal): Promise<boolean> {
  if (terminal === undefined)
    throw new WrongUsage(
      'Nobody can be asked here: look at the text first (practicum sessions export ID --format claude-code), then give --yes.',
    );
  for (;;) {
    const answer = (await terminal.ask('Upload it? [y/N, t: read the text] ', signal))?.trim() ?? '';
    if (answer.toLowerCase() !== 't') return /^y(es)?$/i.test(answer);
    output.err(`${traceText(plan)}\n`);
  }
}
