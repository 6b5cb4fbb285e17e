import { execFile } from 'node:child_process';
import { cleanEnvironment, withoutGitPrograms } from '../workspace/shellEnvironment.ts';

/** A repository that can be asked and not changed: nothing that its configuration names is executed. */
export interface LookingGit {
  /** What git says; undefined when there is no git, no repository, no answer in time, or it refuses. */
  ask(args: readonly string[], limits?: { readonly maxBytes?: number; readonly timeoutMs?: number }): Promise<GitAnswer | undefined>;
}

export interface GitAnswer {
  readonly text: string;
  /** There was more. */
  readonly isCut: boolean;
}

const usualTimeoutMs = 5_000;
const usualBytes = 2 ** 24;

export async function lookingGit(cwd: string): Promise<LookingGit> {
  const env = await withoutGitPrograms(cleanEnvironment(process.env), { command: 'git', cwd, isOnlyLooking: true });
  return {
    ask: (args, { maxBytes = usualBytes, timeoutMs = usualTimeoutMs } = {}) =>
      new Promise((resolve) => {
        const options = { cwd, env: { ...env, LC_ALL: 'C' }, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: maxBytes } as const;
        execFile('git', [...args], options, (error, text) => {
          const isCut = error !== null && error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
          resolve(error === null || isCut ? { text, isCut } : undefined);
        });
      }),
  };
}
