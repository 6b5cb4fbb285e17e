import { describeEffect, type Effect, effectKey } from './effects.ts';
import { PracticumError } from './errors.ts';
import type { CallId } from './ids.ts';
import type { Confinement } from './sandbox.ts';

declare const minted: unique symbol;

/** `decide`'s yes to one call. An opaque token: only the authority that minted it knows what it allows, and until when. */
export interface Permit {
  readonly call: CallId;
  /** Programs are started behind exactly these walls or not at all: they are why it was allowed. Absent: as the settings say. */
  readonly confinement?: Confinement;
  readonly [minted]: true;
}

/** A port asks this before it acts. Throws `NotPermitted` unless the permit is alive and names exactly this effect. */
export type RequirePermit = (permit: Permit, effect: Effect) => void;

export class NotPermitted extends PracticumError {
  constructor(effect: Effect, why: string) {
    super('not-permitted', `Refused to ${describeEffect(effect)}: ${why}.`, {
      hint: 'A tool may only do what it declared before it was allowed to run.',
    });
  }
}

/**
 * Mints permits and answers for them. There is one per workbench: `app` hands `mint` to the approval broker and
 * `require` to the ports, so nothing else can make a permit and no port acts without one.
 */
export interface PermitAuthority {
  mint(call: CallId, effects: readonly Effect[], confinement?: Confinement): Permit;
  /** The call has ended: its permit opens nothing any more. */
  revoke(permit: Permit): void;
  readonly require: RequirePermit;
}

export function createPermitAuthority(): PermitAuthority {
  // Keyed by identity: a look-alike object is not a permit.
  const alive = new WeakMap<Permit, ReadonlySet<string>>();
  return {
    mint(call, effects, confinement) {
      const permit = Object.freeze({ call, ...(confinement === undefined ? {} : { confinement }) }) as Permit;
      alive.set(permit, new Set(effects.map(effectKey)));
      return permit;
    },
    revoke(permit) {
      alive.delete(permit);
    },
    require(permit, effect) {
      const allowed = alive.get(permit);
      if (allowed === undefined) throw new NotPermitted(effect, 'there is no permit for this call, or it has ended');
      if (!allowed.has(effectKey(effect))) throw new NotPermitted(effect, 'the permit of this call does not name it');
    },
  };
}
