/** What the policy says of many command lines in one place where nothing changes: the disk is looked at once. */
import * as fs from 'node:fs/promises';
import type { LookupFs } from '../../src/policy/lookup.ts';
import { createPolicy } from '../../src/policy/policy.ts';
import { asHarmless } from '../../src/policy/shell/asHarmless.ts';
import { cleanEnvironment, withoutGitPrograms } from '../../src/workspace/shellEnvironment.ts';
import type { Random } from '../soak/random.ts';
import type { TracedPlace } from './traced.ts';

export interface LineJudge {
  verdictOn(command: string): Promise<{ readonly verdict: 'allow' | 'ask' | 'deny'; readonly reason: string }>;
}

export function makeLineJudge({ root, programs }: TracedPlace): LineJudge {
  const policy = createPolicy({ roots: [root], platform: 'linux', searchPath: programs.split(':'), fs: remembering() });
  return {
    verdictOn: (command) => policy.judge({ effects: [{ kind: 'shell', command, cwd: root }], mode: 'auto', isTrusted: true, session: [] }),
  };
}

function remembering(): LookupFs {
  const known = new Map<string, Promise<unknown>>();
  function once<Answer>(kind: string, find: (path: string) => Promise<Answer>): (path: string) => Promise<Answer> {
    return (path) => {
      const key = `${kind} ${path}`;
      const answer = known.get(key) ?? find(path);
      known.set(key, answer);
      // Whoever asked gets the rejection; here it only must not count as unheard.
      answer.catch(() => undefined);
      return answer as Promise<Answer>;
    };
  }
  return {
    lstat: once('lstat', (path) => fs.lstat(path)),
    readlink: once('readlink', (path) => fs.readlink(path)),
    readdir: once('readdir', (path) => fs.readdir(path)),
    readFile: once('readFile', (path) => fs.readFile(path)),
  };
}

/** The environment in which the shell port starts a line that only looks. */
export function lookingEnvironment({ root }: TracedPlace): Promise<Readonly<Record<string, string>>> {
  return withoutGitPrograms(cleanEnvironment({ LANG: 'C', SHELL: '/bin/bash', USER: 'fuzz' }), {
    command: 'git',
    cwd: root,
    isOnlyLooking: true,
  });
}

/** As it was written, or as the shell port starts it. */
export function asStarted(line: string, random: Random): string {
  return random.chance(0.5) ? line : (asHarmless(line)?.line ?? line);
}
