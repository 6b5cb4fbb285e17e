import assert from 'node:assert/strict';
import { abilityText, choiceAt, contextText, priceText, rowsOf } from '../../../src/app/modelRows.ts';
import { modelsIn } from '../../../src/models/choiceListing.ts';
import { parseModelId } from '../../../src/models/choose.ts';

const today = new Date('2026-11-22T08:00:00Z');

describe('What an endpoint lists', () => {
  const router = {
    object: 'list',
    data: [
      {
        id: 'Qwen/Qwen3-32B',
        architecture: { input_modalities: ['text'], output_modalities: ['text'] },
        providers: [
          { provider: 'nebius', status: 'live', context_length: 40_960, pricing: { input: 0.1, output: 0.3 }, supports_tools: true },
          { provider: 'groq', status: 'live', context_length: 131_072, pricing: { input: 0.29, output: 0.59 }, supports_tools: true },
          { provider: 'gone', status: 'error' },
        ],
      },
      { id: 'bad name with blanks' },
      { id: '' },
      'no entry at all',
    ],
  };

  // shows: models-listed
  it('has context, price and abilities by what all its providers do, and each of them by itself', () => {
    const [model, ...others] = modelsIn(router) ?? [];
    assert.equal(others.length, 0);
    assert.deepEqual(
      [model?.contextTokens, model?.price, model?.tools, model?.images],
      [40_960, { input: 0.29, output: 0.59 }, true, false],
    );
    assert.deepEqual(
      model?.providers.map(({ name, contextTokens, price }) => [name, contextTokens, price]),
      [
        ['nebius', 40_960, { input: 0.1, output: 0.3 }],
        ['groq', 131_072, { input: 0.29, output: 0.59 }],
      ],
    );
  });

  // shows: models-listed
  it('is shown with its source and date; prices that were published fill in where it says none, and nothing is guessed', () => {
    const at = {
      provider: 'anthropic',
      baseUrl: 'https://api.anthropic.com',
      label: 'Anthropic',
      configuredUrl: 'https://api.anthropic.com',
    } as const;
    const listing = {
      kind: 'listed',
      models: modelsIn({ data: [{ id: 'claude-sonnet-5-5' }, { id: 'claude-from-tomorrow' }] }) ?? [],
    } as const;
    const [known, unknown] = rowsOf(at, listing, today);
    assert.deepEqual([known?.choice, known?.contextTokens], ['anthropic/claude-sonnet-5-5', 1_000_000]);
    assert.match(
      known?.source ?? '',
      /^listed by Anthropic on 2026-11-22; catalogue of \d{4}-\d\d-\d\d; prices published on \d{4}-\d\d-\d\d$/,
    );
    assert.deepEqual(
      [unknown?.contextTokens, unknown?.price, unknown?.source],
      [undefined, undefined, 'listed by Anthropic on 2026-11-22'],
    );
    // The same name elsewhere is another model, and may cost something else.
    const [elsewhere] = rowsOf({ ...at, baseUrl: 'https://gateway.example', label: 'gateway.example', configuredUrl: '' }, listing, today);
    assert.deepEqual(
      [elsewhere?.choice, elsewhere?.contextTokens, elsewhere?.price],
      ['anthropic/claude-sonnet-5-5@https://gateway.example', undefined, undefined],
    );
  });

  // shows: models-listed
  it('is the dated catalogue where the provider’s own service gives no list, and nothing anywhere else', () => {
    const at = { provider: 'openai', baseUrl: 'https://api.openai.com/v1', label: 'OpenAI', configuredUrl: '' } as const;
    const rows = rowsOf(at, { kind: 'refused' }, today);
    assert.ok(rows.some(({ name, source }) => name === 'gpt-5.2' && source.startsWith('catalogue of ')));
    assert.deepEqual(rowsOf({ ...at, baseUrl: 'https://gateway.example/v1' }, { kind: 'refused' }, today), []);
  });

  // shows: models-listed
  it('says unknown where nobody knows', () => {
    assert.equal(contextText(undefined), 'context unknown');
    assert.deepEqual([contextText(8_192), contextText(128_000), contextText(1_050_000)], ['8.2k context', '128k context', '1.05M context']);
    assert.deepEqual(
      [
        priceText(undefined),
        priceText('free'),
        priceText('counted'),
        priceText({ input: 0.1, output: 12.5 }),
        priceText({ input: 0, output: 0 }),
      ],
      ['price unknown', 'free', 'by request', '$0.1 in, $12.5 out', 'free'],
    );
    assert.deepEqual(
      [
        abilityText({ tools: undefined, images: undefined }),
        abilityText({ tools: true, images: undefined }),
        abilityText({ tools: false, images: true }),
      ],
      ['tools and images unknown', 'tools', 'no tools, images'],
    );
  });
});

describe('The name of a model at a service', () => {
  const good = [
    ['huggingface/Qwen/Qwen3-32B:cheapest', 'Qwen/Qwen3-32B:cheapest', 'https://router.huggingface.co/v1'],
    ['gemini/gemini-3-pro', 'gemini-3-pro', 'https://generativelanguage.googleapis.com/v1beta/openai'],
    ['ollama/qwen3:8b', 'qwen3:8b', 'http://127.0.0.1:11434/v1'],
    ['lmstudio/m@http://127.0.0.1:4321/v1', 'm', 'http://127.0.0.1:4321/v1'],
  ] as const;
  for (const [text, name, baseUrl] of good) {
    // shows: models-names
    it(`${text} is one behind OpenAI’s protocol there`, () => {
      assert.deepEqual(parseModelId(text), { provider: 'openai', name, baseUrl });
    });
  }

  // shows: models-names
  it('says which protocol is spoken where that is wanted', () => {
    assert.deepEqual(parseModelId('openai+responses/gpt-6-sol'), { provider: 'openai', name: 'gpt-6-sol', api: 'responses' });
    assert.deepEqual(parseModelId('openai+chat/m@http://127.0.0.1:1/v1'), {
      provider: 'openai',
      name: 'm',
      baseUrl: 'http://127.0.0.1:1/v1',
      api: 'chat',
    });
    for (const bad of ['openai+completions/m', 'anthropic+chat/m', 'editor+chat/a/b'])
      assert.throws(() => parseModelId(bad), { code: 'bad-model' });
  });

  // shows: models-names
  it('is the shortest that leads to the same place', () => {
    const at = (baseUrl: string, configuredUrl = ''): string => choiceAt({ provider: 'openai', baseUrl, configuredUrl }, 'm');
    assert.equal(at('https://router.huggingface.co/v1'), 'huggingface/m');
    assert.equal(at('http://127.0.0.1:8000/v1'), 'vllm/m');
    assert.equal(at('https://gateway.example/v1'), 'openai/m@https://gateway.example/v1');
    assert.equal(at('https://gateway.example/v1', 'https://gateway.example/v1'), 'openai/m');
  });
});
