import assert from 'node:assert/strict';
import { titlesModel } from '../../../src/app/titlesModel.ts';
import { publishedPrice } from '../../../src/ledger/prices.ts';
import { catalogue } from '../../../src/models/catalogue.ts';
import { ownServices } from '../../../src/models/choiceServices.ts';
import { parseModelId } from '../../../src/models/choose.ts';

const none = { anthropic: undefined, openai: undefined };

describe('The model for titles', () => {
  // shows: models-titles
  it('is the small one of the main model’s own provider, or the main one where that costs no more', () => {
    const by = (main: string): string | undefined => titlesModel('', main, none);
    assert.equal(by('anthropic/claude-opus-5-5'), 'anthropic/claude-haiku-5-5');
    assert.equal(by('anthropic/claude-of-tomorrow'), 'anthropic/claude-haiku-5-5');
    assert.equal(by('anthropic/claude-haiku-5-5'), 'anthropic/claude-haiku-5-5');
    assert.equal(by('openai/gpt-6.1-sol'), 'openai/gpt-6-luna');
    assert.equal(by('openai+chat/gpt-6-luna'), 'openai+chat/gpt-6-luna');
    assert.equal(
      titlesModel('', 'openai/gpt-6-sol@https://api.openai.com/v1', { ...none, openai: 'https://gateway.example/v1' }),
      'openai/gpt-6-luna@https://api.openai.com/v1',
    );
    // Each is known, and costs a tenth of a cent for five thousand tokens at most.
    for (const main of ['anthropic/claude-opus-5-5', 'openai/gpt-6.1-sol']) {
      const { provider, name } = parseModelId(by(main) ?? '');
      assert.ok(catalogue.some((entry) => entry.provider === provider && entry.name === name));
      assert.ok(provider !== 'editor');
      const price = publishedPrice(provider, name, ownServices[provider].baseUrl);
      assert.ok(price !== undefined && 500 * price.input + 1_024 * price.output < 1_000);
    }
  });

  // shows: models-titles
  it('is nobody where nothing says what one would cost: at other addresses, on this machine, of the editor, without a main one', () => {
    for (const main of [
      'openai/gpt-6-sol@https://gateway.example/v1',
      'openai/gpt-6-sol@http://api.openai.com/v1',
      'huggingface/org/model',
      'gemini/gemini-4-pro',
      'ollama/qwen3',
      'editor/copilot/gpt-6',
      'no model',
      '',
    ])
      assert.equal(titlesModel('', main, none), undefined, main);
    assert.equal(titlesModel('', undefined, none), undefined);
    assert.equal(titlesModel('', 'anthropic/claude-opus-5-5', { ...none, anthropic: 'https://proxy.example' }), undefined);
  });

  // shows: models-titles
  it('is the one that was chosen, and nobody where that is “none”', () => {
    assert.equal(titlesModel('ollama/qwen3', 'anthropic/claude-opus-5-5', none), 'ollama/qwen3');
    assert.equal(titlesModel(' None ', 'anthropic/claude-opus-5-5', none), undefined);
  });
});
