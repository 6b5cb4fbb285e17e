/** The processes of this machine, from /proc. Tests that end or count processes run on Linux. */
import { readdirSync, readFileSync } from 'node:fs';

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly command: string;
}

export function listProcesses(): readonly Process[] {
  const processes: Process[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The name in parentheses may hold anything; the numbers follow the last one.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      processes.push({ pid, parent: Number(fields[1]), group: Number(fields[2]), command });
    } catch {
      // It ended while we looked.
    }
  }
  return processes;
}

/** All that descend from `pid`, itself left out. */
export function descendants(pid: number): readonly Process[] {
  const all = listProcesses();
  const found: Process[] = [];
  const parents = [pid];
  for (let parent = parents.pop(); parent !== undefined; parent = parents.pop()) {
    for (const process of all) {
      if (process.parent !== parent) continue;
      found.push(process);
      parents.push(process.pid);
    }
  }
  return found;
}

/** Ends what still mentions `text` in its arguments or environment: detached supervisors and their scripts outlive a server on purpose. */
export function endMentioning(text: string): readonly number[] {
  const ended: number[] = [];
  for (const { pid, command } of listProcesses()) {
    if (pid === process.pid || !(command.includes(text) || environment(pid).includes(text))) continue;
    try {
      process.kill(pid, 'SIGKILL');
      ended.push(pid);
    } catch {
      // It ended by itself.
    }
  }
  return ended;
}

function environment(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}
