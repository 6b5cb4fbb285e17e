import assert from 'node:assert/strict';
import { catalogue, contextTokensOf, inCatalogue } from '../../../src/models/catalogue.ts';
import { parseModelId } from '../../../src/models/choose.ts';
import { closeNames } from '../../../src/models/closeNames.ts';
import { estimateTokens } from '../../../src/models/estimate.ts';

describe('the name of a model', () => {
  const good = [
    ['anthropic/claude-sonnet-5-5', { provider: 'anthropic', name: 'claude-sonnet-5-5' }],
    ['openai/Qwen/Qwen3-32B:fastest', { provider: 'openai', name: 'Qwen/Qwen3-32B:fastest' }],
    ['openai/@cf/meta/llama-3', { provider: 'openai', name: '@cf/meta/llama-3' }],
    ['openai/qwen3@http://127.0.0.1:11434/v1', { provider: 'openai', name: 'qwen3', baseUrl: 'http://127.0.0.1:11434/v1' }],
    ['anthropic/claude@https://proxy.example/x', { provider: 'anthropic', name: 'claude', baseUrl: 'https://proxy.example/x' }],
    ['editor/copilot/gpt-5.2', { provider: 'editor', name: 'copilot/gpt-5.2' }],
    ['  OpenAI/gpt-4o ', { provider: 'openai', name: 'gpt-4o' }],
  ] as const;
  for (const [text, expected] of good) {
    // shows: model-choose
    it(`${text} is read as provider, name and address`, () => {
      assert.deepEqual(parseModelId(text), expected);
    });
  }

  const bad = [
    ['', /provider\/name/],
    ['claude-opus-5-5', /anthropic\/claude-opus-5-5/],
    ['gpt-5.2', /openai\/gpt-5\.2/],
    ['google/gemini', /anthropic, openai, editor/],
    ['openai/', /openai\/MODEL/],
    ['openai/a b', /openai\/MODEL/],
    ['openai/m@http://', /openai\/MODEL|provider/],
    ['editor/a@http://127.0.0.1', /editor\/MODEL/],
  ] as const;
  for (const [text, hint] of bad) {
    it(`“${text}” is refused, and a good one shown`, () => {
      assert.throws(
        () => parseModelId(text),
        (error: Error & { code?: string; hint?: string }) => error.code === 'bad-model' && hint.test(error.hint ?? ''),
      );
    });
  }

  it('is known in the catalogue once, and its context is unknown where nobody wrote it down', () => {
    const names = catalogue.map(({ provider, name }) => `${provider}/${name}`);
    assert.equal(new Set(names).size, names.length);
    assert.equal(contextTokensOf({ provider: 'anthropic', name: 'claude-haiku-4-5' }), 200_000);
    assert.equal(contextTokensOf({ provider: 'openai', name: 'llama' }), undefined);
    for (const { source, date } of catalogue) assert.match(`${date} ${source}`, /^2026-\d\d-\d\d [a-z./]+\/docs\//);
    const opus = { provider: 'anthropic', name: 'claude-opus-5-5' } as const;
    assert.equal(inCatalogue({ ...opus, baseUrl: 'https://api.anthropic.com' })?.images, true);
    assert.equal(inCatalogue({ ...opus, baseUrl: 'https://proxy.example' }), undefined);
  });

  it('that is mistyped is close to the one that was meant', () => {
    const known = ['claude-opus-5-5', 'claude-sonnet-5-5', 'claude-haiku-5-5', 'Qwen/Qwen3-32B'];
    assert.equal(closeNames('claude-sonet-5-5', known)[0], 'claude-sonnet-5-5');
    assert.deepEqual(closeNames('qwen3-32b', known), ['Qwen/Qwen3-32B']);
    assert.deepEqual(closeNames('nothing-like-it-at-all', known), []);
  });

  it('is no part of how tokens are estimated: English by four characters, other scripts closer', () => {
    assert.equal(estimateTokens(''), 0);
    assert.equal(estimateTokens('a'.repeat(400)), 100);
    assert.equal(estimateTokens('漢'.repeat(30)), 20);
  });
});
