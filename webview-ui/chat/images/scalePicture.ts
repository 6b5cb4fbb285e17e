import { maxPictureBytes, maxPicturePixels } from './bounds.ts';
import type { PictureDrawing, ReadyPicture } from './pictures.ts';

/** The longer side of a picture that was too large, in pixels: the first that fits is taken. */
const sides = [4_096, 3_072, 2_048, 1_536] as const;

/** A picture within what models take: as it is, else scaled down. Undefined where the page cannot draw it and it is too large as it is. */
async function readyPicture(file: Blob, name: string): Promise<ReadyPicture | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  try {
    const longest = bitmap === undefined ? 0 : Math.max(bitmap.width, bitmap.height);
    if (file.size <= maxPictureBytes && longest <= maxPicturePixels) return { bytes: new Uint8Array(await file.arrayBuffer()) };
    if (bitmap === undefined) return undefined;
    for (const side of sides) {
      const scale = Math.min(1, side / longest);
      const width = Math.max(1, Math.round(bitmap.width * scale));
      const height = Math.max(1, Math.round(bitmap.height * scale));
      for (const type of file.type === 'image/jpeg' ? ['image/jpeg'] : ['image/png', 'image/jpeg']) {
        const drawn = await draw(bitmap, width, height, type);
        if (drawn === undefined || drawn.size > maxPictureBytes) continue;
        const note = `${name} was too large and is attached with ${width} × ${height} pixels in place of ${bitmap.width} × ${bitmap.height}.`;
        return { bytes: new Uint8Array(await drawn.arrayBuffer()), note };
      }
    }
    return undefined;
  } finally {
    bitmap?.close();
  }
}

/** Longer side of what is shown of a picture, for screens with two pixels in one. */
const shownPixels = 480;

/** A small copy as a `data:` address; undefined where the page cannot draw it. */
async function thumbnailOf(file: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (bitmap === undefined) return undefined;
  const scale = Math.min(1, shownPixels / Math.max(bitmap.width, bitmap.height));
  const canvas = canvasOf(bitmap, Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
  bitmap.close();
  return canvas?.toDataURL('image/webp', 0.85);
}

function draw(bitmap: ImageBitmap, width: number, height: number, type: string): Promise<Blob | undefined> {
  // JPEG has no transparency: what shows through is white, as on paper.
  const canvas = canvasOf(bitmap, width, height, type === 'image/jpeg' ? 'white' : undefined);
  return new Promise((resolve) => {
    if (canvas === undefined) resolve(undefined);
    else canvas.toBlob((blob) => resolve(blob ?? undefined), type, 0.88);
  });
}

function canvasOf(bitmap: ImageBitmap, width: number, height: number, ground?: string): HTMLCanvasElement | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  if (ground !== undefined) {
    context.fillStyle = ground;
    context.fillRect(0, 0, width, height);
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

export const pictureDrawing: PictureDrawing = { readyPicture, thumbnailOf };
