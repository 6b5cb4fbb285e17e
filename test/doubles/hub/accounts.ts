/** Who there is, what their tokens may do, and who can pay. */
import type { Exchange } from './exchange.ts';
import { hex, tokenFor } from './ids.ts';
import { Refusal } from './refusal.ts';

export interface User {
  readonly name: string;
  readonly fullname: string;
  readonly email: string;
  readonly isPro: boolean;
  readonly canPay: boolean;
  readonly orgs: readonly Membership[];
}

export interface Membership {
  readonly name: string;
  readonly role: 'admin' | 'write' | 'contributor' | 'read';
  readonly plan?: 'team' | 'enterprise';
  readonly canPay?: boolean;
}

export interface Token {
  readonly value: string;
  readonly user: string;
  readonly name: string;
  readonly role: 'read' | 'write' | 'fineGrained';
  /** What a fine-grained one may: `repo.write`, `job.write`, `discussion.write`, `inference.serverless.write`. */
  readonly permissions: readonly string[];
  readonly kind: 'access_token' | 'oauth';
  expiresAtMs: number | undefined;
  isRevoked: boolean;
}

export interface Caller {
  readonly user: User;
  readonly token: Token;
}

export const usualUsers: readonly User[] = [
  {
    name: 'ada',
    fullname: 'Ada Lovelace',
    email: 'ada@example.org',
    isPro: true,
    canPay: true,
    orgs: [
      { name: 'analytical', role: 'admin', plan: 'team', canPay: true },
      { name: 'readers', role: 'read' },
    ],
  },
  { name: 'grace', fullname: 'Grace Hopper', email: 'grace@example.org', isPro: false, canPay: false, orgs: [] },
];

const usualCreditsUsd = 100;

export class Accounts {
  readonly #users: ReadonlyMap<string, User>;
  readonly #tokens = new Map<string, Token>();
  readonly #credits = new Map<string, number>();
  readonly #now: () => number;

  constructor(users: readonly User[], now: () => number) {
    this.#users = new Map(users.map((each) => [each.name, each]));
    this.#now = now;
    for (const { name } of users) {
      this.issue({ user: name, name: `${name}-write`, role: 'write' });
      this.issue({ user: name, name: `${name}-read`, role: 'read' });
      this.revoke(this.issue({ user: name, name: `${name}-revoked`, role: 'write' }).value);
    }
  }

  get users(): readonly User[] {
    return [...this.#users.values()];
  }

  issue(asked: {
    readonly user: string;
    readonly name: string;
    readonly role: Token['role'];
    readonly permissions?: readonly string[];
    readonly kind?: Token['kind'];
    readonly expiresAtMs?: number;
  }): Token {
    const value = asked.kind === 'oauth' ? `hf_oauth_${tokenFor(asked.name).slice(3)}` : tokenFor(asked.name);
    const token: Token = {
      value,
      user: asked.user,
      name: asked.name,
      role: asked.role,
      permissions: asked.permissions ?? [],
      kind: asked.kind ?? 'access_token',
      expiresAtMs: asked.expiresAtMs,
      isRevoked: false,
    };
    this.#tokens.set(value, token);
    return token;
  }

  revoke(value: string): void {
    const token = this.#tokens.get(value);
    if (token !== undefined) token.isRevoked = true;
  }

  /** Who asks; absent: nobody in particular. A wrong token is refused even where none is needed. */
  caller({ request }: Exchange): Caller | undefined {
    return this.bearer(request.headers.authorization);
  }

  bearer(authorization: string | undefined): Caller | undefined {
    if (authorization === undefined) return undefined;
    const token = this.#tokens.get(authorization.replace(/^Bearer\s+/i, ''));
    const isGone = token === undefined || token.isRevoked || (token.expiresAtMs !== undefined && token.expiresAtMs <= this.#now());
    const user = isGone ? undefined : this.#users.get(token.user);
    if (token === undefined || user === undefined) throw new Refusal(401, 'Invalid credentials in Authorization header');
    return { user, token };
  }

  need(exchange: Exchange): Caller {
    const caller = this.caller(exchange);
    if (caller === undefined) throw new Refusal(401, 'Invalid username or password.');
    return caller;
  }

  /** Somebody who may change what a namespace holds. `permission` is what a fine-grained token needs for it. */
  needWrite(exchange: Exchange, namespace: string, permission = 'repo.write'): Caller {
    const caller = this.need(exchange);
    if (!mayWriteWith(caller.token, permission)) {
      throw new Refusal(
        403,
        `Forbidden: you must use a write token to do this, or one with the permission ${permission} (the current token has the role ${caller.token.role}).`,
      );
    }
    if (!canWriteTo(caller.user, namespace)) {
      throw new Refusal(403, `You don't have the rights to write to the namespace "${namespace}"`);
    }
    return caller;
  }

  canRead(caller: Caller | undefined, namespace: string): boolean {
    return caller !== undefined && (caller.user.name === namespace || caller.user.orgs.some(({ name }) => name === namespace));
  }

  isNamespace(name: string): boolean {
    return this.#users.has(name) || this.users.some(({ orgs }) => orgs.some((org) => org.name === name));
  }

  creditsUsd(namespace: string): number {
    return this.#credits.get(namespace) ?? usualCreditsUsd;
  }

  setCreditsUsd(namespace: string, usd: number): void {
    this.#credits.set(namespace, usd);
  }

  /** What `whoami-v2` answers. */
  describe({ user, token }: Caller): unknown {
    const isFine = token.role === 'fineGrained';
    return {
      type: 'user',
      id: idOf(user.name),
      name: user.name,
      fullname: user.fullname,
      email: user.email,
      emailVerified: true,
      canPay: user.canPay,
      billingMode: 'prepaid',
      avatarUrl: `/avatars/${idOf(user.name)}.svg`,
      isPro: user.isPro,
      orgs: user.orgs.map((org) => ({
        type: 'org',
        id: idOf(org.name),
        name: org.name,
        fullname: org.name,
        email: null,
        canPay: org.canPay ?? false,
        billingMode: 'prepaid',
        avatarUrl: `/avatars/${idOf(org.name)}.svg`,
        roleInOrg: org.role,
        ...(org.plan === undefined ? {} : { plan: org.plan }),
      })),
      auth: {
        type: token.kind,
        ...(token.expiresAtMs === undefined ? {} : { expiresAt: new Date(token.expiresAtMs).toISOString() }),
        accessToken: {
          displayName: token.name,
          role: token.role,
          createdAt: '2026-01-01T00:00:00.000Z',
          ...(isFine
            ? {
                fineGrained: {
                  canReadGatedRepos: true,
                  global: token.permissions.filter((each) => each.startsWith('discussion.')),
                  scoped: [{ entity: { _id: idOf(user.name), name: user.name, type: 'user' }, permissions: token.permissions }],
                },
              }
            : {}),
        },
      },
    };
  }
}

export function idOf(name: string): string {
  return hex('sha256', `id of ${name}`).slice(0, 24);
}

function mayWriteWith({ role, permissions }: Token, permission: string): boolean {
  return role === 'write' || (role === 'fineGrained' && permissions.includes(permission));
}

function canWriteTo({ name, orgs }: User, namespace: string): boolean {
  return name === namespace || orgs.some((org) => org.name === namespace && org.role !== 'read');
}
