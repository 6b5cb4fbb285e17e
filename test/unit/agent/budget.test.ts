import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { Budget } from '../../../src/agent/budget.ts';
import { defined } from '../../../src/base/defined.ts';
import type { ApprovalId, GrantId } from '../../../src/base/ids.ts';
import type { Usage } from '../../../src/base/messages.ts';
import type { Caps, GrantCap } from '../../../src/ledger/entries.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { microUsdOf } from '../../../src/ledger/money.ts';
import type { LanguageModel, ListedPrice } from '../../../src/models/model.ts';
import { homes, ledgerIn, linesOf, noCaps } from '../ledger/support.ts';
import { LogOnDisk } from './onLog.ts';
import { calls, end, failure, hang, ScriptedModel, type Step, say } from './scriptedModel.ts';
import { type Bench, type BenchOptions, benchOn, counting, judging, tool, untilLogged, untilPending } from './support.ts';
import { WindowedModel, step as windowedStep } from './windowedModel.ts';

/** A request may cost about $0.17, mostly for the answer that it allows; a response of the script costs one cent. */
const price: ListedPrice = { input: 1_000, output: 10 };
const paidFor = 0.01005;
const noTokens: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };

class PaidModel extends ScriptedModel {
  readonly endpoint: string;
  readonly #price: ListedPrice | undefined;

  constructor(listed: ListedPrice | undefined, ...steps: readonly Step[]) {
    super(...steps);
    this.endpoint = 'https://models.example/v1';
    this.#price = listed;
  }

  async listedPrice(): Promise<ListedPrice | undefined> {
    return this.#price;
  }
}

describe('Money in the loop', () => {
  const disk = LogOnDisk.forEachTest();
  const home = homes();
  let at = '';
  let ledger: Ledger;
  let opened = 0;

  beforeEach(async () => {
    at = await home.make();
    opened = 0;
  });

  function bench(
    model: LanguageModel,
    caps: Partial<Caps> = {},
    more: { readonly grant?: GrantCap; readonly unpricedTokens?: number; readonly confirmEvery?: number } & Pick<
      BenchOptions,
      'patienceMs' | 'tools' | 'judge'
    > = {},
  ): Bench {
    const { patienceMs, tools, judge } = more;
    ledger = ledgerIn(at, { caps: () => ({ ...noCaps, ...caps }) });
    return benchOn(disk.log, {
      openModel: async () => model,
      tools: tools ?? [tool('look', 'read', async ({ path }) => 'some output of a tool, '.repeat(path.startsWith('/long') ? 180 : 45))],
      ...defined({ patienceMs, judge }),
      budget: (broker) =>
        new Budget({
          session: disk.log.session,
          log: disk.log,
          broker,
          ledger: async () => {
            opened += 1;
            return ledger;
          },
          grant: () => more.grant,
          unpricedTokens: () => more.unpricedTokens ?? 2_000_000,
          confirmEvery: () => more.confirmEvery,
        }),
    });
  }

  async function spent(): Promise<readonly [spent: number, promised: number]> {
    const standing = await ledger.standing(disk.log.session);
    return [standing.spent / 1e6, standing.promised / 1e6];
  }

  // shows: ledger-reserve
  it('is promised before each request and settled with what the service counted', async () => {
    const atRequest: number[] = [];
    const seen = async function* () {
      atRequest.push((await ledger.standing(disk.log.session)).promised);
      yield* calls(['look', { path: '/a' }]);
    };
    const { agent } = bench(new PaidModel(price, seen, [say('Done.'), end()]));
    await agent.send('Go', []);
    await agent.whenIdle();
    assert.ok(atRequest[0] !== undefined && atRequest[0] > 163_840, 'nothing was promised when the request was made');
    assert.deepEqual(await spent(), [2 * paidFor, 0]);
  });

  // shows: ledger-unknown
  it('is no matter for a model that costs nothing: no ledger is opened', async () => {
    const near = Object.assign(new ScriptedModel(), { endpoint: 'http://127.0.0.1:11434/v1' });
    for (const model of [new ScriptedModel(), near, new PaidModel({ input: 0, output: 0 })]) {
      const { agent } = bench(model);
      await agent.send('Go', []);
      await agent.whenIdle();
      assert.equal(disk.last('turn.ended')?.end, 'done');
    }
    assert.equal(opened, 0);
    assert.deepEqual(await readdir(at), []);
  });

  // shows: ledger-caps, ledger-forecast
  it('asks where a request would pass a cap in the middle of a turn, and goes on once the cap is raised', async () => {
    const dear = calls(['look', { path: '/a' }]).with(-1, { type: 'end', stop: 'calls', usage: { ...noTokens, outputTokens: 10_000 } });
    const model = new PaidModel(price, dear, dear, [say('Done.'), end()]);
    const { agent, broker } = bench(model, { session: microUsdOf(0.9) });
    await agent.send('Go', []);
    await untilPending(broker);
    const [asked] = broker.pending;
    assert.equal(asked?.title, 'Raise the cap of this session from $0.90 to $2.00');
    assert.match(asked?.reason ?? '', /may cost up to \$\d\.\d\d, and \$0\.70 of \$0\.90 is left/);
    assert.match(asked?.cost?.text ?? '', /^at most \$\d\.\d\d: model ≤ \$\d\.\d\d$/);
    assert.match(asked?.cost?.left ?? '', /too little$/);
    assert.match(agent.status.activity, /^Waiting for you: Raise/);
    assert.equal(model.requests.length, 2);
    await broker.answer(asked?.id ?? ('' as never), 'approve', 'call', 'test');
    await agent.whenIdle();
    assert.equal(model.requests.length, 3);
    assert.equal(disk.last('turn.ended')?.end, 'done');
    assert.equal((await ledger.standing(disk.log.session)).caps.session, 2_000_000);
    // The model never hears of it.
    assert.ok(!JSON.stringify(model.requests).includes('Raise the cap'));
    assert.deepEqual(
      disk
        .all('tool.ended')
        .map(({ outcome }) => outcome)
        .filter((outcome) => outcome !== 'done'),
      [],
    );
  });

  // shows: ledger-caps
  it('ends the turn at the limit when the person says no, loses nothing, and asks again when they go on', async () => {
    const model = new PaidModel(price, [say('Done.'), end()]);
    const { agent, broker } = bench(model, { session: microUsdOf(0.1) });
    await agent.send('Go', []);
    await untilPending(broker);
    await broker.answer(broker.pending[0]?.id ?? ('' as never), 'reject', 'call', 'test');
    await agent.whenIdle();
    const over = disk.last('turn.ended');
    assert.deepEqual([over?.end, over?.code, model.requests.length], ['limit', 'cap', 0]);
    assert.match(over?.hint ?? '', /go on/);
    await agent.send('Go on.', []);
    await untilPending(broker);
    await broker.answer(broker.pending[0]?.id ?? ('' as never), 'approve', 'call', 'test');
    await agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.end, 'done');
    assert.match(JSON.stringify(model.requests[0]), /"Go"/);
  });

  // shows: ledger-unknown
  it('asks once about a model whose price is not known, for all turns and windows, and again when its tokens are used', async () => {
    const small = { unpricedTokens: 40_000 };
    const answers = (): PaidModel => new PaidModel(undefined, [say('One.'), end()], [say('Two.'), end()], [say('Three.'), end()]);
    const first = bench(answers(), { session: 0 }, small);
    await first.agent.send('Go', []);
    await untilPending(first.broker);
    const [asked] = first.broker.pending;
    assert.equal(asked?.title, 'Use openai/scripted@models.example, whose price is not known');
    assert.deepEqual(asked?.effects, [{ kind: 'spend', usd: undefined, on: 'openai/scripted@models.example', purpose: 'main' }]);
    await first.broker.answer(asked?.id ?? ('' as never), 'approve', 'call', 'test');
    await first.agent.whenIdle();
    await first.agent.close();
    await disk.reopen();
    const second = bench(answers(), { session: 0 }, small);
    await second.agent.send('Again', []);
    await second.agent.whenIdle();
    assert.equal(disk.all('approval.asked').length, 1);
    await ledger.changeCaps(disk.log.session, { tokens: { on: 'openai/scripted@models.example', limit: 10_000 } }, 'test');
    await second.agent.send('And again', []);
    await untilPending(second.broker);
    assert.match(second.broker.pending[0]?.title ?? '', /, for another 40,000 tokens$/);
    await second.agent.stop();
    assert.equal((await ledger.standing(disk.log.session)).unpricedRequests, 2);
  });

  // shows: models-editor-counted
  it('counts requests to the editor’s own models, and asks after so many whether more are made', async () => {
    class Counted extends ScriptedModel {
      override readonly id = { provider: 'editor', name: 'vendor/model' } as const;
    }
    const model = new Counted(calls(['look', { path: '/a' }]), calls(['look', { path: '/b' }]), [say('Done.'), end()]);
    const { agent, broker } = bench(model, {}, { confirmEvery: 2 });
    await agent.send('Go', []);
    await untilPending(broker);
    const [asked] = broker.pending;
    assert.equal(asked?.title, 'Make another 2 requests to editor/vendor/model');
    assert.match(asked?.reason ?? '', /^This session has made 2 requests to it\. Its provider counts them/);
    assert.equal(model.requests.length, 2);
    await broker.answer(asked?.id ?? ('' as never), 'approve', 'call', 'test');
    await agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.end, 'done');
    const { tokens } = await ledger.standing(disk.log.session);
    assert.deepEqual(
      tokens.map(({ on, requests }) => [on, requests]),
      [['editor/vendor/model', 3]],
    );
    await agent.close();
    await disk.reopen();
    const again = bench(new Counted(calls(['look', { path: '/a' }])), {}, { confirmEvery: 2 });
    await again.agent.send('And on', []);
    await untilPending(again.broker);
    await again.broker.answer(again.broker.pending[0]?.id ?? ('' as never), 'reject', 'call', 'test');
    await again.agent.whenIdle();
    assert.deepEqual([disk.last('turn.ended')?.end, disk.last('turn.ended')?.code], ['limit', 'cap']);
  });

  // shows: ledger-kinds
  it('counts summaries and notes as compaction', async function () {
    this.timeout(20_000);
    const model = new WindowedModel({
      contextTokens: 24_000,
      statedTokens: 24_000,
      answer: (count) => (count < 60 ? windowedStep('look', { path: `/long/${count}` }) : [say('Done.'), end()]),
    });
    Object.assign(model, { endpoint: 'https://models.example/v1', listedPrice: async () => price });
    const { agent } = bench(model);
    ledger = ledgerIn(at, { caps: () => noCaps });
    await agent.send(`Go ${'on and on '.repeat(4_000)}`, []);
    await agent.whenIdle();
    const made = disk.all('context.pruned').length + disk.all('context.compacted').length;
    const kinds = (await ledger.standing(disk.log.session)).byKind.map(({ kind }) => kind);
    assert.ok(made > 0);
    assert.deepEqual(kinds, ['main', 'compaction']);
  });

  // shows: ledger-races
  it('is promised anew for each retry, and given back where the service never began', async () => {
    const model = new PaidModel(
      price,
      [failure('overloaded', true, 1)],
      [say('Half of an answer that breaks off'), failure('broken-stream', true, 1)],
      [say('Whole.'), end()],
    );
    const { agent } = bench(model);
    await agent.send('Go', []);
    await agent.whenIdle();
    const lines = await linesOf(at);
    assert.deepEqual(
      lines.map(({ type, isEstimated }) => (isEstimated === true ? `${String(type)}, estimated` : type)),
      ['reserve', 'release', 'reserve', 'settle, estimated', 'reserve', 'settle'],
    );
    const broken = lines[3]?.['used'];
    assert.ok(typeof broken === 'object' && broken !== null && 'microUsd' in broken && Number(broken.microUsd) > 10_000);
  });

  // shows: ledger-reserve
  it('is settled when the person stops the answer', async () => {
    const { agent } = bench(new PaidModel(price, hang));
    await agent.send('Go', []);
    await untilLogged(disk.log, 'response.started');
    await agent.stop();
    const [used, promised] = await spent();
    assert.ok(used > 0);
    assert.equal(promised, 0);
  });

  // shows: ledger-caps
  it('leaves the question open when the window goes, and asks the same one again', async () => {
    const first = bench(new PaidModel(price), { session: microUsdOf(0.1) });
    await first.agent.send('Go', []);
    await untilPending(first.broker);
    const asked = first.broker.pending[0]?.id;
    await first.agent.close();
    await disk.reopen();
    const model = new PaidModel(price, [say('Done.'), end()]);
    const second = bench(model, { session: microUsdOf(0.1) });
    second.agent.resume();
    await untilPending(second.broker);
    assert.deepEqual(
      second.broker.pending.map(({ id }) => id),
      [asked],
    );
    await second.broker.answer(asked ?? ('' as never), 'approve', 'call', 'test');
    await second.agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.end, 'done');
    assert.deepEqual([disk.all('approval.asked').length, disk.all('tool.proposed').length], [1, 1]);
  });

  // shows: ledger-caps
  it('needs no answer any more once the cap is raised elsewhere, also over a restart', async () => {
    const first = bench(new PaidModel(price, [say('Done.'), end()]), { session: microUsdOf(0.1) });
    await first.agent.send('Go', []);
    await untilPending(first.broker);
    await ledgerIn(at).changeCaps(disk.log.session, { session: 5_000_000 }, 'another window');
    await first.broker.reconsider();
    await first.agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.end, 'done');
    await ledger.changeCaps(disk.log.session, { session: 0 }, 'test');
    await first.agent.send('Go', []);
    await untilPending(first.broker);
    await first.agent.close();
    await ledger.changeCaps(disk.log.session, { session: null }, 'test');
    await disk.reopen();
    const second = bench(new PaidModel(price, [say('Done.'), end()]), { session: microUsdOf(0.1) });
    second.agent.resume();
    await second.agent.whenIdle();
    assert.deepEqual([disk.last('turn.ended')?.end, second.broker.unanswered.length], ['done', 0]);
  });

  // shows: ledger-crash, ledger-reserve
  it('is accounted for after any event at which the program was killed', async function () {
    this.timeout(60_000);
    const answering = ({ broker }: Bench) =>
      broker.onDidChange(() => {
        for (const { id } of broker.pending) void broker.answer(id, 'approve', 'call', 'test');
      });
    const first = bench(new PaidModel(price, calls(['look', { path: '/a' }]), [say('Done.'), end()]), { session: microUsdOf(0.1) });
    answering(first);
    await first.agent.send('Go', []);
    await first.agent.whenIdle();
    first.agent.dispose();
    await disk.log.close();
    const lines = (await readFile(disk.log.path, 'utf8')).trim().split('\n');
    assert.ok(lines.some((line) => line.includes('approval.answered')));
    for (let count = 1; count <= lines.length; count += 1) {
      const where = `killed after event ${count}, ${JSON.parse(lines[count - 1] ?? '').type}`;
      await disk.log.close();
      await writeFile(disk.log.path, `${lines.slice(0, count).join('\n')}\n`);
      await disk.reopen();
      at = await home.make();
      const again = bench(new PaidModel(price, [say('Gone on.'), end()], [say('And on.'), end()]), { session: microUsdOf(0.1) });
      answering(again);
      again.agent.resume();
      await again.agent.whenIdle();
      await again.agent.send('Go on', []);
      await again.agent.whenIdle();
      again.agent.dispose();
      assert.deepEqual([disk.last('turn.ended')?.end, again.broker.unanswered], ['done', []], where);
      const proposed = disk.all('tool.proposed').map(({ call }) => call);
      const over = disk.all('tool.ended').map(({ call }) => call);
      assert.deepEqual(
        proposed.filter((call) => !over.includes(call)),
        [],
        `${where}: a card stays open`,
      );
      const { promised, spent: used } = await ledger.standing(disk.log.session);
      assert.deepEqual([promised, used > 0], [0, true], where);
    }
  });

  // shows: grant-goes-on, ledger-caps
  it('waits by itself where nobody is there, and a yes goes on with the work, in this window or the next', async () => {
    const nobody = { patienceMs: () => 0 };
    const caps = { session: microUsdOf(0.1) };
    const first = bench(new PaidModel(price), caps, nobody);
    await first.agent.send('Go', []);
    await first.agent.whenIdle();
    assert.deepEqual([disk.last('turn.ended')?.end, disk.last('turn.ended')?.code], ['limit', 'waits']);
    const [asked] = first.broker.pending;
    assert.deepEqual([asked?.title, asked?.raises], ['Raise the cap of this session from $0.10 to $1.00', { session: 1_000_000 }]);
    // The same question, not one more, however often it is needed.
    await first.agent.send('And?', []);
    await first.agent.whenIdle();
    assert.deepEqual(
      first.broker.pending.map(({ id }) => id),
      [asked?.id],
    );
    await first.agent.close();
    await disk.reopen();
    const model = new PaidModel(price, [say('Done.'), end()]);
    const second = bench(model, caps, nobody);
    second.agent.resume();
    assert.ok(!second.agent.isWorking);
    assert.equal(await second.broker.answer(asked?.id ?? ('' as never), 'approve', 'call', 'test'), true);
    await second.agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.end, 'done');
    assert.equal(model.requests.length, 1);
    assert.equal((await ledger.standing(disk.log.session)).caps.session, 1_000_000);
    assert.deepEqual(second.broker.pending, []);
  });

  // shows: grant-goes-on, ledger-caps
  it('that waited and is rejected spends nothing, and begins no work', async () => {
    const model = new PaidModel(price);
    const { agent, broker } = bench(model, { session: microUsdOf(0.1) }, { patienceMs: () => 0 });
    await agent.send('Go', []);
    await agent.whenIdle();
    await broker.answer(broker.pending[0]?.id ?? ('' as never), 'reject', 'call', 'test');
    await agent.whenIdle();
    assert.deepEqual([model.requests.length, disk.all('turn.started').length, broker.pending.length], [0, 1, 0]);
    assert.deepEqual(await spent(), [0, 0]);
  });

  // shows: grant-goes-on
  it('does not hold up what the person says yes to while it waits', async () => {
    const write = counting();
    let patienceMs: number | undefined = 0;
    const dear = calls(['write', { path: '/a' }]).with(-1, { type: 'end', stop: 'calls', usage: { ...noTokens, outputTokens: 80_000 } });
    const model = new PaidModel(price, dear, [say('Done.'), end()]);
    const { agent, broker } = bench(
      model,
      { session: microUsdOf(0.9) },
      {
        patienceMs: () => patienceMs,
        tools: [tool('write', 'write', write.run)],
        judge: () => judging('ask'),
      },
    );
    const listener = disk.log.onDidAppend(({ type }) => {
      // For the second question there is all the time of the world.
      if (type === 'approval.postponed') patienceMs = undefined;
    });
    await agent.send('Go', []);
    const money = await new Promise<ApprovalId>((resolve) => {
      const look = (): void => {
        const found = broker.pending.find(({ raises, id }) => raises !== undefined && broker.late.find(id) === undefined);
        if (found !== undefined) resolve(found.id);
      };
      broker.onDidChange(look);
      look();
    });
    listener.dispose();
    const other = broker.pending.find(({ raises }) => raises === undefined);
    assert.equal(write.runs, 0);
    const settled = untilLogged(disk.log, 'call.settled');
    await broker.answer(other?.id ?? ('' as never), 'approve', 'call', 'test');
    await settled;
    assert.equal(write.runs, 1);
    assert.equal(model.requests.length, 1);
    await untilPending(broker);
    assert.deepEqual(
      broker.pending.map(({ id }) => id),
      [money],
    );
    await broker.answer(money, 'approve', 'call', 'test');
    await agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.end, 'done');
    assert.equal(disk.all('turn.started').length, 1);
  });

  it('lets a message that is sent instead of an answer be read first, and asks again', async () => {
    const model = new PaidModel(price, [say('Done.'), end()]);
    const { agent, broker } = bench(model, { session: microUsdOf(0.1) });
    await agent.send('Go', []);
    await untilPending(broker);
    const asked = broker.pending[0]?.id;
    const steered = untilLogged(disk.log, 'message.steered');
    await agent.send('Be brief.', [], 'steer');
    await steered;
    await untilPending(broker);
    assert.notEqual(broker.pending[0]?.id, asked);
    await broker.answer(broker.pending[0]?.id ?? ('' as never), 'approve', 'call', 'test');
    await agent.whenIdle();
    assert.match(JSON.stringify(model.requests), /Be brief/);
    assert.equal(disk.last('turn.ended')?.end, 'done');
  });

  // shows: ledger-caps
  it('counts under the grant that is in force, and a yes raises its sum', async () => {
    const grant: GrantCap = { id: 'gr_1' as GrantId, microUsd: microUsdOf(0.05) };
    const { agent, broker } = bench(new PaidModel(price, [say('Done.'), end()]), {}, { grant });
    await agent.send('Go', []);
    await untilPending(broker);
    assert.equal(broker.pending[0]?.title, 'Raise the grant’s cap from $0.05 to $1.00');
    await broker.answer(broker.pending[0]?.id ?? ('' as never), 'approve', 'call', 'test');
    await agent.whenIdle();
    const { limits } = await ledger.standing(disk.log.session, grant);
    assert.deepEqual(limits, [{ of: 'grant', limit: 1_000_000, committed: 10_050 }]);
  });

  // shows: ledger-unknown
  it('counts requests to the editor’s own models, and asks for nothing', async () => {
    const model = Object.assign(new ScriptedModel([say('Done.'), end()]), { id: { provider: 'editor', name: 'copilot' } });
    const { agent } = bench(model as unknown as LanguageModel, { session: 0 });
    await agent.send('Go', []);
    await agent.whenIdle();
    const { unpricedRequests, unpricedTokens, spent: money } = await ledger.standing(disk.log.session);
    assert.deepEqual([unpricedRequests, unpricedTokens, money], [1, 15, 0]);
  });
});
