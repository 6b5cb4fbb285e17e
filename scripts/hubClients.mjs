// Makes the Python environment with the official client of the Hugging Face Hub and its command line `hf`, once per machine, and prints
// the path of its interpreter. `PRACTICUM_HUB_PYTHON` names another interpreter, which is then used as it is.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cache, run, withLock } from './python.mjs';

const requirements = ['huggingface_hub==2.0.0', 'hf-xet==1.6.0'];
const isWindows = process.platform === 'win32';
const folder = path.join(cache, 'python-hub2.0.0');
const interpreter = isWindows ? path.join(folder, 'Scripts', 'python.exe') : path.join(folder, 'bin', 'python');
const marker = path.join(folder, '.complete');

/** The interpreter with huggingface_hub; makes its environment when it is missing. Progress goes to `say`. */
export async function hubPython(say = () => {}) {
  const chosen = process.env.PRACTICUM_HUB_PYTHON;
  if (chosen !== undefined && chosen !== '') return chosen;
  if (await isComplete()) return interpreter;
  await mkdir(cache, { recursive: true });
  await withLock(`${folder}.lock`, say, async () => {
    if (await isComplete()) return;
    say(`Making a Python environment with ${requirements.join(', ')} in ${folder}: about 15 MB to download.`);
    await rm(folder, { recursive: true, force: true });
    await run(process.env.PYTHON ?? (isWindows ? 'python' : 'python3'), ['-m', 'venv', folder], say);
    const install = ['-m', 'pip', 'install', '--retries', '0', '--timeout', '60', '--disable-pip-version-check', '--quiet'];
    await run(interpreter, [...install, ...requirements], say);
    await writeFile(marker, requirements.join('\n'));
  });
  return interpreter;
}

async function isComplete() {
  try {
    return (await readFile(marker, 'utf8')) === requirements.join('\n');
  } catch {
    return false;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${await hubPython((text) => process.stderr.write(`${text}\n`))}\n`);
}
