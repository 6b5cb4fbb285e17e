import { type Disposable, DisposableList } from '../base/disposables.ts';
import { PracticumError } from '../base/errors.ts';
import type { Event } from '../base/events.ts';
import { Emitter } from '../base/events.ts';
import type { LanguageModel } from '../models/model.ts';
import { type Endpoint, endpointFor } from './endpoints.ts';
import { type KeyStore, readKey } from './keys.ts';
import { onDidChangeSetting, readSetting } from './settings.ts';

/** The model that the person chose, made when it is first asked for and made again when the choice, its address or its key changed. */
export class Models implements Disposable {
  readonly #store: KeyStore;
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new Emitter<void>());
  readonly onDidChange: Event<void> = this.#changed.event;
  #made: Promise<LanguageModel> | undefined;

  /** `onDidChangeKey`: a key was set or deleted. */
  constructor(store: KeyStore, onDidChangeKey: (listener: () => void) => Disposable) {
    this.#store = store;
    const forget = (): void => {
      this.#made = undefined;
      this.#changed.fire();
    };
    this.#owned.add(onDidChangeSetting(['practicum.model', 'practicum.anthropic.baseUrl', 'practicum.openai.baseUrl'], forget));
    this.#owned.add(onDidChangeKey(forget));
  }

  label(): string | undefined {
    const label = readSetting('practicum.model');
    return label === '' ? undefined : label;
  }

  /** Throws PracticumError: `no-model`, `bad-model`, `wrong-model`, `no-key`, `bad-base-url`. */
  model(): Promise<LanguageModel> {
    this.#made ??= makeModel(this.label(), this.#store).catch((error: unknown) => {
      this.#made = undefined;
      throw error;
    });
    return this.#made;
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

async function makeModel(label: string | undefined, store: KeyStore): Promise<LanguageModel> {
  if (label === undefined) throw new PracticumError('no-model', 'No language model is chosen.', { hint: 'Run “Practicum: Choose Model”.' });
  const { parseModelId } = await import('../models/choose.ts');
  const { provider, name, baseUrl } = parseModelId(label);
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
      return createOpenAiModel({ name, baseUrl: endpoint.baseUrl, ...(apiKey === undefined ? {} : { apiKey }) });
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
