import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Collector, SystemSample } from '../../../../src/runs/collector.ts';
import { descendants, processTree, treeInPs } from '../../../../src/runs/machine/processTree.ts';
import { systemCollector } from '../../../../src/runs/machine/systemCollector.ts';
import { eventually } from '../workspace.ts';
import { fakeSmi, gpuA, gpuB } from './fakeSmi.ts';

describe('System metrics', function () {
  this.timeout(60_000);
  let folder: string;
  let child: ChildProcess | undefined;
  let collector: Collector | undefined;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'practicum-system-'));
  });
  afterEach(async () => {
    await collector?.dispose();
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const polled = async (until: (sample: SystemSample) => boolean): Promise<SystemSample> =>
    eventually(async () => (await collector?.poll(Date.now()))?.system?.find(until), 'such a sample');

  // shows: system-metrics
  it('are the CPU and memory of the process and of all that it started, and the GPUs that it sees', async () => {
    const env = {
      ...fakeSmi(folder, {
        stream: `0, ${gpuA}, 12, 1024, 40960, 41, 120.50\n1, ${gpuB}, 99, 2048, 40960, 70, 390.00\n0, ${gpuA}, 87, 20480, 40960, 55, [N/A]\n`,
      }),
      CUDA_VISIBLE_DEVICES: gpuA,
    };
    const burn = "const held = Buffer.alloc(60e6, 1); process.stdout.write('ready'); while (held.length) {}";
    const code = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(burn)}], { stdio: 'inherit' }); setInterval(() => {}, 1e6);`;
    child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    const { pid, stdout } = child;
    assert.ok(pid !== undefined && stdout !== null);
    await new Promise((resolve) => stdout.once('data', resolve));
    try {
      collector = systemCollector({ pid, env });
      const { gpus, atMs } = await polled(
        (sample) => (sample.cpuPercent ?? 0) > 10 && (sample.memoryBytes ?? 0) > 60e6 && sample.gpus !== undefined,
      );
      assert.ok(Math.abs(atMs - Date.now()) < 60_000);
      assert.deepEqual(gpus, [
        { index: 0, utilizationPercent: 87, memoryBytes: 20480 * 2 ** 20, memoryTotalBytes: 40960 * 2 ** 20, temperatureC: 55 },
      ]);
      // One program for all samples.
      assert.equal(readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n').length, 1);
    } finally {
      process.kill(-pid, 'SIGKILL');
    }
  });

  it('are taken once a second, however often they are asked for', async () => {
    collector = systemCollector({ pid: process.pid, env: { CUDA_VISIBLE_DEVICES: '-1' } });
    const samples = [await collector.poll(0), await collector.poll(1), await collector.poll(2)];
    assert.deepEqual(
      samples.map(({ system }) => system?.length ?? 0),
      [1, 0, 0],
    );
    assert.ok((samples[0]?.system?.[0]?.memoryBytes ?? 0) > 10e6);
  });

  it('say once why the GPUs are not measured, and go on without them', async () => {
    collector = systemCollector({
      pid: process.pid,
      env: fakeSmi(folder, { failure: 'Failed to initialize NVML: Driver/library version mismatch\n' }),
    });
    const note = await eventually(async () => (await collector?.poll(0))?.notes, 'the note');
    assert.match(note[0] ?? '', /driver was updated/);
    const sample = await polled(() => true);
    assert.equal(sample.gpus, undefined);
    assert.ok((sample.memoryBytes ?? 0) > 0);
  });

  it('of a machine without GPUs say nothing of them, and those of a process that is gone nothing at all', async () => {
    collector = systemCollector({ pid: 2 ** 30, env: { PATH: folder } });
    assert.deepEqual(await collector.poll(0), {});
    await eventually(async () => {
      const { system, notes } = (await collector?.poll(0)) ?? {};
      assert.deepEqual([system, notes], [undefined, undefined]);
      return true;
    }, 'nothing');
  });

  it('where there is no /proc are read from ps', async () => {
    const text = `    1     0   1000   1:00.00
  100     1   2048   0:10.50
  101   100   4096  01:02:03
  102   101   1024 1-00:00:01
  200     1   9999   9:99.99
`;
    assert.deepEqual(treeInPs(100, text), { memoryBytes: (2048 + 4096 + 1024) * 1024, cpuSeconds: 10.5 + 3723 + 86_401 });
    assert.equal(treeInPs(7, text), undefined);
    assert.deepEqual(
      descendants(
        1,
        new Map([
          [2, 1],
          [3, 2],
          [1, 3],
        ]),
      ),
      [1, 2, 3],
    );
    const [real, ps] = await Promise.all([processTree(process.pid).use(), processTree(process.pid, 'darwin').use()]);
    assert.ok(real !== undefined && ps !== undefined);
    assert.ok(Math.abs(real.memoryBytes - ps.memoryBytes) < 0.5 * real.memoryBytes);
  });
});
