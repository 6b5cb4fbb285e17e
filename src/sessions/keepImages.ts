import type { BlobHash } from '../base/ids.ts';
import type { Picture } from '../base/picture.ts';
import { hashOf } from './blobs.ts';
import { isEnd } from './bounds.ts';
import type { SessionEventBody } from './events.ts';

export interface KeptImages {
  /** Names its pictures, and holds none of them. */
  readonly body: SessionEventBody;
  /** What must be stored before the event is written. */
  readonly blobs: readonly { readonly hash: BlobHash; readonly bytes: Uint8Array }[];
}

/** The pictures of a result leave it before anything looks through it: their bytes are no text, and nothing in them can be redacted. */
export function keepImages(body: SessionEventBody): KeptImages {
  if (!isEnd(body) || body.images === undefined) return { body, blobs: [] };
  const { images, ...rest } = body;
  const kept = images.map(({ data, mediaType, label, width = 0, height = 0 }) => {
    const bytes = Buffer.from(data, 'base64');
    const picture: Picture = { blob: hashOf(bytes), mediaType, label, bytes: bytes.length, width, height };
    return { picture, bytes };
  });
  return {
    body: { ...rest, pictures: kept.map(({ picture }) => picture) },
    blobs: kept.map(({ picture, bytes }) => ({ hash: picture.blob, bytes })),
  };
}
