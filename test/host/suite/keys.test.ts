import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { endpointFor } from '../../../src/editor/endpoints.ts';
import { forgetKeys, type KeyStore, readKey, setKey } from '../../../src/editor/keys.ts';

describe('keys in the editor', () => {
  // shows: key-secret-storage
  it('are kept by the editor’s secret storage until they are forgotten', async () => {
    const extension = vscode.extensions.getExtension<vscode.ExtensionContext>('practicum.practicum-host-tests');
    assert.ok(extension);
    const { secrets, globalState } = await extension.activate();
    const store: KeyStore = { secrets, memory: globalState, environment: {}, askConsent: async () => undefined };
    const endpoint = endpointFor('openai', 'http://127.0.0.1:8000/v1');
    assert.ok(endpoint);
    await setKey(endpoint, store, 'sk-test');
    assert.equal(await readKey(endpoint, store), 'sk-test');
    await forgetKeys(store);
    assert.equal(await readKey(endpoint, store), undefined);
  });
});
