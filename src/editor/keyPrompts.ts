import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import type { Endpoint } from './endpoints.ts';
import { environmentKey, type KeyStore, setKey, useEnvironmentKey } from './keys.ts';

export async function askConsent({ environmentVariable, host }: Endpoint): Promise<boolean | undefined> {
  const choice = await vscode.window.showInformationMessage(
    `The environment holds ${environmentVariable}. May Practicum send it to ${host}?`,
    { modal: true, detail: 'The answer is remembered; “Practicum: Forget API Keys and Consent” takes it back.' },
    'Use It',
    'Do Not Use It',
  );
  return choice === undefined ? undefined : choice === 'Use It';
}

/** *Set API Key*: typed in (never shown), or the environment's. Throws Cancelled when the person turns away. */
export async function askForKey(endpoint: Endpoint, store: KeyStore): Promise<void> {
  if (environmentKey(endpoint, store) !== undefined && (await prefersEnvironment(endpoint))) {
    await useEnvironmentKey(endpoint, store);
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
  await setKey(endpoint, store, key.trim());
}

async function prefersEnvironment({ label, host, environmentVariable }: Endpoint): Promise<boolean> {
  const enter = { label: '$(key) Enter a key' };
  const use = { label: `$(terminal) Use ${environmentVariable} from the environment`, description: `for ${host}` };
  const choice = await vscode.window.showQuickPick([enter, use], { title: `API Key for ${label}`, ignoreFocusOut: true });
  if (choice === undefined) throw new Cancelled();
  return choice === use;
}
