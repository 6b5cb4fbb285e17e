/** What a run logs beside numbers: one line of `media.jsonl` says where it lies. It is never copied, and shown as long as it is there. */
import * as z from 'zod';

export const mediaKinds = ['image', 'histogram', 'table', 'text'] as const;
export type MediaKind = (typeof mediaKinds)[number];

export interface MediaLine {
  readonly atMs: number;
  readonly kind: MediaKind;
  readonly tag: string;
  readonly step: number;
  /** Absolute. */
  readonly file: string;
  /** Where in an event file the value lies, in bytes. Absent: the whole file is the picture or the table. */
  readonly at?: number;
  readonly bytes?: number;
}

/** Before it is written down. */
export type FoundMedia = Omit<MediaLine, 'atMs'>;

const lineSchema = z.object({
  atMs: z.number(),
  kind: z.enum(mediaKinds),
  tag: z.string(),
  step: z.number(),
  file: z.string(),
  at: z.int().nonnegative().exactOptional(),
  bytes: z.int().nonnegative().exactOptional(),
});

/** Undefined for a line that is none, or of a kind that only a newer version knows. */
export function parseMedia(line: string): MediaLine | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
