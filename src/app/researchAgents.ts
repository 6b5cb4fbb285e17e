import { accountOf, type ResearchAccount } from '../agent/researchAccount.ts';
import { type ReadReport, readReport } from '../agent/researchReport.ts';
import { checkClaims } from '../agent/researchSources.ts';
import type { ResearchAgent, ResearchState } from '../base/research.ts';
import type { SessionEvent } from '../sessions/events.ts';

/** What a card holds of the calls of one sub-agent: the newest. */
const maxLooks = 60;

export interface AgentFacts {
  readonly id: string;
  readonly question: string;
  readonly state: ResearchState;
  readonly step: string;
  readonly usd?: number | undefined;
}

/** How a sub-agent stands while it works: nothing that it has found is told before it was checked. */
export function agentAtWork(facts: AgentFacts, events: Iterable<SessionEvent>): ResearchAgent {
  return { ...standing(facts, accountOf(events)), notes: [], facts: [], notBacked: [], open: [] };
}

export interface AgentEnd {
  readonly state: Extract<ResearchState, 'done' | 'partial' | 'stopped'>;
  /** The words of its report; undefined: there is none, and what it wrote on the way is looked through. */
  readonly report: string | undefined;
  /** Why it did not end by itself. */
  readonly why: string | undefined;
}

/** What a sub-agent found, by its log: each of its facts held against what its tools returned. */
export function agentAtEnd(
  facts: Omit<AgentFacts, 'state' | 'step'>,
  events: Iterable<SessionEvent>,
  end: AgentEnd,
  roots: readonly string[],
): ResearchAgent {
  const account = accountOf(events);
  const read = end.report === undefined ? undefined : readReport(end.report);
  const report = read ?? reportOnTheWay(account);
  const { facts: found, notBacked } = checkClaims(report.claims, account.results, roots);
  const notes = [
    ...(end.why === undefined ? [] : [end.why]),
    ...(read === undefined ? ['It gave no report: what it wrote on the way was looked through for facts.'] : []),
    ...report.repairs,
  ];
  const state = read === undefined && end.state === 'done' ? 'partial' : end.state;
  return { ...standing({ ...facts, state, step: '' }, account), notes, facts: found, notBacked, open: report.open };
}

/** All that it wrote, the newest first: a report that was begun counts, and so do notes that name their sources. */
function reportOnTheWay({ words }: ResearchAccount): ReadReport {
  const reports = words.toReversed().flatMap((text) => readReport(text) ?? []);
  const claims = new Map(reports.flatMap((report) => report.claims).map((claim) => [`${claim.text}\n${claim.source}`, claim]));
  return { claims: [...claims.values()], open: reports.flatMap(({ open }) => open), repairs: [] };
}

function standing(
  { id, question, state, step, usd }: AgentFacts,
  { calls, tokens, looks }: ResearchAccount,
): Omit<ResearchAgent, 'notes' | 'facts' | 'notBacked' | 'open'> {
  const shown = looks.slice(-maxLooks);
  return {
    id,
    question,
    state,
    step,
    calls,
    tokens,
    ...(usd === undefined ? {} : { usd }),
    looks: shown,
    earlierLooks: looks.length - shown.length,
  };
}
