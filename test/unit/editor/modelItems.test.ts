import assert from 'node:assert/strict';
import type { ModelRow } from '../../../src/app/modelRows.ts';
import { endpointFor } from '../../../src/editor/endpoints.ts';
import { type ModelItem, modelItems, type PickerState, providerItems } from '../../../src/editor/modelItems.ts';

const row = (choice: string, more: Partial<ModelRow> = {}): ModelRow => ({
  choice,
  name: choice.split('/').at(-1) ?? choice,
  at: 'OpenAI',
  contextTokens: 128_000,
  price: { input: 2, output: 10 },
  tools: true,
  images: undefined,
  providers: [],
  source: 'listed by OpenAI on 2026-11-22',
  ...more,
});

const state = (more: Partial<PickerState> = {}): PickerState => ({
  offer: { sections: [], withoutKey: [] },
  recent: [],
  current: undefined,
  typed: '',
  isLocalAgreed: false,
  isAsking: false,
  ...more,
});

const labels = (items: readonly ModelItem[]): readonly string[] =>
  items.map(({ label, isHeading }) => (isHeading === true ? `— ${label}` : label));

describe('The lines of the model picker', () => {
  const openai = endpointFor('openai', '');
  assert.ok(openai);
  const offer = {
    sections: [
      { label: 'OpenAI', endpoint: openai, rows: [row('openai/talker', { tools: false }), row('openai/worker'), row('openai/other')] },
    ],
    withoutKey: [],
  };

  // shows: models-picker
  it('begin with the chosen and recent ones, then each service, what only talks last, then what else can be done', () => {
    const items = modelItems(state({ offer, recent: ['openai/other', 'gemini/gone'], current: 'openai/worker' }));
    assert.deepEqual(labels(items), [
      '— Recent',
      '$(check) openai/worker',
      'openai/other',
      'gemini/gone',
      '— OpenAI',
      '$(check) worker',
      'other',
      'talker',
      '— More',
      '$(vm) Look for servers on this machine…',
      '$(link) Another endpoint…',
      '$(edit) Another name…',
    ]);
  });

  // shows: models-picker, models-listed
  it('say context, price and abilities, and who says so; unknown is said', () => {
    const unknown = row('openai/unknown', { contextTokens: undefined, price: undefined, tools: undefined, source: '' });
    const items = modelItems(state({ offer: { sections: [{ label: 'OpenAI', rows: [row('openai/worker'), unknown] }], withoutKey: [] } }));
    assert.deepEqual(
      items.filter(({ chosen }) => chosen?.kind === 'model').map(({ description, detail }) => [description, detail]),
      [
        ['128k context · $2 in, $10 out · tools', 'listed by OpenAI on 2026-11-22'],
        ['context unknown · price unknown · tools and images unknown', 'nobody says more about it'],
      ],
    );
  });

  // shows: models-picker
  it('offer a key where a service wants one, and what was typed where it is a name', () => {
    const gemini = endpointFor('openai', 'https://generativelanguage.googleapis.com/v1beta/openai');
    assert.ok(gemini);
    const refused = { label: 'gateway.example', endpoint: openai, rows: [], note: 'wants a key, or another one' };
    const items = modelItems(
      state({ offer: { sections: [refused], withoutKey: [gemini] }, typed: 'openai+responses/gpt-6-sol', isLocalAgreed: true }),
    );
    assert.deepEqual(labels(items), [
      '— gateway.example',
      '$(key) gateway.example',
      '— More',
      '$(key) Google Gemini…',
      '$(link) Another endpoint…',
      '$(edit) Another name…',
      '$(arrow-right) Use openai+responses/gpt-6-sol',
    ]);
    assert.deepEqual(labels(modelItems(state({ typed: 'gpt', isLocalAgreed: true })))[0], '— More');
  });

  // shows: models-picker
  it('stay where they are when more come, so that a click means the line that was seen', () => {
    const [openaiSection] = offer.sections;
    assert.ok(openaiSection);
    const steps = [
      state({ recent: ['openai/other'], isAsking: true }),
      state({ recent: ['openai/other'], isAsking: true, offer }),
      state({
        recent: ['openai/other'],
        isAsking: true,
        offer: { ...offer, sections: [openaiSection, { label: 'Later', rows: [row('later/m')] }] },
      }),
      state({
        recent: ['openai/other'],
        offer: { ...offer, sections: [openaiSection, { label: 'Later', rows: [row('later/m')] }] },
        typed: 'a/b',
      }),
    ].map((each) => labels(modelItems(each)));
    for (const [index, before] of steps.slice(0, -1).entries()) assert.deepEqual(steps[index + 1]?.slice(0, before.length), before);
  });

  // shows: models-picker, models-roles
  it('begin for a role with what it means to choose none', () => {
    const [first] = modelItems(state({ offer, without: 'As the conversation' }));
    assert.deepEqual([first?.label, first?.description, first?.chosen?.kind], ['$(dash) As the conversation', 'as it is now', 'none']);
  });

  // shows: models-picker, models-names
  it('offer the rules and the providers of a router’s model, each with what it takes', () => {
    const routed = row('huggingface/org/m', {
      name: 'org/m',
      providers: [
        { name: 'nebius', contextTokens: 40_960, price: { input: 0.1, output: 0.3 }, tools: true },
        { name: 'groq', contextTokens: undefined, price: undefined, tools: undefined },
      ],
    });
    assert.deepEqual(
      providerItems(routed)
        .flatMap(({ chosen, description }) => (chosen?.kind === 'model' ? [[chosen.choice, description]] : []))
        .slice(1),
      [
        ['huggingface/org/m:cheapest', 'the one with the lowest price for a token of the answer'],
        ['huggingface/org/m:preferred', 'the first in the order of your settings at Hugging Face'],
        ['huggingface/org/m:nebius', '41k context · $0.1 in, $0.3 out · tools'],
        ['huggingface/org/m:groq', 'context unknown · price unknown · tools and images unknown'],
      ],
    );
  });

  // shows: models-routed
  it('name the rule or provider before the address of a router, and know such a choice again', () => {
    const routed = row('openai/org/m@https://router.example/v1', {
      name: 'org/m',
      contextTokens: 32_768,
      price: { input: 1, output: 2 },
      tools: undefined,
      providers: [
        { name: 'nebius', contextTokens: 40_960, price: { input: 0.1, output: 0.3 }, tools: true },
        { name: 'groq', contextTokens: undefined, price: undefined, tools: undefined },
      ],
    });
    const nebius = 'openai/org/m:nebius@https://router.example/v1';
    assert.ok(providerItems(routed).some(({ chosen }) => chosen?.kind === 'model' && chosen.choice === nebius));
    const offer = { sections: [{ label: 'Router', rows: [routed] }], withoutKey: [] };
    const recent = [nebius, 'openai/org/m:cheapest@https://router.example/v1', 'openai/other:8b@https://router.example/v1'];
    assert.deepEqual(
      modelItems(state({ offer, recent }))
        .slice(1, 4)
        .map(({ label, description }) => [label, description]),
      [
        [nebius, '41k context · $0.1 in, $0.3 out · tools'],
        [recent[1], '33k context · $1 in, $2 out · tools and images unknown'],
        [recent[2], 'not listed now'],
      ],
    );
  });
});
