import assert from 'node:assert/strict';
import { classifyText } from '../../../src/models/failureText.ts';

describe('a failure that has nothing but words', () => {
  const worded: readonly (readonly [says: string, is: 'overflow' | 'rate limit' | 'transient' | 'final'])[] = [
    ['The prompt is too long: 365407, model maximum context length: 262143', 'overflow'],
    ['litellm.ContextWindowExceededError: context length exceeded', 'overflow'],
    ["This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.", 'overflow'],
    ['the request exceeds the available context size. try increasing the context size', 'overflow'],
    ['Input is too long for requested model.', 'overflow'],
    ['HTTP 429 Too Many Requests', 'rate limit'],
    ['ThrottlingException: slow down', 'rate limit'],
    ['Rate limit reached for tokens per minute', 'rate limit'],
    ['too many tokens, please wait', 'rate limit'],
    ['503 service unavailable', 'transient'],
    ['Error code: 500 - {"error": "x"}', 'transient'],
    ['connection reset by peer', 'transient'],
    ['Unexpected EOF while reading', 'transient'],
    ['litellm.Timeout: Request timed out', 'transient'],
    ['The engine is currently overloaded', 'transient'],
    ['read ETIMEDOUT', 'transient'],
    ['invalid request: bad parameter', 'final'],
    ['Unauthorized: invalid api key', 'final'],
    ['429 insufficient_quota: check your plan and billing details', 'final'],
    // Numbers and words that look like a status or an overflow, and are none.
    ['max 5000 tokens', 'final'],
    ['at most 500 tokens, at least 429 characters', 'final'],
    ['Choose the context window of your choice', 'final'],
    ['the model has a context window of 200000 tokens', 'final'],
    ['it costs $0.500 at version 5.0.2', 'final'],
    ['thereof nothing', 'final'],
    ['', 'final'],
  ];
  for (const [says, is] of worded) {
    // shows: stream-classified
    it(`“${says}” is ${is}`, () => {
      assert.deepEqual(classifyText(says), {
        contextOverflow: is === 'overflow',
        rateLimit: is === 'rate limit',
        transient: is === 'transient' || is === 'rate limit',
      });
    });
  }

  it('is known by its beginning, however long it is', () => {
    assert.equal(classifyText(`prompt is too long ${'exceeds '.repeat(200_000)}`).contextOverflow, true);
    assert.equal(classifyText(`${'exceeds '.repeat(200_000)} connection reset`).transient, false);
  });
});
