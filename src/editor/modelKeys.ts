import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import { services } from '../models/choiceServices.ts';
import { parseModelId } from '../models/choose.ts';
import { type Endpoint, endpointFor } from './endpoints.ts';
import { askForKey } from './keyPrompts.ts';
import type { KeyStore } from './keys.ts';
import { chosenEndpoint } from './models.ts';
import { saySuccess } from './saySuccess.ts';
import { readSetting } from './settings.ts';

/** *Set API Key*: for the endpoint of the chosen model, or for the one that the person picks. Throws Cancelled. */
export async function setApiKey(store: KeyStore): Promise<void> {
  const endpoint = chosenByModel() ?? (await pickEndpoint());
  await askForKey(endpoint, store);
  saySuccess(`The key for ${endpoint.label} is set`);
}

function chosenByModel(): Endpoint | undefined {
  const model = readSetting('practicum.model');
  const choice = model === '' ? undefined : parseModelId(model);
  return choice === undefined || choice.provider === 'editor' ? undefined : chosenEndpoint(choice.provider, choice.baseUrl);
}

/** Any other one than the chosen model’s, such as that of another role. Throws Cancelled. */
export async function pickEndpoint(): Promise<Endpoint> {
  const known = services.flatMap(({ provider, baseUrl, keyVariable }) =>
    keyVariable === undefined ? [] : (endpointFor(provider, baseUrl) ?? []),
  );
  const all = [chosenEndpoint('anthropic'), chosenEndpoint('openai'), ...known];
  const once = [...new Map(all.map((endpoint) => [endpoint.secretName, endpoint])).values()];
  const items = once.map((endpoint) => ({ label: endpoint.label, description: endpoint.host, endpoint }));
  const choice = await vscode.window.showQuickPick(items, { title: 'A key for which endpoint?', ignoreFocusOut: true });
  if (choice === undefined) throw new Cancelled();
  return choice.endpoint;
}
