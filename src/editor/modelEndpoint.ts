import * as vscode from 'vscode';
import { choiceAt, type ModelRow } from '../app/modelRows.ts';
import { Cancelled } from '../base/errors.ts';
import { type Endpoint, endpointFor } from './endpoints.ts';
import { askForKey } from './keyPrompts.ts';
import { type KeyStore, readKey } from './keys.ts';
import { rowItem } from './modelItems.ts';
import { type ModelLine, quickPickItem } from './modelLines.ts';
import { configuredUrl, type Section, sectionOf } from './modelSources.ts';
import { readSetting, writeSetting } from './settings.ts';

/** The address becomes the provider's own setting where the main model is chosen, so that its name stays short. */
export async function askForEndpoint(isMain: boolean): Promise<Endpoint> {
  const before = readSetting('practicum.openai.baseUrl');
  const baseUrl = await vscode.window.showInputBox({
    title: 'Base URL of the OpenAI-compatible endpoint',
    value: before === '' ? 'https://api.openai.com/v1' : before,
    prompt: 'For example http://localhost:8000/v1, or the address of a gateway. For Anthropic’s protocol, set practicum.anthropic.baseUrl.',
    ignoreFocusOut: true,
    validateInput: (text) => (endpointFor('openai', text.trim()) === undefined ? 'An http or https address is needed.' : undefined),
  });
  const endpoint = endpointFor('openai', picked(baseUrl).trim());
  if (endpoint === undefined) throw new Cancelled();
  if (isMain && endpoint.baseUrl !== before) await writeSetting('practicum.openai.baseUrl', endpoint.baseUrl);
  return endpoint;
}

/** One of the names that the endpoint lists, or one typed in: not every server has a list. */
export async function chooseAt(endpoint: Endpoint, store: KeyStore): Promise<string> {
  const rows = await listedRows(endpoint, store);
  const other: ModelLine = { label: '$(edit) Another name…', alwaysShow: true };
  const items: readonly ModelLine[] = [...rows.map((row) => quickPickItem(rowItem(row, false))), other];
  const options = { title: endpoint.label, ignoreFocusOut: true, matchOnDescription: true };
  const choice = rows.length === 0 ? other : picked(await vscode.window.showQuickPick(items, options));
  if (choice.chosen?.kind === 'model') return choice.chosen.choice;
  const typed = await vscode.window.showInputBox({
    title: `Model at ${endpoint.label}`,
    prompt:
      rows.length === 0
        ? `${endpoint.host} gave no list of its models. Type the name as its documentation writes it.`
        : 'The name as the endpoint knows it.',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'A name is needed.' : undefined),
  });
  return choiceAt({ ...endpoint, configuredUrl: configuredUrl(endpoint.provider) }, picked(typed).trim());
}

/** What the endpoint lists. One that shows its list only to known keys is asked again with the key that the person then gives. */
async function listedRows(endpoint: Endpoint, store: KeyStore): Promise<readonly ModelRow[]> {
  const ask = (key: string | undefined): Thenable<Section> =>
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `Asking ${endpoint.host} for its models…`, cancellable: true },
      (_, token) => sectionOf(endpoint, key, abortOn(token)),
    );
  const listed = await ask(await keyOrAsk(endpoint, store));
  if (listed.isRefused !== true) return listed.rows;
  await askForKey(endpoint, store);
  return (await ask(await readKey(endpoint, store))).rows;
}

async function keyOrAsk(endpoint: Endpoint, store: KeyStore): Promise<string | undefined> {
  try {
    return await readKey(endpoint, store);
  } catch {
    await askForKey(endpoint, store);
    return readKey(endpoint, store);
  }
}

function picked<T>(choice: T | undefined): T {
  if (choice === undefined) throw new Cancelled();
  return choice;
}

function abortOn(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
