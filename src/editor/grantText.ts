import type { SessionGrants } from '../app/api.ts';
import { untilText } from '../app/grantWords.ts';

type GrantsInForce = SessionGrants['inForce'];

/** What the status bar says while the agent may work unattended; undefined: nothing is granted. The one that ends last counts. */
export function grantStatusText(
  inForce: GrantsInForce,
  nowMs: number,
): { readonly text: string; readonly label: string; readonly tooltip: string } | undefined {
  const last = inForce.toSorted((a, b) => b.grant.endsAtMs - a.grant.endsAtMs)[0];
  if (last === undefined) return undefined;
  const several = inForce.length === 1 ? '' : ` (${inForce.length} sessions)`;
  const label = `Unattended until ${untilText(last.grant.endsAtMs, nowMs)}${several}`;
  return { text: `$(shield) ${label}`, label, tooltip: inForce.map(describeGrant).join('\n\n') };
}

export function describeGrant({ sessionTitle, grant }: GrantsInForce[number]): string {
  const title = sessionTitle === '' ? 'This session' : `“${sessionTitle}”`;
  return [`${title} may go on without asking:`, ...grant.lines.map((line) => `• ${line}`), grant.protection].join('\n');
}
