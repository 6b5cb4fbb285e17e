import type { GrantId } from './ids.ts';

/** A person's yes to a night: what may happen while nobody is asked. It ends at `endsAtMs`, when it is revoked, or with its session. */
export interface Grant {
  readonly id: GrantId;
  /** Milliseconds since 1970. */
  readonly signedAtMs: number;
  readonly endsAtMs: number;
  /** US dollars at most, models and machines together. */
  readonly usd: number;
  /** Where runs may execute, as place.ts names places: `local`, `ssh:gpu-box`. */
  readonly targets: readonly string[];
  /** Where files may be changed and scripts may lie: real paths of folders in the workspace. */
  readonly folders: readonly string[];
  /** Hosts that confined programs and tools may reach: `pypi.org`, `*.huggingface.co`. */
  readonly hosts: readonly string[];
  /** `sandboxed`: scripts and commands of the workspace, confined. `approved`: only code in exactly the version that the person approved. */
  readonly code: 'sandboxed' | 'approved';
}
