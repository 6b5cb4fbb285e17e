import assert from 'node:assert/strict';
import { statedWindow } from '../../../src/models/statedWindow.ts';

describe('A refusal of what is too long', () => {
  const said: readonly (readonly [number | undefined, string])[] = [
    [
      8_192,
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 8419 tokens. Please reduce the length.",
    ],
    [
      4_096,
      "This model's maximum context length is 4096 tokens. However, you requested 4200 tokens (3200 in the messages, 1000 in the completion).",
    ],
    [200_000, 'prompt is too long: 208310 tokens > 200000 maximum'],
    [128_000, 'prompt token count of 142163 exceeds the limit of 128000'],
    [
      200_000,
      'input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length or `max_tokens` and try again',
    ],
    [4_096, 'the request exceeds the available context size (4096 tokens), try increasing it'],
    [8_192, 'request (9120 tokens) exceeds the available context size (8192 tokens), try increasing it'],
    [1_048_576, 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).'],
    [
      4_096,
      'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens and 100 `max_new_tokens`',
    ],
    [32_768, 'Prompt contains 40000 tokens, too large for model with 32768 maximum context length'],
    [131_072, 'Your request has 140,000 tokens, more than the maximum context length of 131,072.'],
    [262_143, 'The prompt is too long: 365407, model maximum context length: 262143'],
    [undefined, 'Request too large.'],
    [undefined, 'context_length_exceeded'],
    [undefined, 'Please reduce the length of the messages: 40000 tokens are too many.'],
    [undefined, 'maximum context length is 0 tokens'],
  ];
  for (const [tokens, text] of said) {
    it(`${tokens === undefined ? 'says nothing of the window' : `says a window of ${tokens}`}: ${text.slice(0, 60)}`, () => {
      assert.equal(statedWindow(text), tokens);
    });
  }
});
