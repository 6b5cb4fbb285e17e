import { readReport } from '../agent/researchReport.ts';
import { parseJsonLoosely } from '../base/repairJson.ts';
import type { ResearchAgent } from '../base/research.ts';
import { type ChildLog, readChildren } from '../sessions/children.ts';
import type { BodyOf, SessionEvent, SessionEventBody } from '../sessions/events.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import { agentAtEnd } from './researchAgents.ts';
import { researchOrigin, researchText } from './researchText.ts';

const head =
  'Practicum ended while this research was running. Nothing of it goes on by itself, and what was paid for is paid for. Call research again with the same questions, word for word, where the rest is worth it: each goes on from what it has read, and what is answered costs nothing. What its sub-agents had found until then (incomplete):';

/** From the logs of its sub-agents alone: no model is asked. */
export async function foundUntilThen(
  body: BodyOf<'tool.ended'>,
  log: FileSessionLog,
  roots: readonly string[],
): Promise<SessionEventBody | undefined> {
  const children = await readChildren(log.path, body.call);
  if (children.length === 0) return undefined;
  const agents = children.map((child) => agentUntilThen(child, roots));
  const begun = new Set(children.map(({ question }) => question));
  const notBegun = questionsOf(log, body.call).filter((question) => !begun.has(question));
  const rest = notBegun.length === 0 ? [] : [`Nobody had begun:\n${notBegun.map((question) => `- ${question}`).join('\n')}`];
  const content = [head, researchText(agents), ...rest].join('\n\n');
  return { ...body, content, detail: { kind: 'research', agents }, origin: researchOrigin };
}

function agentUntilThen({ session: id, question, events }: ChildLog, roots: readonly string[]): ResearchAgent {
  const about = { id, question };
  const words = wholeReport(events);
  return words === undefined
    ? agentAtEnd(about, events, { state: 'stopped', report: undefined, why: 'Practicum ended while it was at work.' }, roots)
    : agentAtEnd(about, events, { state: 'done', report: words, why: undefined }, roots);
}

/** The words of the report with which a sub-agent came to its end by itself; undefined: it did not. */
function wholeReport(events: readonly SessionEvent[]): string | undefined {
  const last = events.findLast((event) => event.type === 'response.ended');
  const words =
    last === undefined
      ? ''
      : events.map((event) => (event.type === 'response.text' && event.response === last.response ? event.text : '')).join('');
  const end = events.findLast((event) => event.type === 'turn.ended');
  return end?.end === 'done' && readReport(words) !== undefined ? words : undefined;
}

/** What a sub-agent with this question had done in a call that was interrupted. */
export interface CutOff {
  readonly child: ChildLog;
  /** It had answered: nothing is left to do but to tell. */
  readonly report: string | undefined;
}

/** The newest of them, where nothing came of the question since. */
export async function cutOffBefore(log: Pick<FileSessionLog, 'path' | 'events'>, question: string): Promise<CutOff | undefined> {
  const interrupted = new Set(
    log.events.flatMap((event) => (event.type === 'tool.ended' && event.outcome === 'abandoned' ? [event.call] : [])),
  );
  if (interrupted.size === 0) return undefined;
  const wanted = plain(question);
  const child = (await readChildren(log.path)).findLast((each) => plain(each.question) === wanted);
  // Whoever asks again what was answered wants it looked up again.
  if (child === undefined || !interrupted.has(child.call) || child.events.length < 2) return undefined;
  return { child, report: wholeReport(child.events) };
}

function plain(question: string): string {
  return question.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

function questionsOf(log: FileSessionLog, call: BodyOf<'tool.ended'>['call']): readonly string[] {
  const made = log.events.find((event) => event.type === 'response.call' && event.call === call);
  if (made?.type !== 'response.call') return [];
  const parsed = parseJsonLoosely(made.argumentsJson);
  const input = 'value' in parsed && typeof parsed.value === 'object' && parsed.value !== null ? parsed.value : {};
  const questions = 'questions' in input && Array.isArray(input.questions) ? input.questions : [];
  return questions.filter((question) => typeof question === 'string');
}
