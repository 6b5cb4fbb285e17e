/** Questions of other agents on the command line: listed beside the own ones, and answered by a person alone. */
import { postAnswer } from '../app/outsideAnswers.ts';
import { outsideFolder } from '../app/outsideFolder.ts';
import { askerOf, type WaitingOutside, waitingOutside } from '../app/outsideRecord.ts';
import type { SessionPlace } from '../app/storedSessions.ts';
import { PracticumError } from '../base/errors.ts';
import { ancestorsOf } from '../base/processes.ts';
import { visibleLine } from '../base/visibleLine.ts';
import { approvalLines } from './approvalText.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import type { Output } from './output.ts';
import type { Terminal } from './terminal.ts';

/** Set by agents in the shells that they start; a person’s own terminal has none of them. */
const shellsOfAgents = ['CLAUDECODE', 'CURSOR_AGENT', 'GEMINI_CLI', 'CODEX_SANDBOX'];

export async function waitingOf(place: SessionPlace): Promise<readonly WaitingOutside[]> {
  return await waitingOutside(await outsideFolder(place), Date.now());
}

/** Who asks, what would happen, and how it is answered. */
export function waitingOutsideText({ matter: { approval, asked, from, detail } }: WaitingOutside): string {
  const said = detail?.kind === 'text' ? detail.text.split('\n').filter((line) => line.trim() !== '') : [];
  const lines = [...approvalLines(asked), ...said.map(visibleLine), `asked by ${visibleLine(from)} over MCP`];
  return `Needs approval (${approval}): ${visibleLine(asked.title)}\n${lines.map((line) => `  ${line}\n`).join('')}Answer in a terminal with: practicum approve ${approval}   or: practicum reject ${approval}\n`;
}

export interface OutsideAnswerRequest {
  readonly answer: 'approve' | 'reject';
  readonly feedback: string | undefined;
}

/** A yes takes a terminal, a look at what would happen, and a process that the asking agent has not started. A no takes nothing. */
export async function answerOutside(
  place: SessionPlace,
  waiting: WaitingOutside,
  { answer, feedback }: OutsideAnswerRequest,
  output: Output,
  terminal: Terminal | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ExitCode> {
  const { approval } = waiting.matter;
  const folder = await outsideFolder(place);
  if (answer === 'approve') {
    await requirePerson(folder, waiting, terminal, env);
    output.err(waitingOutsideText(waiting).split('\n').slice(0, -2).join('\n'));
    const said = await terminal?.ask('\n[y] once  [n] no: ', new AbortController().signal);
    if (said === undefined) return exitCode.interrupted;
    if (!['y', 'yes'].includes(said.toLowerCase())) return exitCode.needsApproval;
  }
  if (!(await postAnswer(folder, approval, { answer, by: 'command line', ...(feedback === undefined ? {} : { feedback }) })))
    throw new PracticumError('no-such-approval', `“${approval}” was answered already.`);
  output.err(
    answer === 'approve'
      ? `Agreed. ${visibleLine(waiting.matter.from)} goes on with it, or does it with its next call of the same; the yes counts for an hour.\n`
      : 'Rejected. Nothing is done.\n',
  );
  return exitCode.done;
}

async function requirePerson(
  folder: string,
  { session, matter }: WaitingOutside,
  terminal: Terminal | undefined,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const hint = `Answer in the Practicum window of this folder, or in a terminal of your own: practicum approve ${matter.approval}`;
  if (terminal === undefined)
    throw new PracticumError('no-terminal', 'What another agent asks for is approved by a person at a terminal, and this is none.', {
      hint,
    });
  const agent = shellsOfAgents.find((name) => (env[name] ?? '') !== '');
  const asker = await askerOf(folder, session);
  // The client started the server; its shells descend from it, and a person’s terminal does not.
  const client = asker?.isHere === true ? (await ancestorsOf(asker.pid))[0] : undefined;
  const isOfAsker = client !== undefined && [process.pid, ...(await ancestorsOf(process.pid))].includes(client);
  if (agent !== undefined || isOfAsker)
    throw new PracticumError('no-person', 'This shell was started by an agent, and no agent approves what an agent asks for.', { hint });
}
