import type { BlobHash, SessionId } from '../../base/ids.ts';
import type { ChildLog } from '../children.ts';
import type { SessionEvent } from '../events.ts';

/** How a session can be handed out. */
export type ExportFormat = 'markdown' | 'json' | 'claude-code' | 'messages';

/** A session as the formats see it. */
export interface ExportedSession {
  readonly session: SessionId;
  /** Its branch, with nothing left in the file. */
  readonly events: readonly SessionEvent[];
  /** Of the calls of its branch, whole. */
  readonly children?: readonly ChildLog[];
  /** Whole results that the events only name, as far as they were wanted and are there. */
  readonly blobs: ReadonlyMap<BlobHash, ExportedBlob>;
  /** Pictures that the events name, as far as they were wanted and are there; base64. */
  readonly pictures?: ReadonlyMap<BlobHash, string>;
}

export interface ExportedBlob {
  readonly text: string;
  /** False: its beginning. */
  readonly isWhole: boolean;
}
