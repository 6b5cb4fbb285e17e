import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SessionId } from '../../../../src/base/ids.ts';
import { newId } from '../../../../src/base/newId.ts';
import { smokeEffects } from '../../../../src/runs/sandboxes/sandboxPort.ts';
import { type Hub, startHub } from '../../../doubles/hub/hub.ts';
import { Refusal } from '../../../doubles/hub/refusal.ts';
import { eventually } from '../workspace.ts';
import { makeSandboxPlace, type SandboxPlace, session } from './sandboxPlace.ts';

describe('A sandbox on Hugging Face Jobs', function () {
  this.timeout(60_000);
  let hub: Hub;
  let place: SandboxPlace;
  beforeEach(async () => {
    hub = await startHub();
    place = makeSandboxPlace(hub);
  });
  afterEach(async () => {
    place.dispose();
    await hub.close();
  });

  const job = () => [...hub.jobs.jobs.values()].at(-1) ?? assert.fail('no job');
  const creations = (): number => hub.requests.filter(({ method, url }) => method === 'POST' && url === '/api/jobs/ada').length;
  const standing = () => place.ledger().standing(session);
  const end = async (on: string) =>
    await place.under([{ kind: 'operate', on, does: 'end', what: '' }], (permit) => place.port.end(permit, on));

  // shows: sandbox-paid
  it('is promised before it is asked for, ends by itself when what was promised is used up, and is settled by what it ran', async () => {
    const started = await place.start();
    assert.equal(creations(), 1);
    const { spec } = job();
    assert.equal(spec.timeoutSeconds, 1800);
    assert.deepEqual(spec.expose.ports, [49_983]);
    // 30 minutes at a cent an hour, and as much again for the port.
    assert.equal((await standing()).promised, 10_000);
    assert.equal(started.place, `hf-sandbox:ada/${job().id}`);
    const { paid } = await end(started.place);
    assert.equal(job().status.stage, 'CANCELED');
    assert.deepEqual(paid, { usd: 0.000334, isEstimated: false });
    const { promised, spent } = await standing();
    assert.deepEqual([promised, spent], [0, 334]);
    assert.deepEqual([place.port.current, place.records()], [undefined, []]);
  });

  // shows: sandbox-paid
  it('is not asked for where a cap is in the way, nor without a permit that names it', async () => {
    const capped = makeSandboxPlace(hub, { session: 9_000, day: null, run: null });
    try {
      await assert.rejects(capped.start(), { code: 'cap' });
      const wish = place.wish();
      const other = { kind: 'spend', usd: 0.01, on: 'something else', purpose: 'sandbox' } as const;
      await assert.rejects(
        place.under([other], (permit) => place.port.start(permit, wish, place.root, { signal: AbortSignal.timeout(5000) })),
        { code: 'not-permitted' },
      );
      assert.equal(hub.jobs.jobs.size, 0);
      assert.deepEqual([capped.records(), place.records()], [[], []]);
    } finally {
      capped.dispose();
    }
  });

  it('has a token made of the person’s and of a number of its own, never theirs itself, and tells neither to anybody else', async () => {
    await place.start();
    const { spec, labels } = job();
    const nonce = labels['hf-sandbox-nonce'] ?? '';
    const derived = createHmac('sha256', hub.token).update(`hf-sandbox:${nonce}`).digest('hex');
    assert.deepEqual(spec.secrets, { SBX_TOKEN: derived });
    assert.doesNotMatch(JSON.stringify([spec.command, spec.environment, labels]), new RegExp(`${hub.token}|${derived}`));
    const kept = readdirSync(path.join(place.home, 'sandboxes')).map((name) =>
      readFileSync(path.join(place.home, 'sandboxes', name), 'utf8'),
    );
    assert.doesNotMatch(kept.join(''), new RegExp(`${hub.token}|${derived}`));
    const { output } = await place.shell('env');
    assert.doesNotMatch(output, new RegExp(hub.token));
  });

  // shows: sandbox-shell
  it('runs a command with its exit code and its output in order, while it comes', async () => {
    await place.start();
    let seen = '';
    let going: Promise<unknown> | undefined;
    const outcome = await place.shell('echo one; echo two >&2; until [ -e go ]; do sleep 0.02; done; echo three; exit 7', {
      onOutput: (text) => {
        seen = text;
        if (seen.includes('two')) going ??= place.shell('touch go');
      },
    });
    await going;
    assert.deepEqual([outcome.exitCode, outcome.output, outcome.endedBy], [7, 'one\ntwo\nthree\n', 'itself']);
    assert.equal(seen.startsWith('one\ntwo\n'), true);
  });

  // shows: sandbox-shell
  it('carries the beginning and the end of an output of any length, and says what lies between', async () => {
    await place.start();
    const { output, totalBytes } = await place.shell('echo first; head -c 6000000 /dev/zero | tr "\\0" "x"; echo; echo last');
    assert.equal(totalBytes, 6_000_012);
    assert.match(output, /^first\n/);
    assert.match(output, /\nlast\n$/);
    assert.match(output, / bytes left out /);
    assert.ok(output.length < 2_100_000);
    const read = hub.requests.filter(({ path: at }) => at.includes('/files/read'));
    assert.ok(read.length < 10, `${read.length} reads`);
  });

  // shows: sandbox-shell
  it('ends a command that is stopped or takes too long, with all that it started there', async () => {
    await place.start();
    const isRunning = (name: string): boolean =>
      readdirSync('/proc').some((pid) => {
        try {
          return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name);
        } catch {
          return false;
        }
      });
    const name = `sbx-${process.pid}-${Date.now()}`;
    const hide = `setsid sh -c 'echo far; while :; do sleep 0.05; done' ${name}-far & sh -c 'echo near; while :; do sleep 0.05; done' ${name}-near`;
    const stop = new AbortController();
    const stopped = await place.shell(hide, {
      signal: stop.signal,
      onOutput: (text) => {
        if (!text.includes('far') || !text.includes('near')) return;
        assert.ok(isRunning(`${name}-far`) && isRunning(`${name}-near`));
        stop.abort();
      },
    });
    assert.deepEqual([stopped.endedBy, stopped.exitCode], ['stop', null]);
    assert.deepEqual([isRunning(`${name}-far`), isRunning(`${name}-near`)], [false, false]);
    assert.equal((await place.shell('sleep 30', { timeoutMs: 200 })).endedBy, 'timeout');
    const asked = new AbortController();
    asked.abort();
    assert.equal((await place.shell('sleep 30', { signal: asked.signal })).endedBy, 'stop');
  });

  // shows: sandbox-broken-line
  it('loses nothing of a command while the line is broken, and starts none twice', async () => {
    await place.start();
    const running = place.shell('echo begun; echo x >> starts; until [ -e go ]; do sleep 0.02; done; cat starts; echo whole');
    await eventually(async () => ((await place.shell('cat starts || true')).output === 'x\n' ? true : undefined), 'a command that runs');
    hub.faults.add({ kind: 'cut' });
    const mended = setTimeout(() => hub.faults.clear(), 400);
    await assert.doesNotReject(place.shell('touch go'));
    clearTimeout(mended);
    hub.faults.clear();
    const { output, exitCode } = await running;
    assert.deepEqual([exitCode, output], [0, 'begun\nx\nwhole\n']);
  });

  // shows: sandbox-reattach
  it('is there for the same session after the window was closed, and for another one that chooses it', async () => {
    const { id, place: on } = await place.start();
    await place.shell('echo kept > note.txt');
    const again = place.reopened();
    const port = again.of(session);
    assert.equal(port.current?.id, id);
    assert.equal(again.of('se_other' as SessionId).current, undefined);
    const read = (from: typeof port) =>
      place.under([{ kind: 'inspect', on, path: '/work/note.txt' }], async (permit) =>
        Buffer.from(await from.read(permit, on, '/work/note.txt')).toString(),
      );
    assert.equal(await read(port), 'kept\n');
    const other = again.of('se_other' as SessionId);
    const use = { kind: 'operate', on, does: 'use', what: '' } as const;
    await place.under([use], (permit) => other.use(permit, on, new AbortController().signal));
    assert.equal(other.current?.id, id);
    assert.equal(await read(other), 'kept\n');
    // Whoever uses it now, it is settled for the session that was promised it.
    assert.equal(port.current, undefined);
    await place.under([{ kind: 'operate', on, does: 'end', what: '' }], (permit) => other.end(permit, on));
    assert.deepEqual((await standing()).promised, 0);
  });

  // shows: sandbox-reattach
  it('says so where it was started with another token, and when Hugging Face takes the token no more', async () => {
    const { place: on } = await place.start();
    const read = (port = place.port) =>
      place.under([{ kind: 'inspect', on, path: '/work/x' }], (permit) => port.read(permit, on, '/work/x'));
    await assert.rejects(read(place.reopened(hub.tokensOf('ada').read).of(session)), { code: 'sandbox-token' });
    hub.faults.add({ kind: 'revoke', token: hub.token });
    await assert.rejects(read(), { code: 'sandbox-token', message: /takes the token for the sandbox no more/ });
  });

  // shows: sandbox-ends
  it('is said to have ended, and why, by the first call that finds it gone, which settles it', async () => {
    const ends = [
      [{ stage: 'ERROR', message: 'Job timeout' }, /it reached its time limit of 30 min\. What was on its disk is gone/],
      [{ stage: 'COMPLETED', message: null }, /it ended by itself, as it does when nobody has used it for 10 min/],
      [{ stage: 'CANCELED', message: null, cancelReason: 'NO_CREDITS' }, /ada has no credits left/],
    ] as const;
    for (const [status, words] of ends) {
      const { place: on } = await place.start();
      const read = () => place.under([{ kind: 'inspect', on, path: '/work/x' }], (permit) => place.port.read(permit, on, '/work/x'));
      hub.jobs.end(job(), status);
      await assert.rejects(read(), { code: 'sandbox-ended', message: words });
      assert.deepEqual([(await standing()).promised, place.records()], [0, []]);
      await assert.rejects(read(), { code: 'no-sandbox' });
    }
  });

  // shows: sandbox-ends
  it('that ended while it started says why with the end of its log, and leaves nothing promised or running', async () => {
    hub.faults.add({ kind: 'status', status: 404, path: 'sbx-server' });
    await assert.rejects(place.start(), { code: 'sandbox-ended', message: /ended while it started/ });
    assert.deepEqual([(await standing()).promised, place.records()], [0, []]);
  });

  // shows: sandbox-ends
  it('is ended where starting it is stopped, however slow the machine comes', async () => {
    hub.faults.add({ kind: 'slow-start', delayMs: 60_000 });
    const stop = new AbortController();
    const starting = place.start(place.port, {}, stop.signal);
    await eventually(() => (hub.jobs.jobs.size === 1 && place.records().length === 1 ? true : undefined), 'a job');
    stop.abort();
    await assert.rejects(starting);
    assert.equal(job().status.stage, 'CANCELED');
    assert.deepEqual([(await standing()).promised, (await standing()).spent, place.records()], [0, 0, []]);
  });

  // shows: sandbox-once
  it('is one job where the answer to its creation was lost', async () => {
    hub.faults.add({ kind: 'slow-start', delayMs: 0 });
    const create = hub.jobs.create.bind(hub.jobs);
    hub.jobs.create = (asked) => {
      hub.jobs.create = create;
      const made = create(asked);
      hub.faults.add({ kind: 'cut', seconds: 0.3 });
      return made;
    };
    await place.start();
    assert.deepEqual([creations(), hub.jobs.jobs.size], [1, 1]);
  });

  // shows: sandbox-once, sandbox-swept
  it('stays promised where it may have been made all the same, and is looked for and ended though the window goes on', async () => {
    const create = hub.jobs.create.bind(hub.jobs);
    const stop = new AbortController();
    let arrive = (): unknown => assert.fail('nobody asked for it');
    hub.jobs.create = (asked) => {
      arrive = () => create(asked);
      stop.abort();
      throw new Refusal(500, 'Internal error');
    };
    await assert.rejects(place.start(place.port, {}, stop.signal));
    assert.equal(await place.desk.sweep(), 0);
    assert.deepEqual([(await standing()).promised, place.records().length, place.port.current], [10_000, 1, undefined]);
    arrive();
    assert.equal(await place.desk.sweep(), 1);
    assert.equal(job().status.stage, 'CANCELED');
    assert.deepEqual([(await standing()).promised, place.records()], [0, []]);
  });

  // shows: sandbox-once, sandbox-swept
  it('is promised no more once it was refused, or so long after it was asked for that it will not come', async () => {
    const refused = hub.faults.add({ kind: 'status', status: 403, method: 'POST', path: '/api/jobs/ada$' });
    await assert.rejects(place.start());
    assert.deepEqual([(await standing()).promised, place.records()], [0, []]);
    refused();
    const stop = new AbortController();
    hub.jobs.create = () => {
      stop.abort();
      throw new Refusal(500, 'Internal error');
    };
    await assert.rejects(place.start(place.port, {}, stop.signal));
    const file = path.join(place.home, 'sandboxes', place.records()[0] ?? '');
    const record = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...record, askedMs: record.askedMs - 6 * 60_000 }));
    assert.equal(await place.desk.sweep(), 1);
    assert.deepEqual([(await standing()).promised, place.records(), hub.jobs.jobs.size], [0, [], 0]);
  });

  // shows: sandbox-smoke
  it('tells of a script that is still at work when its time is over, and leaves nothing of it running', async () => {
    const script = path.join(place.root, 'train.py');
    writeFileSync(
      script,
      "import os, time\nopen('pid', 'w').write(str(os.getpid()))\nprint('at work', flush=True)\nwhile True:\n    time.sleep(0.05)\n",
    );
    const { place: on } = await place.start();
    const wish = { root: place.root, script, args: [], limitMs: 1_500 };
    const report = await place.under(smokeEffects(wish, { place: on }), (permit) =>
      place.port.smoke(permit, wish, { place: on }, { signal: new AbortController().signal }),
    );
    assert.deepEqual([report.end, report.why, report.output, report.wasStarted], ['time', undefined, 'at work', false]);
    assert.equal((await place.shell('kill -0 $(cat smoke/pid) 2>/dev/null && echo alive || echo gone')).output, 'gone\n');
    const known = await place.port.tried(report.hash ?? '');
    assert.match(`${known?.status} ${known?.where}`, /^was still at work after \d+ s in a sandbox on cpu-basic$/);
  });

  // shows: sandbox-swept
  it('is swept when it is over, or when nobody can use it any more', async () => {
    const { id } = await place.start();
    const [file = ''] = place.records();
    const record = JSON.parse(readFileSync(path.join(place.home, 'sandboxes', file), 'utf8'));
    const { SandboxRecords } = await import('../../../../src/runs/sandboxes/record.ts');
    const records = new SandboxRecords(place.home);
    // One that is there stays, whoever started it: its session finds it again.
    const gone = { ...record.by, pid: 2 ** 22 + 1 };
    records.put({ ...record, by: gone });
    assert.equal(await place.reopened().sweep(), 0);
    // One that tried a script for a process that died, and one that was asked for by such a process.
    records.put({ ...record, by: gone, purpose: 'smoke' });
    const { job: _, reservation: __, ...asked } = record;
    records.put({ ...asked, by: gone, id: newId<string>('sb') });
    assert.equal(await place.reopened().sweep(), 2);
    assert.equal(hub.jobs.jobs.get(id)?.status.stage, 'CANCELED');
    assert.deepEqual([(await standing()).promised, place.records()], [0, []]);
  });
});
