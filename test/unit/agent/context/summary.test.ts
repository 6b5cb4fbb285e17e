import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contextEntries } from '../../../../src/agent/context/entries.ts';
import { fitForSummary } from '../../../../src/agent/context/fitForSummary.ts';
import { leftOutText, pointerTokens } from '../../../../src/agent/context/pointer.ts';
import {
  ContextFull,
  describeVerdict,
  judgeSummary,
  shorterSummaryRequest,
  summaryRequest,
} from '../../../../src/agent/context/summary.ts';
import { Conversation } from '../../../../src/agent/conversation.ts';
import type { CallId } from '../../../../src/base/ids.ts';
import type { ModelMessage } from '../../../../src/base/messages.ts';
import { estimateMessageTokens, estimateTokens } from '../../../../src/models/estimate.ts';
import { Story } from '../guards/story.ts';

const sizeOf = (messages: readonly ModelMessage[]): number => messages.reduce((sum, message) => sum + estimateMessageTokens(message), 0);

describe('A summary', () => {
  const good = { summary: 'We train.', windowTokens: 32_768, replacedTokens: 20_000, tokensBefore: 30_000, tokensAfter: 9_000 };

  it('is asked for under fixed headings, and once more in fewer words', () => {
    const asked = summaryRequest(32_768);
    const headings = [...asked.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    assert.deepEqual(headings, [
      'Goal',
      'Constraints',
      'What was done',
      'Facts and numbers',
      'Decisions',
      'Data sets and splits',
      'Metrics and best values',
      'Runs going on',
      'Next step',
    ]);
    assert.match(asked, /in at most 950 words/);
    assert.match(shorterSummaryRequest(32_768), /Write at most 475 words/);
  });

  // shows: context-verified
  it('is used only when it has shrunk what it stands for, and the request', () => {
    assert.equal(judgeSummary(good), 'good');
    assert.equal(judgeSummary({ ...good, summary: ' \n' }), 'empty');
    assert.equal(judgeSummary({ ...good, summary: 'word '.repeat(3_000) }), 'too long');
    assert.equal(judgeSummary({ ...good, replacedTokens: 2 }), 'not smaller');
    assert.equal(judgeSummary({ ...good, tokensAfter: 30_000 }), 'not smaller');
    assert.equal(judgeSummary({ ...good, tokensBefore: 40_000, tokensAfter: 29_600 }), 'still too large');
  });

  // shows: context-verified
  it('that is of no use fails with the next step', () => {
    const error = new ContextFull(describeVerdict('empty'));
    assert.equal(error.code, 'context-full');
    assert.equal(error.message, 'The conversation has become too long for this model: it was asked twice for a summary and gave none.');
    assert.match(error.hint ?? '', /^Start a new session .*, or choose a model with a larger window/);
  });
});

describe('A history that is too long to be summarised', () => {
  const result = (callId: string, content: string): ModelMessage => ({ role: 'tool', results: [{ callId, content, isError: false }] });
  const calling = (id: string): ModelMessage => ({ role: 'assistant', parts: [{ type: 'call', id, name: 'read', argumentsJson: '{}' }] });
  const user: ModelMessage = { role: 'user', parts: [{ type: 'text', text: 'Do it.' }] };
  const long = 'x'.repeat(8_000);

  it('is sent as it is where it fits', () => {
    const messages = [user, calling('1'), result('1', long)];
    assert.equal(fitForSummary(messages, 3_000), messages);
  });

  it('loses its newest messages first, as far as they stay in view anyway', () => {
    const messages = [user, calling('1'), result('1', long), calling('2'), result('2', long), calling('3'), result('3', long)];
    assert.deepEqual(fitForSummary(messages, 6_000, 4), messages.slice(0, 5));
    assert.deepEqual(fitForSummary(messages, 3_000, 4), messages.slice(0, 3));
  });

  it('loses the middle of its long results next, of the longest most', () => {
    const messages = [
      user,
      calling('1'),
      result('1', `${long}${long}`),
      calling('2'),
      result('2', `begins ${long} ends`),
      calling('3'),
      result('3', 'short'),
    ];
    const fitted = fitForSummary(messages, 3_000);
    const texts = fitted.flatMap((message) => (message.role === 'tool' ? message.results.map(({ content }) => content) : []));
    assert.match(texts[1] ?? '', /^begins x+\n\[… the middle of this result did not fit …\]\nx+ ends$/);
    assert.ok(Math.abs((texts[0]?.length ?? 0) - (texts[1]?.length ?? 0)) < 40);
    assert.equal(texts[2], 'short');
  });

  it('then loses its oldest results', () => {
    const messages = [user, calling('1'), result('1', long), calling('2'), result('2', long)];
    const [, , first, , second] = fitForSummary(messages, 300);
    assert.deepEqual(first, result('1', '[Left out: this result did not fit.]'));
    assert.match(second?.role === 'tool' ? (second.results[0]?.content ?? '') : '', /^x+\n\[… the middle/);
  });

  it('then loses its middle', () => {
    const answers = Array.from(
      { length: 30 },
      (_, index): ModelMessage => ({ role: 'assistant', parts: [{ type: 'text', text: `${index} ${long}` }] }),
    );
    const fitted = fitForSummary([user, ...answers], 5_000);
    assert.deepEqual(fitted[0], user);
    assert.deepEqual(fitted[1], { role: 'user', parts: [{ type: 'text', text: '[Messages left out here: they did not fit.]' }] });
    assert.deepEqual(fitted.slice(2), answers.slice(-2));
  });

  it('always fits, with every call before its results, over 1,000 histories', () => {
    const round = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 6_000 }));
    fc.assert(
      fc.property(fc.array(round, { maxLength: 20 }), fc.integer({ min: 100, max: 20_000 }), fc.nat(6), (rounds, budget, kept) => {
        const messages: ModelMessage[] = [user];
        for (const [index, [calls, size]] of rounds.entries()) {
          const ids = Array.from({ length: calls }, (_, each) => `${index}.${each}`);
          messages.push({ role: 'assistant', parts: ids.map((id) => ({ type: 'call', id, name: 'read', argumentsJson: '{}' })) });
          messages.push({ role: 'tool', results: ids.map((callId) => ({ callId, content: 'x'.repeat(size), isError: false })) });
        }
        const fitted = fitForSummary(messages, budget, kept);
        assert.ok(sizeOf(fitted) <= budget);
        for (const [index, message] of fitted.entries()) {
          const before = fitted[index - 1];
          const next = fitted[index + 1];
          const called = before?.role === 'assistant' ? before.parts.flatMap((part) => (part.type === 'call' ? [part.id] : [])) : [];
          if (message.role === 'tool')
            assert.deepEqual(
              message.results.map(({ callId }) => callId),
              called,
            );
          if (message.role === 'assistant') assert.equal(next?.role, 'tool');
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('A result that was left out', () => {
  // shows: context-prune
  it('says what it was and how to have it back', () => {
    const call = {
      id: 'ca_1' as CallId,
      name: 'read_file',
      argumentsJson: '{"lines": 3, "path": "src/train \\"1\\".py"}',
      leftOutChars: 12_345,
    };
    const text = leftOutText(call);
    assert.equal(
      text,
      '[Left out to save room: 12,345 characters of read_file src/train "1".py. Read it again with recall_output {"call":"ca_1"}]',
    );
    assert.ok(estimateTokens(text) <= pointerTokens);
    assert.equal(leftOutText(call), text);
  });

  it('is named by its tool alone where its arguments say nothing', () => {
    for (const argumentsJson of ['{}', '', '{"path": "cut', '{"depth": 3}'])
      assert.match(
        leftOutText({ id: 'ca_2' as CallId, name: 'list_runs', argumentsJson, leftOutChars: 300 }),
        /300 characters of list_runs\. /,
      );
  });
});

describe('A conversation in sizes', () => {
  it('has one entry for each message and each response, with its results', () => {
    const story = new Story().asks('x'.repeat(400));
    story.calls([
      { tool: 'read_file', arguments: { path: 'a' }, result: 'x'.repeat(4_000) },
      { tool: 'read_file', arguments: { path: 'b' }, result: '' },
    ]);
    const conversation = Conversation.of(story.events);
    const [asked, response] = contextEntries(conversation);
    assert.deepEqual([asked?.kind, asked?.tokens], ['user', 104]);
    assert.ok(response?.kind === 'response');
    assert.deepEqual(
      response.results.map(({ tokens, isLeftOut }) => [tokens, isLeftOut]),
      [
        [1_004, false],
        [4, false],
      ],
    );
    const messages = conversation.messages();
    const estimated = sizeOf(messages);
    const sized =
      (asked?.tokens ?? 0) + response.tokens + response.callTokens + response.results.reduce((sum, { tokens }) => sum + tokens, 0);
    assert.equal(sized, estimated);
  });
});
