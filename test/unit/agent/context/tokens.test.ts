import assert from 'node:assert/strict';
import { TokenAccount } from '../../../../src/agent/context/tokens.ts';
import type { MessageId } from '../../../../src/base/ids.ts';
import type { Usage } from '../../../../src/base/messages.ts';
import { newId } from '../../../../src/base/newId.ts';
import { estimateTokens } from '../../../../src/models/estimate.ts';
import { Story } from '../guards/story.ts';

const charged: Usage = { inputTokens: 1_000, cacheReadTokens: 20_000, cacheWriteTokens: 500, outputTokens: 300, isEstimated: false };
const text = 'x'.repeat(4_000);

function accounted(): { readonly account: TokenAccount; readonly story: Story } {
  const account = new TokenAccount(() => 4_000);
  return { account, story: new Story().to(account) };
}

function refused(story: Story, message = 'Too long.', answerTokens?: number): void {
  const response = newId<MessageId>('re');
  story.tell(
    { type: 'response.started', turn: story.turn, response, model: 'test/model' },
    { type: 'response.superseded', response, code: 'model-too-long', message, ...(answerTokens === undefined ? {} : { answerTokens }) },
  );
}

describe('Tokens of the next request', () => {
  // shows: context-tokens
  it('are what the newest response was charged for, and an estimate of what came since', () => {
    const { account, story } = accounted();
    story.asks(text);
    assert.deepEqual(account.used, { tokens: 4_000 + 1_004, isEstimated: true });
    story.says('Done.', charged);
    assert.deepEqual(account.used, { tokens: 21_800, isEstimated: false });
    story.tell({ type: 'hint.given', turn: story.turn, hint: 'plan', text });
    assert.equal(account.used.tokens, 21_800 + 1_004);
    story.calls([{ tool: 'read_file', arguments: {}, result: text }], { usage: charged });
    assert.equal(account.used.tokens, 21_800 + 1_004);
  });

  // shows: context-tokens
  it('are estimates where the provider reports none, and after room was made', () => {
    const { account, story } = accounted();
    story.asks('Go.').says('Done.', { ...charged, isEstimated: true });
    assert.deepEqual(account.used, { tokens: 21_800, isEstimated: true });
    story.says('Done.', charged);
    const { turn } = story;
    story.tell({ type: 'context.pruned', turn, calls: [], chars: [], notes: '', usage: charged, tokensBefore: 21_800, tokensAfter: 9_000 });
    assert.deepEqual(account.used, { tokens: 9_000, isEstimated: true });
  });

  it('hold the words of a response that the person stopped, and none of one that broke off', () => {
    const { account, story } = accounted();
    story.asks('Go.').says('Done.', charged);
    const before = account.used.tokens;
    for (const code of ['model-broken-stream', 'cancelled']) {
      const response = newId<MessageId>('re');
      story.tell(
        { type: 'response.started', turn: story.turn, response, model: 'test/model' },
        { type: 'response.text', response, text },
        { type: 'response.superseded', response, code, message: '' },
      );
      assert.equal(account.used.tokens, code === 'cancelled' ? before + estimateTokens(text) + 4 : before);
    }
  });

  it('are the same after a reload', () => {
    const { account, story } = accounted();
    story
      .asks(text)
      .says('One.', charged)
      .steers('More.')
      .calls([{ tool: 'x', arguments: {}, result: text }], { usage: charged });
    assert.deepEqual(TokenAccount.of(story.events, () => 4_000).used, account.used);
  });
});

describe('A model’s window', () => {
  // shows: context-tokens
  it('is what the model states, else assumed until a refusal teaches a smaller one', () => {
    const { account, story } = accounted();
    assert.deepEqual(account.window('test/model', 32_768), { tokens: 32_768, isAssumed: false });
    assert.deepEqual(account.window('test/model', undefined), { tokens: 200_000, isAssumed: true });
    story.asks('Go.').says('Done.', charged);
    refused(story);
    assert.deepEqual(account.window('test/model', undefined), { tokens: 19_620, isAssumed: false });
    assert.deepEqual(account.window('test/model', 32_768), { tokens: 19_620, isAssumed: false });
    assert.deepEqual(account.window('other/model', undefined), { tokens: 200_000, isAssumed: true });
  });

  it('is at least what the model has taken since', () => {
    const { account, story } = accounted();
    story.asks('Go.').says('Done.', { ...charged, cacheReadTokens: 0 });
    refused(story);
    story.says('Done.', charged);
    assert.equal(account.window('test/model', undefined).tokens, 21_800);
  });

  // shows: context-tokens
  it('is what a refusal says of it; said again, it is not what counts here', () => {
    const { account, story } = accounted();
    story.asks('x'.repeat(160_000));
    refused(story, 'maximum context length is 32768 tokens');
    assert.deepEqual(account.window('test/model', undefined), { tokens: 32_768, isAssumed: false });
    story.tell({
      type: 'context.pruned',
      turn: story.turn,
      calls: [],
      chars: [],
      notes: '',
      usage: charged,
      tokensBefore: 44_004,
      tokensAfter: 29_000,
    });
    refused(story, 'maximum context length is 32768 tokens');
    assert.deepEqual(account.window('test/model', undefined), { tokens: 26_100, isAssumed: false });
  });

  // shows: context-tokens
  it('may be no smaller than prompt and answer together, until a request with a short answer is refused, too', () => {
    const { account, story } = accounted();
    story.asks('x'.repeat(64_000));
    refused(story, 'Too long.', 16_384);
    const together = account.window('test/model', undefined).tokens;
    assert.equal(together, Math.floor((account.used.tokens + 16_384) * 0.9));
    refused(story, 'Too long.', 1_024);
    assert.equal(account.window('test/model', undefined).tokens, Math.floor(account.used.tokens * 0.9));
  });
});
