import { execFile } from 'node:child_process';
import { isSecretVariable } from '../base/secretVariables.ts';

/** The environment of a command that the agent runs: the person's, without keys, without the editor's own, and with a git that executes nothing. */

export type Environment = Readonly<Record<string, string | undefined>>;

const editorsOwn = /^(?:VSCODE_|ELECTRON_|CHROME_|PRACTICUM_)|^(?:NODE_OPTIONS|NODE_ENV|APPLICATION_INSIGHTS_NO_DIAGNOSTIC_CHANNEL)$/;
/** Run by a shell or by git before the command gets a word in. */
const runsSomething =
  /^(?:BASH_ENV|ENV|PROMPT_COMMAND|PS4|BASH_FUNC_.*|GIT_EXTERNAL_DIFF|GIT_PROXY_COMMAND|GIT_CONFIG.*|GIT_DIR|GIT_WORK_TREE|GIT_INDEX_FILE|GIT_EXEC_PATH|GIT_TRACE.*|CDPATH|SHELLOPTS|BASHOPTS|GREP_OPTIONS|RIPGREP_CONFIG_PATH)$/;

/** No pager and no editor can be answered: nobody sits at this terminal. */
const fixed: Readonly<Record<string, string>> = {
  TERM: 'dumb',
  NO_COLOR: '1',
  PAGER: 'cat',
  GIT_PAGER: 'cat',
  GIT_EDITOR: 'true',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
};

export function cleanEnvironment(env: Environment): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || editorsOwn.test(name) || isSecretVariable(name) || runsSomething.test(name)) continue;
    clean[name] = value;
  }
  return withGitConfig({ ...clean, ...fixed }, [
    ['core.fsmonitor', 'false'],
    ['core.pager', 'cat'],
    ['core.hooksPath', '/dev/null'],
    ['safe.bareRepository', 'explicit'],
  ]);
}

/** Where a line may start git, and whether it is known to only look. */
export interface GitUse {
  readonly command: string;
  readonly cwd: string;
  readonly isOnlyLooking: boolean;
}

/**
 * A repository's configuration can name programs that git executes. For a line that only looks all of them are off, and with them what
 * reaches a server, reads a file from anywhere or writes the index. What a person agreed to keeps its
 * credentials and filters: without them `git add` of a large file would do another thing than they know.
 */
export async function withoutGitPrograms(env: Record<string, string>, use: GitUse): Promise<Record<string, string>> {
  if (!/\bgit\b/.test(use.command)) return env;
  if (!use.isOnlyLooking) {
    const configured = await configuredNames(env, use.cwd, String.raw`^diff\.(external|.*\.(command|textconv))$`);
    return withGitConfig(
      env,
      configured.map((name): readonly [string, string] => [name, name.endsWith('.textconv') ? 'cat' : plainDiff]),
    );
  }
  const own = Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || name.startsWith('GIT_CONFIG_') || name in fixed);
  const looking = withGitConfig({ ...Object.fromEntries(own), ...lookingVariables }, lookingConfig);
  const filters = await configuredNames(looking, use.cwd, String.raw`^filter\..*\.(clean|smudge|process|required)$`);
  return withGitConfig(
    looking,
    filters.map((name): readonly [string, string] => [name, name.endsWith('.required') ? 'false' : '']),
  );
}

/** Called by git as `COMMAND path old-file old-hex old-mode new-file new-hex new-mode`: git knows no value that means “unset”. */
const plainDiff = 'f() { diff -u -L "a/$1" -L "b/$1" -- "$2" "$5"; true; }; f';

const lookingVariables: Readonly<Record<string, string>> = {
  GIT_SEQUENCE_EDITOR: 'true',
  GIT_ASKPASS: 'true',
  GIT_SSH_COMMAND: 'false',
  // Traces that the configuration asks for are files.
  GIT_TRACE2: '0',
  GIT_TRACE2_EVENT: '0',
  GIT_TRACE2_PERF: '0',
  // What a partial clone left out is not fetched.
  GIT_NO_LAZY_FETCH: '1',
};

const lookingConfig: readonly (readonly [string, string])[] = [
  ['core.editor', 'true'],
  ['sequence.editor', 'true'],
  ['core.askPass', 'true'],
  ['core.sshCommand', 'false'],
  ['core.gitProxy', ''],
  ['core.alternateRefsCommand', 'true'],
  ['credential.helper', ''],
  ['protocol.allow', 'never'],
  ...['gpg.program', 'gpg.openpgp.program', 'gpg.x509.program', 'gpg.ssh.program'].map((name) => [name, 'false'] as const),
  ['log.showSignature', 'false'],
  // Shows a merge as it is kept, without merging again.
  ['log.diffMerges', 'separate'],
  ['diff.autoRefreshIndex', 'false'],
  ['diff.submodule', 'short'],
  ['status.submoduleSummary', 'false'],
  ['submodule.recurse', 'false'],
  ['blame.ignoreRevsFile', ''],
];

function configuredNames(env: Record<string, string>, cwd: string, pattern: string): Promise<readonly string[]> {
  return new Promise((resolve) => {
    // Fails when nothing is configured, there is no repository, or no git: all the same here.
    execFile('git', ['config', '-z', '--name-only', '--get-regexp', pattern], { env, cwd, timeout: 5_000 }, (error, stdout) => {
      resolve(error === null ? [...new Set(stdout.split('\0').filter((name) => name !== ''))] : []);
    });
  });
}

function withGitConfig(env: Record<string, string>, entries: readonly (readonly [string, string])[]): Record<string, string> {
  let count = Number(env['GIT_CONFIG_COUNT'] ?? '0');
  const added: Record<string, string> = {};
  for (const [key, value] of entries) {
    added[`GIT_CONFIG_KEY_${count}`] = key;
    added[`GIT_CONFIG_VALUE_${count}`] = value;
    count += 1;
  }
  return { ...env, ...added, GIT_CONFIG_COUNT: String(count) };
}
