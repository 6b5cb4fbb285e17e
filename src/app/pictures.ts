import { basename, isAbsolute } from 'node:path';
import { admitPicture } from '../base/admitPicture.ts';
import type { PermitAuthority } from '../base/permit.ts';
import type { Picture } from '../base/picture.ts';
import { pictureType } from '../base/pictureFile.ts';
import { usingPermit } from '../base/usingPermit.ts';
import type { MentionChip } from '../protocol/chat.ts';
import type { Blobs } from '../sessions/blobs.ts';
import type { Mention } from '../sessions/events.ts';
import type { FilesPort } from '../workspace/files.ts';

/** A name as it stands in a message, on one line. */
const maxLabel = 200;

/** A picture that the person attaches, as a blob without what only tells about it. Throws PictureRefused; DiskFull or CannotWrite. */
export async function keepPicture(blobs: Pick<Blobs, 'put'>, bytes: Uint8Array, name: string): Promise<Picture> {
  const label = name.replaceAll(/\s+/g, ' ').trim().slice(0, maxLabel).toWellFormed() || 'picture';
  const file = admitPicture(bytes, label);
  const { mediaType, width, height } = file;
  return { blob: await blobs.put(file.bytes), mediaType, label, bytes: file.bytes.length, width, height };
}

export function chipOfPicture(picture: Picture, path: string, label: string): MentionChip {
  return { kind: 'picture', path, label, picture };
}

export interface PictureFiles {
  readonly files: FilesPort;
  readonly permits: PermitAuthority;
  readonly blobs: Blobs;
}

/** A file that is a picture; the person attached it, so reading it is approved by that. Throws PictureRefused. */
export async function readPicture({ files, permits, blobs }: PictureFiles, path: string): Promise<Picture> {
  const { bytes } = await usingPermit(permits, [{ kind: 'read', path }], (permit) => files.read(permit, path));
  return await keepPicture(blobs, bytes, basename(path));
}

/** What the composer attached, looked at again: a page names blobs, and only those that are pictures are shown to a model. */
export async function pictureMention({ blobs }: Pick<PictureFiles, 'blobs'>, { path, label, picture }: MentionChip): Promise<Mention> {
  const place = isAbsolute(path) ? path : label;
  if (picture === undefined) return { kind: 'file', path: place };
  const bytes = await blobs.get(picture.blob);
  return { kind: 'file', path: place, picture: await keepPicture(blobs, bytes, picture.label) };
}

/** As it is shown to the person. Throws BlobMissing, and PictureRefused for what is none. */
export async function shownPicture(
  blobs: Pick<Blobs, 'get'>,
  blob: Picture['blob'],
): Promise<Pick<Picture, 'mediaType'> & { readonly bytes: Uint8Array }> {
  const bytes = await blobs.get(blob);
  const mediaType = pictureType(bytes);
  return { bytes, mediaType: mediaType ?? admitPicture(bytes, 'This').mediaType };
}
