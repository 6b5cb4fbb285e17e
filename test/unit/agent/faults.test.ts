import assert from 'node:assert/strict';
import type { Agent } from '../../../src/agent/agent.ts';
import type { Clock } from '../../../src/base/clock.ts';
import type { Tool } from '../../../src/base/tool.ts';
import type { LanguageModel } from '../../../src/models/model.ts';
import type { NeutralReply } from '../../doubles/script.ts';
import { blockDelta, blockStart, callBlock, callChunk, chunk, done, line, messageEnd, messageStart, textBlock } from '../models/frames.ts';
import { modelAt, useFaults, type Wire, wires } from '../models/support.ts';
import { LogOnDisk } from './onLog.ts';
import { benchOn, counting, tool, untilLogged } from './support.ts';

/**
 * Time for tests over real sockets: waits of a countdown pass at once and are written down, longer ones (the watch over silence) last until
 * the clock jumps over their end.
 */
class SocketClock implements Clock {
  readonly waits: number[] = [];
  readonly #pending = new Set<{ readonly atMs: number; readonly resolve: () => void }>();
  #aheadMs = 0;
  /** Called with each wait of a countdown, in its stead. */
  onWait: ((signal: AbortSignal | undefined) => Promise<void>) | undefined;

  nowMs(): number {
    return Date.now() + this.#aheadMs;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (ms <= 1000) {
      this.waits.push(ms);
      await (this.onWait?.(signal) ?? new Promise((resolve) => setImmediate(resolve)));
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const wait = { atMs: this.nowMs() + ms, resolve };
      this.#pending.add(wait);
      signal?.addEventListener('abort', () => {
        this.#pending.delete(wait);
        reject(signal.reason);
      });
    });
  }

  jump(ms: number): void {
    this.#aheadMs += ms;
    for (const wait of this.#pending) {
      if (wait.atMs > this.nowMs()) continue;
      this.#pending.delete(wait);
      wait.resolve();
    }
  }
}

describe('The loop, over a wire that breaks', () => {
  const disk = LogOnDisk.forEachTest();
  const faults = useFaults();
  let clock = new SocketClock();
  let activities: string[] = [];
  beforeEach(() => {
    clock = new SocketClock();
    activities = [];
  });

  function agentOver(model: () => LanguageModel, tools: readonly Tool[] = []): Agent {
    const { agent } = benchOn(disk.log, { clock, tools, openModel: async () => model() });
    agent.onDidChangeStatus(({ activity }) => activities.push(activity));
    return agent;
  }

  /** One request of the person, from its sending to its end. */
  async function say(agent: Agent, text = 'Go'): Promise<void> {
    await agent.send(text, []);
    await agent.whenIdle();
  }

  async function ran(wire: Wire, ...replies: readonly [NeutralReply, ...NeutralReply[]]): Promise<Agent> {
    faults.answer(...replies);
    const agent = agentOver(() => faults.model(wire));
    await say(agent);
    return agent;
  }

  const ended = () => disk.last('turn.ended');
  const countdowns = (): readonly string[] => activities.filter((activity) => activity.startsWith('Trying again in'));
  const sent = (): string => faults.doubles.requests.at(-1)?.bodyText ?? '';
  const fine = { text: 'All of it.' };
  const refusal = (status: number, type: string, headers: Readonly<Record<string, string>> = {}): NeutralReply => ({
    fault: { kind: 'status', status, type, headers },
  });

  for (const wire of wires) {
    describe(`over ${wire}`, () => {
      const raw = (anthropic: readonly string[], openai: readonly string[]): NeutralReply => ({
        raw: wire === 'anthropic' ? anthropic : openai,
      });
      const one = 'One two three four';
      const half: NeutralReply = { text: one, chunkChars: 4, fault: { kind: 'cut', afterDeltas: 2 } };

      // shows: stream-faults, stream-retry
      it('fa-001 529 / 503 overloaded before the stream: asked again after waits that are seen, until it answers', async () => {
        const busy = refusal(wire === 'anthropic' ? 529 : 503, 'overloaded_error');
        await ran(wire, busy, busy, fine);
        assert.equal(faults.asked, 3);
        assert.equal(ended()?.end, 'done');
        assert.equal(disk.all('response.superseded').length, 2);
        assert.ok(countdowns().length >= 2);
        assert.ok(clock.waits.every((ms) => ms > 0));
        await say(agentOver(() => faults.model(wire)));
        assert.doesNotMatch(sent(), /overloaded/);
      });

      // shows: stream-faults, stream-retry-after
      it('fa-003 429 with retry-after: 600 is not sat out: the turn ends and names the time', async () => {
        await ran(wire, refusal(429, 'rate_limit_error', { 'retry-after': '600' }), fine);
        assert.equal(faults.asked, 1);
        assert.deepEqual([ended()?.end, ended()?.code], ['failed', 'model-rate-limited']);
        assert.match(`${ended()?.message} ${ended()?.hint}`, /10 min.*\d\d:\d\d/);
      });

      // shows: stream-faults, stream-retry-after
      it('fa-005 429 retry-after-ms is waited for to the millisecond', async () => {
        await ran(wire, refusal(429, 'rate_limit_error', { 'retry-after-ms': '250' }), fine);
        assert.equal(faults.asked, 2);
        assert.deepEqual(clock.waits, [250]);
      });

      for (const [title, reply] of [
        ['fa-008 404 model not found', refusal(404, 'model_not_found')],
        ['fa-010 400 invalid request (other)', refusal(400, 'invalid_request_error')],
      ] as const) {
        // shows: stream-faults
        it(`${title} ends the turn after one request, and the next one works`, async () => {
          const agent = await ran(wire, reply, fine);
          assert.equal(faults.asked, 1);
          assert.equal(ended()?.end, 'failed');
          await say(agent);
          assert.equal(ended()?.end, 'done');
        });
      }

      // shows: stream-faults
      it('fa-012 HTML error page is asked again, and its markup is nowhere', async () => {
        await ran(wire, { fault: { kind: 'status', status: 502, html: '<html><h1>Bad gateway</h1></html>' } }, fine);
        assert.equal(ended()?.end, 'done');
        assert.doesNotMatch(JSON.stringify([disk.log.events, activities]), /<h1>/);
      });

      // shows: stream-faults, bad-endpoint-down
      it('fa-014 connection refused is tried a few times, then said', async () => {
        await say(agentOver(() => modelAt(wire, 'http://127.0.0.1:1')));
        assert.deepEqual([ended()?.end, ended()?.code], ['failed', 'model-unreachable']);
        assert.ok(disk.all('response.started').length <= 6);
        assert.ok(countdowns().length >= 1);
      });

      // shows: stream-faults, stream-stall
      it('fa-016 slow headers are given up and asked for again', async () => {
        faults.answer({ fault: { kind: 'silence' } }, fine);
        // The second answer has to keep within the limit on a machine that is busy.
        await say(agentOver(() => faults.model(wire, { limits: { headersMs: 1000, bytesMs: 60_000 } })));
        assert.deepEqual([faults.asked, ended()?.end], [2, 'done']);
        assert.equal(disk.last('response.superseded')?.code, 'model-silent');
      });

      const broken: readonly (readonly [title: string, reply: NeutralReply])[] = [
        ['fa-018 end before the final event', half],
        ['fa-020 connection reset mid stream', { ...half, fault: { kind: 'reset', afterDeltas: 2 } }],
        [
          'fa-022 mid-stream error event',
          { ...half, fault: { kind: 'errorEvent', afterDeltas: 2, type: 'overloaded_error', message: 'Overloaded' } },
        ],
        ['fa-032 invalid JSON in one data line', { ...half, fault: { kind: 'garbage', afterDeltas: 2 } }],
        ['an empty stream', { fault: { kind: 'empty' } }],
      ];
      for (const [title, reply] of broken) {
        // shows: stream-faults, stream-retry
        it(`${title}: asked again; what was shown stays, marked, and is not sent back`, async () => {
          const agent = await ran(wire, reply, fine);
          assert.deepEqual([faults.asked, ended()?.end], [2, 'done']);
          assert.equal(disk.all('response.superseded').length, 1);
          await say(agent, 'And?');
          assert.doesNotMatch(sent(), /One t/);
          assert.equal(sent().match(/"role":"assistant"/g)?.length, 1);
        });
      }

      // shows: stream-faults
      it('fa-018 end in the middle of arguments runs nothing', async () => {
        const write = counting();
        faults.answer(
          { calls: [{ name: 'write', input: { path: '/a/b/c/d' } }], chunkChars: 4, fault: { kind: 'cut', afterDeltas: 3 } },
          fine,
        );
        await say(agentOver(() => faults.model(wire), [tool('write', 'write', write.run)]));
        assert.deepEqual([write.runs, ended()?.end], [0, 'done']);
      });

      // shows: stream-faults, stream-cut-call
      it('fa-034 max_tokens inside tool arguments runs nothing: one error result says so', async () => {
        const write = counting();
        faults.answer({ calls: [{ name: 'write', input: {}, brokenArguments: '{"path": "/a", "con' }], stop: 'limit' }, fine);
        await say(agentOver(() => faults.model(wire), [tool('write', 'write', write.run)]));
        assert.equal(write.runs, 0);
        const [result, ...others] = disk.all('tool.ended');
        assert.equal(others.length, 0);
        assert.match(result?.content ?? '', /cut at the output limit/);
        assert.match(sent(), /cut at the output limit/);
      });

      // shows: stream-faults, model-cancel
      it('fa-077 abort during streaming: the server sees it, the words stay, marked, and the next prompt is valid', async () => {
        faults.answer({ text: one, chunkChars: 4, fault: { kind: 'stall', afterDeltas: 3 } }, fine);
        const agent = agentOver(() => faults.model(wire));
        const shown = untilLogged(disk.log, 'response.text');
        await agent.send('Go', []);
        await shown;
        await agent.stop();
        assert.equal(await faults.doubles.requests.at(-1)?.hungUp, true);
        assert.equal(ended()?.end, 'stopped');
        await say(agent, 'And?');
        assert.equal(ended()?.end, 'done');
        assert.match(sent(), /One.*stopped this answer here/);
      });

      // shows: stream-faults, model-cancel
      it('fa-079 abort during back-off ends the wait, and no request follows', async () => {
        const waiting = Promise.withResolvers<void>();
        clock.onWait = async (signal) => {
          waiting.resolve();
          await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
        };
        faults.answer(refusal(429, 'rate_limit_error', { 'retry-after': '30' }), fine);
        const agent = agentOver(() => faults.model(wire));
        await agent.send('Go', []);
        await waiting.promise;
        await agent.stop();
        assert.deepEqual([faults.asked, ended()?.end], [1, 'stopped']);
      });

      // shows: stream-faults, stream-stall
      it('fa-085 clock jumps: an hour’s sleep during a stream ends in a new request, and no time is negative', async () => {
        let deltas = 0;
        const asleep = async (): Promise<void> => {
          deltas += 1;
          if (deltas === 2) clock.jump(3_600_000);
          if (deltas >= 2) await new Promise(() => undefined);
        };
        const back = async (): Promise<void> => clock.jump(-1_800_000);
        faults.answer({ text: one, chunkChars: 8, hold: asleep }, { ...fine, hold: back });
        await say(agentOver(() => faults.model(wire)));
        assert.deepEqual([faults.asked, ended()?.end], [2, 'done']);
        assert.ok(clock.waits.every((ms) => ms >= 0));
        assert.doesNotMatch(activities.join('\n'), /-\d/);
      });

      // shows: stream-empty
      it('an empty message is no success', async () => {
        await ran(wire, raw([messageStart, messageEnd('end_turn')], [chunk({}, 'stop'), done]));
        assert.equal(ended()?.end, 'empty');
      });

      // shows: stream-faults
      it('a call in a code fence runs where the fence is exact, and is an error result otherwise', async () => {
        const look = counting();
        const calling = (written: string): NeutralReply => ({ calls: [{ name: 'look', input: {}, brokenArguments: written }] });
        faults.answer(calling('```json\n{"path": "/a"}\n```'), calling('Here: ```json {"path": "/a"} ``` or so'), fine);
        await say(agentOver(() => faults.model(wire), [tool('look', 'read', look.run)]));
        assert.equal(look.runs, 1);
        assert.deepEqual(
          disk.all('tool.ended').map(({ outcome }) => outcome),
          ['done', 'failed'],
        );
      });
    });
  }

  // shows: stream-faults
  it('fa-006 429 insufficient_quota ends the turn after one request', async () => {
    await ran('openai', refusal(429, 'insufficient_quota'), fine);
    assert.deepEqual([faults.asked, ended()?.code], [1, 'model-no-credit']);
  });

  // shows: stream-faults
  it('fa-040 delta of the wrong type is asked again', async () => {
    const call = blockStart(0, { type: 'tool_use', id: 'c', name: 'look', input: {} });
    await ran('anthropic', { raw: [messageStart, call, blockDelta(0, { type: 'text_delta', text: 'words' })] }, fine);
    assert.deepEqual([faults.asked, ended()?.end], [2, 'done']);
  });

  // shows: stream-faults
  it('fa-042 duplicate tool_use id in one message: each call has its result, and the service takes them back', async () => {
    const look = counting();
    const twin = (index: number): string => callBlock(index, { id: 'same', name: 'look' }, `{"path":"/${index}"}`);
    faults.answer({ raw: [messageStart, twin(0), twin(1), messageEnd('tool_use')] }, fine);
    await say(agentOver(() => faults.model('anthropic'), [tool('look', 'read', look.run)]));
    assert.deepEqual([look.runs, ended()?.end], [2, 'done']);
  });

  // shows: stream-faults
  it('fa-044 empty input: the error lists the missing field', async () => {
    const look = counting();
    faults.answer({ calls: [{ name: 'look', input: {} }] }, fine);
    await say(agentOver(() => faults.model('anthropic'), [tool('look', 'read', look.run)]));
    assert.equal(look.runs, 0);
    assert.match(sent(), /path is missing/);
  });

  // shows: stream-faults
  it('fa-046 tool name with other case or white space runs the tool that it can only mean', async () => {
    const look = counting();
    const other = counting();
    faults.answer({ raw: [messageStart, callBlock(0, { id: 'a', name: 'Look ' }, '{"path":"/a"}'), messageEnd('tool_use')] }, fine);
    await say(agentOver(() => faults.model('anthropic'), [tool('look', 'read', look.run)]));
    assert.deepEqual([look.runs, ended()?.end], [1, 'done']);
    faults.answer({ raw: [messageStart, callBlock(0, { id: 'b', name: 'LOOK' }, '{"path":"/a"}'), messageEnd('tool_use')] }, fine);
    await say(agentOver(() => faults.model('anthropic'), [tool('look', 'read', look.run), tool('Look', 'read', other.run)]));
    assert.deepEqual([look.runs, other.runs], [1, 0]);
    assert.match(disk.last('tool.ended')?.content ?? '', /There is no tool/);
  });

  // shows: stream-faults
  it('fa-048 stop_reason tool_use with no tool block ends the turn after one request', async () => {
    await ran('anthropic', { raw: [messageStart, textBlock(0, 'That is all.'), messageEnd('tool_use')] }, fine);
    assert.deepEqual([faults.asked, ended()?.end], [1, 'done']);
  });

  // shows: stream-faults
  it('fa-050 pause_turn goes on, and is one answer', async () => {
    await ran('anthropic', { raw: [messageStart, textBlock(0, 'Half'), messageEnd('pause_turn')] }, { text: ' and half.' });
    assert.deepEqual([faults.asked, ended()?.end], [2, 'done']);
    assert.equal(disk.all('response.ended').length, 1);
  });

  // shows: stream-faults, context-thinking
  it('fa-052 thinking signature goes back as the same bytes also after resume from disk', async () => {
    const look = tool('look', 'read', async () => 'seen');
    faults.answer({ thinking: 'Let me see.', calls: [{ name: 'look', input: { path: '/a' } }] }, fine);
    await say(agentOver(() => faults.model('anthropic'), [look]));
    const signature = /"signature":"([^"]+)"/.exec(sent())?.[1] ?? '';
    assert.ok(signature.length > 40);
    await disk.reopen();
    await say(
      agentOver(() => faults.model('anthropic'), [look]),
      'And?',
    );
    // The double takes only signatures that it issued.
    assert.equal(ended()?.end, 'done');
    assert.ok(sent().includes(signature));
  });

  describe('with another account', () => {
    const others = useFaults();

    // shows: stream-faults, context-thinking
    it('fa-054 signature rejected: older thinking is left out and the request sent once more', async () => {
      const look = tool('look', 'read', async () => 'seen');
      faults.answer({ thinking: 'Let me see.', calls: [{ name: 'look', input: { path: '/a' } }] }, fine);
      await say(agentOver(() => faults.model('anthropic'), [look]));
      await disk.reopen();
      others.answer(fine);
      await say(
        agentOver(() => others.model('anthropic'), [look]),
        'And?',
      );
      assert.deepEqual([others.asked, ended()?.end], [2, 'done']);
      assert.doesNotMatch(others.doubles.requests.at(-1)?.bodyText ?? '', /Let me see/);
    });
  });

  // shows: stream-faults
  it('fa-060 two tool calls interleaved by index have two results; fa-066 finish_reason stop beside them hinders nothing', async () => {
    const look = counting();
    const piece = (index: number, fields: object): string => callChunk({ index, ...fields });
    faults.answer(
      {
        raw: [
          piece(0, { id: 'a', function: { name: 'look', arguments: '{"path"' } }),
          piece(1, { id: 'b', function: { name: 'look', arguments: '{"path"' } }),
          piece(0, { function: { arguments: ':"/a"}' } }),
          piece(1, { function: { arguments: ':"/b"}' } }),
          chunk({}, 'stop'),
          done,
        ],
      },
      fine,
    );
    await say(agentOver(() => faults.model('openai'), [tool('look', 'read', look.run)]));
    assert.deepEqual([look.runs, ended()?.end], [2, 'done']);
  });

  for (const [title, ...raw] of [
    ['fa-068 [DONE] without finish_reason', chunk({ content: 'Half' }), done],
    ['fa-072 error object inside a 200 stream', chunk({ content: 'Half' }), line({ error: { message: 'Bad gateway', code: 502 } })],
  ] as const) {
    // shows: stream-faults, stream-retry
    it(`${title} is asked again`, async () => {
      await ran('openai', { raw }, fine);
      assert.deepEqual([faults.asked, ended()?.end], [2, 'done']);
    });
  }

  // shows: stream-faults
  it('fa-087 model switch mid session with thinking and tool ids: both services accept what the other said', async () => {
    const order: Wire[] = ['anthropic', 'openai', 'anthropic', 'openai'];
    const look = tool('look', 'read', async () => 'seen');
    let wire: Wire = 'anthropic';
    const agent = agentOver(() => faults.model(wire), [look]);
    for (const [turn, next] of order.entries()) {
      wire = next;
      faults.answer({ thinking: `Hm ${turn}.`, text: 'Let me see.', calls: [{ name: 'look', input: { path: `/${turn}` } }] }, fine);
      await say(agent, `Look ${turn}`);
      assert.deepEqual([faults.asked, ended()?.end], [2, 'done']);
    }
    assert.doesNotMatch(sent(), /Hm 0|Hm 2/);
  });
});
