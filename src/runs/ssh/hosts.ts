/** What a person set about the hosts that runs may be started on. */
import { defined } from '../../base/defined.ts';
import type { SshPlace } from '../run.ts';
import { isHostName, requireHostName, usualFolder, usualPython } from './sshHost.ts';

export interface HostSettings {
  /** A name on the PATH there, or a path; `~/` is the home there. */
  readonly python?: string;
  /** Where runs are kept there. */
  readonly folder?: string;
}

export type Hosts = Readonly<Record<string, HostSettings>>;

/**
 * A list of hosts, each by its name and what is unusual there: `gpu-box python=~/env/bin/python folder=/scratch/runs`. The command line has
 * them in one text, with commas between. What is no host is passed over.
 */
export function hostsFrom(said: unknown): Hosts {
  const lines = typeof said === 'string' ? said.split(',') : Array.isArray(said) ? said.filter((line) => typeof line === 'string') : [];
  return Object.fromEntries(lines.flatMap(hostOf));
}

function hostOf(line: string): readonly (readonly [string, HostSettings])[] {
  const [host, ...words] = line.split(/\s+/).filter((word) => word !== '');
  if (host === undefined || !isHostName(host)) return [];
  const value = (name: string): string | undefined =>
    words
      .find((word) => word.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .replace(/(?<=.)\/+$/, '');
  return [[host, defined({ python: value('python'), folder: value('folder') })]];
}

/** A host need not be set to be used: ssh knows it. Throws PracticumError for what is no name of one. */
export function placeOn(host: string, hosts: Hosts, root: string): SshPlace {
  const { python = usualPython, folder = usualFolder } = hosts[host] ?? {};
  return { host: requireHostName(host), python, folder, root };
}
