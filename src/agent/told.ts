import type { TextPart, UserPart } from '../base/messages.ts';
import type { Entry } from './entry.ts';

/** What the loop last told the model beside the person's words, as far as the model still sees it. */
export interface Told {
  readonly note?: Said;
  readonly instructions?: Said;
  /** The instructions were summarised away. */
  readonly isForgotten?: boolean;
}

export interface Said {
  readonly said: string;
  /** Where it stands. */
  readonly part: TextPart;
}

/** After a summary: what went with the rest is to be told again. */
export function stillTold({ note, instructions, isForgotten = false }: Told, entries: readonly Entry[]): Told {
  const parts = new Set<UserPart>(entries.flatMap((entry) => (entry.kind === 'user' ? entry.parts : [])));
  const isSeen = (said: Said | undefined): said is Said => said !== undefined && parts.has(said.part);
  return {
    ...(isSeen(note) ? { note } : {}),
    ...(isSeen(instructions) ? { instructions } : {}),
    isForgotten: isForgotten || (instructions !== undefined && !isSeen(instructions)),
  };
}
