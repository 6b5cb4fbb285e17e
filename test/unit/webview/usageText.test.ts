import assert from 'node:assert/strict';
import type { ContextUsage } from '../../../src/base/usage.ts';
import { usageText, usageWords } from '../../../webview-ui/chat/usageText.ts';
import { formatPercent, formatTokens } from '../../../webview-ui/shared/format.ts';

const usage: ContextUsage = {
  promptTokens: 18_234,
  contextTokens: 200_000,
  cacheShare: 0.62,
  inputTokens: 214_882,
  outputTokens: 6_120,
  isEstimated: false,
};

describe('How much of the model’s window is in use', () => {
  // shows: context-tokens
  it('is said as a share of the window, and marked where it is an estimate', () => {
    assert.equal(usageText(usage), '18.2k / 200k');
    assert.equal(usageText({ ...usage, isEstimated: true }), '≈ 18.2k / 200k');
    assert.equal(usageText({ ...usage, contextTokens: undefined }), '18.2k tokens');
    assert.match(usageWords({ ...usage, isEstimated: true }), /about 18,234 tokens.*estimates/);
  });

  // shows: cache-share
  it('names the share that came from the provider’s cache, and says nothing where nobody reports it', () => {
    assert.equal(
      usageWords(usage),
      'The newest request had 18,234 tokens, 9 % of the model’s window of 200,000. This session sent 214,882 tokens and received 6,120. 62 % of everything sent was read from the provider’s cache.',
    );
    assert.doesNotMatch(usageWords({ ...usage, cacheShare: undefined }), /cache/);
  });

  it('rounds as a person would', () => {
    assert.deepEqual([0, 950, 999, 1000, 18_234, 99_949, 99_950, 200_000, 999_499, 999_500, 1_048_576].map(formatTokens), [
      '0',
      '950',
      '999',
      '1k',
      '18.2k',
      '99.9k',
      '100k',
      '200k',
      '999k',
      '1M',
      '1M',
    ]);
    assert.deepEqual([0, 0.001, 0.62, 0.999, 1].map(formatPercent), ['0 %', '< 1 %', '62 %', '> 99 %', '100 %']);
  });
});
