import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApprovalBroker } from '../agent/broker.ts';
import { Budget } from '../agent/budget.ts';
import type { Judge } from '../agent/decision.ts';
import type { CostForecast } from '../base/approval.ts';
import type { CapsChange } from '../base/capsChange.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { Effect } from '../base/effects.ts';
import { Emitter } from '../base/events.ts';
import type { Grant } from '../base/grant.ts';
import type { PermitAuthority } from '../base/permit.ts';
import type { Caps, GrantCap } from '../ledger/entries.ts';
import { emptyState } from '../ledger/fold.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { localDay, type MicroUsd, microUsdOf, usdOf } from '../ledger/money.ts';
import { forecast, type Standing, standingOf } from '../ledger/standing.ts';
import type { SpendHead } from '../protocol/chat.ts';
import type { SessionLog } from '../sessions/events.ts';
import type { BudgetSettings, WorkbenchHost } from './api.ts';
import type { GrantMoney } from './grants.ts';
import { usualBudget } from './usualLimits.ts';

/** The ledger of this home, opened once, when it is first needed. */
export type LedgerDoor = () => Promise<Ledger>;

export function createLedgerDoor(host: Pick<WorkbenchHost, 'home' | 'budget'>, permits: PermitAuthority): LedgerDoor {
  let opened: Promise<Ledger> | undefined;
  const open = async (): Promise<Ledger> => {
    const { Ledger } = await import('../ledger/ledger.ts');
    return new Ledger({ home: host.home, require: permits.require, caps: () => capsOf(host.budget?.() ?? usualBudget) });
  };
  return () => {
    opened ??= open();
    return opened;
  };
}

export interface SessionSpendingOptions {
  readonly host: Pick<WorkbenchHost, 'home' | 'budget'>;
  readonly log: SessionLog;
  readonly broker: ApprovalBroker;
  readonly ledger: LedgerDoor;
  grant(): Grant | undefined;
}

/** One session’s money: what was spent and promised, what caps it, and what a call would cost. A session that costs nothing opens no ledger. */
export class SessionSpending implements Disposable {
  readonly #options: SessionSpendingOptions;
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new Emitter<void>());
  /** More was promised or spent, or a cap is another one. */
  readonly onDidChange = this.#changed.event;
  readonly budget: Budget;
  readonly #sharedWithGrants: GrantMoney;
  #ledger: Promise<Ledger> | undefined;
  /** Once it is open. */
  #open: Ledger | undefined;

  constructor(options: SessionSpendingOptions) {
    this.#options = options;
    const { log, broker, host } = options;
    this.budget = new Budget({
      session: log.session,
      log,
      broker,
      ledger: () => this.#openLedger(),
      grant: () => this.grantCap(),
      unpricedTokens: () => (host.budget?.() ?? usualBudget).unpricedTokens,
      confirmEvery: () => (host.budget?.() ?? usualBudget).confirmEvery,
    });
    this.#sharedWithGrants = { left: (grant) => this.#leftOf(grant), leftInSession: () => this.#leftInSession() };
  }

  /** For the grants of the session. */
  get money(): GrantMoney {
    return this.#sharedWithGrants;
  }

  /** What was spent before this window, where anything was: looked up behind what the person waits for. */
  async lookUp(): Promise<void> {
    if (!this.#options.log.events.some(({ type }) => type === 'response.ended')) return;
    const isThere = await stat(join(this.#options.host.home, 'ledger', 'ledger.jsonl')).then(
      () => true,
      () => false,
    );
    if (isThere) await this.standing();
  }

  /** By the ledger as it is now. */
  async standing(): Promise<Standing> {
    return await (await this.#openLedger()).standing(this.#options.log.session, this.grantCap());
  }

  /** As it was last read. */
  lastStanding(): Standing {
    const { log, host } = this.#options;
    const grant = this.grantCap();
    if (this.#open !== undefined) return this.#open.lastStanding(log.session, grant);
    const caps = capsOf(host.budget?.() ?? usualBudget);
    return standingOf(emptyState(), { session: log.session, day: localDay(Date.now()), caps, grant });
  }

  head(): SpendHead {
    const { spent, estimated, promised, byKind, limits, unpricedRequests, unpricedTokens } = this.lastStanding();
    const [cap] = limits;
    return {
      spentUsd: usdOf(spent),
      estimatedUsd: usdOf(estimated),
      promisedUsd: usdOf(promised),
      ...(cap === undefined ? {} : { cap: { usd: usdOf(cap.limit), of: cap.of } }),
      byKind: byKind.map(({ kind, microUsd }) => ({ kind, usd: usdOf(microUsd) })),
      unpricedRequests,
      unpricedTokens,
    };
  }

  /** What these effects cost at most; undefined where they cost nothing. */
  async forecast(effects: readonly Effect[]): Promise<CostForecast | undefined> {
    return effects.some(({ kind }) => kind === 'spend') ? forecast(effects, await this.standing()) : undefined;
  }

  /** The person's word on this session; null: no cap. What waited for more money goes on where it fits now. */
  async setCap(of: keyof Caps, usd: number | null, by: string): Promise<void> {
    const change: CapsChange = { [of]: usd === null ? null : microUsdOf(usd) };
    await (await this.#openLedger()).changeCaps(this.#options.log.session, change, by);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #openLedger(): Promise<Ledger> {
    this.#ledger ??= this.#openFirst().catch((error: unknown) => {
      this.#ledger = undefined;
      throw error;
    });
    return this.#ledger;
  }

  async #openFirst(): Promise<Ledger> {
    const { host, log, ledger: door } = this.#options;
    const ledger = await door();
    await ledger.standing(log.session);
    const { said } = host.budget?.() ?? usualBudget;
    // What is said for this very session goes before what was said for it earlier.
    if (said !== undefined) await sayCaps(ledger, log, said);
    this.#open = ledger;
    this.#owned.add(ledger.onDidChange(() => this.#note()));
    this.#owned.add(await ledger.watch());
    this.#changed.fire();
    return ledger;
  }

  #note(): void {
    this.#changed.fire();
    // The cap may have been raised in another window, or there may be more left under it now.
    if (this.budget.isAsking) this.#options.broker.reconsider().catch(() => undefined);
  }

  /** Under which grant the session spends; undefined: under none. */
  grantCap(): GrantCap | undefined {
    const grant = this.#options.grant();
    return grant === undefined ? undefined : { id: grant.id, microUsd: microUsdOf(grant.usd) };
  }

  async #leftOf({ id, usd }: Grant): Promise<number> {
    const ledger = await this.#openLedger();
    const { limits } = await ledger.standing(this.#options.log.session, { id, microUsd: microUsdOf(usd) });
    return Math.max(0, Math.min(...limits.map(({ limit, committed }) => usdOf(limit - committed))));
  }

  async #leftInSession(): Promise<number | undefined> {
    const [tightest] = (await this.standing()).limits.filter(({ of }) => of !== 'grant');
    return tightest === undefined ? undefined : Math.max(0, usdOf(tightest.limit - tightest.committed));
  }
}

/** A request that waits for a person says what it costs at most, and what is left. */
export function sayingCosts(judge: Judge, spending: Pick<SessionSpending, 'forecast'>): Judge {
  return async (call) => {
    const decision = await judge(call);
    if (decision.verdict !== 'ask') return decision;
    const cost = await spending.forecast(call.effects);
    return cost === undefined ? decision : { ...decision, facts: { ...decision.facts, cost } };
  };
}

async function sayCaps(ledger: Ledger, { session }: SessionLog, said: NonNullable<BudgetSettings['said']>): Promise<void> {
  const { caps } = ledger.lastStanding(session);
  const asked = {
    ...(said.sessionUsd === undefined ? {} : { session: capOf(said.sessionUsd) }),
    ...(said.dayUsd === undefined ? {} : { day: capOf(said.dayUsd) }),
  };
  if (('session' in asked && asked.session !== caps.session) || ('day' in asked && asked.day !== caps.day))
    await ledger.changeCaps(session, asked, 'command line');
}

function capsOf({ sessionUsd, dayUsd, runUsd }: BudgetSettings): Caps {
  return { session: capOf(sessionUsd), day: capOf(dayUsd), run: capOf(runUsd) };
}

function capOf(usd: number | null): MicroUsd | null {
  return usd === null ? null : microUsdOf(usd);
}
