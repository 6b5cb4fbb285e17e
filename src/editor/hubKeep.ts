import * as z from 'zod';
import { type Clock, systemClock } from '../base/clock.ts';
import { learnSecrets } from '../base/redact.ts';
import { isDue, NotSignedIn, type OAuthTokens } from '../hub/deviceCode.ts';
import type { HubIdentity } from '../hub/identity.ts';
import { borrowedKey, type KeyStore } from './keys.ts';

/** Who signed in, and how. A token of the environment or of hf's file is never copied: what is kept is the person's word that it may be used. */
export interface HubSession {
  readonly id: string;
  readonly user: string;
  readonly scopes: readonly string[];
  readonly from: 'pasted' | 'browser' | 'environment' | 'file';
  readonly token: string;
}

const keptSchema = z.object({
  id: z.string(),
  user: z.string(),
  scopes: z.array(z.string()),
  from: z.enum(['pasted', 'browser']),
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  expiresAtMs: z.number().optional(),
  clientId: z.string().optional(),
});
type Kept = z.infer<typeof keptSchema>;

const borrowedSchema = z.record(
  z.string(),
  z.object({ from: z.enum(['environment', 'file']), user: z.string(), scopes: z.array(z.string()) }),
);
const payersSchema = z.record(z.string(), z.string());

const payersKey = 'practicum.huggingface.payers';

export interface HubKeepOptions {
  readonly store: Pick<KeyStore, 'secrets' | 'memory'>;
  readonly clock?: Clock;
  /** The token that others keep on this machine, as it is now. */
  borrow(from: 'environment' | 'file'): Promise<string | undefined>;
  /** Throws NotSignedIn where that is over. */
  refresh(hub: string, clientId: string, refreshToken: string): Promise<OAuthTokens>;
}

/** Sign-ins of the editor, one for each Hub: another address never gets the token of this one. */
export class HubKeep {
  readonly #options: HubKeepOptions;
  readonly #clock: Clock;
  readonly #refreshing = new Map<string, Promise<Kept | undefined>>();

  constructor(options: HubKeepOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** Undefined: nobody is signed in there. Tokens whose time is nearly over are exchanged first. Throws HubError where that is worth another try. */
  async session(hub: string): Promise<HubSession | undefined> {
    const kept = await this.#kept(hub);
    if (kept !== undefined) return sessionOf(isDue(tokensOf(kept), this.#clock.nowMs()) ? await this.#refreshed(hub, kept) : kept);
    const borrowed = this.#borrowed()[nameOf(hub)];
    if (borrowed === undefined) return undefined;
    const token = await this.#options.borrow(borrowed.from);
    if (token === undefined) return undefined;
    learnSecrets([token]);
    return { id: `${borrowed.from}@${nameOf(hub)}`, token, ...borrowed };
  }

  async keepToken(hub: string, token: string, identity: HubIdentity): Promise<void> {
    await this.#keep(hub, { ...facts(identity, nameOf(hub)), from: 'pasted', accessToken: token });
  }

  async keepTokens(hub: string, clientId: string, tokens: OAuthTokens, identity: HubIdentity): Promise<void> {
    await this.#keep(hub, { ...facts(identity, nameOf(hub)), from: 'browser', clientId, ...wireOf(tokens) });
  }

  /** The person agreed that the token of others is used for this Hub. */
  async useBorrowed(hub: string, from: 'environment' | 'file', { name, token }: HubIdentity): Promise<void> {
    await this.#options.store.secrets.delete(secretOf(hub));
    await this.#setBorrowed({ ...this.#borrowed(), [nameOf(hub)]: { from, user: name, scopes: scopesOf(token) } });
  }

  async forget(hub: string): Promise<void> {
    const { [nameOf(hub)]: _, ...others } = this.#borrowed();
    await this.#setBorrowed(others);
    await this.#options.store.secrets.delete(secretOf(hub));
    await this.choosePayer(hub, undefined);
  }

  payer(hub: string): string | undefined {
    return this.#payers()[nameOf(hub)];
  }

  /** Undefined: the user who is signed in. */
  async choosePayer(hub: string, name: string | undefined): Promise<void> {
    const { [nameOf(hub)]: _, ...others } = this.#payers();
    await this.#options.store.memory.update(payersKey, name === undefined ? others : { ...others, [nameOf(hub)]: name });
  }

  #payers(): Readonly<Record<string, string>> {
    return payersSchema.catch({}).parse(this.#options.store.memory.get<unknown>(payersKey, {}));
  }

  #borrowed(): z.infer<typeof borrowedSchema> {
    return borrowedSchema.catch({}).parse(this.#options.store.memory.get<unknown>(borrowedKey, {}));
  }

  async #setBorrowed(all: z.infer<typeof borrowedSchema>): Promise<void> {
    await this.#options.store.memory.update(borrowedKey, all);
  }

  async #kept(hub: string): Promise<Kept | undefined> {
    const text = await this.#options.store.secrets.get(secretOf(hub));
    if (text === undefined || text === '') return undefined;
    const kept = keptIn(text);
    if (kept !== undefined) learnSecrets([kept.accessToken, ...(kept.refreshToken === undefined ? [] : [kept.refreshToken])]);
    return kept;
  }

  async #keep(hub: string, kept: Kept): Promise<void> {
    learnSecrets([kept.accessToken, ...(kept.refreshToken === undefined ? [] : [kept.refreshToken])]);
    await this.#options.store.secrets.store(secretOf(hub), JSON.stringify(kept));
  }

  /** Many may ask at the same time: the old token is given away once. */
  #refreshed(hub: string, kept: Kept): Promise<Kept | undefined> {
    const running = this.#refreshing.get(hub);
    if (running !== undefined) return running;
    const refreshing = this.#refresh(hub, kept).finally(() => this.#refreshing.delete(hub));
    this.#refreshing.set(hub, refreshing);
    return refreshing;
  }

  async #refresh(hub: string, kept: Kept): Promise<Kept | undefined> {
    const { clientId, refreshToken } = kept;
    if (clientId === undefined || refreshToken === undefined) return kept;
    try {
      const next = { ...kept, ...wireOf(await this.#options.refresh(hub, clientId, refreshToken)) };
      await this.#keep(hub, next);
      return next;
    } catch (error) {
      if (!(error instanceof NotSignedIn)) throw error;
      // Another window was quicker, and the old one does not count any more.
      const now = await this.#kept(hub);
      if (now !== undefined && now.refreshToken !== refreshToken) return now;
      await this.forget(hub);
      return undefined;
    }
  }
}

function keptIn(text: string): Kept | undefined {
  try {
    return keptSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function sessionOf(kept: Kept | undefined): HubSession | undefined {
  if (kept === undefined) return undefined;
  const { id, user, scopes, from, accessToken } = kept;
  return { id, user, scopes, from, token: accessToken };
}

function tokensOf({ accessToken, refreshToken, expiresAtMs }: Kept): OAuthTokens {
  return { accessToken, refreshToken, expiresAtMs };
}

function wireOf({ accessToken, refreshToken, expiresAtMs }: OAuthTokens): Pick<Kept, 'accessToken' | 'refreshToken' | 'expiresAtMs'> {
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
  };
}

function facts({ name, token }: HubIdentity, host: string): Pick<Kept, 'id' | 'user' | 'scopes'> {
  return { id: `${name}@${host}`, user: name, scopes: [...scopesOf(token)] };
}

function scopesOf({ role, scopes }: HubIdentity['token']): string[] {
  return [role, ...scopes];
}

function nameOf(hub: string): string {
  return new URL(hub).host;
}

function secretOf(hub: string): string {
  return `practicum.key.huggingface@${nameOf(hub)}`;
}
