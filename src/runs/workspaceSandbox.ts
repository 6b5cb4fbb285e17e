import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { SandboxStatus } from '../base/sandbox.ts';
import { findNameRule, protectedNames, secretNames } from '../policy/names.ts';
import { leadsToRunRecords } from '../policy/runRecords.ts';
import type { RelayProgram } from '../sandbox/bubblewrap.ts';
import type { WorkspaceNames } from '../sandbox/fileView.ts';
import { findSandbox } from '../sandbox/findSandbox.ts';

/** The sandbox of one workspace: what the policy protects there is protected from confined programs too. */
export interface WorkspaceSandboxOptions {
  /** Workspace folders, real paths. */
  readonly roots: readonly string[];
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly relay: RelayProgram;
  /** Read inside, wherever it lies: what of ours a run needs. */
  readonly seen?: readonly string[];
}

export function findWorkspaceSandbox({ roots, home, env, relay, seen = [] }: WorkspaceSandboxOptions): Promise<SandboxStatus> {
  const homes = [...new Set([userInfo().homedir, homedir(), env['HOME'] ?? ''])].filter((home) => isAbsolute(home));
  const person = { homes, env };
  const places = { roots, names: workspaceNames, person, hidden: [home], seen: [join(home, 'venvs'), ...seen] };
  return findSandbox({ platform: process.platform, places, relay });
}

/** In a repository that was opened for a command, what git executes, or reads to know what to execute. */
const steersGit = /^(?:hooks|config|config\.worktree|commondir|attributes|modules|worktrees)$/;

export const workspaceNames: WorkspaceNames = {
  isProtected: (segments) => findNameRule(protectedNames, segments) !== undefined || leadsToRunRecords(segments),
  isSecret: (segments) => findNameRule(secretNames, segments) !== undefined,
  isNeverOpened: (segments) => leadsToRunRecords(segments) || (segments.includes('.git') && steersGit.test(segments.at(-1) ?? '')),
  // An editor or a shell outside reads these as soon as they are there.
  keptAway: [
    ...['.git', '.vscode', '.devcontainer', '.practicum'].map((name) => ({ name, isFolder: true })),
    ...['.envrc', '.mcp.json', 'sitecustomize.py'].map((name) => ({ name, isFolder: false })),
  ],
};
