import type { Effect } from './effects.ts';
import type { CallId } from './ids.ts';
import { newId } from './newId.ts';
import type { Permit, PermitAuthority } from './permit.ts';

/** Something the person does with their own hand, a click or a word typed: its own approval, so the permit lives just as long as the act. */
export async function usingPermit<T>(
  permits: PermitAuthority,
  effects: readonly Effect[],
  act: (permit: Permit) => Promise<T>,
): Promise<T> {
  const permit = permits.mint(newId<CallId>('ca'), effects);
  try {
    return await act(permit);
  } finally {
    permits.revoke(permit);
  }
}
