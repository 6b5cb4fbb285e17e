import assert from 'node:assert/strict';
import { withEffortUpTo } from '../../../src/agent/subModel.ts';
import { askWithoutTools } from '../../../src/agent/subReport.ts';
import type { ModelMessage } from '../../../src/base/messages.ts';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import { estimateRequestTokens } from '../../../src/models/estimate.ts';
import type { Effort, LanguageModel } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import { type Doubles, startDoubles } from '../../doubles/server.ts';
import { collect } from '../models/support.ts';
import { end, ScriptedModel, say } from './scriptedModel.ts';

const page = 'A long page about optimisers. '.repeat(2_000);
const messages: readonly ModelMessage[] = [
  { role: 'user', parts: [{ type: 'text', text: 'Find it' }] },
  {
    role: 'assistant',
    parts: [
      { type: 'thinking', text: 'Let me see', signature: 'opaque', origin: 'anthropic/x' },
      { type: 'text', text: 'I look.' },
      { type: 'call', id: 'c1', name: 'read_page', argumentsJson: '{"url":"https://example.org"}' },
      { type: 'call', id: 'c2', name: 'read_file', argumentsJson: '{"path":"a.py"}' },
    ],
  },
  {
    role: 'tool',
    results: [
      { callId: 'c1', content: page, isError: false },
      { callId: 'c2', content: 'There is no a.py.', isError: true },
    ],
  },
];
const question = { system: 'You look.', request: 'Find it', asked: 'Report now.', messages };

describe('The last request of a sub-agent', () => {
  let doubles: Doubles;
  before(async () => {
    doubles = await startDoubles({ brain: () => ({ text: 'REPORT' }) });
  });
  after(() => doubles.close());

  for (const wire of ['anthropic', 'openai'] as const) {
    // shows: research-always-reports
    it(`is taken by services of ${wire}, though its history has calls and it offers no tools`, async () => {
      const shared = { name: doubles.models[0] ?? '', apiKey: doubles.key };
      const model =
        wire === 'anthropic'
          ? createAnthropicModel({ ...shared, baseUrl: doubles.anthropicUrl })
          : createOpenAiModel({ ...shared, baseUrl: doubles.openaiUrl });
      const events = await collect(model, askWithoutTools(question, { promptTokens: 4_000, outputTokens: 1_000 }));
      assert.equal(events.at(-1)?.type, 'end');
      const body = doubles.requests.at(-1)?.bodyText ?? '';
      assert.doesNotMatch(body, /tool_use|tool_calls|"tools":\[\{/);
      assert.match(body, /There is no a\.py/);
    });
  }

  it('holds as much of what was read as fits, and its own words whole', () => {
    for (const promptTokens of [1_000, 4_000, 20_000]) {
      const request = askWithoutTools(question, { promptTokens, outputTokens: 500 });
      assert.ok(estimateRequestTokens(request) <= promptTokens * 1.1 + 300, `${estimateRequestTokens(request)} of ${promptTokens}`);
      const text = JSON.stringify(request.messages);
      assert.ok(text.includes('Find it') && text.includes('Report now.'));
    }
  });
});

describe('The model of a sub-agent', () => {
  const effortFor = async (efforts: readonly Effort[] | undefined, wanted?: Effort): Promise<Effort | undefined> => {
    const scripted = new ScriptedModel([say('Yes'), end()]);
    const capabilities = { tools: true, images: false, contextTokens: undefined, efforts, source: 'listed' } as const;
    const model: LanguageModel = Object.assign(scripted, { capabilities });
    const request = { system: '', messages: [], tools: [], maxOutputTokens: 10, ...(wanted === undefined ? {} : { effort: wanted }) };
    await collect(withEffortUpTo(model, 'medium'), request);
    return scripted.requests[0]?.effort;
  };

  // shows: research-subagents
  it('thinks no longer than it is worth, as far as it can be told', async () => {
    assert.equal(await effortFor(['low', 'medium', 'high']), 'medium');
    assert.equal(await effortFor(['minimal', 'low', 'xhigh']), 'low');
    assert.equal(await effortFor(['low', 'medium', 'high'], 'low'), 'low');
    assert.equal(await effortFor(['low', 'medium', 'high'], 'max'), 'medium');
    assert.equal(await effortFor(['high', 'max']), 'high');
    assert.equal(await effortFor([]), undefined);
    assert.equal(await effortFor(undefined), undefined);
  });
});
