/** Carries out a plan for an environment, under a permit for that very plan. */

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Cancelled, PracticumError } from '../base/errors.ts';
import type { Permit, RequirePermit } from '../base/permit.ts';
import { hideSecrets } from '../base/redact.ts';
import { createStreamRedactor } from '../base/redactStream.ts';
import { EnvironmentInTheWay, type EnvironmentPlan, environmentEffects } from './environment.ts';

const keptOutputChars = 8000;
const isWindows = process.platform === 'win32';

export class EnvironmentFailed extends PracticumError {
  /** The end of what the failed step printed. */
  readonly output: string;

  /** `steps`: all that was done, the failed one last. */
  constructor(steps: readonly (readonly string[])[], code: number | null, output: string) {
    super(
      'environment-failed',
      `The Python packages could not be installed: ${explain(output)}${code === null ? '' : ` (exit code ${code})`}.`,
      {
        hint: `Mend the cause and try again, or do it yourself: ${steps.map((step) => step.join(' ')).join(' && ')}`,
      },
    );
    this.output = output;
  }
}

/**
 * `onOutput` gets each command line after a `$`, and what it prints. An environment that this began and could not finish is removed: half of one would be taken for
 * the workspace's own. Throws EnvironmentFailed or Cancelled.
 */
export async function createEnvironment(
  require: RequirePermit,
  permit: Permit,
  plan: EnvironmentPlan,
  onOutput: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const effect of environmentEffects(plan)) require(permit, effect);
  const { folder, isNew } = plan;
  // Somebody may have made it since.
  if (isNew && (await stat(folder).catch(() => undefined)) !== undefined) throw new EnvironmentInTheWay(folder);
  try {
    for (const index of plan.steps.keys()) await runLast(plan.steps.slice(0, index + 1), plan.cwd, onOutput, signal);
    // Python 3.13 and newer writes it by itself.
    if (isNew) await writeFile(path.join(folder, '.gitignore'), '*\n');
  } catch (error) {
    if (isNew) await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

const versionsCode = `
import sys, json
from importlib.metadata import version
def find(name):
    try:
        return version(name)
    except Exception:
        return None
print(json.dumps({name: find(name) for name in sys.argv[1:]}))
`;

/** The versions that an environment really has. Packages that are not there are left out. */
export function installedVersions(python: string, names: readonly string[]): Promise<Readonly<Record<string, string>>> {
  return new Promise((resolve, reject) => {
    execFile(python, ['-I', '-c', versionsCode, ...names], { cwd: tmpdir(), timeout: 30_000 }, (error, stdout) => {
      if (error !== null) reject(error);
      else {
        // Our own program wrote this a moment ago.
        const versions = JSON.parse(stdout) as Readonly<Record<string, string | null>>;
        resolve(Object.fromEntries(Object.entries(versions).flatMap(([name, version]) => (version === null ? [] : [[name, version]]))));
      }
    });
  });
}

/** Runs the last of these steps; those before it have been done. */
function runLast(steps: EnvironmentPlan['steps'], cwd: string, onOutput: (text: string) => void, signal: AbortSignal): Promise<void> {
  const step = steps.at(-1) ?? [];
  const [program = '', ...args] = step;
  // venv says nothing while it works.
  onOutput(hideSecrets(`$ ${step.join(' ')}\n`));
  const { PYTHONHOME: _home, PYTHONPATH: _path, ...env } = process.env;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Cancelled());
      return;
    }
    const child = spawn(program, args, {
      cwd,
      // Nobody can answer pip here, and a bar drawn with carriage returns is no text.
      env: { ...env, PIP_NO_INPUT: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_PROGRESS_BAR: 'off' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: what pip builds with other programs ends with it.
      detached: !isWindows,
    });
    const stop = (): void => endGroup(child);
    signal.addEventListener('abort', stop, { once: true });
    let output = '';
    // pip prints the address of an index with the name and the password in it.
    const redactor = createStreamRedactor(hideSecrets);
    const tell = (text: string): void => {
      output = (output + text).slice(-keptOutputChars);
      if (text !== '') onOutput(text);
    };
    const hear = (chunk: string): void => tell(redactor.push(chunk));
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.once('error', (error) => {
      signal.removeEventListener('abort', stop);
      reject(new EnvironmentFailed(steps, null, error.message));
    });
    child.once('close', (code) => {
      tell(redactor.end());
      signal.removeEventListener('abort', stop);
      if (signal.aborted) reject(new Cancelled());
      else if (code === 0) resolve();
      else reject(new EnvironmentFailed(steps, code, output));
    });
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (isWindows) child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

/** The line of pip's or venv's output that says what went wrong. */
function explain(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  if (lines.some((line) => /ensurepip is not|No module named ensurepip|python3?[\d.]*-venv/.test(line)))
    return 'this Python lacks its venv module; install it (on Debian and Ubuntu: apt install python3-venv)';
  if (lines.some((line) => /No space left on device|Errno 28/.test(line))) return 'the disk is full';
  const error = lines.findLast((line) => /^(?:ERROR|error)\b/.test(line)) ?? lines.findLast((line) => line !== '');
  return (error ?? 'it printed nothing').replace(/^ERROR:\s*/i, '').replace(/\.$/, '');
}
