/** A real OpenSSH server on loopback, and an `ssh` on the PATH that reads a configuration of its own. Nothing of the machine's own is touched. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { eventually } from '../workspace.ts';

export interface SshServer {
  /** Its name in the configuration. */
  readonly host: string;
  /** Where runs are to be kept there. */
  readonly folder: string;
  /** Cuts every line that is up: the processes that serve it end. */
  cut(): void;
  /** Nobody can connect any more. What runs there goes on. */
  stop(): Promise<void>;
  start(): Promise<void>;
  dispose(): Promise<void>;
}

const sshd = '/usr/sbin/sshd';

/** `diskBytes`: the runs there lie on a disk of this size, which only the server sees. */
export async function startSshServer({ diskBytes }: { readonly diskBytes?: number } = {}): Promise<SshServer> {
  if (!existsSync(sshd)) throw new Error('There is no OpenSSH server to test with. Install it: apt-get install openssh-server');
  const folder = mkdtempSync(path.join(tmpdir(), 'practicum-sshd-'));
  const at = (name: string): string => path.join(folder, name);
  const port = await freePort();
  for (const key of ['host', 'person']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(key)]);
  writeFileSync(at('authorized'), readFileSync(at('person.pub')));
  const options = [
    ...[
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${at('host')}`,
      `PidFile ${at('pid')}`,
      `AuthorizedKeysFile ${at('authorized')}`,
    ],
    ...['PermitRootLogin prohibit-password', 'PasswordAuthentication no', 'KbdInteractiveAuthentication no', 'UsePAM no', 'StrictModes no'],
  ];
  writeFileSync(at('sshd_config'), `${options.join('\n')}\n`);
  const [kind, key] = readFileSync(at('host.pub'), 'utf8').split(' ');
  writeFileSync(at('known'), `[127.0.0.1]:${port} ${kind} ${key}\n`);
  const client = [
    ...['Host gpu-box', 'HostName 127.0.0.1', `Port ${port}`, `User ${userInfo().username}`, `IdentityFile ${at('person')}`],
    ...['IdentitiesOnly yes', `UserKnownHostsFile ${at('known')}`, 'StrictHostKeyChecking yes'],
  ];
  writeFileSync(at('config'), `${client.join('\n')}\n`);
  mkdirSync(at('bin'));
  writeFileSync(at('bin/ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${at('config')} "$@"\n`, { mode: 0o755 });
  const before = process.env['PATH'];
  process.env['PATH'] = `${at('bin')}${path.delimiter}${before}`;
  // It wants this folder; without root there is no need.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });

  mkdirSync(at('runs'));
  const disk = diskBytes === undefined ? [] : ['bwrap', '--dev-bind', '/', '/', '--size', String(diskBytes), '--tmpfs', at('runs')];
  const start = async (): Promise<void> => {
    const [program = sshd, ...args] = [...disk, sshd, '-f', at('sshd_config'), '-E', at('log')];
    spawn(program, args, { stdio: 'ignore' });
    await eventually(() => (existsSync(at('pid')) ? true : undefined), 'an OpenSSH server that listens');
  };
  const listener = (): number => Number(readFileSync(at('pid'), 'utf8'));
  const cut = (): void => {
    // Each line is served by a child of the listener, and that one's child where it runs as another user.
    for (const pid of childrenOf(listener())) kill(pid);
  };
  await start();
  return {
    host: 'gpu-box',
    folder: at('runs'),
    cut,
    async stop() {
      const pid = listener();
      cut();
      kill(pid);
      rmSync(at('pid'), { force: true });
      await eventually(() => (childrenOf(pid).length === 0 ? true : undefined), 'the end of the server');
    },
    start,
    async dispose() {
      process.env['PATH'] = before;
      if (existsSync(at('pid'))) {
        cut();
        kill(listener());
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

function childrenOf(pid: number): readonly number[] {
  return spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line !== '')
    .map(Number);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
