import assert from 'node:assert/strict';
import type { ModelRequest } from '../../../src/models/model.ts';
import { LogOnDisk } from './onLog.ts';
import { end, failure, say } from './scriptedModel.ts';
import { benchOn, tool } from './support.ts';
import { step, WindowedModel } from './windowedModel.ts';

const words = (request: ModelRequest | undefined): string =>
  request?.messages
    .map((message) =>
      message.role === 'tool'
        ? message.results.map(({ content }) => content).join('\n')
        : message.parts.map((part) => ('text' in part ? part.text : '')).join('\n'),
    )
    .join('\n') ?? '';

describe('One long request', () => {
  const disk = LogOnDisk.forEachTest();

  /** A result of about 300 tokens, different each time; the third holds a fact. */
  const look = () => {
    let count = 0;
    return tool('look', 'read', async () => {
      count += 1;
      const fact = count === 3 ? '\nFACT: the learning rate that worked was 0.0317\n' : '';
      return `Look ${count}${fact} ${'some output of a tool, '.repeat(45)}`;
    });
  };

  async function run(model: WindowedModel, maxResponses = 3_000): Promise<void> {
    const { agent } = benchOn(disk.log, { tools: [look()], openModel: async () => model, maxResponses });
    await disk.log.append({ type: 'plan.changed', turn: 'tu_plan' as never, items: [{ text: 'Look at everything', status: 'done' }] });
    await agent.send('Look until you know, then tell me the learning rate.', []);
    await disk.log.append({ type: 'run.linked', turn: 'tu_plan' as never, call: 'ca_run' as never, run: 'run_20261121_abcdef' as never });
    await agent.whenIdle();
  }

  // shows: context-2000, context-prune, context-compact, context-state, cache-prefix, cache-prunings
  it('of 2,000 calls completes in a window of 32k: a fact from the third and a live run’s id survive', async function () {
    this.timeout(120_000);
    const model = new WindowedModel({
      contextTokens: 32_768,
      statedTokens: 32_768,
      answer: (count, request) =>
        count < 2_000 ? step('look', { path: `/${count}` }) : [say(`It was ${/FACT: .* (\S+)/.exec(words(request))?.[1]}.`), end()],
    });
    await run(model);
    assert.equal(model.answered, 2_000);
    assert.equal(disk.last('turn.ended')?.end, 'done');
    const last = model.seen.at(-1)?.request;
    assert.match(words(last), /FACT: the learning rate that worked was 0\.0317/);
    assert.match(words(last), /run_20261121_abcdef/);
    assert.match(words(last), /Look until you know/);
    assert.match(words(last), /Look at everything/);
    assert.equal(disk.all('turn.started').length, 1);
    // No request was ever refused, and each was the one before it with more behind it, but where room was made.
    assert.equal(model.seen.filter(({ tokens }) => tokens + 500 > 32_768).length, 0);
    const breaks = breaksOf(model);
    const made = disk.all('context.pruned').length + disk.all('context.compacted').length;
    assert.ok(breaks.length <= made, `${breaks.length} breaks for ${made} times that room was made`);
    assert.ok(made > 0);
    assert.deepEqual(
      newTokensBetween(breaks).filter((tokens) => tokens < 20_000),
      [],
    );
  });

  // shows: context-tokens, stream-overflow
  it('goes on when the model says nothing of its window and refuses what is too long', async function () {
    this.timeout(60_000);
    const model = new WindowedModel({
      contextTokens: 24_000,
      answer: (count) => (count < 300 ? step('look', { path: `/${count}` }) : [say('Done.'), end()]),
    });
    await run(model);
    assert.equal(disk.last('turn.ended')?.end, 'done');
    // Also the first summary, before which it has filled the window to its end, is asked for while all that it stands for is in view.
    assert.match(words(model.seen.at(-1)?.request), /FACT: the learning rate that worked was 0\.0317/);
    const refused = disk.all('response.superseded').filter(({ code }) => code === 'model-too-long').length;
    assert.ok(refused >= 1 && refused <= 3, `${refused} refusals`);
  });

  // shows: cache-prunings, stream-overflow
  it('has room made as seldom where the window is known from a refusal’s words alone', async function () {
    this.timeout(60_000);
    const model = new WindowedModel({
      contextTokens: 32_768,
      refusal: 'The prompt is too long: 33100 tokens > 32768 maximum',
      answer: (count) => (count < 500 ? step('look', { path: `/${count}` }) : [say('Done.'), end()]),
    });
    await run(model);
    assert.equal(disk.last('turn.ended')?.end, 'done');
    const between = newTokensBetween(breaksOf(model));
    assert.ok(between.length > 3);
    assert.deepEqual(
      between.filter((tokens) => tokens < 20_000),
      [],
    );
  });

  for (const refusal of ['Too long.', 'maximum context length is 32768 tokens']) {
    // shows: cache-prunings, stream-overflow
    it(`has room made as seldom where the service counts the answer that it might give, and says “${refusal}”`, async function () {
      this.timeout(60_000);
      const model = new WindowedModel({
        contextTokens: 32_768,
        refusal,
        countsAnswer: true,
        answer: (count) => (count < 500 ? step('look', { path: `/${count}` }) : [say('Done.'), end()]),
      });
      await run(model);
      assert.equal(disk.last('turn.ended')?.end, 'done');
      const between = newTokensBetween(breaksOf(model));
      assert.ok(between.length > 3);
      assert.deepEqual(
        between.filter((tokens) => tokens < 20_000),
        [],
      );
      assert.ok(disk.all('response.superseded').length <= 3);
    });
  }

  // shows: stream-overflow
  it('that is short is asked again with room for a shorter answer when it is refused as too long', async () => {
    const { agent, model } = benchOn(disk.log, { steps: [[failure('too-long')], [say('Here.'), end()]] });
    await agent.send('Hi', []);
    await agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.end, 'done');
    const [first = 0, second = 0] = model.requests.map(({ maxOutputTokens }) => maxOutputTokens);
    assert.ok(second < first);
  });

  // shows: context-tokens
  it('goes on when the provider reports no tokens at all', async function () {
    this.timeout(60_000);
    const model = new WindowedModel({
      contextTokens: 32_768,
      statedTokens: 32_768,
      reportsNothing: true,
      answer: (count) => (count < 400 ? step('look', { path: `/${count}` }) : [say('Done.'), end()]),
    });
    await run(model);
    assert.equal(disk.last('turn.ended')?.end, 'done');
  });

  // shows: context-verified
  it('asks once more for a summary that is of no use, and then fails loudly with the next step', async function () {
    this.timeout(60_000);
    for (const [summary, asked] of [
      ['', 2],
      ['word '.repeat(9_000), 2],
    ] as const) {
      const model = new WindowedModel({
        contextTokens: 32_768,
        statedTokens: 32_768,
        answer: (count) => step('look', { path: `/${count}` }),
        summary: () => summary,
      });
      // Words of the model itself cannot be left out, only summarised.
      await run(talkative(model));
      assert.equal(disk.last('turn.ended')?.end, 'failed');
      assert.equal(disk.last('turn.ended')?.code, 'context-full');
      assert.match(disk.last('turn.ended')?.hint ?? '', /new session|larger window/);
      assert.equal(model.summaries % asked, 0);
    }
  });

  // shows: context-state
  it('that came after others keeps its own words and one state of the work, however often it is summarised', async function () {
    this.timeout(60_000);
    const model = new WindowedModel({
      contextTokens: 32_768,
      statedTokens: 32_768,
      answer: (count) => (count === 1 || count > 700 ? [say('Done.'), end()] : step('look', { path: `/${count}` })),
    });
    await run(talkative(model));
    const { agent } = benchOn(disk.log, { tools: [look()], openModel: async () => model, maxResponses: 3_000 });
    await agent.send('Now look again, seven hundred times.', []);
    await agent.whenIdle();
    assert.ok(disk.all('context.compacted').length >= 3);
    const seen = words(model.seen.at(-1)?.request);
    assert.equal(seen.split('<practicum-state>').length - 1, 1);
    assert.match(seen, /Look until you know[\s\S]*Now look again, seven hundred times\./);
  });

  it('gives the same messages after the log was closed and opened again, whatever was left out or summarised', async function () {
    this.timeout(60_000);
    const model = new WindowedModel({
      contextTokens: 32_768,
      statedTokens: 32_768,
      answer: (count) => (count % 120 === 0 ? [say('So far.'), end()] : step('look', { path: `/${count}` })),
    });
    await run(model);
    const seen = model.seen.at(-1)?.request;
    const next = new WindowedModel({ contextTokens: 32_768, statedTokens: 32_768, answer: () => [say('Yes.'), end()] });
    const { agent } = benchOn(await disk.reopen(), { tools: [look()], openModel: async () => next });
    await agent.send('And now?', []);
    await agent.whenIdle();
    const again = next.seen[0]?.request;
    assert.deepEqual(again?.messages.slice(0, seen?.messages.length), seen?.messages);
  });
});

/** How many new tokens there had been when a request was not the one before it with more behind it. */
function breaksOf(model: WindowedModel): readonly number[] {
  const breaks: number[] = [];
  let newTokens = 0;
  let before: number | undefined;
  for (const { tokens, goesOn } of model.seen.filter(({ isForSummary }) => !isForSummary)) {
    if (!goesOn) breaks.push(newTokens);
    else if (before !== undefined) newTokens += tokens - before;
    before = tokens;
  }
  return breaks;
}

function newTokensBetween(breaks: readonly number[]): readonly number[] {
  return breaks.slice(1).map((at, index) => at - (breaks[index] ?? 0));
}

/** The same model, with so many words before each call that leaving out results is not enough. */
function talkative(model: WindowedModel): WindowedModel {
  const stream = model.stream.bind(model);
  model.stream = async function* (request) {
    let isFirst = true;
    for await (const event of stream(request)) {
      if (isFirst && event.type === 'call') yield say('I think about it for long. '.repeat(100));
      isFirst = false;
      yield event;
    }
  };
  return model;
}
