import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Batches } from '../../../src/models/answer.ts';
import { contain } from '../../../src/models/contain.ts';
import { brokenStream } from '../../../src/models/errors.ts';
import type { ModelEvent } from '../../../src/models/model.ts';
import { silenceLimits, stallLimitMs } from '../../../src/models/stall.ts';

const end: ModelEvent = {
  type: 'end',
  stop: 'end',
  usage: { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false },
};
const say = (text: string): ModelEvent => ({ type: 'text', text });
const forEver = (): Promise<void> => new Promise(() => undefined);

/** What becomes of an adapter's batches, each event as its type, its text, or the kind of its failure. */
async function contained(read: () => Batches, limits = { headersMs: 60_000, bytesMs: 60_000 }, pauseMs = 0): Promise<readonly string[]> {
  const seen: string[] = [];
  const failureOf = (error: unknown) => brokenStream('a service', 'it threw', error);
  for await (const event of contain(new AbortController().signal, { service: 'a service', limits, read, failureOf })) {
    seen.push(event.type === 'text' ? event.text : event.type === 'failed' ? event.error.kind : event.type);
    if (pauseMs > 0) await sleep(pauseMs);
  }
  return seen;
}

describe('an adapter, contained', () => {
  it('says that it is alive when something came that is no event, and nothing behind its end', async () => {
    const seen = await contained(async function* () {
      yield [];
      yield [say('a'), say('b')];
      yield [end, say('c')];
    });
    assert.deepEqual(seen, ['alive', 'a', 'b', 'end']);
  });

  it('fails once, whether it throws or just stops', async () => {
    const throwing = async function* (): Batches {
      yield [say('a')];
      throw new TypeError('no such property');
    };
    const stopping = async function* (): Batches {
      yield [say('a')];
    };
    for (const read of [throwing, stopping]) assert.deepEqual(await contained(read), ['a', 'broken-stream']);
  });

  // shows: stream-stall
  it('is given up when it is silent, before it begins and in between', async () => {
    const limits = { headersMs: 30, bytesMs: 30 };
    const never = async function* (): Batches {
      await forEver();
      yield [];
    };
    const halfway = async function* (): Batches {
      yield [say('a')];
      await forEver();
    };
    assert.deepEqual(await contained(never, limits), ['silent']);
    assert.deepEqual(await contained(halfway, { headersMs: 60_000, bytesMs: 30 }), ['a', 'silent']);
  });

  it('is not taken for silent while nobody listens', async () => {
    const ready = async function* (): Batches {
      yield [say('a'), say('b')];
      yield [end];
    };
    assert.deepEqual(await contained(ready, { headersMs: 20, bytesMs: 20 }, 60), ['a', 'b', 'end']);
  });
});

describe('how long silence is borne', () => {
  // shows: stream-stall
  it('is a minute until a hosted service answers; a server nearby may read its prompt for as long as a stream may pause', () => {
    assert.equal(stallLimitMs('anthropic'), 180_000);
    assert.equal(stallLimitMs('openai'), 600_000);
    assert.deepEqual(silenceLimits('anthropic', 'https://api.anthropic.com'), { headersMs: 60_000, bytesMs: 180_000 });
    assert.deepEqual(silenceLimits('openai', 'https://api.openai.com/v1'), { headersMs: 60_000, bytesMs: 600_000 });
    for (const url of [
      'http://127.0.0.1:11434/v1',
      'http://localhost:8000/v1',
      'http://192.168.1.7/v1',
      'http://gpu-box:8000/v1',
      'http://x.local/v1',
    ])
      assert.equal(silenceLimits('openai', url).headersMs, 600_000, url);
    for (const url of ['https://172.15.0.1/v1', 'https://router.huggingface.co/v1', 'https://[2606:4700::1]/v1'])
      assert.equal(silenceLimits('openai', url).headersMs, 60_000, url);
  });
});
