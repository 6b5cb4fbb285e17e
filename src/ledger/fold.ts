import type { SpendKind } from '../base/effects.ts';
import type { GrantId, ReservationId, RunId, SessionId } from '../base/ids.ts';
import type { Caps, CapsEntry, GrantCap, LedgerEntry, ReserveEntry, SettleEntry } from './entries.ts';
import type { MicroUsd } from './money.ts';

/** What was used and what is still promised. Both count against a cap. */
export interface Money {
  spent: MicroUsd;
  /** Of what was spent: what nobody but us says, because the service did not. */
  estimated: MicroUsd;
  promised: MicroUsd;
}

export const noMoney: Readonly<Money> = { spent: 0, estimated: 0, promised: 0 };

/** Tokens of a model whose price is not known, in one session. */
export interface TokenMoney extends Money {
  /** Undefined until the person has said that the model may be used. */
  limit: number | undefined;
  /** Granted to a model whose provider counts them, and not given back; and up to how many the person agreed to. */
  requests?: number;
  requestLimit?: number;
}

export interface SessionMoney extends Money {
  readonly byKind: { [K in SpendKind]?: MicroUsd };
  /** As the person set them for this session. */
  caps: Partial<Caps>;
  readonly grants: { [id: GrantId]: MicroUsd };
  readonly tokens: { [model: string]: TokenMoney };
  unpricedRequests: number;
  unpricedTokens: number;
}

/** A cap under which a quote does not fit. Tokens or requests where `of` says so, else millionths of a dollar. */
export interface Block {
  readonly of: 'session' | 'day' | 'run' | 'grant' | 'tokens' | 'requests';
  /** Undefined: a model whose price is not known, and about which nobody was asked. */
  readonly limit: number | undefined;
  /** Committed before: spent and promised. */
  readonly committed: number;
  readonly needed: number;
}

/** Whether a reservation was granted: a fact of the file, the same for every reader. */
export type Verdict = { readonly isGranted: true } | { readonly isGranted: false; readonly blocks: readonly Block[] };

/** All that the lines of a ledger come to. */
export interface LedgerState {
  readonly sessions: Map<SessionId, SessionMoney>;
  readonly days: Map<string, Money>;
  readonly runs: Map<RunId, Money>;
  readonly grants: Map<GrantId, Money>;
  /** Granted, and neither settled nor released. */
  readonly open: Map<ReservationId, ReserveEntry>;
  /** Taken for spent, because the process that promised it died: what really was may still come. */
  readonly assumed: Map<ReservationId, { readonly reserved: ReserveEntry; readonly settled: SettleEntry }>;
  /** There are lines of a later version. */
  isNewer: boolean;
}

export function emptyState(): LedgerState {
  return { sessions: new Map(), days: new Map(), runs: new Map(), grants: new Map(), open: new Map(), assumed: new Map(), isNewer: false };
}

/**
 * The next line of the file. The order of the lines decides: a reservation is granted when it fits under the caps that hold for it, given
 * everything granted, settled and released before it. A line about a reservation that is not open changes nothing: the first end counts,
 * except that what was used takes the place of what was assumed.
 */
export function applyEntry(state: LedgerState, entry: LedgerEntry): Verdict | undefined {
  switch (entry.type) {
    case 'reserve':
      return reserve(state, entry);
    case 'settle': {
      takeBackAssumption(state, entry);
      const reserved = close(state, entry.id);
      if (reserved !== undefined) settle(state, reserved, entry);
      return undefined;
    }
    case 'release': {
      const released = close(state, entry.id);
      if (released !== undefined) countRequest(state, released, -1);
      return undefined;
    }
    case 'caps':
      changeCaps(sessionOf(state, entry.session), entry);
      return undefined;
  }
}

function reserve(state: LedgerState, entry: ReserveEntry): Verdict {
  // The same line again, after a write that was taken for failed.
  if (state.open.has(entry.id)) return { isGranted: true };
  const blocks = blocksOf(state, entry);
  if (blocks.length > 0) return { isGranted: false, blocks };
  state.open.set(entry.id, entry);
  for (const money of accountsOf(state, entry)) money.promised += amountOf(entry);
  countRequest(state, entry, 1);
  return { isGranted: true };
}

/** Every cap that the quote does not fit under. */
export function blocksOf(
  state: LedgerState,
  entry: Pick<ReserveEntry, 'session' | 'day' | 'run' | 'grant' | 'on' | 'quote' | 'caps'>,
): readonly Block[] {
  const { quote } = entry;
  const session = state.sessions.get(entry.session);
  if (quote.kind === 'counted') return beyondRequests(session?.tokens[entry.on], quote.every);
  if (quote.kind === 'unpriced') {
    const tokens = session?.tokens[entry.on];
    return beyond('tokens', tokens?.limit, tokens, quote.tokens);
  }
  const caps = effectiveCaps(session, entry.caps);
  const { grant, run } = entry;
  return [
    ...beyond('session', caps.session, session, quote.microUsd),
    ...beyond('day', caps.day, state.days.get(entry.day), quote.microUsd),
    ...(run === undefined ? [] : beyond('run', caps.run, state.runs.get(run), quote.microUsd)),
    ...(grant === undefined ? [] : beyond('grant', grantCap(session, grant), state.grants.get(grant.id), quote.microUsd)),
  ];
}

/** What the person set for the session goes before what the settings say. */
export function effectiveCaps(session: SessionMoney | undefined, caps: Caps): Caps {
  return { ...caps, ...session?.caps };
}

export function grantCap(session: SessionMoney | undefined, { id, microUsd }: GrantCap): MicroUsd {
  return session?.grants[id] ?? microUsd;
}

export function committed(money: Money | undefined): number {
  return money === undefined ? 0 : money.spent + money.promised;
}

function beyond(of: Block['of'], limit: number | null | undefined, money: Money | undefined, needed: number): readonly Block[] {
  const before = committed(money);
  if (limit === null || (limit !== undefined && before + needed <= limit)) return [];
  return [{ of, limit, committed: before, needed }];
}

/** One more request than the person was asked about. */
function beyondRequests(tokens: TokenMoney | undefined, every: number | undefined): readonly Block[] {
  if (every === undefined) return [];
  const made = tokens?.requests ?? 0;
  const limit = tokens?.requestLimit ?? every;
  return made < limit ? [] : [{ of: 'requests', limit, committed: made, needed: 1 }];
}

function countRequest(state: LedgerState, { quote, session, on }: ReserveEntry, by: 1 | -1): void {
  const tokens = quote.kind === 'counted' ? sessionOf(state, session).tokens[on] : undefined;
  if (tokens !== undefined) tokens.requests = (tokens.requests ?? 0) + by;
}

/** Ends the promise. Undefined when there was none. */
function close(state: LedgerState, id: ReservationId): ReserveEntry | undefined {
  const reserved = state.open.get(id);
  if (reserved === undefined) return undefined;
  state.open.delete(id);
  for (const money of accountsOf(state, reserved)) money.promised -= amountOf(reserved);
  return reserved;
}

function settle(state: LedgerState, reserved: ReserveEntry, entry: SettleEntry): void {
  spend(state, reserved, entry, 1);
  if (entry.isAssumed === true) state.assumed.set(entry.id, { reserved, settled: entry });
}

/** Somebody knows now what really was: as if it had never been assumed. */
function takeBackAssumption(state: LedgerState, entry: SettleEntry): void {
  const assumed = state.assumed.get(entry.id);
  if (assumed === undefined || entry.isAssumed === true) return;
  state.assumed.delete(entry.id);
  spend(state, assumed.reserved, assumed.settled, -1);
  settle(state, assumed.reserved, entry);
}

function spend(state: LedgerState, reserved: ReserveEntry, { used, isEstimated, isAssumed }: SettleEntry, sign: 1 | -1): void {
  const isPriced = reserved.quote.kind === 'priced';
  for (const money of accountsOf(state, reserved)) {
    money.spent += sign * (isPriced ? used.microUsd : used.tokens);
    if (isEstimated === true || isAssumed === true) money.estimated += sign * (isPriced ? used.microUsd : used.tokens);
  }
  const session = sessionOf(state, reserved.session);
  if (isPriced) {
    session.byKind[reserved.purpose] = (session.byKind[reserved.purpose] ?? 0) + sign * used.microUsd;
  } else {
    session.unpricedRequests += sign;
    session.unpricedTokens += sign * used.tokens;
  }
}

function amountOf({ quote }: ReserveEntry): number {
  return quote.kind === 'priced' ? quote.microUsd : quote.tokens;
}

/** Everything that this reservation counts against. */
function accountsOf(state: LedgerState, { quote, session, day, run, grant, on }: ReserveEntry): readonly Money[] {
  const own = sessionOf(state, session);
  if (quote.kind !== 'priced') {
    own.tokens[on] ??= { ...noMoney, limit: undefined };
    return [own.tokens[on]];
  }
  return [
    own,
    account(state.days, day),
    ...(run === undefined ? [] : [account(state.runs, run)]),
    ...(grant === undefined ? [] : [account(state.grants, grant.id)]),
  ];
}

function changeCaps(session: SessionMoney, { change }: CapsEntry): void {
  const { grant, tokens, requests } = change;
  session.caps = {
    ...session.caps,
    ...(change.session === undefined ? {} : { session: change.session }),
    ...(change.day === undefined ? {} : { day: change.day }),
    ...(change.run === undefined ? {} : { run: change.run }),
  };
  if (grant !== undefined) session.grants[grant.id] = grant.microUsd;
  if (requests !== undefined)
    session.tokens[requests.on] = { ...(session.tokens[requests.on] ?? { ...noMoney, limit: undefined }), requestLimit: requests.limit };
  if (tokens !== undefined) session.tokens[tokens.on] = { ...(session.tokens[tokens.on] ?? noMoney), limit: tokens.limit };
}

function sessionOf(state: LedgerState, id: SessionId): SessionMoney {
  const known = state.sessions.get(id);
  if (known !== undefined) return known;
  const made: SessionMoney = {
    ...noMoney,
    byKind: {},
    caps: {},
    grants: {},
    tokens: {},
    unpricedRequests: 0,
    unpricedTokens: 0,
  };
  state.sessions.set(id, made);
  return made;
}

function account<Id>(accounts: Map<Id, Money>, id: Id): Money {
  const known = accounts.get(id);
  if (known !== undefined) return known;
  const made: Money = { ...noMoney };
  accounts.set(id, made);
  return made;
}
