// Makes the Python environment with JAX that one long test holds contracts against, once per machine, and prints the path of its
// interpreter. `PRACTICUM_JAX_PYTHON` names another interpreter, which is then used as it is.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cache, run, withLock } from './python.mjs';

const requirements = ['jax==0.10.2', 'jaxlib==0.10.2', 'numpy==2.4.6'];
const folder = path.join(cache, 'python-jax0.10');
const interpreter = process.platform === 'win32' ? path.join(folder, 'Scripts', 'python.exe') : path.join(folder, 'bin', 'python');
const marker = path.join(folder, '.complete');

/** The interpreter with JAX; makes its environment when it is missing. Progress goes to `say`. */
export async function jaxPython(say = () => {}) {
  const chosen = process.env.PRACTICUM_JAX_PYTHON;
  if (chosen !== undefined && chosen !== '') return chosen;
  if (await isComplete()) return interpreter;
  await mkdir(cache, { recursive: true });
  await withLock(`${folder}.lock`, say, async () => {
    if (await isComplete()) return;
    say(`Making a Python environment with ${requirements.join(', ')} in ${folder}: about 120 MB to download.`);
    await rm(folder, { recursive: true, force: true });
    await run(process.env.PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3'), ['-m', 'venv', folder], say);
    const install = ['-m', 'pip', 'install', '--retries', '0', '--timeout', '60', '--disable-pip-version-check', '--quiet'];
    await run(interpreter, [...install, ...requirements], say);
    await run(interpreter, ['-c', 'import jax, jax.numpy, jax.nn, jax.random'], say);
    await writeFile(marker, `${requirements.join('\n')}\n`);
  });
  return interpreter;
}

async function isComplete() {
  try {
    return (await readFile(marker, 'utf8')).trim() === requirements.join('\n');
  } catch {
    return false;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(await jaxPython((text) => console.error(text)));
