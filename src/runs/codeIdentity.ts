import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { defined } from '../base/defined.ts';
import { hideSecrets } from '../base/redact.ts';
import { lookingGit } from './lookingGit.ts';
import type { RunSpec } from './run.ts';

/** From which code a run is started: commit, branch and remote, whether the tree differs from the commit, and the script's own bytes. */
export async function codeIdentity(script: string): Promise<RunSpec['code']> {
  const git = await lookingGit(path.dirname(script));
  const [bytes, commit, status, branch, remotes] = await Promise.all([
    readFile(script),
    git.ask(['rev-parse', '--verify', 'HEAD']),
    git.ask(['status', '--porcelain', '--untracked-files=normal']),
    git.ask(['symbolic-ref', '--short', '--quiet', 'HEAD']),
    git.ask(['config', '--get-regexp', String.raw`^remote\..*\.url$`]),
  ]);
  const sha = commit?.text.trim() ?? '';
  return {
    commit: /^[0-9a-f]{40,64}$/.test(sha) ? sha : undefined,
    // What could not be found out in time counts as changed; outside a repository there is nothing to differ from.
    isDirty: commit !== undefined && status?.text.trim() !== '',
    scriptSha256: createHash('sha256').update(bytes).digest('hex'),
    ...defined({ branch: namedIn(branch?.text), remote: remoteIn(remotes?.text ?? '') }),
  };
}

function namedIn(text: string | undefined): string | undefined {
  const name = text?.trim() ?? '';
  return name === '' ? undefined : name;
}

/** Of `remote.origin.url https://…` lines the address of origin, else the first one. Pure. */
export function remoteIn(lines: string): string | undefined {
  const remotes = [...lines.matchAll(/^remote\.(.+)\.url (.+)$/gm)].map(([, name = '', address = '']) => ({ name, address }));
  const chosen = remotes.find(({ name }) => name === 'origin') ?? remotes[0];
  return chosen === undefined ? undefined : withoutCredentials(chosen.address);
}

/** An address without what logs in: user, password, and whatever follows a question mark. `git@github.com:a/b.git` names no person. Pure. */
export function withoutCredentials(address: string): string {
  const bare = address.trim().replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');
  return hideSecrets(/^[a-z][a-z0-9+.-]*:\/\//i.test(bare) ? bare.replace(/[?#].*$/s, '') : bare);
}
