/** The bytes of a PDF that a paper was read from, for the page that draws its regions: as they were read, or not at all. */
import { posix } from 'node:path';
import type { Paper } from '../papers/document.ts';
import { hashOfBytes } from '../papers/sources/store.ts';
import type { PictureWays } from './paperPictures.ts';

export type PdfBytes = Uint8Array | { readonly why: string };

export interface PdfPart {
  readonly from: number;
  readonly total: number;
  readonly bytes: ArrayBuffer;
}

/** What goes in one message: so few that neither side is held up by it. */
const bytesPerPart = 2 ** 20;
const mostBytes = 64 * 2 ** 20;

/** From what is kept of the source, else from the file that is the paper. Nothing is fetched for it. */
export async function pdfOf(paper: Paper, index: number, { kept, beside }: Pick<PictureWays, 'kept' | 'beside'>): Promise<PdfBytes> {
  const source = paper.sources[index];
  const isPdf = paper.nodes.some((node) => node.source === index && node.place?.kind === 'page');
  if (source === undefined || !isPdf) return { why: 'This part of the paper was not read from a PDF.' };
  const { from, sha256 } = source;
  const bytes = (await kept(sha256)) ?? (from === undefined ? undefined : await beside?.(posix.basename(from)));
  if (bytes === undefined) return { why: 'It is not there any more.' };
  if (bytes.length > mostBytes) return { why: `The PDF is larger than ${mostBytes / 2 ** 20} MB.` };
  // Regions of one PDF are nothing to another.
  const isSame = (await hashOfBytes(bytes)) === sha256;
  return isSame ? bytes : { why: 'The PDF has changed since it was read.' };
}

export function partOf(pdf: PdfBytes, from: number): PdfPart | { readonly why: string } {
  if ('why' in pdf) return pdf;
  if (from >= pdf.length) return { why: 'The PDF is shorter than was asked for.' };
  const bytes = new Uint8Array(Math.min(bytesPerPart, pdf.length - from));
  bytes.set(pdf.subarray(from, from + bytes.length));
  return { from, total: pdf.length, bytes: bytes.buffer };
}
