import { titlesModel } from '../app/titlesModel.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { PracticumError } from '../base/errors.ts';
import type { Event } from '../base/events.ts';
import { Emitter } from '../base/events.ts';
import type { LanguageModel } from '../models/model.ts';
import type { ModelRole } from '../models/roles.ts';
import { type Endpoint, endpointFor } from './endpoints.ts';
import { type KeyStore, readKey } from './keys.ts';
import { onDidChangeSetting, readSetting } from './settings.ts';

/** The models that the person chose, each made when it is first asked for and made again when a choice, an address or a key changed. */
export class Models implements Disposable {
  readonly #store: KeyStore;
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new Emitter<void>());
  readonly onDidChange: Event<void> = this.#changed.event;
  /** By what was chosen: two roles with the same choice share one. */
  readonly #made = new Map<string, Promise<LanguageModel>>();

  /** `onDidChangeKey`: a key was set or deleted. */
  constructor(store: KeyStore, onDidChangeKey: (listener: () => void) => Disposable) {
    this.#store = store;
    const forget = (): void => {
      this.#made.clear();
      this.#changed.fire();
    };
    this.#owned.add(onDidChangeSetting(['practicum.anthropic.baseUrl', 'practicum.openai.baseUrl'], forget));
    this.#owned.add(onDidChangeKey(forget));
    // What was made of the other choices stays: another role is not begun anew.
    this.#owned.add(onDidChangeSetting(['practicum.model', ...roleSettings], () => this.#changed.fire()));
  }

  /** What was chosen for this role itself, or for titles follows from the main one. */
  label(role: ModelRole = 'main'): string | undefined {
    const label = readRole(role);
    if (role === 'titles')
      return titlesModel(label, this.label(), {
        anthropic: readSetting('practicum.anthropic.baseUrl'),
        openai: readSetting('practicum.openai.baseUrl'),
      });
    return label === '' ? undefined : label;
  }

  /** The main one where nothing is chosen for the role. Throws PracticumError: `no-model`, `bad-model`, `wrong-model`, `no-key`, `bad-base-url`. */
  async model(role: ModelRole = 'main'): Promise<LanguageModel> {
    const label = this.label(role) ?? this.label();
    if (label !== undefined) return await this.#open(label);
    throw new PracticumError('no-model', 'No language model is chosen.', { hint: 'Run “Practicum: Choose Model”.' });
  }

  /** The one to go on with where the main one's service is down. Throws as `model` does. */
  async fallback(): Promise<LanguageModel | undefined> {
    const label = readSetting('practicum.models.fallback');
    return label === '' ? undefined : await this.#open(label);
  }

  #open(label: string): Promise<LanguageModel> {
    const known = this.#made.get(label);
    if (known !== undefined) return known;
    const making = makeModel(label, this.#store).catch((error: unknown) => {
      if (this.#made.get(label) === making) this.#made.delete(label);
      throw error;
    });
    this.#made.set(label, making);
    return making;
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

const roleSettings = [
  'practicum.models.research',
  'practicum.models.analysis',
  'practicum.models.compaction',
  'practicum.models.titles',
] as const;

function readRole(role: ModelRole): string {
  switch (role) {
    case 'main':
      return readSetting('practicum.model');
    case 'research':
      return readSetting('practicum.models.research');
    case 'analysis':
      return readSetting('practicum.models.analysis');
    case 'compaction':
      return readSetting('practicum.models.compaction');
    case 'titles':
      return readSetting('practicum.models.titles');
  }
}

async function makeModel(label: string, store: KeyStore): Promise<LanguageModel> {
  const { parseModelId } = await import('../models/choose.ts');
  const { provider, name, baseUrl, api } = parseModelId(label);
  switch (provider) {
    case 'anthropic': {
      const endpoint = chosenEndpoint('anthropic', baseUrl);
      const apiKey = await readKey(endpoint, store);
      const { createAnthropicModel } = await import('../models/anthropic.ts');
      return createAnthropicModel({ name, apiKey: apiKey ?? '', baseUrl: endpoint.baseUrl });
    }
    case 'openai': {
      const endpoint = chosenEndpoint('openai', baseUrl);
      const apiKey = await readKey(endpoint, store);
      const { createOpenAiModel } = await import('../models/openai.ts');
      return createOpenAiModel({
        name,
        baseUrl: endpoint.baseUrl,
        ...(apiKey === undefined ? {} : { apiKey }),
        ...(api === undefined ? {} : { api }),
      });
    }
    case 'editor': {
      const { findEditorModel } = await import('./editorModels.ts');
      return findEditorModel(name);
    }
  }
}

/** The endpoint that the model’s own name gives, else the settings. Throws `bad-base-url`. */
export function chosenEndpoint(provider: Endpoint['provider'], named?: string): Endpoint {
  const setting = provider === 'anthropic' ? readSetting('practicum.anthropic.baseUrl') : readSetting('practicum.openai.baseUrl');
  const baseUrl = named ?? setting;
  const endpoint = endpointFor(provider, baseUrl);
  if (endpoint !== undefined) return endpoint;
  throw new PracticumError('bad-base-url', `“${baseUrl}” is not an http or https address.`, {
    hint: `Correct the setting practicum.${provider}.baseUrl, or run “Practicum: Choose Model”.`,
  });
}
