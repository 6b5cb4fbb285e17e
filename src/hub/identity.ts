import * as z from 'zod';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';

/** Who a token speaks for, and what it may do. */
export interface HubIdentity {
  readonly name: string;
  readonly fullName: string | undefined;
  readonly isPro: boolean;
  /** Whether a payment method is known. Credits are another matter: nobody knows before a job is asked for. */
  readonly canPay: boolean;
  readonly organisations: readonly HubOrganisation[];
  readonly token: HubTokenFacts;
}

export interface HubOrganisation {
  readonly name: string;
  readonly fullName: string | undefined;
  readonly plan: string | undefined;
  readonly canPay: boolean;
  readonly isSpendLimitReached: boolean;
  readonly role: string | undefined;
  /** `mfa`, `sso`, `token-policy`, …: why the organisation turns this token away. */
  readonly restrictions: readonly string[];
}

export interface HubTokenFacts {
  readonly name: string | undefined;
  /** `god`: an old name of `write` with all rights. */
  readonly role: 'read' | 'write' | 'fineGrained' | 'oauth' | 'unknown';
  /** What a fine-grained token may do, in lines for people. */
  readonly scopes: readonly string[];
  readonly expiresAt: string | undefined;
}

/** Somebody in whose name jobs and Spaces can be paid, with what is known about it in words. */
export interface Payer {
  readonly name: string;
  readonly kind: 'user' | 'organisation';
  readonly canPay: boolean;
  readonly facts: readonly string[];
}

/** The user first. Those that cannot pay are among them, because the Hub knows better what it takes. */
export function payersOf({ name, isPro, canPay, organisations }: HubIdentity): readonly Payer[] {
  const user: Payer = { name, kind: 'user', canPay, facts: ['you', isPro ? 'PRO' : 'free plan', paying(canPay)] };
  return [user, ...organisations.map(organisationPayer)];
}

function organisationPayer({ name, plan, role, canPay, isSpendLimitReached, restrictions }: HubOrganisation): Payer {
  const facts = [
    plan === undefined ? 'no plan' : `${plan} plan`,
    ...(role === undefined ? [] : [role]),
    paying(canPay),
    ...(isSpendLimitReached ? ['its spending limit is reached'] : []),
    ...(restrictions.length === 0 ? [] : [`turns this token away: ${restrictions.join(', ')}`]),
  ];
  return { name, kind: 'organisation', canPay: canPay && !isSpendLimitReached && restrictions.length === 0, facts };
}

function paying(canPay: boolean): string {
  return canPay ? 'can pay' : 'no payment method';
}

const organisation = whenUsed(() =>
  z.object({
    name: z.string(),
    fullname: z.string().nullish(),
    plan: z.string().nullish(),
    canPay: z.boolean().nullish(),
    spendLimitReached: z.boolean().nullish(),
    roleInOrg: z.string().nullish(),
    securityRestrictions: z.array(z.string()).nullish(),
  }),
);

const scoped = whenUsed(() =>
  z.object({
    entity: z.object({ type: z.string().nullish(), name: z.string().nullish() }).nullish(),
    permissions: z.array(z.string()).nullish(),
  }),
);

const fineGrained = whenUsed(() =>
  z.object({
    scoped: z.array(scoped).nullish(),
    global: z.array(z.string()).nullish(),
    canReadGatedRepos: z.boolean().nullish(),
  }),
);

const whoami = whenUsed(() =>
  z.object({
    name: z.string(),
    fullname: z.string().nullish(),
    isPro: z.boolean().nullish(),
    canPay: z.boolean().nullish(),
    orgs: z.array(organisation).nullish(),
    auth: z
      .object({
        type: z.string().nullish(),
        expiresAt: z.string().nullish(),
        accessToken: z
          .object({
            displayName: z.string().nullish(),
            role: z.string().nullish(),
            fineGrained: fineGrained.nullish(),
          })
          .nullish(),
      })
      .nullish(),
  }),
);

/** `/api/whoami-v2` has a strict limit of its own, and nobody changes organisations from one minute to the next. */
const holdsMs = 10 * 60_000;

/** Who is signed in, as it was said within the last minutes. Throws HubError: `hub-sign-in` without a token or with one that is not valid. */
export async function whoAmI(hub: HubClient, signal?: AbortSignal): Promise<HubIdentity> {
  return await unlessAborted(
    hub.kept('whoami', holdsMs, () => askWhoIAm(hub)),
    signal,
  );
}

/** The same, asked now: for whoever wants to know whether it still holds. */
export async function askWhoIAm(hub: HubClient, signal?: AbortSignal): Promise<HubIdentity> {
  return identityOf(await hub.json({ path: '/api/whoami-v2', signal }, whoami));
}

function identityOf({ name, fullname, isPro, canPay, orgs, auth }: z.infer<typeof whoami>): HubIdentity {
  const token = auth?.accessToken;
  return {
    name,
    fullName: fullname ?? undefined,
    isPro: isPro === true,
    canPay: canPay === true,
    organisations: (orgs ?? []).map((org) => ({
      name: org.name,
      fullName: org.fullname ?? undefined,
      plan: org.plan ?? undefined,
      canPay: org.canPay === true,
      isSpendLimitReached: org.spendLimitReached === true,
      role: org.roleInOrg ?? undefined,
      restrictions: org.securityRestrictions ?? [],
    })),
    token: {
      name: token?.displayName ?? undefined,
      role: roleOf(token?.role, auth?.type),
      scopes: token?.fineGrained == null ? [] : scopesOf(token.fineGrained),
      expiresAt: auth?.expiresAt ?? undefined,
    },
  };
}

function roleOf(role: string | null | undefined, type: string | null | undefined): HubTokenFacts['role'] {
  // Its scopes are those of the app; what else is said of it is not the person's.
  if (type?.startsWith('oauth') === true || type?.includes('oidc') === true) return 'oauth';
  if (role === 'read' || role === 'write' || role === 'fineGrained') return role;
  if (role === 'god') return 'write';
  return 'unknown';
}

function scopesOf({ scoped: rights, global, canReadGatedRepos }: z.infer<typeof fineGrained>): readonly string[] {
  const everywhere = [...(global ?? []), ...(canReadGatedRepos === true ? ['read gated repositories that you were let into'] : [])];
  return [...(rights ?? []).flatMap(scopeLine), ...everywhere.map((right) => `everywhere: ${right}`)];
}

function scopeLine({ entity, permissions }: z.infer<typeof scoped>): readonly string[] {
  if (permissions == null || permissions.length === 0) return [];
  return [`${[entity?.type, entity?.name].filter((word) => word != null).join(' ') || 'account'}: ${permissions.join(', ')}`];
}

/** Somebody else may still wait for the answer: only this wait ends. */
async function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await answer;
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const stop = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([answer, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
