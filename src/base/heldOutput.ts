import type { ChildProcess } from 'node:child_process';

/**
 * To be called at once after a process was started whose output is read later: when a process ends, Node reads what nobody listens for to
 * its end and throws it away, and a short process may be over before its output is read.
 */
export function holdOutput({ stdout, stderr }: Pick<ChildProcess, 'stdout' | 'stderr'>): void {
  for (const stream of [stdout, stderr]) stream?.on('readable', () => undefined);
}
