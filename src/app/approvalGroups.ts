import type { ApprovalFacts } from '../base/approval.ts';
import type { SessionId } from '../base/ids.ts';

type Grouped = Pick<ApprovalFacts, 'group'> & { readonly session: SessionId };

/** Like requests are one question everywhere: those of one session with the same group, in the order in which they were asked. */
export function approvalGroups<T extends Grouped>(pending: readonly T[]): readonly (readonly [T, ...T[]])[] {
  const groups: [T, ...T[]][] = [];
  const known = new Map<string, [T, ...T[]]>();
  for (const approval of pending) {
    const key = approval.group === undefined ? undefined : `${approval.session} ${approval.group}`;
    const group = key === undefined ? undefined : known.get(key);
    if (group !== undefined) {
      group.push(approval);
      continue;
    }
    const begun: [T, ...T[]] = [approval];
    groups.push(begun);
    if (key !== undefined) known.set(key, begun);
  }
  return groups;
}
