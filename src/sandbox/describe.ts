import type { Confinement, SandboxStatus } from '../base/sandbox.ts';

/** How a program will be confined, in one line for a person: on a card, in a grant, in the doctor's report. */
export function describeConfinement(status: SandboxStatus, confinement: Confinement, roots: readonly string[] = []): string {
  if (status.kind === 'none') return `Not confined: ${status.why}`;
  return `Confined by ${nameOf(status.sandbox.kind)}: ${writesOf(confinement, roots)}, ${networkOf(confinement.network)}, no credentials`;
}

function nameOf(kind: 'bubblewrap' | 'seatbelt'): string {
  return kind === 'seatbelt' ? 'the system’s seatbelt' : kind;
}

function writesOf({ writable }: Confinement, roots: readonly string[]): string {
  if (writable.length === 0) return 'writes nowhere';
  const isWhole = roots.length > 0 && roots.every((root) => writable.includes(root));
  const others = isWhole ? writable.filter((folder) => !roots.includes(folder)) : writable;
  const named = list(others.map((folder) => below(folder, roots)));
  if (isWhole) return others.length === 0 ? 'writes only in the workspace' : `writes only in the workspace and ${named}`;
  return `writes only in ${named}`;
}

function networkOf(network: Confinement['network']): string {
  if (network === 'off' || network.hosts.length === 0) return 'no network';
  const { hosts } = network;
  const shown = hosts.slice(0, 4);
  return `reaches only ${list(hosts.length > shown.length ? [...shown, `${hosts.length - shown.length} more`] : shown)}`;
}

function below(folder: string, roots: readonly string[]): string {
  const root = roots.find((each) => folder.startsWith(`${each}/`));
  return root === undefined ? folder : `${folder.slice(root.length + 1)}/`;
}

function list(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
