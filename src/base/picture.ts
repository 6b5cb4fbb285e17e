import type { BlobHash } from './ids.ts';
import type { ImagePart } from './messages.ts';

/** A picture of a conversation: its bytes lie as a blob beside the log. */
export interface Picture {
  readonly blob: BlobHash;
  readonly mediaType: ImagePart['mediaType'];
  /** What it shows, in words: the name of its file, `Figure 2 of arxiv:1706.03762v7`. */
  readonly label: string;
  readonly bytes: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** A picture in the conversation before its bytes are there: `data` is empty until a request is made of it. */
export interface KeptImage extends ImagePart {
  readonly blob: BlobHash;
  readonly bytes: number;
}

export function keptImage({ blob, mediaType, label, bytes, width, height }: Picture): KeptImage {
  return { type: 'image', mediaType, data: '', label, width, height, blob, bytes };
}

export function isKept(part: { readonly type: string }): part is KeptImage {
  return part.type === 'image' && 'blob' in part;
}

/** Under which name `recall_output` shows a picture of a message again. */
export function pictureName(blob: BlobHash): string {
  return `picture_${blob.slice(0, 16)}`;
}

/** Services take 5 MB of a picture in base64, which is a third longer than its bytes (platform.claude.com, “Vision”). */
export const maxPictureBytes = 3_932_160;
/** Of the longer side: more is refused. */
export const maxPicturePixels = 8_000;
