import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Clock } from '../../../src/base/clock.ts';
import type { HubClient } from '../../../src/hub/client.ts';
import { hubErrorOf } from '../../../src/hub/hubErrors.ts';
import { followJobLog, followJobMetrics } from '../../../src/hub/jobLogs.ts';
import { type Job, jobSchema } from '../../../src/hub/jobs.ts';
import { serverEvents } from '../../../src/hub/sse.ts';

const address = { payer: 'ada', id: 'job1' };
/** Nothing here waits: what would be waited for happens at once. */
const clock: Clock = {
  nowMs: () => 0,
  async sleep(ms, signal) {
    // The status of a line that is open is looked at only when nothing else happens any more.
    if (signal !== undefined && ms >= 5_000) await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  },
};

function jobIn(stage: string): Job {
  return jobSchema.parse({ id: 'job1', status: { stage }, owner: { name: 'ada' } });
}

function eventText(text: string): string {
  return `data: ${JSON.stringify({ data: text, timestamp: '2026-11-21T00:00:00Z' })}\n\n`;
}

interface Connection {
  /** So many events are sent, also when there are fewer; then it breaks or ends. */
  readonly events: number;
  readonly breaks: boolean;
}

/** A Hub whose log has these lines; each connection replays it from its beginning. The job is over after so many connections. */
function hubWith(
  lines: readonly string[],
  connections: readonly Connection[],
  overAfter: number,
): { readonly hub: HubClient; opened(): number } {
  let opened = 0;
  const all = ['===== Job started at 2026-11-21 00:00:00 =====', ...lines];
  const hub: Pick<HubClient, 'open' | 'json'> = {
    async open() {
      const connection = connections[opened++] ?? { events: all.length, breaks: false };
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          const sent = [': keep-alive\n\n', ...all.slice(0, connection.events).map(eventText)].join('');
          controller.enqueue(new TextEncoder().encode(sent));
        },
        pull(controller) {
          if (connection.breaks) controller.error(new TypeError('terminated'));
          else controller.close();
        },
      });
      return new Response(body);
    },
    json: async () => jobIn(opened >= overAfter ? 'COMPLETED' : 'RUNNING') as never,
  };
  return { hub: hub as HubClient, opened: () => opened };
}

async function linesOf(
  hub: HubClient,
  isWhole?: (seen: readonly string[]) => boolean,
): Promise<{ readonly seen: readonly string[]; readonly job: Job }> {
  const seen: string[] = [];
  const lines = followJobLog(hub, address, { clock, ...(isWhole === undefined ? {} : { isWhole: () => isWhole(seen) }) });
  for (;;) {
    const next = await lines.next();
    if (next.done === true) return { seen, job: next.value };
    seen.push(next.value.text);
  }
}

describe('The log of a job', () => {
  // shows: job-logs-resume
  it('is told once and whole, wherever its connections break', async () => {
    const connection = fc.record({ events: fc.nat(30), breaks: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { maxLength: 25 }), fc.array(connection, { maxLength: 8 }), async (lines, connections) => {
        // The last connections are whole, as they are once the network is back.
        const { hub } = hubWith(lines, connections, connections.length + 1);
        const { seen, job } = await linesOf(hub);
        assert.deepEqual(
          seen,
          lines.map((line) => line.replace(/\n$/, '')),
        );
        assert.equal(job.stage, 'COMPLETED');
      }),
      { numRuns: 60 },
    );
  });

  // shows: job-logs-resume
  it('is opened once more after the end, for the last that was cut off', async () => {
    const { hub, opened } = hubWith(['a', 'b', 'c'], [{ events: 2, breaks: false }], 1);
    assert.deepEqual((await linesOf(hub)).seen, ['a', 'b', 'c']);
    assert.ok(opened() >= 2);
  });

  // shows: job-logs-resume
  it('is opened again for the last of it where the line was cut just when the end was known', async () => {
    const { hub, opened } = hubWith(['a', 'b', 'c'], [{ events: 2, breaks: false }], 1);
    let cuts = 2;
    const cut: Pick<HubClient, 'open' | 'json'> = {
      async open(asked) {
        if (opened() > 0 && cuts-- > 0) throw new TypeError('fetch failed');
        return await hub.open(asked);
      },
      json: hub.json,
    };
    assert.deepEqual((await linesOf(cut as HubClient)).seen, ['a', 'b', 'c']);
    assert.equal(cuts, -2);
  });

  // shows: job-logs-resume
  it('is not opened again where its last line was seen', async () => {
    const { hub, opened } = hubWith(['a', 'end'], [], 1);
    assert.deepEqual((await linesOf(hub, (seen) => seen.includes('end'))).seen, ['a', 'end']);
    assert.equal(opened(), 1);
  });

  // shows: job-logs-resume
  it('that is empty and never ends is left when the status says that the job is over', async () => {
    let asked = 0;
    const hub: Pick<HubClient, 'open' | 'json'> = {
      open: async ({ signal }) =>
        new Response(
          new ReadableStream({
            start(controller) {
              signal?.addEventListener('abort', () => controller.error(signal.reason), { once: true });
            },
          }),
        ),
      json: async () => {
        asked += 1;
        return jobIn('ERROR') as never;
      },
    };
    const times = { statusEveryMs: 1, deadAfterMs: 60_000, tailQuietMs: 1, firstWaitMs: 1, longestWaitMs: 2 };
    const lines = followJobLog(hub as HubClient, address, { times });
    const next = await lines.next();
    assert.ok(next.done === true && next.value.stage === 'ERROR' && asked > 0);
  });

  // shows: job-reattach
  it('is given up where the Hub refuses the token, and for nothing less', async () => {
    let answers = 0;
    const refusal = (status: number): unknown =>
      hubErrorOf({
        status,
        headers: new Headers(),
        body: '',
        url: 'http://127.0.0.1/api/jobs/ada/job1',
        method: 'GET',
        wasSignedIn: true,
        hub: 'http://127.0.0.1',
      });
    const troubles: unknown[] = [];
    const hub: Pick<HubClient, 'open' | 'json'> = {
      open: async () => Promise.reject(refusal(503)),
      json: async () => {
        answers += 1;
        throw refusal(answers < 4 ? 502 : 401);
      },
    };
    const lines = followJobLog(hub as HubClient, address, { clock, onTrouble: (error) => void troubles.push(error) });
    await assert.rejects(lines.next(), { code: 'hub-sign-in' });
    assert.equal(troubles.length, 4);
  });
});

describe('The measurements of a job', () => {
  // shows: job-handles
  it('are read until nobody wants them, and a refusal after its end is nothing to speak of', async () => {
    const over = new AbortController();
    let opened = 0;
    const hub: Pick<HubClient, 'open'> = {
      async open() {
        opened += 1;
        if (opened === 2) over.abort();
        if (opened > 1) throw new Error('500');
        const gpus = { b: { utilization: 90, memory_used_bytes: 1, memory_total_bytes: 2 }, a: { utilization: 10 } };
        return new Response(
          `event: metric\ndata: ${JSON.stringify({ cpu_usage_pct: 50, memory_used_bytes: 7, gpus, replica: 'x' })}\n\ndata: nonsense\n\n`,
        );
      },
    };
    const seen = await Array.fromAsync(followJobMetrics(hub as HubClient, address, over.signal, clock));
    assert.deepEqual(seen, [
      {
        cpuPercent: 50,
        memoryBytes: 7,
        gpus: [{ utilizationPercent: 10 }, { utilizationPercent: 90, memoryBytes: 1, memoryTotalBytes: 2 }],
      },
    ]);
  });
});

describe('Server-sent events', () => {
  // shows: job-logs-resume
  it('are the same in whatever pieces they come, and what is cut is none', async () => {
    const text = ': hello\n\nevent: metric\ndata: {"a":"ü"}\r\n\r\ndata: one\ndata: two\n\ndata: cut';
    const bytes = new TextEncoder().encode(text);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 10 }), async (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((end, at) => bytes.subarray(places[at], end));
        const events = await Array.fromAsync(serverEvents(ReadableStream.from(pieces)));
        assert.deepEqual(events, [
          { event: 'metric', data: '{"a":"ü"}' },
          { event: '', data: 'one\ntwo' },
        ]);
      }),
    );
  });
});
