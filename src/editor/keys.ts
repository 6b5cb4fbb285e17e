import * as vscode from 'vscode';
import { Cancelled, PracticumError } from '../base/errors.ts';
import type { Endpoint } from './endpoints.ts';

/** Per host: may the key in the environment be sent there? Asked once, remembered, taken back by *Forget API Keys and Consent*. */
const consentKey = 'practicum.environmentKeys';
type Consents = Readonly<Record<string, boolean>>;

export interface KeyStore {
  readonly secrets: vscode.SecretStorage;
  readonly memory: vscode.Memento;
  readonly environment: NodeJS.ProcessEnv;
}

/** Keys live in the editor's secret storage, one per host. The environment is a second source, after consent. Throws `no-key`. */
export async function readKey(endpoint: Endpoint, store: KeyStore): Promise<string | undefined> {
  const secret = await store.secrets.get(endpoint.secretName);
  if (secret !== undefined && secret !== '') return secret;
  const fromEnvironment = store.environment[endpoint.environmentVariable];
  if (fromEnvironment !== undefined && fromEnvironment !== '' && (await hasConsent(endpoint, store))) return fromEnvironment;
  if (!endpoint.needsKey) return undefined;
  throw new PracticumError('no-key', `There is no API key for ${endpoint.label}.`, { hint: 'Run “Practicum: Set API Key”.' });
}

async function hasConsent(endpoint: Endpoint, store: KeyStore): Promise<boolean> {
  const remembered = consents(store)[endpoint.host];
  // A server on this machine seldom wants a key, so it is no reason to ask; Set API Key offers the environment's there too.
  if (remembered !== undefined || endpoint.isOnThisMachine) return remembered ?? false;
  const choice = await vscode.window.showInformationMessage(
    `The environment holds ${endpoint.environmentVariable}. May Practicum send it to ${endpoint.host}?`,
    { modal: true, detail: 'The answer is remembered; “Practicum: Forget API Keys and Consent” takes it back.' },
    'Use It',
    'Do Not Use It',
  );
  if (choice === undefined) return false;
  await rememberConsent(endpoint, store, choice === 'Use It');
  return choice === 'Use It';
}

function consents({ memory }: KeyStore): Consents {
  return memory.get<Consents>(consentKey, {});
}

async function rememberConsent(endpoint: Endpoint, store: KeyStore, isGiven: boolean): Promise<void> {
  await store.memory.update(consentKey, { ...consents(store), [endpoint.host]: isGiven });
}

/** *Set API Key*: typed in (never shown), or the environment's. Throws Cancelled when the person turns away. */
export async function askForKey(endpoint: Endpoint, store: KeyStore): Promise<void> {
  if (await wantsEnvironment(endpoint, store)) {
    await store.secrets.delete(endpoint.secretName);
    await rememberConsent(endpoint, store, true);
    return;
  }
  const key = await vscode.window.showInputBox({
    title: `API Key for ${endpoint.label}`,
    prompt: `Kept in the editor’s secret storage and sent to ${endpoint.host} only.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (/^[\x21-\x7e]+$/.test(text.trim()) ? undefined : 'A key is one word without spaces.'),
  });
  if (key === undefined) throw new Cancelled();
  await store.secrets.store(endpoint.secretName, key.trim());
}

async function wantsEnvironment(endpoint: Endpoint, store: KeyStore): Promise<boolean> {
  const variable = endpoint.environmentVariable;
  if ((store.environment[variable] ?? '') === '') return false;
  const enter = { label: '$(key) Enter a key' };
  const use = { label: `$(terminal) Use ${variable} from the environment`, description: `for ${endpoint.host}` };
  const choice = await vscode.window.showQuickPick([enter, use], { title: `API Key for ${endpoint.label}`, ignoreFocusOut: true });
  if (choice === undefined) throw new Cancelled();
  return choice === use;
}

/** Forgets every key and every consent. */
export async function forgetKeys({ secrets, memory }: KeyStore): Promise<void> {
  for (const name of await secrets.keys()) if (name.startsWith('practicum.key.')) await secrets.delete(name);
  await memory.update(consentKey, undefined);
}
