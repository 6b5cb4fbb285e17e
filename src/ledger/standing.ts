import type { CostForecast } from '../base/approval.ts';
import type { Effect, SpendKind } from '../base/effects.ts';
import type { SessionId } from '../base/ids.ts';
import type { Caps, GrantCap, ReserveEntry } from './entries.ts';
import { committed, effectiveCaps, grantCap, type LedgerState, type Money, noMoney } from './fold.ts';
import { dollars, dollarsAtMost, dollarsLeft, type MicroUsd, microUsdOf, usdOf } from './money.ts';

/** A cap in force and how much of it is taken. */
export interface CapStanding {
  readonly of: 'session' | 'day' | 'grant';
  readonly limit: MicroUsd;
  readonly committed: MicroUsd;
}

/** How one session stands, for whoever shows it. */
export interface Standing {
  readonly session: SessionId;
  readonly spent: MicroUsd;
  /** Of what was spent: what nobody but us says, because the service did not. */
  readonly estimated: MicroUsd;
  readonly promised: MicroUsd;
  readonly byKind: readonly { readonly kind: SpendKind; readonly microUsd: MicroUsd }[];
  readonly caps: Caps;
  /** Those that limit this session, the tightest first. */
  readonly limits: readonly CapStanding[];
  /** Of all sessions. */
  readonly today: Money;
  readonly unpricedRequests: number;
  readonly unpricedTokens: number;
  readonly tokens: readonly {
    readonly on: string;
    readonly used: number;
    readonly limit: number | undefined;
    /** Of a model whose provider counts them; 0 of others. */
    readonly requests: number;
  }[];
  /** Of all sessions, the oldest first. */
  readonly open: readonly ReserveEntry[];
}

export interface StandingOf {
  readonly session: SessionId;
  readonly day: string;
  /** As the settings have them. */
  readonly caps: Caps;
  readonly grant: GrantCap | undefined;
}

const kinds: readonly SpendKind[] = ['main', 'research', 'compaction', 'run', 'sandbox'];

export function standingOf(state: LedgerState, { session: id, day, caps: settings, grant }: StandingOf): Standing {
  const session = state.sessions.get(id);
  const caps = effectiveCaps(session, settings);
  const today = state.days.get(day) ?? noMoney;
  const limits: CapStanding[] = [
    ...(caps.session === null ? [] : [{ of: 'session' as const, limit: caps.session, committed: committed(session) }]),
    ...(caps.day === null ? [] : [{ of: 'day' as const, limit: caps.day, committed: committed(today) }]),
    ...(grant === undefined
      ? []
      : [{ of: 'grant' as const, limit: grantCap(session, grant), committed: committed(state.grants.get(grant.id)) }]),
  ];
  return {
    session: id,
    spent: session?.spent ?? 0,
    estimated: session?.estimated ?? 0,
    promised: session?.promised ?? 0,
    byKind: kinds.flatMap((kind) => {
      const microUsd = session?.byKind[kind] ?? 0;
      return microUsd === 0 ? [] : [{ kind, microUsd }];
    }),
    caps,
    limits: limits.sort((a, b) => left(a) - left(b)),
    today: { ...today },
    unpricedRequests: session?.unpricedRequests ?? 0,
    unpricedTokens: session?.unpricedTokens ?? 0,
    tokens: Object.entries(session?.tokens ?? {}).map(([on, tokens]) => ({
      on,
      used: committed(tokens),
      limit: tokens.limit,
      requests: tokens.requests ?? 0,
    })),
    open: [...state.open.values()],
  };
}

function left({ limit, committed: taken }: CapStanding): MicroUsd {
  return limit - taken;
}

const ofModels: ReadonlySet<SpendKind> = new Set<SpendKind>(['main', 'research', 'compaction']);

/** What a call costs at most, from the effects that it declares, and what is left then. Undefined where it costs nothing. */
export function forecast(effects: readonly Effect[], standing: Standing): CostForecast | undefined {
  const spends = effects.filter((effect) => effect.kind === 'spend');
  if (spends.length === 0) return undefined;
  // No cap in dollars says anything of what has no price.
  if (spends.every(({ usd }) => usd === undefined)) return { usd: undefined, text: `not known: ${spends.map(({ on }) => on).join(' + ')}` };
  const isKnown = spends.every(({ usd }) => usd !== undefined);
  const microUsd = spends.reduce((sum, { usd }) => sum + microUsdOf(usd ?? 0), 0);
  const parts = spends.map(({ usd, on, purpose }) => {
    if (usd === undefined) return `${on}, whose price is not known`;
    return ofModels.has(purpose) ? `model ≤ ${dollarsAtMost(microUsdOf(usd))}` : on;
  });
  const text = `${isKnown ? 'at most' : 'more than'} ${dollarsAtMost(microUsd)}: ${parts.join(' + ')}`;
  const tightest = standing.limits[0];
  if (tightest === undefined) return { usd: isKnown ? usdOf(microUsd) : undefined, text };
  return { usd: isKnown ? usdOf(microUsd) : undefined, text, left: leftText(tightest, microUsd) };
}

/** `$6.80 of $10.00 left`: once this is spent, where it fits. */
function leftText(cap: CapStanding, microUsd: MicroUsd): string {
  const now = left(cap);
  const suffix = cap.of === 'session' ? '' : cap.of === 'day' ? ' today' : ' of the grant';
  if (microUsd <= now) return `${dollarsLeft(now - microUsd)} of ${dollars(cap.limit)} left${suffix}`;
  return `${dollarsLeft(now)} of ${dollars(cap.limit)} left${suffix}, ${dollarsAtMost(microUsd - now)} too little`;
}
