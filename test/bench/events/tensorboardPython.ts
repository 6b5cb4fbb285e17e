/** A virtual environment with TensorBoard and its data server, in the cache folder, for comparing with them. It is made once per machine. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

const requirements = ['tensorboard==2.21.0', 'tensorboard-data-server==0.7.2', 'numpy==2.4.6'];
const cache = process.env['PRACTICUM_CACHE'] ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'practicum');
const folder = path.join(cache, 'tensorboard-bench');
const marker = path.join(folder, '.complete');

export interface TensorBoardPython {
  readonly python: string;
  /** The data server's program; undefined where there is none for this machine. */
  readonly server: string | undefined;
}

/** A sentence when it cannot be had. */
export async function tensorboardPython(): Promise<TensorBoardPython | string> {
  if (process.platform === 'win32') return 'TensorBoard’s data server has no wheel for Windows.';
  const python = path.join(folder, 'bin', 'python');
  if (!existsSync(marker)) {
    await mkdir(cache, { recursive: true });
    await rm(folder, { recursive: true, force: true });
    const made = spawnSync(process.env['PYTHON'] ?? 'python3', ['-m', 'venv', folder], { encoding: 'utf8' });
    if (made.status !== 0) return `no virtual environment could be made: ${lastLine(made.stderr)}`;
    const install = ['-m', 'pip', 'install', '--quiet', '--retries', '0', '--timeout', '30', '--disable-pip-version-check'];
    const installed = spawnSync(python, [...install, ...requirements], { encoding: 'utf8' });
    if (installed.status !== 0) return `their packages could not be installed: ${lastLine(installed.stderr)}`;
    await writeFile(marker, `${requirements.join('\n')}\n`);
  }
  const found = spawnSync(python, ['-c', 'import tensorboard_data_server as s; print(s.server_binary() or "")'], { encoding: 'utf8' });
  const server = found.stdout.trim();
  return { python, server: server === '' ? undefined : server };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
