import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { parseAmdSmi, parseRocmSmi } from '../../../../src/runs/machine/amdSmi.ts';
import { gpuText, gpuUserText } from '../../../../src/runs/machine/gpu.ts';
import {
  BadGpuChoice,
  gpuEnvironment,
  isIdle,
  NoSuchGpu,
  parseGpuChoice,
  startsOnePerGpu,
  wantedGpus,
} from '../../../../src/runs/machine/gpuChoice.ts';
import { findGpus } from '../../../../src/runs/machine/gpus.ts';
import {
  nvidiaProblem,
  parseApps,
  parseCudaVersion,
  parseGpus,
  parseMigParts,
  parseSample,
} from '../../../../src/runs/machine/nvidiaSmi.ts';
import { fakeSmi, gpuA, gpuB, twoGpus } from './fakeSmi.ts';

describe('GPUs', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'practicum-gpus-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  // shows: run-gpu
  it('are found with what they do, and with the processes on them, whosever they are', async () => {
    const env = fakeSmi(folder, {
      gpus: twoGpus,
      apps: `${gpuB}, ${process.pid}, 30100, /usr/bin/python3\n${gpuB}, 999999999, [N/A], a program, with a comma\n`,
    });
    const { devices, driver, problem } = await findGpus(env);
    assert.deepEqual([driver, problem], ['550.54.15', undefined]);
    assert.deepEqual(
      devices.map(({ label, id, users }) => [label, id, users.length]),
      [
        ['0', gpuA, 0],
        ['1', gpuB, 2],
      ],
    );
    const [first, second] = devices;
    assert.ok(first !== undefined && second !== undefined);
    assert.deepEqual([isIdle(first), isIdle(second)], [true, false]);
    assert.deepEqual(second.users, [
      { pid: process.pid, program: '/usr/bin/python3', memoryBytes: 30100 * 2 ** 20, user: userInfo().username },
      { pid: 999999999, program: 'a program, with a comma' },
    ]);
    assert.equal(gpuText(second), 'GPU 1 · NVIDIA A100-SXM4-40GB · 29.4 of 40.0 GiB');
    assert.match(
      second.users.map(gpuUserText).join('; '),
      /’s python3 \(process \d+, 29\.4 GiB\); a program, with a comma \(process 999999999\)$/,
    );
  });

  it('of a divided card are its parts', async () => {
    const part = 'MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f';
    const env = fakeSmi(folder, {
      gpus: `0, ${gpuA}, [N/A], 25, 40960, 34, 48.00, Enabled, 535.161.08, NVIDIA A100-SXM4-40GB\n`,
      list: `GPU 0: NVIDIA A100-SXM4-40GB (UUID: ${gpuA})\n  MIG 3g.20gb     Device  0: (UUID: ${part})\n  MIG 1g.5gb+me   Device  1: (UUID: MIG-${gpuA}/1/0)\n`,
    });
    const { devices } = await findGpus(env);
    assert.deepEqual(
      devices.map(({ label, id, name }) => [label, id, name]),
      [
        ['0:0', part, 'NVIDIA A100-SXM4-40GB MIG 3g.20gb'],
        ['0:1', `MIG-${gpuA}/1/0`, 'NVIDIA A100-SXM4-40GB MIG 1g.5gb+me'],
      ],
    );
  });

  it('that cannot be asked about are none, and why is said with what helps', async () => {
    const failures: readonly (readonly [string, RegExp])[] = [
      [
        "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.\n\n",
        /does not answer.*restart/,
      ],
      ['Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 550.54\n', /updated.*Restart/],
      ['No devices were found\n', /finds no GPU/],
      ['Unable to determine the device handle for GPU0000:01:00.0: GPU is lost.  Reboot the system to recover this GPU\n', /has failed/],
      ['Failed to initialize NVML: Insufficient Permissions\n', /refuses to answer this user/],
      ['Failed to initialize NVML: Unknown Error\n', /Unknown Error\. Run it in a terminal/],
    ];
    for (const [failure, expected] of failures) {
      assert.match(nvidiaProblem(failure), expected);
      assert.match(nvidiaProblem(failure), /[A-Z].*\.$/);
    }
    const { devices, problem } = await findGpus(fakeSmi(folder, { failure: failures[0]?.[0] ?? '' }));
    assert.deepEqual(devices, []);
    assert.match(problem ?? '', /does not answer/);
    assert.deepEqual(await findGpus({ PATH: folder.concat('-not-there') }), { devices: [] });
  });

  it('are read strictly: what a device does not tell is absent, and a line of another kind is no device', () => {
    const [gpu] =
      parseGpus(`0, ${gpuA}, [N/A], [Not Supported], 24564, ERR!, [Unknown Error], [N/A], 470.57.02, NVIDIA GeForce, Special\n`) ?? [];
    assert.deepEqual(gpu, {
      index: 0,
      uuid: gpuA,
      memoryTotalBytes: 24564 * 2 ** 20,
      isDivided: false,
      driver: '470.57.02',
      name: 'NVIDIA GeForce, Special',
    });
    for (const wrong of [
      'NVIDIA-SMI has failed',
      `x, ${gpuA}, 0, 3, 4, 3, 5, Disabled, 5.1, A`,
      `0, GPU-1, 0, 3, 4, 3, 5, Disabled, 5.1, A`,
      `0, ${gpuA}, 0 %, 3, 4, 3, 5, Disabled, 5.1, A`,
      `0, ${gpuA}, 0, 3, 4, 3, 5, Disabled, 5.1`,
    ])
      assert.equal(parseGpus(`${twoGpus}${wrong}\n`), undefined, wrong);
    assert.deepEqual(parseGpus(''), []);
    assert.equal(parseApps(`${gpuA}, -1, 3, python\n`), undefined);
    assert.deepEqual(parseApps(`${gpuA}, 12, [Insufficient Permissions], [Not Found]\r\n`), [
      { uuid: gpuA, pid: 12, program: '[Not Found]' },
    ]);
    assert.equal(parseSample(`0, ${gpuA}, 12, 34, 56, 7`), undefined);
    assert.deepEqual(parseMigParts('MIG 1g.5gb Device 0: (UUID: MIG-1)\nrubbish'), []);
    assert.equal(parseCudaVersion('| NVIDIA-SMI 550.54.15   Driver Version: 550.54.15   CUDA Version: 12.4     |'), '12.4');
    assert.equal(parseCudaVersion('| NVIDIA-SMI 590.1   KMD Version: 590.1   CUDA UMD Version: 13.1     |'), '13.1');
  });

  it('are never made up: no text that is cut or changed gives a device that was not there', () => {
    const known = parseGpus(twoGpus)?.map(({ uuid }) => uuid) ?? [];
    fc.assert(
      fc.property(fc.nat(twoGpus.length), fc.nat(twoGpus.length), fc.string({ maxLength: 3 }), (from, to, put) => {
        const read = parseGpus(twoGpus.slice(0, Math.min(from, to)) + put + twoGpus.slice(Math.max(from, to)));
        for (const { uuid, index, memoryTotalBytes } of read ?? []) {
          assert.match(uuid, /^GPU-[0-9a-fA-F-]{36}$/);
          assert.ok(Number.isInteger(index) && (memoryTotalBytes ?? 0) >= 0);
        }
      }),
    );
    assert.deepEqual(known, [gpuA, gpuB]);
  });

  it('of AMD are read from either of its programs', async () => {
    const statics = JSON.stringify([{ gpu: 0, asic: { market_name: 'AMD Instinct MI300X' }, vram: {} }]);
    const metrics = {
      gpu: 0,
      usage: { gfx_activity: { value: 41, unit: '%' } },
      power: { socket_power: { value: 'N/A', unit: 'W' } },
      temperature: { edge: 'N/A', hotspot: { value: 55, unit: 'C' } },
      mem_usage: { total_vram: { value: 196592, unit: 'MB' }, used_vram: { value: 285, unit: 'MB' } },
    };
    const expected = {
      vendor: 'amd',
      label: '0',
      id: '0',
      name: 'AMD Instinct MI300X',
      users: [],
      utilizationPercent: 41,
      memoryUsedBytes: 285 * 2 ** 20,
      memoryTotalBytes: 196592 * 2 ** 20,
      temperatureC: 55,
    };
    assert.deepEqual(parseAmdSmi(statics, JSON.stringify([metrics])), [expected]);
    assert.deepEqual(parseAmdSmi(`{"gpu_data":${statics}}`, JSON.stringify({ gpu_data: [metrics] })), [expected]);
    assert.equal(parseAmdSmi('ERROR', ''), undefined);
    const rocm = JSON.stringify({
      card0: {
        'GPU use (%)': '7',
        'Card Series': 'AMD Radeon RX 7900 XTX',
        'VRAM Total Memory (B)': '25753026560',
        'VRAM Total Used Memory (B)': '27852800',
        'Temperature (Sensor edge) (C)': '41.0',
        'Average Graphics Package Power (W)': '16.0',
      },
      system: { 'Driver version': '6.7.0' },
    });
    const program = path.join(folder, 'rocm-smi');
    writeFileSync(path.join(folder, 'said'), rocm);
    writeFileSync(program, `#!/bin/sh\n/bin/cat '${path.join(folder, 'said')}'\n`);
    chmodSync(program, 0o755);
    const { devices } = await findGpus({ PATH: folder });
    assert.deepEqual(devices, parseRocmSmi(rocm));
    assert.deepEqual(
      devices.map(({ name, memoryTotalBytes, powerW }) => [name, memoryTotalBytes, powerW]),
      [['AMD Radeon RX 7900 XTX', 25753026560, 16]],
    );
    assert.deepEqual(gpuEnvironment(devices), { HIP_VISIBLE_DEVICES: '0' });
  });

  // shows: run-gpu
  it('are chosen by number or UUID, and shown to the run by UUID in the order of the bus', async () => {
    const gpus = await findGpus(fakeSmi(folder, { gpus: twoGpus }));
    const chosen = (text: string): readonly string[] => {
      const choice = parseGpuChoice(text);
      assert.ok(choice !== 'ask');
      return wantedGpus(choice, gpus, ['python', 'train.py'])?.oneOf.map(({ id }) => id) ?? [];
    };
    assert.deepEqual(chosen('1'), [gpuB]);
    assert.deepEqual(chosen(` 1, ${gpuA},1`), [gpuB, gpuA]);
    assert.deepEqual(chosen('auto'), [gpuA, gpuB]);
    assert.deepEqual(chosen('none'), []);
    assert.throws(() => chosen('2'), NoSuchGpu);
    assert.throws(() => wantedGpus(['0'], { devices: [], problem: 'The driver is gone.' }, []), /The driver is gone\./);
    for (const wrong of ['', '0;1', 'cuda:0', 'first']) assert.throws(() => parseGpuChoice(wrong), BadGpuChoice);
    assert.deepEqual(gpuEnvironment(wantedGpus(['1', '0'], gpus, [])?.oneOf ?? []), {
      CUDA_DEVICE_ORDER: 'PCI_BUS_ID',
      CUDA_VISIBLE_DEVICES: `${gpuB},${gpuA}`,
    });
    assert.equal(wantedGpus('auto', gpus, ['/env/bin/python', '-m', 'torch.distributed.run', 'train.py'])?.count, 2);
    assert.equal(startsOnePerGpu(['python', 'train.py', '--x', '1', 'torchrun']), false);
  });
});
