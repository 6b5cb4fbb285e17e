import { createLedgerDoor } from '../app/spending.ts';
import { spendingText } from '../app/spendingText.ts';
import { usualBudget } from '../app/usualLimits.ts';
import type { CapsChange } from '../base/capsChange.ts';
import type { SessionId } from '../base/ids.ts';
import { createPermitAuthority } from '../base/permit.ts';
import { microUsdOf, usdOf } from '../ledger/money.ts';
import type { Standing } from '../ledger/standing.ts';
import { latestSession } from '../sessions/store.ts';
import { findSession, placeOf } from './chooseSession.ts';
import type { CommonOptions } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';

/** Says what a session and the day have spent. `--budget` and `--day-budget` set the session’s caps: a window that has it open goes by them. */
export async function showSpending(options: CommonOptions, id: string | undefined, output: Output): Promise<ExitCode> {
  const host = createCliHost(options, output);
  const place = placeOf(host);
  const session = (id === undefined ? await latestSession(place) : await findSession(place, id))?.session;
  const ledger = await createLedgerDoor({ home: host.home, budget: () => usualBudget }, createPermitAuthority())();
  const change = changeOf(options);
  if (session !== undefined && change !== undefined) await ledger.changeCaps(session, change, 'command line');
  const standing = await ledger.standing(session ?? noSession);
  output.out(options.json ? `${JSON.stringify(recordOf(session, standing))}\n` : spendingText(standing));
  return exitCode.done;
}

/** Nothing was ever spent in it. */
const noSession = '' as SessionId;

function changeOf({ budgetUsd, dayBudgetUsd }: CommonOptions): CapsChange | undefined {
  if (budgetUsd === undefined && dayBudgetUsd === undefined) return undefined;
  return {
    ...(budgetUsd === undefined ? {} : { session: budgetUsd === null ? null : microUsdOf(budgetUsd) }),
    ...(dayBudgetUsd === undefined ? {} : { day: dayBudgetUsd === null ? null : microUsdOf(dayBudgetUsd) }),
  };
}

function recordOf(session: SessionId | undefined, standing: Standing): Readonly<Record<string, unknown>> {
  const { spent, estimated, promised, byKind, caps, today, unpricedRequests, unpricedTokens, open } = standing;
  const cap = (microUsd: number | null): number | null => (microUsd === null ? null : usdOf(microUsd));
  return {
    session,
    spentUsd: usdOf(spent),
    estimatedUsd: usdOf(estimated),
    promisedUsd: usdOf(promised),
    byKind: Object.fromEntries(byKind.map(({ kind, microUsd }) => [kind, usdOf(microUsd)])),
    caps: { sessionUsd: cap(caps.session), dayUsd: cap(caps.day), runUsd: cap(caps.run) },
    today: { spentUsd: usdOf(today.spent), estimatedUsd: usdOf(today.estimated), promisedUsd: usdOf(today.promised) },
    unpricedRequests,
    unpricedTokens,
    open: open.map(({ id, session: owner, purpose, on, quote, atMs }) => ({
      id,
      session: owner,
      purpose,
      on,
      ...(quote.kind === 'priced' ? { usd: usdOf(quote.microUsd) } : { tokens: quote.tokens }),
      atMs,
    })),
  };
}
