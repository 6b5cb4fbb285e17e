import type { CapsChange } from '../base/capsChange.ts';
import type { SpendKind } from '../base/effects.ts';
import type { CallId, GrantId, ReservationId, RunId, SessionId } from '../base/ids.ts';
import type { ProcessIdentity } from '../base/processes.ts';
import type { MicroUsd } from './money.ts';

/** The version of the ledger that this code writes. `docs/formats.md` is the contract. */
export const ledgerVersion = 1;

/** Where spending ends unless a person says otherwise; null: nowhere, which somebody said explicitly. */
export interface Caps {
  readonly session: MicroUsd | null;
  /** Of all sessions together, on one calendar day. */
  readonly day: MicroUsd | null;
  readonly run: MicroUsd | null;
}

/** What is promised. `unpriced`: nobody knows the price, so tokens are. `counted`: it is no money of the person's, only kept count of. */
export type Quote =
  | { readonly kind: 'priced'; readonly microUsd: MicroUsd }
  | { readonly kind: 'unpriced'; readonly tokens: number }
  | {
      readonly kind: 'counted';
      readonly tokens: number /** The person is asked after so many requests of a session. */;
      readonly every?: number;
    };

export interface Used {
  readonly microUsd: MicroUsd;
  /** Of a model, in and out; 0 for a machine. */
  readonly tokens: number;
}

/** Who promised: of a process that is gone nothing more comes. */
export interface Owner extends ProcessIdentity {
  readonly host: string;
}

/** The grant under which it is spent, and what was granted. */
export interface GrantCap {
  readonly id: GrantId;
  readonly microUsd: MicroUsd;
}

export interface ReserveEntry {
  readonly type: 'reserve';
  readonly id: ReservationId;
  readonly atMs: number;
  readonly day: string;
  readonly session: SessionId;
  readonly call?: CallId;
  readonly run?: RunId;
  readonly grant?: GrantCap;
  readonly purpose: SpendKind;
  /** The model as `provider/name`, or the machine and its time: `90 min × a10g-small $1.00/h`. */
  readonly on: string;
  readonly quote: Quote;
  /** Those that this reservation has to fit under, unless the person set others for its session before it. */
  readonly caps: Caps;
  readonly by: Owner;
}

export interface SettleEntry {
  readonly type: 'settle';
  readonly id: ReservationId;
  readonly atMs: number;
  readonly used: Used;
  /** The service did not say how much it was. */
  readonly isEstimated?: boolean;
  /** Its process died: the whole promise is taken for spent until somebody knows better. */
  readonly isAssumed?: boolean;
}

/** Nothing of it was used. */
export interface ReleaseEntry {
  readonly type: 'release';
  readonly id: ReservationId;
  readonly atMs: number;
}

export interface CapsEntry {
  readonly type: 'caps';
  readonly atMs: number;
  readonly session: SessionId;
  readonly change: CapsChange;
  /** Where it was said: `chat`, `command line`. */
  readonly by: string;
}

export type LedgerEntry = ReserveEntry | SettleEntry | ReleaseEntry | CapsEntry;
