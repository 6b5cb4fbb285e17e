import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plainPlace, runnerOf } from '../../../src/runs/entries/command.ts';
import { findCommandPlace } from '../../../src/runs/entries/commandPlace.ts';
import type { Launcher } from '../../../src/runs/entries/entryPoint.ts';
import { notebookScript } from '../../../src/runs/entries/notebookScript.ts';
import { readTraining } from '../../../src/runs/entries/training.ts';
import { startsOnePerGpu } from '../../../src/runs/machine/gpuChoice.ts';
import { systemPython } from '../../systemPython.ts';
import { fakeSmi, twoGpus } from './machine/fakeSmi.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-entries-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Runs it as a run would: interpreter, runner, file, arguments. */
function run(launcher: Launcher, file: string, text: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): string {
  const script = path.join(root, file);
  writeFileSync(script, text);
  const argv = [...runnerOf(launcher, plainPlace), script, ...args];
  const { stdout, stderr } = spawnSync(systemPython(), argv, { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } });
  return `${stdout}${stderr}`.trim();
}

/** A package whose console script says what it was called with. */
function fakePackage(module: string): void {
  const parts = module.split('.');
  for (let at = 1; at < parts.length; at++) {
    mkdirSync(path.join(root, ...parts.slice(0, at)), { recursive: true });
    writeFileSync(path.join(root, ...parts.slice(0, at), '__init__.py'), '');
  }
  writeFileSync(path.join(root, `${parts.join('/')}.py`), 'import sys\ndef main():\n    print(sys.argv[1:])\n    return 3\n');
}

describe('The command of an entry point', function () {
  this.timeout(30_000);

  // shows: entry-kinds, run-lens-def
  it('calls a function that the file only defines, with its arguments and the modules beside it', () => {
    writeFileSync(path.join(root, 'beside.py'), 'value = 7\n');
    const text = 'import sys\nimport beside\n\ndef train():\n    print("trained", beside.value, sys.argv[1:], __name__)\n';
    assert.equal(run({ by: 'function', name: 'train' }, 'model.py', text, ['--lr', '1']), "trained 7 ['--lr', '1'] __main__");
  });

  // shows: entry-kinds
  it('of a configuration calls the program’s own console script', () => {
    const programs: readonly (readonly [string, Launcher, string])[] = [
      ['axolotl.cli.main', { by: 'axolotl' }, "['train', 'FILE', '--max-steps=2']"],
      ['llamafactory.cli', { by: 'llamafactory' }, "['train', 'FILE', '--max-steps=2']"],
      ['trl.cli', { by: 'trl', method: 'dpo' }, "['dpo', '--config', 'FILE', '--max-steps=2']"],
      [
        'torchtune._cli.tune',
        { by: 'torchtune', recipe: 'lora_single_device' },
        "['run', 'lora_single_device', '--config', 'FILE', '--max-steps=2']",
      ],
    ];
    for (const [module, launcher, said] of programs) {
      fakePackage(module);
      assert.equal(
        run(launcher, 'c.yaml', 'x: 1\n', ['--max-steps=2'], { PYTHONPATH: root }),
        said.replace('FILE', path.join(root, 'c.yaml')),
      );
    }
  });

  // shows: entry-kinds
  it('starts a process for each GPU that the run may use', async () => {
    const env = { ...fakeSmi(path.join(root, 'bin'), { gpus: twoGpus }), CUDA_VISIBLE_DEVICES: '', HF_HOME: path.join(root, 'hf') };
    const count = async (gpu: Parameters<typeof findCommandPlace>[1], more: NodeJS.ProcessEnv = {}): Promise<readonly string[]> =>
      runnerOf({ by: 'torchrun' }, await findCommandPlace({ by: 'torchrun' }, gpu, { ...env, ...more })).filter((word) =>
        word.includes('nproc'),
      );
    assert.deepEqual(await count(undefined), ['--nproc-per-node=2']);
    assert.deepEqual(await count(['1']), ['--nproc-per-node=1']);
    assert.deepEqual(await count('none'), ['--nproc-per-node=1']);
    assert.deepEqual(await count(undefined, { CUDA_VISIBLE_DEVICES: '1' }), ['--nproc-per-node=1']);
    const accelerate = await findCommandPlace({ by: 'accelerate' }, undefined, env);
    assert.deepEqual(accelerate, { gpuCount: 2, hasAccelerateConfig: false, hasUv: false });
    mkdirSync(path.join(root, 'hf', 'accelerate'), { recursive: true });
    writeFileSync(path.join(root, 'hf', 'accelerate', 'default_config.yaml'), '');
    const configured = await findCommandPlace({ by: 'accelerate' }, 'none', env);
    assert.deepEqual(runnerOf({ by: 'accelerate' }, configured), ['-m', 'accelerate.commands.launch']);
    // The queue of this machine knows these commands, and gives them every device.
    for (const launcher of [{ by: 'torchrun' }, { by: 'accelerate' }] as const)
      assert.ok(startsOnePerGpu(['python', ...runnerOf(launcher, { ...plainPlace, gpuCount: 2 })]), launcher.by);
  });

  // shows: entry-arguments
  it('knows the options of a Hydra program from the file beside it', async () => {
    mkdirSync(path.join(root, 'conf'));
    writeFileSync(path.join(root, 'conf', 'train.yaml'), 'lr: 0.1\nmodel:\n  width: 3\n');
    const text = '@hydra.main(config_path="conf", config_name="train")\ndef main(cfg):\n    pass\n\nmain()\n';
    const training = await readTraining(path.join(root, 'run.py'), text);
    assert.deepEqual(
      training?.options.map(({ name }) => name),
      ['lr', 'model.width'],
    );
    assert.equal(await readTraining('/w/compose.yaml', 'services:\n'), undefined);
    assert.deepEqual((await readTraining('/w/tool.py', 'x = 1\n'))?.entry, { launcher: { by: 'python' }, args: [] });
  });
});

describe('A notebook as a script', () => {
  // shows: entry-kinds
  it('runs its cells one after the other, without what only a notebook understands', () => {
    mkdirSync(path.join(root, 'nb'));
    writeFileSync(path.join(root, 'nb', 'helper.py'), 'value = 3\n');
    const cells = [
      '%matplotlib inline\nimport helper',
      '%%bash\nls',
      '%%time\nx = helper.value',
      'if x:\n    !pip install y\nprint("x is", x)\nx?',
    ];
    const { text, leftOut } = notebookScript({ cells, path: 'nb/a.ipynb', folder: path.join(root, 'nb') });
    assert.deepEqual(leftOut, ['%matplotlib inline', '%%bash', '%%time', '!pip install y', 'x?']);
    assert.equal(run({ by: 'python' }, 'a.py', text), 'x is 3');
  });
});
