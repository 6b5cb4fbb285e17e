// Makes the Python environment with real training frameworks (transformers, Lightning, Keras, tensorboard, tensorboardX, wandb, accelerate)
// that the long tests train with, once per machine, and prints the path of its interpreter. torch is that of the other tests
// (scripts/python.mjs). `PRACTICUM_FRAMEWORKS_PYTHON` names another interpreter, which is then used as it is.
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { cache, run, testPython, withLock } from './python.mjs';

const requirements = [
  'transformers==5.18.0',
  'accelerate==1.15.0',
  'lightning==2.6.6',
  'keras==3.15.1',
  'tensorboard==2.21.0',
  'tensorboardX==2.6.5',
];
const wandb = 'wandb==0.30.0';
// What wandb needs of others, but for what it measures of itself.
const wandbNeeds = ['platformdirs', 'pydantic', 'requests', 'xxhash', 'opentelemetry-api', 'opentelemetry-proto'];
const warmUp =
  'import transformers.trainer, lightning, tensorboard, tensorboardX, wandb, accelerate, torch.utils.tensorboard; import os; os.environ["KERAS_BACKEND"] = "torch"; import keras';

const folder = path.join(cache, 'python-frameworks1');
const interpreter = process.platform === 'win32' ? path.join(folder, 'Scripts', 'python.exe') : path.join(folder, 'bin', 'python');
const marker = path.join(folder, '.complete');
const whole = [...requirements, wandb].join('\n');

/** The interpreter with the frameworks; makes its environment when it is missing. Progress goes to `say`. */
export async function frameworksPython(say = () => {}) {
  const chosen = process.env.PRACTICUM_FRAMEWORKS_PYTHON;
  if (chosen !== undefined && chosen !== '') return chosen;
  if (await isComplete()) return interpreter;
  await mkdir(cache, { recursive: true });
  const torch = await testPython(say);
  await withLock(`${folder}.lock`, say, async () => {
    if (await isComplete()) return;
    say(
      `Making a Python environment with ${requirements.join(', ')}, ${wandb} in ${folder}: about 200 MB to download, 900 MB on the disk.`,
    );
    await rm(folder, { recursive: true, force: true });
    await run(torch, ['-m', 'venv', folder], say);
    const torchPackages = await purelib(torch);
    const ownPackages = await purelib(interpreter);
    // A path file: torch is seen without another gigabyte.
    await writeFile(path.join(ownPackages, 'torch-of-the-tests.pth'), `${torchPackages}\n`);
    const install = ['-m', 'pip', 'install', '--retries', '0', '--timeout', '60', '--no-compile', '--disable-pip-version-check', '--quiet'];
    await run(interpreter, [...install, ...requirements], say);
    try {
      await run(interpreter, [...install, wandb], say);
    } catch {
      say('The package index lacks some of what wandb requires; it is installed without what it measures of itself.');
      await run(interpreter, [...install, ...wandbNeeds], say);
      await run(interpreter, [...install, '--no-deps', wandb, 'opentelemetry-sdk'], say);
      await standInForNames(path.join(ownPackages, 'opentelemetry', 'semconv'));
    }
    await run(interpreter, ['-c', warmUp], say);
    await writeFile(marker, `${whole}\n`);
  });
  return interpreter;
}

/** opentelemetry.semconv is nothing but names; any name is its own text. */
async function standInForNames(base) {
  const text =
    'def __getattr__(name):\n    if name.startswith("__"):\n        raise AttributeError(name)\n    return type(name, (str,), {"__getattr__": lambda self, other: other})(name)\n';
  const attributes = ['exception', 'error', 'http'].map((each) => `attributes/${each}_attributes`);
  const incubating = [
    '_incubating',
    '_incubating/attributes',
    '_incubating/attributes/otel_attributes',
    '_incubating/metrics',
    '_incubating/metrics/otel_metrics',
  ];
  for (const name of ['.', 'resource', 'attributes', ...attributes, ...incubating]) {
    await mkdir(path.join(base, name), { recursive: true });
    await writeFile(path.join(base, name, '__init__.py'), text);
  }
}

async function purelib(python) {
  const { stdout } = await promisify(execFile)(python, ['-c', 'import sysconfig; print(sysconfig.get_paths()["purelib"])']);
  return stdout.trim();
}

async function isComplete() {
  try {
    return (await readFile(marker, 'utf8')).trim() === whole;
  } catch {
    return false;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${await frameworksPython((text) => process.stderr.write(`${text}\n`))}\n`);
}
