import assert from 'node:assert/strict';
import { PracticumError } from '../../../src/base/errors.ts';
import type { Capabilities, LanguageModel } from '../../../src/models/model.ts';
import { LogOnDisk } from './onLog.ts';
import { calls, end, failure, ScriptedModel, type Step, say } from './scriptedModel.ts';
import { benchOn, tool, untilPending } from './support.ts';
import { WindowedModel, step as windowedStep } from './windowedModel.ts';

class Named extends ScriptedModel {
  override readonly id: LanguageModel['id'];
  override readonly label: string;
  readonly endpoint: string;
  readonly capabilities?: Capabilities;

  constructor(name: string, can: Partial<Capabilities> | undefined, ...steps: readonly Step[]) {
    super(...steps);
    this.id = { provider: 'openai', name };
    this.label = name;
    this.endpoint = `https://${name}.example/v1`;
    if (can !== undefined)
      this.capabilities = { tools: undefined, images: undefined, contextTokens: undefined, efforts: undefined, source: 'listed', ...can };
  }
}

const answer = (text: string): Step => [say(text), end()];

describe('Models by their roles', () => {
  const disk = LogOnDisk.forEachTest();
  const notices = (): readonly string[] => disk.all('notice').map(({ text }) => text);

  /** A conversation that needs room several times, and what writes its summaries. */
  async function crowded(writer: () => Promise<LanguageModel>): Promise<WindowedModel> {
    const main = new WindowedModel({
      contextTokens: 24_000,
      statedTokens: 24_000,
      answer: (count) => (count < 60 ? windowedStep('look', { path: `/long/${count}` }) : [say('Done.'), end()]),
    });
    const { agent } = benchOn(disk.log, {
      openModel: async (role) => (role === 'compaction' ? await writer() : main),
      tools: [tool('look', 'read', async () => 'some output of a tool, '.repeat(180))],
      maxResponses: 100,
    });
    await agent.send(`Go ${'on and on '.repeat(4_000)}`, []);
    await agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.end, 'done');
    return main;
  }

  // shows: models-roles
  it('has summaries and notes written by the model that was chosen for them', async function () {
    this.timeout(20_000);
    const writer = new WindowedModel({ name: 'writer', contextTokens: 200_000, answer: () => [say('Not asked.'), end()] });
    const main = await crowded(async () => writer);
    assert.ok(writer.summaries > 0);
    assert.deepEqual([main.summaries, writer.answered, notices().length], [0, 0, 0]);
    for (const { model, summary } of disk.all('context.compacted')) if (summary !== '') assert.equal(model, 'openai/writer');
  });

  // shows: models-roles
  it('has them written by the main model, and says so, where the chosen one cannot be had or fails', async function () {
    this.timeout(20_000);
    const main = await crowded(async () => {
      throw new PracticumError('no-key', 'There is no API key for writer.example.');
    });
    assert.ok(main.summaries > 0);
    assert.match(notices()[0] ?? '', /no API key for writer\.example\. Windowed does it instead\.$/);
  });

  // shows: models-roles
  it('does not stop for a model for summaries that refuses', async function () {
    this.timeout(20_000);
    const refusing = new Named('refusing', undefined, ...Array.from({ length: 50 }, () => [failure('wrong-key')]));
    const main = await crowded(async () => refusing);
    assert.ok(main.summaries > 0 && refusing.requests.length > 0);
    assert.match(notices()[0] ?? '', /^refusing could not make room in the conversation\. The model said wrong-key\./);
  });

  // shows: models-effort
  it('asks for the effort that the person wants, and says once where the model does not take it', async () => {
    const takes = new Named('takes', { efforts: ['low', 'high'] }, answer('One.'));
    const thinks = benchOn(disk.log, { openModel: async () => takes, effort: () => 'high' });
    await thinks.agent.send('Go', []);
    await thinks.agent.whenIdle();
    assert.equal(takes.requests[0]?.effort, 'high');
    const plain = new Named('plain', { efforts: [] }, answer('Two.'), answer('Three.'));
    const other = benchOn(disk.log, { openModel: async () => plain, effort: () => 'high' });
    await other.agent.send('Go', []);
    await other.agent.whenIdle();
    await other.agent.send('Again', []);
    await other.agent.whenIdle();
    assert.deepEqual(
      plain.requests.map(({ effort }) => effort),
      [undefined, undefined],
    );
    assert.deepEqual(notices(), ['plain takes no reasoning effort, so not “high” either: it reasons as it does by itself.']);
  });

  // shows: models-switch
  it('logs that another one goes on, which is sent what was said before', async () => {
    const first = new Named('first', undefined, calls(['look', { path: '/a' }]), answer('The answer of the first.'));
    const second = new Named('second', undefined, answer('Mine.'));
    let chosen = first;
    const { agent } = benchOn(disk.log, {
      openModel: async () => chosen,
      tools: [tool('look', 'read', async () => 'what stands there')],
    });
    await agent.send('Look', []);
    await agent.whenIdle();
    chosen = second;
    await agent.send('And you?', []);
    await agent.whenIdle();
    assert.deepEqual(
      disk.all('model.changed').map(({ model }) => model),
      ['openai/second'],
    );
    const sent = JSON.stringify(second.requests[0]?.messages);
    for (const said of ['Look', 'what stands there', 'The answer of the first.', 'And you?']) assert.ok(sent.includes(said), said);
  });

  // shows: models-switch, models-words
  it('says that the new one takes less than the conversation has', async () => {
    const first = new Named('first', undefined, [say('x'), { type: 'end', stop: 'end', usage: { ...noTokens, inputTokens: 60_000 } }]);
    const second = new Named('second', { contextTokens: 32_000 }, answer('Mine.'));
    let chosen = first;
    const { agent } = benchOn(disk.log, { openModel: async () => chosen });
    await agent.send('word '.repeat(40_000), []);
    await agent.whenIdle();
    chosen = second;
    await agent.send('And you?', []);
    await agent.whenIdle();
    assert.ok(notices().some((text) => text.startsWith('second takes 32,000 tokens at once, less than this conversation has')));
  });

  // shows: models-words
  it('says before the first request that a model has no tools, offers it none, and lets it talk', async () => {
    const talker = new Named('talker', { tools: false }, answer('Hello.'));
    const { agent } = benchOn(disk.log, { openModel: async () => talker, tools: [tool('look', 'read', async () => '')] });
    await agent.send('Go', []);
    await agent.whenIdle();
    const order = disk.log.events.map(({ type }) => type);
    assert.ok(order.indexOf('notice') < order.indexOf('response.started'));
    assert.match(notices()[0] ?? '', /^talker cannot call tools: .* choose another model\.$/);
    assert.deepEqual(talker.requests[0]?.tools, []);
  });

  // shows: models-words
  it('ends the turn before it is asked where not even an empty conversation fits', async () => {
    const tiny = new Named('tiny', { contextTokens: 2_048 }, answer('Hello.'));
    const { agent } = benchOn(disk.log, {
      openModel: async () => tiny,
      tools: Array.from({ length: 20 }, (_, index) => ({ ...tool('look', 'read', async () => ''), name: `look${index}` })),
    });
    await agent.send('Go', []);
    await agent.whenIdle();
    const over = disk.last('turn.ended');
    assert.deepEqual([over?.end, over?.code, tiny.requests.length], ['failed', 'model-too-small', 0]);
    assert.match(over?.message ?? '', /^tiny takes 2,048 tokens at once/);
    assert.match(over?.hint ?? '', /OLLAMA_CONTEXT_LENGTH/);
  });

  const down = failure('unreachable', false, undefined, 'Nothing answers.');

  // shows: models-fallback
  it('goes on with the fall-back once the person agreed, and begins the next turn with the main one', async () => {
    const main = new Named('main', undefined, [down], answer('Back.'), [down]);
    const other = new Named('other', undefined, calls(['look', { path: '/a' }]), answer('In its place.'), answer('Again in its place.'));
    const { agent, broker } = benchOn(disk.log, {
      openModel: async () => main,
      fallbackModel: async () => other,
      tools: [tool('look', 'read', async () => 'seen')],
    });
    await agent.send('Go', []);
    await untilPending(broker);
    const [asked] = broker.pending;
    assert.equal(asked?.title, 'Go on with other while main cannot be reached');
    assert.deepEqual(asked?.effects, [{ kind: 'reach', host: 'other.example' }]);
    assert.match(asked?.reason ?? '', /^Nothing answers\. The conversation would be sent to other\.example until this turn ends/);
    assert.equal(other.requests.length, 0);
    await broker.answer(asked?.id ?? ('' as never), 'approve', 'call', 'test');
    await agent.whenIdle();
    assert.deepEqual([disk.last('turn.ended')?.end, main.requests.length, other.requests.length], ['done', 1, 2]);
    await agent.send('And now?', []);
    await agent.whenIdle();
    assert.deepEqual([main.requests.length, other.requests.length], [2, 2]);
    await agent.send('Once more', []);
    await agent.whenIdle();
    assert.equal(disk.all('approval.asked').length, 1);
    assert.deepEqual([main.requests.length, other.requests.length], [3, 3]);
    assert.deepEqual(
      disk.all('model.changed').map(({ model }) => model),
      ['openai/other', 'openai/main', 'openai/other'],
    );
    assert.ok(!JSON.stringify(other.requests).includes('cannot be reached'));
  });

  // shows: models-fallback
  it('asks the same question under the same id after a restart, and takes it back once the service answers again', async () => {
    const other = new Named('other', undefined, answer('In its place.'));
    const first = benchOn(disk.log, { openModel: async () => new Named('main', undefined, [down]), fallbackModel: async () => other });
    await first.agent.send('Go', []);
    await untilPending(first.broker);
    const id = first.broker.pending[0]?.id;
    await first.agent.close();
    await disk.reopen();
    const second = benchOn(disk.log, { openModel: async () => new Named('main', undefined, [down]), fallbackModel: async () => other });
    second.agent.resume();
    await untilPending(second.broker);
    assert.deepEqual(
      second.broker.pending.map((asked) => asked.id),
      [id],
    );
    assert.equal(disk.all('approval.asked').length, 1);
    await second.agent.close();
    await disk.reopen();
    const third = benchOn(disk.log, {
      openModel: async () => new Named('main', undefined, answer('Back.')),
      fallbackModel: async () => other,
    });
    third.agent.resume();
    await third.agent.whenIdle();
    assert.deepEqual([disk.last('turn.ended')?.end, third.broker.unanswered.length, other.requests.length], ['done', 0, 0]);
  });

  // shows: models-fallback
  it('ends the turn as ever after a no, which is not asked again in this session', async () => {
    const main = new Named('main', undefined, [down], [down]);
    const other = new Named('other', undefined);
    const { agent, broker } = benchOn(disk.log, { openModel: async () => main, fallbackModel: async () => other });
    await agent.send('Go', []);
    await untilPending(broker);
    await broker.answer(broker.pending[0]?.id ?? ('' as never), 'reject', 'call', 'test');
    await agent.whenIdle();
    assert.deepEqual([disk.last('turn.ended')?.end, disk.last('turn.ended')?.code], ['failed', 'model-unreachable']);
    await agent.send('Again', []);
    await agent.whenIdle();
    assert.deepEqual([disk.all('approval.asked').length, other.requests.length], [1, 0]);
  });

  // shows: models-fallback
  it('asks nobody who is away, nor after a failure that is no outage', async () => {
    const other = new Named('other', undefined);
    const away = benchOn(disk.log, {
      openModel: async () => new Named('main', undefined, [down]),
      fallbackModel: async () => other,
      granted: () => 'Everything until eight.',
    });
    await away.agent.send('Go', []);
    await away.agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.code, 'model-unreachable');
    const here = benchOn(disk.log, {
      openModel: async () => new Named('main', undefined, [failure('wrong-key')]),
      fallbackModel: async () => other,
    });
    await here.agent.send('Go', []);
    await here.agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.code, 'model-wrong-key');
    assert.deepEqual([disk.all('approval.asked').length, other.requests.length], [0, 0]);
  });
});

const noTokens = { inputTokens: 0, outputTokens: 5, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
