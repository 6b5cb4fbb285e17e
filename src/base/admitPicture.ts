import { PracticumError } from './errors.ts';
import { maxPictureBytes, maxPicturePixels } from './picture.ts';
import { type PictureFile, pictureType, readPictureFile } from './pictureFile.ts';

/** It cannot be sent to a model as it is. `why` and `hint` are for the person and the model alike. */
export class PictureRefused extends PracticumError {
  constructor(name: string, why: string, hint: string) {
    super('bad-picture', `${name} ${why}.`, { hint });
  }
}

/** The door of every picture: by its bytes, within bounds, without what only tells about it. Throws PictureRefused. */
export function admitPicture(bytes: Uint8Array, name: string): PictureFile {
  const file = readPictureFile(bytes);
  if (file === undefined) throw whyNot(bytes, name);
  if (Math.max(file.width, file.height) > maxPicturePixels) {
    const size = `${file.width} × ${file.height} pixels`;
    throw new PictureRefused(
      name,
      `has ${size}, more than ${maxPicturePixels} on a side`,
      'Make it smaller, or cut out the part that matters.',
    );
  }
  if (file.bytes.length > maxPictureBytes) {
    const megabytes = (file.bytes.length / 1e6).toFixed(1);
    throw new PictureRefused(
      name,
      `has ${megabytes} MB; models take ${(maxPictureBytes / 1e6).toFixed(1)}`,
      'Make it smaller, or save it as JPEG.',
    );
  }
  return file;
}

function whyNot(bytes: Uint8Array, name: string): PictureRefused {
  if (pictureType(bytes) !== undefined)
    return new PictureRefused(name, 'is damaged: it ends in its middle', 'Save it again, then attach it again.');
  const head = Buffer.from(bytes.subarray(0, 1_000)).toString('latin1');
  if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!(?:--[\s\S]*?--|DOCTYPE[^>]*)>\s*)*<svg\b/i.test(head))
    return new PictureRefused(
      name,
      'is SVG, which models do not take as a picture',
      'Attach it as a file, to be read as text, or export it as PNG.',
    );
  if (/^....ftyp(?:hei|hev|mif1|msf1|avi)/s.test(head))
    return new PictureRefused(name, 'is HEIC or AVIF, which models do not take', 'Save it as JPEG or PNG.');
  return new PictureRefused(name, 'is no PNG, JPEG, GIF or WebP', 'Attach one of these.');
}
