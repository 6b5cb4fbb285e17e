import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import { catalogue } from '../models/catalogue.ts';
import { type Endpoint, endpointFor } from './endpoints.ts';
import { askForKey } from './keyPrompts.ts';
import { type KeyStore, readKey } from './keys.ts';
import { listModelNames } from './modelNames.ts';
import { chosenEndpoint } from './models.ts';
import { saySuccess } from './saySuccess.ts';
import { readSetting, writeSetting } from './settings.ts';

interface Provider extends vscode.QuickPickItem {
  choose(store: KeyStore): Promise<string>;
}

/** *Choose Model*: whose model, where, which. The choice is kept in the person's own settings. Throws Cancelled. */
export async function chooseModel(store: KeyStore): Promise<void> {
  const label = await (await pickProvider()).choose(store);
  await writeSetting('practicum.model', label);
  saySuccess(`Practicum now uses ${label}`);
}

async function pickProvider(): Promise<Provider> {
  const providers: readonly Provider[] = [
    {
      label: 'Anthropic',
      description: readSetting('practicum.anthropic.baseUrl'),
      detail: 'Claude models over Anthropic’s own protocol',
      choose: (store) => chooseAt(chosenEndpoint('anthropic'), store),
    },
    {
      label: 'OpenAI-compatible endpoint',
      description: readSetting('practicum.openai.baseUrl'),
      detail: 'OpenAI, the Hugging Face router, Ollama, vLLM, LM Studio, llama.cpp: any base URL',
      choose: chooseOpenAi,
    },
    {
      label: 'The editor’s own models',
      detail: 'What the editor and its extensions offer, for example Copilot; counted by their provider',
      choose: chooseEditorModel,
    },
  ];
  return picked(await vscode.window.showQuickPick(providers, { title: 'Practicum: Choose Model', ignoreFocusOut: true }));
}

async function chooseOpenAi(store: KeyStore): Promise<string> {
  const before = readSetting('practicum.openai.baseUrl');
  const baseUrl = await vscode.window.showInputBox({
    title: 'Base URL of the OpenAI-compatible endpoint',
    value: before === '' ? 'https://api.openai.com/v1' : before,
    prompt: 'For example https://router.huggingface.co/v1, http://localhost:11434/v1 (Ollama) or http://localhost:8000/v1 (vLLM).',
    ignoreFocusOut: true,
    validateInput: (text) => (endpointFor('openai', text.trim()) === undefined ? 'An http or https address is needed.' : undefined),
  });
  const endpoint = endpointFor('openai', picked(baseUrl).trim());
  if (endpoint === undefined) throw new Cancelled();
  if (endpoint.baseUrl !== before) await writeSetting('practicum.openai.baseUrl', endpoint.baseUrl);
  return chooseAt(endpoint, store);
}

/** One of the names that the endpoint lists, or one typed in: not every server has a list. */
async function chooseAt(endpoint: Endpoint, store: KeyStore): Promise<string> {
  const listed = await listedModels(endpoint, store);
  const names =
    listed.length > 0 || !endpoint.needsKey
      ? listed
      : catalogue.filter(({ provider }) => provider === endpoint.provider).map(({ name }) => name);
  const other = '$(edit) Another name…';
  const choice =
    names.length === 0
      ? other
      : picked(await vscode.window.showQuickPick([...names, other], { title: endpoint.label, ignoreFocusOut: true }));
  if (choice !== other) return `${endpoint.provider}/${choice}`;
  const typed = await vscode.window.showInputBox({
    title: `Model at ${endpoint.label}`,
    prompt:
      names.length === 0
        ? `${endpoint.host} gave no list of its models. Type the name as its documentation writes it.`
        : 'The name as the endpoint knows it.',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'A name is needed.' : undefined),
  });
  return `${endpoint.provider}/${picked(typed).trim()}`;
}

/** What the endpoint lists. One that shows its list only to known keys is asked again with the key that the person then gives. */
async function listedModels(endpoint: Endpoint, store: KeyStore): Promise<readonly string[]> {
  const ask = async (key: string | undefined): Promise<readonly string[] | 'refused'> =>
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `Asking ${endpoint.host} for its models…`, cancellable: true },
      (_, token) => listModelNames(endpoint, key, abortOn(token)),
    );
  const listed = await ask(await keyOrAsk(endpoint, store));
  if (listed !== 'refused') return listed;
  await askForKey(endpoint, store);
  const again = await ask(await readKey(endpoint, store));
  return again === 'refused' ? [] : again;
}

async function keyOrAsk(endpoint: Endpoint, store: KeyStore): Promise<string | undefined> {
  try {
    return await readKey(endpoint, store);
  } catch {
    await askForKey(endpoint, store);
    return readKey(endpoint, store);
  }
}

async function chooseEditorModel(): Promise<string> {
  const { listEditorModels } = await import('./editorModels.ts');
  const models = await listEditorModels();
  if (models.length === 0) {
    void vscode.window.showInformationMessage('The editor offers no language model. Install an extension that does, and sign in there.');
    throw new Cancelled();
  }
  const choice = picked(await vscode.window.showQuickPick(models, { title: 'The editor’s own models', ignoreFocusOut: true }));
  return `editor/${choice.name}`;
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

/** *Set API Key*: for the endpoint of the chosen model, or for the one that the person picks. Throws Cancelled. */
export async function setApiKey(store: KeyStore): Promise<void> {
  const endpoint = await pickEndpoint(readSetting('practicum.model'));
  await askForKey(endpoint, store);
  saySuccess(`The key for ${endpoint.label} is set`);
}

async function pickEndpoint(model: string): Promise<Endpoint> {
  const { parseModelId } = await import('../models/choose.ts');
  const choice = model === '' ? undefined : parseModelId(model);
  if (choice !== undefined && choice.provider !== 'editor') return chosenEndpoint(choice.provider, choice.baseUrl);
  const endpoints = [chosenEndpoint('anthropic'), chosenEndpoint('openai')];
  const items = endpoints.map((endpoint) => ({ label: endpoint.label, description: endpoint.host, endpoint }));
  return picked(await vscode.window.showQuickPick(items, { title: 'A key for which endpoint?', ignoreFocusOut: true })).endpoint;
}
