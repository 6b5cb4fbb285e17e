/**
 * A throw-away workspace in which command lines are really run, many at a time, by bash under strace, and where the machine has bubblewrap
 * with everything read-only and no network. What they do is read from the trace, not from what is left over.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allPrograms } from '../../src/policy/shell/programs.ts';

const listed = new Set(allPrograms.map(({ name }) => name));

/** In the workspace, and never to be read. */
const secrets = ['.env', 'private/id_rsa', 'private/credentials.json', 'private/deep/server.pem', '.netrc'];

export interface TracedPlace {
  readonly root: string;
  /** PATH of the commands. */
  readonly programs: string;
  /** Runs them one after the other, and says what was wrong. */
  run(lines: readonly string[], env: Readonly<Record<string, string>>): readonly string[];
  dispose(): void;
}

export function makeTracedPlace(): TracedPlace {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-fuzz-')));
  const root = path.join(folder, 'ws');
  fill(folder, root);
  const programs = '/usr/bin:/bin';
  const isBoxed = spawnSync('bwrap', box('/tmp').concat('true')).status === 0;
  return {
    root,
    programs,
    run(lines, env) {
      const work = mkdtempSync(path.join(folder, 'work-'));
      writeFileSync(path.join(work, 'lines'), lines.map((line) => `${line}\0`).join(''));
      const trace = path.join(work, 'trace');
      const strace = ['strace', '-f', '--seccomp-bpf', '-y', '-qq', '-s', '300', '-e', 'signal=none', '-e', `trace=${traced}`, '-o', trace];
      const argv = [...(isBoxed ? ['bwrap', ...box(work)] : []), ...strace, '/bin/bash', '-c', driver, 'bash', path.join(work, 'lines')];
      const [program = '', ...args] = argv;
      const home = path.join(folder, 'home');
      const ran = spawnSync(program, args, { cwd: root, env: { ...env, PATH: programs, HOME: home }, timeout: 300_000, stdio: 'ignore' });
      const problems = ran.status === 0 ? [] : [`the batch ended with ${ran.status ?? ran.signal}: ${lines.at(-1)}`];
      problems.push(...judgeTrace(readFileSync(trace, 'utf8'), lines, { root, home }));
      rmSync(work, { recursive: true });
      return problems;
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Undefined: commands can be traced here. */
export function whyNotTraced(): string | undefined {
  const probe = spawnSync('strace', ['-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', 'true']);
  return probe.status === 0 ? undefined : 'strace is missing, or may not trace here';
}

const box = (writable: string): string[] => [
  '--ro-bind',
  '/',
  '/',
  '--dev',
  '/dev',
  '--proc',
  '/proc',
  '--unshare-net',
  '--bind',
  writable,
  writable,
  '--die-with-parent',
  '--',
];

/** Opening a file that is not there tells in the trace which line begins. A copy of the shell reads each as `bash -c` would, only sooner. */
const driver = `
  at=0
  while IFS= read -r -d '' line <&9; do
    { : </practicum-line/$at; } 2>/dev/null
    ( eval "$line" ) </dev/null >/dev/null 2>&1 9<&-
    at=$((at + 1))
  done 9<"$1"
  exit 0`;

const changing =
  `creat,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,rmdir,chmod,fchmod,fchmodat,chown,
  fchown,lchown,fchownat,truncate,ftruncate,mknod,mknodat,utime,utimes,utimensat,setxattr,lsetxattr,fsetxattr,removexattr,mount,umount2,kill,
  tkill,ptrace,reboot,sethostname,settimeofday,clock_settime`.replace(/\s+/g, '');
const connecting = 'socket,connect,bind,sendto,sendmsg,listen';
const traced = `execve,execveat,open,openat,openat2,${changing},${connecting}`;

function fill(folder: string, root: string): void {
  const texts: Readonly<Record<string, string>> = {
    'ws/README.md': '# Title\ndef main\nTODO x|y\n',
    'ws/src/a.py': 'def main():\n    lr = 0.1\n    return lr\n',
    'ws/src/b.py': 'def other():\n    return 2\n',
    'ws/src/deep/c.py': 'lr = 3\n',
    'ws/docs/long name.md': 'one\ntwo\n',
    'ws/big.txt': 'one line of many\n'.repeat(2000),
    'ws/evil.sh': '#!/bin/sh\ntouch PWNED\n',
    'ws/x.tmp': 'x\n',
    'ws/-rf': 'x\n',
    'outside.txt': 'decoy\n',
    'home/.netrc': 'decoy\n',
    'home/.bashrc': 'touch PWNED-by-bashrc\n',
    'home/.ssh/id_rsa': 'decoy\n',
  };
  for (const [name, text] of [...Object.entries(texts), ...secrets.map((name) => [`ws/${name}`, 'decoy\n'] as const)]) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text, { mode: name.endsWith('.sh') ? 0o755 : 0o644 });
  }
  mkdirSync(path.join(root, 'links'));
  const links = { leaving: '../../outside.txt', upwards: '../..', innocent: '../.env', staying: '../src/a.py' };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, path.join(root, 'links', name));
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=Fuzz', '-c', 'user.email=fuzz@example.org', ...args], { cwd: root, stdio: 'ignore' });
  git('init', '--initial-branch', 'main');
  git('add', 'README.md', 'src', 'docs');
  git('commit', '-m', 'Begin');
  writeFileSync(path.join(root, 'src/b.py'), 'def other():\n    return 3\n');
  git('commit', '-am', 'Change');
  writeFileSync(path.join(root, 'src/b.py'), 'def other():\n    return 4\n');
  // Another time and the same content: git would like to write that down.
  utimesSync(path.join(root, 'src/a.py'), 1_700_000_000, 1_700_000_000);
}

interface Where {
  readonly root: string;
  readonly home: string;
}

/** Everything that a line did and that no harmless one may do. */
export function judgeTrace(trace: string, lines: readonly string[], where: Where): readonly string[] {
  const problems = new Set<string>();
  let line: string | undefined;
  for (const call of callsOf(trace)) {
    const begun = /"\/practicum-line\/(\d+)"/.exec(call)?.[1];
    if (begun !== undefined) {
      line = lines[Number(begun)] ?? '';
    } else if (line !== undefined) {
      const why = whyWrong(call, line, where);
      if (why !== undefined) problems.add(`${why}: ${JSON.stringify(line)}`);
    }
  }
  return [...problems];
}

/** One text per system call, those put together that were interrupted by other processes. */
function* callsOf(trace: string): Generator<string> {
  const begun = new Map<string, string>();
  for (const line of trace.split('\n')) {
    const [, pid = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)?.[1];
    if (rest.endsWith('<unfinished ...>')) begun.set(pid, rest.slice(0, -'<unfinished ...>'.length));
    else if (resumed !== undefined) yield `${begun.get(pid) ?? ''}${resumed}`;
    else if (rest !== '') yield rest;
  }
}

function whyWrong(call: string, line: string, where: Where): string | undefined {
  const name = /^\w+/.exec(call)?.[0] ?? '';
  if (name.startsWith('exec')) return whyNotStarted(call, line);
  if (name.startsWith('open')) return whyNotOpened(call, line, where);
  if (connecting.split(',').includes(name)) {
    // The C library asks the cache of names, which is nobody else's socket; that there is none is the usual answer.
    const isNameCache = /sun_path="\/var\/run\/nscd\/socket"/.test(call) || (name === 'socket' && call.includes('AF_UNIX'));
    return isNameCache ? undefined : `connects (${call})`;
  }
  return changing.split(',').includes(name) ? `changes something (${call})` : undefined;
}

function whyNotStarted(call: string, line: string): string | undefined {
  const program = path.basename(/"([^"]*)"/.exec(call)?.[1] ?? '');
  if (!listed.has(program)) return `starts ${program}`;
  return line.includes(program) ? undefined : `starts ${program}, which it does not name`;
}

const ofTheSystem =
  /^(\/(usr|lib|lib64|bin|proc|sys)(\/|$)|\/dev\/(null|urandom|tty)$|\/etc\/(ld\.so|locale|localtime|nsswitch|magic|mtab|gitconfig|passwd$|group$)|(pipe|socket|anon_inode):)/;

function whyNotOpened(call: string, line: string, { root, home }: Where): string | undefined {
  const named = /"((?:[^"\\]|\\.)*)"/.exec(call)?.[1] ?? '';
  const opened = /= \d+<([^>]*)>/.exec(call)?.[1];
  if (/O_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)/.test(call))
    return ['/dev/null', '/dev/tty'].includes(opened ?? named) ? undefined : `writes ${named}`;
  // Only a place, from which nothing can be read.
  if (opened === undefined || call.includes('O_PATH')) return undefined;
  const isGit = /\bgit\b/.test(line);
  if (isGit && (opened.startsWith(`${home}/.config/git`) || opened === `${home}/.gitconfig` || opened === `${root}/.git/config`))
    return undefined;
  if (opened === root || opened.startsWith(`${root}/`)) {
    const below = opened.slice(root.length + 1);
    return secrets.includes(below) || below === '.git/config' ? `reads ${below}` : undefined;
  }
  // Names of users and groups are looked up by these, and printed by nobody.
  if (/^\/etc\/(passwd|group)$/.test(opened)) return /\b(ls|id|whoami|find|stat|git)\b/.test(line) ? undefined : `reads ${opened}`;
  return ofTheSystem.test(opened) ? undefined : `reads ${opened}`;
}
