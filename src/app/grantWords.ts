import { basename, relative } from 'node:path';
import type { Grant } from '../base/grant.ts';
import { placeText } from '../base/place.ts';
import type { Confinement, SandboxStatus } from '../base/sandbox.ts';

/** What a grant says, for people. */

/** `07:30`, with the day where it is not today: `Sun 22 Nov, 07:30`. */
export function untilText(endsAtMs: number, nowMs: number): string {
  const end = new Date(endsAtMs);
  const time = end.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (end.toDateString() === new Date(nowMs).toDateString()) return time;
  return `${end.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '')}, ${time}`;
}

/** What it allows, a line each. */
export function grantLines(grant: Grant, roots: readonly string[], nowMs: number): readonly string[] {
  const folders = grant.folders.map((folder) => shownFolder(folder, roots)).join(', ');
  return [
    `Until ${untilText(grant.endsAtMs, nowMs)}, in this session`,
    `At most $${grant.usd.toFixed(2)}, models and machines together`,
    `Changes files in ${folders}`,
    grant.targets.length === 0 ? 'Starts nothing' : `Runs on ${grant.targets.map(placeText).join(', ')}`,
    grant.hosts.length === 0 ? 'Reaches no host' : `Reaches ${grant.hosts.join(', ')}`,
    grant.code === 'sandboxed'
      ? 'Scripts and commands of these folders, confined'
      : 'Only scripts in exactly the version that you approved',
  ];
}

/** For the model: the same whenever it is told, so that it is told once. */
export function grantNote(grant: Grant, roots: readonly string[]): string {
  const lines = grantLines(grant, roots, grant.signedAtMs).join('. ');
  return `The person is away and has granted unattended work. ${lines}. What this does not cover waits for them; go on with the rest.`;
}

/** What is really in force, not what would be good to have. */
export function protectionText(code: Grant['code'], status: SandboxStatus): string {
  if (code === 'approved')
    return 'Scripts run with your rights, in the versions that you approved; no command runs without being asked about.';
  if (status.kind === 'none')
    return `Nothing confines programs here, so none runs without being asked about: ${status.why} ${status.hint}`.trim();
  return `Scripts and commands run in ${status.sandbox.label}: they write only in the granted folders and reach only the granted hosts.`;
}

/** The walls for programs that run because of the grant. */
export function confinementOf(grant: Grant): Confinement {
  return { writable: grant.folders, network: grant.hosts.length === 0 ? 'off' : { hosts: grant.hosts } };
}

function shownFolder(folder: string, roots: readonly string[]): string {
  if (roots.includes(folder)) return basename(folder);
  const root = roots.find((each) => folder.startsWith(`${each}/`) || folder.startsWith(`${each}\\`));
  return root === undefined ? folder : relative(root, folder);
}
