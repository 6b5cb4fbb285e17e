import { PracticumError } from '../base/errors.ts';
import { learnSecrets } from '../base/redact.ts';
import type { Endpoint } from './endpoints.ts';

/** Per host: may the key in the environment be sent there? Taken back by *Forget API Keys and Consent*. */
const consentKey = 'practicum.environmentKeys';
type Consents = Readonly<Record<string, boolean>>;

/** Where keys come from: the editor's secret storage and global memory, the environment, and the person. */
export interface KeyStore {
  readonly secrets: {
    get(name: string): PromiseLike<string | undefined>;
    store(name: string, value: string): PromiseLike<void>;
    delete(name: string): PromiseLike<void>;
    keys(): PromiseLike<readonly string[]>;
  };
  readonly memory: {
    get<T>(name: string, otherwise: T): T;
    update(name: string, value: unknown): PromiseLike<void>;
  };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** May the environment's key be sent to this host? Undefined: the person did not say. */
  askConsent(endpoint: Endpoint): Promise<boolean | undefined>;
}

/** Keys live in the editor's secret storage, one per host. The environment is a second source, after consent. Throws `no-key`. */
export async function readKey(endpoint: Endpoint, store: KeyStore): Promise<string | undefined> {
  const secret = await store.secrets.get(endpoint.secretName);
  if (secret !== undefined && secret !== '') {
    // A service may quote it in an answer, and a program that finds it prints it.
    learnSecrets([secret]);
    return secret;
  }
  const fromEnvironment = environmentKey(endpoint, store);
  if (fromEnvironment !== undefined && (await hasConsent(endpoint, store))) return fromEnvironment;
  if (!endpoint.needsKey) return undefined;
  throw new PracticumError('no-key', `There is no API key for ${endpoint.label}.`, { hint: 'Run “Practicum: Set API Key”.' });
}

/** The same without asking anybody: undefined where there is none, or where consent to the environment's was not given. */
export async function knownKey(endpoint: Endpoint, store: KeyStore): Promise<string | undefined> {
  const isAgreed = consents(store)[endpoint.host] === true;
  const secret = await store.secrets.get(endpoint.secretName);
  if ((secret === undefined || secret === '') && !isAgreed) return undefined;
  return await readKey({ ...endpoint, needsKey: false }, store);
}

/** The environment's key for this endpoint. Whoever sends it must have the person's consent. */
export function environmentKey(endpoint: Endpoint, { environment }: KeyStore): string | undefined {
  const value = environment[endpoint.environmentVariable];
  return value === '' ? undefined : value;
}

async function hasConsent(endpoint: Endpoint, store: KeyStore): Promise<boolean> {
  const remembered = consents(store)[endpoint.host];
  // A server on this machine seldom wants a key, so it is no reason to ask; Set API Key offers the environment's there too.
  if (remembered !== undefined || endpoint.isOnThisMachine) return remembered ?? false;
  const isGiven = await store.askConsent(endpoint);
  if (isGiven !== undefined) await rememberConsent(endpoint, store, isGiven);
  return isGiven ?? false;
}

function consents({ memory }: KeyStore): Consents {
  return memory.get<Consents>(consentKey, {});
}

async function rememberConsent(endpoint: Endpoint, store: KeyStore, isGiven: boolean): Promise<void> {
  await store.memory.update(consentKey, { ...consents(store), [endpoint.host]: isGiven });
}

export async function setKey(endpoint: Endpoint, store: KeyStore, key: string): Promise<void> {
  await store.secrets.store(endpoint.secretName, key);
}

/** From now on the environment's key is used for this endpoint, in place of a stored one. */
export async function useEnvironmentKey(endpoint: Endpoint, store: KeyStore): Promise<void> {
  await store.secrets.delete(endpoint.secretName);
  await rememberConsent(endpoint, store, true);
}

/** What the person agreed to about tokens that others keep on this machine, by Hub. */
export const borrowedKey = 'practicum.huggingface.borrowed';

/** What the person agreed to about servers of this machine; undefined: they were not asked. */
export const localConsentKey = 'practicum.localServers';

/** Forgets every key and every consent. */
export async function forgetKeys({ secrets, memory }: KeyStore): Promise<void> {
  for (const name of await secrets.keys()) if (name.startsWith('practicum.key.')) await secrets.delete(name);
  await memory.update(consentKey, undefined);
  await memory.update(borrowedKey, undefined);
  await memory.update(localConsentKey, undefined);
}
