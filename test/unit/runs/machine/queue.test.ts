import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { RunId } from '../../../../src/base/ids.ts';
import { waitForSlot } from '../../../../src/runs/machine/queue.ts';
import { moveToFront, queueFolder, runsInQueue, waitInQueue } from '../../../../src/runs/machine/queueFolder.ts';
import { inOrder, type Ticket, turnOf } from '../../../../src/runs/machine/tickets.ts';
import type { RunNeeds } from '../../../../src/runs/run.ts';
import { eventually } from '../workspace.ts';
import { fakeSmi, gpuA, gpuB, twoGpus } from './fakeSmi.ts';

const one = (...oneOf: readonly string[]): Ticket['needs'] => [{ oneOf, count: 1 }];

describe('The order of runs that wait', () => {
  const slots = ['a', 'b', 'c'];
  const need = fc.record({ oneOf: fc.subarray(slots, { minLength: 1 }), count: fc.integer({ min: 1, max: 3 }) });
  const needs = fc.array(
    need.map(({ oneOf, count }) => ({ oneOf, count: Math.min(count, oneOf.length) })),
    { minLength: 1, maxLength: 1 },
  );
  const tickets = fc.uniqueArray(
    fc.record({ run: fc.integer({ min: 10, max: 99 }).map(String), priority: fc.integer({ min: 0, max: 1 }), needs }),
    {
      selector: ({ run }) => run,
      minLength: 1,
      maxLength: 6,
    },
  );

  // shows: run-queue
  it('books no slot twice, gives each what it needs, and lets nobody overtake one that needs the same', () => {
    fc.assert(
      fc.property(tickets, fc.subarray(slots), (waiting, taken) => {
        const order = inOrder(waiting);
        const served = order.map(({ run }) => turnOf(run, waiting, new Set(taken)));
        const given = served.flatMap((each) => each ?? []);
        assert.equal(new Set([...given, ...taken]).size, given.length + taken.length);
        for (const [index, ticket] of order.entries()) {
          const mine = served[index];
          const [wanted] = ticket.needs;
          assert.ok(wanted !== undefined);
          if (mine === undefined) continue;
          assert.equal(mine.length, wanted.count);
          assert.ok(mine.every((slot) => wanted.oneOf.includes(slot)));
          for (const [before, other] of order.slice(0, index).entries())
            if (served[before] === undefined) assert.ok(!mine.some((slot) => other.needs[0]?.oneOf.includes(slot)));
        }
        // The first is served if that is possible at all.
        const [head] = order;
        const free = head?.needs[0]?.oneOf.filter((slot) => !taken.includes(slot)) ?? [];
        assert.equal(served[0] !== undefined, free.length >= (head?.needs[0]?.count ?? 0));
      }),
    );
  });

  it('is by priority, then by age; a run goes ahead of one that waits for something else', () => {
    const waiting: readonly Ticket[] = [
      { run: 'r3', priority: 1, needs: one('a') },
      { run: 'r1', priority: 0, needs: one('a') },
      { run: 'r2', priority: 0, needs: one('b') },
    ];
    assert.deepEqual(
      inOrder(waiting).map(({ run }) => run),
      ['r3', 'r1', 'r2'],
    );
    assert.deepEqual(turnOf('r3', waiting, new Set()), ['a']);
    assert.equal(turnOf('r1', waiting, new Set()), undefined);
    assert.deepEqual(turnOf('r2', waiting, new Set(['a'])), ['b']);
    assert.equal(turnOf('unknown', waiting, new Set()), undefined);
  });
});

describe('The queue of a machine', function () {
  this.timeout(120_000);
  let folder: string;
  let children: ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'practicum-queue-'));
  });
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children = [];
    rmSync(folder, { recursive: true, force: true });
  });

  const module = new URL('../../../../src/runs/machine/queueFolder.ts', import.meta.url).href;
  /** A process that waits, writes down when it has its slots and when it gives them back, and holds them until the file `go` is there. */
  const holder = (run: string, slots: readonly string[], untilFile: string): ChildProcess => {
    const code = `import { waitInQueue } from ${JSON.stringify(module)};
      import { appendFileSync, existsSync } from 'node:fs';
      const [folder, run, log, go, ...slots] = process.argv.slice(1);
      const held = await waitInQueue(folder, { run, name: run, priority: 0 }, [{ oneOf: slots, count: 1 }],
        { signal: new AbortController().signal, pollMs: 20, onWaiting: async () => undefined });
      appendFileSync(log, '+' + held.slots + ' ' + run + '\\n');
      while (!existsSync(go)) await new Promise((resolve) => setTimeout(resolve, 10));
      appendFileSync(log, '-' + held.slots + ' ' + run + '\\n');
      await held.release();`;
    const args = ['--input-type=module', '-e', code, folder, run, path.join(folder, 'log'), untilFile, ...slots];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    children.push(child);
    return child;
  };
  const log = (): readonly string[] =>
    existsSync(path.join(folder, 'log')) ? readFileSync(path.join(folder, 'log'), 'utf8').trimEnd().split('\n') : [];
  const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('exit', resolve));
  const wait = (run: string, slots: readonly string[], signal: AbortSignal, said: number[] = [], priority = 0) =>
    waitInQueue(folder, { run, name: run, priority }, one(...slots), {
      signal,
      pollMs: 20,
      onWaiting: async ({ position }) => void said.push(position),
    });

  // shows: run-queue
  it('gives a slot to one process at a time, in their order, and frees that of a process that was killed', async () => {
    const go = path.join(folder, 'go');
    const first = holder('run_1', ['a'], path.join(folder, 'never'));
    await eventually(() => (log().length === 1 ? true : undefined), 'the first holder');
    const rest = ['run_2', 'run_3', 'run_4'].map((run) => holder(run, ['a'], go));
    await eventually(async () => ((await runsInQueue(folder)).length === 3 ? true : undefined), 'three that wait');
    assert.deepEqual(log(), ['+a run_1']);
    assert.deepEqual(
      (await runsInQueue(folder)).map(({ run }) => run),
      ['run_2', 'run_3', 'run_4'],
    );
    const ends = rest.map(ended);
    const dead = ended(first);
    first.kill('SIGKILL');
    await dead;
    await eventually(() => (log().length === 2 ? true : undefined), 'the next holder');
    writeFileSync(go, '');
    await Promise.all(ends);
    assert.deepEqual(log(), ['+a run_1', '+a run_2', '-a run_2', '+a run_3', '-a run_3', '+a run_4', '-a run_4']);
    assert.deepEqual(await runsInQueue(folder), []);
  });

  // shows: run-queue
  it('never starts a run that was stopped while it waited, and lets the next one through', async () => {
    const held = await wait('run_1', ['a'], new AbortController().signal);
    const stop = new AbortController();
    const said: number[] = [];
    const second = wait('run_2', ['a'], stop.signal, said);
    const positions: number[] = [];
    await eventually(() => (said.length === 1 ? true : undefined), 'the second waits');
    const third = wait('run_3', ['a'], new AbortController().signal, positions);
    await eventually(() => (positions.length === 1 ? true : undefined), 'the third waits');
    stop.abort(new Error('stopped'));
    await assert.rejects(second, /stopped/);
    await eventually(() => (positions.at(-1) === 1 ? true : undefined), 'the third is next');
    assert.deepEqual(positions, [2, 1]);
    assert.deepEqual(readdirSync(path.join(folder, 'waiting')), ['run_3.json']);
    await held.release();
    await (await third).release();
    assert.deepEqual([...readdirSync(path.join(folder, 'waiting')), ...readdirSync(path.join(folder, 'slots'))], []);
  });

  it('can be jumped: what is put to the front is next', async () => {
    const held = await wait('run_1', ['a'], new AbortController().signal);
    const order: string[] = [];
    const follow = async (run: string): Promise<void> => {
      const mine = await wait(run, ['a'], new AbortController().signal);
      order.push(run);
      await mine.release();
    };
    const waiting = ['run_2', 'run_3'].map(follow);
    await eventually(async () => ((await runsInQueue(folder)).length === 2 ? true : undefined), 'two that wait');
    assert.equal(await moveToFront(folder, 'run_3'), true);
    await held.release();
    await Promise.all(waiting);
    assert.deepEqual(order, ['run_3', 'run_2']);
    assert.equal(await moveToFront(folder, 'run_3'), false);
    assert.deepEqual(readdirSync(path.join(folder, 'waiting')), []);
  });

  const needs = (rest: Partial<RunNeeds>): RunNeeds => ({
    gpu: 'auto',
    untilIdle: false,
    parallel: 0,
    priority: 0,
    queue: folder,
    ...rest,
  });
  const slotFor = (id: string, given: RunNeeds | undefined, env: NodeJS.ProcessEnv, said: string[] = []) =>
    waitForSlot(
      { id: id as RunId, name: id, argv: ['python', 'train.py'], ...(given === undefined ? {} : { needs: given }) },
      {
        signal: new AbortController().signal,
        env,
        pollMs: 20,
        lookAgainMs: 20,
        onQueued: async ({ position, waitsFor }) => void said.push(`${position}: ${waitsFor}`),
      },
    );

  // shows: run-gpu, run-queue
  it('gives each run a GPU of its own, the idle one first, and makes the next wait for either', async () => {
    const { CUDA_VISIBLE_DEVICES: _, HIP_VISIBLE_DEVICES: __, ...env } = fakeSmi(path.join(folder, 'bin'), { gpus: twoGpus });
    const first = await slotFor('run_1', needs({}), env);
    assert.deepEqual(first.env, { CUDA_DEVICE_ORDER: 'PCI_BUS_ID', CUDA_VISIBLE_DEVICES: gpuA });
    assert.deepEqual(first.devices, [{ vendor: 'nvidia', label: '0', id: gpuA, name: 'NVIDIA A100-SXM4-40GB' }]);
    const second = await slotFor('run_2', needs({}), env);
    assert.equal(second.env['CUDA_VISIBLE_DEVICES'], gpuB);
    const said: string[] = [];
    const third = slotFor('run_3', needs({}), env, said);
    await eventually(() => said[0], 'the third waits');
    assert.deepEqual(said, ['1: GPU 0 or GPU 1']);
    await second.release();
    assert.equal((await third).env['CUDA_VISIBLE_DEVICES'], gpuB);
  });

  it('leaves the GPUs alone that the environment, or the person, has chosen otherwise', async () => {
    const env = fakeSmi(path.join(folder, 'bin'), { gpus: twoGpus });
    assert.deepEqual((await slotFor('run_1', undefined, env)).env, {});
    assert.deepEqual((await slotFor('run_1', needs({}), { ...env, CUDA_VISIBLE_DEVICES: '1' })).env, {});
    assert.deepEqual((await slotFor('run_1', needs({ gpu: 'all' }), env)).env, {});
    assert.deepEqual((await slotFor('run_1', needs({ gpu: 'none' }), env)).env, { CUDA_VISIBLE_DEVICES: '-1', HIP_VISIBLE_DEVICES: '-1' });
    assert.deepEqual((await slotFor('run_1', needs({}), { PATH: '/nowhere' })).env, {});
    await assert.rejects(slotFor('run_1', needs({ gpu: ['7'] }), env), /There is no GPU 7/);
  });

  // shows: run-queue
  it('waits for other people’s programs where that is asked for', async () => {
    const bin = path.join(folder, 'bin');
    const env = fakeSmi(bin, { gpus: twoGpus, apps: `${gpuB}, 4711, 30100, python\n` });
    const idle = await slotFor('run_1', needs({ untilIdle: true }), env);
    assert.deepEqual(
      idle.devices.map(({ label }) => label),
      ['0'],
    );
    const said: string[] = [];
    const second = slotFor('run_2', needs({ gpu: ['1'], untilIdle: true }), env, said);
    await eventually(() => said[0], 'it waits for GPU 1');
    fakeSmi(bin, { gpus: twoGpus.replace('30112', '12'), apps: '' });
    assert.deepEqual(
      (await second).devices.map(({ label }) => label),
      ['1'],
    );
  });

  it('lets so many runs through at once as the setting says', async () => {
    const env = { PATH: '/nowhere' };
    const two = needs({ gpu: 'none', parallel: 2 });
    const first = await slotFor('run_1', two, env);
    await slotFor('run_2', two, env);
    const said: string[] = [];
    const third = slotFor('run_3', two, env, said);
    await eventually(() => said[0], 'the third waits');
    assert.deepEqual(said, ['1: other runs to end']);
    await first.release();
    assert.deepEqual((await third).env, { CUDA_VISIBLE_DEVICES: '-1', HIP_VISIBLE_DEVICES: '-1' });
  });

  it('is one for each machine, below the home', () => {
    assert.equal(queueFolder('/home/x', 'node 7/..a'), path.join('/home/x', 'queue', 'node_7_..a'));
  });
});
