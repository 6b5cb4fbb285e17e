import { admitPicture, PictureRefused } from '../base/admitPicture.ts';
import type { ImagePart } from '../base/messages.ts';

/** Each picture is read again with every request. */
const maxImages = 10;

/** The pictures of a result as they enter the log: what they claim to be is looked up in them, and what cannot be sent is named in the words. */
export function admitImages(
  content: string,
  images: readonly ImagePart[],
): { readonly content: string; readonly images?: readonly ImagePart[] } {
  const taken: ImagePart[] = [];
  const notes: string[] = [];
  for (const image of images.slice(0, maxImages)) {
    try {
      const { mediaType, width, height, bytes } = admitPicture(Buffer.from(image.data, 'base64'), image.label);
      taken.push({ type: 'image', mediaType, data: Buffer.from(bytes).toString('base64'), label: image.label, width, height });
    } catch (error) {
      if (!(error instanceof PictureRefused)) throw error;
      notes.push(`[Left out: ${error.message}]`);
    }
  }
  if (images.length > maxImages) notes.push(`[Left out: ${images.length - maxImages} more pictures.]`);
  const said = [...(content === '' ? [] : [content]), ...notes].join('\n');
  return taken.length === 0 ? { content: said } : { content: said, images: taken };
}
