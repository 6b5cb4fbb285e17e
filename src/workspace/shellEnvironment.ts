import { execFile } from 'node:child_process';

/** The environment of a command that the agent runs: the person's, without keys, without the editor's own, and with a git that executes nothing. */

export type Environment = Readonly<Record<string, string | undefined>>;

const editorsOwn = /^(?:VSCODE_|ELECTRON_|CHROME_|PRACTICUM_)|^(?:NODE_OPTIONS|NODE_ENV|APPLICATION_INSIGHTS_NO_DIAGNOSTIC_CHANNEL)$/;
const secretName =
  /(?:^|_)(?:API_?KEY|ACCESS_?KEY|SECRET_?KEY|PRIVATE_?KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|PAT)(?:_(?:ID|[0-9]+))?$/i;
/** Run by a shell or by git before the command gets a word in. */
const runsSomething =
  /^(?:BASH_ENV|ENV|PROMPT_COMMAND|PS4|BASH_FUNC_.*|GIT_EXTERNAL_DIFF|GIT_PROXY_COMMAND|GIT_CONFIG.*|GIT_DIR|GIT_WORK_TREE|GIT_INDEX_FILE|CDPATH|SHELLOPTS|BASHOPTS|GREP_OPTIONS|RIPGREP_CONFIG_PATH)$/;

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
    if (value === undefined || editorsOwn.test(name) || secretName.test(name) || runsSomething.test(name)) continue;
    clean[name] = value;
  }
  return withGitConfig({ ...clean, ...fixed }, [
    ['core.fsmonitor', 'false'],
    ['core.pager', 'cat'],
    ['core.hooksPath', '/dev/null'],
    ['safe.bareRepository', 'explicit'],
  ]);
}

/**
 * A repository's configuration can name programs that `git diff` would execute. Each that is configured is replaced by one that does the
 * plain thing: git knows no value that means “unset” (an empty `diff.external` makes every diff fail).
 */
export async function withoutGitDrivers(env: Record<string, string>, command: string, cwd: string): Promise<Record<string, string>> {
  if (!/\bgit\b/.test(command)) return env;
  const configured = await gitDrivers(env, cwd);
  const plain = configured.map((name): readonly [string, string] => [name, name.endsWith('.textconv') ? 'cat' : plainDiff]);
  return withGitConfig(env, plain);
}

/** Called by git as `COMMAND path old-file old-hex old-mode new-file new-hex new-mode`. */
const plainDiff = 'f() { diff -u -L "a/$1" -L "b/$1" -- "$2" "$5"; true; }; f';

function gitDrivers(env: Record<string, string>, cwd: string): Promise<readonly string[]> {
  const drivers = ['config', '-z', '--name-only', '--get-regexp', String.raw`^diff\.(external|.*\.(command|textconv))$`];
  return new Promise((resolve) => {
    // Fails when nothing is configured, there is no repository, or no git: all the same here.
    execFile('git', drivers, { env, cwd, timeout: 5_000 }, (error, stdout) => {
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
