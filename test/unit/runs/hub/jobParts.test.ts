import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import type { HubClient } from '../../../../src/hub/client.ts';
import { HubError, hubErrorOf } from '../../../../src/hub/hubErrors.ts';
import { createJob, type JobRequest, jobSchema } from '../../../../src/hub/jobs.ts';
import { isSchedule } from '../../../../src/hub/scheduledJobs.ts';
import type { ReserveEntry } from '../../../../src/ledger/entries.ts';
import { createOnce } from '../../../../src/runs/hub/createOnce.ts';
import { endingOf } from '../../../../src/runs/hub/jobEnding.ts';
import { type JobExit, readJobLine } from '../../../../src/runs/hub/jobLines.ts';
import { hardwareNamed, hardwarePrices, quoteText, timeLimitOf } from '../../../../src/runs/hub/jobQuote.ts';
import { jobTruth } from '../../../../src/runs/hub/jobTruth.ts';
import { lookForOwn } from '../../../../src/runs/hub/ownJobs.ts';
import type { RunState } from '../../../../src/runs/run.ts';
import { systemPython } from '../../../systemPython.ts';
import { jobProgram } from './jobWorkspace.ts';

const mark = 'practicum:run_1:';

function jobWith(status: object): ReturnType<typeof jobSchema.parse> {
  return jobSchema.parse({ id: 'job1', owner: { name: 'ada' }, status });
}

/** What our program in the job makes of several outputs, each in its pieces, through the system's own Python. */
function wired(outputs: readonly (readonly Buffer[])[]): readonly Buffer[] {
  const program = `
import base64, json, os, sys
sys.path.insert(0, ${JSON.stringify(path.dirname(jobProgram))})
from practicum_job.wire import Wire
for output in json.loads(sys.stdin.read()):
    wire = Wire(${JSON.stringify(mark)})
    for piece in output:
        wire.output(base64.b64decode(piece))
    os.write(1, b"-- next --\\n")
`;
  const input = JSON.stringify(outputs.map((pieces) => pieces.map((piece) => piece.toString('base64'))));
  const { stdout, stderr } = spawnSync(systemPython(), ['-c', program], { input, maxBuffer: 2 ** 26 });
  assert.equal(stderr.toString(), '');
  const logs = stdout.toString('latin1').split('-- next --\n').slice(0, -1);
  return logs.map((log) => Buffer.from(log, 'latin1'));
}

describe('What a job prints', () => {
  // shows: job-handles
  it('comes out of the lines of its log byte for byte, whatever it is', () => {
    const odd = [
      `${mark}x {}`,
      '===== Job started',
      '\r50%|###|\r',
      '\u2028',
      '',
      'plain words',
      '\u001b[32mgreen',
      'x'.repeat(20_000),
      '\uFEFF',
    ];
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(...odd).map((text) => Buffer.from(text)),
      fc.constantFrom(...odd).map((text) => Buffer.from(`${text}\n`)),
    );
    const outputs = fc.sample(fc.array(piece, { maxLength: 40 }), 80);
    for (const [at, log] of wired(outputs).entries()) {
      const lines = log.toString('utf8').split('\n');
      assert.equal(lines.pop(), '');
      // As systems that keep logs want them.
      for (const line of lines) assert.ok(line.length <= 16_384 && [...line].every((char) => char === '\t' || char >= ' '));
      const heard = lines.map((line) => readJobLine(line, mark));
      const bytes = heard.map((says) => (says?.kind === 'output' ? says.bytes : Buffer.alloc(0)));
      assert.ok(Buffer.concat(bytes).equals(Buffer.concat(outputs[at] ?? [])));
    }
  });

  // shows: job-handles
  it('is told apart from what our program says of it', () => {
    assert.deepEqual(readJobLine(`${mark}x {"code":3,"made":2,"kept":[["a",1]],"output":7}`, mark), {
      kind: 'exit',
      exit: { code: 3, signal: null, made: 2, kept: [['a', 1]], outputBytes: 7 },
    });
    const hook = readJobLine(`${mark}h 1.jsonl ${deflateSync('{}\n').toString('base64')}`, mark);
    assert.deepEqual(hook, { kind: 'hook', file: '1.jsonl', bytes: Buffer.from('{}\n') });
    assert.deepEqual(readJobLine(`${mark}n "full"`, mark), { kind: 'note', text: 'full' });
    // A name that leads elsewhere, a bomb, and what a later version may say.
    assert.equal(readJobLine(`${mark}h ../x.jsonl ${deflateSync('{}').toString('base64')}`, mark), undefined);
    assert.equal(readJobLine(`${mark}h 1.jsonl ${deflateSync(Buffer.alloc(2 ** 20)).toString('base64')}`, mark), undefined);
    assert.equal(readJobLine(`${mark}z later`, mark), undefined);
    // Of a job that somebody else started every line is output.
    assert.equal(readJobLine(`${mark}x {}`, undefined)?.kind, 'output');
  });
});

describe('How a job ended', () => {
  const place = { payer: 'ada', timeoutMs: 90 * 60_000 };
  const exit: JobExit = { code: 3, signal: null, made: 0, kept: [], outputBytes: 0 };

  // shows: job-outcome
  it('is what the script says of its code and the Hub of the rest', () => {
    const rows: readonly (readonly [object, JobExit | undefined, object])[] = [
      [{ stage: 'COMPLETED' }, { ...exit, code: 0 }, { code: 0, signal: null }],
      [{ stage: 'COMPLETED' }, undefined, { code: 0, signal: null }],
      [{ stage: 'ERROR', message: 'Job failed with exit code: 3' }, exit, { code: 3, signal: null }],
      [
        { stage: 'ERROR', message: '' },
        { ...exit, code: null, signal: 9 },
        { code: null, signal: 'SIGKILL', outcome: 'failed' },
      ],
      [
        { stage: 'ERROR', message: 'ImagePullBackOff' },
        undefined,
        { code: null, signal: null, outcome: 'failed', reason: 'ImagePullBackOff' },
      ],
      [{ stage: 'CANCELED' }, exit, { code: null, signal: null, outcome: 'stopped', reason: 'cancelled on Hugging Face' }],
      [{ stage: 'DELETED' }, undefined, { code: null, signal: null, outcome: 'failed', reason: 'its job was deleted on Hugging Face' }],
    ];
    for (const [status, said, ending] of rows) assert.deepEqual(endingOf(jobWith(status), said, place), ending);
    assert.match(endingOf(jobWith({ stage: 'ERROR', message: 'Job timeout' }), undefined, place).reason ?? '', /time limit of 90 min/);
    const spent = endingOf(jobWith({ stage: 'CANCELED', cancelReason: 'SPEND_LIMIT' }), exit, place);
    assert.deepEqual([spent.outcome, /ada has reached its spending limit/.test(spent.reason ?? '')], ['failed', true]);
    // What a later Hub says is said as it stands.
    assert.match(endingOf(jobWith({ stage: 'CANCELED', cancelReason: 'NEW_REASON' }), exit, place).reason ?? '', /NEW_REASON/);
  });
});

/** A run that has ended here before anybody knew of its job. */
const endedUnknown = {
  spec: { id: 'run_1', createdMs: 0, job: { payer: 'ada', hub: 'http://127.0.0.1', reservation: 'rs_1', microUsdPerHour: 600_000 } },
  status: 'failed',
  exit: { code: null, signal: null, endedMs: 0 },
} as unknown as RunState;
const promised = { id: 'rs_1', run: 'run_1' } as unknown as ReserveEntry;

describe('Asking for a job', () => {
  // shows: job-once
  it('makes one job whichever answers are lost, and leaves none that is neither followed nor found again', async () => {
    const fate = fc.constantFrom('made', 'made and unheard', 'made and not understood', 'refused connection', 'server error', 'refused');
    const look = fc.constantFrom('seen', 'seen', 'late', 'server error', 'refused');
    const history = { fates: fc.array(fate, { maxLength: 8 }), looks: fc.array(look, { maxLength: 8 }), stopAt: fc.option(fc.nat(12)) };
    await fc.assert(
      fc.asyncProperty(fc.record(history), async ({ fates, looks, stopAt }) => {
        const jobs: { id: string; createdAt: string; labels: Record<string, string>; status: { stage: string } }[] = [];
        let asked = 0;
        let looked = 0;
        let late = 0;
        let checked = 0;
        let wasAsked = false;
        const fail = (status: number): Error =>
          hubErrorOf({
            status,
            headers: new Headers(),
            body: '',
            url: 'http://127.0.0.1/api/jobs/ada',
            method: 'POST',
            wasSignedIn: true,
            hub: 'http://127.0.0.1',
          });
        const hub: Pick<HubClient, 'json' | 'pages' | 'done'> = {
          async json(call, schema) {
            assert.equal(call.method, 'POST');
            const fated = fates[asked++] ?? 'made';
            if (fated === 'refused connection') throw fail(503);
            if (fated === 'refused') throw fail(402);
            const made = {
              id: `job${jobs.length}`,
              createdAt: new Date(jobs.length).toISOString(),
              startedAt: new Date(jobs.length).toISOString(),
              labels: { 'practicum-run': 'run_1' },
              status: { stage: 'RUNNING' },
            };
            if (fated !== 'server error') jobs.push(made);
            if (fated === 'made and not understood') throw fail(200);
            if (fated !== 'made') throw fail(500);
            return schema.parse(made);
          },
          async *pages(_call, item) {
            const seen = looks[looked++] ?? 'seen';
            if (seen === 'server error') throw fail(500);
            if (seen === 'refused') throw fail(403);
            // Not longer than it is looked for.
            if (seen === 'late' && late++ < 2) return;
            for (const job of jobs) yield item.parse(job);
          },
          async done({ path: target }) {
            const job = jobs.find(({ id }) => target.includes(id));
            if (job !== undefined) job.status.stage = 'CANCELED';
          },
        };
        const job = await createOnce({
          wasAsked: false,
          create: (request: JobRequest) => createJob(hub as HubClient, 'ada', request),
          find: () => lookForOwn(hub as HubClient, 'ada', 'run_1', async () => undefined),
          makeRequest: async () => ({
            image: 'x',
            command: [],
            environment: {},
            secrets: {},
            flavor: 'cpu-basic',
            timeoutSeconds: 60,
            labels: {},
          }),
          onAsk: async () => {
            wasAsked = true;
          },
          onRefused: async () => {
            wasAsked = false;
          },
          onDoubt: async () => undefined,
          isStopped: () => stopAt !== null && checked++ >= stopAt,
          wait: async () => undefined,
        }).catch((error: unknown) => {
          assert.ok(error instanceof HubError);
          return undefined;
        });
        const running = (): readonly string[] => jobs.filter(({ status }) => status.stage === 'RUNNING').map(({ id }) => id);
        if (job !== undefined) {
          assert.deepEqual([job.id, running()], ['job0', ['job0']]);
          return;
        }
        // The promise goes only where there is no job; where it stays, who starts next finds what runs and ends it.
        if (!wasAsked) assert.deepEqual(jobs, []);
        const truthAt = jobTruth(
          [endedUnknown],
          () => hub as HubClient,
          () => 10 * 60_000,
        );
        looked = Number.POSITIVE_INFINITY;
        const used = await truthAt(promised);
        // The Hub here never says how long one ran.
        const isEstimated = jobs.length === 0 ? {} : { isEstimated: true };
        assert.deepEqual([used, running()], [{ microUsd: jobs.length * 100_000, tokens: 0, ...isEstimated }, []]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('What a job costs', () => {
  const hub = (items: unknown): HubClient =>
    ({
      async json(_call: unknown, schema: { parse(value: unknown): unknown }) {
        if (items === undefined)
          throw hubErrorOf({
            status: 503,
            headers: new Headers(),
            body: '',
            url: 'http://127.0.0.1/',
            method: 'GET',
            wasSignedIn: false,
            hub: 'http://127.0.0.1',
          });
        return schema.parse(items);
      },
    }) as never;

  // shows: job-quote
  it('is the live price by the hour times its limit, and that of a dated table where nobody can be asked', async () => {
    const live = await hardwarePrices(
      hub([
        {
          name: 'a10g-small',
          prettyName: 'A10G',
          cpu: '4 vCPU',
          ram: '15 GB',
          accelerator: { model: 'A10G', quantity: '1', vram: '24 GB' },
          unitCostMicroUSD: 20_000,
          unitLabel: 'minute',
        },
        { name: 'cpu-basic', cpu: '2 vCPU', ram: '16 GB', accelerator: null, unitCostUSD: 0.0002, unitLabel: 'minute' },
        { name: 'odd', unitCostUSD: 1, unitLabel: 'fortnight' },
      ]),
    );
    assert.deepEqual(
      live.hardware.map(({ flavor, microUsdPerHour }) => [flavor, microUsdPerHour]),
      [
        ['cpu-basic', 12_000],
        ['a10g-small', 1_200_000],
      ],
    );
    const { microUsdPerHour } = hardwareNamed('a10g-small', live);
    assert.equal(
      quoteText({ flavor: 'a10g-small', timeoutMs: timeLimitOf('90m'), microUsdPerHour, payer: 'acme' }),
      'at most $1.80: 90 min × a10g-small $1.20/h, paid by acme',
    );
    assert.throws(() => hardwareNamed('h100', live), { code: 'no-such-hardware' });
    const table = await hardwarePrices(hub(undefined));
    assert.equal(table.tableOf, '2026-08');
    assert.match(
      quoteText({ flavor: 't4-small', timeoutMs: 3_600_000, microUsdPerHour: 400_000, payer: 'ada' }, table.tableOf),
      /\$0\.40.*the price is of 2026-08/,
    );
  });

  // shows: job-quote
  it('needs a limit that somebody can mean', () => {
    assert.deepEqual(['90', '90m', '2h', '1d', '60s'].map(timeLimitOf), [5_400_000, 5_400_000, 7_200_000, 86_400_000, 60_000]);
    for (const words of ['', '0', '30s', '15d', 'soon', '-1h']) assert.throws(() => timeLimitOf(words), { code: 'time-limit' });
    assert.deepEqual(['@daily', '0 3 * * *', '*/5 1-3 * * 1,2'].map(isSchedule), [true, true, true]);
    assert.deepEqual(['daily', '0 3 * *', '@reboot', '0 3 * * * rm'].map(isSchedule), [false, false, false, false]);
  });
});
