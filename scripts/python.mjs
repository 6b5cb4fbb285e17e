// Makes the Python environment that the tests and the demonstration train with (torch, scikit-learn, tqdm), once per machine,
// and prints the path of its interpreter. It lies outside the clone, because it is large and the same for every clone.
// `PRACTICUM_TEST_PYTHON` names another interpreter, which is then used as it is.
import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const isWindows = process.platform === 'win32';
// The CPU build is a tenth of the CUDA one. macOS has only one build, without the suffix.
const torch = process.platform === 'darwin' ? 'torch==2.13.0' : 'torch==2.13.0+cpu';
const requirements = [torch, 'scikit-learn==1.9.1', 'numpy==2.4.6', 'tqdm~=4.67'];
const torchIndex = 'https://download.pytorch.org/whl/cpu';
// What a training script imports. Importing it once writes the byte code, which is much quicker than compiling every file.
const warmUp = 'import torch, torch.nn, torch.optim, torch.utils.data, tqdm, sklearn.datasets, sklearn.model_selection';

export const cache = process.env.PRACTICUM_CACHE ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'practicum');
const folder = path.join(cache, 'python-torch2.13');
const interpreter = isWindows ? path.join(folder, 'Scripts', 'python.exe') : path.join(folder, 'bin', 'python');
// A virtual environment cannot be moved, so it is built in place and this marker says that it is whole.
const marker = path.join(folder, '.complete');
const lock = `${folder}.lock`;

/** The interpreter of the test environment; makes it when it is missing. Progress goes to `say`. */
export async function testPython(say = () => {}) {
  const chosen = process.env.PRACTICUM_TEST_PYTHON;
  if (chosen !== undefined && chosen !== '') return chosen;
  if (await isComplete()) return interpreter;
  await mkdir(cache, { recursive: true });
  await withLock(lock, say, async () => {
    if (await isComplete()) return;
    say(`Making a Python environment with ${requirements.join(', ')} in ${folder}: about 250 MB to download, 1.1 GB on the disk.`);
    await rm(folder, { recursive: true, force: true });
    await run(basePython(), ['-m', 'venv', folder], say);
    const install = ['-m', 'pip', 'install', '--retries', '0', '--timeout', '60', '--no-compile', '--disable-pip-version-check', '--quiet'];
    try {
      await run(interpreter, [...install, ...requirements], say);
    } catch {
      // The public package index has no +cpu builds; a mirror may.
      await run(interpreter, [...install, '--extra-index-url', torchIndex, ...requirements], say);
    }
    await run(interpreter, ['-c', warmUp], say);
    await writeFile(marker, `${requirements.join('\n')}\n`);
  });
  return interpreter;
}

function basePython() {
  return process.env.PYTHON ?? (isWindows ? 'python' : 'python3');
}

async function isComplete() {
  try {
    return (await readFile(marker, 'utf8')).trim() === requirements.join('\n');
  } catch {
    return false;
  }
}

/** One builder at a time; a lock whose owner is gone is taken over. */
export async function withLock(lock, say, build) {
  for (let isToldToWait = false; ; ) {
    try {
      const file = await open(lock, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (await isAbandoned(lock)) await rm(lock, { force: true });
    else {
      if (!isToldToWait) say('Another process is making the Python environment; waiting for it.');
      isToldToWait = true;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  try {
    await build();
  } finally {
    await rm(lock, { force: true });
  }
}

async function isAbandoned(lock) {
  try {
    const pid = Number(await readFile(lock, 'utf8'));
    // An empty lock is one being written right now, unless it has been so for long.
    if (!Number.isInteger(pid) || pid <= 0) return Date.now() - (await stat(lock)).mtimeMs > 10_000;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

export function run(command, args, say) {
  const { PYTHONDONTWRITEBYTECODE: _, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let tail = '';
    const keep = (chunk) => {
      tail = (tail + chunk).slice(-4000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) =>
      reject(
        new Error(`Could not run ${command}: ${error.message}. Install Python 3.11 with its venv module, or set PRACTICUM_TEST_PYTHON.`),
      ),
    );
    child.on('close', (code) => {
      if (code === 0) resolve();
      else {
        say(tail.trim());
        reject(new Error(`${command} ${args.slice(0, 3).join(' ')} … failed (exit code ${code}).\n${tail.trim()}`));
      }
    });
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${await testPython((text) => process.stderr.write(`${text}\n`))}\n`);
}
