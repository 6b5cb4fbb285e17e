import assert from 'node:assert/strict';
import { rowsOf } from '../../../src/editor/argumentRows.ts';
import { debugConfiguration } from '../../../src/editor/debugConfiguration.ts';
import { KeptArguments } from '../../../src/editor/keptArguments.ts';
import { placeAgain, targetRows } from '../../../src/editor/targetRows.ts';
import { forTerminal, readTaskDefinition } from '../../../src/editor/taskDefinition.ts';
import { noGpus } from '../../../src/runs/machine/gpu.ts';
import { valuesOf } from '../../../src/runs/options/values.ts';
import { readPythonOptions } from '../../../src/runs/pythonOptions.ts';

describe('what the editor makes of a training script', () => {
  // shows: entry-tasks
  it('as a task has a script, arguments as a list or a line, and a folder', () => {
    assert.deepEqual(readTaskDefinition({ type: 'practicum', script: 'train.py' }), {
      script: 'train.py',
      args: undefined,
      cwd: undefined,
    });
    assert.deepEqual(readTaskDefinition({ type: 'practicum', script: 'a.py', args: ['--n', 3], cwd: 'sub' }), {
      script: 'a.py',
      args: ['--n', '3'],
      cwd: 'sub',
    });
    assert.deepEqual(readTaskDefinition({ type: 'practicum', script: 'a.py', args: '--name "a b"' })?.args, ['--name', 'a b']);
    for (const bad of [{ type: 'practicum' }, { script: ' ' }, { script: 3 }]) assert.equal(readTaskDefinition(bad), undefined);
    assert.equal(forTerminal('a\nb\r\nc 10%\rd'), 'a\r\nb\r\nc 10%\rd');
  });

  // shows: entry-lenses
  it('in the debugger is started by the same command', () => {
    const command = { script: '/w/train.py', args: ['--lr', '1'], cwd: '/w', python: '/p/python', runner: [] };
    const shown = ({ program, module, code, args, python }: ReturnType<typeof debugConfiguration>): unknown => ({
      program,
      module,
      code,
      args,
      python,
    });
    assert.deepEqual(shown(debugConfiguration(command)), {
      program: '/w/train.py',
      module: undefined,
      code: undefined,
      args: ['--lr', '1'],
      python: '/p/python',
    });
    const torchrun = debugConfiguration({ ...command, runner: ['-m', 'torch.distributed.run', '--standalone'] });
    assert.deepEqual([torchrun['module'], torchrun['args']], ['torch.distributed.run', ['--standalone', '/w/train.py', '--lr', '1']]);
    const code = debugConfiguration({ ...command, runner: ['-c', 'import x'] });
    assert.deepEqual([code['code'], code['args']], ['import x', ['/w/train.py', '--lr', '1']]);
  });

  // shows: entry-lenses
  it('can be trained on this machine, on each of its GPUs, on all, without one, and on hosts', () => {
    const idle = { vendor: 'nvidia', label: '0', id: 'GPU-a', name: 'A100', users: [] } as const;
    const busy = { ...idle, label: '1', id: 'GPU-b', users: [{ pid: 7, program: '/usr/bin/python', user: 'alice' }] } as const;
    const shown = targetRows({ devices: [idle, busy] }, ['gpu-box']).map(({ label, description = '', place }) => [
      label.replace(/^\S+ /, ''),
      description,
      place,
    ]);
    assert.deepEqual(shown, [
      ['This machine', '', { gpu: 'auto' }],
      ['GPU 0', 'idle · A100', { gpu: ['0'] }],
      ['GPU 1', 'busy, shared · A100', { gpu: ['1'] }],
      ['GPU 1, when it is idle', 'waits for it', { gpu: ['1'], untilIdle: true }],
      ['All 2 GPUs', '', { gpu: ['0', '1'] }],
      ['Processor only', 'no GPU is visible to the run', { gpu: 'none' }],
      ['gpu-box', 'by ssh: the workspace goes there', { host: 'gpu-box' }],
      ['Hugging Face…', 'a job that is paid by the minute', 'hub'],
      ['Hugging Face Space…', 'a private Space that is paid by the minute; needs a paid plan', 'space'],
      ['Another host…', 'any that ssh reaches and that has Python', 'other'],
    ]);
    assert.deepEqual(
      targetRows(noGpus, []).map(({ place }) => place),
      [{ gpu: 'auto' }, { gpu: 'none' }, 'hub', 'space', 'other'],
    );
  });

  // shows: curves-rerun
  it('is run again where it was: on its host, or on hardware that is asked about and paid anew', () => {
    const job = {
      payer: 'ada',
      hub: 'https://huggingface.co',
      flavor: 't4-small',
      image: 'python:3.12',
      timeoutMs: 60_000,
      microUsdPerHour: 400_000,
      root: '/w',
      packages: ['torch'],
    };
    const same = { image: 'python:3.12', packages: ['torch'] };
    // Neither its price nor its reservation is taken over.
    assert.deepEqual(placeAgain({ job }), { paid: same });
    assert.deepEqual(placeAgain({ job: { ...job, kind: 'space' } }), { paid: { ...same, kind: 'space' } });
    assert.deepEqual(placeAgain({ ssh: { host: 'gpu-box', python: 'python3', folder: '~/runs', root: '/w' } }), { host: 'gpu-box' });
    assert.equal(placeAgain({}), undefined);
  });

  // shows: entry-arguments
  it('is remembered with its arguments, for each script', async () => {
    const store = new Map<string, unknown>();
    const memory = {
      keys: () => [...store.keys()],
      get: (key: string) => store.get(key),
      update: async (key: string, value: unknown) => void store.set(key, structuredClone(value)),
    };
    await new KeptArguments(memory as never).keep('/w/a.py', ['--lr', '1']);
    await new KeptArguments(memory as never).keep('/w/b.py', ['--epochs', '2']);
    assert.deepEqual(new KeptArguments(memory as never).of('/w/a.py'), ['--lr', '1']);
    await new KeptArguments(memory as never).keep('/w/a.py', []);
    assert.deepEqual(
      [new KeptArguments(memory as never).of('/w/a.py'), new KeptArguments(memory as never).of('/w/b.py')],
      [[], ['--epochs', '2']],
    );
    store.set('practicum.arguments', { '/w/a.py': 3, '/w/b.py': ['x'] });
    assert.deepEqual([new KeptArguments(memory as never).of('/w/a.py'), new KeptArguments(memory as never).of('/w/b.py')], [[], ['x']]);
  });

  // shows: entry-arguments
  it('is a form with the resulting command, each option with its value or default, and what is missing', () => {
    const { options } = readPythonOptions(
      'p.add_argument("--lr", type=float, default=0.1, help="rate")\np.add_argument("--out", required=True)\n',
    );
    const shown = (args: readonly string[]): readonly string[] =>
      rowsOf(options, valuesOf(options, args), 'python train.py').map(({ label, description = '', detail = '' }) =>
        [label, description, detail].join(' | '),
      );
    assert.deepEqual(shown(['--lr', '3', '--more']), [
      '$(play) Train | python train.py | Needs out first.',
      'Options |  | ',
      '$(check) lr | 3 | rate',
      '$(warning) out | needed | ',
      '$(edit) Other arguments… | --more | ',
      '$(discard) Clear all |  | ',
    ]);
    assert.deepEqual(shown(['--out', 'x']).slice(0, 3), [
      '$(play) Train | python train.py | ',
      'Options |  | ',
      '$(dash) lr | 0.1 (default) | rate',
    ]);
  });
});
