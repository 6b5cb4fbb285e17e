import type { CallId } from './ids.ts';
import { type Paid, paidText } from './paid.ts';

/** What became of a machine that a session has to try things on. */
export interface SandboxChange {
  /** For effects: see place.ts. */
  readonly place: string;
  /** The id of its job. */
  readonly job: string;
  readonly flavor: string;
  /** `used`: one that was there already is this session’s from now on. */
  readonly change: 'started' | 'used' | 'ended';
  /** The call of this session that did it; absent: it came to that otherwise. */
  readonly call?: CallId;
  /** Of one that ended by itself or by somebody else: a clause. */
  readonly why?: string;
  /** What was promised for it when it was started, in US dollars. */
  readonly usdAtMost?: number;
  /** What one came to that was started from here. */
  readonly paid?: Paid;
}

/** A sentence, for people. */
export function sandboxChangeText({ job, flavor, change, why, usdAtMost, paid }: SandboxChange): string {
  const machine = `The sandbox ${job} on ${flavor}`;
  switch (change) {
    case 'started':
      return `${machine} was started${usdAtMost === undefined ? '' : ` for at most $${usdAtMost.toFixed(4)}`}.`;
    case 'used':
      return `${machine} is this session’s from now on.`;
    case 'ended':
      return `${machine} has ended${why === undefined ? '' : `: ${why}`}.${paid === undefined ? '' : ` It cost ${paidText(paid)}.`}`;
  }
}
