/** The pictures of a paper’s figures, as its page shows them. */
import type { Paper } from '../papers/document.ts';
import { type FigureWays, figureFile, whyNotDrawn } from '../papers/figureFile.ts';

/** `url`: a `data:` address, else why there is none. */
export type Picture = { readonly url: string } | { readonly why: string };

export type PictureWays = FigureWays;

export async function pictureOf(paper: Paper, anchor: string, index: number, ways: PictureWays, signal: AbortSignal): Promise<Picture> {
  const found = await figureFile(paper, anchor, index, ways, signal);
  if (found.kind === 'none') return { why: found.why };
  if (found.kind === 'data') return { url: found.url };
  const { name, bytes } = found;
  // Previews of data sets load it late, too: it must not lie in one file with what papers need.
  const { imageType } = await import('./imageType.ts');
  const mime = imageType(bytes) ?? (isSvg(bytes) ? 'image/svg+xml' : undefined);
  if (mime === undefined) return { why: `${name} ${whyNotDrawn(bytes)}.` };
  return { url: `data:${mime};base64,${Buffer.from(bytes).toString('base64')}` };
}

/** Drawn as a picture it runs nothing and loads nothing. */
function isSvg(bytes: Uint8Array): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!(?:--[\s\S]*?--|DOCTYPE[^>]*)>\s*)*<svg\b/i.test(
    Buffer.from(bytes.subarray(0, 2_000)).toString('utf8'),
  );
}
