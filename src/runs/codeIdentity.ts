import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunSpec } from './run.ts';

const gitTimeoutMs = 5_000;

/** From which code a run is started: the commit, whether the tree differs from it, and the script's own bytes. */
export async function codeIdentity(script: string): Promise<RunSpec['code']> {
  const folder = path.dirname(script);
  const [bytes, commit, status] = await Promise.all([
    readFile(script),
    git(folder, ['rev-parse', '--verify', 'HEAD']),
    git(folder, ['status', '--porcelain', '--untracked-files=normal']),
  ]);
  return {
    commit: commit === undefined || !/^[0-9a-f]{40,64}$/.test(commit.trim()) ? undefined : commit.trim(),
    // What could not be found out in time counts as changed; outside a repository there is nothing to differ from.
    isDirty: commit !== undefined && status?.trim() !== '',
    scriptSha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** The output, or undefined when there is no git, no repository, no commit or no time. */
function git(cwd: string, args: readonly string[]): Promise<string | undefined> {
  const env: NodeJS.ProcessEnv = { GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
  // A git that is calling this program (a hook) leaves variables that point at another repository.
  for (const [name, value] of Object.entries(process.env)) if (!name.startsWith('GIT_')) env[name] ??= value;
  // A repository's own configuration may name programs for git to start.
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
  return new Promise((resolve) => {
    execFile('git', [...safe, ...args], { cwd, env, timeout: gitTimeoutMs, killSignal: 'SIGKILL', maxBuffer: 1 << 24 }, (error, stdout) =>
      resolve(error === null ? stdout : undefined),
    );
  });
}
