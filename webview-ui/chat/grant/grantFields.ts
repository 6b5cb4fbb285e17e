import type { GrantDraft } from '../../../src/protocol/chat.ts';

/** A grant as it is being written: what stands in the fields of its form. */
export interface GrantFields {
  readonly hours: string;
  readonly usd: string;
  readonly targets: readonly string[];
  /** One in a line. */
  readonly folders: string;
  readonly hosts: string;
  readonly code: GrantDraft['code'];
}

export type GrantField = keyof GrantFields;

export type ReadGrant =
  | { readonly kind: 'fine'; readonly draft: GrantDraft }
  | { readonly kind: 'wrong'; readonly problems: Readonly<Partial<Record<GrantField, string>>> };

export function fieldsOf(draft: GrantDraft, canSandbox: boolean): GrantFields {
  return {
    hours: String(draft.hours),
    usd: draft.usd.toFixed(Number.isInteger(draft.usd) ? 0 : 2),
    targets: draft.targets,
    folders: draft.folders.join('\n'),
    hosts: draft.hosts.join('\n'),
    code: canSandbox ? draft.code : 'approved',
  };
}

/** The limits are those of the host's schema; what the folders and hosts really are, the host finds out. */
const maxHours = 168;
const maxUsd = 1_000_000;
const maxEntries = 100;

/** The grant that the fields say, or what is wrong with each of them. */
export function readGrant(fields: GrantFields): ReadGrant {
  const hours = numberOf(fields.hours);
  const usd = numberOf(fields.usd);
  const folders = entriesOf(fields.folders);
  const hosts = entriesOf(fields.hosts).map((host) => host.toLowerCase());
  const problems: Record<GrantField, string | undefined> = {
    hours: hours > 0 && hours <= maxHours ? undefined : `Write a number of hours above 0, at most ${maxHours}.`,
    usd: usd >= 0 && usd <= maxUsd ? undefined : 'Write an amount in dollars, 0 or more.',
    targets: undefined,
    folders: folders.length === 0 ? 'Name at least one folder of the workspace.' : tooMany(folders),
    hosts: wrongHost(hosts) ?? tooMany(hosts),
    code: undefined,
  };
  const wrong = Object.entries(problems).filter((entry) => entry[1] !== undefined);
  if (wrong.length > 0) return { kind: 'wrong', problems: Object.fromEntries(wrong) };
  return { kind: 'fine', draft: { hours, usd, targets: fields.targets, folders, hosts, code: fields.code } };
}

/** People write `1,5` as well as `1.5`. */
function numberOf(text: string): number {
  return /^\d+(?:[.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN;
}

function entriesOf(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
  ];
}

function wrongHost(hosts: readonly string[]): string | undefined {
  const wrong = hosts.find((host) => !/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(host));
  return wrong === undefined
    ? undefined
    : `“${wrong}” is not the name of a host. Write one in a line, such as pypi.org or *.huggingface.co.`;
}

function tooMany(entries: readonly string[]): string | undefined {
  return entries.length > maxEntries ? `At most ${maxEntries} of them.` : undefined;
}
