import assert from 'node:assert/strict';
import { endpointFor } from '../../../src/editor/endpoints.ts';

describe('an endpoint from its base URL', () => {
  it('is the provider’s own when none is set, and then needs a key', () => {
    const endpoint = endpointFor('anthropic', '');
    assert.equal(endpoint?.baseUrl, 'https://api.anthropic.com');
    assert.equal(endpoint?.needsKey, true);
    assert.equal(endpoint?.environmentVariable, 'ANTHROPIC_API_KEY');
  });

  // shows: model-openai-base-url
  it('may be any other, which may need no key', () => {
    const endpoint = endpointFor('openai', 'http://localhost:11434/v1/');
    assert.equal(endpoint?.baseUrl, 'http://localhost:11434/v1');
    assert.equal(endpoint?.needsKey, false);
    assert.equal(endpoint?.isOnThisMachine, true);
  });

  it('has a key of its own, so that another host never gets it', () => {
    const names = ['', 'https://gateway.example/v1', 'http://127.0.0.1:8000/v1', 'http://127.0.0.1:9000/v1'].map(
      (url) => endpointFor('openai', url)?.secretName,
    );
    assert.equal(new Set(names).size, names.length);
  });

  it('takes the Hugging Face token for the Hugging Face router', () => {
    assert.equal(endpointFor('openai', 'https://router.huggingface.co/v1')?.environmentVariable, 'HF_TOKEN');
  });

  // shows: models-key-per-host, models-names
  it('of a public service wants a key of its own, from the variable that is usual there', () => {
    const gemini = endpointFor('openai', 'https://generativelanguage.googleapis.com/v1beta/openai/');
    assert.deepEqual(
      [gemini?.label, gemini?.environmentVariable, gemini?.needsKey, gemini?.secretName],
      ['Google Gemini', 'GEMINI_API_KEY', true, 'practicum.key.openai@generativelanguage.googleapis.com'],
    );
    assert.equal(endpointFor('openai', 'https://router.huggingface.co/v1')?.needsKey, true);
  });

  it('is none for what is no http address', () => {
    assert.equal(endpointFor('openai', 'localhost:8000'), undefined);
    assert.equal(endpointFor('openai', 'file:///etc/passwd'), undefined);
  });
});
