import { PracticumError } from '../../base/errors.ts';
import { shownCommand } from '../commandLine.ts';

/** A host that runs are started on, as the person's own ssh configuration names it. */
export interface SshHost {
  readonly host: string;
  /** Its interpreter: a name on the PATH there, or a path; `~` is the home there. */
  readonly python: string;
  /** Where runs are kept there. */
  readonly folder: string;
}

export const usualPython = 'python3';
export const usualFolder = '~/.cache/practicum/runs';
/** Where the runs of a host wait for each other, those of all workspaces. */
export const hostQueue = '~/.practicum/queue';

/** As ssh takes it: a name of the configuration, `user@host`, an address. Never something that reads as an option. */
const hostName = /^(?!-)[\w.@:%[\]-]{1,255}$/;

export function isHostName(host: string): boolean {
  return hostName.test(host);
}

export function requireHostName(host: string): string {
  if (isHostName(host)) return host;
  throw new PracticumError('ssh-host', `“${host}” is no name of a host.`, {
    hint: 'Give it as ssh takes it: a Host of your ssh configuration, or user@host.',
  });
}

/** Begins what a Python says that cannot execute our program. */
export const tooOld = 'its Python is too old';

/** The program's text comes over standard input, so that nothing has to lie on the host before. */
const bootstrap = [
  'import sys',
  `sys.version_info>=(3,6) or sys.exit("${tooOld}: %d.%d, where 3.6 is needed"%sys.version_info[:2])`,
  'n=int(sys.stdin.buffer.readline())',
  'exec(compile(sys.stdin.buffer.read(n).decode(),"practicum","exec"))',
].join(';');

/**
 * The system's ssh, so that the person's configuration, agent, jump hosts and known hosts count. It asks nobody anything: there is no
 * terminal to ask on. A line that is dead is noticed within a minute.
 */
export function sshArgv({ host, python }: Pick<SshHost, 'host' | 'python'>): readonly string[] {
  const options = ['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=20', '-o', 'ServerAliveInterval=15', '-o', 'ServerAliveCountMax=3'];
  return ['ssh', '-T', ...options, '--', requireHostName(host), remoteCommand(python)];
}

/** The login shell of the host reads this. A leading `~/` is left for it to expand. */
function remoteCommand(python: string): string {
  const [home, rest] = python.startsWith('~/') ? ['~/', python.slice(2)] : ['', python];
  return `${home}${shownCommand('linux', [rest])} -I -c '${bootstrap}'`;
}
