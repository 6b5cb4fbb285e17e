import assert from 'node:assert/strict';
import { TokenAccount } from '../../../src/agent/context/tokens.ts';
import { Conversation } from '../../../src/agent/conversation.ts';
import type { Usage } from '../../../src/base/messages.ts';
import { wordsOf } from '../../../src/base/userPart.ts';
import { estimateMessageTokens } from '../../../src/models/estimate.ts';
import { LogOnDisk } from './onLog.ts';
import { end, say } from './scriptedModel.ts';
import { benchOn, counting, tool } from './support.ts';
import { step, WindowedModel } from './windowedModel.ts';

describe('The room that is left', () => {
  const disk = LogOnDisk.forEachTest();

  // shows: context-tokens, kill-cli
  it('is known when the program dies after large results were left out and before the summary beside them is in the log', async () => {
    const ran = counting();
    const look = tool('look', 'read', async () => `${await ran.run()} ${'some output of a tool, '.repeat(1_700)}`);
    const model = new WindowedModel({
      contextTokens: 32_768,
      statedTokens: 32_768,
      answer: (asked) =>
        asked < 12 ? [say('I think about it for long. '.repeat(80)), ...step('look', { path: `/${asked}` })] : [say('Done.'), end()],
    });
    const { agent } = benchOn(disk.log, { tools: [look], openModel: async () => model });
    // Before memory lets go of what the context no longer holds.
    const seen: (readonly [counted: number, estimated: number])[] = [];
    disk.log.onDidAppend((event) => {
      if (event.type !== 'context.pruned') return;
      const messages = Conversation.of(disk.log.branch).messages();
      const estimated = messages.reduce((sum, message) => sum + estimateMessageTokens(message), 0);
      seen.push([TokenAccount.of(disk.log.branch, () => 0).used.tokens, estimated]);
    });
    await agent.send('Look until you know', []);
    await agent.whenIdle();
    assert.ok(seen.length > 0);
    for (const [counted, estimated] of seen) assert.ok(counted > estimated * 0.8, `${counted} counted of ${estimated}`);
  });

  // shows: context-tokens
  it('is the same after a reload, when memory no longer holds what was left out', async () => {
    const look = tool('look', 'read', async ({ path }) => `Saw ${path} ${'some output of a tool, '.repeat(400)}`);
    const model = new WindowedModel({
      contextTokens: 60_000,
      answer: (count) => (count < 40 ? step('look', { path: `/${count}` }) : [say('Done.'), end()]),
    });
    const { agent } = benchOn(disk.log, { tools: [look], openModel: async () => model, maxResponses: 300 });
    const live = new TokenAccount(() => 0);
    for (const event of disk.log.branch) live.apply(event);
    disk.log.onDidAppend((event) => live.apply(event));
    await agent.send('Look', []);
    await agent.whenIdle();
    assert.ok(disk.all('response.superseded').some(({ code }) => code === 'model-too-long'));
    await disk.reopen();
    assert.ok(disk.all('tool.ended').some(({ isCold }) => isCold === true));
    const folded = TokenAccount.of(disk.log.branch, () => 0);
    assert.deepEqual(folded.used, live.used);
    const [was, is] = [live, folded].map((account) => account.window('openai/windowed', undefined).tokens);
    assert.ok(was !== undefined && is !== undefined && Math.abs(was - is) < 0.1 * was, `${was} tokens, and ${is} after the reload`);
  });

  for (const stated of [8_192, undefined]) {
    // shows: context-compact, stream-overflow
    it(`is made where the person goes on with a far smaller model that says ${stated === undefined ? 'nothing of its window' : 'how small it is'}`, async function () {
      this.timeout(60_000);
      const look = tool('look', 'read', async ({ path }) => `Saw ${path} ${'some output of a tool, '.repeat(200)}`);
      const large = new WindowedModel({
        contextTokens: 200_000,
        statedTokens: 200_000,
        answer: (count) =>
          count < 100 ? [say('I think about it. '.repeat(100)), ...step('look', { path: `/${count}` })] : [say('Done.'), end()],
      });
      const small = new WindowedModel({
        name: 'small',
        contextTokens: 8_192,
        statedTokens: stated,
        answer: (count) => (count < 20 ? step('look', { path: `/${count}` }) : [say('Done.'), end()]),
      });
      let model = large;
      const { agent } = benchOn(disk.log, { tools: [look], openModel: async () => model, maxResponses: 300 });
      await agent.send('Look', []);
      await agent.whenIdle();
      assert.ok((large.seen.at(-1)?.tokens ?? 0) > 50_000);
      model = small;
      await agent.send('Go on', []);
      await agent.whenIdle();
      assert.deepEqual(
        disk.all('turn.ended').map((ended) => ended.end),
        ['done', 'done'],
      );
      assert.equal(small.answered, 20);
    });
  }

  for (const stated of [32_768, undefined]) {
    // shows: context-compact, context-state
    it(`is made out of a message that is larger than the ${stated === undefined ? 'unknown' : 'known'} window: beginning, end and mode are kept`, async () => {
      const model = new WindowedModel({ contextTokens: 32_768, statedTokens: stated, answer: () => [say('Done.'), end()] });
      const { agent } = benchOn(disk.log, { openModel: async () => model });
      await agent.send(`Why does this fail?\n${'😀 a word of the log '.repeat(50_000)}\nThe learning rate must stay.`, []);
      await agent.whenIdle();
      assert.equal(disk.last('turn.ended')?.end, 'done');
      const sent = model.seen.at(-1)?.request.messages.at(-1);
      const said = sent?.role === 'user' ? sent.parts.map(wordsOf).join('\n') : '';
      assert.match(said, /Mode: ask[\s\S]*Why does this fail\?[\s\S]*characters left out here[\s\S]*The learning rate must stay\./);
      assert.ok(said.length < 3_000 && said.isWellFormed());
    });
  }

  // shows: context-verified
  it('is made by a model that thinks for long before it writes a summary', async () => {
    const model = new WindowedModel({
      contextTokens: 32_768,
      statedTokens: 32_768,
      answer: (count) =>
        count < 60 ? [say('I think about it. '.repeat(200)), ...step('look', { path: `/${count}` })] : [say('Done.'), end()],
      // What it thinks takes 4,000 tokens of the answer; what it says is cut where the answer ends.
      summary: ({ maxOutputTokens }) => (maxOutputTokens < 4_000 ? '' : 'FACT: thought through.'),
    });
    const look = tool('look', 'read', async ({ path }) => `Saw ${path}`);
    const { agent } = benchOn(disk.log, { tools: [look], openModel: async () => model, maxResponses: 100 });
    await agent.send('Look', []);
    await agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.end, 'done');
    assert.match(disk.last('context.compacted')?.summary ?? '', /thought through/);
  });

  const nothing: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
  for (const [what, usage] of [
    ['no tokens', nothing],
    ['less than none', { ...nothing, inputTokens: -5_000, outputTokens: -1 }],
    ['no numbers', { ...nothing, inputTokens: Number.NaN, outputTokens: Number.POSITIVE_INFINITY }],
    ['a million million', { ...nothing, inputTokens: 1e12, outputTokens: 1e12 }],
    ['more than can be counted', { ...nothing, inputTokens: 1e300 }],
    ['fractions', { ...nothing, inputTokens: 0.5, outputTokens: 1.5 }],
    ['what was new in each request', { ...nothing, inputTokens: 40, outputTokens: 30 }],
  ] as const) {
    // shows: context-tokens
    it(`is counted by what was said where a service reports ${what}, and every response is in the log when it is opened again`, async function () {
      this.timeout(60_000);
      const look = tool('look', 'read', async ({ path }) => `Saw ${path} ${'some output of a tool, '.repeat(45)}`);
      const model = new WindowedModel({
        contextTokens: 32_768,
        statedTokens: 32_768,
        reports: usage,
        answer: (count) => (count < 200 ? step('look', { path: `/${count}` }) : [say('Done.'), end()]),
      });
      const { agent } = benchOn(disk.log, { tools: [look], openModel: async () => model, maxResponses: 300 });
      await agent.send('Look', []);
      await agent.whenIdle();
      assert.equal(disk.last('turn.ended')?.end, 'done');
      // Its words are shorter than the estimate takes them to be.
      assert.ok(disk.all('response.superseded').length <= 2);
      const made = disk.all('context.pruned').length + disk.all('context.compacted').length;
      assert.ok(made > 0 && made < 10, `room was made ${made} times`);
      await disk.reopen();
      assert.equal(disk.all('response.ended').length, 200);
    });
  }
});
