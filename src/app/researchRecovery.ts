import { readReport } from '../agent/researchReport.ts';
import { parseJsonLoosely } from '../base/repairJson.ts';
import type { ResearchAgent } from '../base/research.ts';
import { type ChildLog, readChildren } from '../sessions/children.ts';
import type { BodyOf, SessionEventBody } from '../sessions/events.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import { agentAtEnd } from './researchAgents.ts';
import { researchOrigin, researchText } from './researchText.ts';

const head =
  'Practicum ended while this research was running. Nothing of it goes on by itself, and what was paid for is paid for. What its sub-agents had found until then:';

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
  const last = events.findLast((event) => event.type === 'response.ended');
  const words =
    last === undefined
      ? ''
      : events.map((event) => (event.type === 'response.text' && event.response === last.response ? event.text : '')).join('');
  const end = events.findLast((event) => event.type === 'turn.ended');
  const isWhole = end?.end === 'done' && readReport(words) !== undefined;
  return isWhole
    ? agentAtEnd(about, events, { state: 'done', report: words, why: undefined }, roots)
    : agentAtEnd(about, events, { state: 'stopped', report: undefined, why: 'Practicum ended while it was at work.' }, roots);
}

function questionsOf(log: FileSessionLog, call: BodyOf<'tool.ended'>['call']): readonly string[] {
  const made = log.events.find((event) => event.type === 'response.call' && event.call === call);
  if (made?.type !== 'response.call') return [];
  const parsed = parseJsonLoosely(made.argumentsJson);
  const input = 'value' in parsed && typeof parsed.value === 'object' && parsed.value !== null ? parsed.value : {};
  const questions = 'questions' in input && Array.isArray(input.questions) ? input.questions : [];
  return questions.filter((question) => typeof question === 'string');
}
