import type { ApprovalBroker } from '../agent/broker.ts';
import type { Judge } from '../agent/decision.ts';
import { systemClock } from '../base/clock.ts';
import { PracticumError } from '../base/errors.ts';
import type { Tool } from '../base/tool.ts';
import { bindReproductionTools } from '../reproduction/tools.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import { bindTools } from '../tools/all.ts';
import type { ResearchPort } from '../tools/researchPort.ts';
import type { ToolServices } from '../tools/services.ts';
import type { WorkbenchHost } from './api.ts';
import type { BenchParts } from './bench.ts';
import { latestCalls, recallResult } from './recall.ts';
import type { SessionSpending } from './spending.ts';
import { usualBudget, usualResearch } from './usualLimits.ts';

export interface SessionResearch {
  readonly host: WorkbenchHost;
  readonly parts: Pick<BenchParts, 'permits' | 'ledger'>;
  readonly log: FileSessionLog;
  readonly judge: Judge;
  readonly broker: ApprovalBroker;
  readonly spending: Pick<SessionSpending, 'budget' | 'grantCap'>;
  /** What the tools of the session use. */
  services(): ToolServices;
  /** All tools of the session, as they are now. */
  tools(): readonly Tool[];
}

/** Research for one session. What sends sub-agents out is loaded with the first. */
export function createResearch(session: SessionResearch): ResearchPort {
  const { host, parts, log, judge, broker, spending } = session;
  const open = async (): Promise<ResearchPort> => {
    const { ResearchDesk } = await import('./researchDesk.ts');
    return new ResearchDesk({
      home: host.home,
      app: host.app,
      roots: host.roots,
      log,
      permits: parts.permits,
      judge,
      broker,
      clock: systemClock,
      isTrusted: () => host.isTrusted(),
      model: () => host.model('research'),
      ledger: () => parts.ledger(),
      grant: () => spending.grantCap(),
      ask: (purchase, signal) => spending.budget.promise(purchase, signal),
      unpricedTokens: () => (host.budget?.() ?? usualBudget).unpricedTokens,
      budget: () => host.researchBudget?.() ?? usualResearch,
      toolsFor: (child) => toolsWithin(session, child),
    });
  };
  let opened: Promise<ResearchPort> | undefined;
  return {
    async find(wish, call) {
      opened ??= open();
      return await (await opened).find(wish, call);
    },
  };
}

/** The tools of the session with the log of the sub-agent in place of the session's; those that come while it works stand behind them. */
function toolsWithin({ services, tools }: SessionResearch, child: FileSessionLog): () => readonly Tool[] {
  const within = servicesWithin(services(), child);
  const bound = [...bindTools(within), ...bindReproductionTools(within)];
  const names = new Set(['research', ...bound.map(({ name }) => name)]);
  return () => [...bound, ...tools().filter(({ name }) => !names.has(name))];
}

/** Nothing of the session's own record can be reached, whatever a tool declares. */
function servicesWithin({ research: _depthIsOne, ...services }: ToolServices, child: FileSessionLog): ToolServices {
  const refuse = async (): Promise<never> => {
    throw new PracticumError('only-looks', 'A sub-agent only looks: it keeps no record.');
  };
  return {
    ...services,
    recall: (call) => recallResult(child, call),
    latestCalls: () => latestCalls(child),
    lastLeft: () => undefined,
    settledUsd: () => async () => undefined,
    recordChange: refuse,
    linkRun: refuse,
    setPlan: refuse,
  };
}
