import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** A process that can be recognised later. Numbers are reused by the system, so the start time belongs to the name. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; equal for the same process only. Absent where the system does not tell it cheaply (Windows). */
  readonly start?: string;
}

export const thisHost = (): string => hostname();

/** Undefined start when the process is gone or the system does not tell. */
export async function identify(pid: number): Promise<ProcessIdentity> {
  const start = await startOf(pid);
  return start === undefined ? { pid } : { pid, start };
}

/** Whether this very process still runs. A zombie has ended. Only for processes of this machine. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  if (!exists(identity.pid)) return false;
  if (process.platform === 'win32') return true;
  const start = await startOf(identity.pid);
  if (start === undefined) return false;
  return identity.start === undefined || identity.start === start;
}

/** Who started it, and who started that one, and so on, nearest first. Empty where the system does not tell it cheaply (Windows). */
export async function ancestorsOf(pid: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let parent = await parentOf(pid); parent !== undefined && parent > 1 && !found.includes(parent); parent = await parentOf(parent))
    found.push(parent);
  return found;
}

async function parentOf(pid: number): Promise<number | undefined> {
  if (process.platform === 'win32') return undefined;
  if (process.platform !== 'linux') return Number.parseInt(await ps(pid, 'ppid='), 10) || undefined;
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) || undefined;
}

/** The processes that this one has started and that still run. Empty where there is no /proc. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const names = await readdir('/proc').catch((): string[] => []);
  const children = await Promise.all(
    names.map(async (name) => {
      if (!/^\d+$/.test(name)) return undefined;
      const stat = await readFile(`/proc/${name}/stat`, 'latin1').catch(() => '');
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(pid) ? Number(name) : undefined;
    }),
  );
  return children.filter((child) => child !== undefined);
}

/** Whether some process has this number, which may be another one by now. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

let bootId: Promise<string> | undefined;

async function startOf(pid: number): Promise<string | undefined> {
  switch (process.platform) {
    case 'linux':
      return linuxStart(pid);
    case 'win32':
      return undefined;
    default:
      return psStart(pid);
  }
}

/** proc(5): field 22 of /proc/<pid>/stat is the start in clock ticks since boot; field 3 the state, Z for a zombie. */
async function linuxStart(pid: number): Promise<string | undefined> {
  let stat: string;
  try {
    // At once: the system makes the text, no disk is waited for.
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ticks] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X' || ticks === undefined) return undefined;
  bootId ??= readFile('/proc/sys/kernel/random/boot_id', 'latin1').then(
    (text) => text.trim().slice(0, 8),
    () => 'boot',
  );
  return `${await bootId}:${ticks}`;
}

async function psStart(pid: number): Promise<string | undefined> {
  const text = await ps(pid, 'stat=,lstart=');
  return text === '' || text.startsWith('Z') ? undefined : text.replace(/^\S+\s+/, '').replace(/\s+/g, ' ');
}

/** Empty where there is no such process. */
function ps(pid: number, columns: string): Promise<string> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
    execFile('ps', ['-o', columns, '-p', String(pid)], { env, timeout: 5000 }, (error, stdout) => {
      resolve(error === null ? stdout.trim() : '');
    });
  });
}
