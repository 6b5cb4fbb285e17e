/** A throw-away folder in which every program that is started leaves its name, and only the listed ones really run. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** In every file that no harmless command may print. */
export const marker = 'this-was-not-to-be-read';

export interface Place {
  readonly root: string;
  /** PATH: one recorder for each program of this machine. */
  readonly programs: string;
  /** Names of what was started since the last look. */
  started(): readonly string[];
  /** Every file and folder, also beside the workspace, with its content. */
  listing(): string;
  dispose(): void;
}

export function makePlace(listed: ReadonlySet<string>): Place {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-soak-policy-')));
  const watched = path.join(folder, 'watched');
  const root = path.join(watched, 'ws');
  fill(watched, root);
  const programs = path.join(folder, 'programs');
  const record = path.join(folder, 'record');
  writeFileSync(record, '');
  recordPrograms(programs, record, listed);
  return {
    root,
    programs,
    started() {
      const names = readFileSync(record, 'utf8')
        .split('\n')
        .filter((name) => name !== '');
      writeFileSync(record, '');
      return names;
    },
    listing: () => listingOf(watched).join('\n'),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function fill(watched: string, root: string): void {
  const files: Readonly<Record<string, string>> = {
    'ws/README.md': '# Title\ndef main\nTODO x|y\n',
    'ws/src/a.py': 'def main():\n    lr = 0.1\n    return lr\n',
    'ws/src/b.py': 'def other():\n    return 2\n',
    'ws/big.txt': `${'one line of many\n'.repeat(2000)}`,
    'ws/evil.sh': '#!/bin/sh\ntouch PWNED\n',
    'ws/x.tmp': 'x\n',
    'ws/.env': `KEY=${marker}\n`,
    'outside.txt': `${marker}\n`,
    'home/.netrc': `${marker}\n`,
    'home/.bashrc': 'touch PWNED-by-bashrc\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(watched, name)), { recursive: true });
    writeFileSync(path.join(watched, name), text, { mode: name.endsWith('.sh') ? 0o755 : 0o644 });
  }
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=Soak', '-c', 'user.email=soak@example.org', ...args], { cwd: root, stdio: 'ignore' });
  git('init', '--initial-branch', 'main');
  git('add', 'README.md', 'src');
  git('commit', '-m', 'Begin');
  writeFileSync(path.join(root, 'src/b.py'), 'def other():\n    return 3\n');
}

function recordPrograms(programs: string, record: string, listed: ReadonlySet<string>): void {
  mkdirSync(programs);
  const real = new Map<string, string>();
  for (const folder of (process.env['PATH'] ?? '').split(':').filter((each) => path.isAbsolute(each))) {
    for (const name of namesIn(folder)) if (!real.has(name)) real.set(name, path.join(folder, name));
  }
  // A listed program that is itself a script on this machine only leaves its name: what it would start is nobody's doing here.
  const runnable = [...listed].flatMap((name) => (real.has(name) && !isScript(real.get(name) ?? '') ? [name] : []));
  const cases = runnable.map((name) => `  ${name}) exec '${real.get(name)}' "$@" ;;`);
  // A program that is not listed leaves its name, and is not run.
  const recorder = path.join(programs, '.recorder');
  writeFileSync(recorder, `#!/bin/sh\nname=\${0##*/}\necho "$name" >> '${record}'\ncase "$name" in\n${cases.join('\n')}\nesac\nexit 97\n`, {
    mode: 0o755,
  });
  for (const name of real.keys()) symlinkSync('.recorder', path.join(programs, name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => isProgram(path.join(folder, name)));
  } catch {
    return [];
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isScript(file: string): boolean {
  return readFileSync(file).subarray(0, 2).toString('latin1') === '#!';
}

function listingOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const file = path.join(folder, name);
      const stat = lstatSync(file);
      const head = `${file} ${stat.mode} ${stat.mtimeMs}`;
      if (stat.isDirectory()) return [head, ...listingOf(file)];
      if (stat.isSymbolicLink()) return [`${head} -> ${readlinkSync(file)}`];
      return [`${head} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`];
    });
}
