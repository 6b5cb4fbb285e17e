import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { listEditorModels } from '../../../src/editor/editorModels.ts';
import { forgetKeys, type KeyStore } from '../../../src/editor/keys.ts';
import { gatherModels, type Offer } from '../../../src/editor/modelSources.ts';
import { Models } from '../../../src/editor/models.ts';
import { ScriptedModel } from './scriptedModel.ts';

describe('models in the editor', () => {
  const settings = ['practicum.model', 'practicum.models.compaction', 'practicum.models.fallback', 'practicum.openai.baseUrl'] as const;
  const set = (id: (typeof settings)[number], value: string | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);
  let scripted: ScriptedModel;
  let store: KeyStore;
  let models: Models;

  before(async () => {
    const extension = vscode.extensions.getExtension<vscode.ExtensionContext>('practicum.practicum-host-tests');
    assert.ok(extension);
    const { secrets, globalState } = await extension.activate();
    scripted = new ScriptedModel();
    store = { secrets, memory: globalState, environment: { OPENAI_API_KEY: 'nobody agreed to this' }, askConsent: async () => undefined };
    models = new Models(store, (listener) => secrets.onDidChange(listener));
  });
  after(async () => {
    models.dispose();
    scripted.dispose();
    await forgetKeys(store);
    for (const id of settings) await set(id, undefined);
  });

  // shows: models-roles
  it('are made by role: the main one where none is chosen, one object for one choice, and anew when an address changed', async () => {
    await set('practicum.model', 'openai/main');
    await set('practicum.openai.baseUrl', 'http://127.0.0.1:9999/v1');
    const main = await models.model();
    assert.deepEqual([main.id.name, main.endpoint, models.label('compaction')], ['main', 'http://127.0.0.1:9999/v1', undefined]);
    assert.equal(await models.model('compaction'), main);
    assert.equal(await models.fallback(), undefined);
    await set('practicum.models.compaction', 'editor/practicum-scripted/script');
    assert.equal((await models.model('compaction')).id.provider, 'editor');
    assert.equal(await models.model(), main);
    await set('practicum.models.fallback', 'openai/main');
    assert.equal(await models.fallback(), main);
    await set('practicum.openai.baseUrl', 'http://127.0.0.1:9998/v1');
    assert.equal((await models.model()).endpoint, 'http://127.0.0.1:9998/v1');
  });

  // shows: models-picker, models-editor-counted
  it('are gathered for the list without a question to anybody, the editor’s own with what the editor says', async () => {
    const parts: Offer[] = [];
    const offer = await gatherModels(store, [], (part) => parts.push(part), new AbortController().signal);
    assert.ok(parts.length > 0);
    assert.deepEqual(
      offer.withoutKey.map(({ label }) => label),
      ['Anthropic', 'OpenAI', 'Hugging Face', 'Google Gemini'],
    );
    const own = offer.sections.find(({ label }) => label === 'The editor’s own models');
    assert.deepEqual(own?.rows, await listEditorModels());
    const script = own?.rows.find(({ choice }) => choice === 'editor/practicum-scripted/script');
    assert.deepEqual([script?.name, script?.price, script?.tools], ['Script', 'counted', undefined]);
    assert.ok((script?.contextTokens ?? 0) > 0);
  });
});
